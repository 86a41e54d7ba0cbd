//! Which known word did the author mean?
//!
//! # Why
//! "unknown name" helps nobody; "did you mean `chest pain`?" does.
//!
//! # How
//! Optimal string alignment (Damerau): inserting, dropping or changing a letter, or swapping two neighbours, costs one.
//! A candidate counts only within a third of the word's length, so that a far-fetched guess is never shown.
//!
//! # Cost
//! Time of the product of both lengths for each candidate whose length is near; words over 64 letters are not compared.

const MAX_LETTERS: usize = 64;

/// The candidate nearest to a word, if one is near enough; the first of equally near ones.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let bound = (word.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.to_lowercase().chars().collect();
        let reach = best.map_or(bound, |(distance, _)| distance.saturating_sub(1));
        if letters.len().abs_diff(word.len()) > reach || letters.len().max(word.len()) > MAX_LETTERS {
            continue;
        }
        let distance = distance(&word, &letters);
        if distance <= bound && distance < word.len() && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many slips of the pen lie between two words.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let change = cell(&last, column) + usize::from(letter != other);
            let mut least = change.min(cell(&last, column + 1) + 1).min(cell(&line, column) + 1);
            if row > 0 && column > 0 && from.get(row - 1) == Some(other) && to.get(column - 1) == Some(letter) {
                least = least.min(cell(&before, column - 1) + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut last, line);
    }
    cell(&last, to.len())
}

fn cell(row: &[usize], at: usize) -> usize {
    row.get(at).copied().unwrap_or(usize::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_pen_are_mended_and_far_words_are_not() {
        let check = |word: &str, expected: Option<&str>| {
            assert_eq!(nearest(word, ["chest pain", "raise to", "say", "locked"]), expected, "{word}");
        };
        check("chets pain", Some("chest pain"));
        check("chest pian", Some("chest pain"));
        check("rise to", Some("raise to"));
        check("lokced", Some("locked"));
        check("Say", Some("say"));
        check("banana", None);
        check("", None);
    }
}

//! How many slips of the finger lie between two words.
//!
//! # How
//! The restricted Damerau-Levenshtein distance (optimal string alignment): letters left out, added, replaced, or two neighbours swapped, each counting one.
//!
//! # Cost
//! The product of the lengths, at most sixteen each, in three rows on the stack.

use super::letters::Letters;

/// The longest word that is compared.
const LONGEST: usize = 16;

/// The distance between two words.
pub(super) fn distance(left: Letters, right: Letters) -> usize {
    let mut above_last = [0_usize; LONGEST + 1];
    let mut last: [usize; LONGEST + 1] = std::array::from_fn(|column| column);
    let mut before_a = 0;
    for (row, a) in (1..).zip(left.iter()) {
        let mut line = [row; LONGEST + 1];
        let mut before_b = 0;
        for (column, b) in (1..).zip(right.iter()) {
            let at = |cells: &[usize; LONGEST + 1], column: usize| cells.get(column).copied().unwrap_or(usize::MAX);
            let replaced = at(&last, column - 1) + usize::from(a != b);
            let mut least = replaced.min(at(&last, column) + 1).min(at(&line, column - 1) + 1);
            if row > 1 && column > 1 && a == before_b && before_a == b {
                least = least.min(at(&above_last, column - 2) + 1);
            }
            if let Some(cell) = line.get_mut(column) {
                *cell = least;
            }
            before_b = b;
        }
        (above_last, last, before_a) = (last, line, a);
    }
    last.get(right.len()).copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::WordKey;

    #[test]
    fn each_slip_counts_one() {
        for (left, right, slips) in [
            ("fever", "fever", 0),
            ("fevr", "fever", 1),
            ("feever", "fever", 1),
            ("fevar", "fever", 1),
            ("fveer", "fever", 1),
            ("siezure", "seizure", 1),
            ("dioreah", "diarrhoea", 5),
            ("haert", "heart", 1),
            ("abcd", "cdab", 4),
        ] {
            let letters = |word: &str| Letters::of(&WordKey::of(word).expect("a word")).expect("letters");
            assert_eq!(distance(letters(left), letters(right)), slips, "{left} {right}");
            assert_eq!(distance(letters(right), letters(left)), slips, "{right} {left}");
        }
    }
}

//! Compares the words of records and questions: conditions, medicines, answers.
//!
//! # Why
//! "Warfarin 3mg tablets" takes "warfarin"; "Do you have chest pain?" is the question "do you have chest pain". Case and
//! punctuation do not matter, whole words do. Such entries are short, so the slow and obvious way is fast enough.
//!
//! # Cost
//! No allocation; the product of the two lengths in words at worst, and entries are read up to [`LONGEST`] bytes.

/// The most bytes of an entry or a question that are compared.
pub const LONGEST: usize = 1_000;

/// The words of a text: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let end = (0..=text.len().min(LONGEST)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let read = text.get(..end).unwrap_or("");
    read.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// Whether `text` holds all words of `term` in order and side by side; a term without words is nowhere.
#[must_use]
pub fn holds(text: &str, term: &str) -> bool {
    let term = words(term);
    if term.clone().next().is_none() {
        return false;
    }
    let mut rest = words(text);
    loop {
        let mut here = rest.clone();
        if term.clone().all(|wanted| here.next().is_some_and(|found| same(found, wanted))) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// Whether two texts have the same words.
#[must_use]
pub fn same_words(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (words(a), words(b));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if same(a, b) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_in_order_whatever_the_case() {
        for (text, term, expected) in [
            ("Warfarin 3mg tablets", "warfarin", true),
            ("warfarinoid", "warfarin", false),
            ("Type 2 diabetes mellitus", "type 2 diabetes", true),
            ("diabetes type 2", "type 2 diabetes", false),
            ("asthma", "", false),
            ("", "asthma", false),
        ] {
            assert_eq!(holds(text, term), expected, "{term:?} in {text:?}");
        }
    }

    #[test]
    fn questions_are_the_same_without_their_punctuation() {
        assert!(same_words("Do you have chest pain?", "do you have chest pain"));
        assert!(!same_words("Do you have chest pain?", "do you have chest pain now"));
    }
}

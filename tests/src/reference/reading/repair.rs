//! Guesses at words that nobody knows: what somebody meant who wrote `painnnn`.
//!
//! # Why
//! A word that is misspelt must not hide a symptom; and a guess may assert and never deny.
//! This is the one place where the reference guesses: [`repair`] is asked for every word that nobody knows and that may be
//! known, and further kinds of guesses are tried there, after this one. A guess that is `fuzzy` makes its mention so.
//!
//! # How
//! A letter that stands three times or more in a row is tried twice, and then once, in all such places together.

use super::words::Vocabulary;

/// The known word that an unknown one is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) word: String,
    /// It may be another: what it mentions is only unsure.
    pub(super) fuzzy: bool,
}

/// What somebody may have meant by a word that nobody knows.
pub(super) fn repair(vocabulary: &Vocabulary, word: &str) -> Option<Guess> {
    unstretched(vocabulary, word).map(|word| Guess { word, fuzzy: false })
}

fn unstretched(vocabulary: &Vocabulary, word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    if !letters.windows(3).any(|three| three[0].is_alphabetic() && three[0] == three[1] && three[1] == three[2]) {
        return None;
    }
    // "Nooo" is not taken for "no".
    let denies = |word: &str| vocabulary.is_any(word, &["not", "never", "answer-no"]);
    let shorter = [2, 1].map(|most| with_runs_of(most, word));
    shorter.into_iter().find(|shorter| vocabulary.knows(shorter) && !denies(shorter))
}

/// The word with every letter that stands three times running or more written so many times.
fn with_runs_of(most: usize, word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let runs = letters.chunk_by(|left, right| left == right);
    runs.flat_map(|run| run.iter().take(if run.len() > 2 { most } else { run.len() })).collect()
}

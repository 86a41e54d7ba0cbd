//! A message as peers search it: folded exactly as Flagstone folds it.
//!
//! # Why
//! Peers find bytes, so they are handed text in which nothing is left to fold: lower-case words with one blank around each.
//! What this costs is *not* counted against them, though Flagstone pays for its own folding in every figure.
//!
//! # How
//! ```text
//! "No fever. CHEST-pain"   becomes   " no fever \n chest pain "
//! ```
//! A line break stands where a sentence ends, since no phrase crosses one. `painnnn`, a word that nobody knows, is written
//! with two letters of a run or with one, if that makes it a known word.
//!
//! After: [`search`](crate::search).

use flagstone::text::{Lexicon, Seps, tokens};

use crate::search::Match;

/// A folded message.
#[derive(Clone, Debug)]
pub struct Folded {
    /// The text.
    pub text: String,
    /// For each word its first and last byte in `text`, then in the message.
    words: Vec<[u32; 4]>,
}

fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Folded {
    /// Folds a message as a reader with this lexicon does.
    #[must_use]
    pub fn new(lexicon: &Lexicon, message: &str) -> Self {
        let mut text = String::from(" ");
        let mut words = Vec::new();
        for token in tokens(lexicon, message.as_bytes()) {
            if token.before.any(Seps::SENTENCE) {
                text.push_str("\n ");
            }
            let start = position(text.len());
            let repaired = if token.known { None } else { unstretched(lexicon, &token.text) };
            text.push_str(repaired.as_ref().unwrap_or(&token.text));
            words.push([start, position(text.len()), token.start, token.end]);
            text.push(' ');
        }
        Self { text, words }
    }

    /// Where a match stands in the message itself.
    #[must_use]
    pub fn place(&self, found: &Match) -> Option<(u32, u32)> {
        let first = self.words.binary_search_by_key(&found.start, |word| word[0]).ok()?;
        let last = self.words.binary_search_by_key(&found.end, |word| word[1]).ok()?;
        Some((self.words.get(first)?[2], self.words.get(last)?[3]))
    }
}

/// An unknown word with runs of three letters or more, with shorter ones.
fn unstretched(lexicon: &Lexicon, word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let is_stretched = letters.windows(3).any(|run| run.iter().all(|letter| run.first() == Some(letter)));
    if !is_stretched || !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let with_runs_of = |most: usize| -> String {
        let repeats = |at: &usize| letters.get(at.saturating_sub(most)..=*at).is_some_and(|run| same(run, most));
        (0..letters.len()).filter(|at| !repeats(at)).filter_map(|at| letters.get(at)).collect()
    };
    let is_known = |word: &String| tokens(lexicon, word.as_bytes()).first().is_some_and(|token| token.known);
    [2, 1].into_iter().map(with_runs_of).find(is_known)
}

/// Whether these are more than `most` letters and all the same one.
fn same(run: &[char], most: usize) -> bool {
    run.len() > most && run.iter().all(|letter| run.first() == Some(letter))
}

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
            text.push_str(&token.text);
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

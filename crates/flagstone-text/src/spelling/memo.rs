//! What unknown words were taken for, remembered from one message to the next.
//!
//! # Why
//! The words that nobody knows are few and come again and again: a medicine's name, a place, a habit of one writer.
//! To find what such a word may be meant for costs a hundred times what an ordinary word costs; to remember it costs a comparison.
//!
//! # How
//! A table with one place for each hash; a new word takes the place of the old one.
//!
//! # Invariants
//! What is remembered is what would be found: mending depends on the word and the lexicon alone, and a scratch belongs to one lexicon.
//!
//! # Cost
//! 32 KB, made with the scratch.

use super::{Joined, Repair};
use crate::int::{high_half, low_half};
use crate::table::short_word_hash;

/// How many words are remembered; a power of two.
const PLACES: usize = 512;

/// What an unknown word is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mended {
    /// Nothing: it stays unknown.
    #[default]
    Nothing,
    /// Another word.
    As(Repair),
    /// Two words typed as one.
    Two(Joined),
}

/// Words of at most sixteen letters with what they were taken for.
#[derive(Clone, Debug)]
pub(crate) struct Memo {
    places: Vec<(u128, Mended)>,
}

impl Memo {
    pub(crate) fn new() -> Self {
        Memo { places: vec![(0, Mended::Nothing); PLACES] }
    }

    /// What a word is taken for: as it is remembered, or else as `find` finds it.
    pub(crate) fn recall(&mut self, head: u128, find: impl FnOnce() -> Mended) -> Mended {
        let hash = short_word_hash(low_half(head), high_half(head));
        let place = usize::try_from(hash >> 20).unwrap_or(0) % PLACES;
        let Some(known) = self.places.get_mut(place) else { return find() };
        if known.0 != head {
            *known = (head, find());
        }
        known.1
    }
}

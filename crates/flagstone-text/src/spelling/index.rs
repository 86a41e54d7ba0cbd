//! Where the words of a vocabulary are found by what is left of them.
//!
//! # Why
//! Comparing an unknown word with every word of a vocabulary costs a hundred times what a token may cost.
//!
//! # How
//! Symmetric deletion: two words one slip apart share a word that one letter was left out of.
//! Every word stands in the table under itself, under itself without each letter, under its sound, and under its frame; an unknown word is looked up in the same ways, and what is found is compared letter by letter.
//! A slot is a tag of twelve bits and the number of the word.
//!
//! # Invariants
//! Every word of the vocabulary that [`judge`](super::judge) accepts is found.
//!
//! # Cost
//! About a dozen slots of four bytes a word; about a dozen places are looked at for an unknown word.

use serde::{Deserialize, Serialize};

use super::SHORTEST_FRAME;
use super::letters::Letters;
use super::sound::{frame, sound};
use crate::hash::mix;
use crate::int::{high_half, low_half, low_word};
use crate::table::{self, ID_MASK, PROBES, WORD_BITS};
use crate::token::WordKey;

/// What is left of every word that may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SpellingIndex {
    #[serde(with = "crate::packed")]
    slots: Vec<u32>,
}

/// The kinds of key, so that a sound is not taken for letters.
#[derive(Clone, Copy)]
enum Space {
    Letters = 1,
    Sound = 2,
    Frame = 3,
}

#[inline]
fn hash(key: Letters, space: Space) -> u64 {
    mix(mix(low_half(key.bits()), high_half(key.bits())), space as u64)
}

/// Calls `see` with the hash of a word's every key.
fn each_key(word: Letters, heard: Letters, mut see: impl FnMut(u64)) {
    word.each_deletion(|left| see(hash(left, Space::Letters)));
    see(hash(heard, Space::Sound));
    let frame = frame(heard);
    if frame.len() >= SHORTEST_FRAME {
        see(hash(frame, Space::Frame));
    }
}

fn tag(hash: u64) -> u32 {
    low_word(hash >> 52) << WORD_BITS
}

impl SpellingIndex {
    /// An index of these words.
    pub(crate) fn new(words: impl Iterator<Item = (u32, WordKey)>) -> Self {
        let mut entries: Vec<(u32, u32)> = Vec::new();
        for (id, key) in words {
            let Some(word) = Letters::of(&key) else { continue };
            each_key(word, sound(word), |hash| entries.push((low_word(hash), tag(hash) | (id + 1))));
        }
        entries.sort_unstable();
        entries.dedup();
        let most_alike = most_alike(&entries);
        // A key that so many words share tells nothing; and a table of bounded steps could not hold it.
        entries.retain(|(hash, _)| most_alike.binary_search(hash).is_err());
        SpellingIndex { slots: table::filled(entries.len() * 3 / 2, entries.into_iter()) }
    }

    /// Calls `see` with every word that shares a key with these letters, perhaps more than once.
    pub(crate) fn each_alike(&self, word: Letters, heard: Letters, mut see: impl FnMut(u32)) {
        each_key(word, heard, |hash| self.each_at(hash, &mut see));
    }

    /// The bytes of memory that it takes.
    pub(crate) fn memory(&self) -> usize {
        size_of_val(self.slots.as_slice())
    }

    /// Whether each of these words is found by its own letters.
    pub(crate) fn finds(&self, words: impl Iterator<Item = (u32, WordKey)>) -> bool {
        self.slots.len().is_power_of_two()
            && words.into_iter().all(|(id, key)| {
                Letters::of(&key).is_none_or(|word| {
                    let mut found = false;
                    self.each_at(hash(word, Space::Letters), |other| found |= other == id);
                    found
                })
            })
    }

    fn each_at(&self, hash: u64, mut see: impl FnMut(u32)) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = low_word(hash) as usize;
        for _ in 0..PROBES {
            let Some(slot) = self.slots.get(at & mask).filter(|slot| **slot != 0) else { break };
            if slot & !ID_MASK == tag(hash) {
                see((slot & ID_MASK).wrapping_sub(1));
            }
            at = at.wrapping_add(1);
        }
    }
}

/// The places of keys that more than [`MOST_ALIKE`] words share, sorted.
fn most_alike(entries: &[(u32, u32)]) -> Vec<u32> {
    let runs = entries.chunk_by(|left, right| left.0 == right.0);
    runs.filter(|run| run.len() > MOST_ALIKE).filter_map(|run| run.first().map(|entry| entry.0)).collect()
}

/// How many words may share a key; the table holds [`PROBES`] of them at the most.
const MOST_ALIKE: usize = PROBES / 2;

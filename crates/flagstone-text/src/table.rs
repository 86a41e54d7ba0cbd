//! The hash table of words by their letters, and how the tables of a lexicon are filled.
//!
//! # Why
//! Nine words in ten lead nowhere, so a look-up must mostly fail, and fail fast: the tables are flat, open-addressed and half empty.
//!
//! # How
//! A word slot is `tag (12 bits) | id + 1 (20 bits)`; the tag is checked before the word itself is read.
//! Probing is linear and bounded.
//!
//! # Invariants
//! Looking up never panics and never takes more than [`PROBES`] steps, whatever the tables hold.
//!
//! # Cost
//! 4 bytes a word slot, two to four slots for each word.

use crate::hash::mix;
use crate::int::{high_half, low_half, low_word};
use crate::token::WordKey;

/// The most steps of a look-up; building grows a table until every entry is within them.
pub(crate) const PROBES: usize = 64;

pub(crate) const WORD_BITS: u32 = 20;
/// One more than the largest word id.
pub(crate) const MAX_VOCABULARY: usize = (1 << WORD_BITS) - 1;

pub(crate) const ID_MASK: u32 = (1 << WORD_BITS) - 1;

/// The hash of a word.
#[inline]
pub(crate) fn word_hash(key: &WordKey) -> u64 {
    let head = short_word_hash(low_half(key.head), high_half(key.head));
    if key.tail == 0 { head } else { mix(head, mix(low_half(key.tail), high_half(key.tail))) }
}

/// The hash of a word of at most sixteen bytes.
#[inline]
pub(crate) fn short_word_hash(low: u64, high: u64) -> u64 {
    mix(low, high)
}

#[inline]
fn tag(hash: u64) -> u32 {
    low_word(hash >> 52) << WORD_BITS
}

/// Finds a word's id: the first slot of its probe sequence with its tag whose word `is_it`.
#[inline]
pub(crate) fn find_word(slots: &[u32], hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
    let mask = slots.len().wrapping_sub(1);
    let mut at = low_word(hash) as usize;
    for _ in 0..PROBES {
        let slot = *slots.get(at & mask)?;
        if slot == 0 {
            return None;
        }
        let id = (slot & ID_MASK).wrapping_sub(1);
        if slot & !ID_MASK == tag(hash) && is_it(id) {
            return Some(id);
        }
        at = at.wrapping_add(1);
    }
    None
}

/// Fills a table of words.
pub(crate) fn word_table<'w>(words: impl ExactSizeIterator<Item = &'w WordKey> + Clone) -> Vec<u32> {
    let entries = (0..).zip(words.clone()).map(|(id, key): (u32, _)| {
        let hash = word_hash(key);
        (low_word(hash), tag(hash) | (id + 1))
    });
    filled(words.len() * 2, entries)
}

/// A table of at least `least` slots that holds every entry within [`PROBES`] steps.
pub(crate) fn filled<T: Copy + Default + PartialEq>(
    least: usize,
    entries: impl Iterator<Item = (u32, T)> + Clone,
) -> Vec<T> {
    let mut size = least.max(8).next_power_of_two();
    loop {
        let mut slots = vec![T::default(); size];
        if entries.clone().all(|(hash, entry)| insert(&mut slots, hash, entry)) {
            return slots;
        }
        size *= 2;
    }
}

fn insert<T: Copy + Default + PartialEq>(slots: &mut [T], hash: u32, entry: T) -> bool {
    let mask = slots.len() - 1;
    for step in 0..PROBES {
        if let Some(slot) = slots.get_mut((hash as usize).wrapping_add(step) & mask)
            && *slot == T::default()
        {
            *slot = entry;
            return true;
        }
    }
    false
}

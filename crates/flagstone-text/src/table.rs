//! The two hash tables of a lexicon: words by their letters, and edges of the trie by node and word.
//!
//! # Why
//! Nine words in ten lead nowhere, so a look-up must mostly fail, and fail fast: the tables are flat, open-addressed and half empty, and an edge is a single number.
//!
//! # How
//! A word slot is `tag (12 bits) | id + 1 (20 bits)`; the tag is checked before the word itself is read.
//! An edge slot is `from (22) | word (20) | to (22)`; 0 is empty, since no edge leads to node 0.
//! Probing is linear and bounded.
//!
//! # Invariants
//! Looking up never panics and never takes more than [`PROBES`] steps, whatever the tables hold.
//!
//! # Cost
//! 4 bytes a word slot, 8 bytes an edge slot, two to four slots for each entry.

use crate::hash::mix;
use crate::int::{high_half, low_half, low_word};
use crate::token::WordKey;

/// The most steps of a look-up; building grows a table until every entry is within them.
pub(crate) const PROBES: usize = 64;

const WORD_BITS: u32 = 20;
const NODE_BITS: u32 = 22;
/// One more than the largest word id.
pub(crate) const MAX_VOCABULARY: usize = (1 << WORD_BITS) - 1;
/// One more than the largest node.
pub(crate) const MAX_NODES: usize = 1 << NODE_BITS;

const ID_MASK: u32 = (1 << WORD_BITS) - 1;
const KEY_SHIFT: u32 = NODE_BITS;
const NODE_MASK: u64 = (1 << NODE_BITS) - 1;

/// The hash of a word.
#[inline]
pub(crate) fn word_hash(key: &WordKey) -> u64 {
    let head = mix(low_half(key.head), high_half(key.head));
    if key.tail == 0 { head } else { mix(head, mix(low_half(key.tail), high_half(key.tail))) }
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

#[inline]
fn edge_key(from: u32, word: u32) -> u64 {
    (u64::from(from) & NODE_MASK) << WORD_BITS | u64::from(word & ID_MASK)
}

/// Follows an edge of the trie, asking the filter first.
#[inline]
pub(crate) fn find_edge(filter: &[u64], slots: &[u64], from: u32, word: u32) -> Option<u32> {
    let mask = slots.len().wrapping_sub(1);
    let key = edge_key(from, word);
    let hash = mix(key, 0);
    if !may_hold(filter, hash) {
        return None;
    }
    let mut at = low_word(hash) as usize;
    for _ in 0..PROBES {
        let slot = *slots.get(at & mask)?;
        if slot == 0 {
            return None;
        }
        if slot >> KEY_SHIFT == key {
            return Some(low_word(slot & NODE_MASK));
        }
        at = at.wrapping_add(1);
    }
    None
}

/// The word and the bit of an edge in the filter, from the upper half of its hash; the table uses the lower.
#[inline]
fn filter_place(filter: &[u64], hash: u64) -> (usize, u64) {
    (low_word(hash >> 38) as usize & filter.len().wrapping_sub(1), hash >> 32 & 63)
}

#[inline]
fn may_hold(filter: &[u64], hash: u64) -> bool {
    let (place, bit) = filter_place(filter, hash);
    filter.get(place).is_some_and(|bits| bits >> bit & 1 == 1)
}

/// Fills a table of words.
pub(crate) fn word_table<'w>(words: impl ExactSizeIterator<Item = &'w WordKey> + Clone) -> Vec<u32> {
    let entries = (0..).zip(words.clone()).map(|(id, key): (u32, _)| {
        let hash = word_hash(key);
        (low_word(hash), tag(hash) | (id + 1))
    });
    filled(words.len() * 2, entries)
}

/// Fills a table of edges `(from, word, to)`.
pub(crate) fn edge_table(edges: &[(u32, u32, u32)]) -> Vec<u64> {
    let entries = edges.iter().map(|&(from, word, to)| {
        let key = edge_key(from, word);
        (low_word(mix(key, 0)), key << KEY_SHIFT | u64::from(to))
    });
    filled(edges.len() * 3 / 2, entries)
}

/// Fills the filter of edges, sixteen bits an edge.
pub(crate) fn edge_filter(edges: &[(u32, u32, u32)]) -> Vec<u64> {
    let mut filter = vec![0_u64; (edges.len() / 4).max(1).next_power_of_two()];
    for &(from, word, _) in edges {
        let (place, bit) = filter_place(&filter, mix(edge_key(from, word), 0));
        if let Some(bits) = filter.get_mut(place) {
            *bits |= 1 << bit;
        }
    }
    filter
}

/// A table of at least `least` slots that holds every entry within [`PROBES`] steps.
fn filled<T: Copy + Default + PartialEq>(least: usize, entries: impl Iterator<Item = (u32, T)> + Clone) -> Vec<T> {
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

//! The guard: ordinary English words that are never taken for a misspelling.
//!
//! # Why
//! Without it a speller turns "years" into "ears" and "needs" into "knees"; most words that a vocabulary does not know are ordinary words.
//! The list is the project's own (`guard/*.txt`: everyday words, names, medicines, informal words), written by kind of word and expanded by paradigm when the crate is built, and a public list of English words beside it.
//!
//! # How
//! `build.rs` makes a flat table of fingerprints; a word is looked up by the hash that the lexicon uses.
//!
//! # Invariants
//! A word of the list is always found. Another word is taken for one with a chance of about one in a thousand million, and then only a typing error is lost.
//!
//! # Cost
//! One hash, and one place of two megabytes, of which the words that people use stay in the cache.

use crate::int::low_word;
use crate::table::{PROBES, short_word_hash};

/// Fingerprints of 32 bits, little-endian; 0 is an empty slot.
static GUARD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guard.bin"));
/// The same of the project's own list alone.
static EVERYDAY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/everyday.bin"));

/// Whether a folded word of at most sixteen letters is ordinary English.
#[inline]
pub(crate) fn is_english(low: u64, high: u64) -> bool {
    holds(GUARD, low, high)
}

/// Whether it is an everyday word.
pub(crate) fn is_everyday(low: u64, high: u64) -> bool {
    holds(EVERYDAY, low, high)
}

#[inline]
fn holds(table: &[u8], low: u64, high: u64) -> bool {
    let (slots, _) = table.as_chunks::<4>();
    let hash = short_word_hash(low, high);
    let mask = slots.len().wrapping_sub(1);
    let mark = low_word(hash >> 32) | 1;
    let mut at = low_word(hash) as usize;
    for _ in 0..PROBES {
        match slots.get(at & mask).map(|slot| u32::from_le_bytes(*slot)) {
            Some(slot) if slot == mark => return true,
            Some(0) | None => return false,
            Some(_) => at = at.wrapping_add(1),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::int::{high_half, low_half};
    use crate::token::WordKey;

    fn knows(word: &str) -> bool {
        let head = WordKey::of(word).expect("a word").head;
        is_english(low_half(head), high_half(head))
    }

    #[test]
    fn every_word_of_the_list_is_found_and_misspellings_are_not() {
        let list = include_str!(concat!(env!("OUT_DIR"), "/guard.txt"));
        let lost: Vec<&str> = list.lines().filter(|word| !knows(word)).collect();
        assert!(lost.is_empty(), "{lost:?}");
        assert!(list.lines().count() > 40_000);
        for misspelt in ["diarrohea", "siezure", "swolen", "brething", "stomache", "unconcious"] {
            assert!(!knows(misspelt), "{misspelt}");
        }
    }
}

//! A few letters, or the sounds of a word, in one number.
//!
//! # Why
//! An unknown word is looked up without each of its letters in turn; in a register that is two shifts.
//!
//! # Invariants
//! Bytes stand in the order of the word from the lowest on, and zeros after them.

use crate::token::WordKey;

/// The shortest word that is looked for, in letters.
const SHORTEST: usize = 4;
/// The longest; with one more, the rest of it could stand in another table.
const LONGEST: usize = 15;

/// At most sixteen letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Letters(u128);

impl Letters {
    /// The letters of a word that may be looked for or found: a to z, of the right length.
    pub(crate) fn of(key: &WordKey) -> Option<Self> {
        let letters = Letters(key.head);
        let plain = key.tail == 0 && (SHORTEST..=LONGEST).contains(&letters.len());
        (plain && letters.iter().all(|letter| letter.is_ascii_lowercase())).then_some(letters)
    }

    /// How many.
    #[inline]
    pub(super) fn len(self) -> usize {
        16 - (self.0.leading_zeros() / 8) as usize
    }

    /// The letter at a place, or 0.
    #[inline]
    pub(super) fn at(self, place: usize) -> u8 {
        let [byte, ..] = (self.0.checked_shr(8 * u32::try_from(place).unwrap_or(16)).unwrap_or(0)).to_le_bytes();
        byte
    }

    pub(super) fn iter(self) -> impl Iterator<Item = u8> {
        self.0.to_le_bytes().into_iter().take(self.len())
    }

    /// Adds a letter at the end, unless it stands there already; what does not fit is left out.
    pub(super) fn push_unlike(&mut self, letter: u8) {
        let length = self.len();
        if length < 16 && (length == 0 || self.at(length - 1) != letter) {
            self.0 |= u128::from(letter) << (8 * length);
        }
    }

    /// Calls `see` with these letters, and with these letters without each one of them.
    #[inline]
    pub(super) fn each_deletion(self, mut see: impl FnMut(Letters)) {
        see(self);
        let mut below = 0_u128;
        for _ in 0..self.len() {
            let above = (self.0 >> 8) & !below;
            see(Letters(self.0 & below | above));
            below = below << 8 | 0xff;
        }
    }

    /// As a number.
    #[inline]
    pub(super) fn bits(self) -> u128 {
        self.0
    }

    /// In the order of the alphabet.
    pub(super) fn order(self) -> u128 {
        self.0.swap_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_left_out_once() {
        let letters = Letters::of(&WordKey::of("fever").expect("a word")).expect("letters");
        let mut seen = Vec::new();
        letters.each_deletion(|left| seen.push(String::from_utf8(left.iter().collect()).expect("letters")));
        assert_eq!(seen, ["fever", "ever", "fver", "feer", "fevr", "feve"]);
    }
}

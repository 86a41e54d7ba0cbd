//! Two words typed as one: "chestpain", "cantbreathe".
//!
//! # Why
//! A space that was not hit makes one unknown word of two known ones.
//!
//! # How
//! A word that nobody knows is cut at each place; where the first half leads on to the second in some phrase, both are read.
//! Both halves have three letters or more, so that "nofever" is not cut: a guess may raise and never deny.
//!
//! # Cost
//! Two look-ups a letter, for words that nobody knows and that are not misspelt.

use crate::class::Class;
use crate::lexicon::Lexicon;
use crate::token::WordKey;

/// The least letters of each half.
const SHORTEST: usize = 3;

/// Two words that were typed as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Joined {
    pub(crate) first: u32,
    pub(crate) second: u32,
    /// The letters of the first.
    pub(crate) length: usize,
}

/// The two words of a phrase that this one is made of; the first cut that gives any.
pub(crate) fn split(lexicon: &Lexicon, key: WordKey) -> Option<Joined> {
    let bytes = key.bytes();
    let length = key.length();
    let word = bytes.get(..length).filter(|word| word.iter().all(u8::is_ascii_lowercase))?;
    (SHORTEST..=length.checked_sub(SHORTEST)?).find_map(|cut| {
        let (left, right) = word.split_at_checked(cut)?;
        let (first, second) = (of_a_phrase(lexicon, left)?, of_a_phrase(lexicon, right)?);
        lexicon.phrases.follow(first, second)?;
        Some(Joined { first, second, length: cut })
    })
}

fn of_a_phrase(lexicon: &Lexicon, letters: &[u8]) -> Option<u32> {
    let id = lexicon.find_word(&WordKey::of(std::str::from_utf8(letters).ok()?)?)?;
    let word = lexicon.words.get(id as usize)?;
    word.class.any(Class::OUTER.with(Class::INNER)).then_some(id)
}

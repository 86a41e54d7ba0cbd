//! What could not be read in full, so that a person reads it.
//!
//! # Why
//! Every buffer here has a fixed size and every reader has something that it cannot read.
//! Neither may ever lower a request: what is lost raises a flag, and a flagged request goes to a person.
//!
//! # Invariants
//! A flag once raised stays until [`begin`](crate::begin).

/// What could not be read in full. Each is a reason for a person to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limits {
    /// The request is longer than what is read ([`TEXT_BYTES`](crate::TEXT_BYTES)); the rest was not.
    pub text_too_long: bool,
    /// There were more mentions than the buffer holds; later ones are missing.
    pub too_many_mentions: bool,
    /// A sentence was longer than a window and was read in two pieces.
    pub sentence_too_long: bool,
    /// Some bytes were not UTF-8.
    pub not_utf8: bool,
    /// Something stands where a temperature should, and no temperature can be read from it.
    pub unreadable_number: bool,
    /// The text does not look like English.
    pub not_english: bool,
    /// No field held a word.
    pub no_words: bool,
}

impl Limits {
    /// Whether anything at all was not read in full.
    #[must_use]
    pub fn any(self) -> bool {
        self != Limits::default()
    }
}

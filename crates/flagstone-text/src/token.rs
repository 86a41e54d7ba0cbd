//! Tokens: words with their place in the text, the separators before them and what kind of word they are.
//!
//! # Why
//! Everything after the tokeniser looks at tokens only, so a token carries all that later stages ask: where it stands, which known word it is, what separates it from the word before.
//!
//! # Invariants
//! `start..end` is a range of the field's original bytes; `word` is an id of the lexicon that read it, or [`UNKNOWN`].
//!
//! # Cost
//! 28 bytes, `Copy`.

use crate::class::Class;

/// The id of a word that the lexicon does not know.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// The separators between a token and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seps(u32);

impl Seps {
    /// Nothing.
    pub const NONE: Seps = Seps(0);
    /// `,`
    pub const COMMA: Seps = Seps(1);
    /// `.` `!` `;` or an ellipsis.
    pub const STOP: Seps = Seps(1 << 1);
    /// `?`
    pub const QUESTION: Seps = Seps(1 << 2);
    /// `:` or `=`
    pub const COLON: Seps = Seps(1 << 3);
    /// A hyphen with a space beside it, or a long dash.
    pub const DASH: Seps = Seps(1 << 4);
    /// Any bracket.
    pub const PAREN: Seps = Seps(1 << 5);
    /// The end of a line.
    pub const NEWLINE: Seps = Seps(1 << 6);
    /// An empty line.
    pub const BLANK_LINE: Seps = Seps(1 << 7);
    /// `/`
    pub const SLASH: Seps = Seps(1 << 8);
    /// A hyphen inside a word.
    pub const HYPHEN: Seps = Seps(1 << 9);
    /// `+`
    pub const PLUS: Seps = Seps(1 << 10);
    /// No white space stands between the two tokens.
    pub const TIGHT: Seps = Seps(1 << 11);
    /// `<`
    pub const LESS: Seps = Seps(1 << 12);
    /// `>`
    pub const MORE: Seps = Seps(1 << 13);
    /// A colon between two digits, as in a time of day.
    pub const CLOCK: Seps = Seps(1 << 14);

    /// What ends a sentence: phrases never cross it.
    pub const SENTENCE: Seps = Seps(1 << 1 | 1 << 2 | 1 << 7);
    /// What closes every scope.
    pub const CLOSING: Seps = Seps(1 << 1 | 1 << 2 | 1 << 6 | 1 << 7);
    /// What closes negation, doubt and history, but not the sentence.
    pub const CLIPPING: Seps = Seps(1 << 3 | 1 << 4 | 1 << 5);
    /// Any visible break.
    pub const BREAK: Seps = Seps(1 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7);
    /// What joins items of a list besides words.
    pub const LIST: Seps = Seps(1 | 1 << 8 | 1 << 10);

    /// Whether any of `other` is here.
    #[inline]
    #[must_use]
    pub fn any(self, other: Seps) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[inline]
    #[must_use]
    pub fn with(self, other: Seps) -> Seps {
        Seps(self.0 | other.0)
    }

    /// The same, after white space.
    #[inline]
    pub(crate) fn spaced(self) -> Seps {
        Seps(self.0 & !Seps::TIGHT.0)
    }

    /// The names of what is here, for a dump.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        const NAMES: [&str; 15] = [
            "comma",
            "stop",
            "question",
            "colon",
            "dash",
            "paren",
            "newline",
            "blank-line",
            "slash",
            "hyphen",
            "plus",
            "tight",
            "less",
            "more",
            "clock",
        ];
        NAMES.into_iter().enumerate().filter(move |(bit, _)| self.0 >> bit & 1 == 1).map(|(_, name)| name)
    }
}

/// A word as a number: its folded bytes, padded with zeros. Equal keys are equal words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct WordKey {
    /// The first 16 bytes.
    pub(crate) head: u128,
    /// The next 16.
    pub(crate) tail: u128,
}

impl WordKey {
    /// Whether the same byte may stand three times running; sometimes it does not.
    #[inline]
    pub(crate) fn may_be_stretched(self) -> bool {
        const EACH: u128 = u128::MAX / 0xff;
        let twice = self.head ^ (self.head >> 8);
        let zero = twice.wrapping_sub(EACH) & !twice & (0x80 * EACH);
        // A letter has the bit 0x40; the padding does not.
        zero & (zero >> 8) & (self.head << 1) != 0 || self.tail != 0
    }

    /// Whether the same letter stands three times running.
    pub(crate) fn is_stretched(self) -> bool {
        let bytes = self.bytes();
        bytes.windows(3).any(|three| matches!(three, [a, b, c] if a == b && b == c && *a != 0))
    }

    /// A key from bytes padded with zeros.
    pub(crate) fn from_padded(bytes: &[u8; WORD_BYTES]) -> Self {
        let half = |from: usize| {
            let mut part = [0; 16];
            if let Some(source) = bytes.get(from..from + 16) {
                part.copy_from_slice(source);
            }
            u128::from_le_bytes(part)
        };
        WordKey { head: half(0), tail: half(16) }
    }

    /// The key of a folded word, or `None` if it is too long.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let mut padded = [0; WORD_BYTES];
        padded.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        Some(WordKey::from_padded(&padded))
    }

    /// How many folded bytes it has.
    pub(crate) fn length(self) -> usize {
        let zeros = if self.tail == 0 { 16 + self.head.leading_zeros() / 8 } else { self.tail.leading_zeros() / 8 };
        WORD_BYTES - zeros as usize
    }

    /// The folded bytes, padded with zeros.
    pub(crate) fn bytes(self) -> [u8; WORD_BYTES] {
        let mut all = [0; WORD_BYTES];
        let parts = self.head.to_le_bytes().into_iter().chain(self.tail.to_le_bytes());
        for (to, from) in all.iter_mut().zip(parts) {
            *to = from;
        }
        all
    }
}

/// The longest word, in folded bytes, that can be known.
pub(crate) const WORD_BYTES: usize = 32;

/// What the tokeniser yields, before look-up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawToken {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// The folded word, or `None` if it is longer than any word that can be known.
    pub(crate) key: Option<WordKey>,
    /// What separates it from the token before.
    pub(crate) seps: Seps,
    /// Its value in thousandths, if it is written in digits.
    pub(crate) value: Option<i32>,
    /// It is a picture, which is no token unless the lexicon knows it.
    pub(crate) picture: bool,
    /// It is a tick or a cross.
    pub(crate) tick: bool,
    /// It holds letters that are not Latin.
    pub(crate) foreign: bool,
}

/// A word of fewer than sixteen ASCII letters: its folded bytes, and its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlainWord {
    pub(crate) low: u64,
    pub(crate) high: u64,
    pub(crate) start: usize,
    pub(crate) length: usize,
}

impl PlainWord {
    pub(crate) fn key(self) -> WordKey {
        WordKey { head: u128::from(self.high) << 64 | u128::from(self.low), tail: 0 }
    }

    pub(crate) fn token(self, seps: Seps) -> RawToken {
        RawToken::new(self.start, self.start + self.length, Some(self.key()), seps)
    }
}

/// A token of a window.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// The known word, or [`UNKNOWN`].
    pub(crate) word: u32,
    /// What kind of word it is.
    pub(crate) class: Class,
    /// What separates it from the token before.
    pub(crate) seps: Seps,
    /// Its value in thousandths, if its class is a number.
    pub(crate) value: i32,
    /// What a unit, weekday or other measuring word stands for.
    pub(crate) meaning: u16,
}

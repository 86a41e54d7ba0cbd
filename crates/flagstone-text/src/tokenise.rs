//! The tokeniser: bytes of a field in, words and separators out, in one pass.
//!
//! # Why
//! Patients' spelling, keyboards and programs differ in ways that do not matter ("don't", "dont", "don’t", "DON'T"); all of them must be one word, found at its place in the original bytes.
//! A Unicode segmenter is slower and splits where a reader of symptoms would not ("39.5", "w/o").
//!
//! # How
//! ```text
//! "I don’t have a temp – 38.5c,pain.bad"
//!   i  dont  have a  temp [dash] 38.5 [tight] c [comma] pain [stop] bad
//! ```
//! - Letters and digits that begin with a letter are a word; apostrophes between letters are deleted, and so is a `;` or a space that stands for one ("don;t", "don t").
//! - Digits are a word, with one decimal point or comma; letters directly after digits are a new word (`38c`, `6wk`).
//! - A hyphen inside a word splits it and is remembered; with a space beside it, it is a dash.
//! - One letter, `/` or `.`, one letter stay together (`w/o`, `h/o`, `e.g.`).
//! - `&`, `%` and `°` are the words `and`, `percent` and `degrees`.
//! - Bytes that are not UTF-8 separate words and are reported.
//!
//! # Invariants
//! Spans never overlap, ascend, and lie on character boundaries.
//! No stop word is ever removed.
//!
//! # Cost
//! Linear; no allocation.
//!
//! Before: [`fold`](crate::fold). After: [`matching`](crate::matching).

use crate::fold::{Folded, fold};
use crate::int::to_i32;
use crate::token::{PlainWord, RawToken, Seps, WORD_BYTES, WordKey};

/// A walk over the tokens of a text.
pub(crate) struct Tokeniser<'t> {
    text: &'t [u8],
    position: usize,
    /// Some bytes were not UTF-8.
    pub(crate) not_utf8: bool,
    /// The separators after the last token.
    pub(crate) trailing: Seps,
}

/// A folded word under construction.
#[derive(Default)]
struct Word {
    bytes: [u8; WORD_BYTES],
    length: usize,
    too_long: bool,
    foreign: bool,
}

impl Word {
    fn push(&mut self, byte: u8) {
        match self.bytes.get_mut(self.length) {
            Some(place) => {
                *place = byte;
                self.length += 1;
            }
            None => self.too_long = true,
        }
    }

    fn push_str(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.push(byte));
    }

    fn push_foreign(&mut self, c: char) {
        self.foreign = true;
        let mut buffer = [0; 4];
        for lower in c.to_lowercase() {
            self.push_str(lower.encode_utf8(&mut buffer));
        }
    }

    fn key(&self) -> Option<WordKey> {
        (!self.too_long).then(|| WordKey::from_padded(&self.bytes))
    }
}

/// Eight bytes of text: its leading ASCII letters in lower case, zeros after them, and how many they are.
#[inline]
fn letters(bytes: u64) -> (u64, usize) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80 * EACH;
    let lower = bytes | (0x20 * EACH);
    // A byte's top bit is set in `from_a` from `a` on and in `above_z` after `z`; bytes beyond ASCII are no letters.
    let seven = lower & !TOP;
    let from_a = seven + (0x80 - 0x61) * EACH;
    let above_z = seven + (0x80 - 0x7b) * EACH;
    let other = !(from_a & !above_z & !bytes) & TOP;
    let count = (other.trailing_zeros() / 8) as usize;
    let kept = if count == 8 { u64::MAX } else { (1 << (8 * count)) - 1 };
    (lower & kept, count)
}

impl RawToken {
    #[inline]
    pub(crate) fn new(start: usize, end: usize, key: Option<WordKey>, seps: Seps) -> Self {
        RawToken { start, end, key, seps, value: None, picture: false, tick: false, foreign: false }
    }
}

fn is_digit(letters: &str) -> bool {
    letters.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands at a place of the text.
enum Here {
    Letter,
    Digit,
    Separator(Seps),
    Space,
    Newline,
    Literal(&'static str),
    Beyond,
    Blank,
}

impl<'t> Tokeniser<'t> {
    /// A walk from `position`, which must be on a character boundary.
    pub(crate) fn new(text: &'t [u8], position: usize) -> Self {
        Tokeniser { text, position, not_utf8: false, trailing: Seps::NONE }
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.get(at).copied()
    }

    fn is_letter(&self, at: usize) -> bool {
        match self.byte(at) {
            Some(byte) if byte < 0x80 => byte.is_ascii_alphabetic(),
            Some(_) => {
                self.character(at).is_some_and(|(c, _)| matches!(fold(c), Folded::Letters(_) | Folded::Foreign(_)))
            }
            None => false,
        }
    }

    fn is_digit(&self, at: usize) -> bool {
        self.byte(at).is_some_and(|byte| byte.is_ascii_digit())
    }

    /// The character that begins at `at` and its length, if the bytes there are UTF-8.
    fn character(&self, at: usize) -> Option<(char, usize)> {
        let length = match self.byte(at)? {
            0..=0x7f => 1,
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return None,
        };
        let bytes = self.text.get(at..at + length)?;
        std::str::from_utf8(bytes).ok()?.chars().next().map(|c| (c, length))
    }

    fn here(&self) -> Option<Here> {
        let at = self.position;
        Some(match self.byte(at)? {
            b'a'..=b'z' | b'A'..=b'Z' => Here::Letter,
            b'0'..=b'9' => Here::Digit,
            b' ' | b'\t' | b'\r' => Here::Space,
            b'\n' => Here::Newline,
            b',' => Here::Separator(Seps::COMMA),
            b'.' if self.begins_fraction() => Here::Digit,
            b'.' | b'!' | b';' => Here::Separator(Seps::STOP),
            b'?' => Here::Separator(Seps::QUESTION),
            b':' if self.between_digits() => Here::Separator(Seps::CLOCK),
            b':' | b'=' => Here::Separator(Seps::COLON),
            b'-' if self.inside_word(1) => Here::Separator(Seps::HYPHEN),
            b'-' => Here::Separator(Seps::DASH),
            b'(' | b')' | b'[' | b']' | b'{' | b'}' => Here::Separator(Seps::PAREN),
            b'/' | b'\\' | b'|' => Here::Separator(Seps::SLASH),
            b'+' => Here::Separator(Seps::PLUS),
            b'<' => Here::Separator(Seps::LESS),
            b'>' => Here::Separator(Seps::MORE),
            b'&' => Here::Literal("and"),
            b'%' => Here::Literal("percent"),
            0x80.. => Here::Beyond,
            _ => Here::Blank,
        })
    }

    /// A point that begins a number (` .5`), not one that ends a sentence.
    fn begins_fraction(&self) -> bool {
        let before = self.position.checked_sub(1).and_then(|at| self.byte(at));
        before.is_some_and(|byte| byte == b' ') && self.is_digit(self.position + 1)
    }

    fn between_digits(&self) -> bool {
        self.position.checked_sub(1).is_some_and(|at| self.is_digit(at)) && self.is_digit(self.position + 1)
    }

    /// Whether a hyphen of `length` bytes stands between two letters or digits.
    fn inside_word(&self, length: usize) -> bool {
        let alphanumeric = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
        self.position.checked_sub(1).and_then(|at| self.byte(at)).is_some_and(alphanumeric)
            && self.byte(self.position + length).is_some_and(alphanumeric)
    }

    /// Reads a word of fewer than sixteen ASCII letters, with nothing after it that could belong to it.
    ///
    /// PERF: nearly every word is one. Eight bytes at a time are classified, lower-cased and made a key, in registers.
    #[inline(always)]
    pub(crate) fn plain_word(&mut self) -> Option<PlainWord> {
        let start = self.position;
        let block = self.text.get(start..start + 16)?;
        let (first, second) = block.split_at_checked(8)?;
        let (low, in_low) = letters(u64::from_le_bytes(first.try_into().ok()?));
        let (high, in_high) = if in_low == 8 { letters(u64::from_le_bytes(second.try_into().ok()?)) } else { (0, 0) };
        let length = in_low + in_high;
        let after = *block.get(length)?;
        let may_go_on = match after {
            b'0'..=b'9' | b'\'' | b'`' | b';' | 0x80.. => true,
            b'.' | b'/' => length == 1,
            b' ' => self.is_lone_t(start + length + 1),
            _ => false,
        };
        if may_go_on || length == 0 {
            return None;
        }
        self.position = start + length;
        Some(PlainWord { low, high, start, length })
    }

    /// The separators that are certain before the next token: most words follow the one before after one space.
    #[inline(always)]
    pub(crate) fn lead(&mut self) -> Seps {
        if self.byte(self.position) == Some(b' ') {
            self.position += 1;
            Seps::NONE
        } else if self.position == 0 {
            Seps::NONE
        } else {
            Seps::TIGHT
        }
    }

    /// Reads a word that begins here with a letter.
    #[inline(never)]
    fn word(&mut self, seps: Seps) -> RawToken {
        let start = self.position;
        let mut word = Word::default();
        let mut end = start;
        while let Some(byte) = self.byte(self.position) {
            let goes_on = match byte {
                b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' => {
                    word.push(byte.to_ascii_lowercase());
                    self.position += 1;
                    end = self.position;
                    continue;
                }
                b'\'' | b'`' => self.skip_joint(1, &word),
                b';' => self.is_slipped_apostrophe() && self.skip_joint(1, &word),
                b' ' => self.is_lost_apostrophe(&word) && self.skip_joint(1, &word),
                b'.' | b'/' => {
                    self.joins_initials(&word) && {
                        if byte == b'/' {
                            word.push(b'/');
                        }
                        self.position += 1;
                        true
                    }
                }
                0x80.. => self.beyond(&mut word),
                _ => false,
            };
            if !goes_on {
                break;
            }
            if self.byte(self.position.saturating_sub(1)).is_some_and(|last| last >= 0x80) {
                end = self.position;
            }
        }
        RawToken { foreign: word.foreign, ..RawToken::new(start, end, word.key(), seps) }
    }

    /// Steps over an apostrophe of `length` bytes if letters stand on both sides of it.
    fn skip_joint(&mut self, length: usize, word: &Word) -> bool {
        let joins = word.length > 0 && self.is_letter(self.position + length);
        if joins {
            self.position += length;
        }
        joins
    }

    /// A `t` that stands alone.
    #[inline]
    fn is_lone_t(&self, at: usize) -> bool {
        matches!(self.byte(at), Some(b't' | b'T'))
            && self
                .byte(at + 1)
                .is_none_or(|next| !next.is_ascii_alphanumeric() && !matches!(next, b'\'' | b'-' | 0x80..))
    }

    /// `don t`: an apostrophe that some program has made a space.
    fn is_lost_apostrophe(&self, word: &Word) -> bool {
        const STEMS: [&str; 18] = [
            "don", "doesn", "didn", "isn", "aren", "wasn", "weren", "haven", "hasn", "hadn", "couldn", "wouldn",
            "shouldn", "can", "won", "mustn", "needn", "ain",
        ];
        let letters = word.bytes.get(..word.length).unwrap_or_default();
        self.is_lone_t(self.position + 1) && STEMS.iter().any(|stem| stem.as_bytes() == letters)
    }

    /// `don;t`: the key beside the apostrophe, before one of the endings that an apostrophe has.
    fn is_slipped_apostrophe(&self) -> bool {
        let rest = self.text.get(self.position + 1..).unwrap_or_default();
        let letters = rest.iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let ending = rest.get(..letters).unwrap_or_default();
        [&b"t"[..], b"s", b"m", b"d", b"re", b"ve", b"ll"].iter().any(|known| ending.eq_ignore_ascii_case(known))
    }

    /// `w/o`, `e.g.`: one letter, the mark, one letter.
    fn joins_initials(&self, word: &Word) -> bool {
        word.length == 1
            && self.byte(self.position + 1).is_some_and(|byte| byte.is_ascii_alphabetic())
            && !self.byte(self.position + 2).is_some_and(|byte| byte.is_ascii_alphanumeric())
    }

    /// A character beyond ASCII inside a word; whether the word goes on after it.
    fn beyond(&mut self, word: &mut Word) -> bool {
        let Some((c, length)) = self.character(self.position) else { return false };
        if let Some(mangled) = self.mangled_apostrophe(c, length) {
            return self.skip_joint(mangled, word);
        }
        match fold(c) {
            Folded::Letters(letters) => word.push_str(letters),
            Folded::Foreign(c) => word.push_foreign(c),
            Folded::Apostrophe => return self.skip_joint(length, word),
            Folded::Dropped => {}
            _ => return false,
        }
        self.position += length;
        true
    }

    /// UTF-8 that was once read as something else: `donâ€™t`. The length of the whole sequence.
    fn mangled_apostrophe(&self, c: char, length: usize) -> Option<usize> {
        if c != 'â' {
            return None;
        }
        let (second, second_length) = self.character(self.position + length)?;
        let (third, third_length) = self.character(self.position + length + second_length)?;
        let is_mark = matches!(second, '€' | '\u{80}');
        let is_apostrophe = matches!(third, '™' | '˜' | '\u{98}' | '\u{99}');
        (is_mark && is_apostrophe).then_some(length + second_length + third_length)
    }

    /// Reads a number that begins here with a digit or a point.
    fn number(&mut self, seps: Seps) -> RawToken {
        let start = self.position;
        let mut word = Word::default();
        let mut digits = Digits::default();
        while let Some(byte) = self.byte(self.position) {
            match byte {
                b'0'..=b'9' => digits.push(byte),
                b'.' | b',' if !digits.fraction && self.is_digit(self.position + 1) => {
                    if byte == b',' && self.is_thousands() {
                        self.position += 1;
                        continue;
                    }
                    digits.fraction = true;
                    word.push(b'.');
                    self.position += 1;
                    continue;
                }
                _ => break,
            }
            word.push(byte);
            self.position += 1;
        }
        let value = Some(digits.value());
        let (end, key) = (self.position, word.key());
        RawToken { value, ..RawToken::new(start, end, key, seps) }
    }

    /// A number in full-width or other digits beyond ASCII.
    fn wide_number(&mut self, seps: Seps) -> RawToken {
        let start = self.position;
        let (mut word, mut digits) = (Word::default(), Digits::default());
        while let Some((c, length)) = self.character(self.position)
            && let Folded::Letters(digit) = fold(c)
            && is_digit(digit)
        {
            digit.bytes().for_each(|byte| {
                digits.push(byte);
                word.push(byte);
            });
            self.position += length;
        }
        RawToken { value: Some(digits.value()), ..RawToken::new(start, self.position, word.key(), seps) }
    }

    /// `1,000`: a comma before exactly three digits.
    fn is_thousands(&self) -> bool {
        (1..=3).all(|ahead| self.is_digit(self.position + ahead)) && !self.is_digit(self.position + 4)
    }

    fn literal(&mut self, length: usize, text: &str, seps: Seps, picture: bool) -> RawToken {
        let start = self.position;
        self.position += length;
        RawToken { picture, ..RawToken::new(start, self.position, WordKey::of(text), seps) }
    }

    /// A character beyond ASCII between words: a token, or what it adds to the separators.
    fn outside(&mut self, seps: &mut Seps) -> Option<RawToken> {
        let Some((c, length)) = self.character(self.position) else {
            self.not_utf8 = true;
            self.position += 1;
            *seps = seps.with(Seps::STOP);
            return None;
        };
        if let Some(mangled) = self.mangled_apostrophe(c, length) {
            self.position += mangled;
            return None;
        }
        match fold(c) {
            Folded::Letters(digit) if is_digit(digit) => return Some(self.wide_number(*seps)),
            Folded::Letters(_) | Folded::Foreign(_) => return Some(self.word(*seps)),
            Folded::Word(text) => return Some(self.literal(length, text, *seps, false)),
            Folded::Tick(text) => return Some(RawToken { tick: true, ..self.literal(length, text, *seps, false) }),
            Folded::Picture(c) => return Some(self.literal(length, c.encode_utf8(&mut [0; 4]), *seps, true)),
            Folded::Separator(more) => *seps = seps.with(more),
            Folded::Hyphen if self.inside_word(length) => *seps = seps.with(Seps::HYPHEN),
            Folded::Hyphen => *seps = seps.with(Seps::DASH),
            Folded::Blank => *seps = seps.spaced(),
            Folded::Apostrophe | Folded::Dropped => {}
        }
        self.position += length;
        None
    }
}

impl Iterator for Tokeniser<'_> {
    type Item = RawToken;

    #[inline(always)]
    fn next(&mut self) -> Option<RawToken> {
        let seps = self.lead();
        if let Some(word) = self.plain_word() {
            return Some(word.token(seps));
        }
        self.next_of_any_kind(seps)
    }
}

impl Tokeniser<'_> {
    /// The next token, whatever stands before it.
    #[inline(never)]
    pub(crate) fn next_of_any_kind(&mut self, mut seps: Seps) -> Option<RawToken> {
        let Some(mut here) = self.here() else {
            self.trailing = seps;
            return None;
        };
        loop {
            match here {
                Here::Letter => {
                    let plain = self.plain_word().map(|word| word.token(seps));
                    return Some(plain.unwrap_or_else(|| self.word(seps)));
                }
                Here::Digit => return Some(self.number(seps)),
                Here::Literal(text) => return Some(self.literal(1, text, seps, false)),
                Here::Beyond => {
                    if let Some(token) = self.outside(&mut seps) {
                        return Some(token);
                    }
                }
                Here::Separator(more) => {
                    seps = seps.with(more);
                    self.position += 1;
                }
                Here::Space | Here::Blank => {
                    seps = seps.spaced();
                    self.position += 1;
                }
                Here::Newline => {
                    seps = seps.spaced().with(if seps.any(Seps::NEWLINE) { Seps::BLANK_LINE } else { Seps::NEWLINE });
                    self.position += 1;
                }
            }
            match self.here() {
                Some(next) => here = next,
                None => {
                    self.trailing = seps;
                    return None;
                }
            }
        }
    }
}

/// Digits becoming a number in thousandths.
#[derive(Default)]
struct Digits {
    thousandths: i64,
    fraction: bool,
    places: u32,
}

impl Digits {
    fn push(&mut self, byte: u8) {
        let digit = i64::from(byte.saturating_sub(b'0'));
        if !self.fraction {
            self.thousandths = self.thousandths.saturating_mul(10).saturating_add(digit.saturating_mul(1000));
        } else if self.places < 3 {
            self.places += 1;
            self.thousandths = self.thousandths.saturating_add(digit * 10_i64.pow(3 - self.places));
        }
    }

    fn value(&self) -> i32 {
        to_i32(self.thousandths)
    }
}

impl WordKey {
    /// The same word with no letter more than `most` times running, where it has been three times or more.
    pub(crate) fn with_runs_of(self, most: usize) -> WordKey {
        let bytes = self.bytes();
        let mut word = Word::default();
        for run in bytes.chunk_by(|left, right| left == right).filter(|run| run.first() != Some(&0)) {
            let kept = if run.len() > 2 { most } else { run.len() };
            run.iter().take(kept).for_each(|byte| word.push(*byte));
        }
        WordKey::from_padded(&word.bytes)
    }
}

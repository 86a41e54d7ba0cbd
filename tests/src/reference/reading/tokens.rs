//! From bytes to words as they were written, folded to plain letters, with the marks between them.
//!
//! # Why
//! "don't", "dont", "DON’T" and "don;t" are one word to a reader, and "38c" is a number and a word.
//!
//! # How
//! The bytes are first split into characters; a byte that is no character stands alone.
//! Then a [`Scanner`] goes from word to word:
//! - letters and digits after a first letter are a word, and so are digits with one decimal point or comma;
//! - apostrophes between letters are left out, and so is a `;` typed for one;
//! - one letter, `/` or `.`, one letter are one word (`w/o`, `e.g.`);
//! - `&`, `%`, `°`, `½`, ticks and pictures are words of their own.

use super::fold::{Sign, sign};
use super::marks::{Mark, Marks};

/// A character, or a byte that is none.
#[derive(Clone, Copy, Debug)]
struct Letter {
    start: usize,
    end: usize,
    c: Option<char>,
}

/// A word before anybody has asked who knows it.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) start: usize,
    pub(super) end: usize,
    /// In plain lower-case letters.
    pub(super) folded: String,
    pub(super) marks: Marks,
    /// No white space stands before it.
    pub(super) tight: bool,
    /// In thousandths, if it is written in digits.
    pub(super) number: Option<i64>,
    pub(super) picture: bool,
    pub(super) tick: bool,
    /// It has letters of another alphabet.
    pub(super) foreign: bool,
}

/// A walk over a text, word by word.
pub(super) struct Scanner {
    letters: Vec<Letter>,
    at: usize,
    /// Marks since the last word; after the last one, what is left over.
    pub(super) marks: Marks,
    tight: bool,
    /// Some bytes were no characters.
    pub(super) not_utf8: bool,
}

/// The folded words of a text.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut scanner = Scanner::new(text.as_bytes(), 0);
    std::iter::from_fn(|| scanner.next_word()).map(|raw| raw.folded).collect()
}

fn letters(text: &[u8], from: usize) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut start = from;
    while start < text.len() {
        let character = (1..=4).find_map(|length| {
            let bytes = text.get(start..start + length)?;
            std::str::from_utf8(bytes).ok()?.chars().next().map(|c| (c, length))
        });
        let (c, length) = character.map_or((None, 1), |(c, length)| (Some(c), length));
        letters.push(Letter { start, end: start + length, c });
        start += length;
    }
    letters
}

impl Scanner {
    /// A walk that begins at a byte, which must be where a character begins.
    pub(super) fn new(text: &[u8], from: usize) -> Self {
        // One character before the first is kept, because a mark may ask what stands before it.
        let before = (from.saturating_sub(4)..from)
            .find(|start| std::str::from_utf8(&text[*start..from]).is_ok_and(|text| text.chars().count() == 1));
        let from_letter = before.unwrap_or(from.saturating_sub(1).min(from));
        let letters = letters(text, from_letter);
        let at = letters.iter().take_while(|letter| letter.start < from).count();
        Self { letters, at, marks: Marks::new(), tight: false, not_utf8: false }
    }

    fn c(&self, at: usize) -> Option<char> {
        self.letters.get(at).and_then(|letter| letter.c)
    }

    fn before(&self) -> Option<Letter> {
        self.at.checked_sub(1).and_then(|at| self.letters.get(at)).copied()
    }

    fn is_digit(&self, at: usize) -> bool {
        self.c(at).is_some_and(|c| c.is_ascii_digit())
    }

    fn is_letter(&self, at: usize) -> bool {
        self.c(at).is_some_and(|c| {
            c.is_ascii_alphabetic() || !c.is_ascii() && matches!(sign(c), Sign::Letters(_) | Sign::Foreign(_))
        })
    }

    /// The next word; none at the end, and then [`marks`](Self::marks) is what follows the last.
    pub(super) fn next_word(&mut self) -> Option<Raw> {
        self.marks.clear();
        self.tight = self.letters.get(self.at).is_some_and(|letter| letter.start > 0);
        while let Some(letter) = self.letters.get(self.at).copied() {
            let word = match letter.c {
                None => {
                    self.not_utf8 = true;
                    self.mark(Mark::Stop)
                }
                Some(c) if c.is_ascii() => self.plain(c),
                Some(c) => self.beyond(c),
            };
            if word.is_some() {
                return word;
            }
        }
        None
    }

    fn mark(&mut self, mark: Mark) -> Option<Raw> {
        self.marks.insert(mark);
        self.at += 1;
        None
    }

    fn blank(&mut self) -> Option<Raw> {
        self.tight = false;
        self.at += 1;
        None
    }

    /// An ASCII character between words.
    fn plain(&mut self, c: char) -> Option<Raw> {
        match c {
            'a'..='z' | 'A'..='Z' => Some(self.word()),
            '0'..='9' => Some(self.number()),
            '.' if self.before().is_some_and(|before| before.c == Some(' ')) && self.is_digit(self.at + 1) => {
                Some(self.number())
            }
            ',' => self.mark(Mark::Comma),
            '.' | '!' | ';' => self.mark(Mark::Stop),
            '?' => self.mark(Mark::Question),
            ':' if self.before().is_some_and(|before| before.c.is_some_and(|c| c.is_ascii_digit()))
                && self.is_digit(self.at + 1) =>
            {
                self.mark(Mark::Clock)
            }
            ':' | '=' => self.mark(Mark::Colon),
            '-' if self.joins_before() && self.joins_after() => self.mark(Mark::Hyphen),
            '-' => self.mark(Mark::Dash),
            '(' | ')' | '[' | ']' | '{' | '}' => self.mark(Mark::Bracket),
            '/' | '\\' | '|' => self.mark(Mark::Slash),
            '+' => self.mark(Mark::Plus),
            '<' => self.mark(Mark::Less),
            '>' => self.mark(Mark::More),
            '&' => Some(self.alone("and")),
            '%' => Some(self.alone("percent")),
            '\n' => {
                let again = self.marks.contains(&Mark::Newline);
                self.marks.insert(if again { Mark::BlankLine } else { Mark::Newline });
                self.blank()
            }
            _ => self.blank(),
        }
    }

    /// Whether the character before may be part of a word: a letter, a digit, or anything beyond ASCII.
    fn joins_before(&self) -> bool {
        self.before().is_some_and(|letter| letter.c.is_none_or(|c| c.is_ascii_alphanumeric() || !c.is_ascii()))
    }

    fn joins_after(&self) -> bool {
        let after = self.letters.get(self.at + 1);
        after.is_some_and(|letter| letter.c.is_none_or(|c| c.is_ascii_alphanumeric() || !c.is_ascii()))
    }

    /// A character beyond ASCII between words.
    fn beyond(&mut self, c: char) -> Option<Raw> {
        match sign(c) {
            Sign::Letters(digit) if is_digits(&digit) => Some(self.wide_number()),
            Sign::Letters(_) | Sign::Foreign(_) if self.mangled_apostrophe().is_none() => Some(self.word()),
            Sign::Letters(_) | Sign::Foreign(_) => {
                self.at += self.mangled_apostrophe().unwrap_or(1);
                None
            }
            Sign::Word(word) => Some(self.alone(word)),
            Sign::Tick(word) => Some(Raw { tick: true, ..self.alone(word) }),
            Sign::Picture(picture) => Some(Raw { picture: true, ..self.alone(&picture.to_string()) }),
            Sign::Mark(mark) => self.mark(mark),
            Sign::Hyphen => {
                self.mark(if self.joins_before() && self.joins_after() { Mark::Hyphen } else { Mark::Dash })
            }
            Sign::Blank => self.blank(),
            Sign::Apostrophe | Sign::Dropped => {
                self.at += 1;
                None
            }
        }
    }

    /// A word of one character.
    fn alone(&mut self, folded: &str) -> Raw {
        let first = self.at;
        self.at += 1;
        self.raw(first, self.at, folded.to_owned())
    }

    /// A word of the characters from one up to another.
    fn raw(&self, first: usize, end: usize, folded: String) -> Raw {
        Raw {
            start: self.letters[first].start,
            end: self.letters[end - 1].end,
            folded,
            marks: self.marks.clone(),
            tight: self.tight,
            number: None,
            picture: false,
            tick: false,
            foreign: false,
        }
    }

    /// A word that begins here with a letter.
    fn word(&mut self) -> Raw {
        let first = self.at;
        let (mut end, mut folded, mut foreign) = (first, String::new(), false);
        while let Some(c) = self.c(self.at) {
            if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase());
                self.at += 1;
            } else if let Some(length) = self.joint(&folded) {
                self.at += length;
                continue;
            } else if self.joins_initials(&folded) {
                folded.extend((c == '/').then_some('/'));
                self.at += 1;
                continue;
            } else if c.is_ascii() || self.mangled_apostrophe().is_some() {
                break;
            } else {
                match sign(c) {
                    Sign::Letters(plain) => folded.push_str(&plain),
                    Sign::Foreign(letter) => {
                        folded.extend(letter.to_lowercase());
                        foreign = true;
                    }
                    Sign::Dropped => {}
                    _ => break,
                }
                self.at += 1;
            }
            end = self.at;
        }
        Raw { foreign, ..self.raw(first, end, folded) }
    }

    /// An apostrophe, or what was typed for one, between two letters: how many characters it takes.
    fn joint(&self, folded: &str) -> Option<usize> {
        let length = match self.c(self.at)? {
            '\'' | '`' => 1,
            ';' if self.is_slipped_apostrophe() => 1,
            ' ' if self.is_lost_apostrophe(folded) => 1,
            c if c.is_ascii() => return None,
            c => match self.mangled_apostrophe() {
                Some(length) => length,
                None if sign(c) == Sign::Apostrophe => 1,
                None => return None,
            },
        };
        (!folded.is_empty() && self.is_letter(self.at + length)).then_some(length)
    }

    /// `don;t`: the key beside the apostrophe, before an ending that an apostrophe has.
    fn is_slipped_apostrophe(&self) -> bool {
        let after = (self.at + 1..self.at + 4).map_while(|at| self.c(at).filter(char::is_ascii_alphabetic));
        let ending: String = after.map(|c| c.to_ascii_lowercase()).collect();
        ["t", "s", "m", "d", "re", "ve", "ll"].contains(&ending.as_str())
    }

    /// `don t`: a program has made a space of the apostrophe.
    fn is_lost_apostrophe(&self, folded: &str) -> bool {
        const STEMS: [&str; 18] = [
            "don", "doesn", "didn", "isn", "aren", "wasn", "weren", "haven", "hasn", "hadn", "couldn", "wouldn",
            "shouldn", "can", "won", "mustn", "needn", "ain",
        ];
        let lone = matches!(self.c(self.at + 1), Some('t' | 'T'))
            && self.letters.get(self.at + 2).is_none_or(|letter| {
                letter.c.is_some_and(|c| c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '\'' | '-'))
            });
        lone && STEMS.contains(&folded)
    }

    /// `donâ€™t`: text that has been decoded wrongly.
    fn mangled_apostrophe(&self) -> Option<usize> {
        let [first, second, third] = [self.c(self.at)?, self.c(self.at + 1)?, self.c(self.at + 2)?];
        let is_mangled =
            first == 'â' && matches!(second, '€' | '\u{80}') && matches!(third, '™' | '˜' | '\u{98}' | '\u{99}');
        is_mangled.then_some(3)
    }

    /// `w/o`, `e.g.`: one letter, the mark, one letter.
    fn joins_initials(&self, folded: &str) -> bool {
        folded.len() == 1
            && matches!(self.c(self.at), Some('.' | '/'))
            && self.c(self.at + 1).is_some_and(|c| c.is_ascii_alphabetic())
            && !self.c(self.at + 2).is_some_and(|c| c.is_ascii_alphanumeric())
    }

    /// A number that begins here with a digit or a point.
    fn number(&mut self) -> Raw {
        let first = self.at;
        let mut folded = String::new();
        while let Some(c) = self.c(self.at) {
            let is_point = matches!(c, '.' | ',') && !folded.contains('.') && self.is_digit(self.at + 1);
            if c.is_ascii_digit() {
                folded.push(c);
            } else if is_point && !(c == ',' && self.is_thousands()) {
                folded.push('.');
            } else if !is_point {
                break;
            }
            self.at += 1;
        }
        Raw { number: Some(thousandths(&folded)), ..self.raw(first, self.at, folded) }
    }

    /// A number in digits beyond ASCII.
    fn wide_number(&mut self) -> Raw {
        let (first, mut folded) = (self.at, String::new());
        while let Some(Sign::Letters(digit)) = self.c(self.at).filter(|c| !c.is_ascii()).map(sign) {
            if !is_digits(&digit) {
                break;
            }
            folded.push_str(&digit);
            self.at += 1;
        }
        Raw { number: Some(thousandths(&folded)), ..self.raw(first, self.at, folded) }
    }

    /// `1,000`: a comma before exactly three digits.
    fn is_thousands(&self) -> bool {
        (1..=3).all(|ahead| self.is_digit(self.at + ahead)) && !self.is_digit(self.at + 4)
    }
}

fn is_digits(letters: &str) -> bool {
    letters.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits with at most one point, in thousandths; too large a number is the largest that there is.
fn thousandths(digits: &str) -> i64 {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    let value = format!("{whole}{part}").parse::<i64>().unwrap_or(i64::MAX);
    value.min(i32::MAX.into())
}

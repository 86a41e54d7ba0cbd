//! A value: digits, number words, fractions and ranges, in thousandths.
//!
//! # Why
//! "38.5", "38 .5", "39 point 5", "thirty nine", "2 1/2", "2-3" and "a couple of" are all values.
//!
//! # How
//! One number first; then what may make it a range; then the words before and the `+` after it that make it a bound.

use super::super::marks::{BREAK, Mark};
use super::super::words::Meaning;
use super::Numbers;

/// A value, both ends, and the word after it.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) lowest: i64,
    pub(super) highest: i64,
    pub(super) end: usize,
    /// "Over", "at least", `+`.
    pub(super) or_more: bool,
    /// "Under", "less than".
    pub(super) or_less: bool,
}

impl Numbers<'_> {
    /// The value that begins at a word.
    pub(super) fn value(&self, at: usize) -> Option<Value> {
        let (first, end) = self.single(at)?;
        let mut value = Value { lowest: first, highest: first, end, or_more: false, or_less: false };
        match self.meaning(at) {
            Some(Meaning::Vague(2)) => value.highest = 3000,
            Some(Meaning::Vague(_)) => value.highest = 5000,
            _ => {}
        }
        if let Some((second, after)) = self.upper_end(at, end, first) {
            (value.highest, value.end) = (second, after);
        }
        self.bound(at, &mut value);
        Some(value)
    }

    fn bound(&self, at: usize, value: &mut Value) {
        let last = &self.window.words[value.end - 1];
        let plus = self.text.get(last.end) == Some(&b'+');
        value.or_more = plus || self.has_mark(at, &[Mark::More]);
        value.or_less = self.has_mark(at, &[Mark::Less]);
        if at == 0 || self.breaks(at) {
            return;
        }
        match self.meaning(at - 1) {
            // "Less than", "under over": the first of the two words says which.
            Some(Meaning::Bound(1)) if self.was(at, 2, &["less", "fewer", "under"]) => value.or_less = true,
            Some(Meaning::Bound(1)) => value.or_more = true,
            Some(Meaning::Bound(2)) => value.or_less = true,
            Some(Meaning::Bound(_)) => value.lowest = value.lowest * 4 / 5,
            _ => {}
        }
    }

    /// One number, without a range, and the word after it.
    fn single(&self, at: usize) -> Option<(i64, usize)> {
        if self.is_digits(at) && self.is_number(at) {
            return Some(self.fraction(self.digits(at), at + 1));
        }
        if self.is_number(at) {
            return Some(self.in_words(at));
        }
        if let Some(Meaning::Vague(few)) = self.meaning(at) {
            return Some((few * 1000, at + 1 + usize::from(self.is(at + 1, &["of"]))));
        }
        if self.is(at, &["a", "an"]) {
            return match self.meaning(at + 1) {
                Some(Meaning::Vague(_)) => self.single(at + 1),
                Some(Meaning::Unit(_)) => Some((1000, at + 1)),
                _ if self.is(at + 1, &["hundred"]) => Some(self.in_words(at + 1)),
                _ => None,
            };
        }
        let half = self.is(at, &["half", "½"]);
        half.then(|| (500, at + 1 + usize::from(self.is(at + 1, &["a", "an"]))))
    }

    /// What may follow a whole number: ` .5`, ` . 5`, `point 5`, ` 1/2`, `½`, `and a half`.
    fn fraction(&self, whole: i64, next: usize) -> (i64, usize) {
        let Some(word) = self.word(next).filter(|_| whole % 1000 == 0) else { return (whole, next) };
        let digits = self.is_number(next) && self.is_digits(next);
        let between = self.text.get(self.window.words[next - 1].end..word.start).unwrap_or_default();
        let half = self.is(next, &["half", "½"]);
        if digits && word.written.starts_with('.') {
            (whole + self.digits(next), next + 1)
        } else if digits && between == b" . " && self.digits(next) < 10_000 {
            (whole + self.digits(next) / 10, next + 1)
        } else if self.is(next, &["point"]) && self.is_digits(next + 1) {
            let tenths = self.digits(next + 1);
            (whole + tenths / if tenths < 10_000 { 10 } else { 100 }, next + 2)
        } else if self.is(next, &["1"])
            && self.is(next + 1, &["2"])
            && self.has_mark(next + 1, &[Mark::Slash])
            && !self.breaks(next)
        {
            (whole + 500, next + 2)
        } else if half && word.tight {
            (whole + 500, next + 1)
        } else if self.is_and_a_half(next) {
            (whole + 500, next + 3)
        } else {
            (whole, next)
        }
    }

    pub(super) fn is_and_a_half(&self, at: usize) -> bool {
        self.is(at, &["and"]) && self.is(at + 1, &["a"]) && self.is(at + 2, &["half"])
    }

    fn word_value(&self, at: usize) -> Option<i64> {
        match self.meaning(at) {
            Some(Meaning::Number(value)) => Some(value),
            _ => None,
        }
    }

    /// Number words: "thirty nine", "a hundred and two", "thirty nine point five".
    fn in_words(&self, at: usize) -> (i64, usize) {
        let mut total = self.word_value(at).unwrap_or(0);
        let mut next = at + 1;
        if self.is(next, &["hundred"]) && !self.breaks(next) && total < 10 {
            total *= 100;
            next += 1;
        }
        let below_hundred = self.word_value(next + 1).is_some_and(|value| value < 100);
        if total >= 100 && self.is(next, &["and"]) && !self.breaks(next) && below_hundred {
            next += 1;
        }
        while let Some(value) = self.word_value(next).filter(|value| !self.breaks(next) && fits_below(total, *value)) {
            total += value;
            next += 1;
        }
        let tenths = self.word_value(next + 1).filter(|tenths| *tenths < 10);
        match tenths {
            Some(tenths) if self.is(next, &["point"]) && !self.breaks(next) => (total * 1000 + tenths * 100, next + 2),
            _ => self.fraction(total * 1000, next),
        }
    }

    /// The upper end of a range: `2-3`, `2 to 3`, `2 or 3`, `between 2 and 3`.
    fn upper_end(&self, at: usize, end: usize, first: i64) -> Option<(i64, usize)> {
        self.word(end)?;
        let joint: &[&str] = if self.was(at, 1, &["between"]) { &["and"] } else { &["to", "or"] };
        let from = if self.has_mark(end, &[Mark::Hyphen, Mark::Dash]) && self.is_number(end) {
            end
        } else if !self.has_mark(end, BREAK) && self.is(end, joint) && self.is_number(end + 1) {
            end + 1
        } else {
            return None;
        };
        let (second, after) = self.single(from)?;
        (second > first && second <= first * 10).then_some((second, after))
    }
}

/// Whether a number word may follow what has been said so far: "twenty" "one", "hundred" "thirty".
fn fits_below(total: i64, value: i64) -> bool {
    let after_hundreds = total >= 100 && total % 100 == 0 && value < 100;
    let after_tens = total >= 20 && total % 10 == 0 && total % 100 != 0 && value < 10;
    value > 0 && (after_hundreds || after_tens)
}

//! A value: digits, words, fractions and ranges, in thousandths.
//!
//! # Why
//! "38.5", "38 .5", "39 point 5", "thirty nine", "2 1/2", "2-3" and "a couple of" are all values.
//!
//! # Cost
//! Looks ahead at most eight tokens.

use super::Numbers;
use crate::class::{Class, Meaning};
use crate::token::Seps;

/// A value in thousandths, both ends, and where its tokens end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) lowest: i64,
    pub(super) highest: i64,
    pub(super) end: usize,
    /// "Over", "at least", `+`: it may be more.
    pub(super) or_more: bool,
    /// "Under", "nearly": it may be less.
    pub(super) or_less: bool,
}

impl Numbers<'_> {
    /// The value that begins at a token, with its range and bounds.
    pub(super) fn value(&self, at: usize) -> Option<Value> {
        let (first, mut end) = self.single(at)?;
        let mut value = Value { lowest: first, highest: first, end, or_more: false, or_less: false };
        if let Some(Meaning::Vague(few)) = self.meaning(at) {
            value.highest = if few == 2 { 3000 } else { 5000 };
        }
        if let Some((second, after)) = self.range_end(at, end, first) {
            (value.highest, end) = (second, after);
        }
        value.end = end;
        self.bounds(at, &mut value);
        Some(value)
    }

    fn bounds(&self, at: usize, value: &mut Value) {
        let plus = self.text_after(value.end) == Some(b'+');
        value.or_more |= plus || self.seps(at).any(Seps::MORE);
        value.or_less |= self.seps(at).any(Seps::LESS);
        let Some(before) = at.checked_sub(1).filter(|_| !self.seps(at).any(Seps::BREAK)) else { return };
        let less = before.checked_sub(1).is_some_and(|word| self.is(word, &["less", "fewer", "under"]));
        match self.meaning(before) {
            Some(Meaning::Bound(1)) if less => value.or_less = true,
            Some(Meaning::Bound(1)) => value.or_more = true,
            Some(Meaning::Bound(2)) => value.or_less = true,
            Some(Meaning::Bound(_)) => value.lowest = value.lowest * 4 / 5,
            _ => {}
        }
    }

    /// The byte directly after the token before `at`.
    fn text_after(&self, at: usize) -> Option<u8> {
        let before = self.token(at.checked_sub(1)?)?;
        self.text.get(before.end as usize).copied()
    }

    /// One number, without a range.
    fn single(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.token(at)?;
        if token.class.any(Class::NUMBER) {
            if self.is_digits(at) {
                return Some(self.fraction(i64::from(token.value), at + 1));
            }
            return Some(self.words(at));
        }
        match self.meaning(at) {
            Some(Meaning::Vague(few)) => {
                let of = usize::from(self.is(at + 1, &["of"]));
                Some((i64::from(few) * 1000, at + 1 + of))
            }
            _ if self.is(at, &["a", "an"]) => match self.meaning(at + 1) {
                Some(Meaning::Vague(_)) => self.single(at + 1),
                Some(Meaning::Unit(_)) => Some((1000, at + 1)),
                _ if self.is(at + 1, &["hundred"]) => Some(self.words(at + 1)),
                _ => None,
            },
            _ if self.is(at, &["half", "½"]) => {
                let article = usize::from(self.is(at + 1, &["a", "an"]));
                Some((500, at + 1 + article))
            }
            _ => None,
        }
    }

    /// What may follow digits: ` .5`, `point 5`, ` 1/2`, `½`, `and a half`.
    fn fraction(&self, whole: i64, next: usize) -> (i64, usize) {
        let Some(token) = self.token(next).filter(|_| whole % 1000 == 0) else { return (whole, next) };
        let digits = token.class.any(Class::NUMBER) && self.is_digits(next);
        if digits && self.written(next).first() == Some(&b'.') {
            return (whole + i64::from(token.value), next + 1);
        }
        if digits && self.between(next) == b" . " && token.value < 10_000 {
            return (whole + i64::from(token.value) / 10, next + 1);
        }
        if self.is(next, &["point"]) && self.is_digits(next + 1) {
            let tenths = self.token(next + 1).map_or(0, |token| i64::from(token.value));
            let tenths = if tenths < 10_000 { tenths / 10 } else { tenths / 100 };
            return (whole + tenths, next + 2);
        }
        if self.is(next, &["1"])
            && self.seps(next + 1).any(Seps::SLASH)
            && self.is(next + 1, &["2"])
            && !token.seps.any(Seps::BREAK)
        {
            return (whole + 500, next + 2);
        }
        if self.is(next, &["half", "½"]) && token.seps.any(Seps::TIGHT) {
            return (whole + 500, next + 1);
        }
        if self.is(next, &["and"]) && self.is(next + 1, &["a"]) && self.is(next + 2, &["half"]) {
            return (whole + 500, next + 3);
        }
        (whole, next)
    }

    fn between(&self, at: usize) -> &[u8] {
        let end = at.checked_sub(1).and_then(|before| self.token(before)).map_or(0, |token| token.end as usize);
        let start = self.token(at).map_or(0, |token| token.start as usize);
        self.text.get(end..start).unwrap_or_default()
    }

    fn word_value(&self, at: usize) -> Option<i64> {
        match self.meaning(at) {
            Some(Meaning::Number(value)) => Some(i64::from(value)),
            _ => None,
        }
    }

    /// Number words: "thirty nine", "a hundred and two", "thirty nine point five".
    fn words(&self, at: usize) -> (i64, usize) {
        let mut total = self.word_value(at).unwrap_or(0);
        let mut next = at + 1;
        let joined = |next: usize| !self.seps(next).any(Seps::BREAK);
        if joined(next) && self.is(next, &["hundred"]) && total < 10 {
            total *= 100;
            next += 1;
        }
        if total >= 100
            && joined(next)
            && self.is(next, &["and"])
            && self.word_value(next + 1).is_some_and(|value| value < 100)
        {
            next += 1;
        }
        while let Some(value) = self.word_value(next).filter(|value| joined(next) && fits_below(total, *value)) {
            total += value;
            next += 1;
        }
        let whole = total * 1000;
        if joined(next)
            && self.is(next, &["point"])
            && let Some(tenths) = self.word_value(next + 1).filter(|tenths| *tenths < 10)
        {
            return (whole + tenths * 100, next + 2);
        }
        self.fraction(whole, next)
    }

    /// The upper end of a range: `2-3`, `2 to 3`, `2 or 3`, `between 2 and 3`.
    fn range_end(&self, at: usize, end: usize, first: i64) -> Option<(i64, usize)> {
        let token = self.token(end)?;
        let dash = Seps::HYPHEN.with(Seps::DASH);
        let from = if token.seps.any(dash) && token.class.any(Class::NUMBER) {
            end
        } else {
            let between = at.checked_sub(1).is_some_and(|before| self.is(before, &["between"]));
            let joint: &[&str] = if between { &["and"] } else { &["to", "or"] };
            if token.seps.any(Seps::BREAK) || !self.is(end, joint) || !self.class(end + 1).any(Class::NUMBER) {
                return None;
            }
            end + 1
        };
        let (second, after) = self.single(from)?;
        (second > first && second <= first.saturating_mul(10)).then_some((second, after))
    }
}

/// Whether a number word may follow what has been said so far: "twenty" "one", "hundred" "thirty".
fn fits_below(total: i64, value: i64) -> bool {
    value > 0
        && (total >= 100 && total % 100 == 0 && value < 100
            || total >= 20 && total % 10 == 0 && total % 100 != 0 && value < 10)
}

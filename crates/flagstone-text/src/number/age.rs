//! Ages, and weeks of pregnancy.
//!
//! # Why
//! "My 5 week old has a temperature" is an emergency; the age is often only in the text.
//! An age is read before a length of time: "5 week old" is not five weeks of anything.
//!
//! # How
//! `N unit old`, `Nyo`, `aged N`, and a bare number only where a sentence says "I'm 72" and nothing else follows.
//! An age in years is the whole year: "4" is 1,461 to 1,825 days.

use super::value::Value;
use super::{Found, Numbers};
use crate::class::{Class, Meaning};
use crate::measurement::MeasurementKind;
use crate::scratch::Relation;

const OLDEST: i64 = 120;

impl Numbers<'_> {
    pub(super) fn gestation(&self, at: usize, value: Value) -> Option<Found> {
        let found = |end, lowest: i64, highest: i64| {
            let kind = MeasurementKind::Gestation;
            Some(Found { kind, start: at, end, lowest, highest, relation: Relation::Bare })
        };
        let weeks = value.lowest / 1000;
        if let Some(days) = self.plus_days(at, value.end).filter(|_| (4..=42).contains(&weeks)) {
            return found(value.end + 1, weeks * 7 + days, weeks * 7 + days);
        }
        let Some(Meaning::Unit(unit @ 3..=6)) = self.meaning(value.end) else { return None };
        let after = value.end + 1;
        let along = self.is(after, &["pregnant", "gestation", "gestational", "pregnancy", "preg", "gone"])
            || self.is(after, &["into"]) && self.is(after + 2, &["pregnancy"]);
        let told = at.checked_sub(1).is_some_and(|before| self.is(before, &["pregnant"])) && !self.breaks(at);
        if !along && !told || self.breaks(after) && along {
            return None;
        }
        let end = after + usize::from(along);
        let (lowest, highest) = days_of_age(unit, value.lowest, value.highest);
        found(end, lowest, highest)
    }

    /// `32+4`: the days after the weeks.
    fn plus_days(&self, at: usize, next: usize) -> Option<i64> {
        let glued = self.seps(next).any(crate::token::Seps::PLUS) && self.seps(next).any(crate::token::Seps::TIGHT);
        let days = self
            .token(next)
            .filter(|token| glued && token.class.any(Class::NUMBER))
            .map(|token| i64::from(token.value) / 1000)?;
        (self.is_digits(at) && next == at + 1 && (0..=6).contains(&days)).then_some(days)
    }

    pub(super) fn newborn(&self, at: usize) -> Found {
        let kind = MeasurementKind::Age;
        Found { kind, start: at, end: at + 1, lowest: 0, highest: 28, relation: Relation::Bare }
    }

    pub(super) fn age(&self, at: usize, value: Value) -> Option<Found> {
        let found = |end: usize, unit: u8| {
            let (lowest, highest) = days_of_age(unit, value.lowest, value.highest);
            let highest = if value.or_more { OLDEST * 365 } else { highest };
            let lowest = if value.or_less { 0 } else { lowest };
            let sensible = value.highest <= OLDEST * 1000;
            sensible.then_some(Found {
                kind: MeasurementKind::Age,
                start: at,
                end,
                lowest,
                highest,
                relation: Relation::Bare,
            })
        };
        let named = at.checked_sub(1).is_some_and(|before| {
            self.is(before, &["aged", "age"])
                || self.is(before, &["of"]) && before.checked_sub(1).is_some_and(|age| self.is(age, &["age"]))
        });
        let next = value.end;
        if let Some(Meaning::Unit(unit)) = self.meaning(next).filter(|_| !self.breaks(next)) {
            let old =
                self.is(next + 1, &["old", "olds", "o"]) || self.is(next + 1, &["of"]) && self.is(next + 2, &["age"]);
            let glued_months = unit == 6 && self.is(next, &["mo"]) && self.seps(next).any(crate::token::Seps::TIGHT);
            let end = if old && !self.breaks(next + 1) { next + 2 } else { next + 1 };
            let told = self.is_told(at) && (3..=7).contains(&unit) && self.age_may_end(next + 1);
            let ages = end == next + 2 || named || glued_months || told || unit == 7 && self.is_sex(next + 1);
            return if ages { found(end, unit) } else { None };
        }
        if self.is(next, &["yo", "y/o", "yrold", "yearold", "yrsold"]) && !self.breaks(next) {
            return found(next + 1, 7);
        }
        let bare = self.is_digits(at) && value.lowest % 1000 == 0 && value.lowest < OLDEST * 1000;
        let told = self.is_told(at) && (self.age_may_end(next) || self.is_sex(next));
        if bare && (told || named && !self.is(next, &["of"]) || self.is_age_and_sex(at, next)) {
            return found(next, 7);
        }
        None
    }

    /// "I'm", "he is", "my son is" before the number.
    fn is_told(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| !self.breaks(at)) else { return false };
        if self.is(before, &["im", "i'm", "i’m", "hes", "he's", "he’s", "shes", "she's", "she’s"]) {
            return true;
        }
        let subject = Class::SELF.with(Class::THIRD).with(Class::ADULT).with(Class::DEPENDANT);
        let who = before.checked_sub(1).map_or(Class::NONE, |who| self.class(who));
        self.is(before, &["am", "is"]) && who.any(subject) || self.is(before, &["who"])
    }

    fn age_may_end(&self, next: usize) -> bool {
        self.breaks(next) || self.is(next, &["and", "with", "now", "but", "has", "have"])
    }

    fn is_sex(&self, next: usize) -> bool {
        !self.breaks(next) && self.is(next, &["male", "female", "man", "woman", "m", "f", "boy", "girl"])
    }

    /// "20 male", "45 F" at the start of a text or sentence.
    fn is_age_and_sex(&self, at: usize, next: usize) -> bool {
        (at == 0 || self.breaks(at))
            && self.is(next, &["male", "female", "m", "f"])
            && !self.breaks(next)
            && self.token(at).is_some_and(|token| token.value >= 1000 && token.value < 100_000)
    }
}

/// The days that an age in this unit may mean, from thousandths.
fn days_of_age(unit: u8, lowest: i64, highest: i64) -> (i64, i64) {
    // Days in a unit, in ten-thousandths of a day.
    let unit_days: i64 = match unit {
        7 | 8 => 3_652_425,
        6 => 304_369,
        5 => 140_000,
        4 => 70_000,
        _ => 10_000,
    };
    let days = |thousandths: i64| (thousandths.saturating_mul(unit_days) + 5_000_000) / 10_000_000;
    let step = if highest % 1000 == 0 { 1000 } else { 500 };
    (days(lowest), (days(highest + step) - 1).max(days(lowest)))
}

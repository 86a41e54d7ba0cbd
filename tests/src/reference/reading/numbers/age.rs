//! Ages, and weeks of pregnancy.
//!
//! # Why
//! "My 5 week old has a temperature" is an emergency; the age is often only in the text.
//!
//! # How
//! `N unit old`, `Nyo`, `aged N`, and a bare number only where a sentence says "I'm 72" and then nothing else.
//! An age is kept in days: "4" is every day from the fourth birthday to the last before the fifth.

use flagstone::text::MeasurementKind;

use super::super::marks::Mark;
use super::super::words::Meaning;
use super::value::Value;
use super::{Number, Numbers, measured};

/// Years.
const OLDEST: i64 = 120;

const DAY: i64 = 3;
const MONTH: i64 = 6;
const YEAR: i64 = 7;

impl Numbers<'_> {
    /// "24 weeks pregnant", "pregnant 24 weeks", `32+4`.
    pub(super) fn gestation(&self, at: usize, value: &Value) -> Option<Number> {
        let weeks = value.lowest / 1000;
        let next = value.end;
        if let Some(days) = self.days_after_weeks(at, next).filter(|_| (4..=42).contains(&weeks)) {
            return Some(measured(MeasurementKind::Gestation, at, next + 1, (weeks * 7 + days, weeks * 7 + days)));
        }
        let Some(Meaning::Unit(unit @ DAY..=MONTH)) = self.meaning(next) else { return None };
        let after = next + 1;
        let along = self.is(after, &["pregnant", "gestation", "gestational", "pregnancy", "preg", "gone"])
            || self.is(after, &["into"]) && self.is(after + 2, &["pregnancy"]);
        let told = self.was(at, 1, &["pregnant"]) && !self.breaks(at);
        if along && self.at_break_or_end(after) || !along && !told {
            return None;
        }
        let days = days_of_age(unit, value.lowest, value.highest);
        Some(measured(MeasurementKind::Gestation, at, after + usize::from(along), days))
    }

    fn at_break_or_end(&self, at: usize) -> bool {
        at >= self.window.len() || self.breaks(at)
    }

    /// `32+4`: the days after the weeks.
    fn days_after_weeks(&self, at: usize, next: usize) -> Option<i64> {
        let glued = self.has_mark(next, &[Mark::Plus]) && self.is_tight(next) && self.is_number(next);
        let days = self.digits(next) / 1000;
        (glued && self.is_digits(at) && next == at + 1 && (0..=6).contains(&days)).then_some(days)
    }

    pub(super) fn age(&self, at: usize, value: &Value) -> Option<Number> {
        let (end, unit) = self.age_in_unit(at, value.end)?;
        if value.highest > OLDEST * 1000 {
            return None;
        }
        let (lowest, highest) = days_of_age(unit, value.lowest, value.highest);
        let lowest = if value.or_less { 0 } else { lowest };
        let highest = if value.or_more { OLDEST * 365 } else { highest };
        Some(measured(MeasurementKind::Age, at, end, (lowest, highest)))
    }

    /// Whether the number that ends before `next` is an age: where it ends, and in which unit it is.
    fn age_in_unit(&self, at: usize, next: usize) -> Option<(usize, i64)> {
        let named = self.was(at, 1, &["aged", "age"]) || self.was(at, 1, &["of"]) && self.was(at, 2, &["age"]);
        if let Some(unit) = self.unit(next) {
            let old =
                self.is(next + 1, &["old", "olds", "o"]) || self.is(next + 1, &["of"]) && self.is(next + 2, &["age"]);
            if old && !self.at_break_or_end(next + 1) {
                return Some((next + 2, unit));
            }
            let glued_months = unit == MONTH && self.is(next, &["mo"]) && self.is_tight(next);
            let told = self.is_told(at) && (DAY..=YEAR).contains(&unit) && self.may_end(next + 1);
            let with_sex = unit == YEAR && self.is_sex(next + 1);
            return (named || glued_months || told || with_sex).then_some((next + 1, unit));
        }
        if self.is(next, &["yo", "y/o", "yrold", "yearold", "yrsold"]) && !self.breaks(next) {
            return Some((next + 1, YEAR));
        }
        let value = self.value(at)?.lowest;
        let whole = self.is_digits(at) && value % 1000 == 0 && value < OLDEST * 1000;
        let told = self.is_told(at) && (self.may_end(next) || self.is_sex(next));
        let bare = told || named && !self.is(next, &["of"]) || self.is_age_and_sex(at, next);
        (whole && bare).then_some((next, YEAR))
    }

    /// "I'm", "he is", "my son is", "who" before the number.
    fn is_told(&self, at: usize) -> bool {
        if at == 0 || self.breaks(at) {
            return false;
        }
        let subject = self.window.is_before(at, 2, &["self", "third", "adult", "dependant"]);
        self.was(at, 1, &["im", "i'm", "i’m", "hes", "he's", "he’s", "shes", "she's", "she’s", "who"])
            || self.was(at, 1, &["am", "is"]) && subject
    }

    fn may_end(&self, next: usize) -> bool {
        self.at_break_or_end(next) || self.is(next, &["and", "with", "now", "but", "has", "have"])
    }

    fn is_sex(&self, next: usize) -> bool {
        !self.at_break_or_end(next) && self.is(next, &["male", "female", "man", "woman", "m", "f", "boy", "girl"])
    }

    /// "20 male", "45 F" where a text or a clause begins.
    fn is_age_and_sex(&self, at: usize, next: usize) -> bool {
        (at == 0 || self.breaks(at))
            && self.is(next, &["male", "female", "m", "f"])
            && !self.breaks(next)
            && (1000..100_000).contains(&self.digits(at))
    }
}

/// The days that an age in this unit may mean, from thousandths.
fn days_of_age(unit: i64, lowest: i64, highest: i64) -> (i64, i64) {
    const TEN_THOUSANDTHS: [i64; 9] = [10_000, 10_000, 10_000, 10_000, 70_000, 140_000, 304_369, 3_652_425, 3_652_425];
    let a_unit = TEN_THOUSANDTHS[usize::try_from(unit).expect("a unit is a place in a list")];
    let days = |thousandths: i64| (thousandths * a_unit + 5_000_000) / 10_000_000;
    // "4" is any age up to 5, and "4.5" any up to 5 as well.
    let step = if highest % 1000 == 0 { 1000 } else { 500 };
    (days(lowest), (days(highest + step) - 1).max(days(lowest)))
}

//! Numbers with a slash, as British notes have them: `2/52`, `8/10`, `180/110`, `32/40`; and two of them in words.
//!
//! # Why
//! `2/7`, `2/52` and `2/12` are two days, weeks and months. A date looks the same, so what stands before it decides.

use flagstone::text::MeasurementKind;

use super::super::marks::Mark;
use super::time::{DAY, MONTH, WEEK};
use super::{Number, Numbers, Relation, lasting, measured};

impl Numbers<'_> {
    pub(super) fn shorthand(&self, at: usize) -> Option<Number> {
        if self.is(at + 1, &["out"]) && self.is(at + 2, &["of"]) && self.is(at + 3, &["10", "ten"]) {
            let score = self.value(at).filter(|value| value.end == at + 1 && value.lowest <= 10_000)?.lowest;
            return Some(measured(MeasurementKind::Score, at, at + 4, (score, score)));
        }
        if !self.is_digits(at) {
            return None;
        }
        let first = self.digits(at);
        if self.is(at + 1, &["over"]) && self.is_digits(at + 2) {
            let pressure = measured(MeasurementKind::BloodPressure, at, at + 3, (first, first));
            return is_pressure(first, self.digits(at + 2)).then_some(pressure);
        }
        self.with_slash(at, first)
    }

    fn with_slash(&self, at: usize, first: i64) -> Option<Number> {
        let end = at + 2;
        let slash = |at: usize| self.has_mark(at, &[Mark::Slash]);
        let three = slash(at) || slash(end) && self.is_digits(end);
        if !slash(at + 1) || !self.is_number(at + 1) || three {
            return None;
        }
        let second = self.digits(at + 1);
        if is_pressure(first, second) {
            return Some(measured(MeasurementKind::BloodPressure, at, end, (first, first)));
        }
        let date =
            ["on", "since", "appointment", "until", "till", "dated", "from", "by", "date", "birth", "dob", "born"];
        if self.was(at, 1, &date) {
            return None;
        }
        let weeks = first / 1000;
        match second / 1000 {
            7 if first != 24_000 => self.time_in_shorthand(at, first * DAY / 1000),
            52 => self.time_in_shorthand(at, first * WEEK / 1000),
            12 => self.time_in_shorthand(at, first * MONTH / 1000),
            10 if first <= 10_000 => Some(measured(MeasurementKind::Score, at, end, (first, first))),
            40 if (4_000..=42_000).contains(&first) => {
                Some(measured(MeasurementKind::Gestation, at, end, (weeks * 7, weeks * 7 + 6)))
            }
            _ => None,
        }
    }

    /// A length of time. "2/52 hx of": before a finding it says how long that has lasted.
    fn time_in_shorthand(&self, at: usize, minutes: i64) -> Option<Number> {
        let end = at + 2;
        let relation = match self.relation(at, end) {
            Relation::Bare if end < self.window.len() && !self.breaks(end) => Relation::Lasting,
            relation => relation,
        };
        Some(lasting(at, end, (minutes, minutes), relation))
    }
}

fn is_pressure(systolic: i64, diastolic: i64) -> bool {
    (60_000..=260_000).contains(&systolic) && (30_000..=150_000).contains(&diastolic) && diastolic < systolic
}

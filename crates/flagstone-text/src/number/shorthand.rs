//! Numbers with a slash: `2/52`, `8/10`, `180/110`, `32/40`; and a score or a pressure in words.
//!
//! # Why
//! In British notes `2/7`, `2/52` and `2/12` are two days, weeks and months. A date looks the same, so a date cue before it decides.

use super::time::{DAY, MONTH, WEEK};
use super::{Found, Numbers};
use crate::class::Class;
use crate::measurement::MeasurementKind;
use crate::scratch::Relation;
use crate::token::Seps;

impl Numbers<'_> {
    pub(super) fn shorthand(&self, at: usize) -> Option<Found> {
        if self.is(at + 1, &["out"]) && self.is(at + 2, &["of"]) && self.is(at + 3, &["10", "ten"]) {
            let score = self.value(at).filter(|value| value.end == at + 1 && value.lowest <= 10_000)?;
            let (kind, relation) = (MeasurementKind::Score, Relation::Bare);
            return Some(Found { kind, start: at, end: at + 4, lowest: score.lowest, highest: score.lowest, relation });
        }
        if !self.is_digits(at) {
            return None;
        }
        let first = i64::from(self.token(at)?.value);
        let found = |kind, end, lowest, highest| {
            let relation = self.relation(at, end);
            Some(Found { kind, start: at, end, lowest, highest, relation })
        };
        if self.is(at + 1, &["over"]) && self.is_digits(at + 2) {
            let second = i64::from(self.token(at + 2)?.value);
            return is_pressure(first, second).then(|| found(MeasurementKind::BloodPressure, at + 3, first, first))?;
        }
        let second =
            self.token(at + 1).filter(|token| token.seps.any(Seps::SLASH) && token.class.any(Class::NUMBER))?;
        let of = i64::from(second.value) / 1000;
        let end = at + 2;
        if self.seps(at).any(Seps::SLASH) || self.seps(end).any(Seps::SLASH) && self.is_digits(end) {
            return None;
        }
        if is_pressure(first, i64::from(second.value)) {
            return found(MeasurementKind::BloodPressure, end, first, first);
        }
        let dated = at.checked_sub(1).is_some_and(|before| {
            let cues =
                ["on", "since", "appointment", "until", "till", "dated", "from", "by", "date", "birth", "dob", "born"];
            self.is(before, &cues)
        });
        if dated {
            return None;
        }
        let unit = match of {
            7 => DAY,
            52 => WEEK,
            12 => MONTH,
            10 if first <= 10_000 => return found(MeasurementKind::Score, end, first, first),
            40 if (4_000..=42_000).contains(&first) => {
                return found(MeasurementKind::Gestation, end, first / 1000 * 7, first / 1000 * 7 + 6);
            }
            _ => return None,
        };
        if first == 24_000 && of == 7 {
            return None;
        }
        found(MeasurementKind::Duration, end, first * unit / 1000, first * unit / 1000).map(|mut found| {
            if found.relation == Relation::Bare && !self.breaks(end) {
                // "2/52 hx of": shorthand before a finding says how long it has lasted.
                found.relation = Relation::Lasting;
            }
            found
        })
    }
}

fn is_pressure(systolic: i64, diastolic: i64) -> bool {
    (60_000..=260_000).contains(&systolic) && (30_000..=150_000).contains(&diastolic) && diastolic < systolic
}

//! How often, and how many times: "3 times a day", "2 pads an hour", "every 4 hours", "6 times".
//!
//! # Why
//! How often is not how long. A rate is kept in thousandths a day.
//!
//! # How
//! A value, at most two other words, "a day"; or "every" and a length of time; or a value and "times".

use flagstone::text::MeasurementKind;

use super::super::words::Meaning;
use super::time::{DAY, UNITS};
use super::value::Value;
use super::{Number, Numbers, measured};

impl Numbers<'_> {
    pub(super) fn rate(&self, at: usize, value: &Value) -> Option<Number> {
        if at > 0 && !self.breaks(at) && self.was(at, 1, &["every", "each"]) {
            let minutes = self.unit_in_minutes(value.end)?;
            let each = |thousandths: i64| DAY * 1_000_000 / (thousandths.max(1) * minutes).max(1);
            return Some(measured(MeasurementKind::Rate, at, value.end + 1, (each(value.highest), each(value.lowest))));
        }
        if let Some(per) = (value.end..value.end + 3).find(|per| self.is_per(*per, value.end)) {
            let minutes = self.unit_in_minutes(per + 1)?;
            let daily = |thousandths: i64| thousandths.saturating_mul(DAY) / minutes;
            return Some(measured(MeasurementKind::Rate, at, per + 2, (daily(value.lowest), daily(value.highest))));
        }
        let times = self.is(value.end, &["times", "time", "x", "puffs", "puff", "goes"]) && !self.breaks(value.end);
        times.then(|| measured(MeasurementKind::Count, at, value.end + 1, (value.lowest, value.highest)))
    }

    /// "A day", "per hour", with nothing but a noun before it since the value.
    fn is_per(&self, per: usize, end: usize) -> bool {
        let noun = |at: usize| {
            !self.is_kind(at, &["preposition", "verb", "and", "or"])
                && !matches!(self.meaning(at), Some(Meaning::Unit(_)))
        };
        (end..=per + 1).all(|at| !self.breaks(at))
            && (end..per).all(noun)
            && self.is(per, &["a", "an", "per", "each", "every"])
            && self.unit_in_minutes(per + 1).is_some()
    }

    fn unit_in_minutes(&self, at: usize) -> Option<i64> {
        let unit = usize::try_from(self.unit(at)?).expect("a unit is a place in a list");
        Some(UNITS[unit]).filter(|minutes| *minutes > 0)
    }
}

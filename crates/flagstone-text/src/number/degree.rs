//! Temperatures, and the other vital signs that a cue word names.
//!
//! # Why
//! A temperature needs a cue, a degree sign or a unit: "38" alone may be anything.
//! A number beside "temp" that cannot be one ("Temp 395") is never dropped silently.
//!
//! # How
//! 33 to 44 is Celsius, 91 to 111 Fahrenheit; everything else with a cue directly before it is unreadable.
//! A bare number belongs to the nearest cue word before it, or to a temperature word shortly after it.

use super::value::Value;
use super::{Found, Numbers};
use crate::class::{Class, Meaning};
use crate::measurement::MeasurementKind;
use crate::scratch::Relation;
use crate::token::Seps;

/// How far a cue word reaches.
const REACH: usize = 5;
const CELSIUS: std::ops::RangeInclusive<i64> = 33_000..=44_000;
const FAHRENHEIT: std::ops::RangeInclusive<i64> = 91_000..=111_000;
/// "Over 40" is at most this.
const HOTTEST: i64 = 45_000;

impl Numbers<'_> {
    pub(super) fn vital_sign(&self, at: usize, value: Value) -> Option<Found> {
        if !self.class(at).any(Class::NUMBER) {
            return None;
        }
        let next = value.end;
        let (unit, end) = self.degrees(next);
        let cue = self.cue_before(at);
        if unit.is_none() {
            if matches!(self.meaning(next), Some(Meaning::Unit(_))) && !self.breaks(next) {
                return None;
            }
            if let Some(Meaning::Measure(measure)) = cue {
                return measured(measure, value.lowest, value.highest)
                    .map(|kind| self.other(kind, at, next, value.lowest, value.highest));
            }
            if cue.is_none() && !self.temperature_follows(next) {
                return None;
            }
        }
        let near = matches!(cue, Some(Meaning::Temperature)) || self.temperature_follows(end);
        if unit == Some(1) && self.seps(next).any(Seps::TIGHT) && !near && value.lowest % 1000 == 0 && end == next + 1 {
            return None;
        }
        let lowest = celsius(value.lowest, unit)?;
        let highest = celsius(value.highest, unit)?;
        let highest = if value.or_more { HOTTEST } else { highest };
        let lowest = if value.or_less { 30_000 } else { lowest };
        Some(Found { kind: MeasurementKind::Temperature, start: at, end, lowest, highest, relation: Relation::Bare })
    }

    fn other(&self, kind: MeasurementKind, start: usize, end: usize, lowest: i64, highest: i64) -> Found {
        let percent = usize::from(self.is(end, &["%", "percent"]));
        Found { kind, start, end: end + percent, lowest, highest, relation: Relation::Bare }
    }

    /// A degree word and a scale after a number: which scale (0 unknown, 1 C, 2 F), and where they end.
    fn degrees(&self, next: usize) -> (Option<u8>, usize) {
        if self.seps(next).any(Seps::BREAK) {
            return (None, next);
        }
        match self.meaning(next) {
            Some(Meaning::Degrees(0)) => match self.meaning(next + 1) {
                Some(Meaning::Degrees(scale)) if !self.breaks(next + 1) => (Some(scale), next + 2),
                _ => (Some(0), next + 1),
            },
            Some(Meaning::Degrees(scale)) => (Some(scale), next + 1),
            _ => (None, next),
        }
    }

    /// The nearest word before a number that says what it measures, in the same sentence, with no other number between.
    fn cue_before(&self, at: usize) -> Option<Meaning> {
        let mut place = at;
        for _ in 0..REACH {
            if self.seps(place).any(Seps::SENTENCE) {
                return None;
            }
            place = place.checked_sub(1)?;
            match self.meaning(place) {
                Some(found @ (Meaning::Temperature | Meaning::Measure(_))) => return Some(found),
                Some(Meaning::Unit(_)) => return None,
                _ => {}
            }
        }
        None
    }

    /// "103 fever", "39 was his temp".
    fn temperature_follows(&self, next: usize) -> bool {
        (next..next + REACH)
            .take_while(|place| !self.breaks(*place) && !self.class(*place).any(Class::NUMBER))
            .any(|place| self.meaning(place) == Some(Meaning::Temperature))
    }

    /// A number directly after "temp", "temperature of", "temp is", that can be no temperature.
    pub(super) fn is_unreadable_temperature(&self, at: usize) -> bool {
        if !self.is_digits(at) || !matches!(self.cue_before(at), Some(Meaning::Temperature)) {
            return false;
        }
        let close = (1..=3).any(|back| {
            at.checked_sub(back).is_some_and(|place| {
                self.meaning(place) == Some(Meaning::Temperature) && !self.is(place, &["fever", "fevers"])
            })
        });
        let Some(value) = self.value(at) else { return false };
        let (_, end) = self.degrees(value.end);
        let counts_something = matches!(self.meaning(end), Some(Meaning::Unit(_))) && !self.breaks(end);
        let odd = value.lowest >= 20_000 || value.lowest % 1000 != 0;
        (close || value.lowest >= 1_000_000) && odd && !counts_something
    }
}

/// Thousandths of a degree Celsius, if this can be a person's temperature.
fn celsius(value: i64, scale: Option<u8>) -> Option<i64> {
    if CELSIUS.contains(&value) && scale != Some(2) {
        Some(value)
    } else if FAHRENHEIT.contains(&value) && scale != Some(1) {
        Some(((value - 32_000) * 5 + 4) / 9)
    } else {
        None
    }
}

fn measured(measure: u8, lowest: i64, highest: i64) -> Option<MeasurementKind> {
    let (kind, range) = match measure {
        1 => (MeasurementKind::OxygenSaturation, 50_000..=100_000),
        2 => (MeasurementKind::HeartRate, 20_000..=250_000),
        3 => (MeasurementKind::Glucose, 1_000..=50_000),
        _ => return None,
    };
    (range.contains(&lowest) && range.contains(&highest)).then_some(kind)
}

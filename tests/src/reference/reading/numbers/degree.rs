//! Temperatures, and the other vital signs that a word names.
//!
//! # Why
//! "38" alone may be anything; with "temp", a degree sign or a scale it is a temperature.
//!
//! # How
//! 33 to 44 is Celsius, 91 to 111 Fahrenheit. Anything else directly after "temp" cannot be read, and is not dropped.
//! A bare number belongs to the nearest naming word of the five before it, or to a temperature word of the five after it.

use flagstone::text::MeasurementKind;

use super::super::marks::SENTENCE;
use super::super::words::Meaning;
use super::value::Value;
use super::{Number, Numbers, measured};

/// How far a naming word reaches.
const REACH: usize = 5;
/// "Over 40" is at most this, and "under 36" at least that.
const HOTTEST: i64 = 45_000;
const COLDEST: i64 = 30_000;

/// The scale that stands after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    /// Only "degrees".
    Unnamed,
    Celsius,
    Fahrenheit,
}

impl Numbers<'_> {
    pub(super) fn vital_sign(&self, at: usize, value: &Value) -> Option<Number> {
        if !self.is_number(at) {
            return None;
        }
        let next = value.end;
        let (scale, end) = self.scale(next);
        let named = self.named_before(at);
        if scale.is_none() {
            if self.unit(next).is_some() {
                return None;
            }
            if let Some(Meaning::Measure(what)) = named {
                return self.other_sign(what, at, value);
            }
            if named.is_none() && !self.is_named_after(next) {
                return None;
            }
        }
        let is_named = named == Some(Meaning::Temperature) || self.is_named_after(end);
        let glued_c = scale == Some(Scale::Celsius) && end == next + 1 && self.is_tight(next);
        if glued_c && value.lowest % 1000 == 0 && !is_named {
            // "38c" may be a house.
            return None;
        }
        let (lowest, highest) = (celsius(value.lowest, scale)?, celsius(value.highest, scale)?);
        let lowest = if value.or_less { COLDEST } else { lowest };
        let highest = if value.or_more { HOTTEST } else { highest };
        Some(measured(MeasurementKind::Temperature, at, end, (lowest, highest)))
    }

    fn other_sign(&self, what: i64, at: usize, value: &Value) -> Option<Number> {
        let (kind, range) = match what {
            1 => (MeasurementKind::OxygenSaturation, 50_000..=100_000),
            2 => (MeasurementKind::HeartRate, 20_000..=250_000),
            3 => (MeasurementKind::Glucose, 1_000..=50_000),
            _ => return None,
        };
        let end = value.end + usize::from(self.is(value.end, &["%", "percent"]));
        let fits = range.contains(&value.lowest) && range.contains(&value.highest);
        fits.then(|| measured(kind, at, end, (value.lowest, value.highest)))
    }

    /// The scale after a number, and where it ends.
    fn scale(&self, next: usize) -> (Option<Scale>, usize) {
        let named = |at: usize| match self.meaning(at) {
            Some(Meaning::Degrees(0)) if !self.breaks(at) => Some(Scale::Unnamed),
            Some(Meaning::Degrees(1)) if !self.breaks(at) => Some(Scale::Celsius),
            Some(Meaning::Degrees(_)) if !self.breaks(at) => Some(Scale::Fahrenheit),
            _ => None,
        };
        match (named(next), named(next + 1)) {
            (None, _) => (None, next),
            (Some(Scale::Unnamed), Some(scale)) => (Some(scale), next + 2),
            (scale, _) => (scale, next + 1),
        }
    }

    /// The nearest word before a number that names what it measures, in the same sentence and after any unit of time.
    fn named_before(&self, at: usize) -> Option<Meaning> {
        for back in 1..=REACH {
            let place = at.checked_sub(back)?;
            if self.has_mark(place + 1, SENTENCE) {
                return None;
            }
            match self.meaning(place) {
                Some(found @ (Meaning::Temperature | Meaning::Measure(_))) => return Some(found),
                Some(Meaning::Unit(_)) => return None,
                _ => {}
            }
        }
        None
    }

    /// "103 fever", "39 was his temp".
    fn is_named_after(&self, next: usize) -> bool {
        let mut clause = (next..next + REACH).take_while(|at| !self.breaks(*at) && !self.is_number(*at));
        clause.any(|at| self.meaning(at) == Some(Meaning::Temperature))
    }

    /// A number directly after "temp", "temperature of", "temp is", that can be no temperature.
    pub(super) fn is_unreadable_temperature(&self, at: usize) -> bool {
        if !self.is_digits(at) || self.named_before(at) != Some(Meaning::Temperature) {
            return false;
        }
        let names =
            |place: usize| self.meaning(place) == Some(Meaning::Temperature) && !self.is(place, &["fever", "fevers"]);
        let close = (1..=3).filter_map(|back| at.checked_sub(back)).any(names);
        let Some(value) = self.value(at) else { return false };
        let (_, end) = self.scale(value.end);
        let counts_time = self.unit(end).is_some();
        let odd = value.lowest >= 20_000 || value.lowest % 1000 != 0;
        (close || value.lowest >= 1_000_000) && odd && !counts_time
    }
}

/// Thousandths of a degree Celsius, if this can be a person's temperature.
fn celsius(value: i64, scale: Option<Scale>) -> Option<i64> {
    match value {
        33_000..=44_000 if scale != Some(Scale::Fahrenheit) => Some(value),
        91_000..=111_000 if scale != Some(Scale::Celsius) => Some(((value - 32_000) * 5 + 4) / 9),
        _ => None,
    }
}

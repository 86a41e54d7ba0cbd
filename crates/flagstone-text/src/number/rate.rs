//! How often, and how many times: "3 times a day", "2 pads an hour", "every 4 hours", "6 times", "10 puffs".
//!
//! # Why
//! How often is not how long: read as a length of time, "3 x a day" would make a day-old cough of a cough.
//! A rate is kept in thousandths a day, whatever unit it was written in, so that one comparison serves all.
//!
//! # How
//! ```text
//! VALUE [times | x | a noun] (a | an | per | each | every | /) UNIT     3 times a day, 2 pads an hour, 40/day
//! every [VALUE] UNIT                                                    every 4 hours, every other day
//! VALUE (times | x | puffs)                                             a count, if no unit follows
//! ```
//!
//! # Cost
//! Looks at most four tokens ahead.

use super::time::{DAY, UNITS};
use super::value::Value;
use super::{Found, Numbers};
use crate::class::{Class, Meaning};
use crate::measurement::MeasurementKind;
use crate::scratch::Relation;
use crate::token::Seps;

impl Numbers<'_> {
    /// A rate or a count that begins with a value at a token.
    pub(super) fn rate(&self, at: usize, value: Value) -> Option<Found> {
        let found = |kind, end, lowest, highest| {
            Some(Found { kind, start: at, end, lowest, highest, relation: Relation::Bare })
        };
        let before = at.checked_sub(1).filter(|_| !self.breaks(at));
        if before.is_some_and(|before| self.is(before, &["every", "each"])) {
            let minutes = self.unit_minutes(value.end)?;
            let each = |thousandths: i64| DAY * 1_000_000 / (thousandths.max(1) * minutes).max(1);
            return found(MeasurementKind::Rate, value.end + 1, each(value.highest), each(value.lowest));
        }
        let times = self.is(value.end, &["times", "time", "x", "puffs", "puff", "goes"]) && !self.breaks(value.end);
        let per = [value.end, value.end + 1, value.end + 2].into_iter().find(|per| self.is_per(*per, value.end));
        if let Some(per) = per {
            let minutes = self.unit_minutes(per + 1)?;
            let daily = |thousandths: i64| thousandths.saturating_mul(DAY) / minutes;
            return found(MeasurementKind::Rate, per + 2, daily(value.lowest), daily(value.highest));
        }
        if times {
            return found(MeasurementKind::Count, value.end + 1, value.lowest, value.highest);
        }
        None
    }

    /// "A day", "per hour", "/day" after a value that ends at `end`, with nothing but a noun between.
    fn is_per(&self, per: usize, end: usize) -> bool {
        let joined = (end..=per + 1).all(|place| !self.breaks(place));
        let noun = |place: usize| {
            !self.class(place).any(Class::PREPOSITION.with(Class::VERB).with(Class::AND).with(Class::OR))
                && !matches!(self.meaning(place), Some(Meaning::Unit(_)))
        };
        joined
            && (end..per).all(noun)
            && self.is(per, &["a", "an", "per", "each", "every"])
            && self.unit_minutes(per + 1).is_some()
    }

    /// The minutes of the unit at a token; a second counts as part of none.
    fn unit_minutes(&self, at: usize) -> Option<i64> {
        match self.meaning(at) {
            Some(Meaning::Unit(unit)) if !self.seps(at).any(Seps::BREAK) => {
                UNITS.get(usize::from(unit)).copied().filter(|minutes| *minutes > 0)
            }
            _ => None,
        }
    }
}

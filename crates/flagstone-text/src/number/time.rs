//! Lengths of time, and how they stand to now: "for 3 weeks", "2 days ago", "since Friday".
//!
//! # Why
//! Rules ask how long something has lasted, or how long ago it happened. How often ("3 times a day") is neither.
//!
//! # How
//! A value and a unit make a length; the words around it make it lasting ("for", "since", "now") or past ("ago").
//! Times without a number ("since yesterday", "all night", "for weeks") have their own table.
//! What depends on the date of the message ("since Friday") uses it, and keeps both ends wide without it.

use super::value::Value;
use super::{Found, Numbers};
use crate::class::{Class, Meaning};
use crate::measurement::MeasurementKind;
use crate::scratch::Relation;
use crate::token::Seps;

/// Minutes.
pub(super) const HOUR: i64 = 60;
pub(super) const DAY: i64 = 24 * HOUR;
pub(super) const WEEK: i64 = 7 * DAY;
pub(super) const MONTH: i64 = 43_829;
pub(super) const YEAR: i64 = 525_949;
/// The longest that anything lasts.
pub(super) const LONGEST: i64 = 120 * YEAR;

/// Minutes in each unit of `words.txt`, in its order; a second is a part of one.
pub(super) const UNITS: [i64; 9] = [0, 1, HOUR, DAY, WEEK, 2 * WEEK, MONTH, YEAR, 10 * YEAR];

impl Numbers<'_> {
    pub(super) fn duration(&self, at: usize, value: Value) -> Option<Found> {
        let unit = self.unit(value.end)?;
        let mut end = value.end + 1;
        let (mut lowest, mut highest) = (value.lowest, value.highest);
        if self.is(end, &["and"]) && self.is(end + 1, &["a"]) && self.is(end + 2, &["half"]) {
            (lowest, highest, end) = (lowest + 500, highest + 500, end + 3);
        }
        if self.is_rate(at, end) {
            return None;
        }
        let length = |thousandths: i64| {
            if unit == 0 {
                thousandths / 60_000
            } else {
                thousandths.saturating_mul(UNITS.get(usize::from(unit)).copied().unwrap_or(0)) / 1000
            }
        };
        let highest = if value.or_more { LONGEST } else { length(highest).min(LONGEST) };
        let lowest = if value.or_less { 0 } else { length(lowest).min(highest) };
        let relation = self.relation(at, end);
        Some(Found { kind: MeasurementKind::Duration, start: at, end, lowest, highest, relation })
    }

    /// The unit at a token that follows a number without a break.
    fn unit(&self, at: usize) -> Option<u8> {
        match self.meaning(at) {
            Some(Meaning::Unit(unit)) if !self.seps(at).any(Seps::BREAK) => Some(unit),
            _ => None,
        }
    }

    /// "3 times a day", "every 4 hours", "2 hours a day": how often.
    fn is_rate(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| !self.breaks(at));
        if before.is_some_and(|before| self.is(before, &["every", "per", "each"])) {
            return true;
        }
        let per = self.is(end, &["a", "per", "each"]) && self.unit(end + 1).is_some() && !self.breaks(end);
        let counted = self.is(at, &["a", "an"])
            && before.is_some_and(|before| {
                let length = Class::PRONOUN
                    .with(Class::SELF)
                    .with(Class::DEMONSTRATIVE)
                    .with(Class::PREPOSITION)
                    .with(Class::VERB)
                    .with(Class::BE)
                    .with(Class::ADVERB)
                    .with(Class::OR)
                    .with(Class::BEGINS);
                !self.class(before).any(length)
                    && !matches!(self.meaning(before), Some(Meaning::Bound(_)))
                    && !self.is(
                        before,
                        &[
                            "about",
                            "around",
                            "only",
                            "just",
                            "half",
                            "lasted",
                            "lasting",
                            "roughly",
                            "approximately",
                            "have",
                            "had",
                        ],
                    )
            });
        let ago = self.is(end, &["ago", "back", "earlier", "now"]) && !self.breaks(end);
        per || counted && !ago
    }

    /// How a length of time stands to now.
    pub(super) fn relation(&self, at: usize, end: usize) -> Relation {
        if !self.seps(end).any(Seps::SENTENCE) {
            if self.is(end, &["ago", "back", "earlier", "previously"]) {
                return Relation::Ago;
            }
            let history = self.is(end, &["history", "hx"]);
            if history || self.is(end, &["now", "already"]) || self.is(end, &["straight", "solid", "running"]) {
                return Relation::Lasting;
            }
        }
        for back in 1..=4 {
            let Some(place) = at.checked_sub(back) else { break };
            if self.seps(place + 1).any(Seps::BREAK) {
                break;
            }
            if self.is(place, &["for", "since", "past", "last", "lasted", "lasting", "these"]) {
                return Relation::Lasting;
            }
            let between = Class::ARTICLE.with(Class::ADVERB).with(Class::THE);
            let passes = self.class(place).any(between)
                || matches!(self.meaning(place), Some(Meaning::Bound(_)))
                || self.is(
                    place,
                    &[
                        "about",
                        "around",
                        "at",
                        "more",
                        "less",
                        "roughly",
                        "approximately",
                        "approx",
                        "like",
                        "good",
                        "well",
                        "up",
                        "to",
                    ],
                );
            if !passes {
                break;
            }
        }
        Relation::Bare
    }

    /// A time without a number.
    pub(super) fn wordless_time(&self, at: usize) -> Option<Found> {
        let found = |end, lowest, highest, relation| {
            Some(Found { kind: MeasurementKind::Duration, start: at, end, lowest, highest, relation })
        };
        if self.is(at, &["since", "started", "began"]) {
            let from = at + 1 + usize::from(self.is(at + 1, &["on", "around", "about"]));
            let (lowest, highest, end) = self.since(from)?;
            return found(end, lowest, highest, Relation::Lasting);
        }
        if self.is(at, &["all"]) {
            let (lowest, highest) = match self.meaning(at + 1) {
                Some(Meaning::Unit(3)) if self.is(at + 1, &["night"]) => (6 * HOUR, 12 * HOUR),
                Some(Meaning::Unit(3)) => (8 * HOUR, DAY),
                Some(Meaning::Unit(4)) => (4 * DAY, WEEK),
                Some(Meaning::Unit(6)) => (3 * WEEK, MONTH),
                _ => return None,
            };
            return found(at + 2, lowest, highest, Relation::Lasting);
        }
        if self.is(at, &["for"]) {
            if self.is(at + 1, &["ages", "ever", "forever"]) {
                return found(at + 2, 30 * DAY, LONGEST, Relation::Lasting);
            }
            let unit = self
                .unit(at + 1)
                .filter(|_| self.written(at + 1).ends_with(b"s") || self.written(at + 1).ends_with(b"S"))?;
            let (lowest, highest) = plural(unit)?;
            return found(at + 2, lowest, highest, Relation::Lasting);
        }
        if self.is(at, &["yesterday"]) {
            return found(at + 1, 0, 2 * DAY, Relation::Ago);
        }
        let the = at.checked_sub(1).is_some_and(|before| self.is(before, &["the"]));
        if the
            && self.is(at, &["last"])
            && let Some(unit) = self.unit(at + 1).filter(|_| !self.is(at + 1, &["night"]))
        {
            // "For the last hour".
            let length = UNITS.get(usize::from(unit)).copied().unwrap_or(0);
            return found(at + 2, length, length, Relation::Lasting);
        }
        if self.is(at, &["last"]) && self.is(at + 1, &["night"]) {
            return found(at + 2, 0, DAY, Relation::Ago);
        }
        None
    }

    /// What "since" is followed by: least, most, end.
    fn since(&self, at: usize) -> Option<(i64, i64, usize)> {
        if self.seps(at).any(Seps::BREAK) {
            return None;
        }
        if self.is(at, &["yesterday"]) {
            return Some((0, 2 * DAY, at + 1));
        }
        if self.is(at, &["today", "lunchtime", "tonight"]) {
            return Some((0, DAY, at + 1));
        }
        if self.is(at, &["this"]) && self.is(at + 1, &["morning", "afternoon", "evening", "week"]) {
            return Some((0, if self.is(at + 1, &["week"]) { WEEK } else { DAY }, at + 2));
        }
        if self.is(at, &["last"]) {
            let (lowest, highest) = match self.meaning(at + 1) {
                Some(Meaning::Unit(3)) => (0, DAY),
                Some(Meaning::Unit(4)) => (DAY, 2 * WEEK),
                Some(Meaning::Unit(6)) => (DAY, 62 * DAY),
                Some(Meaning::Unit(7)) => (WEEK, 2 * YEAR),
                Some(Meaning::Weekday(day)) => self.weekday(day),
                _ => return None,
            };
            return Some((lowest, highest, at + 2));
        }
        if let Some(Meaning::Weekday(day)) = self.meaning(at) {
            let (lowest, highest) = self.weekday(day);
            return Some((lowest, highest, at + 1));
        }
        let year = self
            .token(at)
            .filter(|token| token.class.any(Class::NUMBER) && (1_900_000..=2_100_000).contains(&token.value))?;
        let year = i64::from(year.value / 1000);
        let passed = self.received.map(|moment| i64::from(moment.year) - year);
        match passed {
            Some(passed) if passed >= 0 => {
                Some(((passed - 1).max(0) * YEAR, ((passed + 1) * YEAR).min(LONGEST), at + 1))
            }
            Some(_) => None,
            None => Some((0, LONGEST, at + 1)),
        }
    }

    /// How long ago the last such weekday was.
    fn weekday(&self, day: u8) -> (i64, i64) {
        let Some(moment) = self.received else { return (0, 7 * DAY) };
        let passed = (i64::from(moment.weekday) - i64::from(day)).rem_euclid(7);
        let passed = if passed == 0 { 7 } else { passed };
        ((passed - 1) * DAY, (passed + 1) * DAY)
    }
}

/// "For weeks": at least two of them.
fn plural(unit: u8) -> Option<(i64, i64)> {
    Some(match unit {
        1 => (2, HOUR),
        2 => (2 * HOUR, DAY),
        3 => (2 * DAY, 2 * WEEK),
        4 => (2 * WEEK, 3 * MONTH),
        6 => (2 * MONTH, 2 * YEAR),
        7 => (2 * YEAR, LONGEST),
        _ => return None,
    })
}

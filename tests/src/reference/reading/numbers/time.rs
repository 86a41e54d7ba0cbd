//! Lengths of time, and how they stand to now: "for 3 weeks", "2 days ago", "since Friday".
//!
//! # Why
//! Rules ask how long something has lasted, or how long ago it happened. How often ("3 times a day") is neither.
//!
//! # How
//! A value and a unit are a length; the words around say that it lasts ("for", "since", "now") or is past ("ago").
//! Times without a number have lists of their own. "Since Friday" needs the day of receipt, and is kept wide without it.

use super::super::marks::SENTENCE;
use super::super::words::Meaning;
use super::value::Value;
use super::{Number, Numbers, Relation, lasting};

/// Minutes.
pub(super) const HOUR: i64 = 60;
pub(super) const DAY: i64 = 24 * HOUR;
pub(super) const WEEK: i64 = 7 * DAY;
pub(super) const MONTH: i64 = 43_829;
const YEAR: i64 = 525_949;
/// The longest that anything lasts.
const LONGEST: i64 = 120 * YEAR;

/// Minutes in each unit of `words.txt`, in its order; a second is a part of one.
pub(super) const UNITS: [i64; 9] = [0, 1, HOUR, DAY, WEEK, 2 * WEEK, MONTH, YEAR, 10 * YEAR];

/// Words before "an hour" that leave it a length of time.
const COUNTS: [&str; 11] =
    ["about", "around", "only", "just", "half", "lasted", "lasting", "roughly", "approximately", "have", "had"];

/// Words that may stand between "for" and a number.
const BETWEEN: [&str; 13] =
    ["about", "around", "at", "more", "less", "roughly", "approximately", "approx", "like", "good", "well", "up", "to"];

impl Numbers<'_> {
    pub(super) fn duration(&self, at: usize, value: &Value) -> Option<Number> {
        let unit = self.unit(value.end)?;
        let half = self.is_and_a_half(value.end + 1);
        let end = value.end + if half { 4 } else { 1 };
        if self.is_rate(at, end) {
            return None;
        }
        let length = |thousandths: i64| {
            let thousandths = thousandths + if half { 500 } else { 0 };
            let minutes = UNITS[usize::try_from(unit).expect("a unit is a place in a list")];
            if unit == 0 { thousandths / 60_000 } else { thousandths * minutes / 1000 }
        };
        let highest = if value.or_more { LONGEST } else { length(value.highest).min(LONGEST) };
        let lowest = if value.or_less { 0 } else { length(value.lowest).min(highest) };
        Some(lasting(at, end, (lowest, highest), self.relation(at, end)))
    }

    /// "Every 4 hours", "2 hours a day", "3 pads an hour": how often.
    fn is_rate(&self, at: usize, end: usize) -> bool {
        let follows = at > 0 && !self.breaks(at);
        if follows && self.was(at, 1, &["every", "per", "each"]) {
            return true;
        }
        let per = self.is(end, &["a", "per", "each"]) && self.unit(end + 1).is_some() && !self.breaks(end);
        let length_before = self.window.is_before(
            at,
            1,
            &["pronoun", "self", "demonstrative", "preposition", "verb", "be", "adverb", "or", "begins"],
        ) || at > 0 && matches!(self.meaning(at - 1), Some(Meaning::Bound(_)))
            || self.was(at, 1, &COUNTS);
        let ago = self.is(end, &["ago", "back", "earlier", "now"]) && !self.breaks(end);
        per || follows && self.is(at, &["a", "an"]) && !length_before && !ago
    }

    /// How a length of time stands to now.
    pub(super) fn relation(&self, at: usize, end: usize) -> Relation {
        if !self.has_mark(end, SENTENCE) {
            if self.is(end, &["ago", "back", "earlier", "previously"]) {
                return Relation::Ago;
            }
            if self.is(end, &["history", "hx", "now", "already", "straight", "solid", "running"]) {
                return Relation::Lasting;
            }
        }
        for back in 1..=4 {
            let Some(place) = at.checked_sub(back).filter(|place| !self.breaks(place + 1)) else { break };
            if self.is(place, &["for", "since", "past", "last", "lasted", "lasting", "these"]) {
                return Relation::Lasting;
            }
            let passes = self.is_kind(place, &["article", "adverb", "the"])
                || matches!(self.meaning(place), Some(Meaning::Bound(_)))
                || self.is(place, &BETWEEN);
            if !passes {
                break;
            }
        }
        Relation::Bare
    }

    /// A time without a number: "since yesterday", "all night", "for weeks", "last night".
    pub(super) fn time_without_number(&self, at: usize) -> Option<Number> {
        let found =
            |words: usize, (lowest, highest), relation| Some(lasting(at, at + words, (lowest, highest), relation));
        if self.is(at, &["since", "started", "began"]) {
            let from = at + 1 + usize::from(self.is(at + 1, &["on", "around", "about"]));
            let (range, end) = self.since(from)?;
            return found(end - at, range, Relation::Lasting);
        }
        if self.is(at, &["all"]) {
            let range = match self.meaning(at + 1)? {
                Meaning::Unit(3) if self.is(at + 1, &["night"]) => (6 * HOUR, 12 * HOUR),
                Meaning::Unit(3) => (8 * HOUR, DAY),
                Meaning::Unit(4) => (4 * DAY, WEEK),
                Meaning::Unit(6) => (3 * WEEK, MONTH),
                _ => return None,
            };
            return found(2, range, Relation::Lasting);
        }
        if self.is(at, &["for"]) && self.is(at + 1, &["ages", "ever", "forever"]) {
            return found(2, (30 * DAY, LONGEST), Relation::Lasting);
        }
        if self.is(at, &["for"]) {
            let plural = |at: usize| self.window.words[at].written.ends_with('s');
            let unit = self.unit(at + 1).filter(|_| plural(at + 1))?;
            return found(2, several(unit)?, Relation::Lasting);
        }
        if self.is(at, &["yesterday"]) {
            return found(1, (0, 2 * DAY), Relation::Ago);
        }
        if self.is(at, &["last"])
            && self.was(at, 1, &["the"])
            && !self.is(at + 1, &["night"])
            && self.unit(at + 1).is_some()
        {
            // "For the last hour".
            let length = UNITS[usize::try_from(self.unit(at + 1)?).expect("a unit is a place in a list")];
            return found(2, (length, length), Relation::Lasting);
        }
        if self.is(at, &["last"]) && self.is(at + 1, &["night"]) {
            return found(2, (0, DAY), Relation::Ago);
        }
        None
    }

    /// What "since" is followed by: least and most, and the word after it.
    fn since(&self, at: usize) -> Option<((i64, i64), usize)> {
        if self.breaks(at) {
            return None;
        }
        if self.is(at, &["yesterday"]) {
            return Some(((0, 2 * DAY), at + 1));
        }
        if self.is(at, &["today", "lunchtime", "tonight"]) {
            return Some(((0, DAY), at + 1));
        }
        if self.is(at, &["this"]) && self.is(at + 1, &["morning", "afternoon", "evening"]) {
            return Some(((0, DAY), at + 2));
        }
        if self.is(at, &["this"]) && self.is(at + 1, &["week"]) {
            return Some(((0, WEEK), at + 2));
        }
        if self.is(at, &["last"]) {
            return Some((self.since_last(at + 1)?, at + 2));
        }
        if let Some(Meaning::Weekday(day)) = self.meaning(at) {
            return Some((self.weekday(day), at + 1));
        }
        let year = Some(self.digits(at)).filter(|year| self.is_number(at) && (1_900_000..=2_100_000).contains(year))?;
        Some((self.since_year(year / 1000)?, at + 1))
    }

    fn since_last(&self, at: usize) -> Option<(i64, i64)> {
        Some(match self.meaning(at)? {
            Meaning::Unit(3) => (0, DAY),
            Meaning::Unit(4) => (DAY, 2 * WEEK),
            Meaning::Unit(6) => (DAY, 62 * DAY),
            Meaning::Unit(7) => (WEEK, 2 * YEAR),
            Meaning::Weekday(day) => self.weekday(day),
            _ => return None,
        })
    }

    /// A year that is to come says nothing.
    fn since_year(&self, year: i64) -> Option<(i64, i64)> {
        let Some(today) = self.today else { return Some((0, LONGEST)) };
        let passed = i64::from(today.year) - year;
        (passed >= 0).then(|| ((passed - 1).max(0) * YEAR, ((passed + 1) * YEAR).min(LONGEST)))
    }

    /// How long ago the last such day of the week was; today's name means a week ago.
    fn weekday(&self, day: i64) -> (i64, i64) {
        let Some(today) = self.today else { return (0, 7 * DAY) };
        let passed = (1..=7).find(|passed| (i64::from(today.weekday) - passed).rem_euclid(7) == day);
        let passed = passed.expect("every day comes within a week");
        ((passed - 1) * DAY, (passed + 1) * DAY)
    }
}

/// "For weeks": at least two of them.
fn several(unit: i64) -> Option<(i64, i64)> {
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

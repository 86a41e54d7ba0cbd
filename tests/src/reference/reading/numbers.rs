//! Numbers: temperatures, ages, lengths of time and other measurements, as patients write them.
//!
//! # Why
//! "Temp 39.5", "102F" and "thirty nine point five degrees" are one fever; "at 3pm" and "07700 900123" are none.
//! What stands where a temperature should, and is none, is told to a person.
//!
//! # How
//! Every word is asked whether a number begins there. Of what it may be, the first that fits is taken, in this order:
//! ```text
//! 2/52, 8/10, 180/110  >  weeks of pregnancy  >  age  >  temperature, sats, pulse, sugar  >  length of time  >  rate, count
//! ```
//! The next number begins after it.
//! One file for each: `value` (digits, words and ranges), `shorthand`, `age`, `degree`, `time`, `rate`.

mod age;
mod degree;
mod rate;
mod shorthand;
mod time;
mod value;

use flagstone::text::{MeasureRange, MeasurementKind, Moment};

use super::marks::{BREAK, Mark};
use super::mention::Occurrence;
use super::windows::Window;
use super::words::{Kind, Meaning, Word};

/// How far from its phrase a temperature may stand, in words.
const MEASURED_WITHIN: usize = 8;

/// How a length of time stands to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Nobody says.
    Bare,
    /// For so long, up to now.
    Lasting,
    /// So long ago.
    Ago,
}

/// A number in a window.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// Its words.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What it measures; none where a temperature should be and cannot be read.
    pub(super) measures: Option<Measures>,
}

/// What a number measures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measures {
    pub(super) kind: MeasurementKind,
    pub(super) lowest: i64,
    pub(super) highest: i64,
    pub(super) relation: Relation,
}

/// A window, the text it is of, and the day of receipt.
struct Numbers<'w> {
    window: &'w Window,
    text: &'w [u8],
    today: Option<Moment>,
}

/// All numbers of a window, in order.
pub(super) fn numbers(window: &Window, text: &[u8], today: Option<Moment>) -> Vec<Number> {
    let numbers = Numbers { window, text, today };
    let mut found = Vec::new();
    let mut at = 0;
    while at < window.len() {
        let number = numbers.number(at).or_else(|| {
            let number = Number { start: at, end: at + 1, measures: None };
            numbers.is_unreadable_temperature(at).then_some(number)
        });
        at = number.as_ref().map_or(at + 1, |number| number.end.max(at + 1));
        found.extend(number);
    }
    found
}

/// What stands near an occurrence that needs a temperature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// A temperature in range.
    InRange,
    /// None in range, and one that cannot be read: that leaves a doubt.
    Unreadable,
    Nothing,
}

/// What stands within a few words of an occurrence, in the same sentence.
pub(super) fn temperature_near(window: &Window, numbers: &[Number], place: &Occurrence, range: MeasureRange) -> Near {
    let is_near = |number: &&Number| {
        let within = number.end + MEASURED_WITHIN >= place.start && number.start <= place.end + MEASURED_WITHIN;
        within && window.is_one_sentence(place.end.min(number.end), place.start.max(number.start))
    };
    let near: Vec<&Number> = numbers.iter().filter(is_near).collect();
    let fits = |measures: Measures| {
        measures.kind == MeasurementKind::Temperature
            && range.at_least.is_none_or(|least| measures.highest >= least.into())
            && range.at_most.is_none_or(|most| measures.lowest <= most.into())
    };
    if near.iter().filter_map(|number| number.measures).any(fits) {
        Near::InRange
    } else if near.iter().any(|number| number.measures.is_none()) {
        Near::Unreadable
    } else {
        Near::Nothing
    }
}

impl Numbers<'_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.window.word(at)
    }

    /// Whether any of these marks stands before a word. The end of the window is a full stop, whatever follows the last word.
    fn has_mark(&self, at: usize, group: &[Mark]) -> bool {
        self.word(at).map_or(group.contains(&Mark::Stop), |word| super::marks::any(&word.marks, group))
    }

    fn breaks(&self, at: usize) -> bool {
        self.has_mark(at, BREAK)
    }

    /// Whether a word stands directly against the one before it.
    fn is_tight(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.tight)
    }

    fn meaning(&self, at: usize) -> Option<Meaning> {
        self.window.meaning(at)
    }

    fn is_kind(&self, at: usize, kinds: &[Kind]) -> bool {
        self.window.is(at, kinds)
    }

    fn is_number(&self, at: usize) -> bool {
        self.word(at).is_some_and(Word::is_number)
    }

    /// Its value in thousandths, if it is written in digits, and nothing for a number word.
    fn digits(&self, at: usize) -> i64 {
        self.word(at).and_then(|word| word.number).unwrap_or(0)
    }

    /// Whether a word is one of these, as it was written but for capitals.
    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| words.contains(&word.written.as_str()))
    }

    /// The same of the word so many places before.
    fn was(&self, at: usize, back: usize, words: &[&str]) -> bool {
        at.checked_sub(back).is_some_and(|before| self.is(before, words))
    }

    /// Whether a word is written in plain digits.
    fn is_digits(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.number.is_some())
    }

    /// The unit of time at a word that follows without a break.
    fn unit(&self, at: usize) -> Option<i64> {
        match self.meaning(at) {
            Some(Meaning::Unit(unit)) if !self.breaks(at) => Some(unit),
            _ => None,
        }
    }

    /// The number that begins at a word.
    fn number(&self, at: usize) -> Option<Number> {
        let half_or_newborn = self.is(at, &["half", "½", "newborn"]);
        if self.is_number(at) && self.is_clock_or_list(at) {
            return None;
        }
        if self.is_kind(at, &["begins", "times"]) && !half_or_newborn {
            return self.time_without_number(at);
        }
        if self.is(at, &["newborn"]) {
            return Some(measured(MeasurementKind::Age, at, at + 1, (0, 28)));
        }
        if let Some(shorthand) = self.shorthand(at) {
            return Some(shorthand);
        }
        let value = self.value(at)?;
        self.gestation(at, &value)
            .or_else(|| self.age(at, &value))
            .or_else(|| self.vital_sign(at, &value))
            .or_else(|| self.duration(at, &value))
            .or_else(|| self.rate(at, &value))
    }

    /// A time of day, a telephone number, a date: nothing to measure.
    fn is_clock_or_list(&self, at: usize) -> bool {
        let clock = self.has_mark(at, &[Mark::Clock]) || self.has_mark(at + 1, &[Mark::Clock]);
        let hour = self.is(at + 1, &["am", "pm", "oclock"]) && !self.breaks(at + 1);
        clock || hour || self.word(at).is_some_and(|word| word.end - word.start > 6)
    }
}

/// A number that measures something other than a length of time.
fn measured(kind: MeasurementKind, start: usize, end: usize, (lowest, highest): (i64, i64)) -> Number {
    let highest = highest.max(lowest);
    Number { start, end, measures: Some(Measures { kind, lowest, highest, relation: Relation::Bare }) }
}

/// A length of time.
fn lasting(start: usize, end: usize, (lowest, highest): (i64, i64), relation: Relation) -> Number {
    let measures = Measures { kind: MeasurementKind::Duration, lowest, highest: highest.max(lowest), relation };
    Number { start, end, measures: Some(measures) }
}

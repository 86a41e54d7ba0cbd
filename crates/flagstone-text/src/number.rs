//! Numbers: temperatures, ages, lengths of time and other measurements, as patients write them.
//!
//! # Why
//! "Temp 39.5", "39,5c", "102F" and "thirty nine point five degrees" are one fever; "at 3pm", "07700 900123" and "3/7 appointment" are none.
//! A number that is read wrongly is worse than one that is not read: what stands where a temperature should and is none raises a limit.
//!
//! # How
//! At each token that may begin a number, the readers are asked in an order that settles ambiguity:
//! ```text
//! shorthand and scores (2/52, 8/10, 180/110)  >  gestation  >  age  >  temperature, sats, pulse, sugar  >  length of time  >  rate, count
//! ```
//! The first that accepts takes the tokens.
//! - [`value`]: digits, number words, fractions and ranges to thousandths, both ends.
//! - [`shorthand`]: numbers with a slash.
//! - [`age`]: ages and weeks of pregnancy.
//! - [`degree`]: temperatures and other vital signs.
//! - [`time`]: lengths of time, and how they stand to now.
//! - [`rate`]: how often, and how many times.
//!
//! # Invariants
//! Integers only, saturating. `lowest <= highest`. No allocation.
//!
//! # Cost
//! One class test a token; a bounded look around for a token that is a number.
//!
//! Before: [`tokenise`](crate::tokenise). After: [`context`](crate::context), which knows whose it is.

mod age;
mod degree;
mod rate;
mod shorthand;
mod time;
mod value;

use crate::class::{Class, Meaning};
use crate::int::{to_i32, to_u16};
use crate::lexicon::Lexicon;
use crate::measurement::{Measurement, MeasurementKind};
use crate::mention::Experiencer;
use crate::read::Moment;
use crate::scratch::{DOUBTFUL, Hit, MEASUREMENTS, Reading, Relation, Scratch};
use crate::token::{Seps, Token};

/// How far from a phrase its temperature may stand, in words.
const MEASURED_WITHIN: u16 = 8;

/// What a reader found: tokens `start..end`.
#[derive(Clone, Copy, Debug)]
struct Found {
    kind: MeasurementKind,
    start: usize,
    end: usize,
    lowest: i64,
    highest: i64,
    relation: Relation,
}

/// The tokens, and the text that they point into.
struct Numbers<'s> {
    tokens: &'s [Token],
    text: &'s [u8],
    received: Option<Moment>,
}

/// Reads every number of the window.
pub(crate) fn read(scratch: &mut Scratch, field: u16, text: &[u8]) {
    let mut at = 0;
    let mut run = Run::default();
    while at < scratch.tokens.len() {
        if !scratch.tokens.get(at).is_some_and(|token| token.class.any(Class::QUANTITY)) {
            at += 1;
            continue;
        }
        let numbers = Numbers { tokens: &scratch.tokens, text, received: scratch.received };
        if !numbers.may_begin(at) || run.holds(numbers.tokens, at) {
            at += 1;
            continue;
        }
        match numbers.find(at) {
            Some(found) => {
                at = found.end.max(at + 1);
                push(scratch, field, &found);
                push_diastolic(scratch, &found);
            }
            None => {
                if numbers.is_unreadable_temperature(at) {
                    scratch.limits.unreadable_number = true;
                    push_unreadable(scratch, at);
                }
                at += 1;
            }
        }
    }
}

/// A run of bare numbers: lists, telephone numbers, a page of results.
///
/// PERF: deep inside one no number can measure anything, since every reader asks for a word nearby; so none is asked.
/// Only `180/110` and `32+4` are measurements without a word.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    start: usize,
    end: usize,
}

impl Run {
    /// How far before and after a number the readers look.
    const BEFORE: usize = 6;
    const AFTER: usize = 9;

    /// Whether a token is deep inside a run.
    fn holds(&mut self, tokens: &[Token], at: usize) -> bool {
        if at >= self.end {
            let bare =
                |token: &&Token| token.class.any(Class::NUMBER) && token.meaning == 0 && !token.seps.any(Seps::PLUS);
            let rest = tokens.get(at..).unwrap_or_default();
            *self = Run { start: at, end: at + rest.iter().take_while(bare).count() };
        }
        let slash = |at: usize| tokens.get(at).is_some_and(|token| token.seps.any(Seps::SLASH));
        at >= self.start + Self::BEFORE && at + Self::AFTER <= self.end && (slash(at) || !slash(at + 1))
    }
}

fn push(scratch: &mut Scratch, field: u16, found: &Found) {
    let bytes = |at: usize| scratch.tokens.get(at).map_or((0, 0), |token| (token.start, token.end));
    let (start, end) = (bytes(found.start).0, bytes(found.end.saturating_sub(1)).1);
    if scratch.measurements.len() >= MEASUREMENTS || scratch.readings.len() >= MEASUREMENTS {
        // The rest of the numbers go unread, and a person reads them.
        scratch.limits.unreadable_number = true;
        return;
    }
    scratch.readings.push(Reading {
        start: to_u16(found.start),
        end: to_u16(found.end),
        measurement: Some(to_u16(scratch.measurements.len())),
        relation: found.relation,
    });
    scratch.measurements.push(Measurement {
        kind: found.kind,
        field,
        start,
        end,
        lowest: to_i32(found.lowest),
        highest: to_i32(found.highest.max(found.lowest)),
        experiencer: Experiencer::Writer,
    });
}

/// The lower number of a blood pressure stands in its last token.
fn push_diastolic(scratch: &mut Scratch, found: &Found) {
    let lower = found.end.checked_sub(1).and_then(|last| scratch.tokens.get(last)).map(|token| token.value);
    if found.kind == MeasurementKind::BloodPressure
        && let (Some(value), Some(systolic)) = (lower, scratch.measurements.last().copied())
        && scratch.measurements.len() < MEASUREMENTS
    {
        let kind = MeasurementKind::DiastolicPressure;
        scratch.measurements.push(Measurement { kind, lowest: value, highest: value, ..systolic });
    }
}

/// Keeps, of the phrases that need a temperature in a range, those near which one was read.
///
/// CLINICAL: a temperature that cannot be read keeps the phrase, as doubtful.
pub(crate) fn keep_measured(lexicon: &Lexicon, scratch: &mut Scratch) {
    let Scratch { hits, readings, measurements, tokens, .. } = scratch;
    let range_of =
        |hit: &Hit| hit.measured_by.checked_sub(1).and_then(|join| lexicon.joins.get(join as usize)?.measure);
    hits.retain_mut(|hit| {
        let Some(range) = range_of(hit) else { return true };
        // PERF: readings are in order, so only those within reach are looked at.
        let low = readings.partition_point(|reading| reading.end.saturating_add(MEASURED_WITHIN) < hit.start);
        let reach = hit.end.saturating_add(MEASURED_WITHIN);
        let within = readings.get(low..).unwrap_or_default().iter().take_while(|reading| reading.start <= reach);
        let near =
            within.filter(|reading| one_sentence(tokens, hit.end.min(reading.end), hit.start.max(reading.start)));
        let fits = |measurement: &Measurement| {
            measurement.kind == MeasurementKind::Temperature
                && range.at_least.is_none_or(|least| measurement.highest >= least)
                && range.at_most.is_none_or(|most| measurement.lowest <= most)
        };
        hit.measured_by = 0;
        let read = |reading: &Reading| reading.measurement.and_then(|index| measurements.get(usize::from(index)));
        if near.clone().filter_map(read).any(fits) {
            return true;
        }
        let unreadable = { near }.any(|reading| reading.measurement.is_none());
        hit.measured_by = if unreadable { DOUBTFUL } else { 0 };
        unreadable
    });
}

fn one_sentence(tokens: &[Token], left: u16, right: u16) -> bool {
    let between = tokens.get(usize::from(left)..=usize::from(right)).unwrap_or_default();
    !between.iter().any(|token| token.seps.any(Seps::SENTENCE))
}

fn push_unreadable(scratch: &mut Scratch, at: usize) {
    if scratch.readings.len() < MEASUREMENTS {
        let (start, end) = (to_u16(at), to_u16(at + 1));
        scratch.readings.push(Reading { start, end, measurement: None, relation: Relation::Bare });
    }
}

impl Numbers<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn class(&self, at: usize) -> Class {
        self.tokens.get(at).map_or(Class::NONE, |token| token.class)
    }

    fn seps(&self, at: usize) -> Seps {
        self.tokens.get(at).map_or(Seps::STOP, |token| token.seps)
    }

    fn meaning(&self, at: usize) -> Option<Meaning> {
        self.tokens.get(at).and_then(|token| Meaning::decode(token.meaning))
    }

    /// The bytes of a token as they were written.
    fn written(&self, at: usize) -> &[u8] {
        let token = self.tokens.get(at);
        token.and_then(|token| self.text.get(token.start as usize..token.end as usize)).unwrap_or_default()
    }

    /// Whether a token is one of these words. They are ASCII, and compared as written, without regard to case.
    fn is(&self, at: usize, words: &[&str]) -> bool {
        let written = self.written(at);
        words.iter().any(|word| written.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether a visible break stands before a token, or the text has ended.
    fn breaks(&self, at: usize) -> bool {
        at >= self.tokens.len() || self.seps(at).any(Seps::BREAK)
    }

    fn is_digits(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.class.any(Class::NUMBER) && token.meaning == 0)
    }

    /// Whether a word that may begin a number does.
    fn may_begin(&self, at: usize) -> bool {
        let class = self.class(at);
        let measured = || self.token(at + 1).is_some_and(|next| next.meaning != 0);
        // PERF: "a", "an" and "the" begin one only before a unit or a number word.
        if class.any(Class::ARTICLE) {
            return measured();
        }
        if class.any(Class::NUMBER) || !class.any(Class::BEGINS.with(Class::TIMES)) {
            return true;
        }
        // PERF: of the words that may begin a time without a number, most stand before none.
        match self.written(at).first().map(u8::to_ascii_lowercase) {
            Some(b's' | b'b' | b'y' | b'n' | b'h' | 0x80..) => true,
            Some(b'a' | b'l') => measured(),
            Some(b'f') => measured() || self.is(at + 1, &["ages", "ever", "forever"]),
            _ => false,
        }
    }

    fn find(&self, at: usize) -> Option<Found> {
        let class = self.class(at);
        if class.any(Class::NUMBER) && self.is_clock_or_list(at) {
            return None;
        }
        if class.any(Class::BEGINS.with(Class::TIMES)) && !self.is(at, &["half", "½", "newborn"]) {
            return self.wordless_time(at);
        }
        if self.is(at, &["newborn"]) {
            return Some(self.newborn(at));
        }
        let value = self.value(at);
        self.shorthand(at)
            .or_else(|| self.gestation(at, value?))
            .or_else(|| self.age(at, value?))
            .or_else(|| self.vital_sign(at, value?))
            .or_else(|| self.duration(at, value?))
            .or_else(|| self.rate(at, value?))
    }

    /// A time of day, or a run of numbers (a telephone number, a date): nothing to measure.
    fn is_clock_or_list(&self, at: usize) -> bool {
        let clock = self.seps(at).any(Seps::CLOCK) || self.seps(at + 1).any(Seps::CLOCK) && at + 1 < self.tokens.len();
        let hour = self.is(at + 1, &["am", "pm", "oclock"]) && !self.seps(at + 1).any(Seps::BREAK);
        clock || hour || self.written(at).len() > 6
    }
}

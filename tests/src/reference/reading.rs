//! Reading a request: its texts in, mentions and numbers out, by a model of patients' English of the reference's own.
//!
//! # Why
//! What the words around a mention do to it decides whether a patient is heard, and in the engine it is packed classes,
//! tries and bit tests. Here the same model is written down again, with named sets and plain look-ups, from what is said of
//! it in `flagstone-text`; the two must agree on every mention, with every axis and every reason, on every number, and on
//! what could not be read. Two things are shared on purpose: `words.txt` and `cues.txt`, the data of the model.
//!
//! # How
//! ```text
//! bytes ─fold, tokens─► words ─words, spelling─► kinds ─windows─► windows ─┬─ phrases ─► occurrences ─┐
//!                                                                        └─ numbers ─► numbers ─────┴─ sentences ─► mentions
//! ```
//! One file a step, in this order; `sentences` names the files of its parts.
//! Whoever changes how the engine reads changes the file of the same name, or of the same table, here.
//!
//! # Invariants
//! Nothing here calls what reads in `flagstone-text`; only its plain values are used, and its data.
//!
//! # Cost
//! Whatever it takes: about a millisecond a message.

mod after;
mod answers;
mod cues;
mod denial;
mod fold;
mod frames;
mod marks;
mod mention;
mod numbers;
mod opening;
mod parts;
mod people;
mod sentences;
mod spelling;
mod timing;
mod tokens;
mod windows;
mod words;

use flagstone::hir;
use flagstone::text::{ConceptKind, Effect, Experiencer, Limits, Measurement, MeasurementKind, Moment, Negation};

use super::phrases::Phrasebook;
use crate::case::{Case, Tick};
pub(super) use mention::{Mention, Occurrence};
use numbers::{Near, Number};
pub(super) use windows::Window;
use words::Vocabulary;

/// How many bytes of a request are read.
const TEXT_BYTES: usize = 256 * 1024;
/// How many mentions and how many numbers a request can have, and how many numbers a window.
const MENTIONS: usize = 4096;
const NUMBERS: usize = 512;

/// Every wording of every cue, by kind, so that tests can write them.
#[must_use]
pub fn cue_wordings() -> Vec<Vec<String>> {
    cues::table().wordings()
}

/// Every word of `words.txt`.
#[must_use]
pub fn listed_words() -> Vec<String> {
    words::all()
}

/// What was read of a request.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// In the order of the fields, and in them of the words.
    pub(super) mentions: Vec<Mention>,
    pub(super) measurements: Vec<Measurement>,
    /// What could not be read.
    pub(super) limits: Limits,
    bytes: usize,
}

/// Reads requests under a policy.
pub(super) struct Reader {
    book: Phrasebook,
    vocabulary: Vocabulary,
    kinds: Vec<ConceptKind>,
}

impl Reader {
    pub(super) fn new(policy: &hir::Policy) -> Self {
        let book = Phrasebook::new(policy);
        let vocabulary = Vocabulary::new(book.wordings());
        Self { vocabulary, book, kinds: policy.concepts.iter().map(|concept| concept.kind).collect() }
    }

    /// Reads a request that was received on this day.
    pub(super) fn read(&self, case: &Case, today: Option<Moment>) -> Reading {
        let mut reading = Reading::default();
        reading.limits.no_words = true;
        let mut field = 0..u16::MAX;
        for (text, field) in case.fields.iter().take(flagstone::FIELD_LIMIT).zip(&mut field) {
            self.field(&mut reading, field, text, today);
        }
        for ((question, tick), field) in case.answers.iter().take(flagstone::FIELD_LIMIT).zip(&mut field) {
            match tick {
                Tick::Yes => self.ticked(&mut reading, field, question, false),
                Tick::No => self.ticked(&mut reading, field, question, true),
                Tick::Text(text) => self.field(&mut reading, field, text.as_bytes(), today),
            }
        }
        reading
    }

    /// A text that somebody wrote.
    fn field(&self, reading: &mut Reading, field: u16, text: &[u8], today: Option<Moment>) {
        let text = reading.take(text);
        let page = windows::page(&self.vocabulary, text);
        for window in &page.windows {
            let numbers = reading.room_for(numbers::numbers(window, text, today));
            let places = self.places(reading, window, &numbers);
            let given = sentences::Given {
                window,
                field,
                kinds: &self.kinds,
                places: &places,
                numbers: &numbers,
                today,
                room: MENTIONS - reading.mentions.len(),
            };
            let read = sentences::read(given);
            reading.limits.too_many_mentions |= read.too_many;
            reading.mentions.extend(read.mentions);
            reading.add(window, field, &numbers, &read.people);
        }
        reading.limits.no_words &= page.seen == 0;
        reading.limits.not_english |= page.is_not_english();
        reading.note(&page);
    }

    /// A question with a tick beside it: whatever it mentions is so, or is not so. Its words are the form's.
    fn ticked(&self, reading: &mut Reading, field: u16, question: &str, no: bool) {
        let text = reading.take(question.as_bytes());
        let page = windows::page(&self.vocabulary, text);
        for window in &page.windows {
            for place in self.places(reading, window, &[]) {
                if reading.mentions.len() >= MENTIONS {
                    reading.limits.too_many_mentions = true;
                    continue;
                }
                let bytes = window.bytes(place.start, place.end);
                let mut mention = Mention::plain(place.concept, field, bytes);
                mention.note_spelling(window, &place);
                if no {
                    mention.negation = Negation::Negated;
                    mention.explain(Effect::AnsweredNo, bytes);
                }
                reading.mentions.push(mention);
            }
        }
        reading.note(&page);
    }

    /// The places of a window that mention something. One that needs a temperature needs it near, or a number that nobody
    /// can read: that leaves a doubt.
    fn places(&self, reading: &mut Reading, window: &Window, numbers: &[Number]) -> Vec<Occurrence> {
        let (mut places, too_many) = self.book.occurrences(window);
        reading.limits.too_many_mentions |= too_many;
        places.retain_mut(|place| {
            let Some(range) = place.measured.and_then(|pattern| self.book.range(pattern)) else { return true };
            let near = numbers::temperature_near(window, numbers, place, range);
            place.doubtful = near == Near::Unreadable;
            near != Near::Nothing
        });
        places
    }
}

impl Reading {
    /// As much of a text as is still read, up to the end of a character.
    fn take<'t>(&mut self, text: &'t [u8]) -> &'t [u8] {
        let left = TEXT_BYTES - self.bytes;
        let mut end = text.len().min(left);
        if text.len() > left {
            self.limits.text_too_long = true;
            let inside = |at: usize| text[at] & 0xc0 == 0x80;
            end = (left.saturating_sub(3)..=left).rev().find(|at| !inside(*at)).unwrap_or(left);
        }
        self.bytes += end;
        &text[..end]
    }

    fn note(&mut self, page: &windows::Page) {
        self.limits.not_utf8 |= page.not_utf8;
        self.limits.sentence_too_long |= page.sentence_too_long;
    }

    /// The numbers for which there is room in a window and in the request. What is left out is told to a person.
    fn room_for(&mut self, numbers: Vec<Number>) -> Vec<Number> {
        let mut kept: Vec<Number> = Vec::new();
        let mut measured = self.measurements.len();
        for number in numbers {
            let fits = kept.len() < NUMBERS && (number.measures.is_none() || measured < NUMBERS);
            self.limits.unreadable_number |= !fits || number.measures.is_none();
            if fits {
                measured += usize::from(number.measures.is_some());
                kept.push(number);
            }
        }
        kept
    }

    /// Adds what the numbers of a window measure, and whose they are.
    fn add(&mut self, window: &Window, field: u16, numbers: &[Number], people: &[Experiencer]) {
        let saturated = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
        for (number, person) in numbers.iter().zip(people) {
            let Some(measures) = number.measures else { continue };
            let (start, end) = window.bytes(number.start, number.end);
            self.measurements.push(Measurement {
                kind: measures.kind,
                field,
                start,
                end,
                lowest: saturated(measures.lowest),
                highest: saturated(measures.highest),
                experiencer: *person,
            });
            self.add_diastolic(window, number);
        }
    }

    /// The lower number of a blood pressure, which stands in its last word.
    fn add_diastolic(&mut self, window: &Window, number: &Number) {
        let Some(systolic) = self.measurements.last().copied() else { return };
        if systolic.kind == MeasurementKind::BloodPressure && self.measurements.len() < NUMBERS {
            let value = window.words[number.end - 1].number.unwrap_or(0);
            let value = i32::try_from(value).unwrap_or(i32::MAX);
            let kind = MeasurementKind::DiastolicPressure;
            self.measurements.push(Measurement { kind, lowest: value, highest: value, ..systolic });
        }
    }
}

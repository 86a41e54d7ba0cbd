//! A mention as the reference reads it.
//!
//! # Why
//! It says the same as the engine's, with a concept of the policy instead of one of a lexicon.

use flagstone::text::{Effect, Experiencer, Hypothetical, Negation, Spelling, Timing, Why};

use super::windows::Window;

/// How many reasons a mention keeps: the first ones.
const REASONS: usize = 4;

/// One place where a concept's words stand, and how they are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reference) struct Mention {
    /// The position of the concept in the policy.
    pub(in crate::reference) concept: usize,
    pub(in crate::reference) field: u16,
    pub(in crate::reference) start: u32,
    pub(in crate::reference) end: u32,
    pub(in crate::reference) negation: Negation,
    pub(in crate::reference) hypothetical: Hypothetical,
    pub(in crate::reference) experiencer: Experiencer,
    pub(in crate::reference) past: bool,
    pub(in crate::reference) resolved: bool,
    pub(in crate::reference) uncertain: bool,
    pub(in crate::reference) spelling: Spelling,
    pub(in crate::reference) timing: Option<Timing>,
    /// The words that decided, in the order in which they did.
    pub(in crate::reference) why: Vec<Why>,
}

impl Mention {
    /// A mention of which nothing is said.
    pub(super) fn plain(concept: usize, field: u16, (start, end): (u32, u32)) -> Self {
        Self {
            concept,
            field,
            start,
            end,
            negation: Negation::Affirmed,
            hypothetical: Hypothetical::No,
            experiencer: Experiencer::Writer,
            past: false,
            resolved: false,
            uncertain: false,
            spelling: Spelling::AsKnown,
            timing: None,
            why: Vec::new(),
        }
    }

    /// How the words of its first and its last part are spelt; the words between may be anything.
    pub(super) fn note_spelling(&mut self, window: &Window, place: &Occurrence) {
        for at in (place.start..place.first_end).chain(place.last_start.max(place.first_end)..place.end) {
            let spelling = window.words[at].spelling;
            if spelling != Spelling::AsKnown {
                self.spelling = self.spelling.max(spelling);
                self.explain(Effect::Spelling, window.bytes(at, at + 1));
            }
        }
    }

    /// Keeps a reason, once.
    pub(super) fn explain(&mut self, effect: Effect, (start, end): (u32, u32)) {
        let why = Why { effect, start, end };
        if self.why.len() < REASONS && !self.why.contains(&why) {
            self.why.push(why);
        }
    }
}

/// Where the words of a concept stand. Words are counted in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::reference) struct Occurrence {
    pub(in crate::reference) start: usize,
    /// One past the last word.
    pub(in crate::reference) end: usize,
    /// Where the first part ends and the last begins.
    pub(in crate::reference) first_end: usize,
    pub(in crate::reference) last_start: usize,
    pub(in crate::reference) concept: usize,
    /// The pattern, if it needs a temperature.
    pub(in crate::reference) measured: Option<usize>,
    /// The temperature that it needs cannot be read.
    pub(in crate::reference) doubtful: bool,
}

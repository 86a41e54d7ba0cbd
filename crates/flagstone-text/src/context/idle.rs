//! What the context pass may pass over.
//!
//! # Why
//! Most sentences mention nothing, and most words of the others change nothing: full attention is for the rest.
//!
//! # Invariants
//! What is passed over would have changed nothing.
//!
//! # Cost
//! One test of a word's kinds, and a few of what is open.

use super::Reader;
use crate::class::Class;
use crate::token::{Seps, Token};

impl Reader<'_> {
    /// PERF: a word that is no cue, helper or person, begins nothing and meets nothing open, changes nothing.
    #[inline]
    pub(super) fn is_idle(&self, at: usize) -> bool {
        const WAKING: Class = Class::CUE_OUTER
            .with(Class::NOT_DO)
            .with(Class::NOT_HAVE)
            .with(Class::NOT_BE)
            .with(Class::NOT_MODAL)
            .with(Class::NOT)
            .with(Class::NEVER)
            .with(Class::DO)
            .with(Class::HAVE_HELPER)
            .with(Class::BE)
            .with(Class::MODAL)
            .with(Class::ANSWER_NO)
            .with(Class::ANSWER_YES)
            .with(Class::TICK)
            .with(Class::SELF)
            .with(Class::THIRD)
            .with(Class::ADULT)
            .with(Class::DEPENDANT)
            .with(Class::DATES)
            .with(Class::NUMBER);
        let quiet = |token: &Token| !token.class.any(WAKING) && !token.seps.any(Seps::BREAK.with(Seps::LIST));
        self.tokens.get(at).is_some_and(quiet)
            && !self.denial.is_open()
            && !self.frames.is_live()
            && self.wide.is_empty()
            && self.hits.get(self.next_hit).is_none_or(|hit| usize::from(hit.start) > at)
            && self.readings.get(self.next_reading).is_none_or(|reading| usize::from(reading.start) > at)
    }

    /// PERF: a sentence without mentions can only change the person.
    pub(super) fn doze(&mut self, start: usize, end: usize) {
        let people = Class::SELF.with(Class::THIRD).with(Class::ADULT).with(Class::DEPENDANT);
        for at in start..end {
            self.measured_person(at);
            let class = self.class(at);
            if class.any(people) {
                self.sentence.has_self |= class.any(Class::SELF);
                self.person_word(at, class);
            }
        }
    }
}

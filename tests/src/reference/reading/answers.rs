//! Answers: "chest pain: no", "Fever? No.", and a cross after a question.
//!
//! # Why
//! Only an answer may deny what stands in the sentence before, and only a question, or a short line, is answered.
//!
//! # How
//! A "no" or a "yes" alone is an answer to what stands before its colon, dash or bracket, back to the last comma; or, where
//! a sentence begins with it, to the sentence before. A tick or a cross is an answer wherever it stands.
//! "Not really" leaves the question open.

use flagstone::text::{Effect, Negation};

use super::marks::{CLOSING, Mark};
use super::sentences::Pass;

/// Marks after which something is answered in the same sentence.
const INLINE: &[Mark] = &[Mark::Colon, Mark::Dash, Mark::Bracket];
/// How many mentions before and after are asked whether they stand on the same words.
const NEAR: usize = 8;
/// How far back a question in the same sentence reaches.
const REACH: usize = 12;

impl Pass<'_> {
    /// Whether a word is an answer; if so, what it answers is answered.
    pub(super) fn answer(&mut self, at: usize) -> bool {
        let window = self.window;
        let word = &window.words[at];
        let (yes, no) = (word.is_any(&["answer-yes"]), word.is_any(&["answer-no"]));
        let alone = word.tick || window.breaks(at + 1);
        if !yes && !no || !alone || word.is_repaired() {
            return false;
        }
        let begins = at == self.sentence.start;
        let mut of_a_question = false;
        let answered = if window.has_mark(at, INLINE) || word.tick && !begins {
            let from = if window.has_mark(at, CLOSING) { self.mentions.len() } else { self.answered_from(at) };
            let a_colon = at == self.sentence.start + 1 && window.is_before(at, 1, &["article"]);
            if from == self.mentions.len() && a_colon {
                // "Any fits? A: no".
                of_a_question = true;
                self.sentence.asked.take().unwrap_or(0..0)
            } else {
                from..self.mentions.len()
            }
        } else if begins {
            of_a_question = true;
            self.sentence.asked.take().unwrap_or(0..0)
        } else if self.is_noted(at) {
            self.sentence.first..self.mentions.len()
        } else {
            return false;
        };
        if !yes {
            for mention in answered {
                // "Does rest help the chest pain? No": the pain is there.
                if of_a_question && self.is_presupposed(mention) {
                    continue;
                }
                self.change(mention, Effect::AnsweredNo, at, at + 1, |mention| mention.negation = Negation::Negated);
            }
        }
        self.sentence.unanswered = self.mentions.len();
        self.denial = None;
        true
    }

    /// "Rash no": a line that is a finding and an answer.
    fn is_noted(&self, at: usize) -> bool {
        let only = self.mentions.get(self.sentence.first).filter(|_| self.sentence.first + 1 == self.mentions.len());
        only.is_some_and(|placed| placed.start == self.sentence.start && placed.end == at)
    }

    /// Whether "the", "this" or "my" stands before a mention, or before another on the same words.
    fn is_presupposed(&self, number: usize) -> bool {
        let own = &self.mentions[number];
        let near = number.saturating_sub(NEAR)..(number.saturating_sub(NEAR) + 2 * NEAR).min(self.mentions.len());
        self.mentions[near]
            .iter()
            .filter(|placed| placed.start < own.end && own.start < placed.end)
            .any(|placed| placed.start > 0 && self.window.is(placed.start - 1, &["the", "possessive", "demonstrative"]))
    }

    /// The first mention that an answer in the same sentence is about.
    fn answered_from(&self, at: usize) -> usize {
        // "Sickness, diarrhoea, fever - none": of several, none.
        let all = self.window.is(at, &["answer-all"]) && !self.sentence.has_self;
        let ends: &[Mark] = if all { &[Mark::Colon] } else { &[Mark::Comma, Mark::Colon, Mark::Dash] };
        let mut start = at;
        while start > self.sentence.start && start + REACH > at {
            if start < at && self.window.has_mark(start, ends) {
                break;
            }
            start -= 1;
        }
        let from = self.sentence.first.max(self.sentence.unanswered);
        (from..self.mentions.len()).find(|number| self.mentions[*number].start >= start).unwrap_or(self.mentions.len())
    }

    /// "Not really" as an answer: whether it is one.
    pub(super) fn open_answer(&mut self, at: usize, end: usize) -> bool {
        let answers = self.window.has_mark(at, INLINE) || at == self.sentence.start;
        if !answers || !self.window.breaks(end) {
            return false;
        }
        let own = self.answered_from(at)..self.mentions.len();
        let asked = if at == self.sentence.start { self.sentence.asked.take() } else { None };
        for mention in asked.unwrap_or(own) {
            self.change(mention, Effect::Uncertain, at, end, |mention| mention.uncertain = true);
        }
        true
    }
}

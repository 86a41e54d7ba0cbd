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
        let answered = if window.has_mark(at, INLINE) || word.tick && !begins {
            let from = if window.has_mark(at, CLOSING) { self.mentions.len() } else { self.answered_from(at) };
            from..self.mentions.len()
        } else if begins {
            self.sentence.asked.take().unwrap_or(0..0)
        } else {
            return false;
        };
        if !yes {
            for mention in answered {
                self.change(mention, Effect::AnsweredNo, at, at + 1, |mention| mention.negation = Negation::Negated);
            }
        }
        self.sentence.unanswered = self.mentions.len();
        self.denial = None;
        true
    }

    /// The first mention that an answer in the same sentence is about.
    fn answered_from(&self, at: usize) -> usize {
        let ends = &[Mark::Comma, Mark::Colon, Mark::Dash];
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

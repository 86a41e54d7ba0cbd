//! What opens a denial, by the shape of the words and not by the word alone.
//!
//! # Why
//! "Haven't had any pain" denies pain; "haven't slept for pain" asserts it.
//! The difference is the verb: only after a verb of having does a negated helper deny what comes next.
//!
//! # How
//! | shape | meaning |
//! |---|---|
//! | negated helper, adverbs, verb of having | denies a list |
//! | negated helper, any other verb | a blocker: opens nothing, closes what is open |
//! | not, isn't | denies only what stands directly after |
//! | negated helper, a finding | denies it ("hasn't vomited") |
//! | never had | denies a list, can be taken back ("like this") |
//! | can't, won't | a blocker |
//!
//! # Invariants
//! An unknown verb is a blocker, and a word whose spelling was repaired opens nothing.
//!
//! # Cost
//! Looks ahead at most [`AHEAD`] tokens.

use super::Reader;
use super::denial::{Denial, DenialKind};
use crate::class::Class;
use crate::token::Seps;

/// How far ahead a shape may reach.
const AHEAD: usize = 6;
/// How far back a negator turns "without" around.
const WITHOUT_REACH: usize = 9;

impl Reader<'_> {
    /// Reads a shape that begins at a token: where it ends, if there is one.
    pub(super) fn opening(&mut self, at: usize) -> Option<usize> {
        let class = self.class(at);
        let negated = Class::NOT_DO.with(Class::NOT_HAVE).with(Class::NOT_BE).with(Class::NOT_MODAL);
        if class.any(Class::REPAIRED) {
            return None;
        }
        if class.any(negated) {
            return Some(self.after_helper(at, at + 1, class));
        }
        let helper = Class::DO.with(Class::HAVE_HELPER).with(Class::BE).with(Class::MODAL);
        if class.any(helper) && self.class_joined(at + 1).any(Class::NOT) && !self.begins_mention(at + 1) {
            return Some(self.after_helper(at, at + 2, negated_of(class)));
        }
        if class.any(Class::NOT) {
            return Some(self.after_not(at));
        }
        if class.any(Class::NEVER) {
            return Some(self.after_never(at));
        }
        None
    }

    /// "No" and its like; not if it only interjects ("No, I have ...").
    pub(super) fn open_list(&mut self, at: usize, end: usize, kind: DenialKind) -> bool {
        if self.class(at).any(Class::REPAIRED) {
            return false;
        }
        let interjects =
            self.seps(end).any(Seps::BREAK) || self.class(end).any(Class::SELF.with(Class::THIRD)) && end == at + 1;
        if !interjects {
            self.open(kind, at, end);
        }
        true
    }

    /// Opens a denial whose opener is these tokens.
    pub(super) fn open(&mut self, kind: DenialKind, start: usize, end: usize) {
        self.last_negator = Some(start);
        self.wide.close();
        if self.seps(end).any(Seps::BREAK) {
            self.denial.close();
            return;
        }
        let litotes = std::mem::take(&mut self.litotes);
        self.denial = Denial::open(kind, start, end, litotes);
    }

    /// A blocker: it denies an action, not a finding.
    fn block(&mut self, at: usize, end: usize) -> usize {
        self.last_negator = Some(at);
        self.denial.close();
        self.wide.close();
        end
    }

    pub(super) fn without(&mut self, at: usize, end: usize) {
        // CLINICAL: "can't walk without pain", "not a day goes by without": two negatives assert.
        let turned = self.last_negator.is_some_and(|negator| at.saturating_sub(negator) <= WITHOUT_REACH);
        if turned {
            self.block(at, end);
        } else {
            self.open(DenialKind::List, at, end);
        }
    }

    /// After a negated helper that began at `at`; `verb` is the token after it.
    fn after_helper(&mut self, at: usize, verb: usize, helper: Class) -> usize {
        let verb = self.skip_adverbs(verb);
        if self.is_softened(verb) {
            self.open(DenialKind::Soft, at, verb);
            return verb;
        }
        if helper.any(Class::NOT_MODAL) {
            return self.block(at, verb);
        }
        if self.begins_mention(verb) && !self.seps(verb).any(Seps::BREAK) {
            // "Hasn't vomited", "didn't faint": the verb is the finding.
            return self.narrow(at, verb);
        }
        let class = self.class_joined(verb);
        if class.any(Class::HAVE) {
            return self.after_having(at, verb, helper);
        }
        if helper.any(Class::NOT_BE) || helper.any(Class::NOT_HAVE) && class.any(Class::BEEN) {
            let from = if class.any(Class::BEEN) { verb + 1 } else { verb };
            return self.narrow(at, from);
        }
        self.block(at, verb)
    }

    /// After a negated verb of having.
    fn after_having(&mut self, at: usize, verb: usize, helper: Class) -> usize {
        let mut end = verb + 1;
        if self.class_joined(end).any(Class::TO) && !self.begins_mention(end) {
            // "Don't have to", "didn't get to".
            return self.block(at, end);
        }
        let mut narrow = self.class(verb).any(Class::NARROW) || helper.any(Class::NOT_BE);
        while end < verb + AHEAD && self.class_joined(end).any(Class::HAVE) && !self.begins_mention(end) {
            narrow |= self.class(end).any(Class::NARROW);
            end += 1;
        }
        if self.class_joined(end).any(Class::BEEN) && !self.begins_mention(end) {
            return self.narrow(at, end + 1);
        }
        let article = usize::from(self.class_joined(end).any(Class::ARTICLE) && !self.begins_mention(end));
        if self.is_softened(end + article) {
            self.open(DenialKind::Soft, at, end + article + 1);
            return end + article + 1;
        }
        let wide = !narrow || self.class_joined(end).any(Class::FREE);
        self.open(if wide { DenialKind::List } else { DenialKind::Narrow }, at, end);
        end
    }

    /// After "not" without a helper: "Not been sick", "not had any fever", "not bleeding".
    fn after_not(&mut self, at: usize) -> usize {
        let verb = self.skip_adverbs(at + 1);
        if self.is_softened(verb) {
            self.open(DenialKind::Soft, at, verb);
            return verb;
        }
        let class = self.class_joined(verb);
        if class.any(Class::HAVE) && !self.begins_mention(verb) {
            return self.after_having(at, verb, Class::NOT_HAVE);
        }
        self.narrow(at, if class.any(Class::BEEN) { verb + 1 } else { verb })
    }

    fn after_never(&mut self, at: usize) -> usize {
        let verb = self.skip_adverbs(at + 1);
        let class = self.class_joined(verb);
        if !class.any(Class::HAVE.with(Class::BEEN)) || self.begins_mention(verb) {
            return self.block(at, verb);
        }
        let mut end = verb + 1;
        while end < verb + AHEAD
            && self.class_joined(end).any(Class::HAVE.with(Class::BEEN))
            && !self.begins_mention(end)
        {
            end += 1;
        }
        self.never = Some(at);
        self.open(DenialKind::Never, at, end);
        end
    }

    /// Denies only what stands directly after it.
    fn narrow(&mut self, at: usize, end: usize) -> usize {
        self.open(DenialKind::Narrow, at, end);
        end
    }

    fn skip_adverbs(&self, from: usize) -> usize {
        let is_adverb = |at: &usize| {
            let class = self.class_joined(*at);
            class.any(Class::ADVERB) && !class.any(Class::SOFTENER) && !self.begins_mention(*at)
        };
        from + (from..from + AHEAD).take_while(is_adverb).count()
    }

    /// "Much", "fully", "always": what they deny is the degree.
    fn is_softened(&self, at: usize) -> bool {
        self.class_joined(at).any(Class::SOFTENER) && !self.begins_mention(at)
    }

    fn begins_mention(&self, at: usize) -> bool {
        self.hits.get(self.next_hit).is_some_and(|hit| usize::from(hit.start) == at)
            || self.wide.last_parts().any(|last| last == at)
    }
}

fn negated_of(helper: Class) -> Class {
    let mut negated = Class::NONE;
    for (plain, not) in [
        (Class::DO, Class::NOT_DO),
        (Class::HAVE_HELPER, Class::NOT_HAVE),
        (Class::BE, Class::NOT_BE),
        (Class::MODAL, Class::NOT_MODAL),
    ] {
        if helper.any(plain) {
            negated = negated.with(not);
        }
    }
    negated
}

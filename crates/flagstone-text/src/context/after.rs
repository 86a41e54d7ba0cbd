//! What changes mentions that have already been read.
//!
//! # Why
//! "Chest pain: no", "never had a headache like this", "the rash has gone" decide after the words that they are about.
//!
//! # How
//! Each event looks back over the last few mentions of its sentence, and at how many words stand between.
//! Only an answer may deny what stands in the sentence before, and only a question, or a short line, is answered.
//!
//! # Invariants
//! At most [`RECENT`] mentions are looked at.
//!
//! # Cost
//! Constant per event.

use super::Reader;
use crate::class::Class;
use crate::int::to_u16;
use crate::mention::{Effect, Experiencer, Hypothetical, Negation};
use crate::pattern::ConceptKind;
use crate::token::Seps;

/// How many mentions an event looks back over.
const RECENT: usize = 8;

impl Reader<'_> {
    /// The last mention of the sentence that ends at most `reach` words before a token.
    fn mention_before(&self, at: usize, reach: usize) -> Option<usize> {
        let from = self.sentence.first.max(self.mentions.len().saturating_sub(RECENT));
        let distance = |index: usize| {
            let place = index.checked_sub(self.first).and_then(|local| self.places.get(local))?;
            at.checked_sub(usize::from(place.1))
        };
        let near = |index: &usize| distance(*index).is_some_and(|words| words <= reach);
        (from..self.mentions.len()).rev().filter(near).min_by_key(|index| distance(*index))
    }

    /// Whether a word of this class stands between a mention and a token.
    fn stands_between(&self, index: usize, at: usize, class: Class) -> bool {
        let place = index.checked_sub(self.first).and_then(|local| self.places.get(local));
        place.is_some_and(|place| (usize::from(place.1)..at).any(|word| self.class(word).any(class)))
    }

    fn change(&mut self, index: usize, effect: Effect, at: usize, end: usize, change: impl Fn(&mut crate::Mention)) {
        let why = self.why(effect, at, end);
        let Some(mention) = self.mentions.get_mut(index) else { return };
        change(mention);
        mention.explain(why);
        // Other concepts that stand on the same words are meant in the same way.
        let (from, to) = (mention.start, mention.end);
        let window = self.first;
        for other in self.mentions.iter_mut().skip(window).rev().take(RECENT) {
            if other.start < to && from < other.end {
                change(other);
                other.explain(why);
            }
        }
    }

    /// An isolated "no" or "yes": whether the token is one.
    pub(super) fn answer(&mut self, at: usize) -> bool {
        let class = self.class(at);
        let yes = class.any(Class::ANSWER_YES);
        let tick = class.any(Class::TICK);
        let ends = tick || self.seps(at + 1).any(Seps::BREAK);
        if !yes && !class.any(Class::ANSWER_NO) || !ends || class.any(Class::REPAIRED) {
            return false;
        }
        let inline = Seps::COLON.with(Seps::DASH).with(Seps::PAREN);
        let mut asked = false;
        let (from, to) = if self.seps(at).any(inline) || tick && at != self.sentence.start {
            let start = if self.seps(at).any(Seps::CLOSING) { self.mentions.len() } else { self.answered_from(at) };
            if start == self.mentions.len() && at == self.sentence.start + 1 && self.class(at - 1).any(Class::ARTICLE) {
                // "Any fits? A: no".
                asked = true;
                self.sentence.asked.take().unwrap_or_default()
            } else {
                (start, self.mentions.len())
            }
        } else if at == self.sentence.start {
            asked = true;
            self.sentence.asked.take().unwrap_or_default()
        } else if self.is_noted(at) {
            (self.sentence.first, self.mentions.len())
        } else {
            return false;
        };
        if !yes {
            for index in from.max(self.first)..to {
                // CLINICAL: "Does rest help the chest pain? No": what is asked about with "the" or "this" is there.
                if asked && self.is_presupposed(index) {
                    continue;
                }
                self.change(index, Effect::AnsweredNo, at, at + 1, |mention| mention.negation = Negation::Negated);
            }
        }
        self.sentence.unanswered = self.mentions.len();
        self.denial.close();
        true
    }

    /// "Rash no": a line that is a finding and an answer.
    fn is_noted(&self, at: usize) -> bool {
        let place = |index: usize| index.checked_sub(self.first).and_then(|local| self.places.get(local));
        let only = self.sentence.first + 1 == self.mentions.len();
        let place = place(self.sentence.first).filter(|_| only);
        place.is_some_and(|place| usize::from(place.0) == self.sentence.start && usize::from(place.1) == at)
    }

    /// Whether "the", "this" or "my" stands before a mention, or before another on the same words.
    fn is_presupposed(&self, index: usize) -> bool {
        let pointed = Class::THE.with(Class::POSSESSIVE).with(Class::DEMONSTRATIVE);
        let local = index.saturating_sub(self.first);
        let Some(own) = self.places.get(local) else { return false };
        let near = self.places.get(local.saturating_sub(RECENT)..).unwrap_or_default().iter().take(2 * RECENT);
        let mut overlapping = near.filter(|place| place.0 < own.1 && own.0 < place.1);
        overlapping
            .any(|place| usize::from(place.0).checked_sub(1).is_some_and(|before| self.class(before).any(pointed)))
    }

    /// The first mention that an answer after a colon, dash or bracket is about.
    fn answered_from(&self, at: usize) -> usize {
        // `piece` begins at this very separator; what stands before it, back to the last comma, is the question.
        let from = self.sentence.first.max(self.sentence.unanswered);
        // "Sickness, diarrhoea, fever - none": of several, none.
        let all = self.class(at).any(Class::ANSWER_ALL) && !self.sentence.has_self;
        let ends = if all { Seps::COLON } else { Seps::COMMA.with(Seps::COLON).with(Seps::DASH) };
        let mut start = at;
        while start > self.sentence.start && start + 12 > at {
            if start < at && self.seps(start).any(ends) {
                break;
            }
            start -= 1;
        }
        let start = to_u16(start);
        let inside = |index: &usize| {
            let place = index.checked_sub(self.first).and_then(|local| self.places.get(local));
            place.is_some_and(|place| place.0 >= start)
        };
        (from..self.mentions.len()).find(inside).unwrap_or(self.mentions.len())
    }

    /// "Not really" as an answer: it leaves the question open, and the mention asserted.
    pub(super) fn open_answer(&mut self, at: usize, end: usize) -> bool {
        let answers = self.seps(at).any(Seps::COLON.with(Seps::DASH).with(Seps::PAREN)) || at == self.sentence.start;
        if !answers || !self.seps(end).any(Seps::BREAK) {
            return false;
        }
        let own = (self.answered_from(at), self.mentions.len());
        let (from, to) = if at == self.sentence.start { self.sentence.asked.take().unwrap_or(own) } else { own };
        for index in from.max(self.first)..to {
            self.change(index, Effect::Uncertain, at, end, |mention| mention.uncertain = true);
        }
        true
    }

    pub(super) fn denies_before(&mut self, at: usize, end: usize) {
        if !self.seps(at).any(Seps::BREAK)
            && let Some(index) = self.mention_before(at, 0)
        {
            self.change(index, Effect::Negated, at, end, |mention| mention.negation = Negation::Negated);
        }
    }

    /// "Never had pain **like this**": it is there now, and worse than ever.
    pub(super) fn cancel_never(&mut self, at: usize, end: usize) {
        if self.never.is_none() {
            return;
        }
        if let Some(index) = self.mention_before(at, 6) {
            self.change(index, Effect::DenialCancelled, at, end, |mention| mention.negation = Negation::Affirmed);
        }
        self.denial.close();
    }

    pub(super) fn any_more(&mut self, at: usize, end: usize) {
        let Some(index) = self.mention_before(at, 3) else { return };
        if self.mentions.get(index).is_some_and(|mention| mention.negation != Negation::Affirmed) {
            self.change(index, Effect::Resolved, at, end, |mention| {
                mention.negation = Negation::Affirmed;
                mention.resolved = true;
            });
        }
    }

    pub(super) fn resolved(&mut self, at: usize, end: usize) {
        if let Some(index) = self.mention_before(at, 8) {
            self.change(index, Effect::Resolved, at, end, |mention| mention.resolved = true);
        }
    }

    /// "Has not improved": whatever said that it is over or past is taken back.
    pub(super) fn not_resolved(&mut self, at: usize, end: usize) {
        self.last_negator = Some(at);
        self.denial.close();
        self.wide.close();
        let Some(index) = self.mention_before(at, 8) else { return };
        if self.mentions.get(index).is_some_and(|mention| mention.past || mention.resolved) {
            self.change(index, Effect::Recent, at, end, |mention| {
                mention.past = false;
                mention.resolved = false;
            });
        }
    }

    /// "And it starts again": what was denied, over or past is there.
    pub(super) fn returns(&mut self, at: usize, end: usize) {
        self.denial.close();
        self.wide.close();
        let Some(index) = self.mention_before(at, 8) else { return };
        let Some(mention) = self.mentions.get(index) else { return };
        let is_plain = !mention.past && !mention.resolved && mention.hypothetical == Hypothetical::No;
        if !is_plain || mention.negation != Negation::Affirmed {
            self.change(index, Effect::Recent, at, end, |mention| {
                mention.past = false;
                mention.resolved = false;
                mention.hypothetical = Hypothetical::No;
                mention.negation = Negation::Affirmed;
            });
        }
    }

    /// "Years ago": the event before it, or all that follows it at the start of a clause.
    pub(super) fn past_before(&mut self, at: usize, end: usize) {
        let since = at.saturating_sub(3).max(self.sentence.start)..at;
        if since.into_iter().any(|word| self.class(word).any(Class::BEGINS)) {
            return;
        }
        if let Some(index) = self.mention_before(at, 4) {
            let begun = self.begins_before(index);
            let clause = begun
                || self.stands_between(index, at, Class::BEGINS)
                || (self.stands_between(index, at, Class::VERB) && !self.stands_between(index, at, Class::DATED));
            if !clause {
                self.change(index, Effect::Past, at, end, |mention| mention.past = true);
            }
        } else if self.sentence.first == self.mentions.len() && at.saturating_sub(self.sentence.start) <= 3 {
            let mut frame = super::Frame::new(end, self.why(Effect::Past, at, end));
            frame.lenient = true;
            self.frames.open_past(frame);
        }
    }

    /// "Started getting headaches": what began once may go on.
    fn begins_before(&self, index: usize) -> bool {
        let place = index.checked_sub(self.first).and_then(|local| self.places.get(local));
        let start = place.map_or(0, |place| usize::from(place.0));
        (start.saturating_sub(3).max(self.sentence.start)..start).any(|word| self.class(word).any(Class::BEGINS))
    }

    /// "In 2010".
    pub(super) fn dated(&mut self, at: usize) {
        if !self.seps(at + 1).any(Seps::BREAK) && self.is_past_year(at + 1) {
            self.past_before(at, at + 2);
        }
    }

    /// Whether a token is a year before this one.
    fn is_past_year(&self, at: usize) -> bool {
        let this_year = self.received.map_or(i32::MAX, |moment| i32::from(moment.year) * 1000);
        self.token(at).is_some_and(|token| {
            token.class.any(Class::NUMBER) && (1_900_000..=2_100_000).contains(&token.value) && token.value < this_year
        })
    }

    /// "This morning": it is neither past nor a relative's.
    pub(super) fn recent(&mut self, at: usize, end: usize) {
        self.not_a_relative();
        self.frames.past = super::Frame::default();
        let Some(index) = self.mention_before(at, 8) else { return };
        let Some(mention) = self.mentions.get(index) else { return };
        if mention.past || mention.experiencer == Experiencer::Relative {
            self.change(index, Effect::Recent, at, end, |mention| {
                mention.past = false;
                if mention.experiencer == Experiencer::Relative {
                    mention.experiencer = Experiencer::Proxy;
                }
            });
        }
    }

    /// "Shingles **jab**": the condition directly before is the name of something else.
    pub(super) fn hypothetical_before(&mut self, at: usize, end: usize) {
        if self.seps(at).any(Seps::BREAK) {
            return;
        }
        let Some(index) = self.mention_before(at, 0) else { return };
        if self.mentions.get(index).is_some_and(|mention| self.kind(mention) == ConceptKind::Condition) {
            self.change(index, Effect::Hypothetical, at, end, |mention| mention.hypothetical = Hypothetical::Strong);
        }
    }

    /// "Gallstones **2008**": a year directly after a mention.
    pub(super) fn year_after(&mut self, at: usize) {
        let ends = self.seps(at + 1).any(Seps::BREAK) && !self.seps(at).any(Seps::BREAK);
        if ends && self.is_past_year(at) && self.mention_before(at, 0).is_some() {
            self.past_before(at, at + 1);
        }
    }

    pub(super) fn uncertain_before(&mut self, at: usize, end: usize) {
        if let Some(index) = self.mention_before(at, 3) {
            self.change(index, Effect::Uncertain, at, end, |mention| mention.uncertain = true);
        }
    }

    pub(super) fn relatives_before(&mut self, at: usize, end: usize) {
        if let Some(index) = self.mention_before(at, 4) {
            self.change(index, Effect::Relative, at, end, |mention| mention.experiencer = Experiencer::Relative);
        }
    }

    /// "For 3 weeks", "since": the last item of a list, if only weakly denied, is a new statement.
    pub(super) fn onset(&mut self, at: usize) {
        let Some(index) = self.denial.last_listed().filter(|index| self.mention_before(at, 1) == Some(*index)) else {
            return;
        };
        if let Some(mention) = self.mentions.get_mut(index) {
            mention.negation = Negation::Affirmed;
        }
        self.denial.close();
    }
}

//! What changes a mention that has already been read.
//!
//! # Why
//! "Never had a headache like this", "the rash has gone", "a stroke in 2010" decide after the words that they are about.
//!
//! # How
//! Each looks for the nearest mention before it in its sentence, among the last eight, at most so many words back.
//! What stands on the same words as that mention is meant in the same way.

use flagstone::text::{ConceptKind, Effect, Experiencer, Hypothetical, Negation};

use super::mention::Mention;
use super::sentences::Pass;

/// How many mentions are looked at.
const RECENT: usize = 8;

impl Pass<'_> {
    /// The nearest mention that ends at most so many words before a word; of several, the last.
    pub(super) fn mention_before(&self, at: usize, reach: usize) -> Option<usize> {
        let from = self.sentence.first.max(self.mentions.len().saturating_sub(RECENT));
        let distance = |number: usize| at.checked_sub(self.mentions[number].end).filter(|words| *words <= reach);
        let near = (from..self.mentions.len()).filter_map(|number| Some((distance(number)?, number)));
        near.min_by_key(|(words, number)| (*words, std::cmp::Reverse(*number))).map(|(_, number)| number)
    }

    /// Changes a mention and those on the same words, because of these words.
    pub(super) fn change(
        &mut self,
        number: usize,
        effect: Effect,
        at: usize,
        end: usize,
        change: impl Fn(&mut Mention),
    ) {
        let because = self.window.bytes(at, end);
        let (from, to) = (self.mentions[number].mention.start, self.mentions[number].mention.end);
        let recent = self.mentions.len().saturating_sub(RECENT);
        for (other, placed) in self.mentions.iter_mut().enumerate() {
            let overlaps = other >= recent && placed.mention.start < to && from < placed.mention.end;
            if other == number || overlaps {
                change(&mut placed.mention);
                placed.mention.explain(effect, because);
            }
        }
    }

    /// "Was ruled out", directly after.
    pub(super) fn denies_before(&mut self, at: usize, end: usize) {
        if self.window.breaks(at) {
            return;
        }
        if let Some(mention) = self.mention_before(at, 0) {
            self.change(mention, Effect::Negated, at, end, |mention| mention.negation = Negation::Negated);
        }
    }

    /// "Never had pain **like this**": it is there now, and worse than ever.
    pub(super) fn cancel_never(&mut self, at: usize, end: usize) {
        if !self.has_never {
            return;
        }
        if let Some(mention) = self.mention_before(at, 6) {
            self.change(mention, Effect::DenialCancelled, at, end, |mention| mention.negation = Negation::Affirmed);
        }
        self.denial = None;
    }

    /// "No pain **any more**": it is over.
    pub(super) fn any_more(&mut self, at: usize, end: usize) {
        let Some(number) = self.mention_before(at, 3) else { return };
        if self.mentions[number].mention.negation != Negation::Affirmed {
            self.change(number, Effect::Resolved, at, end, |mention| {
                mention.negation = Negation::Affirmed;
                mention.resolved = true;
            });
        }
    }

    pub(super) fn resolved(&mut self, at: usize, end: usize) {
        if let Some(mention) = self.mention_before(at, 8) {
            self.change(mention, Effect::Resolved, at, end, |mention| mention.resolved = true);
        }
    }

    /// "Has not improved": what said that it is over or past is taken back.
    pub(super) fn not_resolved(&mut self, at: usize, end: usize) {
        self.last_negator = Some(at);
        self.denial = None;
        self.parts.close();
        let Some(number) = self.mention_before(at, 8) else { return };
        if self.mentions[number].mention.past || self.mentions[number].mention.resolved {
            self.change(number, Effect::Recent, at, end, |mention| {
                mention.past = false;
                mention.resolved = false;
            });
        }
    }

    /// "And it starts again": what was denied, over or past is there.
    pub(super) fn returns(&mut self, at: usize, end: usize) {
        self.denial = None;
        self.parts.close();
        let Some(number) = self.mention_before(at, 8) else { return };
        let mention = &self.mentions[number].mention;
        let is_plain = !mention.past && !mention.resolved && mention.hypothetical == Hypothetical::No;
        if !is_plain || mention.negation != Negation::Affirmed {
            self.change(number, Effect::Recent, at, end, |mention| {
                mention.past = false;
                mention.resolved = false;
                mention.hypothetical = Hypothetical::No;
                mention.negation = Negation::Affirmed;
            });
        }
    }

    /// "Years ago": the event before it, or all that follows where a clause begins with it.
    pub(super) fn past_before(&mut self, at: usize, end: usize) {
        let window = self.window;
        let is_between = |from: usize, kinds| (from..at).any(|between| window.is(between, kinds));
        if is_between(at.saturating_sub(3).max(self.sentence.start), &["begins"]) {
            // "It started 3 years ago" may go on.
            return;
        }
        if let Some(number) = self.mention_before(at, 4) {
            let (start, from) = (self.mentions[number].start, self.mentions[number].end);
            // "Started getting headaches 6 years ago" may go on, too.
            let begun = (start.saturating_sub(3).max(self.sentence.start)..start).any(|at| window.is(at, &["begins"]));
            let of_another = is_between(from, &["verb"]) && !is_between(from, &["dated"]);
            if !begun && !is_between(from, &["begins"]) && !of_another {
                self.change(number, Effect::Past, at, end, |mention| mention.past = true);
            }
        } else if self.sentence.first == self.mentions.len() && at - self.sentence.start <= 3 {
            self.frames.open("past", end, window.bytes(at, end), true);
        }
    }

    /// "In 2010": a year before this one.
    pub(super) fn dated(&mut self, at: usize) {
        if !self.window.breaks(at + 1) && self.is_past_year(at + 1) {
            self.past_before(at, at + 2);
        }
    }

    /// "Gallstones **2008**": a year directly after a mention.
    pub(super) fn year_after(&mut self, at: usize) {
        let ends = self.window.breaks(at + 1) && !self.window.breaks(at);
        if ends && self.is_past_year(at) && self.mention_before(at, 0).is_some() {
            self.past_before(at, at + 1);
        }
    }

    fn is_past_year(&self, at: usize) -> bool {
        let year =
            self.window.word(at).and_then(|word| word.number).filter(|year| (1_900_000..=2_100_000).contains(year));
        year.is_some_and(|year| self.today.is_none_or(|today| year < i64::from(today.year) * 1000))
    }

    /// "Shingles **jab**": the condition directly before is the name of something else.
    pub(super) fn hypothetical_before(&mut self, at: usize, end: usize) {
        if self.window.breaks(at) {
            return;
        }
        let Some(number) = self.mention_before(at, 0) else { return };
        if self.kind_of(&self.mentions[number].mention) == ConceptKind::Condition {
            self.change(number, Effect::Hypothetical, at, end, |mention| mention.hypothetical = Hypothetical::Strong);
        }
    }

    /// "This morning": it is neither past nor a relative's.
    pub(super) fn recent(&mut self, at: usize, end: usize) {
        self.person.relative = None;
        self.frames.close(&["past"]);
        let Some(number) = self.mention_before(at, 8) else { return };
        let mention = &self.mentions[number].mention;
        if mention.past || mention.experiencer == Experiencer::Relative {
            self.change(number, Effect::Recent, at, end, |mention| {
                mention.past = false;
                if mention.experiencer == Experiencer::Relative {
                    mention.experiencer = Experiencer::Proxy;
                }
            });
        }
    }

    pub(super) fn uncertain_before(&mut self, at: usize, end: usize) {
        if let Some(mention) = self.mention_before(at, 3) {
            self.change(mention, Effect::Uncertain, at, end, |mention| mention.uncertain = true);
        }
    }

    pub(super) fn relatives_before(&mut self, at: usize, end: usize) {
        if let Some(mention) = self.mention_before(at, 4) {
            self.change(mention, Effect::Relative, at, end, |mention| mention.experiencer = Experiencer::Relative);
        }
    }

    /// "For 3 weeks", "since": the last item of a list, if only listed, is a new statement.
    pub(super) fn onset(&mut self, at: usize) {
        let Some(last) = self.denial.as_ref().and_then(|denial| denial.last_listed()) else { return };
        if self.mention_before(at, 1) == Some(last) {
            self.mentions[last].mention.negation = Negation::Affirmed;
            self.denial = None;
        }
    }
}

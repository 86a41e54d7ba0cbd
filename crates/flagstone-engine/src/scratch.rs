//! Everything an evaluation changes.
//!
//! # Why
//! A vendor calls [`evaluate`](crate::evaluate()) on a hot path: all memory is set aside once, sized from the plan, and used again
//! for every request. One scratch per thread; it may be used with the plan it was made for, and with that plan only.
//!
//! # How
//! Mentions of one concept are linked: `first[concept]` is the first one's position plus one, `next[mention]` the next one's.
//! Links are taken back by walking the mentions of the last request, never by clearing the whole array.
//!
//! # Invariants
//! After the first evaluation of the longest kind of request nothing here allocates.

use flagstone_text::{ConceptId, Mention};

use crate::bits::{Facts, Reasons};
use crate::plan::{Plan, RuleId};
use crate::truth::Value;

/// How many mentions there is room for at first: more than the lexicon's reader keeps of one request.
const MENTIONS: usize = 4_096;

/// Whether a fired rule counts in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// At its own level.
    Full,
    /// Only at the review level, because of a doubt about the words.
    Doubt,
}

/// A rule that fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fired {
    pub(crate) rule: RuleId,
    pub(crate) level: crate::plan::LevelId,
    pub(crate) strength: Strength,
}

/// Memory for evaluating requests, reused from one to the next.
#[derive(Debug)]
pub struct Scratch {
    pub(crate) text: flagstone_text::Scratch,
    pub(crate) fired: Vec<Fired>,
    pub(crate) missing: Facts,
    pub(crate) reasons: Reasons,
    pub(crate) candidates: Vec<RuleId>,
    seen: Vec<bool>,
    first: Vec<u32>,
    next: Vec<u32>,
    linked: Vec<ConceptId>,
    /// For each concept whether it is present in the patient, now: what most conditions ask.
    present: Vec<Value>,
}

impl Scratch {
    /// Memory for requests against this plan.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let (rules, concepts) = (plan.rules.len(), plan.concepts.len());
        Self {
            text: flagstone_text::Scratch::new(&plan.lexicon),
            fired: Vec::with_capacity(rules),
            missing: Facts::default(),
            reasons: Reasons::default(),
            candidates: Vec::with_capacity(rules),
            seen: vec![false; rules],
            first: vec![0; concepts],
            next: Vec::with_capacity(MENTIONS),
            linked: Vec::with_capacity(concepts),
            present: vec![Value::FALSE; concepts],
        }
    }

    /// Looks for phrases only; see [`flagstone_text::Scratch::read_words_only`].
    #[doc(hidden)]
    pub fn read_words_only(&mut self, words_only: bool) {
        self.text.read_words_only(words_only);
    }

    /// The mentions of a concept in the order of the text.
    pub(crate) fn mentions_of(&self, concept: ConceptId) -> impl Iterator<Item = &Mention> {
        let mut at = self.first.get(concept.index()).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let position = (at as usize).checked_sub(1)?;
            at = self.next.get(position).copied().unwrap_or(0);
            self.text.mentions().get(position)
        })
    }

    /// Whether a concept is present in the patient, now; false for one that is not mentioned.
    pub(crate) fn present(&self, concept: ConceptId) -> Value {
        self.present.get(concept.index()).copied().unwrap_or(Value::FALSE)
    }

    /// Keeps the answer to what most conditions ask of a concept.
    pub(crate) fn set_present(&mut self, concept: ConceptId, value: Value) {
        if let Some(present) = self.present.get_mut(concept.index()) {
            *present = value;
        }
    }

    /// The concepts that are mentioned at all.
    pub(crate) fn mentioned(&self) -> &[ConceptId] {
        &self.linked
    }

    /// Links the mentions that were just read.
    pub(crate) fn link(&mut self) {
        for concept in self.linked.drain(..) {
            if let Some(first) = self.first.get_mut(concept.index()) {
                *first = 0;
            }
            if let Some(present) = self.present.get_mut(concept.index()) {
                *present = Value::FALSE;
            }
        }
        let mentions = self.text.mentions();
        self.next.clear();
        self.next.resize(mentions.len(), 0);
        let count = u32::try_from(mentions.len()).unwrap_or(u32::MAX);
        for (mention, position) in mentions.iter().rev().zip((1..=count).rev()) {
            let Some(first) = self.first.get_mut(mention.concept.index()) else { continue };
            if *first == 0 {
                self.linked.push(mention.concept);
            }
            if let Some(next) = self.next.get_mut(position as usize - 1) {
                *next = *first;
            }
            *first = position;
        }
    }

    /// Collects the rules that could hold, in order and once each.
    pub(crate) fn collect_candidates(&mut self, plan: &Plan) {
        self.candidates.clear();
        let triggered = self.linked.iter().filter_map(|concept| plan.triggers.get(concept.index())).flatten();
        for rule in plan.untriggered.iter().chain(triggered) {
            if let Some(seen) = self.seen.get_mut(rule.index()).filter(|seen| !**seen) {
                *seen = true;
                self.candidates.push(*rule);
            }
        }
        for rule in &self.candidates {
            if let Some(seen) = self.seen.get_mut(rule.index()) {
                *seen = false;
            }
        }
        self.candidates.sort_unstable();
    }
}

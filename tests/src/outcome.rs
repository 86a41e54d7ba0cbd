//! A decision as plain values that can be compared and printed.
//!
//! # Why
//! The engine's decision borrows and shows; the reference's is made of its own types. Both become this, and two of these
//! are equal or a test fails and prints them.
//!
//! # Invariants
//! What has no order in the language is a set here. Spans are bytes of the field's original text.

use std::collections::BTreeSet;

use flagstone::Decision;
use flagstone::text::{
    Experiencer, Finding, Hypothetical, Limits, Measurement, Mention, Negation, Spelling, Timing, Why,
};

/// Words that count, with what they are taken for: field, first byte, one past the last, concept, finding.
/// The concept of a temperature is `None`.
pub type Words = (u16, u32, u32, Option<String>, Finding);

/// A mention with every axis of its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Where it stands and what it amounts to.
    pub words: Words,
    /// Denied or not.
    pub negation: Negation,
    /// Imagined or not.
    pub hypothetical: Hypothetical,
    /// Whose it is.
    pub experiencer: Experiencer,
    /// Set in the past.
    pub past: bool,
    /// Over by now.
    pub resolved: bool,
    /// Thought or guessed by the writer.
    pub uncertain: bool,
    /// Whether its words are spelt as they are known.
    pub spelling: Spelling,
    /// How long or how long ago.
    pub timing: Option<Timing>,
    /// The words that decided, in the order in which they did.
    pub why: Vec<Why>,
}

/// A red flag that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fired {
    /// Its id.
    pub id: String,
    /// The level to which it raises here.
    pub level: String,
    /// In full, or only to the review level because the words leave a doubt.
    pub in_full: bool,
    /// The words for which it fired.
    pub evidence: BTreeSet<Words>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The name of its level.
    pub urgency: String,
    /// How far that is from the top: 0 is the most urgent.
    pub rank: usize,
    /// Where it goes.
    pub destination: String,
    /// The row of the routing table, from 0.
    pub row: Option<usize>,
    /// By when, in seconds since 1970.
    pub deadline: Option<i64>,
    /// The red flags that fired, in the order of their ids.
    pub fired: Vec<Fired>,
    /// What the patient is told.
    pub messages: Vec<String>,
    /// Who is told.
    pub notices: Vec<String>,
    /// What it is marked with.
    pub flags: Vec<String>,
    /// Why a person must read it, as slugs.
    pub reasons: BTreeSet<&'static str>,
    /// Facts that were missing and mattered, as slugs.
    pub missing: BTreeSet<&'static str>,
    /// Everything mentioned, counted or not.
    pub mentions: BTreeSet<Words>,
    /// The same with all that is meant, in the order of the text.
    pub read: Vec<Read>,
    /// Every number with what it measures and whose it is, in the order of the text.
    pub measured: Vec<Measurement>,
    /// What could not be read.
    pub limits: Limits,
}

impl Outcome {
    /// What the engine decided. What it could not read is not part of a decision, and is given beside it.
    #[must_use]
    pub fn of(decision: &Decision<'_>, limits: Limits) -> Self {
        let plan = decision.plan();
        let level = |id| plan.level(id).map_or_else(String::new, |level| level.name.clone());
        let words = |field, start, end, concept, finding| {
            (field, start, end, Option::map(concept, |id| plan.concept_name(id).to_owned()), finding)
        };
        let fired = decision.fired().map(|fired| Fired {
            id: fired.rule().id.clone(),
            level: level(fired.level()),
            in_full: fired.strength() == flagstone::Strength::Full,
            evidence: fired.evidence().map(|e| words(e.field, e.start, e.end, e.concept, e.finding)).collect(),
        });
        let shown = |m: &Mention| words(m.field, m.start, m.end, Some(m.concept), decision.finding(m));
        Self {
            urgency: level(decision.urgency()),
            rank: decision.urgency().index(),
            destination: decision.destination().to_owned(),
            row: decision.row(),
            deadline: decision.deadline(),
            fired: fired.collect(),
            messages: decision.messages().map(str::to_owned).collect(),
            notices: decision.notices().map(str::to_owned).collect(),
            flags: decision.flags().map(str::to_owned).collect(),
            reasons: decision.reasons().map(flagstone::Reason::slug).collect(),
            missing: decision.missing().map(flagstone::Fact::slug).collect(),
            mentions: decision.mentions().iter().map(shown).collect(),
            read: decision.mentions().iter().map(|mention| read(mention, shown(mention))).collect(),
            measured: decision.measurements().to_vec(),
            limits,
        }
    }

    /// Whether a rule fired.
    #[must_use]
    pub fn fires(&self, id: &str) -> bool {
        self.fired.iter().any(|fired| fired.id == id)
    }

    /// Everything, in lines that can be compared one by one.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let Self { urgency, destination, row, deadline, messages, notices, flags, reasons, missing, limits, .. } = self;
        let mut lines = vec![
            format!("urgency {urgency}, to {destination} by row {row:?}, deadline {deadline:?}"),
            format!("messages {messages:?}, notices {notices:?}, flags {flags:?}"),
            format!("reasons {reasons:?}, missing {missing:?}"),
            format!("{limits:?}"),
        ];
        lines.extend(self.fired.iter().map(|fired| format!("{fired:?}")));
        lines.extend(self.mentions.iter().map(|words| format!("{words:?}")));
        lines.extend(self.read.iter().enumerate().map(|(at, read)| format!("mention {at}: {read:?}")));
        lines.extend(self.measured.iter().enumerate().map(|(at, number)| format!("number {at}: {number:?}")));
        lines
    }

    /// What must not change when fields, files or rules change places: everything but where words stand.
    #[must_use]
    pub fn without_places(&self) -> Self {
        let mut same = self.clone();
        let unplaced = |words: &BTreeSet<Words>| {
            words.iter().map(|(_, start, end, concept, finding)| (0, *start, *end, concept.clone(), *finding)).collect()
        };
        same.mentions = unplaced(&self.mentions);
        same.fired.iter_mut().for_each(|fired| fired.evidence = unplaced(&fired.evidence));
        same.read.iter_mut().for_each(|read| read.words.0 = 0);
        same.read.sort_by_key(|read| format!("{read:?}"));
        same.measured.iter_mut().for_each(|number| number.field = 0);
        same.measured.sort_by_key(|number| format!("{number:?}"));
        same
    }
}

fn read(mention: &Mention, words: Words) -> Read {
    Read {
        words,
        negation: mention.negation,
        hypothetical: mention.hypothetical,
        experiencer: mention.experiencer,
        past: mention.past,
        resolved: mention.resolved,
        uncertain: mention.uncertain,
        spelling: mention.spelling,
        timing: mention.timing,
        why: mention.why.iter().flatten().copied().collect(),
    }
}

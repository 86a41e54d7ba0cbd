//! A mention: one place where a concept's words stand, and how they are meant.
//!
//! # Why
//! Whether "no chest pain", "chest pain?" or "my dad had chest pain" counts is decided here and nowhere else.
//! A mention keeps every axis of its context apart, so that a policy may choose what it takes as said and so that
//! anybody can be shown why.
//!
//! # Invariants
//! Spans are byte ranges into the field's original text, on character boundaries when the text is UTF-8.
//! Any doubt leaves a mention asserted: the default of every axis is the value that counts.
//!
//! # Cost
//! A mention is a small `Copy` value in a buffer of fixed size that the caller owns.

use serde::{Deserialize, Serialize};

use crate::spelling::Spelling;

/// A concept of a [`Lexicon`](crate::Lexicon); minted by its builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptId(pub(crate) u32);

impl ConceptId {
    /// The position in the lexicon's concepts, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether the words around a mention deny it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Negation {
    /// Nothing denies it.
    #[default]
    Affirmed,
    /// Something may deny it; it still counts.
    Weak,
    /// Denied.
    Negated,
}

/// Whether the mention is only imagined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hypothetical {
    /// It is not.
    #[default]
    No,
    /// Perhaps ("if", "worried about").
    Weak,
    /// It is ("risk of", "leaflet about").
    Strong,
}

/// Whose finding it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Experiencer {
    /// The writer.
    #[default]
    Writer,
    /// Somebody the writer writes for: they are the patient.
    Proxy,
    /// A relative who is not the patient.
    Relative,
}

/// How long, or how long ago; minutes, both ends inclusive, `lowest <= highest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timing {
    /// It has lasted this long, and goes on as far as the text says ("for 3 weeks", "since Friday").
    Lasting {
        /// Least.
        lowest: u32,
        /// Most.
        highest: u32,
    },
    /// It happened this long ago ("3 weeks ago").
    Ago {
        /// Least.
        lowest: u32,
        /// Most.
        highest: u32,
    },
}

/// What decided an axis of a mention's context, for explanations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Why {
    /// What the words did.
    pub effect: Effect,
    /// First byte of the words that decided.
    pub start: u32,
    /// One past their last byte.
    pub end: u32,
}

/// What some words did to a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// Denied it.
    Negated,
    /// Denied it weakly; it still counts.
    WeaklyNegated,
    /// Took a denial back ("never ... like this").
    DenialCancelled,
    /// Turned a weak denial of a list into a firm one ("or").
    DenialConfirmed,
    /// Answered it with no.
    AnsweredNo,
    /// Made it a thought or a guess.
    Uncertain,
    /// Made it imagined, feared or asked about.
    Hypothetical,
    /// Put it in the past.
    Past,
    /// Said that it is over.
    Resolved,
    /// Gave it to the person written for.
    Proxy,
    /// Gave it to a relative.
    Relative,
    /// Said that it is happening now.
    Recent,
    /// Wrongly spelt words that were taken for known ones.
    Spelling,
}

/// How many reasons a mention keeps.
pub const WHYS: usize = 4;

/// One place where a concept's words stand, and how they are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What is mentioned.
    pub concept: ConceptId,
    /// The number of the field, as the caller gave it.
    pub field: u16,
    /// First byte in the field.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
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
    /// Whether its words are spelt as the lexicon knows them.
    pub spelling: Spelling,
    /// How long or how long ago, if the text ties a time to it.
    pub timing: Option<Timing>,
    /// The words that decided, in the order in which they did.
    pub why: [Option<Why>; WHYS],
}

/// What a concept amounts to, weakest first, so that `max` joins several mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Finding {
    /// No words for it.
    #[default]
    NotMentioned,
    /// Every mention is denied, or is not about the patient now.
    Denied,
    /// Doubt about the mention itself: a worry, a question, an unclear person, a guess at spelling.
    Unsure,
    /// Asserted of this patient, now.
    Said,
}

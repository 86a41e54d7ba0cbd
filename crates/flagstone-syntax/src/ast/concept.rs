//! Concepts: what patients say for something.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Allow, Condition, Name, Text};
use crate::span::{Span, Spanned};

/// `concept NAME`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Concept {
    /// The whole block.
    pub span: Span,
    /// Its name.
    pub name: Name,
    /// Its lines.
    pub lines: Vec<ConceptLine>,
}

/// A line of a concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ConceptLine {
    /// `means SNOMED 29857009`
    Means {
        /// Code system, upper case.
        system: Spanned<String>,
        /// The code.
        code: Spanned<String>,
    },
    /// `kind symptom|condition|context`
    Kind(Spanned<ConceptKind>),
    /// `say ...`
    Say(Vec<SayPattern>),
    /// `not when ...`
    NotWhen(Vec<SayPattern>),
    /// `includes NAME, NAME`
    Includes(Vec<Name>),
    /// `only when FACTS`
    OnlyWhen(Condition),
    /// `counts when past, someone else`
    CountsWhen(Vec<Spanned<CountsWhen>>),
    /// `because "..."`
    Because(Text),
    /// `source ID`
    Source(Vec<Spanned<String>>),
    /// `review by DATE`
    ReviewBy(Spanned<NaiveDate>),
    /// `allow ...`
    Allow(Allow),
}

/// What a concept is, which decides how a worry about it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConceptKind {
    /// Something a person feels or shows: "if it hurts" is doubt, not hypothesis.
    Symptom,
    /// A disease or event: "worried about cancer" is hypothesis.
    Condition,
    /// Words about the request itself: a repeat prescription, a fit note, a booking.
    Context,
}

/// What else a concept takes as said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountsWhen {
    /// A mention set in the past.
    Past,
    /// A mention of a relative who is not the patient.
    SomeoneElse,
    /// A mention that is only imagined, feared or warned of.
    Hypothetical,
}

/// One pattern of a `say` line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SayPattern {
    /// The whole pattern.
    pub span: Span,
    /// The phrase.
    pub phrase: Text,
    /// `within N words of "...", "..."`
    pub within: Option<Within>,
    /// `of 38 degrees or more`
    pub measure: Option<Spanned<Measure>>,
}

/// `within N words of "...", "..."`, in either order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Within {
    /// How many words may stand between.
    pub words: Spanned<u32>,
    /// The other side.
    pub of: Vec<Text>,
}

/// A reading of a number: temperature in Celsius thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Measure {
    /// Lowest that counts, inclusive, in thousandths of a degree Celsius.
    pub at_least: Option<i32>,
    /// Highest that counts, inclusive, in thousandths.
    pub at_most: Option<i32>,
}

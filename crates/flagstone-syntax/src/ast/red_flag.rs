//! Red flags and their examples.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Allow, Condition, Name, Person, Text};
use crate::span::{Span, Spanned};

/// `red flag RF-001 "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RedFlag {
    /// The whole block.
    pub span: Span,
    /// The id, as written (`RF-001`).
    pub id: Spanned<String>,
    /// Its title.
    pub title: Text,
    /// `locked`, `guarded`, `advisory`; `None` if not written.
    pub lock: Option<Spanned<Lock>>,
    /// Its lines.
    pub lines: Vec<RuleLine>,
}

/// How firmly a rule stands against later layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lock {
    /// Cannot be weakened.
    Locked,
    /// Needs a waiver.
    Guarded,
    /// May be changed.
    Advisory,
}

/// A line of a red flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum RuleLine {
    /// `when ...` with all its `and` or `or` lines and bullets, already one tree.
    When(Condition),
    /// `raise to LEVEL`
    RaiseTo(Name),
    /// `tell patient "..."`
    TellPatient(Text),
    /// `notify NAME and NAME`
    Notify(Vec<Name>),
    /// `flag NAME`
    Flag(Name),
    /// `even when unsure`
    EvenWhenUnsure(Span),
    /// `only when said, because "..."`
    OnlyWhenSaid(Text),
    /// `only when known, because "..."`
    OnlyWhenKnown(Text),
    /// `because "..."`
    Because(Text),
    /// `source ID, ID`
    Source(Vec<Spanned<String>>),
    /// `hazard ID, ID`
    Hazard(Vec<Spanned<String>>),
    /// `review by DATE`
    ReviewBy(Spanned<NaiveDate>),
    /// `example "..." ...`
    Example(Example),
    /// `allow ...`
    Allow(Allow),
}

/// `example "..." [from ...] OUTCOME`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The whole line.
    pub span: Span,
    /// What the patient writes.
    pub text: Text,
    /// Who writes.
    pub from: Option<Spanned<Person>>,
    /// What must happen.
    pub outcome: Spanned<Outcome>,
}

/// What an example promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// `fires`
    Fires,
    /// `does not fire`
    DoesNotFire,
    /// `should fire, known miss`
    KnownMiss,
    /// `should not fire, known false alarm`
    KnownFalseAlarm,
}

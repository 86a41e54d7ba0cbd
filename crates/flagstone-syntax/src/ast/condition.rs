//! Conditions: what a rule asks of a request.

use serde::Serialize;

use super::{AgeRange, Form, Measure, Name, Sender, Sex, Text};
use crate::span::{Span, Spanned};

/// A condition with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ConditionKind,
}

/// What a condition asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ConditionKind {
    /// Every one of these.
    All(Vec<Condition>),
    /// One of these at least.
    Any(Vec<Condition>),
    /// `at least N of`
    AtLeast {
        /// N.
        count: Spanned<u32>,
        /// The bullets.
        of: Vec<Condition>,
    },
    /// A concept in the text.
    Concept(ConceptTest),
    /// `patient is AGE`
    Age(AgeRange),
    /// `patient is male|female`
    Sex(Sex),
    /// `patient is pregnant` or `not pregnant`
    Pregnant(bool),
    /// `patient is 20 weeks pregnant or more` / `less than 20 weeks pregnant`, in completed weeks, inclusive.
    Gestation {
        /// Lowest week.
        at_least: Option<u16>,
        /// Highest week.
        at_most: Option<u16>,
    },
    /// `patient gave birth in the last N ...`, in days.
    GaveBirthWithin {
        /// Days.
        days: u32,
    },
    /// `patient had surgery in the last N ...`, in days.
    SurgeryWithin {
        /// Days.
        days: u32,
    },
    /// `patient has "...", "..."`: one of these.
    HasCondition(Vec<Text>),
    /// `patient takes "...", "..."`: one of these.
    TakesMedicine(Vec<Text>),
    /// `answer to "..." is ...`
    Answer {
        /// The question as the form words it.
        question: Text,
        /// What was ticked or written.
        is: AnswerValue,
    },
    /// `form is ...`
    Form(Form),
    /// `sender is ...`
    Sender(Sender),
    /// `temperature is ...`
    Temperature(Measure),
}

/// A ticked or written answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum AnswerValue {
    /// Ticked yes.
    Yes,
    /// Ticked no.
    No,
    /// These words.
    Text(Text),
}

/// A concept in a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConceptTest {
    /// `ongoing`, `certain`, ...; `present` if not written.
    pub reading: Reading,
    /// The concept.
    pub name: Name,
    /// `in a relative`, `in anyone`.
    pub whom: Whom,
    /// `, now or in the last 12 hours`
    pub time: Option<Spanned<Time>>,
}

/// How a concept must stand in the text (`text.md` section 2.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// Asserted of the patient, not past.
    Present,
    /// Present and not resolved.
    Ongoing,
    /// Present, affirmed, without hedge.
    Certain,
    /// Explicitly denied, and nowhere present.
    Absent,
    /// Set in the past.
    Past,
    /// Present or past.
    Ever,
    /// Present, or hypothetical, or of an unclear person.
    Possible,
    /// Any mention at all.
    Mentioned,
}

/// Whose finding it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Whom {
    /// The patient, in their own words or a carer's.
    Patient,
    /// A relative who is not the patient.
    Relative,
    /// Anybody.
    Anyone,
}

/// When a finding must hold; all in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Time {
    /// `now`, `now or in the last N`, `in the last N`.
    Within {
        /// Minutes back; 0 for `now`.
        minutes: u32,
    },
    /// `for more than N`, `for N or more`: lasting at least.
    ForAtLeast {
        /// Minutes; `more than` is one more.
        minutes: u32,
    },
    /// `for less than N`: lasting at most.
    ForAtMost {
        /// Minutes; `less than` is one less.
        minutes: u32,
    },
}

//! Tests that a policy carries.

use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::Serialize;

use super::{AnswerValue, Form, Name, Person, Sender, Text, UrgencyCell};
use crate::span::{Span, Spanned};

/// `test "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Test {
    /// The whole block.
    pub span: Span,
    /// Its title.
    pub title: Text,
    /// `given` and its `and` lines.
    pub given: Vec<Spanned<Given>>,
    /// `when ... writes "..."`
    pub when: Option<Writes>,
    /// `expect` lines.
    pub expect: Vec<Spanned<Expect>>,
}

/// A circumstance of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Given {
    /// `a weekday at 11:00`, `a Monday at 08:05`: the first such day from the policy's first valid day that is no bank holiday.
    Weekday {
        /// The day; `None` for any weekday.
        day: Option<Weekday>,
        /// Local time.
        at: NaiveTime,
    },
    /// `2026-12-25 at 10:00`
    Moment {
        /// Local date.
        date: NaiveDate,
        /// Local time.
        at: NaiveTime,
    },
    /// `the form is ...`
    Form(Form),
    /// `the sender is ...`
    Sender(Sender),
    /// `answer to "..." is ...`
    Answer {
        /// The question.
        question: Text,
        /// The answer.
        is: AnswerValue,
    },
    /// `patient takes "..."`
    Takes(Vec<Text>),
    /// `patient has "..."`
    Has(Vec<Text>),
}

/// `when PERSON writes "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Writes {
    /// The line.
    pub span: Span,
    /// Who.
    pub person: Person,
    /// What.
    pub text: Text,
}

/// What a test expects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Expect {
    /// `urgency ...`
    Urgency(UrgencyCell),
    /// `sent to ...`
    SentTo(Name),
    /// `RF-014 fires` / `does not fire`
    Rule {
        /// The rule.
        id: Spanned<String>,
        /// Whether it must fire.
        fires: bool,
    },
    /// `flag ...`
    Flag(Name),
    /// `deadline 2026-10-05 18:30`, local time.
    Deadline {
        /// Local date.
        date: NaiveDate,
        /// Local time.
        at: NaiveTime,
    },
    /// `a person reads it`
    PersonReads,
}

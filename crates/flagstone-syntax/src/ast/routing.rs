//! The routing table.

use serde::Serialize;

use super::{AgeRange, Allow, Deadline, Form, Name, Sender, Sex, Text};
use crate::span::{Span, Spanned};

/// `routing "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Routing {
    /// The whole block.
    pub span: Span,
    /// Its title.
    pub title: Text,
    /// `the first row that fits wins, otherwise send to ...`
    pub otherwise: Option<Target>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Silenced warnings.
    pub allows: Vec<Allow>,
}

/// Where a request goes, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Target {
    /// The destination.
    pub send_to: Name,
    /// `by ...`
    pub by: Option<Spanned<Deadline>>,
}

/// One row of a routing table. A cell that is missing or `any` is not in `cells`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The row's line.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<Spanned<Cell>>,
    /// Where it sends.
    pub target: Target,
}

/// A cell that restricts its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Cell {
    /// Levels, or a bound.
    Urgency(UrgencyCell),
    /// Ages.
    Age(AgeRange),
    /// Sex.
    Sex(Sex),
    /// `yes` or `no`.
    Pregnant(bool),
    /// Form, one of these.
    Form(Vec<Form>),
    /// Sender, one of these.
    Sender(Vec<Sender>),
    /// `A or B`: certainly said.
    AsksAbout(Vec<Name>),
    /// `not A`: not said, not even possibly.
    NotAbout(Vec<Name>),
    /// `open` is true, `closed` is false.
    Open(bool),
}

/// The urgency column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum UrgencyCell {
    /// `A or B`
    OneOf(Vec<Name>),
    /// `A or above`
    OrAbove(Name),
    /// `A or below`
    OrBelow(Name),
}

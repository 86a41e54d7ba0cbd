//! What the author wrote, as a tree.
//!
//! # Why
//! The AST stays faithful: order, duplicates and places are kept, names are not resolved, nothing is judged beyond form.
//! Judging is the next stage's work (`flagstone-compile`), which turns this into a smaller tree that can only be true.
//!
//! # Invariants
//! Names are lower case with single spaces.
//! Texts in quotes are kept as written, with typographic quotes and spaces normalised.
//! Nesting of conditions is at most [`MAX_DEPTH`].
//!
//! Before: the pest grammar (`flagstone-grammar`). After: `flagstone_compile::lower`.

mod concept;
mod condition;
mod hours;
mod person;
mod record;
mod red_flag;
mod routing;
mod test;

use serde::Serialize;

use crate::span::{FileId, Spanned};

pub use concept::{Concept, ConceptKind, ConceptLine, CountsWhen, Measure, SayPattern, Within};
pub use condition::{AnswerValue, ConceptTest, Condition, ConditionKind, Reading, Time, Whom};
pub use hours::{Days, Hours, HoursLine};
pub use person::{AgeRange, AgeUnit, AgeValue, Form, Person, Sender, Sex};
pub use record::{
    Allow, Deadline, Hazard, HazardLine, HazardSeverity, Header, HeaderLine, Likelihood, Setting, Source, SourceLine,
    Urgency, UrgencyLine, Use, Version,
};
pub use red_flag::{Example, Lock, Outcome, RedFlag, RuleLine};
pub use routing::{Cell, Routing, Row, Target, UrgencyCell};
pub use test::{Expect, Given, Test, Writes};

/// The deepest nesting of bullet lists.
pub const MAX_DEPTH: usize = 16;

/// A name as declared or used: lower case, single spaces.
pub type Name = Spanned<String>;
/// Text in quotes.
pub type Text = Spanned<String>;

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// Which file.
    pub file: FileId,
    /// Its top-level blocks in order.
    pub items: Vec<Item>,
}

/// A top-level block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Item {
    /// `policy "..." version ...`
    Policy(Header),
    /// `vocabulary "..." version ...`
    Vocabulary(Header),
    /// `use vocabulary "..." version ...`
    Use(Use),
    /// `setting ... is a number from ... to ..., normally ...`
    Setting(Setting),
    /// `hazard HAZ-001 "..."`
    Hazard(Hazard),
    /// `source NAME "..."`
    Source(Source),
    /// `urgency NAME`
    Urgency(Urgency),
    /// `concept NAME`
    Concept(Concept),
    /// `red flag RF-001 "..."`
    RedFlag(RedFlag),
    /// `routing "..."`
    Routing(Routing),
    /// `hours`
    Hours(Hours),
    /// `test "..."`
    Test(Test),
}

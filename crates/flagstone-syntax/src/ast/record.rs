//! What a policy says about itself: headers, settings, hazards, sources, levels of urgency.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Name, Text};
use crate::span::{Span, Spanned};

/// `policy` or `vocabulary` header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Header {
    /// The whole block.
    pub span: Span,
    /// The name in quotes.
    pub name: Text,
    /// One to three numbers with dots.
    pub version: Spanned<Version>,
    /// The lines below it.
    pub lines: Vec<HeaderLine>,
}

/// `1.4` or `3.2.0`; missing parts are absent, not zero, so that `version 1.4` can stand for every `1.4.x`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Version(pub Vec<u32>);

/// A line of a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum HeaderLine {
    /// `publisher "..."`
    Publisher(Text),
    /// `applies to England`
    AppliesTo(Text),
    /// `valid DATE to DATE`
    Valid {
        /// First day.
        from: Spanned<NaiveDate>,
        /// Last day.
        to: Spanned<NaiveDate>,
    },
    /// `owner "..."`
    Owner(Text),
    /// `review by DATE`
    ReviewBy(Spanned<NaiveDate>),
    /// `review level LEVEL`
    ReviewLevel(Name),
    /// `allow SLUG because "..."`
    Allow(Allow),
}

/// `allow overlapping-phrase because "..."`: silences one warning in this block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Allow {
    /// The slug.
    pub code: Spanned<String>,
    /// The reason.
    pub because: Text,
}

/// `use vocabulary "..." version ...`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The whole line.
    pub span: Span,
    /// The vocabulary's name.
    pub name: Text,
    /// The version asked for; a prefix matches.
    pub version: Spanned<Version>,
}

/// `setting NAME is a number from A to B, normally C`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// The whole block.
    pub span: Span,
    /// Its name.
    pub name: Name,
    /// Lowest value.
    pub from: Spanned<u32>,
    /// Highest value.
    pub to: Spanned<u32>,
    /// Value unless changed.
    pub normally: Spanned<u32>,
}

/// `hazard HAZ-001 "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hazard {
    /// The whole block.
    pub span: Span,
    /// The id, as written (`HAZ-001`).
    pub id: Spanned<String>,
    /// What could go wrong.
    pub title: Text,
    /// Its lines.
    pub lines: Vec<HazardLine>,
}

/// A line of a hazard. The scales are those of DCB0129.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum HazardLine {
    /// `severity ...`
    Severity(Spanned<HazardSeverity>),
    /// `likelihood ...`
    Likelihood(Spanned<Likelihood>),
    /// `cause "..."`
    Cause(Text),
    /// `effect "..."`
    Effect(Text),
    /// `control "..."`
    Control(Text),
    /// `allow ...`
    Allow(Allow),
}

/// Severity of a hazard (DCB0129).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HazardSeverity {
    /// `minor`
    Minor,
    /// `significant`
    Significant,
    /// `considerable`
    Considerable,
    /// `major`
    Major,
    /// `catastrophic`
    Catastrophic,
}

/// Likelihood of a hazard (DCB0129).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Likelihood {
    /// `very low`
    VeryLow,
    /// `low`
    Low,
    /// `medium`
    Medium,
    /// `high`
    High,
    /// `very high`
    VeryHigh,
}

/// `source CG95 "..."`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The whole block.
    pub span: Span,
    /// The id, as written (`CG95`).
    pub id: Spanned<String>,
    /// Title and place.
    pub title: Text,
    /// Its lines.
    pub lines: Vec<SourceLine>,
}

/// A line of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum SourceLine {
    /// `checked DATE`: somebody read it that day.
    Checked(Spanned<NaiveDate>),
    /// `not checked, because "..."`
    NotChecked(Text),
    /// `link "..."`
    Link(Text),
    /// `allow ...`
    Allow(Allow),
}

/// `urgency NAME`: a new level, or a change to a standard one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Urgency {
    /// The whole block.
    pub span: Span,
    /// The level.
    pub name: Name,
    /// Its lines.
    pub lines: Vec<UrgencyLine>,
}

/// A line of an urgency block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum UrgencyLine {
    /// `after LEVEL`: a new level just less urgent than that one.
    After(Name),
    /// `called "..."`
    Called(Text),
    /// `deadline ...`
    Deadline(Spanned<Deadline>),
}

/// By when somebody must have dealt with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Deadline {
    /// At once.
    Now,
    /// `within N minutes|hours|days` of receipt, by the clock.
    Within {
        /// Minutes.
        minutes: u32,
    },
    /// `by close today`
    CloseToday,
    /// `by close on the next working day` is 1; `5 working days` is 5.
    CloseInWorkingDays(u16),
}

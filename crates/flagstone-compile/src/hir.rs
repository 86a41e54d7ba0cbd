//! A policy that is true: every name resolved, every type checked, every default filled in.
//!
//! # Why
//! The syntax tree keeps what the author wrote, right or wrong. This tree can only be right: the engine's plan and the
//! reference interpreter are both made from it, and its serialised form is what the policy's hash is taken of.
//! So it holds no source positions that matter to meaning, and everything whose order has no meaning is sorted.
//!
//! # Invariants
//! Ids point into the [`Policy`] that holds them. Concepts are in the order of their names, rules of their ids.
//! Levels are most urgent first. Phrases are expanded. Conditions of rules are monotone in the text: more findings never
//! make them less true.
//! Room is left for layers, capacity and guarantees: rules carry their [`Lock`], the policy its settings.
//!
//! Before: [`lower`](crate::lower()). After: [`compile`](crate::compile()).

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, Weekday};
use flagstone_syntax::Span;
pub use flagstone_syntax::ast::{AgeUnit, AgeValue, Form, HazardSeverity, Likelihood, Lock, Outcome, Sender, Sex};
pub use flagstone_text::{ConceptKind, Pattern};
use serde::Serialize;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(pub(crate) usize);

        impl $name {
            /// The position in its list, from 0.
            #[must_use]
            pub fn index(self) -> usize {
                self.0
            }
        }
    };
}

id!(/// A level of urgency of a [`Policy`].
    LevelId);
id!(/// A concept of a [`Policy`].
    ConceptId);
id!(/// A hazard of a [`Policy`].
    HazardId);
id!(/// A source of a [`Policy`].
    SourceId);
id!(/// A destination of a [`Policy`].
    DestinationId);

/// A whole policy.
#[derive(Clone, Debug, Serialize)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// Its version, as written.
    pub version: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Where it applies.
    pub applies_to: Option<String>,
    /// First and last day on which it is valid.
    pub valid: Option<(NaiveDate, NaiveDate)>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The levels, most urgent first; at least the six standard ones.
    pub levels: Vec<Level>,
    /// To which level a doubtful mention or an unreadable request raises.
    pub review: LevelId,
    /// Settings in the order of their names.
    pub settings: Vec<Setting>,
    /// Hazards in the order of their ids.
    pub hazards: Vec<Hazard>,
    /// Sources in the order of their ids.
    pub sources: Vec<Source>,
    /// Concepts in the order of their names.
    pub concepts: Vec<Concept>,
    /// Red flags in the order of their ids.
    pub rules: Vec<Rule>,
    /// Destinations in the order of their names.
    pub destinations: Vec<String>,
    /// Where requests go.
    pub routing: Routing,
    /// When the practice is open, if the policy says so.
    pub hours: Option<Hours>,
    /// Tests in the order of their titles; they do not belong to the meaning.
    #[serde(skip)]
    pub tests: Vec<Test>,
}

/// A level of urgency.
#[derive(Clone, Debug, Serialize)]
pub struct Level {
    /// Its name in the language.
    pub name: String,
    /// What people see.
    pub called: String,
    /// By when.
    pub deadline: Deadline,
}

/// By when somebody must have dealt with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Deadline {
    /// At once.
    Now,
    /// So many minutes after receipt, by the clock, open or not: for levels above `same day`.
    Clock {
        /// Minutes.
        minutes: u32,
    },
    /// So many minutes after receipt, brought back to the last moment that is open.
    Within {
        /// Minutes.
        minutes: u32,
    },
    /// By close of the day of receipt.
    CloseToday,
    /// By close of the n-th open day after that.
    CloseInWorkingDays(u16),
}

/// A number that a practice may choose.
#[derive(Clone, Debug, Serialize)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Lowest.
    pub from: u32,
    /// Highest.
    pub to: u32,
    /// Its value.
    pub value: u32,
}

/// An entry of the hazard log.
#[derive(Clone, Debug, Serialize)]
pub struct Hazard {
    /// Its id.
    pub id: String,
    /// What could go wrong.
    pub title: String,
    /// How bad.
    pub severity: Option<HazardSeverity>,
    /// How likely.
    pub likelihood: Option<Likelihood>,
    /// What causes it.
    pub causes: Vec<String>,
    /// What it leads to.
    pub effects: Vec<String>,
    /// What is done about it.
    pub controls: Vec<String>,
}

/// Where a rule's content comes from.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Title and place.
    pub title: String,
    /// The day on which somebody read it.
    pub checked: Option<NaiveDate>,
    /// Why nobody did.
    pub not_checked: Option<String>,
    /// Where to find it.
    pub link: Option<String>,
}

/// Something that patients say.
#[derive(Clone, Debug, Serialize)]
pub struct Concept {
    /// Its name.
    pub name: String,
    /// The block.
    #[serde(skip)]
    pub span: Span,
    /// Codes: system and code.
    pub means: BTreeSet<(String, String)>,
    /// What it is.
    pub kind: ConceptKind,
    /// What mentions it.
    pub say: BTreeSet<Pattern>,
    /// Within which words it is not mentioned.
    pub not_when: BTreeSet<Pattern>,
    /// Concepts whose words mention it too, transitively closed, without itself.
    pub includes: BTreeSet<ConceptId>,
    /// A condition on facts alone.
    pub only_when: Option<Condition>,
    /// A mention in the past counts.
    pub past_counts: bool,
    /// A mention of a relative counts.
    pub someone_else_counts: bool,
    /// A hypothetical mention counts.
    pub hypothetical_counts: bool,
}

/// A red flag.
#[derive(Clone, Debug, Serialize)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// The block.
    #[serde(skip)]
    pub span: Span,
    /// Its title.
    pub title: String,
    /// How firmly it stands.
    pub lock: Lock,
    /// When it fires.
    pub when: Condition,
    /// What it raises to.
    pub raise_to: LevelId,
    /// How doubt about a mention counts.
    pub doubt: Doubt,
    /// `only when known`: unknown facts do not count, and why.
    pub only_when_known: Option<String>,
    /// What the patient is told.
    pub tell: Vec<String>,
    /// Who is told.
    pub notify: Vec<String>,
    /// What the decision is marked with.
    pub flags: Vec<String>,
    /// Why it is there.
    pub because: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
    /// What it controls.
    pub hazards: Vec<HazardId>,
    /// When it must be looked at again.
    pub review_by: Option<NaiveDate>,
    /// Its examples; they do not belong to the meaning.
    #[serde(skip)]
    pub examples: Vec<Example>,
}

/// How doubt about a mention counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Doubt {
    /// It raises to the review level or the rule's own, whichever is lower.
    Review,
    /// `even when unsure`.
    Full,
    /// `only when said`, and why.
    None(String),
}

/// A condition. Groups hold at least one part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Condition {
    /// Every part.
    All(Vec<Condition>),
    /// One part.
    Any(Vec<Condition>),
    /// So many parts: at least 1, at most all.
    AtLeast(u16, Vec<Condition>),
    /// A concept in the text.
    Concept(ConceptTest),
    /// A temperature in the text, in thousandths of a degree Celsius, both ends inclusive.
    Temperature(Bounds),
    /// Age in days, both ends inclusive.
    Age(Bounds),
    /// Sex.
    Sex(Sex),
    /// Pregnant or not.
    Pregnant(bool),
    /// Completed weeks of pregnancy, both ends inclusive.
    WeeksPregnant(Bounds),
    /// At most so many days since giving birth.
    GaveBirthWithin(u32),
    /// At most so many days since an operation.
    SurgeryWithin(u32),
    /// One of these among the long-term conditions.
    HasCondition(Vec<String>),
    /// One of these among the medicines.
    TakesMedicine(Vec<String>),
    /// An answer.
    Answer {
        /// The question.
        question: String,
        /// What it is compared with.
        is: AnswerTest,
    },
    /// Which form.
    Form(Form),
    /// Who wrote.
    Sender(Sender),
}

/// What an answer is compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum AnswerTest {
    /// Ticked yes.
    Yes,
    /// Ticked no.
    No,
    /// Holds these words.
    Text(String),
}

/// A range, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Bounds {
    /// Lowest that counts.
    pub lowest: i32,
    /// Highest that counts.
    pub highest: i32,
}

/// A concept in a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ConceptTest {
    /// The concept.
    pub concept: ConceptId,
    /// How it must stand in the text.
    pub reading: Reading,
    /// Whose it must be.
    pub whom: Whom,
    /// When it must hold.
    pub time: Option<Time>,
}

/// How a concept must stand in the text; `absent` is not among them, since a rule must never wait for silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Reading {
    /// Asserted, not past.
    Present,
    /// Present and not over.
    Ongoing,
    /// Present, affirmed, without hedge or guess.
    Certain,
    /// Set in the past.
    Past,
    /// Present or past.
    Ever,
    /// Not denied.
    Possible,
    /// Any mention at all.
    Mentioned,
}

/// Whose finding it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Whom {
    /// The patient.
    Patient,
    /// A relative who is not the patient.
    Relative,
    /// Anybody.
    Anyone,
}

/// When a finding must hold, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Time {
    /// Now, or at most so long ago.
    Within(u32),
    /// Lasting at least so long.
    ForAtLeast(u32),
    /// Lasting at most so long.
    ForAtMost(u32),
}

/// An example of a rule.
#[derive(Clone, Debug)]
pub struct Example {
    /// The line.
    pub span: Span,
    /// What is written.
    pub text: String,
    /// Who writes.
    pub person: Person,
    /// What must happen.
    pub outcome: Outcome,
}

/// What is known of who writes in an example, a test or a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Age.
    pub age: Option<AgeValue>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Pregnant or not.
    pub pregnant: Option<bool>,
    /// Long-term conditions.
    pub conditions: Option<Vec<String>>,
    /// Medicines.
    pub medicines: Option<Vec<String>>,
    /// Who wrote.
    pub sender: Option<Sender>,
}

/// Where requests go: the first row that fits, or else `otherwise`.
#[derive(Clone, Debug, Serialize)]
pub struct Routing {
    /// The rows; their order has meaning.
    pub rows: Vec<Row>,
    /// Where the rest goes.
    pub otherwise: Target,
}

/// A row; every part that is `None` or empty fits anything.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The line.
    #[serde(skip)]
    pub span: Span,
    /// Levels.
    pub levels: Option<BTreeSet<LevelId>>,
    /// Facts that must certainly hold, every one.
    pub facts: Vec<Condition>,
    /// One of these must certainly be said.
    pub asks_about: Vec<ConceptId>,
    /// None of these may even be possible.
    pub not_about: Vec<ConceptId>,
    /// Open or closed.
    pub open: Option<bool>,
    /// Where it goes.
    pub target: Target,
}

/// Where a request goes, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Target {
    /// The destination.
    pub destination: DestinationId,
    /// A deadline of its own.
    pub by: Option<Deadline>,
}

/// When the practice is open.
#[derive(Clone, Debug, Serialize)]
pub struct Hours {
    /// The time zone by its IANA name.
    pub zone: String,
    /// Periods of ordinary weeks.
    pub weekly: Vec<(Weekday, NaiveTime, NaiveTime)>,
    /// Periods of single days, which replace whatever else is said of them.
    pub dates: Vec<(NaiveDate, NaiveTime, NaiveTime)>,
    /// Days on which it is closed.
    pub closed: BTreeSet<NaiveDate>,
}

/// A test of the policy.
#[derive(Clone, Debug)]
pub struct Test {
    /// The block.
    pub span: Span,
    /// Its title.
    pub title: String,
    /// When it happens: local date and time.
    pub at: Option<(NaiveDate, NaiveTime)>,
    /// Which form.
    pub form: Option<Form>,
    /// Answers given.
    pub answers: Vec<(String, AnswerTest)>,
    /// Who writes.
    pub person: Person,
    /// What is written.
    pub text: String,
    /// What must come out.
    pub expect: Vec<(Span, Expect)>,
}

/// What a test expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// One of these levels.
    Urgency(BTreeSet<LevelId>),
    /// This destination.
    SentTo(DestinationId),
    /// A rule fires, or does not.
    Rule(String, bool),
    /// A flag.
    Flag(String),
    /// A deadline in local time.
    Deadline(NaiveDate, NaiveTime),
    /// A person must read it.
    PersonReads,
}

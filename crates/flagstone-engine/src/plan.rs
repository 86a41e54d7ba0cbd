//! A compiled policy: flat arrays that never change.
//!
//! # Why
//! Everything read-only is here and shared between threads; everything that changes during an evaluation is in a
//! [`Scratch`](crate::Scratch). A plan holds no span and no syntax, only what a decision needs to be made and shown.
//!
//! # How
//! Conditions are one array of nodes in which every child stands before its parent, so a hostile plan cannot hold a cycle.
//! Rules that could hold are found through the concepts they cannot do without (`triggers`), so a message that mentions
//! three things asks a handful of rules and not thousands.
//!
//! # Invariants
//! Ids are minted by [`Builder`](crate::Builder); a plan read from bytes is checked by [`Plan::from_bytes`].
//!
//! Before: `flagstone_compile::compile`. After: [`evaluate`](crate::evaluate()).

use flagstone_text::{ConceptId, Lexicon};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Deadline};
use crate::request::{Form, Sender, Sex};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub(crate) $inner);

        impl $name {
            /// The position in its array, from 0.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(/// A level of urgency; 0 is the most urgent.
    LevelId(u8));
id!(/// A red flag, in the order of their ids.
    RuleId(u32));
id!(/// A condition.
    NodeId(u32));
id!(/// A destination.
    DestinationId(u16));

/// A compiled policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub(crate) policy: PolicyInfo,
    pub(crate) levels: Vec<Level>,
    pub(crate) review: LevelId,
    pub(crate) lexicon: Lexicon,
    pub(crate) concepts: Vec<Concept>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) children: Vec<NodeId>,
    pub(crate) terms: Vec<String>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) triggers: Vec<Vec<RuleId>>,
    pub(crate) untriggered: Vec<RuleId>,
    pub(crate) destinations: Vec<String>,
    pub(crate) rows: Vec<Row>,
    pub(crate) otherwise: Target,
    pub(crate) calendar: Option<Calendar>,
}

/// Which policy a plan was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyInfo {
    /// Its name.
    pub name: String,
    /// Its version, as written.
    pub version: String,
    /// SHA-256 of its meaning: the same for every layout, order and file division of the same policy.
    pub hash: [u8; 32],
}

impl PolicyInfo {
    /// The hash in lower-case hexadecimal.
    #[must_use]
    pub fn hash_hex(&self) -> String {
        self.hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A level of urgency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Its name in the language.
    pub name: String,
    /// What people see.
    pub called: String,
    /// By when.
    pub deadline: Deadline,
}

/// A concept, beside what the lexicon knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Its name.
    pub name: String,
    /// `only when`: a condition on facts alone.
    pub only_when: Option<NodeId>,
}

/// A red flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id as written.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it raises to.
    pub level: LevelId,
    /// Its condition.
    pub when: NodeId,
    /// How doubt about a mention counts.
    pub doubt: Doubt,
    /// Unknown facts do not count as possible.
    pub known_only: bool,
    /// What the patient is told.
    pub tell: Vec<String>,
    /// Who is told.
    pub notify: Vec<String>,
    /// What the decision is marked with.
    pub flags: Vec<String>,
    /// The leaves of `when` that read the text, for evidence.
    pub leaves: Vec<NodeId>,
}

/// How doubt about a mention counts in a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// It raises to the review level or the rule's own, whichever is lower.
    Review,
    /// `even when unsure`: it counts in full.
    Full,
    /// `only when said`: it does not count.
    None,
}

/// A range of children or terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn of<T>(self, all: &[T]) -> &[T] {
        all.get(self.start as usize..self.end as usize).unwrap_or(&[])
    }
}

/// A condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// Every child.
    All(Span),
    /// One child.
    Any(Span),
    /// So many children.
    AtLeast(u16, Span),
    /// A concept in the text.
    Concept(ConceptTest),
    /// The highest temperature in the text, in thousandths of a degree Celsius.
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
    /// One of these terms among the long-term conditions.
    HasCondition(Span),
    /// One of these terms among the medicines.
    TakesMedicine(Span),
    /// An answer; the terms are the question and, for `Text`, the words.
    Answer(Span, AnswerTest),
    /// Which form.
    Form(Form),
    /// Who wrote.
    Sender(Sender),
}

/// What an answer is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerTest {
    /// Ticked yes.
    Yes,
    /// Ticked no.
    No,
    /// Holds these words.
    Text,
}

/// A range, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Lowest that counts.
    pub lowest: i32,
    /// Highest that counts.
    pub highest: i32,
}

/// A concept in a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl ConceptTest {
    /// What most conditions ask: present in the patient, whenever.
    pub(crate) fn present(concept: ConceptId) -> Self {
        Self { concept, reading: Reading::Present, whom: Whom::Patient, time: None }
    }
}

/// How a concept must stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Whom {
    /// The patient.
    Patient,
    /// A relative who is not the patient.
    Relative,
    /// Anybody.
    Anyone,
}

/// When a finding must hold, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Time {
    /// Now, or at most so long ago.
    Within(u32),
    /// Lasting at least so long.
    ForAtLeast(u32),
    /// Lasting at most so long.
    ForAtMost(u32),
}

/// A row of the routing table; every part that is `None` fits anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The most and least urgent level that fits, or several.
    pub levels: Option<Vec<LevelId>>,
    /// Facts that must certainly hold.
    pub facts: Vec<NodeId>,
    /// One of these must certainly be said.
    pub asks_about: Vec<ConceptId>,
    /// None of these may be said or even possible.
    pub not_about: Vec<ConceptId>,
    /// Whether the practice must be open or closed.
    pub open: Option<bool>,
    /// Where it goes.
    pub target: Target,
}

/// Where a request goes, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The destination.
    pub destination: DestinationId,
    /// A deadline of the destination's own.
    pub by: Option<Deadline>,
}

impl Plan {
    /// Which policy it was made of.
    #[must_use]
    pub fn policy(&self) -> &PolicyInfo {
        &self.policy
    }

    /// The levels of urgency, most urgent first.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The level to which a doubtful mention or an unreadable request raises.
    #[must_use]
    pub fn review_level(&self) -> LevelId {
        self.review
    }

    /// The words.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The concepts in the order of their names.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The red flags in the order of their ids.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The destinations.
    #[must_use]
    pub fn destinations(&self) -> &[String] {
        &self.destinations
    }

    /// The opening hours, if the policy states any.
    #[must_use]
    pub fn calendar(&self) -> Option<&Calendar> {
        self.calendar.as_ref()
    }

    /// A rule by its id.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(id.index())
    }

    /// A level by its id.
    #[must_use]
    pub fn level(&self, id: LevelId) -> Option<&Level> {
        self.levels.get(id.index())
    }

    /// A condition by its id.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<Node> {
        self.nodes.get(id.index()).copied()
    }

    /// The children of a condition, in the author's order.
    #[must_use]
    pub fn children(&self, node: Node) -> &[NodeId] {
        match node {
            Node::All(span) | Node::Any(span) | Node::AtLeast(_, span) => span.of(&self.children),
            _ => &[],
        }
    }

    /// The terms that a condition compares with.
    #[must_use]
    pub fn terms(&self, node: Node) -> &[String] {
        match node {
            Node::HasCondition(span) | Node::TakesMedicine(span) | Node::Answer(span, _) => span.of(&self.terms),
            _ => &[],
        }
    }

    /// The name of a concept.
    #[must_use]
    pub fn concept_name(&self, id: ConceptId) -> &str {
        self.concepts.get(id.index()).map_or("", |concept| &concept.name)
    }
}

//! Everything that stands in the document, in words, in the order in which it is shown.
//!
//! # Why
//! Markdown and HTML must say the same, so what is said is decided once, here, and the two writers only lay it out.
//!
//! # How
//! Every text is as its author wrote it or as it is read aloud; nothing is escaped yet. What can be pointed at has an anchor,
//! and a [`Link`] names the anchor that it leads to.
//!
//! # Invariants
//! Every link's anchor is the anchor of something in the same document.
//!
//! Before: `gather`. After: `markdown` and `html`.

/// The whole document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) version: String,
    /// What is known of the policy: a word for it, and what it is.
    pub(crate) particulars: Vec<(&'static str, String)>,
    /// What a reader must know before relying on anything below.
    pub(crate) warnings: Vec<String>,
    /// How much there is of everything.
    pub(crate) counts: Vec<Count>,
    pub(crate) levels: Vec<Level>,
    pub(crate) routing: Routing,
    pub(crate) hours: Option<Hours>,
    pub(crate) hazards: Vec<Hazard>,
    pub(crate) sources: Vec<Source>,
    pub(crate) concepts: Vec<Concept>,
}

/// A number of the summary.
#[derive(Debug)]
pub(crate) struct Count {
    pub(crate) what: String,
    pub(crate) number: usize,
    /// Somebody should look at it.
    pub(crate) care: bool,
}

/// The way to something in the same document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) anchor: String,
    pub(crate) text: String,
}

/// A level of urgency with its red flags.
#[derive(Debug)]
pub(crate) struct Level {
    pub(crate) anchor: String,
    pub(crate) name: String,
    /// What people see, where that is another word.
    pub(crate) called: Option<String>,
    pub(crate) deadline: String,
    pub(crate) rules: Vec<Rule>,
}

/// A red flag.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) anchor: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) lock: &'static str,
    pub(crate) when: Clause,
    pub(crate) raised_to: String,
    /// How doubtful words and unknown facts count.
    pub(crate) doubt: Vec<String>,
    pub(crate) tell: Vec<String>,
    pub(crate) notify: Vec<String>,
    pub(crate) flags: Vec<String>,
    pub(crate) because: Option<String>,
    pub(crate) sources: Vec<Cited>,
    pub(crate) hazards: Vec<Link>,
    pub(crate) review: Review,
    pub(crate) fires: Vec<Example>,
    pub(crate) quiet: Vec<Example>,
    pub(crate) known_misses: Vec<Example>,
    pub(crate) known_alarms: Vec<Example>,
}

/// A condition, taken apart far enough that no "and" can be mistaken for another's.
#[derive(Debug)]
pub(crate) enum Clause {
    /// One thing that is asked, with the concept that it asks for.
    One { words: String, concept: Option<String> },
    /// Several, under a heading such as "any of these".
    Several { heading: String, parts: Vec<Clause> },
}

/// A source as a rule or concept cites it.
#[derive(Debug)]
pub(crate) struct Cited {
    pub(crate) link: Link,
    pub(crate) read: Read,
}

/// Whether somebody has read a source.
#[derive(Debug)]
pub(crate) enum Read {
    /// On this day.
    On(String),
    /// Nobody has, and why.
    Not(String),
}

impl Read {
    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Read::Not(_))
    }
}

/// When something must be looked at again.
#[derive(Debug)]
pub(crate) struct Review {
    /// The day in words, if there is one.
    pub(crate) by: Option<String>,
    /// It is past the day that was asked about.
    pub(crate) overdue: bool,
}

/// A message that stands as an example in a red flag.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) text: String,
    /// Who writes, as the author put it.
    pub(crate) from: Option<String>,
}

/// The routing table.
#[derive(Debug)]
pub(crate) struct Routing {
    pub(crate) title: Option<String>,
    pub(crate) rows: Vec<Row>,
    /// Where the rest goes, and by when.
    pub(crate) otherwise: (String, String),
}

/// A row of the routing table; a cell that restricts nothing is empty.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) urgency: String,
    pub(crate) facts: Vec<String>,
    pub(crate) asks_about: Vec<Link>,
    pub(crate) not_about: Vec<Link>,
    pub(crate) open: Option<bool>,
    pub(crate) send_to: String,
    pub(crate) by: String,
}

/// When the practice is open.
#[derive(Debug)]
pub(crate) struct Hours {
    pub(crate) zone: String,
    pub(crate) lines: Vec<String>,
    /// The closed days while the policy is valid.
    pub(crate) closed: Vec<String>,
}

/// An entry of the hazard log.
#[derive(Debug)]
pub(crate) struct Hazard {
    pub(crate) anchor: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) severity: Option<&'static str>,
    pub(crate) likelihood: Option<&'static str>,
    pub(crate) causes: Vec<String>,
    pub(crate) effects: Vec<String>,
    pub(crate) controls: Vec<String>,
    pub(crate) rules: Vec<Link>,
}

/// Where content comes from.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) anchor: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) address: Option<String>,
    pub(crate) read: Read,
    pub(crate) rules: Vec<Link>,
    pub(crate) concepts: Vec<Link>,
}

/// Something that patients say.
#[derive(Debug)]
pub(crate) struct Concept {
    pub(crate) anchor: String,
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) codes: Vec<String>,
    /// Every phrase as it was written.
    pub(crate) say: Vec<String>,
    pub(crate) not_when: Vec<String>,
    pub(crate) includes: Vec<Link>,
    pub(crate) only_when: Option<Clause>,
    /// What counts beyond the ordinary: `past`, `someone else`, `hypothetical`.
    pub(crate) counts_when: Vec<&'static str>,
    pub(crate) because: Option<String>,
    pub(crate) sources: Vec<Cited>,
    pub(crate) review: Review,
    pub(crate) rules: Vec<Link>,
    /// The concepts that take its words as theirs.
    pub(crate) included_by: Vec<Link>,
    /// The rows of the routing table that ask for it, from 1.
    pub(crate) rows: Vec<usize>,
    /// Neither a red flag nor a row asks for it, even through another concept.
    pub(crate) unused: bool,
}

impl Document {
    /// Every red flag in the order shown.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.levels.iter().flat_map(|level| &level.rules)
    }
}

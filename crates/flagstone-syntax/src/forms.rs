//! Every kind of line: the words it begins with, the block it belongs to, its grammar rule, and one right example of it.
//!
//! # Why
//! One table serves four readers: the splitter finds a line's rule in it, the parser its block, the messages their examples, and
//! "did you mean" its candidates.
//!
//! # Invariants
//! Keywords are lower case with single spaces.
//! Every example is read by its own rule (a test proves it).
//!
//! # Cost
//! Finding a form compares the start of the line with each keyword of one block: at most sixteen.

use flagstone_grammar::Rule;

/// A kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Policy,
    Vocabulary,
    Use,
    Setting,
    Hazard,
    Source,
    Urgency,
    Concept,
    RedFlag,
    Routing,
    Hours,
    Test,
    /// A block of a later version of the language: told once, and its lines passed over.
    Reserved,
}

/// One kind of line.
#[derive(Debug)]
pub(crate) struct Form {
    /// The words it begins with.
    pub(crate) keyword: &'static str,
    /// Its grammar rule.
    pub(crate) rule: Rule,
    /// One right example.
    pub(crate) example: &'static str,
}

const fn form(keyword: &'static str, rule: Rule, example: &'static str) -> Form {
    Form { keyword, rule, example }
}

/// The lines that begin a block.
pub(crate) const TOP: &[(Block, Form)] = &[
    (Block::Policy, form("policy", Rule::line_policy, "policy \"Example Surgery\" version 1.0.0")),
    (Block::Vocabulary, form("vocabulary", Rule::line_vocabulary, "vocabulary \"uk gp core\" version 1.4")),
    (Block::Use, form("use vocabulary", Rule::line_use, "use vocabulary \"uk gp core\" version 1.4")),
    (
        Block::Setting,
        form("setting", Rule::line_setting, "setting routine daily level is a number from 20 to 200, normally 80"),
    ),
    (
        Block::Hazard,
        form("hazard", Rule::line_hazard, "hazard HAZ-007 \"A heart attack is read as a routine request\""),
    ),
    (Block::Source, form("source", Rule::line_source, "source CG95 \"NICE CG95 Recent-onset chest pain\"")),
    (Block::Urgency, form("urgency", Rule::line_urgency, "urgency within 24 hours")),
    (Block::Concept, form("concept", Rule::line_concept, "concept chest pain")),
    (Block::RedFlag, form("red flag", Rule::line_red_flag, "red flag RF-014 \"Possible heart attack\" locked")),
    (Block::Routing, form("routing", Rule::line_routing, "routing \"Where requests go\"")),
    (Block::Hours, form("hours", Rule::line_hours, "hours")),
    (Block::Test, form("test", Rule::line_test, "test \"a busy Monday\"")),
];

/// Blocks of a later version.
pub(crate) const RESERVED: &[&str] =
    &["capacity", "guarantee", "change setting", "add phrases to", "waive", "contract"];

const ALLOW: Form = form("allow", Rule::line_allow, "allow flat-bullets because \"The list was checked by two GPs.\"");
const BECAUSE: Form = form("because", Rule::line_because, "because \"Chest pain with sweating needs an ambulance.\"");
const SOURCES: Form = form("source", Rule::line_sources, "source CG95, NG158");
const REVIEW_BY: Form = form("review by", Rule::line_review_by, "review by 2027-06-01");

const HEADER: &[Form] = &[
    form("publisher", Rule::line_publisher, "publisher \"Example LMC\""),
    form("applies to", Rule::line_applies_to, "applies to England"),
    form("valid", Rule::line_valid, "valid 2026-10-01 to 2027-03-31"),
    form("owner", Rule::line_owner, "owner \"Clinical Safety Officer, Example LMC\""),
    form("review level", Rule::line_review_level, "review level same day"),
    REVIEW_BY,
    ALLOW,
];

const HAZARD: &[Form] = &[
    form("severity", Rule::line_severity, "severity catastrophic"),
    form("likelihood", Rule::line_likelihood, "likelihood low"),
    form("cause", Rule::line_cause, "cause \"The phrase is missing.\""),
    form("effect", Rule::line_effect, "effect \"The patient waits.\""),
    form("control", Rule::line_control, "control \"A person reads every message that is not understood.\""),
    ALLOW,
];

const SOURCE: &[Form] = &[
    form("not checked", Rule::line_not_checked, "not checked, because \"from general knowledge, to be verified\""),
    form("checked", Rule::line_checked, "checked 2026-06-01"),
    form("link", Rule::line_link, "link \"https://www.nice.org.uk/guidance/cg95\""),
    ALLOW,
];

const URGENCY: &[Form] = &[
    form("after", Rule::line_after, "after same day"),
    form("called", Rule::line_called, "called \"within a day\""),
    form("deadline", Rule::line_deadline, "deadline within 24 hours"),
];

const CONCEPT: &[Form] = &[
    form("means", Rule::line_means, "means SNOMED 29857009"),
    form("kind", Rule::line_kind, "kind symptom"),
    form("say", Rule::line_say, "say \"chest pain\", \"pain in my chest\""),
    form("includes", Rule::line_includes, "includes angina, heart attack words"),
    form("not when", Rule::line_not_when, "not when \"chest of drawers\""),
    form("only when", Rule::line_only_when, "only when patient is under 3 months"),
    form("counts when", Rule::line_counts_when, "counts when past, someone else"),
    BECAUSE,
    SOURCES,
    REVIEW_BY,
    ALLOW,
];

const RED_FLAG: &[Form] = &[
    form("when", Rule::line_when, "when chest pain"),
    form("and", Rule::line_and, "and patient is 18 or over"),
    form("or", Rule::line_or, "or collapse"),
    form("raise to", Rule::line_raise_to, "raise to emergency"),
    form("tell patient", Rule::line_tell_patient, "tell patient \"Call 999 now.\""),
    form("notify", Rule::line_notify, "notify safeguarding lead"),
    form("flag", Rule::line_flag, "flag safeguarding"),
    form("even when unsure", Rule::line_even_when_unsure, "even when unsure"),
    form("only when said", Rule::line_only_when_said, "only when said, because \"Doubt about this is harmless.\""),
    form("only when known", Rule::line_only_when_known, "only when known, because \"The age is on every form.\""),
    form("hazard", Rule::line_hazards, "hazard HAZ-007"),
    form("example", Rule::line_example, "example \"crushing chest pain and I'm sweating\" fires"),
    BECAUSE,
    SOURCES,
    REVIEW_BY,
    ALLOW,
];

const ROUTING: &[Form] = &[
    form("the first row", Rule::line_first_row, "the first row that fits wins, otherwise send to \"care navigator\""),
    form("otherwise", Rule::line_otherwise, "otherwise send to \"care navigator\""),
    ALLOW,
];

const HOURS: &[Form] = &[
    form("open", Rule::line_open, "open 08:00 to 18:30 on weekdays, Europe/London"),
    form("closed on", Rule::line_closed_on, "closed on bank holidays in England"),
];

const TEST: &[Form] = &[
    form("given", Rule::line_given, "given a weekday at 11:00"),
    form("when", Rule::line_writes, "when a 34 year old woman writes \"repeat prescription please\""),
    form("expect", Rule::line_expect, "expect urgency routine"),
    form("and expect", Rule::line_expect, "and expect sent to prescriptions"),
    form("and", Rule::line_and_given, "and the form is admin"),
];

/// A bullet, whose dashes have been taken off.
pub(crate) const BULLET: Form = form("-", Rule::line_bullet, "- sweating");

/// The lines of a kind of block.
pub(crate) fn forms(block: Block) -> &'static [Form] {
    match block {
        Block::Policy | Block::Vocabulary => HEADER,
        Block::Hazard => HAZARD,
        Block::Source => SOURCE,
        Block::Urgency => URGENCY,
        Block::Concept => CONCEPT,
        Block::RedFlag => RED_FLAG,
        Block::Routing => ROUTING,
        Block::Hours => HOURS,
        Block::Test => TEST,
        Block::Use | Block::Setting | Block::Reserved => &[],
    }
}

/// The form among several whose keyword a line begins with; the longest one if there are more.
pub(crate) fn find<'f>(forms: impl IntoIterator<Item = &'f Form>, text: &str) -> Option<&'f Form> {
    forms.into_iter().filter(|form| begins_with(text, form.keyword)).max_by_key(|form| form.keyword.len())
}

/// Whether a line begins with these words, whatever its case.
pub(crate) fn begins_with(text: &str, words: &str) -> bool {
    let Some(start) = text.get(..words.len()) else {
        return false;
    };
    let next = text.get(words.len()..).and_then(|rest| rest.chars().next());
    start.eq_ignore_ascii_case(words)
        && !next.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '\''))
}

/// What people call a kind of block.
pub(crate) fn title(block: Block) -> &'static str {
    match block {
        Block::Policy => "a policy",
        Block::Vocabulary => "a vocabulary",
        Block::Use => "a `use vocabulary` line",
        Block::Setting => "a setting",
        Block::Hazard => "a hazard",
        Block::Source => "a source",
        Block::Urgency => "an urgency level",
        Block::Concept => "a concept",
        Block::RedFlag => "a red flag",
        Block::Routing => "a routing table",
        Block::Hours => "opening hours",
        Block::Test => "a test",
        Block::Reserved => "a block of a later version",
    }
}

/// Every kind of block that has lines of its own.
pub(crate) const BLOCKS: &[Block] = &[
    Block::Policy,
    Block::Hazard,
    Block::Source,
    Block::Urgency,
    Block::Concept,
    Block::RedFlag,
    Block::Routing,
    Block::Hours,
    Block::Test,
];

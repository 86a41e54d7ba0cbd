//! Policies that always lower: every name is declared, every range is sensible, and chance does the rest.
//!
//! Lints do not matter here: a rule that another covers and a row that is never reached must still be decided rightly.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::pair::Source;

/// A policy as blocks of text; all but the header may change places.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// The `policy` block.
    pub header: String,
    /// Every other block.
    pub blocks: Vec<String>,
}

impl Sketch {
    /// All of it in one file.
    #[must_use]
    pub fn source(&self) -> Source {
        Source::one(&format!("{}\n{}", self.header, self.blocks.join("\n")))
    }

    /// Every block in a file of its own, the last first.
    #[must_use]
    pub fn scattered(&self) -> Source {
        let named = |(at, block): (usize, &String)| (format!("part-{at}.flag"), block.clone());
        let parts = self.blocks.iter().rev().enumerate().map(named);
        Source(parts.chain([("whole.flag".to_owned(), self.header.clone())]).collect())
    }

    /// The same with one more block.
    #[must_use]
    pub fn with(&self, block: &str) -> Self {
        let mut more = self.clone();
        more.blocks.push(block.to_owned());
        more
    }

    /// Whether it leaves unknown facts out of account somewhere.
    #[must_use]
    pub fn asks_for_known_facts(&self) -> bool {
        self.blocks.iter().any(|block| block.contains("only when known"))
    }
}

/// Concepts, each with the phrases it may say.
const CONCEPTS: [(&str, &[&str]); 8] = [
    (
        "chest pain",
        &[
            "chest pain",
            "pain in (my|the) chest",
            "tight~ ... chest",
            "(pain|aching) [right] across ... chest",
            "(pain|pain in) ... (chest|my chest)",
        ],
    ),
    ("sweating", &["sweat~", "clammy", "cold sweat"]),
    ("fever", &["fever", "burning up", "temp~\" of 38 degrees or more, \"febrile"]),
    ("stroke", &["stroke", "mini stroke", "face (dropping|drooping)"]),
    ("cough", &["cough~", "cough~ ... blood", "chest infection"]),
    ("bleeding", &["bleed~", "blood\" within 3 words of \"urine\", \"wee", "lost (a lot of|much) blood"]),
    ("breathless", &["can't breathe", "short of breath", "sob", "not ... breathe"]),
    ("repeat prescription", &["repeat prescription", "more tablets", "prescription"]),
];

const LEVELS: [&str; 6] = ["emergency", "immediate", "same day", "within 48 hours", "within a week", "routine"];
const PLACES: [&str; 4] = ["duty doctor", "pharmacy first", "nurse", "\"care navigator\""];
const DEADLINES: [&str; 6] = ["now", "2 hours", "close today", "the next working day", "3 working days", "3 days"];
const AGES: [&str; 7] = ["18 or over", "under 5", "under 3 months", "5 to 17", "65 or over", "over 40", "17 or under"];

/// Conditions that read no words.
const FACTS: [&str; 17] = [
    "patient is 18 or over",
    "patient is under 5",
    "patient is under 3 months",
    "patient is 16 to 64",
    "patient is female",
    "patient is male",
    "patient is pregnant",
    "patient is not pregnant",
    "patient is 20 weeks pregnant or more",
    "patient gave birth in the last 6 weeks",
    "patient had surgery in the last 6 weeks",
    "patient has \"diabetes\", \"copd\"",
    "patient takes \"warfarin\"",
    "form is admin",
    "sender is carer",
    "answer to \"Chest pain\" is yes",
    "answer to \"Any fever?\" is \"yesterday\"",
];

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    select(texts).prop_map(str::to_owned)
}

fn name() -> impl Strategy<Value = String> + Clone {
    select(&CONCEPTS[..]).prop_map(|(name, _)| name.to_owned())
}

fn some_of(lines: &'static [&'static str], at_most: usize) -> impl Strategy<Value = Vec<String>> {
    subsequence(lines, 0..=at_most).prop_map(|lines| lines.into_iter().map(str::to_owned).collect())
}

fn concept(at: usize) -> impl Strategy<Value = String> {
    let (own, phrases) = CONCEPTS[at];
    let extras: &[&str] = &[
        "counts when past",
        "counts when someone else",
        "counts when hypothetical",
        "not when \"chest infection clinic\", \"sweat pants\"",
        "not when \"stroke ... clinic\", \"no tight\"",
        "only when patient is under 5",
        "only when patient is female or patient is 65 or over",
        "only when answer to \"Chest pain\" is yes",
    ];
    let kind = one_of(&["", "\n  kind condition", "\n  kind condition", "\n  kind context"]);
    let included = prop_oneof![5 => Just(None), 1 => name().prop_map(Some)];
    (subsequence(phrases, 1..=phrases.len()), subsequence(extras, 0..=2), included, kind).prop_map(
        move |(phrases, extras, included, kind)| {
            let say = phrases.iter().map(|phrase| format!("\n  say \"{phrase}\""));
            let gates = extras.iter().filter(|line| line.starts_with("only when")).count();
            let extras = extras
                .iter()
                .filter(|line| gates < 2 || !line.starts_with("only when"))
                .map(|line| format!("\n  {line}"));
            let includes = included.filter(|other| other != own).map(|other| format!("\n  includes {other}"));
            format!("concept {own}{kind}{}\n", say.chain(extras).chain(includes).collect::<String>())
        },
    )
}

/// One test of a concept.
fn concept_test() -> impl Strategy<Value = String> + Clone {
    let readings = &["", "", "", "ongoing ", "certain ", "past ", "ever ", "possible ", "mentioned "];
    let persons = &["", "", "", " in a relative", " in anyone"];
    let times = &[
        "",
        "",
        "",
        ", now",
        ", now or in the last 12 hours",
        ", in the last 2 weeks",
        ", for more than 3 weeks",
        ", for less than 2 days",
    ];
    (one_of(readings), name(), one_of(persons), one_of(times))
        .prop_map(|(reading, name, whom, time)| format!("{reading}{name}{whom}{time}"))
}

fn atom() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        5 => concept_test(),
        4 => one_of(&FACTS),
        1 => one_of(&["temperature is 38 or more", "temperature is under 35", "temperature is 38 to 40"]),
    ]
}

/// A condition before it is written.
#[derive(Clone, Debug)]
enum Tree {
    Chain(Vec<String>, &'static str),
    Group(usize, Vec<Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let chain =
        (vec(atom(), 1..3), select(vec![" and ", " or "])).prop_map(|(atoms, joiner)| Tree::Chain(atoms, joiner));
    let leaf = prop_oneof![3 => atom().prop_map(|atom| Tree::Chain(vec![atom], "")), 1 => chain];
    leaf.prop_recursive(3, 12, 4, |inner| {
        (0..5_usize, vec(inner, 1..4)).prop_map(|(head, parts)| Tree::Group(head, parts))
    })
}

impl Tree {
    /// What stands on its own line, and the bullets under it.
    fn write(&self, depth: usize, bullets: &mut Vec<String>) -> String {
        match self {
            Tree::Chain(atoms, joiner) => atoms.join(joiner),
            Tree::Group(head, parts) => {
                for part in parts {
                    let at = bullets.len();
                    let line = part.write(depth + 1, bullets);
                    bullets.insert(at, format!("  {} {line}", "-".repeat(depth)));
                }
                match head {
                    0 => "any of".to_owned(),
                    1 => "all of".to_owned(),
                    more => format!("at least {} of", (more - 1).min(parts.len())),
                }
            }
        }
    }
}

/// The `when` line of a rule with what follows it.
pub fn condition() -> impl Strategy<Value = String> {
    let said = concept_test().prop_map(|test| Tree::Chain(vec![test], ""));
    let plain = name().prop_map(|name| Tree::Chain(vec![name], ""));
    let first =
        prop_oneof![3 => plain, 2 => said, 1 => atom().prop_map(|atom| Tree::Chain(vec![atom], "")), 2 => tree()];
    // A line with `and` in it cannot follow in a list of `or`, so chains stand in bullets only.
    (vec(first, 1..4), one_of(&["and", "and", "or"])).prop_map(|(lines, joiner)| {
        let mut written = Vec::new();
        for (at, tree) in lines.iter().enumerate() {
            let mut bullets = Vec::new();
            let tree = match tree {
                Tree::Chain(atoms, joiner) if atoms.len() > 1 => &Tree::Group(
                    usize::from(*joiner == " and "),
                    atoms.iter().map(|atom| Tree::Chain(vec![atom.clone()], "")).collect(),
                ),
                other => other,
            };
            let line = tree.write(1, &mut bullets);
            written.push(format!("  {} {line}", if at == 0 { "when" } else { joiner.as_str() }));
            written.extend(bullets);
        }
        written.join("\n")
    })
}

/// A red flag of this number.
pub fn red_flag(number: usize) -> impl Strategy<Value = String> {
    let lines = some_of(
        &[
            "tell patient \"Call 999 now.\"",
            "tell patient \"We will ring you.\"",
            "notify safeguarding lead and practice manager",
            "notify icb",
            "flag safeguarding",
            "flag sepsis",
        ],
        3,
    );
    let doubt = one_of(&["", "", "", "even when unsure", "only when said, because \"tested\""]);
    let known = one_of(&["", "", "", "", "only when known, because \"tested\""]);
    (condition(), select(&LEVELS[..]), lines, doubt, known).prop_map(move |(when, level, lines, doubt, known)| {
        // Nothing that raises to the top may leave out what has passed.
        let leans = when.contains("certain ") || when.contains("ongoing ");
        let level = if leans && matches!(level, "emergency" | "immediate") { "same day" } else { level };
        let more: Vec<String> = lines
            .into_iter()
            .chain([doubt, known])
            .filter(|line| !line.is_empty())
            .map(|line| format!("\n  {line}"))
            .collect();
        format!("red flag RF-{number:03} \"Rule {number}\"\n{when}\n  raise to {level}{}\n", more.concat())
    })
}

fn row() -> impl Strategy<Value = String> {
    let urgency = prop_oneof![
        3 => Just("any".to_owned()),
        1 => one_of(&LEVELS),
        1 => one_of(&["same day or above", "within a week or below", "emergency or immediate"]),
    ];
    let age = prop_oneof![6 => Just("any".to_owned()), 1 => one_of(&AGES)];
    let sex = one_of(&["any", "any", "any", "any", "any", "female", "male"]);
    let form = one_of(&["any", "any", "any", "any", "any", "admin", "medical or document"]);
    let sender = one_of(&["any", "any", "any", "any", "any", "carer", "patient"]);
    let about =
        prop_oneof![2 => Just("any".to_owned()), 2 => name(), 1 => name().prop_map(|name| format!("not {name}"))];
    let hours = one_of(&["any", "any", "any", "any", "open", "closed"]);
    let by = prop_oneof![1 => Just("any".to_owned()), 1 => one_of(&DEADLINES)];
    (urgency, age, sex, form, sender, about, hours, (one_of(&PLACES), by)).prop_map(
        |(urgency, age, sex, form, sender, about, hours, (place, by))| {
            format!("  | {urgency} | {age} | {sex} | {form} | {sender} | {about} | {hours} | {place} | {by} |\n")
        },
    )
}

fn routing() -> impl Strategy<Value = String> {
    (vec(row(), 0..6), one_of(&PLACES), one_of(&["", " by close today", " by 2 hours"])).prop_map(|(rows, place, by)| {
        let head = "  | urgency | age | sex | form | sender | asks about | hours | send to | by |\n";
        format!("routing \"Where requests go\"\n  the first row that fits wins, otherwise send to {place}{by}\n{head}{}", rows.concat())
    })
}

fn hours() -> impl Strategy<Value = String> {
    one_of(&[
        "hours\n  open 08:00 to 18:30 on weekdays, Europe/London\n  closed on bank holidays in England\n",
        "hours\n  open 08:00 to 12:30 on weekdays\n  open 13:30 to 18:00 on Monday, Tuesday\n  closed on 2026-12-24\n",
        "hours\n  open 00:30 to 02:30 on every day\n  open 09:00 to 12:00 on 2026-12-25\n  closed on bank holidays in England\n",
        "hours\n  open 01:00 to 01:30 on weekends\n  open 07:00 to 23:59 on 2026-03-29\n",
        "hours\n  open 10:00 to 16:00 on weekends, America/New_York\n",
    ])
}

/// Blocks that a policy may do without.
fn extras() -> impl Strategy<Value = Vec<String>> {
    some_of(
        &[
            "urgency within 24 hours\n  after same day\n  called \"within a day\"\n  deadline within 24 hours\n",
            "urgency routine\n  deadline by close on the next working day\n",
            "setting routine daily level is a number from 20 to 200, normally 80\n",
            "hazard HAZ-001 \"A heart attack is read as a routine request\"\n  severity catastrophic\n  likelihood low\n",
            "source CG95 \"NICE CG95\"\n  checked 2026-06-01\n",
        ],
        3,
    )
}

/// A policy with every concept, some red flags, and perhaps a table and hours.
pub fn policy() -> impl Strategy<Value = Sketch> {
    let concepts = (concept(0), concept(1), concept(2), concept(3), concept(4), concept(5), concept(6), concept(7));
    let rules = vec(any::<u8>(), 1..6).prop_flat_map(|rules| (0..rules.len()).map(red_flag).collect::<Vec<_>>());
    let review = one_of(&["", "", "  review level immediate\n", "  review level within 48 hours\n"]);
    let tables = (proptest::option::weighted(0.8, routing()), proptest::option::weighted(0.8, hours()));
    (review, concepts, rules, tables, extras()).prop_map(|(review, concepts, rules, (routing, hours), extras)| {
        let header = format!("policy \"Example\" version 1.0.0\n  valid 2026-10-01 to 2027-03-31\n{review}");
        let (a, b, c, d, e, f, g, h) = concepts;
        let concepts = [a, b, c, d, e, f, g, h];
        let blocks = extras.into_iter().chain(concepts).chain(rules).chain(routing).chain(hours).collect();
        Sketch { header, blocks }
    })
}

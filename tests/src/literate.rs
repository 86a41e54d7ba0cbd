//! Tests that a clinician can read: prose, a policy, and requests with what must come of them.
//!
//! # Why
//! What the language means should be checked by people who do not program. So these tests are Markdown, in `tests/language/`.
//!
//! # How
//! ````text
//! ```flagstone                          a policy holds for all requests after it, up to the next policy
//! policy "Example" version 1.0.0
//! ...
//! ```
//!
//! ### A worry is not a complaint        begins a request
//!
//! > I'm worried about chest pain.       what the patient writes; a line `> ---` begins the next field of the form
//!
//! - from: a 58 year old man             what is known
//! - fires: RF-001 in doubt              what must come out
//! ````
//! What is known: `from`, `sender`, `form`, `received` (local date and time), `answer` (`"Chest pain" is no`).
//! What must come out, each exactly: `urgency`, `fires` (ids, with `in doubt` where it is; `nothing`), `evidence` (the very
//! words, of all fired rules, in the order of the text), `denied` (words of mentions that do not count), `missing`, `reasons`,
//! `sent to`, `deadline` (local), `told`, `notified`, `marked`.
//! A policy followed by `- refused: slug` must be refused with that slug, and with no other error.
//! Everything else is prose.

use std::collections::BTreeMap;

use flagstone_records::{Json, person};

use crate::case::{Case, Tick};

/// A policy and what is expected of it.
#[derive(Clone, Debug, Default)]
pub struct Chapter {
    /// The line on which the policy begins.
    pub line: usize,
    /// The source of the policy.
    pub policy: String,
    /// The slugs with which it is refused.
    pub refused: Vec<String>,
    /// Requests under it.
    pub scenes: Vec<Scene>,
}

/// A request and what must come of it.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The line on which it begins.
    pub line: usize,
    /// What it is called.
    pub title: String,
    /// The request.
    pub case: Case,
    /// What must come out, by key.
    pub expect: BTreeMap<&'static str, String>,
}

/// What can be expected.
pub const EXPECTATIONS: [&str; 12] = [
    "urgency", "fires", "evidence", "denied", "missing", "reasons", "sent to", "deadline", "told", "notified",
    "marked", "refused",
];

/// Reads a file of literate tests; panics with the line where one cannot be read.
#[must_use]
pub fn parse(text: &str) -> Vec<Chapter> {
    let mut reader = Reader::default();
    for (number, line) in (1..).zip(text.lines()) {
        reader.line(number, line.trim_end());
    }
    assert!(!reader.in_policy, "a policy is not closed");
    reader.chapters
}

#[derive(Default)]
struct Reader {
    chapters: Vec<Chapter>,
    title: (usize, String),
    in_policy: bool,
    in_quote: bool,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        if self.in_policy || line == "```flagstone" {
            return self.policy(number, line);
        }
        let quoted = line.strip_prefix('>').map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
        match (quoted, line.strip_prefix("### "), line.strip_prefix("- ")) {
            (Some(words), ..) => self.quote(number, words),
            (_, Some(title), _) => self.title = (number, title.to_owned()),
            (_, _, Some(item)) => self.item(number, item),
            _ => {}
        }
        self.in_quote = quoted.is_some();
    }

    fn policy(&mut self, number: usize, line: &str) {
        match (self.in_policy, line) {
            (false, _) => self.chapters.push(Chapter { line: number, ..Chapter::default() }),
            (true, "```") => {}
            (true, _) => {
                let policy = &mut self.chapters.last_mut().expect("inside a policy").policy;
                policy.push_str(line);
                policy.push('\n');
            }
        }
        self.in_policy = line != "```";
    }

    /// A quote after a heading begins a scene; `---` begins its next field.
    fn quote(&mut self, number: usize, words: &str) {
        let chapter = self.chapters.last_mut().unwrap_or_else(|| panic!("line {number}: a request before any policy"));
        if !self.in_quote {
            assert!(self.title.0 > 0, "line {number}: a request without a heading of its own");
            let (line, title) = std::mem::take(&mut self.title);
            let case = Case { fields: vec![Vec::new()], ..Case::default() };
            chapter.scenes.push(Scene { line, title, case, ..Scene::default() });
        }
        let fields = &mut chapter.scenes.last_mut().expect("just pushed").case.fields;
        if words == "---" {
            fields.push(Vec::new());
            return;
        }
        let field = fields.last_mut().expect("there is a field");
        if !field.is_empty() {
            field.push(b'\n');
        }
        field.extend_from_slice(words.as_bytes());
    }

    fn item(&mut self, number: usize, item: &str) {
        let Some((key, value)) = item.split_once(':') else { return };
        let chapter =
            self.chapters.last_mut().unwrap_or_else(|| panic!("line {number}: an expectation before any policy"));
        if key == "refused" {
            chapter.refused = value.split(',').map(|slug| slug.trim().to_owned()).collect();
            return;
        }
        let scene =
            chapter.scenes.last_mut().unwrap_or_else(|| panic!("line {number}: an expectation before any request"));
        if let Some(known) = EXPECTATIONS.iter().find(|known| **known == key) {
            scene.expect.insert(known, value.trim().to_owned());
        } else if let Err(problem) = given(&mut scene.case, key, value.trim()) {
            panic!("line {number}: {problem}");
        }
    }
}

/// What is known of the request.
fn given(case: &mut Case, key: &str, value: &str) -> Result<(), String> {
    let text = || Json::Text(value.to_owned());
    match key {
        "from" => *case = std::mem::take(case).from_person(&person(value)?),
        "form" => case.form = flagstone_records::form(&text())?,
        "sender" => case.sender = flagstone_records::sender(&text())?,
        "received" => case.received = Some(local(value).ok_or("write a date and a time")?),
        "answer" => case.answers.push(answer(value).ok_or("write `\"Chest pain\" is no`")?),
        _ => return Err(format!("`{key}` is neither known nor expected of a request")),
    }
    Ok(())
}

/// `2026-10-02 18:20` in London.
fn local(value: &str) -> Option<i64> {
    let time = chrono::NaiveDateTime::parse_from_str(value, "%Y-%m-%d %H:%M").ok()?;
    flagstone::local_moment("Europe/London", time)
}

fn answer(value: &str) -> Option<(String, Tick)> {
    let (question, given) = value.strip_prefix('"')?.split_once("\" is ")?;
    let tick = match given {
        "yes" => Tick::Yes,
        "no" => Tick::No,
        words => Tick::Text(words.trim_matches('"').to_owned()),
    };
    Some((question.to_owned(), tick))
}

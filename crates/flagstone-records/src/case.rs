//! Cases: requests with what a clinician says must come out.
//!
//! # Why
//! A policy is judged by whole requests, not only by its rules' own examples. Cases are written by people who do not
//! program, in Markdown, or come from a table of annotated messages, in JSON lines.
//!
//! # How
//! ```text
//! *.cases.md ────markdown──┐
//!                          ├──► CaseFile { cases, problems } ──check(plan)──► more problems
//! *.cases.jsonl ──jsonl────┘
//! ```
//!
//! # Invariants
//! Every case expects something. A case with a problem is not run: a test that cannot be read has not passed.
//!
//! Before: files beside a policy. After: `flagstone test`.

mod jsonl;
mod markdown;

use std::path::{Path, PathBuf};

use flagstone::Plan;
use flagstone::syntax::nearest;

use crate::problem::Problem;
use crate::request::OwnedRequest;

/// A request and what must come out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// What it is called.
    pub title: String,
    /// The line on which it begins.
    pub line: usize,
    /// The request.
    pub request: OwnedRequest,
    /// What must come out.
    pub expect: Expectation,
    /// To which part of the collection it belongs, for example `held-out`.
    pub split: Option<String>,
    /// In which way it is known to go wrong.
    pub known: Option<Known>,
}

/// A case that is known to go wrong stays in the collection and in its statistics, so that the gap is on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It has to be raised, and is not.
    Miss,
    /// It has to be quiet, and is raised.
    FalseAlarm,
}

impl Known {
    /// `miss` or `false alarm`; what to write otherwise.
    fn read(text: &str) -> Result<Known, &'static str> {
        match name(text).as_str() {
            "miss" => Ok(Known::Miss),
            "false alarm" => Ok(Known::FalseAlarm),
            _ => Err("write `miss` or `false alarm`"),
        }
    }
}

/// What must come out of a case; what is not said is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// It must be this urgent or more.
    pub at_least: Option<String>,
    /// It must be this urgent or less.
    pub at_most: Option<String>,
    /// These red flags must fire.
    pub fires: Vec<String>,
    /// These must not.
    pub quiet: Vec<String>,
    /// It must go there.
    pub sent_to: Option<String>,
    /// It must be marked so.
    pub flags: Vec<String>,
}

impl Expectation {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The cases of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFile {
    /// The file.
    pub path: PathBuf,
    /// The cases that could be read.
    pub cases: Vec<Case>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

/// Whether a file's name says that it holds cases.
#[must_use]
pub fn is_case_file(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.ends_with(".cases.md") || name.ends_with(".cases.jsonl")
}

/// Reads the text of a case file; the name tells the format.
#[must_use]
pub fn parse(path: &Path, text: &str) -> CaseFile {
    let markdown = path.extension().is_some_and(|extension| extension == "md");
    let (cases, mut problems) = if markdown { markdown::parse(text) } else { jsonl::parse(text) };
    let (cases, silent): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(|case| !case.expect.is_empty());
    problems.extend(silent.iter().map(|case| {
        let message = format!("the case `{}` expects nothing, so it cannot fail", case.title);
        Problem::new(case.line, "case-without-expectation", message, "add a line such as `- at least: same day`")
    }));
    problems.sort_by_key(|problem| problem.line);
    CaseFile { path: path.to_path_buf(), cases, problems }
}

impl CaseFile {
    /// Takes out the cases that name a level, red flag, destination or flag which the policy does not have, and says so.
    pub fn check(&mut self, plan: &Plan) {
        let mut found = Vec::new();
        self.cases.retain(|case| {
            let before = found.len();
            check_names(case, plan, &mut found);
            found.len() == before
        });
        self.problems.append(&mut found);
        self.problems.sort_by_key(|problem| problem.line);
    }
}

fn check_names(case: &Case, plan: &Plan, problems: &mut Vec<Problem>) {
    let expect = &case.expect;
    let levels: Vec<&str> = plan.levels().iter().map(|level| level.name.as_str()).collect();
    let rules: Vec<&str> = plan.rules().iter().map(|rule| rule.id.as_str()).collect();
    let destinations: Vec<&str> = plan.destinations().iter().map(String::as_str).collect();
    let mut flags: Vec<&str> = plan.rules().iter().flat_map(|rule| &rule.flags).map(String::as_str).collect();
    flags.push("conflict");
    let mut known = |what: &str, code: &'static str, name: &str, all: &[&str]| {
        if !all.contains(&name) {
            let message =
                format!("the case `{}` names the {what} `{name}`, which the policy does not have", case.title);
            problems.push(Problem::new(case.line, code, message, way_out(name, all)));
        }
    };
    expect.at_least.iter().chain(&expect.at_most).for_each(|name| known("level", "unknown-level", name, &levels));
    expect.fires.iter().chain(&expect.quiet).for_each(|id| known("red flag", "unknown-rule", id, &rules));
    expect.sent_to.iter().for_each(|name| known("destination", "unknown-destination", name, &destinations));
    expect.flags.iter().for_each(|name| known("flag", "unknown-flag", name, &flags));
}

fn way_out(name: &str, all: &[&str]) -> String {
    const SHOWN: usize = 12;
    match nearest(name, all.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if all.len() > SHOWN => {
            format!("it has {} others, such as `{}`", all.len(), all.first().copied().unwrap_or_default())
        }
        None => format!("it has {}", all.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// A name as the language compares it: lower case, single spaces.
fn name(text: &str) -> String {
    text.trim().trim_matches('"').split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A rule's id.
fn rule_id(text: &str) -> String {
    text.trim().to_uppercase()
}

#[cfg(test)]
mod tests;

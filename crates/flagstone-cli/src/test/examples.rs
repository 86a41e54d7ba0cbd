//! The examples that stand in rules.
//!
//! Before: a policy's source. After: `report`.

use flagstone::hir::{Example, Outcome, Rule};
use flagstone_records::{OwnedRequest, facts_of};
use serde::Serialize;

use super::Verdict;
use super::bench::{Bench, fired_words};
use crate::loading::PolicySource;

/// What became of an example.
#[derive(Debug, Serialize)]
pub(crate) struct ExampleOutcome {
    pub(crate) rule: String,
    pub(crate) text: String,
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) verdict: Verdict,
    /// For a miss what stopped the rule, for a false alarm the words for which it fired.
    pub(crate) because: Vec<String>,
}

/// Runs every example of every rule.
pub(crate) fn run(source: &PolicySource, bench: &mut Bench<'_>) -> Vec<ExampleOutcome> {
    let rules = source.policy.rules.iter();
    rules
        .flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)))
        .map(|(rule, example)| one(source, bench, rule, example))
        .collect()
}

fn one(source: &PolicySource, bench: &mut Bench<'_>, rule: &Rule, example: &Example) -> ExampleOutcome {
    let mut request = OwnedRequest::from_text(&rule.id, &example.text);
    facts_of(&example.person, &mut request);
    let words = bench.decide(&request, |decision| fired_words(decision, Some(&rule.id)));
    let verdict = match (example.outcome, words.is_empty()) {
        (Outcome::Fires, false) => Verdict::CorrectlyRaised,
        (Outcome::Fires, true) => Verdict::Missed,
        (Outcome::DoesNotFire, true) => Verdict::CorrectlyQuiet,
        (Outcome::DoesNotFire, false) => Verdict::FalseAlarm,
        (Outcome::KnownMiss, true) => Verdict::KnownMiss,
        (Outcome::KnownMiss, false) => Verdict::KnownMissMended,
        (Outcome::KnownFalseAlarm, false) => Verdict::KnownFalseAlarm,
        (Outcome::KnownFalseAlarm, true) => Verdict::KnownFalseAlarmMended,
    };
    let because = match verdict {
        Verdict::FalseAlarm => words,
        Verdict::Missed => stopped(bench, &request, &rule.id),
        _ => Vec::new(),
    };
    ExampleOutcome {
        rule: rule.id.clone(),
        text: example.text.clone(),
        path: source.sources.path(example.span.file).display().to_string(),
        line: source.sources.line_column(example.span).0,
        verdict,
        because,
    }
}

/// What stopped one rule.
fn stopped(bench: &mut Bench<'_>, request: &OwnedRequest, id: &str) -> Vec<String> {
    let near = bench.near(request).into_iter().find(|near| near.id == id);
    near.map_or_else(|| vec!["nothing that the rule looks for is mentioned".to_owned()], |near| near.stopped_by)
}

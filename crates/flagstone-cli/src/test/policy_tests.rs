//! The `test` blocks of a policy.
//!
//! Before: a policy's source. After: `report`.

use flagstone::hir::{AnswerTest, Expect, Policy, Test};
use flagstone::{Decision, Plan};
use flagstone_records::{OwnedAnswer, OwnedRequest, OwnedValue, facts_of};
use serde::Serialize;

use super::bench::Bench;
use crate::loading::PolicySource;
use crate::moments;

/// What became of a test.
#[derive(Debug, Serialize)]
pub(crate) struct TestOutcome {
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) line: usize,
    /// What did not come out as expected.
    pub(crate) failures: Vec<String>,
}

/// Runs every test of the policy.
pub(crate) fn run(source: &PolicySource, bench: &mut Bench<'_>) -> Vec<TestOutcome> {
    source.policy.tests.iter().map(|test| one(source, bench, test)).collect()
}

fn one(source: &PolicySource, bench: &mut Bench<'_>, test: &Test) -> TestOutcome {
    let (policy, plan) = (&source.policy, bench.plan());
    let request = request(policy, test);
    let failures = bench.decide(&request, |decision| {
        test.expect.iter().filter_map(|(_, expect)| failure(policy, plan, decision, expect)).collect()
    });
    TestOutcome {
        title: test.title.clone(),
        path: source.sources.path(test.span.file).display().to_string(),
        line: source.sources.line_column(test.span).0,
        failures,
    }
}

fn request(policy: &Policy, test: &Test) -> OwnedRequest {
    let mut request = OwnedRequest::from_text(&test.title, &test.text);
    facts_of(&test.person, &mut request);
    request.form = test.form.map(flagstone::form_of);
    request.received = test.at.and_then(|(date, time)| flagstone::local_moment(zone(policy), date.and_time(time)));
    let answer = |(question, is): &(String, AnswerTest)| OwnedAnswer {
        question: question.clone(),
        value: match is {
            AnswerTest::Yes => OwnedValue::Yes,
            AnswerTest::No => OwnedValue::No,
            AnswerTest::Text(words) => OwnedValue::Text(words.clone()),
        },
    };
    request.answers = test.answers.iter().map(answer).collect();
    request
}

fn zone(policy: &Policy) -> &str {
    policy.hours.as_ref().map_or("Europe/London", |hours| &hours.zone)
}

/// What is wrong, if anything is.
fn failure(policy: &Policy, plan: &Plan, decision: &Decision<'_>, expect: &Expect) -> Option<String> {
    let urgency = decision.level().map_or("", |level| level.name.as_str());
    let (holds, message) = match expect {
        Expect::Urgency(levels) => {
            let names: Vec<&str> = levels
                .iter()
                .filter_map(|level| policy.levels.get(level.index()))
                .map(|level| level.name.as_str())
                .collect();
            (names.contains(&urgency), format!("expected urgency {}, got {urgency}", names.join(" or ")))
        }
        Expect::SentTo(id) => {
            let name = policy.destinations.get(id.index()).map_or("", String::as_str);
            (decision.destination() == name, format!("expected sent to {name}, got {}", decision.destination()))
        }
        Expect::Rule(id, fires) => {
            let fired = decision.fired().any(|rule| rule.rule().id == *id);
            let message = if *fires { format!("{id} did not fire") } else { format!("{id} fired") };
            (fired == *fires, message)
        }
        Expect::Flag(name) => {
            let conflict = name == "conflict" && decision.reasons().any(|reason| reason == flagstone::Reason::Conflict);
            (conflict || decision.flags().any(|flag| flag == name), format!("the flag {name} is missing"))
        }
        Expect::Deadline(date, time) => {
            let wanted = flagstone::local_moment(zone(policy), date.and_time(*time));
            let got = decision.deadline().map_or_else(|| "none".to_owned(), |moment| moments::long(plan, moment));
            (decision.deadline() == wanted, format!("expected deadline {date} {}, got {got}", time.format("%H:%M")))
        }
        Expect::PersonReads => (decision.needs_person(), "nobody is asked to read it".to_owned()),
    };
    (!holds).then_some(message)
}

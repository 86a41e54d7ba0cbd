//! `flagstone test`: does a policy do what its authors and its clinicians say it does?
//!
//! # Why
//! Four things can happen to a request, and only two are well: correctly raised, correctly quiet, a false alarm, and missed.
//! A miss can cost a life and a false alarm costs trust, so they are never added up to one number of failures.
//!
//! # How
//! ```text
//! examples of rules ─┐
//! tests of the policy ├─ Bench decides each ─► outcomes ─► report (people) or JSON (programs)
//! case files ─────────┘      └ counts which rules fired, so that no rule is left untried
//! ```
//!
//! Cases of the split `held-out` are a measurement and not a promise: whoever wrote the rules has not looked at them, and a
//! run that failed for them, or showed them, would have them looked at. They are counted and no more, unless asked for.
//!
//! # Invariants
//! Whatever cannot be read has failed, held out or not.

mod bench;
mod cases;
mod examples;
mod phrases;
mod policy_tests;
mod report;
mod statistics;
mod triage;

use flagstone::Plan;
use serde::Serialize;

use crate::args::{ReportOutput, Test};
use crate::failure::Failure;
use crate::loading;
use crate::screen::{Screen, print};
use bench::Bench;
use cases::{CaseOutcome, CaseProblem};
use examples::ExampleOutcome;
use phrases::{Phrase, Probe};
use policy_tests::TestOutcome;
use statistics::Statistics;

/// What became of an example or a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// It had to be raised, and was.
    CorrectlyRaised,
    /// It had to be quiet, and was.
    CorrectlyQuiet,
    /// It had to be quiet, and was raised.
    FalseAlarm,
    /// It had to be raised, and was not.
    Missed,
    /// Urgency and rules are right, something else is not.
    Wrong,
    /// Known to be missed, and still is.
    KnownMiss,
    /// Known to be a false alarm, and still is.
    KnownFalseAlarm,
    /// Known to be missed, and no longer is: the line must be changed.
    KnownMissMended,
    /// Known to be a false alarm, and no longer is: the line must be changed.
    KnownFalseAlarmMended,
}

impl Verdict {
    /// Whether somebody must do something.
    pub(crate) fn is_failure(self) -> bool {
        use Verdict::{FalseAlarm, KnownFalseAlarmMended, KnownMissMended, Missed, Wrong};
        matches!(self, FalseAlarm | Missed | Wrong | KnownMissMended | KnownFalseAlarmMended)
    }
}

/// Everything that was found.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    policy: String,
    version: String,
    hash: String,
    passed: bool,
    examples: Vec<ExampleOutcome>,
    tests: Vec<TestOutcome>,
    /// Without those that only measure.
    cases: Vec<CaseOutcome>,
    /// What became of the cases that only measure; `None` if there are none.
    held_out: Option<HeldOut>,
    problems: Vec<CaseProblem>,
    coverage: Vec<Coverage>,
    phrases: Vec<Phrase>,
    statistics: Option<Statistics>,
}

/// Cases of the split `held-out` that were not asked for by name: numbers, and not one of their words.
#[derive(Debug, Serialize)]
pub(crate) struct HeldOut {
    verdicts: Vec<Verdict>,
}

/// How often examples, tests and cases made a rule fire.
#[derive(Debug, Serialize)]
pub(crate) struct Coverage {
    rule: String,
    title: String,
    fired: usize,
}

/// Tests a policy.
pub(crate) fn test(options: &Test, screen: Screen) -> Result<(), Failure> {
    let source = loading::load_source(&options.package, screen)?;
    let plan = flagstone::compile(&source.policy).map_err(|error| Failure::Finding(error.to_string()))?;
    let mut bench = Bench::new(&plan, Probe::new(&source, plan.policy())?);
    let examples = examples::run(&source, &mut bench);
    let tests = policy_tests::run(&source, &mut bench);
    let (all, problems) = cases::run(options, &mut bench)?;
    let statistics = statistics::of(&all.iter().collect::<Vec<_>>(), plan.levels());
    let (measured, cases): (Vec<_>, Vec<_>) = all.into_iter().partition(|case| case.is_measurement(options));
    let failed = examples.iter().any(|example| example.verdict.is_failure())
        || tests.iter().any(|test| !test.failures.is_empty())
        || cases.iter().any(|case| case.verdict.is_failure())
        || !problems.is_empty();
    let report = Report {
        policy: plan.policy().name.clone(),
        version: plan.policy().version.clone(),
        hash: plan.policy().hash_hex(),
        passed: !failed,
        examples,
        tests,
        statistics,
        cases,
        held_out: HeldOut::of(&measured),
        problems,
        coverage: coverage(&plan, &bench),
        phrases: bench.into_phrases(),
    };
    print(&match options.output {
        ReportOutput::Human => report::human(&report, options.phrases, screen),
        ReportOutput::Json => serde_json::to_string_pretty(&report).unwrap_or_default() + "\n",
    })?;
    if failed { Err(Failure::Found) } else { Ok(()) }
}

fn coverage(plan: &Plan, bench: &Bench<'_>) -> Vec<Coverage> {
    let rules = plan.rules().iter().zip(bench.fired());
    rules.map(|(rule, fired)| Coverage { rule: rule.id.clone(), title: rule.title.clone(), fired: *fired }).collect()
}

impl HeldOut {
    fn of(cases: &[CaseOutcome]) -> Option<HeldOut> {
        let mut verdicts: Vec<Verdict> = cases.iter().map(|case| case.verdict).collect();
        // In the order of verdicts, so that nobody can tell which case is which.
        verdicts.sort();
        (!verdicts.is_empty()).then_some(HeldOut { verdicts })
    }
}

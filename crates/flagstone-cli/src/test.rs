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
//! # Invariants
//! Whatever cannot be read has failed.

mod bench;
mod cases;
mod examples;
mod policy_tests;
mod report;
mod statistics;

use serde::Serialize;

use crate::args::{ReportOutput, Test};
use crate::failure::Failure;
use crate::loading;
use crate::screen::{Screen, print};
use bench::Bench;
use cases::{CaseOutcome, CaseProblem};
use examples::ExampleOutcome;
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
    cases: Vec<CaseOutcome>,
    problems: Vec<CaseProblem>,
    coverage: Vec<Coverage>,
    statistics: Option<Statistics>,
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
    let mut bench = Bench::new(&plan);
    let examples = examples::run(&source, &mut bench);
    let tests = policy_tests::run(&source, &mut bench);
    let (cases, problems) = cases::run(options, &mut bench)?;
    let failed = examples.iter().any(|example| example.verdict.is_failure())
        || tests.iter().any(|test| !test.failures.is_empty())
        || cases.iter().any(|case| case.verdict.is_failure())
        || !problems.is_empty();
    let coverage = plan.rules().iter().zip(bench.fired());
    let report = Report {
        policy: plan.policy().name.clone(),
        version: plan.policy().version.clone(),
        hash: plan.policy().hash_hex(),
        passed: !failed,
        examples,
        tests,
        statistics: statistics::of(&cases, plan.levels()),
        cases,
        problems,
        coverage: coverage
            .map(|(rule, fired)| Coverage { rule: rule.id.clone(), title: rule.title.clone(), fired: *fired })
            .collect(),
    };
    print(&match options.output {
        ReportOutput::Human => report::human(&report, screen),
        ReportOutput::Json => serde_json::to_string_pretty(&report).unwrap_or_default() + "\n",
    })?;
    if failed { Err(Failure::Found) } else { Ok(()) }
}

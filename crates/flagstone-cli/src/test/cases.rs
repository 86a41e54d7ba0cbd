//! Case files: whole requests with what clinicians say must come out.
//!
//! Before: `*.cases.md` and `*.cases.jsonl`. After: `statistics` and `report`.

use std::path::{Path, PathBuf};

use flagstone::{Decision, Plan};
use flagstone_records::case::{self, Case, CaseFile, Known};
use serde::Serialize;

use super::Verdict;
use super::bench::{Bench, fired_words};
use crate::args::Test;
use crate::failure::Failure;

/// What became of a case.
#[derive(Debug, Serialize)]
pub(crate) struct CaseOutcome {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) split: Option<String>,
    pub(crate) verdict: Verdict,
    pub(crate) at_least: Option<String>,
    pub(crate) at_most: Option<String>,
    pub(crate) urgency: String,
    pub(crate) destination: String,
    /// What did not come out as expected.
    pub(crate) failures: Vec<String>,
    /// For a miss what nearly fired, for a false alarm the words for which rules fired.
    pub(crate) because: Vec<String>,
}

/// A case that could not be run.
#[derive(Debug, Serialize)]
pub(crate) struct CaseProblem {
    pub(crate) path: String,
    #[serde(flatten)]
    pub(crate) problem: flagstone_records::Problem,
}

/// The split whose cases measure and promise nothing, unless they are asked for by name.
pub(crate) const HELD_OUT: &str = "held-out";

impl CaseOutcome {
    /// Whether this case is a measurement: it is counted, and neither shown nor able to fail the run.
    pub(crate) fn is_measurement(&self, options: &Test) -> bool {
        self.split.as_deref() == Some(HELD_OUT) && options.split.as_deref() != Some(HELD_OUT)
    }
}

/// How many rules that nearly fired are told of a miss.
const NEAR_TOLD: usize = 3;

/// Runs the cases beside the policy, and those asked for.
pub(crate) fn run(options: &Test, bench: &mut Bench<'_>) -> Result<(Vec<CaseOutcome>, Vec<CaseProblem>), Failure> {
    let mut paths = Vec::new();
    if options.package.is_dir() {
        collect(&options.package, &mut paths, false)?;
    }
    for path in &options.cases {
        collect(path, &mut paths, true)?;
    }
    paths.sort();
    paths.dedup();
    let (mut outcomes, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|reason| Failure::file("read", &path, &reason))?;
        let mut file = case::parse(&path, &text);
        file.check(bench.plan());
        let CaseFile { cases, problems: found, .. } = file;
        let shown = path.display().to_string();
        problems.extend(found.into_iter().map(|problem| CaseProblem { path: shown.clone(), problem }));
        let wanted = cases.iter().filter(|case| options.split.is_none() || case.split == options.split);
        outcomes.extend(wanted.map(|case| one(&shown, case, bench)));
    }
    Ok((outcomes, problems))
}

fn collect(path: &Path, paths: &mut Vec<PathBuf>, named: bool) -> Result<(), Failure> {
    let unreadable = |reason: std::io::Error| Failure::file("read", path, &reason);
    if !path.is_dir() {
        paths.extend((named || case::is_case_file(path)).then(|| path.to_path_buf()));
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let link = entry.file_type().map_err(unreadable)?.is_symlink();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let file_of_cases = entry.path().is_dir() || case::is_case_file(&entry.path());
        if !link && !hidden && file_of_cases {
            collect(&entry.path(), paths, false)?;
        }
    }
    Ok(())
}

/// What did not come out as expected, by kind.
#[derive(Default)]
struct Found {
    missed: Vec<String>,
    alarms: Vec<String>,
    wrong: Vec<String>,
}

fn one(path: &str, case: &Case, bench: &mut Bench<'_>) -> CaseOutcome {
    let plan = bench.plan();
    let (found, urgency, destination, fired) = bench.decide(&case.request, |decision| {
        let urgency = decision.level().map_or("", |level| &level.name).to_owned();
        (judge(plan, case, decision), urgency, decision.destination().to_owned(), fired_words(decision, None))
    });
    let verdict = verdict(case, &found);
    let because = match verdict {
        Verdict::FalseAlarm => fired,
        Verdict::Missed => nearly(case, bench),
        _ => Vec::new(),
    };
    CaseOutcome {
        path: path.to_owned(),
        line: case.line,
        title: case.title.clone(),
        text: case.request.text(),
        split: case.split.clone(),
        verdict,
        at_least: case.expect.at_least.clone(),
        at_most: case.expect.at_most.clone(),
        urgency,
        destination,
        failures: found.missed.into_iter().chain(found.alarms).chain(found.wrong).collect(),
        because,
    }
}

fn judge(plan: &Plan, case: &Case, decision: &Decision<'_>) -> Found {
    let expect = &case.expect;
    let level = |name: &Option<String>| plan.levels().iter().position(|level| Some(&level.name) == name.as_ref());
    let (got, urgency) = (decision.urgency().index(), decision.level().map_or("", |level| &level.name));
    let fired = |id: &&String| decision.fired().any(|rule| rule.rule().id == **id);
    let mut found = Found::default();
    if let Some(least) = level(&expect.at_least).filter(|least| got > *least) {
        found.missed.push(format!(
            "expected at least {}, got {urgency}",
            plan.levels().get(least).map_or("", |level| &level.name)
        ));
    }
    found.missed.extend(expect.fires.iter().filter(|id| !fired(id)).map(|id| format!("{id} did not fire")));
    if let Some(most) = level(&expect.at_most).filter(|most| got < *most) {
        found.alarms.push(format!(
            "expected at most {}, got {urgency}",
            plan.levels().get(most).map_or("", |level| &level.name)
        ));
    }
    found.alarms.extend(expect.quiet.iter().filter(fired).map(|id| format!("{id} fired")));
    if let Some(wanted) = expect.sent_to.as_ref().filter(|wanted| *wanted != decision.destination()) {
        found.wrong.push(format!("expected sent to {wanted}, got {}", decision.destination()));
    }
    let conflict = decision.reasons().any(|reason| reason == flagstone::Reason::Conflict);
    let marked = |flag: &&String| decision.flags().any(|given| given == *flag) || *flag == "conflict" && conflict;
    found
        .wrong
        .extend(expect.flags.iter().filter(|flag| !marked(flag)).map(|flag| format!("the flag {flag} is missing")));
    found
}

fn verdict(case: &Case, found: &Found) -> Verdict {
    let expects_raising = case.expect.at_least.is_some() || !case.expect.fires.is_empty();
    match case.known {
        Some(Known::Miss) if found.missed.is_empty() => return Verdict::KnownMissMended,
        Some(Known::Miss) => return Verdict::KnownMiss,
        Some(Known::FalseAlarm) if found.alarms.is_empty() => return Verdict::KnownFalseAlarmMended,
        // A miss is graver than the false alarm that is on record.
        Some(Known::FalseAlarm) if found.missed.is_empty() => return Verdict::KnownFalseAlarm,
        Some(Known::FalseAlarm) | None => {}
    }
    match () {
        () if !found.missed.is_empty() => Verdict::Missed,
        () if !found.alarms.is_empty() => Verdict::FalseAlarm,
        () if !found.wrong.is_empty() => Verdict::Wrong,
        () if expects_raising => Verdict::CorrectlyRaised,
        () => Verdict::CorrectlyQuiet,
    }
}

/// What nearly fired: the rules that had to fire first, then the nearest.
fn nearly(case: &Case, bench: &mut Bench<'_>) -> Vec<String> {
    let mut near = bench.near(&case.request);
    if near.is_empty() {
        return vec!["nothing that any other rule looks for is mentioned".to_owned()];
    }
    near.sort_by_key(|near| !case.expect.fires.contains(&near.id));
    near.iter()
        .take(NEAR_TOLD)
        .map(|near| format!("{} {} was stopped by {}", near.id, near.title, near.stopped_by.join("; ")))
        .collect()
}

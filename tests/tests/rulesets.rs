//! Every rule set under `rulesets/`, with every example, test and case it brings, and a Monday's requests, through the engine
//! and the reference.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "these are tests")]

use std::path::{Path, PathBuf};

use flagstone::{Package, hir};
use flagstone_records::{Row, case};
use flagstone_tests::{Case, Pair, Tick};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The files below a folder, in order of their paths.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The folders under `rulesets/` that hold a policy.
fn rulesets() -> Vec<PathBuf> {
    let folder = root().join("rulesets");
    let folders = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let is_package = |path: &PathBuf| path.is_dir() && path.file_name().unwrap() != "src";
    let found: Vec<PathBuf> = folders.filter(is_package).collect();
    assert!(!found.is_empty(), "there is no rule set in {}", folder.display());
    found
}

/// The policy of a folder; `None` for a vocabulary that stands alone.
fn policy(folder: &Path) -> Option<hir::Policy> {
    let checked = flagstone::check(Package::read(folder).unwrap());
    let errors: Vec<_> =
        checked.diagnostics.iter().filter(|found| found.is_error()).map(|found| (found.code, &found.message)).collect();
    assert!(errors.is_empty(), "{} has errors: {errors:#?}", folder.display());
    checked.policy
}

/// Everything that a rule's examples and a policy's tests write.
fn of_the_policy(policy: &hir::Policy) -> Vec<Case> {
    let examples = policy
        .rules
        .iter()
        .flat_map(|rule| &rule.examples)
        .map(|example| Case::says(&example.text).from_person(&example.person));
    examples.chain(policy.tests.iter().map(|test| of_test(policy, test))).collect()
}

fn of_test(policy: &hir::Policy, test: &hir::Test) -> Case {
    let zone = policy.hours.as_ref().map_or("Europe/London", |hours| hours.zone.as_str());
    let tick = |is: &hir::AnswerTest| match is {
        hir::AnswerTest::Yes => Tick::Yes,
        hir::AnswerTest::No => Tick::No,
        hir::AnswerTest::Text(text) => Tick::Text(text.clone()),
    };
    Case {
        received: test.at.and_then(|(date, time)| flagstone::local_moment(zone, date.and_time(time))),
        form: test.form.map(flagstone::form_of),
        answers: test.answers.iter().map(|(question, is)| (question.clone(), tick(is))).collect(),
        ..Case::says(&test.text).from_person(&test.person)
    }
}

/// The cases of every case file below a folder.
fn of_files(folder: &Path) -> Vec<Case> {
    let paths = files_below(folder).into_iter().filter(|path| case::is_case_file(path));
    let read = |path: PathBuf| {
        let file = case::parse(&path, &std::fs::read_to_string(&path).unwrap());
        assert!(file.problems.is_empty(), "{}: {:#?}", path.display(), file.problems);
        file.cases
    };
    paths.flat_map(read).map(|case| case.request.with_request(Case::copied)).collect()
}

/// A day's requests as a practice gets them.
fn monday() -> Vec<Case> {
    let path = root().join("examples/monday.jsonl");
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    lines.map(|line| Row::from_json(1, line).request.with_request(Case::copied)).collect()
}

/// Runs requests through both sides; panics with the first few differences.
fn check(folder: &Path, cases: &[Case]) {
    let Some(policy) = policy(folder) else { return };
    let mut pair = Pair::new(policy);
    let differences: Vec<String> = cases.iter().filter_map(|case| pair.agree(case).err()).collect();
    let shown = differences.iter().take(3).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(differences.is_empty(), "{} of {} requests differ\n{shown}", differences.len(), cases.len());
}

#[test]
fn examples_and_tests_of_every_policy() {
    for folder in rulesets() {
        let Some(policy) = policy(&folder) else { continue };
        let cases = of_the_policy(&policy);
        assert!(!cases.is_empty(), "{} has no examples", folder.display());
        check(&folder, &cases);
    }
}

#[test]
fn case_files_of_every_policy() {
    for folder in rulesets() {
        check(&folder, &of_files(&folder));
    }
}

#[test]
fn a_monday_under_every_policy() {
    let cases = monday();
    assert!(cases.len() > 10, "a Monday has more than {} requests", cases.len());
    for folder in rulesets() {
        check(&folder, &cases);
    }
}

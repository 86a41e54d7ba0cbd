//! What `flagstone test` measures: phrases that nothing has met, under-triage and over-triage, and held-out cases.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod program;

use program::{Folder, POLICY, ends_with, out};
use serde_json::Value;

const CASES: &str = "### A pain

> chest pain since noon, sweaty

- from: a 60 year old man
- at least: emergency
- split: development

### A prescription

> repeat prescription

- at most: routine
- split: development

### A weight

> an elefant weighs on me

- at least: emergency
- split: held-out

### A rash decision

> I had chest pain when I saw the bill

- at most: routine
- split: held-out
";

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let arguments = [&["test", "policy", "--output", "json"], arguments].concat();
    serde_json::from_str(&out(&folder.run(&arguments))).unwrap()
}

#[test]
fn phrases_that_nothing_has_met_are_counted_and_listed() {
    let folder = Folder::example();
    let short = out(&folder.run(&["test", "policy"]));
    let line = "6 phrases of 11 were never met by any example or case; list them with --phrases\n";
    assert!(short.contains(line), "{short}");
    let long = out(&folder.run(&["test", "policy", "--phrases"]));
    let place = POLICY.lines().position(|line| line.contains("say \"rash\"")).unwrap() + 1;
    let listed = format!("  rash\n    \"rash\"  policy/policy.flag:{place}\n");
    assert!(long.contains("6 phrases of 11 were never met by any example or case\n"), "{long}");
    assert!(long.contains(&listed), "{long}");
    assert!(!long.contains("    \"chest pain\"  "), "{long}");
}

#[test]
fn a_phrase_with_a_temperature_is_met_with_its_temperature() {
    let met = |text: &str| {
        let cases = format!("### A reading\n\n> {text}\n\n- at most: emergency\n");
        let report = json(&Folder::example().with("policy/a.cases.md", &cases), &[]);
        let phrases = report["phrases"].as_array().unwrap();
        assert_eq!(phrases.len(), 11);
        let measured = phrases.iter().find(|phrase| phrase["phrase"] == "\"temperature\" of 38 degrees or more");
        measured.unwrap()["met"].as_u64().unwrap()
    };
    assert_eq!(met("her temperature is 39.2"), 1);
    assert_eq!(met("her temperature is 36.5"), 0);
}

#[test]
fn what_stands_within_an_exception_has_not_been_met() {
    let policy = POLICY.replace("  say \"rash\"", "  say \"rash\"\n  not when \"rash decision\"");
    let met = |text: &str| {
        let cases = format!("### A rash\n\n> {text}\n\n- at most: emergency\n");
        let folder = Folder::new().with("policy/policy.flag", &policy).with("policy/a.cases.md", &cases);
        let report = json(&folder, &[]);
        let rash = report["phrases"].as_array().unwrap().iter().find(|phrase| phrase["concept"] == "rash").cloned();
        rash.unwrap()["met"].as_u64().unwrap()
    };
    assert_eq!((met("no rash"), met("it was a rash decision")), (1, 0));
}

#[test]
fn held_out_cases_are_counted_and_cannot_fail_the_run() {
    let folder = Folder::example().with("policy/a.cases.md", CASES);
    let output = folder.run(&["test", "policy"]);
    ends_with(&output, 0);
    let text = out(&output);
    assert!(text.contains("2 cases: 1 correctly raised, 1 correctly quiet, 0 false alarms, 0 missed"), "{text}");
    assert!(
        text.contains("2 held-out cases: 0 correctly raised, 0 correctly quiet, 1 false alarm, 1 missed"),
        "{text}"
    );
    assert!(text.contains("a measurement, not a promise"), "{text}");
    assert!(!text.contains("elefant") && !text.contains("MISSED"), "{text}");
    let report = json(&folder, &[]);
    assert_eq!((report["passed"].as_bool(), report["cases"].as_array().unwrap().len()), (Some(true), 2));
    assert_eq!(report["held_out"]["verdicts"], serde_json::json!(["false-alarm", "missed"]));
    assert!(!report.to_string().contains("elefant"), "{report}");
}

#[test]
fn held_out_cases_are_shown_to_those_who_ask() {
    let folder = Folder::example().with("policy/a.cases.md", CASES);
    let output = folder.run(&["test", "policy", "--split", "held-out"]);
    ends_with(&output, 1);
    let text = out(&output);
    assert!(text.contains("an elefant weighs on me") && text.contains("FALSE ALARM"), "{text}");
    ends_with(&folder.run(&["test", "policy", "--split", "development"]), 0);
    assert!(out(&folder.run(&["test", "--help"])).contains("a measurement, not a promise"));
}

#[test]
fn a_held_out_case_that_cannot_be_read_fails_the_run() {
    let cases = CASES.replacen("at least: emergency\n- split: held-out", "at leest: emergency\n- split: held-out", 1);
    ends_with(&Folder::example().with("policy/a.cases.md", &cases).run(&["test", "policy"]), 1);
}

#[test]
fn a_case_that_is_known_to_go_wrong_is_counted_and_fails_once_it_no_longer_does() {
    let known = CASES
        .replacen("at least: emergency\n- split: held-out", "at least: emergency\n- known: miss", 1)
        .replacen("at most: routine\n- split: held-out", "at most: routine\n- known: false alarm", 1);
    let output = Folder::example().with("policy/a.cases.md", &known).run(&["test", "policy"]);
    ends_with(&output, 0);
    let text = out(&output);
    assert!(text.contains("0 missed, 1 known to be missed, 1 known to be false alarms"), "{text}");
    assert!(text.contains("under 1 of 2 = 50.0 %") && text.contains("over 1 of 2 = 50.0 %"), "{text}");
    let mended =
        Folder::example().with("policy/a.cases.md", &known.replace("an elefant weighs on me", "chest pain, sweaty"));
    let output = mended.run(&["test", "policy"]);
    ends_with(&output, 1);
    assert!(out(&output).contains("take out `known: miss`"), "{}", out(&output));
}

#[test]
fn under_triage_and_over_triage_are_told_by_split_and_urgency() {
    let folder = Folder::example().with("policy/a.cases.md", CASES);
    let text = out(&folder.run(&["test", "policy"]));
    let start = text.find("Under-triage").unwrap();
    let rows: Vec<&str> = text[start..].lines().skip(1).take_while(|line| !line.is_empty()).collect();
    let expected = [
        "  all          under 1 of 2 = 50.0 % (9.5 to 90.5)           over 1 of 2 = 50.0 % (9.5 to 90.5)",
        "    emergency  under 1 of 2 = 50.0 % (9.5 to 90.5)           over no cases",
        "    routine    under no cases                                over 1 of 2 = 50.0 % (9.5 to 90.5)",
        "  development  under 0 of 1 = 0.0 % (0.0 to 79.3)            over 0 of 1 = 0.0 % (0.0 to 79.3)",
        "    emergency  under 0 of 1 = 0.0 % (0.0 to 79.3)            over no cases",
        "    routine    under no cases                                over 0 of 1 = 0.0 % (0.0 to 79.3)",
        "  held-out     under 1 of 1 = 100.0 % (20.7 to 100.0)        over 1 of 1 = 100.0 % (20.7 to 100.0)",
        "    emergency  under 1 of 1 = 100.0 % (20.7 to 100.0)        over no cases",
        "    routine    under no cases                                over 1 of 1 = 100.0 % (20.7 to 100.0)",
    ];
    assert_eq!(rows, expected);
    let splits = |report: &Value| {
        let rows = report["statistics"]["triage"].as_array().unwrap().clone();
        rows.iter().map(|row| row["split"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(splits(&json(&folder, &[])), ["all", "development", "held-out"]);
    assert_eq!(splits(&json(&folder, &["--split", "development"])), ["all"]);
    let unmarked = Folder::example().with("policy/a.cases.md", &CASES.replace("- split: development\n", ""));
    assert_eq!(splits(&json(&unmarked, &[])), ["all", "held-out", "no split"]);
}

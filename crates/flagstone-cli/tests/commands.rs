//! The program as it is used: what it prints, what it writes, and the code with which it ends.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod program;

use program::{Folder, POLICY, REQUESTS, ends_with, err, golden, out};
use serde_json::Value;

#[test]
fn every_command_has_help_with_an_example() {
    let folder = Folder::new();
    for command in ["check", "fmt", "test", "document", "explain", "run", "compile", "mentions", "debug", "completions"]
    {
        let output = folder.run(&[command, "--help"]);
        ends_with(&output, 0);
        assert!(out(&output).contains("Example"), "{command}");
    }
    assert!(out(&folder.run(&["--help"])).contains("Exit codes"));
}

#[test]
fn exit_codes_tell_what_happened() {
    let folder = Folder::example().with(
        "bad/bad.flag",
        "policy \"Bad\" version 1\n\nred flag RF-001 \"x\"\n  when chets pain\n  raise to emergency\n",
    );
    ends_with(&folder.run(&["check", "policy"]), 0);
    ends_with(&folder.run(&["check", "bad"]), 1);
    ends_with(&folder.run(&["run", "bad", "requests.jsonl"]), 1);
    ends_with(&folder.run(&["chekc", "policy"]), 2);
    ends_with(&folder.run(&["explain", "policy", "--text", "x", "--age", "old"]), 2);
    ends_with(&folder.run(&["test", "policy.plan"]), 3);
    ends_with(&folder.run(&["check", "nowhere"]), 3);
    ends_with(&folder.run(&["run", "policy", "nowhere.jsonl"]), 3);
    ends_with(&folder.with("requests.txt", "").run(&["run", "policy", "requests.txt"]), 2);
}

#[test]
fn check_speaks_to_people_and_programs() {
    let folder = Folder::new().with("bad.flag", "policy \"Bad\" version 1\n\nconcept chest pain\n  say \"chest pain\"\n\nred flag RF-001 \"x\"\n  when chets pain\n  raise to emergency\n");
    let human = folder.run(&["check", "bad.flag"]);
    assert!(out(&human).contains("chest pain"), "{}", out(&human));
    assert!(out(&human).lines().last().is_some_and(|line| line.starts_with("1 error, ")), "{}", out(&human));
    let json: Value = serde_json::from_str(&out(&folder.run(&["check", "--output", "json", "bad.flag"]))).unwrap();
    assert!(json.as_array().unwrap().iter().any(|problem| problem["code"] == "unknown-concept"), "{json}");
    let sarif: Value = serde_json::from_str(&out(&folder.run(&["check", "--output", "sarif", "bad.flag"]))).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
}

#[test]
fn fmt_check_changes_nothing_and_fmt_does() {
    let untidy = "policy \"x\" version 1\nconcept chest pain\n      say   \"chest pain\"\n";
    let folder = Folder::new().with("a.flag", untidy).with("b.txt", "not a policy");
    let check = folder.run(&["fmt", "--check", "."]);
    ends_with(&check, 1);
    assert!(out(&check).contains("a.flag"));
    assert_eq!(folder.read("a.flag"), untidy);
    ends_with(&folder.run(&["fmt", "."]), 0);
    assert!(folder.read("a.flag").contains("  say \"chest pain\""));
    ends_with(&folder.run(&["fmt", "--check", "."]), 0);
}

#[test]
fn the_table_is_what_a_duty_doctor_reads() {
    let output = Folder::example().run(&["run", "policy", "requests.jsonl"]);
    ends_with(&output, 0);
    golden("table.txt", &out(&output));
    assert!(err(&output).contains("line 5 (m-005)"), "{}", err(&output));
    assert!(!out(&output).contains('\u{1b}'), "a patient's control characters reached the terminal");
}

#[test]
fn limit_says_what_it_leaves_out() {
    let output = Folder::example().run(&["run", "policy", "requests.jsonl", "--limit", "1"]);
    assert!(out(&output).contains("and 3 more that are not shown"), "{}", out(&output));
}

#[test]
fn every_row_gives_a_decision_in_order() {
    let folder = Folder::example();
    let output = folder.run(&["run", "policy", "requests.jsonl", "--output", "-", "--jobs", "3"]);
    ends_with(&output, 0);
    let text = out(&output);
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&str> = records.iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["m-001", "m-002", "m-003", "m-004", "m-005", "m-006", "m-007", "m-008"]);
    let keys = [
        "id",
        "urgency",
        "destination",
        "deadline",
        "rules",
        "messages",
        "notices",
        "flags",
        "needs_person",
        "reasons",
        "missing",
        "policy",
        "engine",
    ];
    for record in &records {
        assert_eq!(record.as_object().unwrap().len(), keys.len());
        assert!(keys.iter().all(|key| record.get(key).is_some()));
    }
    assert_eq!((&records[4]["urgency"], &records[4]["reasons"]), (&"same day".into(), &serde_json::json!(["bad-row"])));
    ends_with(&folder.run(&["compile", "policy", "-o", "policy.plan"]), 0);
    ends_with(&folder.run(&["run", "policy.plan", "requests.jsonl", "--output", "decisions.jsonl", "--jobs", "1"]), 0);
    assert_eq!(folder.read("decisions.jsonl"), text);
}

#[test]
fn the_input_is_never_overwritten() {
    let folder = Folder::example();
    ends_with(&folder.run(&["run", "policy", "requests.jsonl", "--output", "./requests.jsonl"]), 2);
    assert_eq!(folder.read("requests.jsonl"), REQUESTS);
}

#[test]
fn tables_of_other_systems_are_read() {
    let folder = Folder::example()
        .with("requests.csv", "id,text,age,answer:Chest pain\n1,\"chest pain, since noon\",40,no\n2,a,b,c,d\n");
    let output = folder.run(&["run", "policy", "requests.csv", "--output", "-"]);
    let records: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records[0]["flags"], serde_json::json!(["conflict"]));
    assert_eq!(records[1]["reasons"], serde_json::json!(["bad-row"]));
}

#[test]
fn a_damaged_plan_is_refused() {
    let folder = Folder::example().with("broken.plan", "FLAGPLAN and nothing else");
    let output = folder.run(&["run", "broken.plan", "requests.jsonl"]);
    ends_with(&output, 3);
    assert!(err(&output).contains("plan-"), "{}", err(&output));
}

#[test]
fn the_test_report_names_the_four_outcomes() {
    let cases = "### An elephant\n\n> like an elephant on me\n\n- from: a 60 year old man\n- at least: emergency\n\n### A prescription\n\n> repeat prescription\n\n- at most: routine\n- sent to: prescriptions\n";
    let folder = Folder::example().with("policy/a.cases.md", cases);
    let output = folder.run(&["test", "policy"]);
    ends_with(&output, 1);
    golden("test.txt", &out(&output));
    let json: Value = serde_json::from_str(&out(&folder.run(&["test", "policy", "--output", "json"]))).unwrap();
    assert_eq!(json["cases"][0]["verdict"], "missed");
    assert_eq!(json["statistics"]["thresholds"][0]["sensitivity"]["of"], 1);
}

#[test]
fn a_known_miss_that_fires_must_be_changed() {
    let mended = POLICY.replace("\"chest pain\" fires", "\"chest pain\" should fire, known miss");
    let output = Folder::new().with("policy.flag", &mended).run(&["test", "policy.flag"]);
    ends_with(&output, 1);
    assert!(out(&output).contains("KNOWN MISS MENDED"), "{}", out(&output));
}

#[test]
fn a_case_that_cannot_be_read_fails_the_run() {
    let folder = Folder::example().with("policy/a.cases.md", "### x\n\n> words\n\n- at leest: emergency\n");
    let output = folder.run(&["test", "policy"]);
    ends_with(&output, 1);
    assert!(out(&output).contains("did you mean `at least`?"), "{}", out(&output));
}

#[test]
fn explain_says_what_fired_and_what_stopped_the_rest() {
    let folder = Folder::example();
    let arguments = [
        "explain",
        "policy",
        "--text",
        "My chest feels heavy. No sweating. ",
        "--age",
        "58",
        "--received",
        "2026-10-05T09:00:00+01:00",
    ];
    let output = folder.run(&arguments);
    ends_with(&output, 0);
    golden("explain.txt", &out(&output));
    let json: Value =
        serde_json::from_str(&out(&folder.run(&[&arguments[..], &["--output", "json"]].concat()))).unwrap();
    assert_eq!(json["nearly"][0]["id"], "RF-001");
    assert!(out(&folder.run(&["explain", "policy", "--input", "requests.jsonl", "--id", "m-003"])).contains("RF-002"));
    assert!(out(&folder.feed(&["explain", "policy"], b"chest pain")).contains("RF-003"));
}

#[test]
fn mentions_need_no_policy() {
    let rows = "{\"id\": \"1\", \"text\": \"no chest pain\", \"concept\": \"chest pain\"}\n{\"id\": \"2\", \"text\": \"pain (sharp)\", \"concept\": \"pain (sharp\"}\n";
    let output = Folder::new().feed(&["mentions"], rows.as_bytes());
    ends_with(&output, 0);
    let found: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (&found[0]["id"], &found[0]["finding"], &found[0]["text"]),
        (&"1".into(), &"denied".into(), &"chest pain".into())
    );
    assert_eq!(found[0]["why"][0]["effect"], "negated");
    assert_eq!(found[1]["id"], "2");
}

#[test]
fn every_stage_can_be_looked_at() {
    let folder = Folder::example();
    for (stage, expected) in [("ast", "RF-001"), ("hir", "\"raise_to\""), ("plan", "PolicyInfo")] {
        let output = folder.run(&["debug", stage, "policy"]);
        ends_with(&output, 0);
        assert!(out(&output).contains(expected), "{stage}");
    }
    assert!(out(&folder.run(&["debug", "tokens", "policy", "--text", "no chest pain"])).contains("chest"));
    assert!(out(&folder.run(&["debug", "mentions", "policy", "--text", "no chest pain"])).contains("\"denied\""));
}

#[test]
fn colour_comes_when_it_is_asked_for() {
    let folder = Folder::example();
    assert!(out(&folder.run(&["--color", "always", "run", "policy", "requests.jsonl"])).contains("\u{1b}["));
    assert!(!out(&folder.run(&["run", "policy", "requests.jsonl", "--color", "never"])).contains("\u{1b}["));
}

#[test]
fn completions_are_scripts() {
    assert!(out(&Folder::new().run(&["completions", "bash"])).contains("_flagstone"));
}

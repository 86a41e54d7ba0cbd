use flagstone::{Package, Scratch};

use super::*;
use crate::row::Row;

const POLICY: &str = r#"
policy "Example" version 1.0.0
  review level same day

concept chest pain
  say "chest pain"

concept fever
  say "fever"

red flag RF-001 "Chest pain"
  when chest pain
  raise to emergency
  tell patient "Call 999 now."
  flag cardiac

red flag RF-002 "Fever in a baby"
  when fever
  and patient is under 3 months
  raise to immediate

routing "Where requests go"
  the first row that fits wins, otherwise send to "care navigator"
  | urgency           | send to     |
  | same day or above | duty doctor |

hours
  open 08:00 to 18:30 on weekdays, Europe/London
"#;

/// The record of one JSON row, as JSON.
fn record(row: &str) -> serde_json::Value {
    let checked = flagstone::check(Package::from_texts([("example.flag", POLICY)]));
    let policy = checked.policy.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let plan = flagstone::compile(&policy).unwrap();
    let recorder = Recorder::new(&plan);
    let mut scratch = Scratch::new(&plan);
    let row = Row::from_json(3, row.as_bytes());
    row.request.with_request(|request| {
        let decision = flagstone::evaluate(&plan, &mut scratch, request);
        serde_json::to_value(recorder.record(&row.request, &decision)).unwrap()
    })
}

#[test]
fn the_keys_are_a_contract() {
    let record = record(r#"{"id": "m-1", "text": "I have chest pain", "received": "2026-10-05T08:05:00+01:00"}"#);
    let mut keys: Vec<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    let expected = [
        "deadline",
        "destination",
        "engine",
        "flags",
        "id",
        "messages",
        "missing",
        "needs_person",
        "notices",
        "policy",
        "reasons",
        "rules",
        "urgency",
    ];
    assert_eq!(keys, expected);
    assert_eq!(record["urgency"], "emergency");
    assert_eq!(record["destination"], "duty doctor");
    assert_eq!(record["deadline"], "2026-10-05T08:05:00+01:00");
    assert_eq!(record["flags"], serde_json::json!(["cardiac"]));
    let evidence = serde_json::json!([{"field": "text", "start": 7, "end": 17, "text": "chest pain", "concept": "chest pain", "finding": "said"}]);
    assert_eq!(
        record["rules"],
        serde_json::json!([{"id": "RF-001", "title": "Chest pain", "urgency": "emergency", "evidence": evidence}])
    );
    assert_eq!(record["policy"]["hash"].as_str().map(str::len), Some(64));
}

#[test]
fn a_bad_row_goes_to_a_person_at_the_review_level() {
    for row in ["{\"id\": \"m-9\", \"text", "{\"id\": \"m-9\"}"] {
        let record = record(row);
        assert_eq!(record["id"], "m-9");
        assert_eq!(record["urgency"], "same day");
        assert_eq!(record["destination"], "duty doctor");
        assert_eq!(record["reasons"], serde_json::json!(["bad-row"]));
        assert_eq!(record["needs_person"], true);
        assert_eq!(record["rules"], serde_json::json!([]));
    }
    assert_eq!(record("nonsense")["id"], "line-3");
}

#[test]
fn a_wrong_age_can_only_raise() {
    let record = record(r#"{"text": "he has a fever", "age": "old"}"#);
    assert_eq!(record["urgency"], "immediate");
    assert_eq!(record["missing"], serde_json::json!(["age", "received"]));
}

#[test]
fn a_no_against_the_words_is_a_conflict() {
    let record = record(r#"{"text": "chest pain since noon", "answers": {"Chest pain": "no"}}"#);
    assert_eq!(record["flags"], serde_json::json!(["cardiac", "conflict"]));
    assert_eq!(record["urgency"], "emergency");
}

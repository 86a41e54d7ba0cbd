//! Every slug of the crate, with the smallest text that brings it out.

use super::{codes, read};
use crate::{SourceMap, decode};

/// The lines of a red flag below a good head.
fn rule(lines: &str) -> String {
    format!("red flag RF-001 \"T\"\n{lines}\n")
}

/// Texts and the slugs they give, in order.
pub(super) fn cases() -> Vec<(String, Vec<&'static str>)> {
    let concept = |lines: &str| format!("concept chest pain\n{lines}\n");
    let routing = |lines: &str| format!("routing \"R\"\n{lines}\n");
    let test = |lines: &str| format!("test \"T\"\n{lines}\n");
    let hours = |lines: &str| format!("hours\n{lines}\n");
    let policy = |lines: &str| format!("policy \"P\" version 1.0\n{lines}\n");
    let deep: String = (1..=17).map(|depth| format!("{} all of\n", "-".repeat(depth))).collect();
    let one = |text: String, slug: &'static str| (text, vec![slug]);
    vec![
        one("say \"chest pain\"".into(), "stray-line"),
        one(rule("escalate to emergency"), "unknown-line"),
        one(rule("rise to emergency"), "unknown-line"),
        one(rule("urgency emergency\nwhen a"), "unknown-line"),
        one("concpet chest pain\nsay \"chest pain\"".into(), "unknown-line"),
        one(concept("raise to emergency"), "line-not-here"),
        one("setting x is a number from 1 to 2, normally 1\nsay \"a\"".into(), "line-not-here"),
        one("capacity \"Safe working\"\n  when x\n  then y".into(), "not-yet"),
        one("waive RF-033 until 2027-01-31\n  hazard HAZ-021\n  instead raise to same day".into(), "not-yet"),
        one(policy("based on \"x\" version 3.2"), "not-yet"),
        one(test("given 95 routine requests received today"), "not-yet"),
        one(test("expect channel open"), "not-yet"),
        one(concept("say \"chest pain"), "missing-quote"),
        one(concept("say \"chest\u{200b} pain\""), "hidden-character"),
        one(concept("say \"ch\u{202e}est\" # \u{202c}"), "hidden-character").map_second(),
        one(concept("say \"chеst pain\""), "look-alike-character"),
        one(concept("say \"\""), "empty-text"),
        one(concept("review by 2026-13-40"), "bad-date"),
        one(concept("review by 1/10/2026"), "bad-date"),
        one(concept("review by soon"), "missing-date"),
        one(policy("valid 2026-10-01 2027-01-01"), "missing-word"),
        one(policy("valid 2027-10-01 to 2026-10-01"), "reversed-range"),
        one("policy \"P\" version 1.2.3.4".into(), "bad-version"),
        one("policy \"P\" version one".into(), "missing-version"),
        one("policy P version 1".into(), "missing-text"),
        one("setting x is a number from 1 to 99999999999, normally 3".into(), "bad-number"),
        one("setting x is a number from few to 9, normally 3".into(), "missing-number"),
        one("setting is a number from 1 to 9, normally 3".into(), "missing-name"),
        one("hazard \"T\"".into(), "missing-id"),
        one("hazard HAZ-1 \"T\"\nseverity terrible".into(), "missing-choice"),
        one("source CG95 \"T\"\nnot checked because \"x\"".into(), "missing-comma"),
        one(rule("when chest pain in the last 12 hours"), "missing-comma"),
        one("urgency x\ndeadline soon".into(), "missing-deadline"),
        one(concept("means"), "missing-code"),
        one(rule("raise to"), "missing-level"),
        one(rule("when"), "missing-condition"),
        one(rule("when chest pain, tomorrow"), "missing-period"),
        one(rule("when chest pain, in the last 12"), "missing-unit"),
        one(rule("when chest pain, in the last week"), "missing-number"),
        one(rule("when patient is 16 to"), "missing-number"),
        one(rule("when patient is 16 or"), "missing-age"),
        one(rule("when patient is old"), "missing-fact"),
        one(rule("when patient smokes"), "missing-fact"),
        one(rule("when patient is 64 to 16"), "reversed-range"),
        one(rule("when temperature is high"), "missing-temperature"),
        one(rule("when a and b or c"), "mixed-and-or"),
        one(rule("when a\nand b or c"), "mixed-and-or"),
        one(rule("when a\nand b\nor c"), "mixed-and-or"),
        one(rule("when any of"), "empty-group"),
        one(rule("when any of and a\nand b"), "group-not-last"),
        one(rule("when a\n- b"), "stray-bullet"),
        one(rule("when any of\n- a\n-- b"), "bullet-depth"),
        one(rule("when any of\n- all of\n- a\n- b"), "flat-bullets"),
        one(rule(&format!("when any of\n{deep}")), "too-deep"),
        one(rule("and a"), "stray-joiner"),
        one(rule("example \"x\""), "missing-outcome"),
        one(rule("example \"x\" from nobody fires"), "missing-person"),
        one(rule("raise to emergency \"now\""), "unexpected-words"),
        one(rule("allow because \"x\""), "missing-slug"),
        one(rule("allow 7 because \"x\""), "missing-slug"),
        one("concept past illness".into(), "reserved-name"),
        one(routing("| urgency | sendto |"), "unknown-column"),
        one(routing("| urgency | age |"), "missing-column"),
        one(routing("| send to | send to |"), "second-column"),
        one(routing("| age | send to |\n| any |"), "wrong-cell-count"),
        one(routing("| age | send to |\n| | duty doctor |"), "empty-cell"),
        one(routing("| age | send to |\n| any | |"), "missing-destination"),
        one(routing("otherwise send to a\notherwise send to b"), "second-otherwise"),
        one(hours("open 8 to 18 on weekdays"), "missing-time"),
        one(hours("open 8:00 to 25:00 on weekdays"), "bad-time"),
        one(hours("open 08:00 to 18:30 on holidays"), "missing-day"),
        one(hours("open 08:00 to 18:30 on weekdays, London"), "missing-zone"),
        one(hours("open 18:00 to 08:30 on weekdays"), "reversed-range"),
        one(hours("closed on bank holidays in"), "missing-place"),
        one(test("given tomorrow"), "missing-circumstance"),
        one(test("expect nothing"), "missing-expectation"),
        one(test("when a man writes \"a\"\nwhen a man writes \"b\""), "second-message"),
        one(format!("concept x\n# {}", "a".repeat(70_000)), "line-too-long"),
        one(" ".repeat(4 * 1024 * 1024 + 1), "file-too-large"),
    ]
}

/// Small changes to a case.
trait Case {
    fn map_second(self) -> Self;
}

impl Case for (String, Vec<&'static str>) {
    fn map_second(mut self) -> Self {
        self.1.extend(self.1.clone());
        self
    }
}

#[test]
fn each_mistake_gives_its_own_message_and_no_other() {
    let wrong: Vec<String> = cases()
        .into_iter()
        .filter_map(|(text, expected)| {
            let found = codes(&text);
            let start: String = text.chars().take(120).collect();
            (found != expected).then(|| {
                format!(
                    "{start:?}\n  expected {expected:?}\n  found    {:#?}",
                    read(&text).1.iter().map(|problem| (problem.code, problem.message.clone())).collect::<Vec<_>>()
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bytes_that_are_not_text_are_told_with_their_place() {
    let mut map = SourceMap::new();
    let file = map.add("policy.flag", "");
    let problem = decode(file, vec![b'a', 0xff]).unwrap_err();
    assert_eq!((problem.code, problem.span.start), ("not-text", 1));
    assert_eq!(decode(file, b"concept a".to_vec()).as_deref(), Ok("concept a"));
}

use flagstone::{Age, Package};

use super::*;
use crate::request::OwnedValue;

const MARKDOWN: &str = r#"
# Cases of the heart

Prose, and a list:
- this: is not a case

### A heavy chest while shovelling

> My chest feels heavy, like someone sitting on it.
> Clammy.

He was seen in 2024.

- from: a 58 year old man
- answer: "Chest pain" is no
- at least: Emergency
- fires: rf-001
- quiet: RF-002
"#;

fn plan() -> Plan {
    let source = "policy \"Example\" version 1\n\nconcept chest pain\n  say \"chest pain\"\n\nred flag RF-001 \"Chest pain\"\n  when chest pain\n  raise to emergency\n";
    let checked = flagstone::check(Package::from_texts([("example.flag", source)]));
    flagstone::compile(&checked.policy.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))).unwrap()
}

#[test]
fn a_case_is_read_as_it_is_written() {
    let file = parse(Path::new("heart.cases.md"), MARKDOWN);
    assert_eq!(file.problems, []);
    let [case] = file.cases.as_slice() else { panic!("one case") };
    assert_eq!((case.title.as_str(), case.line), ("A heavy chest while shovelling", 7));
    assert_eq!(case.request.fields[0].text, "My chest feels heavy, like someone sitting on it.\nClammy.");
    assert_eq!(case.request.age, Some(Age::years(58)));
    assert_eq!(
        (case.request.answers[0].question.as_str(), &case.request.answers[0].value),
        ("Chest pain", &OwnedValue::No)
    );
    assert_eq!(
        (case.expect.at_least.as_deref(), case.expect.fires.as_slice()),
        (Some("emergency"), &["RF-001".to_owned()][..])
    );
}

#[test]
fn a_slip_is_told_with_its_line_and_the_case_is_not_run() {
    for (item, line, code) in [
        ("- at leest: emergency", 4, "unknown-key"),
        ("- from: a 58 year old dog", 4, "bad-case"),
        ("- answer: Chest pain no", 4, "bad-case"),
        ("- at least:", 4, "bad-case"),
        ("- no colon", 4, "bad-case"),
        ("Only prose.", 1, "case-without-expectation"),
    ] {
        let file = parse(Path::new("a.cases.md"), &format!("### Title\n\n> words\n{item}\n"));
        assert_eq!(file.cases, [], "{item}");
        let found: Vec<_> = file.problems.iter().map(|problem| (problem.line, problem.code)).collect();
        assert_eq!(found, [(line, code)], "{item}");
    }
}

#[test]
fn names_that_the_policy_does_not_have_are_told() {
    let mut file = parse(Path::new("heart.cases.md"), MARKDOWN);
    file.check(&plan());
    assert_eq!(file.cases, []);
    assert_eq!(file.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["unknown-rule"]);
}

#[test]
fn json_lines_are_rows_with_expectations() {
    let text = "{\"id\": \"a\", \"text\": \"x\", \"at_least\": \"same day\", \"fires\": [\"RF-001\"], \"split\": \"held-out\"}\n{\"id\": \"b\", \"text\": \"x\", \"age\": \"old\", \"at_most\": \"routine\"}\n";
    let file = parse(Path::new("a.cases.jsonl"), text);
    let [case] = file.cases.as_slice() else { panic!("one case") };
    assert_eq!((case.title.as_str(), case.split.as_deref()), ("a", Some("held-out")));
    assert_eq!(file.problems.iter().map(|problem| (problem.line, problem.code)).collect::<Vec<_>>(), [(2, "bad-age")]);
}

#[test]
fn a_case_may_be_known_to_go_wrong() {
    let known = |item: &str| {
        let text = format!("### Title\n\n> words\n\n- at least: emergency\n- known: {item}\n");
        let file = parse(Path::new("a.cases.md"), &text);
        (
            file.cases.first().and_then(|case| case.known),
            file.problems.first().map(|problem| (problem.line, problem.code)),
        )
    };
    assert_eq!(known("miss"), (Some(Known::Miss), None));
    assert_eq!(known("False alarm"), (Some(Known::FalseAlarm), None));
    assert_eq!(known("sometimes"), (None, Some((6, "bad-case"))));
    let rows = parse(
        Path::new("a.cases.jsonl"),
        "{\"id\": \"a\", \"text\": \"x\", \"at_most\": \"routine\", \"known\": \"false alarm\"}\n",
    );
    assert_eq!(rows.cases.first().and_then(|case| case.known), Some(Known::FalseAlarm), "{:?}", rows.problems);
}

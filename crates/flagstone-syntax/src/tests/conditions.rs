//! How `when`, `and`, `or` and bullets become one tree.

use super::read;
use crate::ast::{Condition, ConditionKind, Item, RuleLine, Whom};

/// A condition in one line: `all(a, any(b, c))`.
fn shown(condition: &Condition) -> String {
    let list =
        |head: &str, of: &[Condition]| format!("{head}({})", of.iter().map(shown).collect::<Vec<_>>().join(", "));
    match &condition.kind {
        ConditionKind::All(of) => list("all", of),
        ConditionKind::Any(of) => list("any", of),
        ConditionKind::AtLeast { count, of } => list(&count.node.to_string(), of),
        ConditionKind::Concept(test) => {
            let whom = if test.whom == Whom::Patient { String::new() } else { format!(" {:?}", test.whom) };
            let time = test.time.as_ref().map(|time| format!(" {:?}", time.node)).unwrap_or_default();
            let reading = format!("{:?} ", test.reading).replace("Present ", "");
            format!("{reading}{}{whom}{time}", test.name.node)
        }
        other => format!("{other:?}"),
    }
}

fn check(lines: &str, expected: &str) {
    let (file, problems) = read(&format!("red flag RF-001 \"T\"\n{lines}"));
    let errors: Vec<_> = problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{lines}\n{errors:?}");
    let Some(Item::RedFlag(rule)) = file.items.first() else { panic!("no rule in {lines}") };
    let Some(RuleLine::When(condition)) = rule.lines.first() else { panic!("no condition in {lines}") };
    assert_eq!(shown(condition), expected, "{lines}");
}

#[test]
fn lines_group_first() {
    check("when a", "a");
    check("when a\nand b", "all(a, b)");
    check("when a\nor b\nor c", "any(a, b, c)");
    check("when a or b\nand c", "all(any(a, b), c)");
    check("when a and b\nor c", "any(all(a, b), c)");
    check("when a and any of\n- b\n- c\nand d", "all(all(a, any(b, c)), d)");
}

#[test]
fn dashes_tell_the_depth_whatever_the_indentation() {
    check("when any of\n- a\n- all of\n-- b\n-- c\n- d", "any(a, all(b, c), d)");
    check("when at least 2 of\n– a\n• b or c\n* d", "2(a, any(b, c), d)");
    check("when any of\n- all of\n- - a\n- - b", "any(all(a, b))");
}

#[test]
fn indentation_tells_the_depth_where_all_dashes_are_single() {
    check("when any of\n  - a\n  - all of\n    - b\n    - c\n  - d", "any(a, all(b, c), d)");
    check("when any of\n  - a\n    - b\n - c", "any(a, b, c)");
    check("when any of\n  - all of\n    - any of\n      - a\n      - b\n    - c\n  - d", "any(all(any(a, b), c), d)");
}

#[test]
fn pasted_without_indentation_an_inner_list_takes_what_follows() {
    check("when any of\n- a\n- all of\n- b\n- c\nand d", "all(any(a, all(b, c)), d)");
}

#[test]
fn tests_of_concepts_keep_reading_person_and_time() {
    check("when Ongoing Chest Pain, now or in the last 12 hours", "Ongoing chest pain Within { minutes: 720 }");
    check("when past stroke in a relative", "Past stroke Relative");
    check("when pain in my leg in anyone, now", "pain in my leg Anyone Within { minutes: 0 }");
    check("when cough, for more than 3 weeks", "cough ForAtLeast { minutes: 30241 }");
    check("when cough, for 3 weeks or more or fever", "any(cough ForAtLeast { minutes: 30240 }, fever)");
    check("when cough, for less than 2 days", "cough ForAtMost { minutes: 2879 }");
    check("when a, now or in the last 2 months", "a Within { minutes: 89280 }");
    check("when a, for 2 months or more", "a ForAtLeast { minutes: 80640 }");
    check("when a, now or b", "any(a Within { minutes: 0 }, b)");
}

#[test]
fn facts_are_read_as_aloud() {
    check(
        "when patient is over 18",
        "Age(AgeRange { at_least: Some(AgeValue { number: 19, unit: Years }), at_most: None, under: None })",
    );
    check(
        "when patient is under 3 months",
        "Age(AgeRange { at_least: None, at_most: None, under: Some(AgeValue { number: 3, unit: Months }) })",
    );
    check(
        "when patient is 3 to 6 months",
        "Age(AgeRange { at_least: Some(AgeValue { number: 3, unit: Months }), at_most: Some(AgeValue { number: 6, unit: Months }), under: None })",
    );
    check("when patient is less than 20 weeks pregnant", "Gestation { at_least: None, at_most: Some(19) }");
    check("when patient gave birth in the last 6 weeks", "GaveBirthWithin { days: 42 }");
    check("when patient had surgery in the last 1 month", "SurgeryWithin { days: 31 }");
    check("when temperature is over 38", "Temperature(Measure { at_least: Some(38001), at_most: None })");
    check("when temperature is 37.5 to 40", "Temperature(Measure { at_least: Some(37500), at_most: Some(40000) })");
    check("when patient is not pregnant", "Pregnant(false)");
}

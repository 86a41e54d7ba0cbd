//! One test of a condition: a concept in the text, or a fact about the patient or the request.
//!
//! Before: `condition`. After: the tree of a rule.

use flagstone_grammar::Rule;

use crate::ast::{AnswerValue, ConceptTest, Condition, ConditionKind, Form, Reading, Sender, Sex, Time, Whom};
use crate::diagnostic::Diagnostic;
use crate::node::Node;
use crate::person::pregnant;
use crate::span::Spanned;
use crate::values::{self, Problems, Rounding};

/// Reads one atom.
pub(crate) fn atom(node: &Node<'_>, problems: &mut Problems) -> Option<Condition> {
    let test = node.first()?;
    let kind = match test.rule() {
        Rule::patient_test => patient_test(&test, problems),
        Rule::form_test => test.child(Rule::form).map(|form| ConditionKind::Form(form_value(&form))),
        Rule::sender_test => test.child(Rule::sender).map(|sender| ConditionKind::Sender(sender_value(&sender))),
        Rule::temperature_test => values::measure(&test.child(Rule::measure)?, problems)
            .map(|measure| ConditionKind::Temperature(measure.node)),
        Rule::answer_test => answer_test(&test, problems).map(|(question, is)| ConditionKind::Answer { question, is }),
        _ => concept_test(&test, problems).map(ConditionKind::Concept),
    };
    kind.map(|kind| Condition { span: node.span(), kind })
}

/// `form is ...`
pub(crate) fn form_value(node: &Node<'_>) -> Form {
    match node.text().to_ascii_lowercase().as_str() {
        "admin" => Form::Admin,
        "document" => Form::Document,
        _ => Form::Medical,
    }
}

/// `sender is ...`
pub(crate) fn sender_value(node: &Node<'_>) -> Sender {
    match node.text().to_ascii_lowercase().as_str() {
        "carer" => Sender::Carer,
        "community pharmacy" => Sender::CommunityPharmacy,
        "third party" => Sender::ThirdParty,
        _ => Sender::Patient,
    }
}

/// `male` or `female`.
pub(crate) fn sex_value(node: &Node<'_>) -> Sex {
    if node.text().eq_ignore_ascii_case("male") { Sex::Male } else { Sex::Female }
}

/// `answer to "..." is ...`
pub(crate) fn answer_test(node: &Node<'_>, problems: &mut Problems) -> Option<(Spanned<String>, AnswerValue)> {
    let question = values::text_in(node, problems)?;
    let answer = node.child(Rule::answer)?;
    let value = match answer.child(Rule::yes_no) {
        Some(yes_no) if yes_no.has(Rule::kw_yes) => AnswerValue::Yes,
        Some(_) => AnswerValue::No,
        None => AnswerValue::Text(values::text_in(&answer, problems)?),
    };
    Some((question, value))
}

fn patient_test(node: &Node<'_>, problems: &mut Problems) -> Option<ConditionKind> {
    let fact = node.children().nth(1)?;
    match fact.rule() {
        Rule::patient_is => patient_is(&fact.children().nth(1)?, problems),
        Rule::patient_birth => Some(ConditionKind::GaveBirthWithin { days: days(&fact, problems)? }),
        Rule::patient_surgery => Some(ConditionKind::SurgeryWithin { days: days(&fact, problems)? }),
        Rule::patient_has => Some(ConditionKind::HasCondition(values::texts(&fact.child(Rule::texts)?, problems))),
        _ => Some(ConditionKind::TakesMedicine(values::texts(&fact.child(Rule::texts)?, problems))),
    }
}

fn patient_is(node: &Node<'_>, problems: &mut Problems) -> Option<ConditionKind> {
    match node.rule() {
        Rule::sex => Some(ConditionKind::Sex(sex_value(node))),
        Rule::pregnancy => Some(ConditionKind::Pregnant(pregnant(node))),
        Rule::gestation_or_more => {
            Some(ConditionKind::Gestation { at_least: Some(values::number_in(node, problems)?.node), at_most: None })
        }
        Rule::gestation_less => {
            let weeks: u16 = values::number_in(node, problems)?.node;
            Some(ConditionKind::Gestation { at_least: None, at_most: Some(weeks.saturating_sub(1)) })
        }
        _ => values::age(node, problems).map(ConditionKind::Age),
    }
}

/// CLINICAL: part of a day counts as a day, and a month as its longest, so that nobody falls outside a window by rounding.
fn days(node: &Node<'_>, problems: &mut Problems) -> Option<u32> {
    values::minutes(&node.child(Rule::duration)?, Rounding::Long, problems).map(|minutes| minutes.div_ceil(24 * 60))
}

fn concept_test(node: &Node<'_>, problems: &mut Problems) -> Option<ConceptTest> {
    let name = node.child(Rule::name)?;
    tell_missing_comma(&name, problems);
    let time = match node.child(Rule::time) {
        Some(time) => Some(read_time(&time, problems)?),
        None => None,
    };
    Some(ConceptTest {
        reading: node.child(Rule::reading).map_or(Reading::Present, |word| reading(word.text())),
        name: values::name(&name, problems)?,
        whom: node
            .child(Rule::whom)
            .map_or(Whom::Patient, |whom| if whom.has(Rule::kw_in_anyone) { Whom::Anyone } else { Whom::Relative }),
        time,
    })
}

/// `chest pain in the last 12 hours` would be a name of seven words.
fn tell_missing_comma(name: &Node<'_>, problems: &mut Problems) {
    const STARTS: [&str; 3] = [" in the last ", " for more than ", " for less than "];
    let words = name.text().to_ascii_lowercase();
    let found = STARTS.iter().filter_map(|start| words.find(start)).min();
    let Some(at) = found.filter(|_| !words.starts_with('"')) else {
        return;
    };
    problems.push(
        Diagnostic::error("missing-comma", name.span(), "a comma is needed before the time")
            .label("the name ends before the time")
            .help("write it like this: `chest pain, in the last 12 hours`")
            .fix(name.place(at), ","),
    );
}

fn reading(word: &str) -> Reading {
    match word.to_ascii_lowercase().as_str() {
        "ongoing" => Reading::Ongoing,
        "certain" => Reading::Certain,
        "absent" => Reading::Absent,
        "past" => Reading::Past,
        "ever" => Reading::Ever,
        "possible" => Reading::Possible,
        "mentioned" => Reading::Mentioned,
        _ => Reading::Present,
    }
}

/// CLINICAL: where a month has no fixed length, the reading that more patients meet is taken.
fn read_time(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<Time>> {
    let kind = node.first()?;
    let rounding =
        if matches!(kind.rule(), Rule::time_more_than | Rule::time_or_more) { Rounding::Short } else { Rounding::Long };
    let minutes = match kind.child(Rule::duration) {
        Some(duration) => values::minutes(&duration, rounding, problems)?,
        None => 0,
    };
    let time = match kind.rule() {
        Rule::time_more_than => Time::ForAtLeast { minutes: minutes.saturating_add(1) },
        Rule::time_or_more => Time::ForAtLeast { minutes },
        Rule::time_less_than => Time::ForAtMost { minutes: minutes.saturating_sub(1) },
        _ => Time::Within { minutes },
    };
    Some(Spanned::new(time, node.span()))
}

//! `a carer of a pregnant 30 year old woman who takes "warfarin"`: what is known of who writes.
//!
//! # Invariants
//! Whatever is not written stays unknown: `a man` has no age, and nothing is known of his medicines.
//!
//! Before: `node`. After: examples of red flags and tests.

use flagstone_grammar::Rule;

use crate::ast::{AgeUnit, AgeValue, Person, Sender, Sex};
use crate::diagnostic::Diagnostic;
use crate::node::Node;
use crate::span::Spanned;
use crate::values::{self, Problems};

/// Reads a person.
pub(crate) fn person(node: &Node<'_>, problems: &mut Problems) -> Option<Spanned<Person>> {
    let patient = node.child(Rule::patient)?;
    let mut person = Person {
        sender: node.child(Rule::on_behalf).map(|words| sender(words.text())),
        pregnant: patient.child(Rule::pregnancy).map(|words| pregnant(&words)),
        sex: patient.child(Rule::noun).and_then(|noun| sex(noun.text())),
        ..Person::default()
    };
    if let Some(age) = patient.child(Rule::age_old) {
        person.age = Some(age_old(&age, problems)?);
    }
    for clause in node.child(Rule::who).iter().flat_map(|who| who.all(Rule::who_clause)) {
        add_clause(&mut person, &clause, problems);
    }
    Some(Spanned::new(person, node.span()))
}

fn add_clause(person: &mut Person, clause: &Node<'_>, problems: &mut Problems) {
    if let Some(pregnancy) = clause.child(Rule::pregnancy) {
        person.pregnant = Some(pregnant(&pregnancy));
    }
    if let Some(texts) = clause.child(Rule::patient_has).and_then(|has| has.child(Rule::texts)) {
        person.conditions.get_or_insert_default().extend(values::texts(&texts, problems));
    }
    if let Some(texts) = clause.child(Rule::patient_takes).and_then(|takes| takes.child(Rule::texts)) {
        person.medicines.get_or_insert_default().extend(values::texts(&texts, problems));
    }
}

/// `pregnant` or `not pregnant`.
pub(crate) fn pregnant(node: &Node<'_>) -> bool {
    node.has(Rule::kw_pregnant)
}

/// The sex that a noun tells; `baby` and `patient` tell none.
fn sex(noun: &str) -> Option<Sex> {
    match noun.to_ascii_lowercase().as_str() {
        "woman" | "girl" | "female" => Some(Sex::Female),
        "man" | "boy" | "male" => Some(Sex::Male),
        _ => None,
    }
}

fn sender(words: &str) -> Sender {
    match words.to_ascii_lowercase().as_str() {
        "carer of" => Sender::Carer,
        "community pharmacy for" => Sender::CommunityPharmacy,
        _ => Sender::ThirdParty,
    }
}

/// `34 year old`
fn age_old(node: &Node<'_>, problems: &mut Problems) -> Option<AgeValue> {
    let mut parts = node.text().split([' ', '-']);
    let number = parts.next().and_then(|number| number.parse::<u16>().ok());
    let unit = parts.next().and_then(values::age_unit).unwrap_or(AgeUnit::Years);
    if number.is_none() {
        problems.push(
            Diagnostic::error("bad-number", node.span(), format!("`{}` is not an age", node.text()))
                .help("write an age such as `34 year old`"),
        );
    }
    number.map(|number| AgeValue { number, unit })
}

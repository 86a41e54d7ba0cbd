//! `a 58 year old man who takes "warfarin"`: the language's way to say who writes, as facts of a request.
//!
//! # Why
//! Cases, examples and tests must speak one language. So a person is read by the parser of the language itself, as the
//! person of an example, and no second grammar can drift away from it.
//!
//! Before: `case`, and examples and tests of a policy. After: [`OwnedRequest`].

use flagstone::hir::{Outcome, Person};
use flagstone::syntax::ast::{Item, RuleLine};
use flagstone::syntax::{SourceMap, parse};

use crate::request::OwnedRequest;

/// Who writes, by the language's phrase.
///
/// # Errors
/// What to write instead, as one sentence.
pub fn person(phrase: &str) -> Result<Person, String> {
    const HELP: &str = "write who it is from, such as `a 58 year old man`, `a pregnant 30 year old woman`, \
                        `a carer of a 80 year old man who takes \"warfarin\"` or `someone`";
    let phrase = phrase.trim();
    if phrase.contains(['\n', '\r', '#']) {
        return Err(HELP.to_owned());
    }
    let mut sources = SourceMap::new();
    let file = sources.add("person", format!("red flag RF-001 \"person\"\n  example \"text\" from {phrase} fires\n"));
    let (tree, problems) = parse(&sources, file);
    let lines = tree.items.iter().filter_map(|item| match item {
        Item::RedFlag(rule) => Some(&rule.lines),
        _ => None,
    });
    let examples: Vec<_> = lines
        .flatten()
        .filter_map(|line| match line {
            RuleLine::Example(example) => example.from.as_ref().filter(|_| example.outcome.node == Outcome::Fires),
            _ => None,
        })
        .collect();
    match examples.as_slice() {
        [one] if !problems.iter().any(flagstone::syntax::Diagnostic::is_error) => {
            Ok(flagstone::lower_person(&one.node))
        }
        _ => Err(HELP.to_owned()),
    }
}

/// Writes what is known of a person into a request.
pub fn facts_of(person: &Person, request: &mut OwnedRequest) {
    request.age = person.age.map(flagstone::age_in_days);
    request.sex = person.sex.map(flagstone::sex_of);
    request.pregnant = person.pregnant;
    request.conditions.clone_from(&person.conditions);
    request.medicines.clone_from(&person.medicines);
    if let Some(sender) = person.sender {
        request.sender = Some(flagstone::sender_of(sender));
    }
}

#[cfg(test)]
mod tests {
    use flagstone::{Age, Sender, Sex};

    use super::*;

    fn facts(phrase: &str) -> Result<OwnedRequest, String> {
        let mut request = OwnedRequest::default();
        facts_of(&person(phrase)?, &mut request);
        Ok(request)
    }

    #[test]
    fn people_are_read_as_the_language_reads_them() {
        let man = facts("a 58 year old man").unwrap();
        assert_eq!((man.age, man.sex, man.medicines), (Some(Age::years(58)), Some(Sex::Male), None));
        let baby = facts("a carer of a 6 week old baby").unwrap();
        assert_eq!((baby.age, baby.sender), (Some(Age::weeks(6)), Some(Sender::Carer)));
        let woman = facts("a pregnant 30 year old woman who takes \"warfarin\"").unwrap();
        assert_eq!((woman.pregnant, woman.medicines), (Some(true), Some(vec!["warfarin".to_owned()])));
        assert_eq!(facts("someone").unwrap(), OwnedRequest::default());
    }

    #[test]
    fn anything_else_is_refused() {
        for phrase in ["", "a 58 year old dog", "a man fires\n  example \"x\" from a woman", "a man does not fire #"] {
            assert!(facts(phrase).is_err(), "{phrase}");
        }
    }
}

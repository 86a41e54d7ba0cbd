//! The names by which parts of the document point at each other.
//!
//! # Why
//! Somebody writes down a link to a red flag and expects it to work in the next version, so anchors are made of ids and
//! names and not of positions. Names hold spaces, quotes and letters of any kind, so they are spelt with a small alphabet.
//!
//! # How
//! `chest pain` becomes `concept-chest-pain`. Two names that are spelt alike get a number: `concept-a-b-2`.
//!
//! # Invariants
//! No two anchors are the same; every anchor is made of lower-case ASCII letters, digits and `-`.
//!
//! Before: `hir::Policy`. After: the rest of `gather`.

use std::collections::BTreeSet;

use flagstone::hir::Policy;

/// The anchors of a policy's parts, each list in the policy's order.
#[derive(Debug)]
pub(super) struct Anchors {
    pub(super) levels: Vec<String>,
    pub(super) rules: Vec<String>,
    pub(super) hazards: Vec<String>,
    pub(super) sources: Vec<String>,
    pub(super) concepts: Vec<String>,
}

impl Anchors {
    pub(super) fn new(policy: &Policy) -> Anchors {
        let mut taken = BTreeSet::new();
        Anchors {
            levels: all("urgency", policy.levels.iter().map(|level| level.name.as_str()), &mut taken),
            rules: all("rule", policy.rules.iter().map(|rule| rule.id.as_str()), &mut taken),
            hazards: all("hazard", policy.hazards.iter().map(|hazard| hazard.id.as_str()), &mut taken),
            sources: all("source", policy.sources.iter().map(|source| source.id.as_str()), &mut taken),
            concepts: all("concept", policy.concepts.iter().map(|concept| concept.name.as_str()), &mut taken),
        }
    }
}

fn all<'a>(prefix: &str, names: impl Iterator<Item = &'a str>, taken: &mut BTreeSet<String>) -> Vec<String> {
    names.map(|name| free(&spell(prefix, name), taken)).collect()
}

fn free(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut anchor = wanted.to_owned();
    let mut number = 1;
    while !taken.insert(anchor.clone()) {
        number += 1;
        anchor = format!("{wanted}-{number}");
    }
    anchor
}

fn spell(prefix: &str, name: &str) -> String {
    let letters =
        name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' });
    let letters: String = letters.collect();
    std::iter::once(prefix).chain(letters.split_whitespace()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_spelt_alike_get_numbers() {
        let anchors = all("concept", ["can't breathe", "can t breathe", "<b>"].into_iter(), &mut BTreeSet::new());
        assert_eq!(anchors, ["concept-can-t-breathe", "concept-can-t-breathe-2", "concept-b"]);
    }
}

//! From a policy to everything that its document says.
//!
//! # Why
//! The policy's meaning holds what decides; what its authors wrote besides (the short form of their phrases, their reasons,
//! who writes in an example) is in the syntax tree alone. The document needs both, joined by names and ids.
//!
//! # How
//! ```text
//! hir::Policy ──┐
//! ast::File ────┼─ Gather ─► head, rules, routing, records, concepts ─► Document
//! Plan ─────────┘ (conditions in words)
//! ```
//!
//! # Invariants
//! There is no clock: a review is overdue only against the day that was asked about.
//!
//! Before: `loading`. After: `markdown` and `html`.

mod anchors;
mod concepts;
mod head;
mod records;
mod routing;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use flagstone::Plan;
use flagstone::hir::{self, ConceptId, Condition, Policy};
use flagstone::plan::{Node, NodeId};
use flagstone::syntax::ast::{self, Item};

use super::model::{Cited, Clause, Document, Link, Read, Review};
use super::words;
use crate::describe;
use crate::loading::PolicySource;
use anchors::Anchors;

/// The document of a policy; with a day, reviews due before it are marked.
pub(super) fn document(source: &PolicySource, plan: &Plan, on: Option<NaiveDate>) -> Document {
    let gather = Gather { source, policy: &source.policy, plan, anchors: Anchors::new(&source.policy), on };
    let (levels, concepts) = (gather.levels(), gather.concepts());
    let (hazards, sources) = (gather.hazards(), gather.sources());
    let particulars = gather.particulars();
    let mut document = Document {
        name: source.policy.name.clone(),
        version: source.policy.version.clone(),
        particulars,
        warnings: Vec::new(),
        counts: Vec::new(),
        levels,
        routing: gather.routing(),
        hours: gather.hours(),
        hazards,
        sources,
        concepts,
    };
    document.warnings = gather.warnings(&document);
    document.counts = gather.counts(&document);
    document
}

/// A policy with everything that is looked up in it.
struct Gather<'a> {
    source: &'a PolicySource,
    policy: &'a Policy,
    plan: &'a Plan,
    anchors: Anchors,
    on: Option<NaiveDate>,
}

impl<'a> Gather<'a> {
    /// Every block of every file.
    fn items(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        self.source.files.iter().flat_map(|file| &file.items)
    }

    /// The concepts as written, by name.
    fn written_concepts(&self) -> BTreeMap<&'a str, &'a ast::Concept> {
        let concept = |item: &'a Item| match item {
            Item::Concept(concept) => Some((concept.name.node.as_str(), concept)),
            _ => None,
        };
        self.items().filter_map(concept).collect()
    }

    /// A condition of the plan, taken apart.
    fn clause(&self, at: NodeId) -> Clause {
        let Some(node) = self.plan.node(at) else {
            return Clause::One { words: String::new(), concept: None };
        };
        let heading = match node {
            Node::All(_) => "all of these".to_owned(),
            Node::Any(_) => "any of these".to_owned(),
            Node::AtLeast(count, _) => format!("at least {count} of these"),
            _ => {
                let concept = match node {
                    Node::Concept(test) => self.anchors.concepts.get(test.concept.index()).cloned(),
                    _ => None,
                };
                return Clause::One { words: describe::condition(self.plan, at), concept };
            }
        };
        let mut parts: Vec<Clause> = self.plan.children(node).iter().map(|child| self.clause(*child)).collect();
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => Clause::Several { heading, parts: parts.into_iter().chain(last).collect() },
        }
    }

    fn concept_link(&self, id: ConceptId) -> Option<Link> {
        let (anchor, concept) = (self.anchors.concepts.get(id.index())?, self.policy.concepts.get(id.index())?);
        Some(Link { anchor: anchor.clone(), text: concept.name.clone() })
    }

    /// The rules for which this holds.
    fn rule_links(&self, holds: impl Fn(&hir::Rule) -> bool) -> Vec<Link> {
        let rules = self.policy.rules.iter().zip(&self.anchors.rules);
        rules
            .filter(|(rule, _)| holds(rule))
            .map(|(rule, anchor)| Link { anchor: anchor.clone(), text: rule.id.clone() })
            .collect()
    }

    /// A source as a rule or concept cites it.
    fn cited(&self, at: usize) -> Option<Cited> {
        let (anchor, source) = (self.anchors.sources.get(at)?, self.policy.sources.get(at)?);
        let link = Link { anchor: anchor.clone(), text: source.id.clone() };
        Some(Cited { link, read: read(source) })
    }

    fn review(&self, by: Option<NaiveDate>) -> Review {
        Review { by: by.map(words::date), overdue: by.zip(self.on).is_some_and(|(by, on)| by < on) }
    }
}

/// Whether somebody has read a source.
fn read(source: &hir::Source) -> Read {
    match (source.checked, &source.not_checked) {
        (Some(day), _) => Read::On(words::date(day)),
        (None, Some(why)) => Read::Not(format!("because {why}")),
        (None, None) => Read::Not("and no reason is given".to_owned()),
    }
}

/// The concepts for which a condition asks.
fn asked_for(condition: &Condition) -> BTreeSet<ConceptId> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            parts.iter().flat_map(asked_for).collect()
        }
        Condition::Concept(test) => BTreeSet::from([test.concept]),
        _ => BTreeSet::new(),
    }
}

//! What stopped a rule that nearly fired.
//!
//! # How
//! Walks the condition of a rule that did not fire. Of *all* the parts that do not hold stopped it; of *any* none held; of
//! *at least n* too few did. A part is a condition without parts, told in the author's words, and if it is about the text
//! also how the words that are there were read.
//!
//! # Invariants
//! A rule without stopping parts is never told as near.
//!
//! Before: [`flagstone::trace`]. After: `report`, and failed tests.

use flagstone::plan::{ConceptTest, Doubt, Node, Rule};
use flagstone::{Decision, NodeTrace, Trace, Truth};

use crate::{describe, explain};

/// A rule of which the text mentions something, and that did not fire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    /// Its id.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// What was missing.
    pub(crate) stopped_by: Vec<String>,
    /// How many of its top conditions did not hold; the nearest rule has the fewest.
    distance: usize,
}

/// The rules that nearly fired, nearest first.
pub(crate) fn near(decision: &Decision<'_>, trace: &Trace) -> Vec<Near> {
    let quiet = trace.rules.iter().filter(|rule| rule.fired.is_none());
    let mut near: Vec<Near> = quiet
        .filter_map(|traced| {
            let rule = decision.plan().rule(traced.rule)?;
            let stopped_by = stopped_by(decision, rule, &traced.condition);
            let denied = traced.mentioned.len();
            Some(Near {
                id: rule.id.clone(),
                title: rule.title.clone(),
                distance: stopped_by.len() * 2 + usize::from(denied == 0),
                stopped_by,
            })
        })
        .collect();
    near.sort_by(|a, b| (a.distance, &a.id).cmp(&(b.distance, &b.id)));
    near
}

fn stopped_by(decision: &Decision<'_>, rule: &Rule, condition: &NodeTrace) -> Vec<String> {
    // What a rule that takes doubt for false cannot count is false to it.
    let full = rule.doubt == Doubt::None;
    let holds = |node: &NodeTrace| {
        let truth = if full { node.value.full } else { node.value.doubt };
        if rule.known_only { truth == Truth::True } else { truth != Truth::False }
    };
    let mut found = Vec::new();
    collect(decision, condition, &holds, &mut found);
    found.dedup();
    found
}

fn collect(decision: &Decision<'_>, at: &NodeTrace, holds: &dyn Fn(&NodeTrace) -> bool, found: &mut Vec<String>) {
    if holds(at) {
        return;
    }
    let Some(node) = decision.plan().node(at.node) else { return };
    match node {
        Node::All(_) => at.children.iter().for_each(|child| collect(decision, child, holds, found)),
        Node::Any(_) | Node::AtLeast(..) => found.push(too_few(decision, at, node, holds)),
        leaf => found.push(leaf_words(decision, at, leaf)),
    }
}

/// `none of: collapse: denied ("no"); not mentioned: sweating, vomiting`
fn too_few(decision: &Decision<'_>, at: &NodeTrace, node: Node, holds: &dyn Fn(&NodeTrace) -> bool) -> String {
    let here = at.children.iter().filter(|child| holds(child)).count();
    let (mut told, mut silent) = (Vec::new(), Vec::new());
    for child in at.children.iter().filter(|child| !holds(child)) {
        let words = describe::condition(decision.plan(), child.node);
        match decision.plan().node(child.node) {
            Some(Node::Concept(test)) if !mentions(decision, test) => silent.push(words),
            Some(leaf) if child.children.is_empty() => told.push(leaf_words(decision, child, leaf)),
            _ => told.push(words),
        }
    }
    if !silent.is_empty() {
        told.push(format!("not mentioned: {}", silent.join(", ")));
    }
    let missing = told.join("; ");
    match node {
        Node::AtLeast(count, _) if here > 0 => format!("only {here} of the {count} needed; missing: {missing}"),
        Node::AtLeast(count, _) => format!("none of the {count} needed: {missing}"),
        _ => format!("none of these holds: {missing}"),
    }
}

fn mentions(decision: &Decision<'_>, test: ConceptTest) -> bool {
    decision.mentions().iter().any(|mention| mention.concept == test.concept)
}

fn leaf_words(decision: &Decision<'_>, at: &NodeTrace, leaf: Node) -> String {
    let words = describe::condition(decision.plan(), at.node);
    match leaf {
        Node::Concept(test) => {
            let mentions = decision.mentions().iter().filter(|mention| mention.concept == test.concept);
            let mut readings: Vec<String> = mentions.map(|mention| explain::meaning(decision, mention)).collect();
            readings.dedup();
            let readings = if readings.is_empty() { "not mentioned".to_owned() } else { readings.join("; ") };
            format!("{words}: {readings}")
        }
        _ if at.value.doubt == Truth::Unknown => format!("{words}: not known, and this rule counts only what is known"),
        _ => format!("{words}: no"),
    }
}

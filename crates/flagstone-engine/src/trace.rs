//! Why a rule fired, or what stopped it.
//!
//! # Why
//! "What fired, what nearly fired and what stopped it" is asked by authors, safety officers and coroners. The trace asks
//! the same conditions in the same way as the evaluation, so it cannot tell another story. It may allocate.

use flagstone_text::ConceptId;

use crate::condition::{Quantifier, View};
use crate::evaluate::{ask, decide};
use crate::plan::{Node, NodeId, Plan, RuleId};
use crate::request::Request;
use crate::scratch::{Scratch, Strength};
use crate::truth::Value;

/// The truth of a condition and of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeTrace {
    /// The condition.
    pub node: NodeId,
    /// Its truth.
    pub value: Value,
    /// Its parts.
    pub children: Vec<NodeTrace>,
}

/// What became of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTrace {
    /// The rule.
    pub rule: RuleId,
    /// Whether it fired, and how firmly.
    pub fired: Option<Strength>,
    /// The concepts of the rule that the text mentions, counted or not.
    pub mentioned: Vec<ConceptId>,
    /// Its condition.
    pub condition: NodeTrace,
}

/// What became of every rule that the text touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// In the order of their ids: rules that fired, and rules of which the text mentions a concept.
    pub rules: Vec<RuleTrace>,
}

/// Traces one request; `scratch` must have been made for this `plan`.
pub fn trace(plan: &Plan, scratch: &mut Scratch, request: &Request<'_>) -> Trace {
    let (_, scratch) = decide(plan, scratch, request);
    let view = View { plan, scratch, request, quantifier: Quantifier::Some };
    let rules = plan.rules.iter().zip(0..).filter_map(|(rule, at)| {
        let id = RuleId(at);
        let fired = ask(view, id, rule).map(|fired| fired.strength);
        let mut mentioned: Vec<_> = rule.leaves.iter().filter_map(|leaf| mentioned_concept(view, *leaf)).collect();
        mentioned.sort_unstable();
        mentioned.dedup();
        let touched = fired.is_some() || !mentioned.is_empty();
        touched.then(|| RuleTrace { rule: id, fired, mentioned, condition: trace_node(view, rule.when) })
    });
    Trace { rules: rules.collect() }
}

fn mentioned_concept(view: View<'_>, leaf: NodeId) -> Option<ConceptId> {
    match view.plan.node(leaf)? {
        Node::Concept(test) => view.scratch.mentions_of(test.concept).next().map(|_| test.concept),
        _ => None,
    }
}

fn trace_node(view: View<'_>, at: NodeId) -> NodeTrace {
    let children = view.plan.node(at).map_or(&[][..], |node| view.plan.children(node));
    NodeTrace {
        node: at,
        value: view.value(at),
        children: children.iter().map(|child| trace_node(view, *child)).collect(),
    }
}

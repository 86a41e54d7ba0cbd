//! From a policy that is true to a plan that is fast.
//!
//! # Why
//! Nothing is judged here any more: the one thing that can still fail is that the words do not fit the engine's tables.
//!
//! # How
//! Levels, concepts, conditions, rules and rows are handed to the engine's builder in their sorted order. A pattern that
//! several concepts share, by themselves or through `includes`, is added once for all of them.
//!
//! # Invariants
//! The same policy gives the same bytes on every platform, whatever the order of its files and blocks.
//!
//! Before: [`lower`](crate::lower()). After: [`flagstone_engine::evaluate`].

use std::collections::{BTreeMap, BTreeSet};

use flagstone_engine::plan::{self, DestinationId, LevelId, NodeId, PolicyInfo};
use flagstone_engine::{Builder, Deadline, Plan, RuleParts};
use flagstone_text::{ConceptId, ConceptOptions, Pattern};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::calendar::calendar;
use crate::hir;

/// Why a policy that is right could not be compiled.
#[derive(Debug, Error)]
#[error("this policy has more words than a plan can hold: {0}")]
pub struct CompileError(String);

/// Compiles a policy.
///
/// # Errors
/// When its expanded phrases do not fit the engine's tables.
pub fn compile(policy: &hir::Policy) -> Result<Plan, CompileError> {
    let mut compiler =
        Compiler { builder: Builder::new(), levels: Vec::new(), concepts: Vec::new(), destinations: Vec::new() };
    compiler.levels(policy);
    compiler.concepts(policy);
    compiler.rules(policy);
    let otherwise = compiler.routing(policy);
    if let Some(hours) = &policy.hours {
        compiler.builder.calendar(calendar(hours));
    }
    let review = compiler.level(policy.review);
    let info = PolicyInfo { name: policy.name.clone(), version: policy.version.clone(), hash: meaning_hash(policy) };
    compiler.builder.finish(info, review, otherwise).map_err(|error| CompileError(error.to_string()))
}

/// SHA-256 over the meaning of a policy: neither layout nor order nor tests change it.
#[must_use]
pub fn meaning_hash(policy: &hir::Policy) -> [u8; 32] {
    let bytes = postcard::to_allocvec(policy).unwrap_or_default();
    Sha256::digest(&bytes).into()
}

struct Compiler {
    builder: Builder,
    levels: Vec<LevelId>,
    concepts: Vec<ConceptId>,
    destinations: Vec<DestinationId>,
}

impl Compiler {
    fn levels(&mut self, policy: &hir::Policy) {
        for level in &policy.levels {
            let id = self.builder.level(&level.name, &level.called, deadline(level.deadline));
            self.levels.push(id);
        }
        self.destinations = policy.destinations.iter().map(|name| self.builder.destination(name)).collect();
    }

    fn concepts(&mut self, policy: &hir::Policy) {
        for concept in &policy.concepts {
            let gate = concept.only_when.as_ref().map(|condition| self.condition(condition));
            let options = ConceptOptions {
                kind: concept.kind,
                past_counts: concept.past_counts,
                someone_else_counts: concept.someone_else_counts,
                hypothetical_counts: concept.hypothetical_counts,
            };
            let id = self.builder.concept(&concept.name, options, gate);
            self.concepts.push(id);
        }
        for (pattern, concepts) in patterns(policy) {
            let ids: Vec<ConceptId> = concepts.into_iter().map(|concept| self.concept(concept)).collect();
            self.builder.say(&ids, pattern);
        }
        for (concept, id) in policy.concepts.iter().zip(self.concepts.clone()) {
            concept.not_when.iter().for_each(|pattern| self.builder.shield(id, pattern));
        }
    }

    fn rules(&mut self, policy: &hir::Policy) {
        for rule in &policy.rules {
            let parts = RuleParts {
                id: rule.id.clone(),
                title: rule.title.clone(),
                level: self.level(rule.raise_to),
                when: self.condition(&rule.when),
                doubt: match rule.doubt {
                    hir::Doubt::Review => plan::Doubt::Review,
                    hir::Doubt::Full => plan::Doubt::Full,
                    hir::Doubt::None(_) => plan::Doubt::None,
                },
                known_only: rule.only_when_known.is_some(),
                tell: rule.tell.clone(),
                notify: rule.notify.clone(),
                flags: rule.flags.clone(),
            };
            self.builder.rule(parts);
        }
    }

    fn routing(&mut self, policy: &hir::Policy) -> plan::Target {
        for row in &policy.routing.rows {
            let lowered = plan::Row {
                levels: row.levels.as_ref().map(|levels| levels.iter().map(|level| self.level(*level)).collect()),
                facts: row.facts.iter().map(|fact| self.condition(fact)).collect(),
                asks_about: row.asks_about.iter().map(|concept| self.concept(*concept)).collect(),
                not_about: row.not_about.iter().map(|concept| self.concept(*concept)).collect(),
                open: row.open,
                target: self.target(row.target),
            };
            self.builder.row(lowered);
        }
        self.target(policy.routing.otherwise)
    }

    fn condition(&mut self, condition: &hir::Condition) -> NodeId {
        use hir::Condition as Hir;
        use plan::Node;
        match condition {
            Hir::All(parts) => self.group(Node::All, parts),
            Hir::Any(parts) => self.group(Node::Any, parts),
            Hir::AtLeast(count, parts) => self.group(|span| Node::AtLeast(*count, span), parts),
            Hir::Concept(test) => {
                let node = Node::Concept(self.concept_test(test));
                self.builder.leaf(node)
            }
            Hir::HasCondition(terms) => self.builder.terms(Node::HasCondition, terms),
            Hir::TakesMedicine(terms) => self.builder.terms(Node::TakesMedicine, terms),
            Hir::Answer { question, is } => match is {
                hir::AnswerTest::Yes => self.builder.answer(question, plan::AnswerTest::Yes, None),
                hir::AnswerTest::No => self.builder.answer(question, plan::AnswerTest::No, None),
                hir::AnswerTest::Text(words) => self.builder.answer(question, plan::AnswerTest::Text, Some(words)),
            },
            Hir::Temperature(range) => self.builder.leaf(Node::Temperature(bounds(*range))),
            Hir::Age(range) => self.builder.leaf(Node::Age(bounds(*range))),
            Hir::Sex(sex) => self.builder.leaf(Node::Sex(sex_of(*sex))),
            Hir::Pregnant(pregnant) => self.builder.leaf(Node::Pregnant(*pregnant)),
            Hir::WeeksPregnant(range) => self.builder.leaf(Node::WeeksPregnant(bounds(*range))),
            Hir::GaveBirthWithin(days) => self.builder.leaf(Node::GaveBirthWithin(*days)),
            Hir::SurgeryWithin(days) => self.builder.leaf(Node::SurgeryWithin(*days)),
            Hir::Form(form) => self.builder.leaf(Node::Form(form_of(*form))),
            Hir::Sender(sender) => self.builder.leaf(Node::Sender(sender_of(*sender))),
        }
    }

    fn group(&mut self, node: impl FnOnce(plan::Span) -> plan::Node, parts: &[hir::Condition]) -> NodeId {
        let children: Vec<NodeId> = parts.iter().map(|part| self.condition(part)).collect();
        self.builder.group(node, &children)
    }

    fn concept_test(&self, test: &hir::ConceptTest) -> plan::ConceptTest {
        plan::ConceptTest {
            concept: self.concept(test.concept),
            reading: match test.reading {
                hir::Reading::Present => plan::Reading::Present,
                hir::Reading::Ongoing => plan::Reading::Ongoing,
                hir::Reading::Certain => plan::Reading::Certain,
                hir::Reading::Past => plan::Reading::Past,
                hir::Reading::Ever => plan::Reading::Ever,
                hir::Reading::Possible => plan::Reading::Possible,
                hir::Reading::Mentioned => plan::Reading::Mentioned,
            },
            whom: match test.whom {
                hir::Whom::Patient => plan::Whom::Patient,
                hir::Whom::Relative => plan::Whom::Relative,
                hir::Whom::Anyone => plan::Whom::Anyone,
            },
            time: test.time.map(|time| match time {
                hir::Time::Within(minutes) => plan::Time::Within(minutes),
                hir::Time::ForAtLeast(minutes) => plan::Time::ForAtLeast(minutes),
                hir::Time::ForAtMost(minutes) => plan::Time::ForAtMost(minutes),
            }),
        }
    }

    fn target(&self, target: hir::Target) -> plan::Target {
        plan::Target { destination: at(&self.destinations, target.destination.index()), by: target.by.map(deadline) }
    }

    fn level(&self, id: hir::LevelId) -> LevelId {
        at(&self.levels, id.index())
    }

    fn concept(&self, id: hir::ConceptId) -> ConceptId {
        at(&self.concepts, id.index())
    }
}

/// INVARIANT: ids of a [`hir::Policy`] point into that policy, and the builder minted one id for each.
#[allow(clippy::indexing_slicing, reason = "ids of the HIR are in range by construction")]
fn at<T: Copy>(ids: &[T], index: usize) -> T {
    ids[index]
}

/// Every pattern with all the concepts that it mentions.
fn patterns(policy: &hir::Policy) -> BTreeMap<&Pattern, BTreeSet<hir::ConceptId>> {
    let mut all: BTreeMap<&Pattern, BTreeSet<hir::ConceptId>> = BTreeMap::new();
    for (at, concept) in policy.concepts.iter().enumerate() {
        let included = concept.includes.iter().filter_map(|id| policy.concepts.get(id.index()));
        for pattern in concept.say.iter().chain(included.flat_map(|included| &included.say)) {
            all.entry(pattern).or_default().insert(hir::ConceptId(at));
        }
    }
    all
}

fn bounds(bounds: hir::Bounds) -> plan::Bounds {
    plan::Bounds { lowest: bounds.lowest, highest: bounds.highest }
}

fn deadline(deadline: hir::Deadline) -> Deadline {
    match deadline {
        hir::Deadline::Now => Deadline::Now,
        hir::Deadline::Clock { minutes } => Deadline::Clock(minutes.saturating_mul(60)),
        hir::Deadline::Within { minutes } => Deadline::Within(minutes.saturating_mul(60)),
        hir::Deadline::CloseToday => Deadline::CloseToday,
        hir::Deadline::CloseInWorkingDays(days) => Deadline::CloseInWorkingDays(days),
    }
}

/// The engine's word for a sex of the language.
#[must_use]
pub fn sex_of(sex: hir::Sex) -> flagstone_engine::Sex {
    match sex {
        hir::Sex::Female => flagstone_engine::Sex::Female,
        hir::Sex::Male => flagstone_engine::Sex::Male,
    }
}

/// The engine's word for a form of the language.
#[must_use]
pub fn form_of(form: hir::Form) -> flagstone_engine::Form {
    match form {
        hir::Form::Medical => flagstone_engine::Form::Medical,
        hir::Form::Admin => flagstone_engine::Form::Admin,
        hir::Form::Document => flagstone_engine::Form::Document,
    }
}

/// The engine's word for a sender of the language.
#[must_use]
pub fn sender_of(sender: hir::Sender) -> flagstone_engine::Sender {
    match sender {
        hir::Sender::Patient => flagstone_engine::Sender::Patient,
        hir::Sender::Carer => flagstone_engine::Sender::Carer,
        hir::Sender::CommunityPharmacy => flagstone_engine::Sender::CommunityPharmacy,
        hir::Sender::ThirdParty => flagstone_engine::Sender::ThirdParty,
    }
}

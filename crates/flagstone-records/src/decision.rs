//! A decision as a record: what stands in files, logs and other programs.
//!
//! # Why
//! A [`Decision`] borrows positions from the engine. A record holds names, texts and times, so that it can be read years
//! later without the policy: what was decided, why, from which words, and by which version of what.
//!
//! # Invariants
//! The keys and their order are a contract. Spans are bytes of the field as it was given.
//!
//! # Cost
//! A few short lists; texts are borrowed.
//!
//! Before: [`flagstone::evaluate`]. After: JSON lines, Python, C.

use std::borrow::Cow;

use chrono::SecondsFormat;
use flagstone::text::Finding;
use flagstone::{AnswerValue, Decision, Evidence, FIELD_LIMIT, FiredRule, Plan, Reason, Request};
use serde::Serialize;

use crate::request::OwnedRequest;

/// A decision, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionRecord<'a> {
    /// The request.
    pub id: &'a str,
    /// The level of urgency.
    pub urgency: &'a str,
    /// Where it goes.
    pub destination: &'a str,
    /// By when, in the policy's zone.
    pub deadline: Option<String>,
    /// The red flags that fired.
    pub rules: Vec<RuleRecord<'a>>,
    /// What the patient is told.
    pub messages: Vec<&'a str>,
    /// Who is told.
    pub notices: Vec<&'a str>,
    /// What the request is marked with.
    pub flags: Vec<&'a str>,
    /// Whether a person must read it.
    pub needs_person: bool,
    /// Why.
    pub reasons: Vec<&'static str>,
    /// Facts that were not known and that mattered.
    pub missing: Vec<&'static str>,
    /// The policy that decided.
    pub policy: PolicyRecord<'a>,
    /// The version of the engine.
    pub engine: &'static str,
}

/// A red flag that fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleRecord<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The level to which it raised.
    pub urgency: &'a str,
    /// The words for which it fired.
    pub evidence: Vec<EvidenceRecord<'a>>,
}

/// Words for which a rule fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceRecord<'a> {
    /// The field, or the question.
    pub field: &'a str,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words.
    pub text: Cow<'a, str>,
    /// The concept; `temperature` for a number.
    pub concept: &'a str,
    /// How they are meant.
    pub finding: &'static str,
}

/// The policy that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyRecord<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// SHA-256 of its meaning.
    pub hash: &'a str,
}

/// Makes records of the decisions of one plan.
#[derive(Clone, Debug)]
pub struct Recorder<'a> {
    plan: &'a Plan,
    hash: String,
}

impl<'a> Recorder<'a> {
    /// For decisions of this plan.
    #[must_use]
    pub fn new(plan: &'a Plan) -> Self {
        Self { plan, hash: plan.policy().hash_hex() }
    }

    /// The record of a decision.
    #[must_use]
    pub fn record<'r>(&'r self, request: &'r OwnedRequest, decision: &Decision<'r>) -> DecisionRecord<'r> {
        let policy = self.plan.policy();
        DecisionRecord {
            id: &request.id,
            urgency: decision.level().map_or("", |level| &level.name),
            destination: decision.destination(),
            deadline: decision.deadline().and_then(|moment| self.local(moment)),
            rules: decision.fired().map(|rule| self.rule(decision, rule)).collect(),
            messages: decision.messages().collect(),
            notices: decision.notices().collect(),
            flags: flags(decision),
            needs_person: decision.needs_person(),
            reasons: reasons(request, decision),
            missing: decision.missing().map(flagstone::Fact::slug).collect(),
            policy: PolicyRecord { name: &policy.name, version: &policy.version, hash: &self.hash },
            engine: env!("CARGO_PKG_VERSION"),
        }
    }

    /// A moment in the policy's zone, by RFC 3339.
    fn local(&self, moment: i64) -> Option<String> {
        let zone = self.plan.calendar().map_or("Europe/London", |calendar| &calendar.zone);
        Some(flagstone::to_local(zone, moment)?.to_rfc3339_opts(SecondsFormat::Secs, false))
    }

    fn rule<'r>(&'r self, decision: &Decision<'r>, fired: FiredRule<'r>) -> RuleRecord<'r> {
        RuleRecord {
            id: &fired.rule().id,
            title: &fired.rule().title,
            urgency: self.plan.level(fired.level()).map_or("", |level| &level.name),
            evidence: fired.evidence().map(|evidence| self.evidence(decision, evidence)).collect(),
        }
    }

    fn evidence<'r>(&'r self, decision: &Decision<'r>, evidence: Evidence) -> EvidenceRecord<'r> {
        let (field, text) = source_of(decision.request(), evidence.field);
        let words = text.get(evidence.start as usize..evidence.end as usize).unwrap_or_default();
        EvidenceRecord {
            field,
            start: evidence.start,
            end: evidence.end,
            text: String::from_utf8_lossy(words),
            concept: evidence.concept.map_or("temperature", |concept| self.plan.concept_name(concept)),
            finding: finding_word(evidence.finding),
        }
    }
}

/// The policy's flags, and `conflict`.
fn flags<'r>(decision: &Decision<'r>) -> Vec<&'r str> {
    let conflict = decision.reasons().any(|reason| reason == Reason::Conflict);
    decision.flags().chain(conflict.then_some("conflict")).collect()
}

/// The reasons; a row that could not be read has that one instead of those by which the engine saw it.
fn reasons(request: &OwnedRequest, decision: &Decision<'_>) -> Vec<&'static str> {
    let seen_by_mark = |reason: &Reason| matches!(reason, Reason::Empty | Reason::NotText);
    let kept = decision.reasons().filter(|reason| !(request.unreadable && seen_by_mark(reason)));
    kept.map(Reason::slug).chain(request.unreadable.then_some(Reason::BadRow.slug())).collect()
}

/// The name and bytes of a field by the engine's number: fields first, then answers.
#[must_use]
pub fn source_of<'r>(request: &Request<'r>, number: u16) -> (&'r str, &'r [u8]) {
    let (at, fields) = (usize::from(number), request.fields.len().min(FIELD_LIMIT));
    if let Some(field) = request.fields.get(at).filter(|_| at < fields) {
        return (field.name, field.text);
    }
    let answer = at.checked_sub(fields).and_then(|at| request.answers.get(at));
    answer.map_or(("", b""), |answer| match answer.value {
        AnswerValue::Text(words) => (answer.question, words.as_bytes()),
        AnswerValue::Yes | AnswerValue::No => (answer.question, answer.question.as_bytes()),
    })
}

/// A finding as the language writes it.
#[must_use]
pub fn finding_word(finding: Finding) -> &'static str {
    match finding {
        Finding::Said => "said",
        Finding::Unsure => "unsure",
        Finding::Denied => "denied",
        Finding::NotMentioned => "not mentioned",
    }
}

#[cfg(test)]
mod tests;

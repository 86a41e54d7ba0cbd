//! Decides the requests of examples, tests and cases, and counts which rules they made fire and which phrases they met.

use flagstone::{Decision, Plan, Scratch};
use flagstone_records::OwnedRequest;

use super::phrases::{Phrase, Probe};
use crate::explain::{Near, trace_near};

/// A plan on trial.
pub(crate) struct Bench<'p> {
    plan: &'p Plan,
    scratch: Scratch,
    probe: Probe,
    fired: Vec<usize>,
}

impl<'p> Bench<'p> {
    pub(crate) fn new(plan: &'p Plan, probe: Probe) -> Self {
        Self { plan, scratch: Scratch::new(plan), probe, fired: vec![0; plan.rules().len()] }
    }

    pub(crate) fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// How often each rule fired, in the order of the plan.
    pub(crate) fn fired(&self) -> &[usize] {
        &self.fired
    }

    /// Every phrase, with how many requests met it; the bench is at its end.
    pub(crate) fn into_phrases(self) -> Vec<Phrase> {
        self.probe.into_phrases()
    }

    /// Decides one request.
    pub(crate) fn decide<R>(&mut self, request: &OwnedRequest, then: impl FnOnce(&Decision<'_>) -> R) -> R {
        self.probe.read(request);
        request.with_request(|request| {
            let decision = flagstone::evaluate(self.plan, &mut self.scratch, request);
            for rule in decision.fired() {
                self.fired.iter_mut().skip(rule.rule_id().index()).take(1).for_each(|count| *count += 1);
            }
            then(&decision)
        })
    }

    /// What nearly fired, nearest first.
    pub(crate) fn near(&mut self, request: &OwnedRequest) -> Vec<Near> {
        request.with_request(|request| trace_near(self.plan, &mut self.scratch, request))
    }
}

/// The rules that fired, with the words for which they did: `RF-001 (chest pain)`.
pub(crate) fn fired_words(decision: &Decision<'_>, only: Option<&str>) -> Vec<String> {
    let rules = decision.fired().filter(|rule| only.is_none_or(|id| rule.rule().id == id));
    let one = |rule: flagstone::FiredRule<'_>| {
        let words: Vec<String> = rule
            .evidence()
            .map(|evidence| {
                let text = flagstone_records::source_of(decision.request(), evidence.field).1;
                let words = text.get(evidence.start as usize..evidence.end as usize).unwrap_or_default();
                format!("\"{}\"", String::from_utf8_lossy(words))
            })
            .collect();
        let words = if words.is_empty() { "facts that are not known".to_owned() } else { words.join(", ") };
        format!("{} fired for {words}", rule.rule().id)
    };
    rules.map(one).collect()
}

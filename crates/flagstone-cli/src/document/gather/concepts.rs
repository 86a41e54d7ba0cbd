//! The concepts with their phrases as written, and with everything that asks for them.
//!
//! # Why
//! The policy's meaning holds phrases expanded to every spelling, which nobody can read; the short form is the author's own.
//! A concept that nothing asks for is dead weight or, worse, a rule that somebody forgot to write, so it is marked.
//!
//! # How
//! A concept is in use when a red flag or a row of the routing table asks for it, or for a concept that includes it.
//!
//! Before: `gather`. After: `markdown` and `html`.

use std::collections::BTreeSet;

use flagstone::hir::{self, ConceptId};
use flagstone::syntax::ast::{self, ConceptLine, CountsWhen, SayPattern};

use super::{Gather, asked_for};
use crate::document::model::{Cited, Concept, Link};
use crate::document::words;

impl Gather<'_> {
    pub(super) fn concepts(&self) -> Vec<Concept> {
        let written = self.written_concepts();
        let asked: Vec<BTreeSet<ConceptId>> = self.policy.rules.iter().map(|rule| asked_for(&rule.when)).collect();
        let concepts = self.policy.concepts.iter().zip(&self.anchors.concepts).enumerate();
        let one = |(at, (concept, anchor)): (usize, (&hir::Concept, &String))| {
            let rules = self.rules_asking(at, &asked);
            let (including, included_by) = self.including(at);
            let rows = self.rows_asking(at);
            let through = |id: &usize| !self.rules_asking(*id, &asked).is_empty() || !self.rows_asking(*id).is_empty();
            let unused = rules.is_empty() && rows.is_empty() && !including.iter().any(through);
            let only_when = self.plan.concepts().get(at).and_then(|planned| planned.only_when);
            let mut filled = Concept {
                anchor: anchor.clone(),
                name: concept.name.clone(),
                kind: words::kind(concept.kind),
                codes: concept.means.iter().map(|(system, code)| format!("{system} {code}")).collect(),
                say: Vec::new(),
                not_when: Vec::new(),
                includes: Vec::new(),
                only_when: only_when.map(|gate| self.clause(gate)),
                counts_when: Vec::new(),
                because: None,
                sources: Vec::new(),
                review: self.review(None),
                rules,
                included_by,
                rows,
                unused,
            };
            if let Some(written) = written.get(concept.name.as_str()) {
                self.lines(written, &mut filled);
            }
            filled
        };
        concepts.map(one).collect()
    }

    /// What only the author's lines say.
    fn lines(&self, written: &ast::Concept, concept: &mut Concept) {
        for line in &written.lines {
            match line {
                ConceptLine::Say(patterns) => concept.say.extend(patterns.iter().map(|pattern| self.short(pattern))),
                ConceptLine::NotWhen(patterns) => {
                    concept.not_when.extend(patterns.iter().map(|pattern| self.short(pattern)))
                }
                ConceptLine::Includes(names) => {
                    concept.includes.extend(names.iter().filter_map(|name| self.named(&name.node)))
                }
                ConceptLine::CountsWhen(values) => {
                    concept.counts_when.extend(values.iter().map(|value| counts(value.node)))
                }
                ConceptLine::Because(why) => concept.because = Some(why.node.clone()),
                ConceptLine::Source(ids) => {
                    concept.sources.extend(ids.iter().filter_map(|id| self.source_named(&id.node)))
                }
                ConceptLine::ReviewBy(day) => concept.review = self.review(Some(day.node)),
                ConceptLine::Means { .. } | ConceptLine::Kind(_) | ConceptLine::OnlyWhen(_) | ConceptLine::Allow(_) => {
                }
            }
        }
    }

    /// A phrase as it was written, on one line.
    fn short(&self, pattern: &SayPattern) -> String {
        self.source.sources.slice(pattern.span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn named(&self, name: &str) -> Option<Link> {
        let at = self.policy.concepts.iter().position(|concept| concept.name == name)?;
        Some(Link { anchor: self.anchors.concepts.get(at)?.clone(), text: name.to_owned() })
    }

    fn source_named(&self, id: &str) -> Option<Cited> {
        self.cited(self.policy.sources.iter().position(|source| source.id == id)?)
    }

    fn rules_asking(&self, at: usize, asked: &[BTreeSet<ConceptId>]) -> Vec<Link> {
        let rules = self.policy.rules.iter().zip(&self.anchors.rules).zip(asked);
        rules
            .filter(|(_, asked)| asked.iter().any(|id| id.index() == at))
            .map(|((rule, anchor), _)| Link { anchor: anchor.clone(), text: rule.id.clone() })
            .collect()
    }

    fn rows_asking(&self, at: usize) -> Vec<usize> {
        let asks = |row: &hir::Row| row.asks_about.iter().chain(&row.not_about).any(|id| id.index() == at);
        self.policy.routing.rows.iter().zip(1..).filter(|(row, _)| asks(row)).map(|(_, number)| number).collect()
    }

    /// The concepts that take this one's words as theirs, directly or not.
    fn including(&self, at: usize) -> (Vec<usize>, Vec<Link>) {
        let all = self.policy.concepts.iter().zip(&self.anchors.concepts).enumerate();
        let including = all.filter(|(_, (concept, _))| concept.includes.iter().any(|id| id.index() == at));
        including
            .map(|(other, (concept, anchor))| (other, Link { anchor: anchor.clone(), text: concept.name.clone() }))
            .unzip()
    }
}

fn counts(value: CountsWhen) -> &'static str {
    match value {
        CountsWhen::Past => "past",
        CountsWhen::SomeoneElse => "someone else",
        CountsWhen::Hypothetical => "hypothetical",
    }
}

//! The hazard log and the sources, each with the red flags that refer to it.
//!
//! # Why
//! A safety officer reads both the other way round: from the hazard to what is done about it, and from the guideline to what
//! rests on it.
//!
//! # How
//! Rules refer to hazards and sources; concepts refer to sources in their text alone, so those are looked up there.
//!
//! Before: `gather`. After: `markdown` and `html`.

use flagstone::syntax::ast::ConceptLine;

use super::{Gather, read};
use crate::document::model::{Hazard, Link, Source};
use crate::document::words;

impl Gather<'_> {
    pub(super) fn hazards(&self) -> Vec<Hazard> {
        let hazards = self.policy.hazards.iter().zip(&self.anchors.hazards).enumerate();
        hazards
            .map(|(at, (hazard, anchor))| Hazard {
                anchor: anchor.clone(),
                id: hazard.id.clone(),
                title: hazard.title.clone(),
                severity: hazard.severity.map(words::severity),
                likelihood: hazard.likelihood.map(words::likelihood),
                causes: hazard.causes.clone(),
                effects: hazard.effects.clone(),
                controls: hazard.controls.clone(),
                rules: self.rule_links(|rule| rule.hazards.iter().any(|id| id.index() == at)),
            })
            .collect()
    }

    pub(super) fn sources(&self) -> Vec<Source> {
        let sources = self.policy.sources.iter().zip(&self.anchors.sources).enumerate();
        sources
            .map(|(at, (source, anchor))| Source {
                anchor: anchor.clone(),
                id: source.id.clone(),
                title: source.title.clone(),
                address: source.link.clone(),
                read: read(source),
                rules: self.rule_links(|rule| rule.sources.iter().any(|id| id.index() == at)),
                concepts: self.concepts_citing(&source.id),
            })
            .collect()
    }

    fn concepts_citing(&self, id: &str) -> Vec<Link> {
        let written = self.written_concepts();
        let cites = |name: &str| {
            written.get(name).is_some_and(|concept| {
                concept
                    .lines
                    .iter()
                    .any(|line| matches!(line, ConceptLine::Source(ids) if ids.iter().any(|cited| cited.node == id)))
            })
        };
        let concepts = self.policy.concepts.iter().zip(&self.anchors.concepts);
        concepts
            .filter(|(concept, _)| cites(&concept.name))
            .map(|(concept, anchor)| Link { anchor: anchor.clone(), text: concept.name.clone() })
            .collect()
    }
}

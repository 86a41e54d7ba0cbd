//! Concepts: what patients say for something.

use std::collections::BTreeSet;

use flagstone_syntax::ast::{self, ConceptLine, CountsWhen};
use flagstone_syntax::{Diagnostic, Span, Spanned};
use flagstone_text::{MeasureRange, Order, PhraseError, Words, expand_phrase};

use super::Lowering;
use super::names::Once;
use crate::hir::{Concept, ConceptId, ConceptKind, Condition, Pattern};

/// How many other words `...` may stand for.
const GAP: u8 = 3;
/// The widest `within N words`.
const WIDEST: u32 = 20;

impl Lowering {
    pub(crate) fn declare_concepts(&mut self, blocks: &[&ast::Concept]) {
        for (at, block) in blocks.iter().enumerate() {
            self.concepts.declare(&block.name, at, &mut self.diagnostics);
        }
    }

    pub(crate) fn lower_concepts(&mut self, blocks: &[&ast::Concept]) -> Vec<Concept> {
        let mut concepts: Vec<Concept> = blocks.iter().map(|block| self.lower_concept(block)).collect();
        close_includes(&mut concepts);
        for (concept, block) in concepts.iter().zip(blocks) {
            if concept.say.is_empty() && concept.includes.is_empty() {
                let message = format!("nothing a patient says can mention `{}`", concept.name);
                self.error(
                    "concept-without-words",
                    block.span,
                    message,
                    "add a line such as `say \"chest pain\", \"tight chest\"`",
                );
            }
        }
        concepts
    }

    fn lower_concept(&mut self, block: &ast::Concept) -> Concept {
        let mut concept = Concept {
            name: block.name.node.clone(),
            span: block.span,
            means: BTreeSet::new(),
            kind: ConceptKind::Symptom,
            say: BTreeSet::new(),
            not_when: BTreeSet::new(),
            includes: BTreeSet::new(),
            only_when: None,
            past_counts: false,
            someone_else_counts: false,
            hypothetical_counts: false,
        };
        let (mut kind, mut only_when) = (Once::default(), Once::default());
        for line in &block.lines {
            match line {
                ConceptLine::Means { system, code } => {
                    concept.means.insert((system.node.clone(), code.node.clone()));
                }
                ConceptLine::Kind(value) => kind.set("kind", value.node, value.span, &mut self.diagnostics),
                ConceptLine::Say(patterns) => self.patterns(patterns, &mut concept.say),
                ConceptLine::NotWhen(patterns) => self.patterns(patterns, &mut concept.not_when),
                ConceptLine::Includes(names) => {
                    concept.includes.extend(names.iter().filter_map(|name| self.included(block, name)));
                }
                ConceptLine::OnlyWhen(condition) => {
                    let lowered = self.facts(condition);
                    only_when.set("only when", lowered, condition.span, &mut self.diagnostics);
                }
                ConceptLine::CountsWhen(values) => counts(&mut concept, values),
                ConceptLine::Source(ids) => {
                    for id in ids {
                        self.sources.find(id, &mut self.diagnostics);
                    }
                }
                ConceptLine::Because(_) | ConceptLine::ReviewBy(_) | ConceptLine::Allow(_) => {}
            }
        }
        concept.kind = kind.get().map_or(ConceptKind::Symptom, kind_of);
        concept.only_when = only_when.get().flatten();
        concept
    }

    fn included(&mut self, block: &ast::Concept, name: &ast::Name) -> Option<ConceptId> {
        if name.node == block.name.node {
            let message = format!("`{}` includes itself", name.node);
            self.error("concept-includes-itself", name.span, message, "take this name out of the line");
            return None;
        }
        self.concept(name)
    }

    /// A condition on facts alone, for `only when`.
    fn facts(&mut self, condition: &ast::Condition) -> Option<Condition> {
        if let Some(span) = reads_text(condition) {
            let help = "use a fact such as `patient is under 3 months`; put words into `say`, or into the red flag";
            self.error("only-when-words", span, "`only when` may ask for facts, not for words in the text", help);
            return None;
        }
        self.condition(condition)
    }

    fn patterns(&mut self, patterns: &[ast::SayPattern], all: &mut BTreeSet<Pattern>) {
        for pattern in patterns {
            let Some(lowered) = self.pattern(pattern) else { continue };
            if !all.insert(lowered) {
                let message = format!("\"{}\" stands twice in this concept", pattern.phrase.node);
                self.warn("repeated-phrase", pattern.span, message, "take one of them out");
            }
        }
    }

    fn pattern(&mut self, pattern: &ast::SayPattern) -> Option<Pattern> {
        let mut parts = self.expand(&pattern.phrase)?;
        let measure = pattern
            .measure
            .as_ref()
            .map(|measure| MeasureRange { at_least: measure.node.at_least, at_most: measure.node.at_most });
        let Some(within) = &pattern.within else {
            return Some(Pattern { parts, order: Order::AsWritten, gap: GAP, measure });
        };
        let mut other: Vec<Words> = Vec::new();
        for phrase in &within.of {
            other.extend(self.one_part(phrase)?);
        }
        other.sort();
        other.dedup();
        if parts.len() != 1 {
            self.gap_in_within(pattern.phrase.span);
            return None;
        }
        parts.push(other);
        Some(Pattern { parts, order: Order::Either, gap: self.width(&within.words), measure })
    }

    fn width(&mut self, words: &Spanned<u32>) -> u8 {
        if words.node > WIDEST {
            let message = format!("`within {} words` is too wide to mean anything", words.node);
            self.error("within-too-wide", words.span, message, format!("use at most {WIDEST} words"));
        }
        u8::try_from(words.node.min(WIDEST)).unwrap_or(0)
    }

    fn one_part(&mut self, phrase: &ast::Text) -> Option<Vec<Words>> {
        let mut parts = self.expand(phrase)?;
        if parts.len() != 1 {
            self.gap_in_within(phrase.span);
            return None;
        }
        parts.pop()
    }

    fn gap_in_within(&mut self, span: Span) {
        let help = "write the words on either side as two phrases: `say \"chest\" within 4 words of \"tight\"`";
        self.error(
            "gap-in-within",
            span,
            "`...` cannot stand in a phrase that is `within` so many words of another",
            help,
        );
    }

    fn expand(&mut self, phrase: &ast::Text) -> Option<Vec<Vec<Words>>> {
        match expand_phrase(&phrase.node) {
            Ok(parts) => Some(parts),
            Err(error) => {
                self.diagnostics.push(phrase_error(phrase, &error));
                None
            }
        }
    }
}

/// The pattern of one phrase as its author wrote it; `None` if there is a mistake in it.
#[must_use]
pub fn lower_phrase(pattern: &ast::SayPattern) -> Option<Pattern> {
    Lowering::new().pattern(pattern)
}

fn phrase_error(phrase: &ast::Text, error: &PhraseError) -> Diagnostic {
    use flagstone_text::PhraseErrorKind as Kind;
    let (code, help) = match error.kind() {
        Kind::Empty => ("phrase-empty", "write the words a patient would use"),
        Kind::UnbalancedParenthesis => {
            ("phrase-parenthesis", "write alternatives as `(pain|ache)` and what may be left out as `[my]`")
        }
        Kind::TooManyWords => ("phrase-too-long", "use the few words that matter, with `...` between them"),
        Kind::TooManyForms => ("phrase-too-wide", "split it into several phrases with fewer alternatives each"),
        Kind::OnlyStopWords => ("phrase-says-nothing", "add a word that is not in every message"),
        _ => ("phrase-mark", "use words, `(a|b)`, `[a]`, `word~` and `...` only"),
    };
    Diagnostic::error(code, phrase.span, error.to_string()).label("in this phrase").help(help)
}

fn counts(concept: &mut Concept, values: &[Spanned<CountsWhen>]) {
    for value in values {
        match value.node {
            CountsWhen::Past => concept.past_counts = true,
            CountsWhen::SomeoneElse => concept.someone_else_counts = true,
            CountsWhen::Hypothetical => concept.hypothetical_counts = true,
        }
    }
}

fn kind_of(kind: ast::ConceptKind) -> ConceptKind {
    match kind {
        ast::ConceptKind::Symptom => ConceptKind::Symptom,
        ast::ConceptKind::Condition => ConceptKind::Condition,
        ast::ConceptKind::Context => ConceptKind::Context,
    }
}

/// Where a condition reads the text, if it does.
fn reads_text(condition: &ast::Condition) -> Option<Span> {
    use ast::ConditionKind as Kind;
    match &condition.kind {
        Kind::All(parts) | Kind::Any(parts) | Kind::AtLeast { of: parts, .. } => parts.iter().find_map(reads_text),
        Kind::Concept(_) | Kind::Temperature(_) => Some(condition.span),
        _ => None,
    }
}

/// Makes `includes` transitive. Two concepts that include each other mean the same, which is odd but harmless.
fn close_includes(concepts: &mut [Concept]) {
    loop {
        let mut grown = false;
        for at in 0..concepts.len() {
            let Some(concept) = concepts.get(at) else { continue };
            let further: BTreeSet<ConceptId> = concept
                .includes
                .iter()
                .filter_map(|included| concepts.get(included.0))
                .flat_map(|included| included.includes.iter().copied())
                .filter(|included| included.0 != at && !concept.includes.contains(included))
                .collect();
            if let Some(concept) = concepts.get_mut(at).filter(|_| !further.is_empty()) {
                concept.includes.extend(further);
                grown = true;
            }
        }
        if !grown {
            return;
        }
    }
}

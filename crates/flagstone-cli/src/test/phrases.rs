//! Which phrases any example, test or case has ever met.
//!
//! # Why
//! A rule that fires on one example says nothing of the twenty other wordings of its concepts. A phrase that no text has ever
//! met may be misspelt, shielded by a `not when`, or simply never thought through, and nobody would notice.
//!
//! # How
//! A lexicon beside the policy's own holds one concept a phrase, with its concept's kind and `not when`; every text that is
//! decided is read with it, too. How a mention is meant does not matter here: a denied phrase has been met.
//!
//! # Cost
//! Each text is read twice.
//!
//! Before: a policy's source. After: `report`.

use flagstone::plan::PolicyInfo;
use flagstone::syntax::ast::{self, ConceptLine, Item};
use flagstone::text::{ConceptOptions, Lexicon, LexiconBuilder, Scratch, Tick, begin, read_answer, read_field};
use flagstone::{hir, lower_phrase};
use flagstone_records::{OwnedRequest, OwnedValue};
use serde::Serialize;

use crate::failure::Failure;
use crate::loading::PolicySource;

/// A phrase of a `say` line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Phrase {
    pub(crate) concept: String,
    /// As its author wrote it.
    pub(crate) phrase: String,
    pub(crate) path: String,
    pub(crate) line: usize,
    /// How many examples, tests and cases mention it.
    pub(crate) met: usize,
}

/// Reads texts and counts the phrases that they meet.
pub(crate) struct Probe {
    lexicon: Lexicon,
    scratch: Scratch,
    phrases: Vec<Phrase>,
}

impl Probe {
    pub(crate) fn new(source: &PolicySource, policy: &PolicyInfo) -> Result<Probe, Failure> {
        let mut builder = LexiconBuilder::new();
        let mut phrases = Vec::new();
        for file in &source.files {
            let lines = Lines::new(source.sources.text(file.file));
            let path = source.sources.path(file.file).display().to_string();
            for written in file.items.iter().filter_map(concept) {
                let meaning = source.policy.concepts.iter().find(|concept| concept.name == written.name.node);
                for pattern in said(written) {
                    let phrase = Phrase {
                        concept: written.name.node.clone(),
                        phrase: source.sources.slice(pattern.span).split_whitespace().collect::<Vec<_>>().join(" "),
                        path: path.clone(),
                        line: lines.line(pattern.span.start),
                        met: 0,
                    };
                    if add(&mut builder, meaning, pattern) {
                        phrases.push(phrase);
                    }
                }
            }
        }
        let too_much = |error| Failure::Finding(format!("the phrases of {} cannot be counted: {error}", policy.name));
        let lexicon = builder.build().map_err(too_much)?;
        let scratch = Scratch::new(&lexicon);
        Ok(Probe { lexicon, scratch, phrases })
    }

    /// Counts what one request mentions.
    pub(crate) fn read(&mut self, request: &OwnedRequest) {
        begin(&mut self.scratch, None);
        let mut numbers = 0_u16..;
        for (field, at) in request.fields.iter().zip(&mut numbers) {
            read_field(&self.lexicon, &mut self.scratch, at, field.text.as_bytes());
        }
        for (answer, at) in request.answers.iter().zip(&mut numbers) {
            let question = answer.question.as_bytes();
            match &answer.value {
                OwnedValue::Yes => read_answer(&self.lexicon, &mut self.scratch, at, question, Tick::Yes),
                OwnedValue::No => read_answer(&self.lexicon, &mut self.scratch, at, question, Tick::No),
                OwnedValue::Text(words) => read_field(&self.lexicon, &mut self.scratch, at, words.as_bytes()),
            }
        }
        let mut met: Vec<usize> = self.scratch.mentions().iter().map(|mention| mention.concept.index()).collect();
        met.sort_unstable();
        met.dedup();
        for at in met {
            self.phrases.iter_mut().skip(at).take(1).for_each(|phrase| phrase.met += 1);
        }
    }

    /// Every phrase, by concept and then as written.
    pub(crate) fn into_phrases(self) -> Vec<Phrase> {
        let mut phrases = self.phrases;
        phrases.sort_by(|phrase, other| {
            (&phrase.concept, &phrase.path, phrase.line).cmp(&(&other.concept, &other.path, other.line))
        });
        phrases
    }
}

fn concept(item: &Item) -> Option<&ast::Concept> {
    match item {
        Item::Concept(concept) => Some(concept),
        _ => None,
    }
}

fn said(concept: &ast::Concept) -> impl Iterator<Item = &ast::SayPattern> {
    concept.lines.iter().filter_map(say_line).flatten()
}

fn say_line(line: &ConceptLine) -> Option<&[ast::SayPattern]> {
    match line {
        ConceptLine::Say(patterns) => Some(patterns),
        _ => None,
    }
}

/// INVARIANT: the n-th phrase that is added is the n-th concept of the lexicon.
fn add(builder: &mut LexiconBuilder, concept: Option<&hir::Concept>, pattern: &ast::SayPattern) -> bool {
    let Some(lowered) = lower_phrase(pattern) else { return false };
    let kind = concept.map(|concept| concept.kind).unwrap_or_default();
    let id = builder.concept(ConceptOptions { kind, ..ConceptOptions::default() });
    builder.say(&[id], &lowered);
    concept.into_iter().flat_map(|concept| &concept.not_when).for_each(|pattern| builder.shield(id, pattern));
    true
}

/// Where the lines of a file end.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a byte, from 1.
    fn line(&self, byte: u32) -> usize {
        self.0.partition_point(|end| *end < byte as usize) + 1
    }
}

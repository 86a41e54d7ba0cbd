//! The seam between the reference and `flagstone-text`.
//!
//! # Why
//! What a word is, and what the words around a mention do to it, is one model of English; writing it twice would only copy
//! it. So this version of the reference takes tokens, contexts and numbers from `flagstone-text`, and only those, through
//! [`Reader`]. Which phrases stand where is *not* taken from there: [`phrases`](super::phrases) finds them anew, so a
//! phrase that the engine's tables miss is seen.
//! A context model of the reference's own would be a second implementation of [`Reader`], and nothing else would change.
//!
//! # How
//! [`TextReader`] builds its lexicon from the policy by itself: every pattern is added once for every concept that it
//! mentions, which the compiler never does.

use flagstone::hir;
use flagstone::text::{self, ConceptOptions, Lexicon, LexiconBuilder, Limits, Measurement, Mention, Moment, Scratch};

use crate::case::{Case, Tick};

/// A word of a field.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its folded letters.
    pub word: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Whether a sentence ended before it.
    pub begins_sentence: bool,
    /// Whether the lexicon knows it.
    pub known: bool,
}

/// What was read of a request.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The words of every text, by the number of its field.
    pub fields: Vec<Vec<Token>>,
    /// What the words around each place do to it. Its concepts are positions in the policy.
    pub contexts: Vec<Mention>,
    /// Numbers with what they measure.
    pub measurements: Vec<Measurement>,
    /// What could not be read.
    pub limits: Limits,
}

/// Reads requests.
pub trait Reader {
    /// The words, contexts and numbers of a request that was received on this day.
    fn read(&mut self, case: &Case, day: Option<Moment>) -> Reading;

    /// Whether a folded word is known, which decides whether repeated letters in it are a slip.
    fn knows(&self, word: &str) -> bool;
}

/// The reader of this version: `flagstone-text` for everything but phrases.
pub struct TextReader {
    lexicon: Lexicon,
    scratch: Scratch,
}

impl TextReader {
    /// A reader for a policy.
    #[must_use]
    pub fn new(policy: &hir::Policy) -> Self {
        let lexicon = lexicon(policy);
        let scratch = Scratch::new(&lexicon);
        Self { lexicon, scratch }
    }
}

fn lexicon(policy: &hir::Policy) -> Lexicon {
    let mut builder = LexiconBuilder::new();
    let ids: Vec<_> = policy.concepts.iter().map(|concept| builder.concept(options(concept))).collect();
    for (concept, id) in policy.concepts.iter().zip(&ids) {
        let included = concept.includes.iter().flat_map(|other| &policy.concepts[other.index()].say);
        concept.say.iter().chain(included).for_each(|pattern| builder.say(&[*id], pattern));
        concept.not_when.iter().for_each(|pattern| builder.shield(*id, pattern));
    }
    builder.build().expect("the words of a policy that lowers fit a lexicon")
}

fn options(concept: &hir::Concept) -> ConceptOptions {
    ConceptOptions {
        kind: concept.kind,
        past_counts: concept.past_counts,
        someone_else_counts: concept.someone_else_counts,
        hypothetical_counts: concept.hypothetical_counts,
    }
}

impl Reader for TextReader {
    fn read(&mut self, case: &Case, day: Option<Moment>) -> Reading {
        let (lexicon, scratch) = (&self.lexicon, &mut self.scratch);
        text::begin(scratch, day);
        for (number, text) in (0_u16..).zip(case.fields.iter().take(flagstone::FIELD_LIMIT)) {
            text::read_field(lexicon, scratch, number, text);
        }
        let first = u16::try_from(case.fields.len().min(flagstone::FIELD_LIMIT)).expect("a thousand fits");
        for (number, (question, tick)) in (first..).zip(case.answers.iter().take(flagstone::FIELD_LIMIT)) {
            match tick {
                Tick::Yes => text::read_answer(lexicon, scratch, number, question.as_bytes(), text::Tick::Yes),
                Tick::No => text::read_answer(lexicon, scratch, number, question.as_bytes(), text::Tick::No),
                Tick::Text(text) => text::read_field(lexicon, scratch, number, text.as_bytes()),
            }
        }
        Reading {
            fields: case.texts().map(|text| tokens(lexicon, text)).collect(),
            contexts: scratch.mentions().to_vec(),
            measurements: scratch.measurements().to_vec(),
            limits: scratch.limits(),
        }
    }

    fn knows(&self, word: &str) -> bool {
        matches!(text::tokens(&self.lexicon, word.as_bytes()).as_slice(), [token] if token.known)
    }
}

fn tokens(lexicon: &Lexicon, text: &[u8]) -> Vec<Token> {
    let view = text::tokens(lexicon, text).into_iter();
    view.map(|token| Token {
        word: token.text,
        start: token.start,
        end: token.end,
        begins_sentence: token.before.any(text::Seps::SENTENCE),
        known: token.known,
    })
    .collect()
}

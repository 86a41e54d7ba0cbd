//! The lexicon: everything that is looked for, in flat tables.
//!
//! # Why
//! It is compiled once, stored with a policy, loaded many times and shared between threads; so it is a handful of flat vectors, and loading one is reading bytes.
//!
//! # How
//! Words are numbered. A trie over word numbers holds every phrase; its edges live in one hash table.
//! A node may have outputs: a concept, a cue, a part of a pattern, or a shield.
//! Cues have a root of their own, because they are looked for only in sentences that mention something.
//! ```text
//!   "chest pain"            chest --> pain*            outputs of *: concept 4
//!   "pain ... chest"        pain* / chest*             outputs: part 0 / part 1 of pattern 9
//! ```
//!
//! # Invariants
//! Reading a text with *any* value of this type, however it was deserialised, neither panics nor loops: every index is checked where it is used.
//! [`Lexicon::validate`] tells a wrong one from a right one.
//!
//! # Cost
//! About 40 bytes a word and 16 bytes an edge.
//!
//! Before: [`LexiconBuilder`]. After: [`read_field`](crate::read_field).

mod build;

pub use build::LexiconBuilder;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::class::Class;
use crate::int::{high_half, low_half};
use crate::mention::ConceptId;
use crate::pattern::{ConceptOptions, MeasureRange, Order};
use crate::table;
use crate::token::WordKey;

/// The version of the stored form.
pub(crate) const VERSION: u32 = 1;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    pub(crate) version: u32,
    /// Tells whether the built-in cues are the ones that this program knows.
    pub(crate) cues: u64,
    pub(crate) words: Vec<Word>,
    pub(crate) long_words: Vec<LongWord>,
    pub(crate) word_slots: Vec<u32>,
    pub(crate) edge_slots: Vec<u64>,
    pub(crate) edge_filter: Vec<u64>,
    /// For each node the place of its first output and one more; 0 is none.
    pub(crate) nodes: Vec<u32>,
    pub(crate) outputs: Vec<u32>,
    pub(crate) parts: Vec<Part>,
    pub(crate) joins: Vec<Join>,
    pub(crate) concepts: Vec<ConceptOptions>,
}

/// A known word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Word {
    /// Its first sixteen bytes.
    pub(crate) low: u64,
    pub(crate) high: u64,
    pub(crate) class: Class,
    /// The node of the trie that it leads to where a phrase begins; 0 is none.
    pub(crate) node: u32,
    /// The same, where a cue begins.
    pub(crate) cue_node: u32,
    pub(crate) meaning: u16,
}

impl Word {
    /// Whether it ends in "-ing".
    pub(crate) fn is_participle(&self) -> bool {
        let key = u128::from(self.high) << 64 | u128::from(self.low);
        let unused = key.leading_zeros() / 8;
        key << (8 * unused.min(15)) >> 104 == u128::from_le_bytes(*b"ing\0\0\0\0\0\0\0\0\0\0\0\0\0")
    }
}

/// The rest of a word of more than sixteen bytes; sorted by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LongWord {
    pub(crate) word: u32,
    pub(crate) low: u64,
    pub(crate) high: u64,
}

/// One part of a pattern, as an output names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) join: u32,
    pub(crate) index: u8,
}

/// A pattern that is more than a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Join {
    /// Its first part's place in `parts`; the others follow.
    pub(crate) first_part: u32,
    pub(crate) parts: u8,
    pub(crate) gap: u8,
    pub(crate) order: Order,
    /// It shields its concepts instead of mentioning them.
    pub(crate) shields: bool,
    pub(crate) measure: Option<MeasureRange>,
    pub(crate) concept: u32,
}

/// What stands at the end of a phrase, unpacked from an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// A mention of this concept.
    Concept(u32),
    /// A cue of this number.
    Cue(u32),
    /// A part, by its place in `parts`.
    Part(u32),
    /// A phrase that is not a mention of this concept.
    Shield(u32),
}

const LAST: u32 = 1 << 31;
const PAYLOAD: u32 = (1 << 28) - 1;

impl Output {
    pub(crate) fn encode(self) -> u32 {
        match self {
            Output::Concept(value) => value & PAYLOAD,
            Output::Cue(value) => 1 << 28 | value & PAYLOAD,
            Output::Part(value) => 2 << 28 | value & PAYLOAD,
            Output::Shield(value) => 3 << 28 | value & PAYLOAD,
        }
    }

    #[inline]
    pub(crate) fn decode(stored: u32) -> Output {
        let value = stored & PAYLOAD;
        match stored >> 28 & 7 {
            0 => Output::Concept(value),
            1 => Output::Cue(value),
            2 => Output::Part(value),
            _ => Output::Shield(value),
        }
    }
}

/// Why a lexicon cannot be built.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Too many different words.
    #[error("there are more than {} different words", table::MAX_VOCABULARY)]
    TooManyWords,
    /// Too many phrases.
    #[error("the phrases need more than {} nodes", table::MAX_NODES)]
    TooManyPhrases,
    /// A pattern has no parts, more than eight, or an empty one.
    #[error("a pattern has no parts, more than eight, or one without words")]
    WrongPattern,
    /// A word is too long.
    #[error("the word `{0}` is longer than 32 letters")]
    WordTooLong(String),
}

/// Why a stored lexicon cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// It was made by another version of this program.
    #[error("this lexicon was made by another version")]
    OtherVersion,
    /// Its tables contradict each other.
    #[error("this lexicon is damaged: {0}")]
    Damaged(&'static str),
}

impl Lexicon {
    /// How many concepts it has.
    #[must_use]
    pub fn concept_count(&self) -> usize {
        self.concepts.len()
    }

    /// The concept at a position.
    #[must_use]
    pub fn concept(&self, index: usize) -> Option<ConceptId> {
        u32::try_from(index).ok().filter(|_| index < self.concepts.len()).map(ConceptId)
    }

    /// What a concept takes as said.
    #[must_use]
    pub fn options(&self, concept: ConceptId) -> ConceptOptions {
        self.concepts.get(concept.index()).copied().unwrap_or_default()
    }

    /// The bytes of memory that its tables take.
    #[must_use]
    pub fn memory(&self) -> usize {
        size_of_val(self.words.as_slice())
            + size_of_val(self.long_words.as_slice())
            + size_of_val(self.word_slots.as_slice())
            + size_of_val(self.edge_slots.as_slice())
            + size_of_val(self.edge_filter.as_slice())
            + size_of_val(self.nodes.as_slice())
            + size_of_val(self.outputs.as_slice())
            + size_of_val(self.parts.as_slice())
            + size_of_val(self.joins.as_slice())
            + size_of_val(self.concepts.as_slice())
    }

    /// The id of a word.
    #[inline]
    pub(crate) fn find_word(&self, key: &WordKey) -> Option<u32> {
        let (low, high) = (low_half(key.head), high_half(key.head));
        table::find_word(&self.word_slots, table::word_hash(key), |id| {
            self.words.get(id as usize).is_some_and(|word| word.low == low && word.high == high)
                && (key.tail == 0 || self.tail(id) == key.tail)
        })
    }

    #[cold]
    fn tail(&self, id: u32) -> u128 {
        let place = self.long_words.binary_search_by_key(&id, |long| long.word);
        let long = place.ok().and_then(|place| self.long_words.get(place));
        long.map_or(0, |long| u128::from(long.high) << 64 | u128::from(long.low))
    }

    /// Follows an edge of the trie.
    #[inline]
    pub(crate) fn follow(&self, from: u32, word: u32) -> Option<u32> {
        table::find_edge(&self.edge_filter, &self.edge_slots, from, word)
    }

    /// Whether a node has outputs.
    #[inline]
    pub(crate) fn has_outputs(&self, node: u32) -> bool {
        self.nodes.get(node as usize).is_some_and(|first| *first != 0)
    }

    /// The outputs of a node.
    #[inline]
    pub(crate) fn outputs(&self, node: u32) -> impl Iterator<Item = Output> {
        let first = self.nodes.get(node as usize).copied().unwrap_or(0);
        let run = first.checked_sub(1).and_then(|first| self.outputs.get(first as usize..)).unwrap_or_default();
        let mut ended = false;
        run.iter().map_while(move |&stored| {
            if ended {
                return None;
            }
            ended = stored & LAST != 0;
            Some(Output::decode(stored))
        })
    }

    /// Whether the tables agree with each other and with this program.
    pub fn validate(&self) -> Result<(), LexiconError> {
        if self.version != VERSION || self.cues != build::fingerprint() {
            return Err(LexiconError::OtherVersion);
        }
        let damaged = |what| Err(LexiconError::Damaged(what));
        let power = |length: usize| length.is_power_of_two();
        if !power(self.word_slots.len()) || !power(self.edge_slots.len()) || !power(self.edge_filter.len()) {
            return damaged("a table has a wrong size");
        }
        if self.words.len() > table::MAX_VOCABULARY || self.nodes.len() > table::MAX_NODES {
            return damaged("a table is too large");
        }
        if self.words.iter().any(|word| word.node.max(word.cue_node) as usize >= self.nodes.len()) {
            return damaged("a word leads to a node that is not there");
        }
        if self.nodes.iter().any(|&first| first as usize > self.outputs.len()) {
            return damaged("a node has outputs that are not there");
        }
        if self.outputs.last().is_some_and(|last| last & LAST == 0) {
            return damaged("the last output does not end");
        }
        self.validate_patterns()
    }

    fn validate_patterns(&self) -> Result<(), LexiconError> {
        let concepts = self.concepts.len();
        let exists = |output: &u32| match Output::decode(*output) {
            Output::Concept(id) | Output::Shield(id) => (id as usize) < concepts,
            Output::Part(place) => (place as usize) < self.parts.len(),
            Output::Cue(kind) => crate::cue::Cue::from_index(kind).is_some(),
        };
        if !self.outputs.iter().all(exists) {
            return Err(LexiconError::Damaged("an output names something that is not there"));
        }
        let fits = |join: &Join| {
            let parts = join.first_part as usize + usize::from(join.parts);
            join.parts > 0 && parts <= self.parts.len() && (join.concept as usize) < concepts
        };
        let owned = |part: &Part| self.joins.get(part.join as usize).is_some_and(|join| part.index < join.parts);
        if self.joins.iter().all(fits) && self.parts.iter().all(owned) {
            Ok(())
        } else {
            Err(LexiconError::Damaged("a pattern is incomplete"))
        }
    }
}

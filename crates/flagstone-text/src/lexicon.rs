//! The lexicon: everything that is looked for, in flat tables.
//!
//! # Why
//! It is compiled once, stored with a policy, loaded many times and shared between threads; so it is a handful of flat vectors, and loading one is reading bytes.
//!
//! # How
//! Words are numbered. A [`Trie`] over word numbers holds every phrase, and another every cue, because cues are looked for only in sentences that mention something.
//! A node may have outputs: a concept, a cue, a part of a pattern, or a shield.
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
//! About 50 bytes a word and 24 bytes an edge.
//!
//! Before: [`LexiconBuilder`]. After: [`read_field`](crate::read_field).

mod build;
mod validate;

pub use build::LexiconBuilder;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::class::Class;
use crate::int::{high_half, low_half};
use crate::mention::ConceptId;
use crate::packed::{self, Record};
use crate::pattern::{ConceptOptions, MeasureRange, Order};
use crate::spelling::SpellingIndex;
use crate::table;
use crate::token::WordKey;
use crate::trie::{self, Trie};

/// The version of the stored form.
///
/// INVARIANT: it changes whenever the stored tables change their layout, their hashing or their meaning; a test pins the stored form of a small lexicon to it.
pub(crate) const VERSION: u32 = 3;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    pub(crate) version: u32,
    /// Tells whether the built-in cues are the ones that this program knows.
    pub(crate) cues: u64,
    #[serde(with = "crate::packed")]
    pub(crate) words: Vec<Word>,
    #[serde(with = "crate::packed")]
    pub(crate) long_words: Vec<LongWord>,
    #[serde(with = "crate::packed")]
    pub(crate) word_slots: Vec<u32>,
    pub(crate) phrases: Trie,
    pub(crate) cue_phrases: Trie,
    pub(crate) spelling: SpellingIndex,
    #[serde(with = "crate::packed")]
    pub(crate) parts: Vec<Part>,
    pub(crate) joins: Vec<Join>,
    pub(crate) concepts: Vec<ConceptOptions>,
}

/// A known word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its first sixteen bytes.
    pub(crate) low: u64,
    pub(crate) high: u64,
    pub(crate) class: Class,
    pub(crate) meaning: u16,
}

impl Word {
    /// The key of a word of at most sixteen letters; of a longer one, its beginning.
    pub(crate) fn key(&self) -> WordKey {
        WordKey { head: u128::from(self.high) << 64 | u128::from(self.low), tail: 0 }
    }

    /// Whether it ends in "-ing".
    pub(crate) fn is_participle(&self) -> bool {
        let key = u128::from(self.high) << 64 | u128::from(self.low);
        let unused = key.leading_zeros() / 8;
        key << (8 * unused.min(15)) >> 104 == u128::from_le_bytes(*b"ing\0\0\0\0\0\0\0\0\0\0\0\0\0")
    }
}

/// The rest of a word of more than sixteen bytes; sorted by word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LongWord {
    pub(crate) word: u32,
    pub(crate) low: u64,
    pub(crate) high: u64,
}

impl Record<26> for Word {
    fn to_bytes(&self) -> [u8; 26] {
        let (low, high, class) = (self.low.to_le_bytes(), self.high.to_le_bytes(), self.class.bits().to_le_bytes());
        packed::join(&[&low, &high, &class, &self.meaning.to_le_bytes()])
    }

    #[inline]
    fn from_bytes(bytes: &[u8; 26]) -> Self {
        Word {
            low: u64::from_le_bytes(packed::field(bytes, 0)),
            high: u64::from_le_bytes(packed::field(bytes, 8)),
            class: Class::from_bits(u64::from_le_bytes(packed::field(bytes, 16))),
            meaning: u16::from_le_bytes(packed::field(bytes, 24)),
        }
    }
}

impl Record<20> for LongWord {
    fn to_bytes(&self) -> [u8; 20] {
        packed::join(&[&self.word.to_le_bytes(), &self.low.to_le_bytes(), &self.high.to_le_bytes()])
    }

    fn from_bytes(bytes: &[u8; 20]) -> Self {
        LongWord {
            word: u32::from_le_bytes(packed::field(bytes, 0)),
            low: u64::from_le_bytes(packed::field(bytes, 4)),
            high: u64::from_le_bytes(packed::field(bytes, 12)),
        }
    }
}

impl Record<5> for Part {
    fn to_bytes(&self) -> [u8; 5] {
        packed::join(&[&self.join.to_le_bytes(), &[self.index]])
    }

    fn from_bytes(bytes: &[u8; 5]) -> Self {
        let [index] = packed::field(bytes, 4);
        Part { join: u32::from_le_bytes(packed::field(bytes, 0)), index }
    }
}

/// One part of a pattern, as an output names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Marks the last output of a node.
pub(crate) const LAST: u32 = 1 << 31;
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
    #[error("the phrases need more than {} nodes", trie::MAX_NODES)]
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
            + self.phrases.memory()
            + self.cue_phrases.memory()
            + self.spelling.memory()
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

    /// The id of a word of fewer than sixteen bytes.
    #[inline]
    pub(crate) fn find_short_word(&self, low: u64, high: u64) -> Option<u32> {
        table::find_word(&self.word_slots, table::short_word_hash(low, high), |id| {
            self.words.get(id as usize).is_some_and(|word| word.low == low && word.high == high)
        })
    }

    #[cold]
    fn tail(&self, id: u32) -> u128 {
        let place = self.long_words.binary_search_by_key(&id, |long| long.word);
        let long = place.ok().and_then(|place| self.long_words.get(place));
        long.map_or(0, |long| u128::from(long.high) << 64 | u128::from(long.low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Pattern;
    use crate::phrase::expand_phrase;

    /// What the sentences of the tests mention, in a lexicon with these cues.
    fn with_cues(cues: &[(u32, &'static str)], mentions: &[String]) -> Lexicon {
        let mut builder = LexiconBuilder::with_cues(cues.iter().copied());
        for mention in mentions {
            let concept = builder.concept(ConceptOptions::default());
            let parts = expand_phrase(mention).expect("a phrase");
            builder.say(&[concept], &Pattern { parts, order: Order::AsWritten, gap: 0, measure: None });
        }
        builder.build().expect("a lexicon")
    }

    /// The places of what is said in a text.
    fn said(lexicon: &Lexicon, scratch: &mut crate::Scratch, text: &str) -> Vec<(u32, u32)> {
        crate::begin(scratch, None);
        crate::read_field(lexicon, scratch, 0, text.as_bytes());
        let counts = |mention: &&crate::Mention| mention.finding(ConceptOptions::default()) == crate::Finding::Said;
        scratch.mentions().iter().filter(counts).map(|mention| (mention.start, mention.end)).collect()
    }

    /// A cue that can lower is there to lower, and nothing else: taking one out makes nobody's symptom disappear.
    ///
    /// Left out are cues of which a shorter one is a part: without them the shorter one acts, and may lower elsewhere.
    #[test]
    fn taking_out_a_cue_that_lowers_hides_nothing() {
        let lowers = [
            "negative-list",
            "negative-clinical",
            "negative-firm",
            "hypothetical",
            "past",
            "relatives",
            "relative-had",
        ];
        let file = include_str!("../tests/sentences/denial.txt")
            .lines()
            .chain(include_str!("../tests/sentences/frames.txt").lines());
        let marked: Vec<&str> = file.filter_map(|line| Some(line.split_once('|')?.1.trim())).collect();
        let texts: Vec<String> = marked.iter().map(|text| text.replace(['[', ']', '{', '}'], "")).collect();
        let mention = |text: &&str| {
            text.split(['[', '{']).nth(1).and_then(|rest| rest.split([']', '}']).next()).map(str::to_lowercase)
        };
        let mut mentions: Vec<String> = marked.iter().filter_map(mention).collect();
        mentions.sort();
        mentions.dedup();
        let cues: Vec<(u32, &'static str)> = crate::cue::all().collect();
        let forms = |phrase: &str| crate::phrase::expand_cue(phrase).expect("a cue");
        let others: std::collections::BTreeSet<Vec<String>> =
            cues.iter().flat_map(|(_, phrase)| forms(phrase)).collect();
        let holds_another = |phrase: &str| {
            forms(phrase).iter().any(|words| {
                (0..words.len()).any(|from| {
                    (from + 1..=words.len()).any(|to| to - from < words.len() && others.contains(&words[from..to]))
                })
            })
        };
        let whole = with_cues(&cues, &mentions);
        let mut scratch = crate::Scratch::new(&whole);
        let before: Vec<_> = texts.iter().map(|text| said(&whole, &mut scratch, text)).collect();
        let mut tried = 0;
        for (at, (kind, phrase)) in cues.iter().enumerate() {
            if !lowers.contains(&crate::cue::name(*kind)) || holds_another(phrase) {
                continue;
            }
            tried += 1;
            let rest: Vec<_> = cues.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, cue)| *cue).collect();
            let without = with_cues(&rest, &mentions);
            for (text, before) in texts.iter().zip(&before) {
                let after = said(&without, &mut scratch, text);
                assert!(before.iter().all(|place| after.contains(place)), "without `{phrase}`: {text}");
            }
        }
        assert!(tried > 40, "{tried}");
    }

    /// Whoever changes what is stored, or how it is hashed, raises [`VERSION`] and pins the new form; or an old plan would load and find nothing.
    #[test]
    fn the_stored_form_belongs_to_its_version() {
        let mut builder = LexiconBuilder::empty();
        let concept = builder.concept(ConceptOptions::default());
        for phrase in ["chest pain", "chest", "antidisestablishmentarianism", "tight ... chest"] {
            let parts = expand_phrase(phrase).expect("a phrase");
            builder.say(&[concept], &Pattern { parts, order: Order::AsWritten, gap: 3, measure: None });
        }
        let parts = expand_phrase("chest of drawers").expect("a phrase");
        builder.shield(concept, &Pattern { parts, order: Order::AsWritten, gap: 0, measure: None });
        // The built-in words and cues have a fingerprint of their own.
        let lexicon = Lexicon { cues: 0, ..builder.build().expect("a lexicon") };
        let stored = serde_json::to_string(&lexicon).expect("json");
        assert_eq!(stored, include_str!("lexicon/stored-form.json").trim(), "is VERSION raised?");
    }
}

//! Building a lexicon from concepts, patterns and the built-in cues.
//!
//! # Why
//! Building may allocate and may refuse; reading may do neither.
//!
//! # How
//! Every alternative of every part is walked into the trie, word by word, making nodes on the way, and its last node gets an output.
//! A pattern of one part without a measurement is a plain phrase; any other becomes a [`Join`], whose parts are outputs.
//! The built-in cues come first, so that they are the same in every lexicon.
//!
//! # Cost
//! A hash look-up a word.

use std::{collections::HashMap, sync::OnceLock};

use super::{BuildError, Join, Lexicon, LongWord, Output, Part, VERSION, Word};
use crate::class::{Class, Meaning};
use crate::hash::{Mix, mix};
use crate::int::{high_half, low_half, to_u32};
use crate::mention::ConceptId;
use crate::pattern::{ConceptOptions, Order, Pattern};
use crate::phrase::MAX_PARTS;
use crate::spelling::SpellingIndex;
use crate::table;
use crate::token::WordKey;
use crate::tokenise::Tokeniser;
use crate::trie::{self, TrieBuilder};

const WORDS: &str = include_str!("../words.txt");

/// Collects concepts and patterns for a [`Lexicon`].
#[derive(Clone)]
pub struct LexiconBuilder {
    words: Vec<Word>,
    keys: Vec<WordKey>,
    word_ids: HashMap<WordKey, u32, Mix>,
    trie: TrieBuilder,
    cue_trie: TrieBuilder,
    parts: Vec<Part>,
    joins: Vec<Join>,
    concepts: Vec<ConceptOptions>,
    /// How many words the built-in cues have, which come first.
    cue_words: usize,
    error: Option<BuildError>,
}

impl Default for LexiconBuilder {
    fn default() -> Self {
        LexiconBuilder::new()
    }
}

/// A number that changes with the built-in words and cues.
pub(crate) fn fingerprint() -> u64 {
    static FINGERPRINT: OnceLock<u64> = OnceLock::new();
    *FINGERPRINT.get_or_init(|| {
        let texts = WORDS.lines().chain(crate::cue::all().map(|(_, phrase)| phrase));
        texts.flat_map(str::bytes).fold(u64::from(VERSION), |hash, byte| mix(hash, u64::from(byte)))
    })
}

impl LexiconBuilder {
    /// A builder that holds the built-in words and cues and nothing else.
    #[must_use]
    pub fn new() -> Self {
        // PERF: the built-in part is the same every time, and takes longer to read than most vocabularies.
        static BUILT_IN: OnceLock<LexiconBuilder> = OnceLock::new();
        BUILT_IN.get_or_init(LexiconBuilder::built_in).clone()
    }

    fn built_in() -> Self {
        LexiconBuilder::with_cues(crate::cue::all())
    }

    /// A builder that holds the built-in words, and these cues.
    pub(super) fn with_cues(cues: impl Iterator<Item = (u32, &'static str)>) -> Self {
        let mut builder = LexiconBuilder::empty();
        builder.add_words();
        builder.add_cues(cues);
        builder.cue_words = builder.words.len();
        builder
    }

    /// A builder without the built-in words and cues.
    pub(super) fn empty() -> Self {
        LexiconBuilder {
            words: Vec::new(),
            keys: Vec::new(),
            word_ids: HashMap::default(),
            trie: TrieBuilder::default(),
            cue_trie: TrieBuilder::default(),
            parts: Vec::new(),
            joins: Vec::new(),
            concepts: Vec::new(),
            cue_words: 0,
            error: None,
        }
    }

    /// Adds a concept.
    pub fn concept(&mut self, options: ConceptOptions) -> ConceptId {
        let id = ConceptId(to_u32(self.concepts.len()));
        self.concepts.push(options);
        id
    }

    /// The pattern mentions these concepts.
    pub fn say(&mut self, concepts: &[ConceptId], pattern: &Pattern) {
        if pattern.parts.len() == 1 && pattern.measure.is_none() {
            for concept in concepts {
                self.phrases(pattern, Output::Concept(concept.0));
            }
        } else {
            concepts.iter().for_each(|concept| self.join(*concept, pattern, false));
        }
    }

    /// Words inside this pattern do not mention the concept. A pattern with a measurement shields nothing.
    pub fn shield(&mut self, concept: ConceptId, pattern: &Pattern) {
        if pattern.parts.len() == 1 && pattern.measure.is_none() {
            self.phrases(pattern, Output::Shield(concept.0));
        } else if pattern.measure.is_none() {
            self.join(concept, pattern, true);
        }
    }

    /// The finished lexicon.
    pub fn build(self) -> Result<Lexicon, BuildError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let words = self.words.len();
        Ok(Lexicon {
            version: VERSION,
            cues: fingerprint(),
            word_slots: table::word_table(self.keys.iter()),
            long_words: long_words(&self.keys),
            spelling: SpellingIndex::new(Lexicon::spelling_targets(&self.words)),
            words: self.words,
            phrases: self.trie.build(words),
            cue_phrases: self.cue_trie.build(self.cue_words),
            parts: self.parts,
            joins: self.joins,
            concepts: self.concepts,
        })
    }

    fn add_words(&mut self) {
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            let Some((key, words)) = line.split_once(':') else { continue };
            let class = Class::named(key).unwrap_or_default();
            let meaning = Meaning::named(key);
            for word in words.split_whitespace() {
                let Some(id) = self.word(WordKey::of(word), word) else { continue };
                let Some(entry) = self.words.get_mut(id as usize) else { continue };
                entry.class = entry.class.with(class).with(Class::COMMON);
                if class.any(Class::BEGINS.with(Class::TIMES).with(Class::ARTICLE)) {
                    entry.class = entry.class.with(Class::QUANTITY);
                }
                if let Some(meaning) = meaning {
                    entry.meaning = meaning.encode();
                    match meaning {
                        Meaning::Number(_) => entry.class = entry.class.with(Class::NUMBER).with(Class::QUANTITY),
                        Meaning::Vague(_) => entry.class = entry.class.with(Class::QUANTITY),
                        _ => {}
                    }
                }
            }
        }
    }

    fn add_cues(&mut self, cues: impl Iterator<Item = (u32, &'static str)>) {
        for (kind, phrase) in cues {
            // INVARIANT: a test reads every line of the table, so no cue is lost here.
            let Ok(parts) = crate::phrase::expand_cue(phrase) else { continue };
            for words in parts {
                self.phrase(&words, Output::Cue(kind));
            }
        }
    }

    fn join(&mut self, concept: ConceptId, pattern: &Pattern, shields: bool) {
        if pattern.parts.is_empty() || pattern.parts.len() > MAX_PARTS {
            self.error.get_or_insert(BuildError::WrongPattern);
            return;
        }
        let join = to_u32(self.joins.len());
        let first_part = to_u32(self.parts.len());
        let order = if pattern.parts.len() == 2 { pattern.order } else { Order::AsWritten };
        let count = (0_u8..).zip(&pattern.parts).map(|(index, _)| self.parts.push(Part { join, index })).count();
        self.joins.push(Join {
            first_part,
            parts: u8::try_from(count).unwrap_or(u8::MAX),
            gap: pattern.gap,
            order,
            shields,
            measure: pattern.measure,
            concept: concept.0,
        });
        for (place, part) in (first_part..).zip(&pattern.parts) {
            for words in part {
                self.phrase(words, Output::Part(place));
            }
        }
    }

    fn phrases(&mut self, pattern: &Pattern, output: Output) {
        for words in pattern.parts.iter().flatten() {
            self.phrase(words, output);
        }
    }

    /// Walks one word sequence into its trie and puts an output at its end.
    fn phrase(&mut self, words: &[String], output: Output) {
        let is_cue = matches!(output, Output::Cue(_));
        let mut node = None;
        for written in words {
            for token in Tokeniser::new(written.as_bytes(), 0) {
                let Some(word) = self.word(token.key, written) else { return };
                node = Some(self.step(is_cue, node, word));
            }
        }
        let Some(node) = node else {
            self.error.get_or_insert(BuildError::WrongPattern);
            return;
        };
        let alone = if is_cue { Class::CUE_OUTER } else { Class::ALONE };
        if let Some(entry) = TrieBuilder::word_of(node).and_then(|word| self.words.get_mut(word as usize)) {
            entry.class = entry.class.with(alone);
        }
        self.trie(is_cue).put(node, output);
    }

    fn trie(&mut self, is_cue: bool) -> &mut TrieBuilder {
        if is_cue { &mut self.cue_trie } else { &mut self.trie }
    }

    /// The node after another, or the one of a first word.
    fn step(&mut self, is_cue: bool, from: Option<u32>, word: u32) -> u32 {
        let trie = self.trie(is_cue);
        let node = match from {
            None => trie.first(word),
            Some(from) => trie.step(from, word),
        };
        if trie.node_count() + table::MAX_VOCABULARY >= trie::MAX_NODES {
            self.error.get_or_insert(BuildError::TooManyPhrases);
        }
        let class = match (from, is_cue) {
            (None, false) => Class::OUTER,
            (None, true) => Class::CUE_OUTER,
            (Some(_), false) => Class::INNER,
            (Some(_), true) => Class::CUE_INNER,
        };
        if let Some(entry) = self.words.get_mut(word as usize) {
            entry.class = entry.class.with(class);
        }
        node
    }

    /// The number of a folded word, new or known; none if it is too long to have one.
    fn word(&mut self, key: Option<WordKey>, written: &str) -> Option<u32> {
        let Some(key) = key.filter(|key| *key != WordKey::default()) else {
            self.error.get_or_insert_with(|| BuildError::WordTooLong(written.to_owned()));
            return None;
        };
        let new = to_u32(self.words.len());
        let id = *self.word_ids.entry(key).or_insert(new);
        if id == new {
            if self.words.len() >= table::MAX_VOCABULARY {
                self.error.get_or_insert(BuildError::TooManyWords);
            }
            self.keys.push(key);
            self.words.push(Word { low: low_half(key.head), high: high_half(key.head), ..Word::default() });
        }
        Some(id)
    }
}

fn long_words(keys: &[WordKey]) -> Vec<LongWord> {
    let long = (0..).zip(keys).filter(|(_, key)| key.tail != 0);
    long.map(|(word, key)| LongWord { word, low: low_half(key.tail), high: high_half(key.tail) }).collect()
}

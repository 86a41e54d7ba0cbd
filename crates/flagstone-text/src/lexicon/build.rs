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

use super::{BuildError, Join, LAST, Lexicon, LongWord, Output, Part, VERSION, Word};
use crate::class::{Class, Meaning};
use crate::hash::{Mix, mix};
use crate::int::{high_half, low_half, to_u32};
use crate::mention::ConceptId;
use crate::pattern::{ConceptOptions, Order, Pattern};
use crate::phrase::{MAX_PARTS, tokens_of};
use crate::table;
use crate::token::WordKey;

/// The roots of the trie.
const PHRASES: u32 = 0;
const CUES: u32 = 1;

const WORDS: &str = include_str!("../words.txt");

/// Collects concepts and patterns for a [`Lexicon`].
#[derive(Clone)]
pub struct LexiconBuilder {
    words: Vec<Word>,
    keys: Vec<WordKey>,
    word_ids: HashMap<WordKey, u32, Mix>,
    edges: Vec<(u32, u32, u32)>,
    edge_ends: HashMap<u64, u32, Mix>,
    /// Outputs of each node, as a chain through `chain`.
    heads: Vec<u32>,
    chain: Vec<(Output, u32)>,
    parts: Vec<Part>,
    joins: Vec<Join>,
    concepts: Vec<ConceptOptions>,
    /// Nodes before this one belong to cues.
    first_phrase_node: u32,
    error: Option<BuildError>,
}

impl Default for LexiconBuilder {
    fn default() -> Self {
        LexiconBuilder::new()
    }
}

/// A number that changes with the built-in words and cues.
pub(crate) fn fingerprint() -> u64 {
    let texts = WORDS.lines().chain(crate::cue::all().map(|(_, phrase)| phrase));
    texts.flat_map(str::bytes).fold(u64::from(VERSION), |hash, byte| mix(hash, u64::from(byte)))
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
        let mut builder = LexiconBuilder {
            words: Vec::new(),
            keys: Vec::new(),
            word_ids: HashMap::default(),
            edges: Vec::new(),
            edge_ends: HashMap::default(),
            heads: vec![0; 2],
            chain: Vec::new(),
            parts: Vec::new(),
            joins: Vec::new(),
            concepts: Vec::new(),
            first_phrase_node: u32::MAX,
            error: None,
        };
        builder.add_words();
        builder.add_cues();
        builder.first_phrase_node = to_u32(builder.heads.len());
        builder
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
        let (nodes, outputs) = flat_outputs(&self.heads, &self.chain);
        Ok(Lexicon {
            version: VERSION,
            cues: fingerprint(),
            word_slots: table::word_table(self.keys.iter()),
            long_words: long_words(&self.keys),
            words: self.words,
            edge_slots: table::edge_table(&self.edges),
            edge_filter: table::edge_filter(&self.edges),
            nodes,
            outputs,
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
                let Some(id) = self.word(word) else { continue };
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

    fn add_cues(&mut self) {
        for (kind, phrase) in crate::cue::all() {
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

    /// Walks one word sequence into the trie and puts an output at its end.
    fn phrase(&mut self, words: &[String], output: Output) {
        let root = if matches!(output, Output::Cue(_)) { CUES } else { PHRASES };
        let mut node = root;
        for written in words {
            for token in tokens_of(written) {
                let Some(word) = self.word(&token) else { return };
                node = self.step(node, word);
            }
        }
        if node == root {
            self.error.get_or_insert(BuildError::WrongPattern);
            return;
        }
        self.put(node, output);
    }

    fn put(&mut self, node: u32, output: Output) {
        let Some(head) = self.heads.get_mut(node as usize) else { return };
        let mut next = *head;
        while let Some((known, after)) = next.checked_sub(1).and_then(|at| self.chain.get(at as usize)) {
            if *known == output {
                return;
            }
            next = *after;
        }
        self.chain.push((output, *head));
        *head = to_u32(self.chain.len());
    }

    fn step(&mut self, from: u32, word: u32) -> u32 {
        let new = to_u32(self.heads.len());
        let to = *self.edge_ends.entry(u64::from(from) << 32 | u64::from(word)).or_insert(new);
        if to == new {
            self.heads.push(0);
            if self.heads.len() > table::MAX_NODES {
                self.error.get_or_insert(BuildError::TooManyPhrases);
            }
            if from > CUES {
                self.edges.push((from, word, to));
            }
            if let Some(entry) = self.words.get_mut(word as usize) {
                match from {
                    PHRASES => {
                        entry.node = to;
                        entry.class = entry.class.with(Class::OUTER);
                    }
                    CUES => {
                        entry.cue_node = to;
                        entry.class = entry.class.with(Class::CUE_OUTER);
                    }
                    _ if to < self.first_phrase_node => entry.class = entry.class.with(Class::CUE_INNER),
                    _ => entry.class = entry.class.with(Class::INNER),
                }
            }
        }
        to
    }

    /// The number of a folded word, new or known.
    fn word(&mut self, word: &str) -> Option<u32> {
        let Some(key) = WordKey::of(word).filter(|_| !word.is_empty()) else {
            self.error.get_or_insert_with(|| BuildError::WordTooLong(word.to_owned()));
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

/// Outputs of every node side by side, in the order in which they were added.
fn flat_outputs(heads: &[u32], chain: &[(Output, u32)]) -> (Vec<u32>, Vec<u32>) {
    let (mut nodes, mut outputs) = (Vec::with_capacity(heads.len()), Vec::with_capacity(chain.len()));
    for &head in heads {
        let first = outputs.len();
        let mut next = head;
        while let Some((output, after)) = next.checked_sub(1).and_then(|at| chain.get(at as usize)) {
            outputs.push(output.encode());
            next = *after;
        }
        if let Some(run) = outputs.get_mut(first..) {
            run.reverse();
            // INVARIANT: shields stand first among the outputs of a node; the matcher looks no further for them.
            run.sort_by_key(|output| !matches!(Output::decode(*output), Output::Shield(_)));
        }
        if outputs.len() > first {
            nodes.push(to_u32(first + 1));
            if let Some(last) = outputs.last_mut() {
                *last |= LAST;
            }
        } else {
            nodes.push(0);
        }
    }
    (nodes, outputs)
}

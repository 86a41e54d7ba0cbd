//! A trie over word numbers: every phrase, or every cue, of a lexicon.
//!
//! # Why
//! Phrases and cues are looked for at different places and at different times, so each have a trie of their own, with a table and a filter no larger than they need.
//!
//! # How
//! The node of a first word is the number of that word, so that following a phrase begins without any look-up; further nodes are numbered after the words.
//! ```text
//! words: 0 chest, 1 pain, 2 tight     "pain", "chest pain", "chest tight"
//! node 1 (pain)   *                   3 and 4 are the first numbers after the words
//! node 0 (chest)  --pain--> 3 *
//!                 --tight-> 4 *       * has outputs
//! ```
//! An edge slot is `from (22) | word (20) | to (22)`; 0 is empty, since no edge leads to a first word.
//! A filter of sixteen bits an edge is asked before the table.
//!
//! # Invariants
//! Following never panics and never takes more than [`PROBES`](table::PROBES) steps, whatever the tables hold.
//!
//! # Cost
//! 8 bytes an edge slot, up to three slots an edge; 4 bytes a node and an output.
//!
//! Before: [`LexiconBuilder`](crate::LexiconBuilder). After: [`matching`](crate::matching).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::hash::{Mix, mix};
use crate::int::{low_word, to_u32};
use crate::lexicon::{LAST, Output};
use crate::table::{self, ID_MASK, WORD_BITS};

const NODE_BITS: u32 = 22;
const NODE_MASK: u64 = (1 << NODE_BITS) - 1;
/// One more than the largest node.
pub(crate) const MAX_NODES: usize = 1 << NODE_BITS;

/// How many slots of a table are looked up when a stored lexicon is checked.
const LOOKED_UP: usize = 1 << 14;

/// Phrases over word numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trie {
    #[serde(with = "crate::packed")]
    slots: Vec<u64>,
    #[serde(with = "crate::packed")]
    filter: Vec<u64>,
    /// How many nodes are first words.
    firsts: u32,
    /// For each node the place of its first output and one more; 0 is none.
    #[serde(with = "crate::packed")]
    nodes: Vec<u32>,
    #[serde(with = "crate::packed")]
    outputs: Vec<u32>,
}

/// An edge, out of its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: u32,
    pub(crate) word: u32,
    pub(crate) to: u32,
}

impl Edge {
    fn of(slot: u64) -> Edge {
        let key = slot >> NODE_BITS;
        Edge { from: low_word(key >> WORD_BITS), word: low_word(key) & ID_MASK, to: low_word(slot & NODE_MASK) }
    }

    fn key(self) -> u64 {
        edge_key(self.from, self.word)
    }
}

#[inline]
fn edge_key(from: u32, word: u32) -> u64 {
    (u64::from(from) & NODE_MASK) << WORD_BITS | u64::from(word & ID_MASK)
}

/// The word and the bit of an edge in the filter, from the upper half of its hash; the table uses the lower.
#[inline]
fn filter_place(filter: &[u64], hash: u64) -> (usize, u64) {
    (low_word(hash >> 38) as usize & filter.len().wrapping_sub(1), hash >> 32 & 63)
}

impl Trie {
    /// Follows an edge, asking the filter first.
    #[inline]
    pub(crate) fn follow(&self, from: u32, word: u32) -> Option<u32> {
        let key = edge_key(from, word);
        let hash = mix(key, 0);
        let (place, bit) = filter_place(&self.filter, hash);
        if self.filter.get(place).is_none_or(|bits| bits >> bit & 1 == 0) {
            return None;
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = low_word(hash) as usize;
        for _ in 0..table::PROBES {
            let slot = *self.slots.get(at & mask)?;
            if slot >> NODE_BITS == key && slot != 0 {
                return Some(low_word(slot & NODE_MASK));
            }
            if slot == 0 {
                return None;
            }
            at = at.wrapping_add(1);
        }
        None
    }

    /// Whether a node is that of a first word.
    pub(crate) fn is_first(&self, node: u32) -> bool {
        node < self.firsts
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

    /// Every output of every node.
    pub(crate) fn all_outputs(&self) -> impl Iterator<Item = Output> {
        self.outputs.iter().map(|stored| Output::decode(*stored))
    }

    /// The bytes of memory that its tables take.
    pub(crate) fn memory(&self) -> usize {
        size_of_val(self.slots.as_slice())
            + size_of_val(self.filter.as_slice())
            + size_of_val(self.nodes.as_slice())
            + size_of_val(self.outputs.as_slice())
    }

    /// What is wrong with it, if anything; `agrees` says whether a word and an edge agree.
    ///
    /// PERF: slots are looked up in their own order, so every look-up stays in the cache line that it began in.
    pub(crate) fn fault(&self, words: usize, agrees: impl Fn(Edge) -> bool) -> Option<&'static str> {
        let firsts = self.firsts as usize;
        if !self.slots.len().is_power_of_two() || !self.filter.len().is_power_of_two() {
            return Some("a table has a wrong size");
        }
        if self.nodes.len() > MAX_NODES || firsts > words || firsts > self.nodes.len() {
            return Some("a trie is too large, or too small");
        }
        if self.nodes.iter().any(|&first| first as usize > self.outputs.len()) {
            return Some("a node has outputs that are not there");
        }
        if self.outputs.last().is_some_and(|last| last & LAST == 0) {
            return Some("the last output does not end");
        }
        // PERF: tables are filled in one way or in another as a whole, so of a large one every so many slots are enough.
        let stride = (self.slots.len() / LOOKED_UP).max(1);
        for edge in self.slots.iter().step_by(stride).filter(|slot| **slot != 0).map(|slot| Edge::of(*slot)) {
            let inside = firsts..self.nodes.len();
            if !inside.contains(&(edge.to as usize)) || edge.from as usize >= self.nodes.len() || !agrees(edge) {
                return Some("an edge leads nowhere");
            }
            if self.follow(edge.from, edge.word) != Some(edge.to) {
                return Some("an edge cannot be found");
            }
        }
        let edges = self.slots.iter().filter(|slot| **slot != 0).count();
        (edges != self.nodes.len() - firsts).then_some("an edge is missing")
    }
}

/// Marks the node of a first word while a trie is built.
const FIRST: u32 = 1 << 31;

/// A trie under construction.
#[derive(Clone, Default)]
pub(crate) struct TrieBuilder {
    ends: HashMap<u64, u32, Mix>,
    edges: Vec<Edge>,
    /// Outputs of the first words and of the further nodes, as chains through `chain`.
    firsts: Vec<u32>,
    heads: Vec<u32>,
    chain: Vec<(Output, u32)>,
}

impl TrieBuilder {
    /// The node of a first word.
    pub(crate) fn first(&mut self, word: u32) -> u32 {
        if self.firsts.len() <= word as usize {
            self.firsts.resize(word as usize + 1, 0);
        }
        FIRST | word
    }

    /// The node after another.
    pub(crate) fn step(&mut self, from: u32, word: u32) -> u32 {
        let new = to_u32(self.heads.len());
        let to = *self.ends.entry(u64::from(from) << 32 | u64::from(word)).or_insert(new);
        if to == new {
            self.heads.push(0);
            self.edges.push(Edge { from, word, to });
        }
        to
    }

    /// Puts an output on a node, once.
    pub(crate) fn put(&mut self, node: u32, output: Output) {
        let head = match node.checked_sub(FIRST) {
            Some(word) => self.firsts.get_mut(word as usize),
            None => self.heads.get_mut(node as usize),
        };
        let Some(head) = head else { return };
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

    /// The word of a first node.
    pub(crate) fn word_of(node: u32) -> Option<u32> {
        node.checked_sub(FIRST)
    }

    /// How many nodes there are besides first words.
    pub(crate) fn node_count(&self) -> usize {
        self.heads.len()
    }

    /// The finished trie, over so many words.
    pub(crate) fn build(mut self, words: usize) -> Trie {
        self.firsts.resize(words, 0);
        let firsts = to_u32(words);
        let number = |node: u32| node.checked_sub(FIRST).unwrap_or(node.saturating_add(firsts));
        for edge in &mut self.edges {
            (edge.from, edge.to) = (number(edge.from), number(edge.to));
        }
        let heads = self.firsts.iter().chain(&self.heads).copied();
        let (nodes, outputs) = flat_outputs(heads, &self.chain);
        let entries = self.edges.iter().map(|edge| {
            let key = edge.key();
            (low_word(mix(key, 0)), key << NODE_BITS | u64::from(edge.to))
        });
        let slots = table::filled(self.edges.len() * 3 / 2, entries);
        Trie { slots, filter: filter_of(&self.edges), firsts, nodes, outputs }
    }
}

/// Sixteen bits an edge.
fn filter_of(edges: &[Edge]) -> Vec<u64> {
    let mut filter = vec![0_u64; (edges.len() / 4).max(1).next_power_of_two()];
    for edge in edges {
        let (place, bit) = filter_place(&filter, mix(edge.key(), 0));
        if let Some(bits) = filter.get_mut(place) {
            *bits |= 1 << bit;
        }
    }
    filter
}

/// Outputs of every node side by side, in the order in which they were added.
fn flat_outputs(heads: impl Iterator<Item = u32>, chain: &[(Output, u32)]) -> (Vec<u32>, Vec<u32>) {
    let (mut nodes, mut outputs) = (Vec::with_capacity(heads.size_hint().0), Vec::with_capacity(chain.len()));
    for head in heads {
        let first = outputs.len();
        let mut next = head;
        while let Some((output, after)) = next.checked_sub(1).and_then(|at| chain.get(at as usize)) {
            outputs.push(output.encode());
            next = *after;
        }
        let Some(run) = outputs.get_mut(first..).filter(|run| !run.is_empty()) else {
            nodes.push(0);
            continue;
        };
        run.reverse();
        // INVARIANT: shields stand first among the outputs of a node; the matcher looks no further for them.
        run.sort_by_key(|output| !matches!(Output::decode(*output), Output::Shield(_)));
        if let Some(last) = run.last_mut() {
            *last |= LAST;
        }
        nodes.push(to_u32(first + 1));
    }
    (nodes, outputs)
}

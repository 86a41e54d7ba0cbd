//! Whether a stored lexicon fits this program.
//!
//! # Why
//! A lexicon that another build made may load without an error and find nothing: a word hashed in another way is never found again, and a request is then silently read as empty.
//! So every word, and every edge or some 16,000 places spread over a large table, is looked up in the tables that are to find it.
//!
//! # Cost
//! Linear; a few nanoseconds a word and an edge.

use super::{Join, Lexicon, LexiconError, Output, VERSION, build};
use crate::class::Class;
use crate::table;
use crate::token::WordKey;
use crate::trie::{Edge, Trie};

impl Lexicon {
    /// Whether the tables agree with each other and with this program.
    pub fn validate(&self) -> Result<(), LexiconError> {
        if self.version != VERSION || self.cues != build::fingerprint() {
            return Err(LexiconError::OtherVersion);
        }
        let fault = self
            .fault_in_words()
            .or_else(|| self.fault_in(&self.phrases, Class::OUTER, Class::INNER, Class::ALONE))
            .or_else(|| self.fault_in(&self.cue_phrases, Class::CUE_OUTER, Class::CUE_INNER, Class::CUE_OUTER))
            .or_else(|| self.fault_in_spelling())
            .or_else(|| self.fault_in_patterns());
        fault.map_or(Ok(()), |fault| Err(LexiconError::Damaged(fault)))
    }

    /// Every word is found by its own letters.
    fn fault_in_words(&self) -> Option<&'static str> {
        if !self.word_slots.len().is_power_of_two() {
            return Some("a table has a wrong size");
        }
        if self.words.len() > table::MAX_VOCABULARY {
            return Some("a table is too large");
        }
        if !self.long_words.is_sorted_by(|left, right| left.word < right.word) {
            return Some("the long words are out of order");
        }
        let mut long = self.long_words.iter().peekable();
        for (id, word) in (0..).zip(&self.words) {
            let tail = long.next_if(|long| long.word == id);
            let key = WordKey {
                head: u128::from(word.high) << 64 | u128::from(word.low),
                tail: tail.map_or(0, |long| u128::from(long.high) << 64 | u128::from(long.low)),
            };
            if self.find_word(&key) != Some(id) {
                return Some("a word cannot be found");
            }
        }
        long.next().map(|_| "a long word has no beginning")
    }

    /// Every edge is found, and its words are marked as standing in a phrase.
    fn fault_in(&self, trie: &Trie, outer: Class, inner: Class, alone: Class) -> Option<&'static str> {
        let marked = |word: u32, class: Class| self.words.get(word as usize).is_some_and(|word| word.class.any(class));
        let fault = trie.fault(self.words.len(), |edge: Edge| {
            marked(edge.word, inner) && (!trie.is_first(edge.from) || marked(edge.from, outer))
        });
        let unmarked = || {
            (0..)
                .zip(&self.words)
                .any(|(id, word)| trie.is_first(id) && trie.has_outputs(id) && !word.class.all(outer.with(alone)))
        };
        fault.or_else(|| unmarked().then_some("a word is not marked as a phrase"))
    }

    /// Every word of a phrase is found by its own letters among those that a misspelling may be meant for.
    fn fault_in_spelling(&self) -> Option<&'static str> {
        let found = self.spelling.finds(Lexicon::spelling_targets(&self.words));
        (!found).then_some("a word is lost to the speller")
    }

    fn fault_in_patterns(&self) -> Option<&'static str> {
        let concepts = self.concepts.len();
        let exists = |output: Output| match output {
            Output::Concept(id) | Output::Shield(id) => (id as usize) < concepts,
            Output::Part(place) => (place as usize) < self.parts.len(),
            Output::Cue(kind) => crate::cue::Cue::from_index(kind).is_some(),
        };
        if !self.phrases.all_outputs().chain(self.cue_phrases.all_outputs()).all(exists) {
            return Some("an output names something that is not there");
        }
        let fits = |join: &Join| {
            let parts = join.first_part as usize + usize::from(join.parts);
            join.parts > 0 && parts <= self.parts.len() && (join.concept as usize) < concepts
        };
        let owned = |part: &super::Part| self.joins.get(part.join as usize).is_some_and(|join| part.index < join.parts);
        let complete = self.joins.iter().all(fits) && self.parts.iter().all(owned);
        (!complete).then_some("a pattern is incomplete")
    }
}

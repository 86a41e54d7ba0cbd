//! What a lexicon is built from: concepts and the patterns of words that mention them.
//!
//! Before: the author's quoted phrases. After: [`LexiconBuilder`](crate::LexiconBuilder), which makes tables of them.

use serde::{Deserialize, Serialize};

/// Several words in order.
pub type Words = Vec<String>;

/// A pattern of words. With one part it is a phrase; with more, the parts must stand near each other in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pattern {
    /// The parts: each a set of alternatives, each alternative one or more folded words (see [`fold_word`](crate::fold_word)).
    pub parts: Vec<Vec<Words>>,
    /// Whether the parts must stand in this order.
    pub order: Order,
    /// How many other words may stand between one part and the next.
    pub gap: u8,
    /// A temperature that must be read in the same sentence, within reach of the phrase.
    pub measure: Option<MeasureRange>,
}

/// Whether order matters between the parts of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Order {
    /// As written.
    AsWritten,
    /// In any order (two parts only).
    Either,
}

/// A range of temperatures in thousandths of a degree Celsius, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MeasureRange {
    /// Lowest that counts.
    pub at_least: Option<i32>,
    /// Highest that counts.
    pub at_most: Option<i32>,
}

/// What a concept is, which decides how a worry about it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ConceptKind {
    /// Something a person feels or shows.
    #[default]
    Symptom,
    /// A disease or event.
    Condition,
    /// Words about the request itself.
    Context,
}

/// What a concept takes as said beyond the ordinary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptOptions {
    /// What it is.
    pub kind: ConceptKind,
    /// A mention in the past counts.
    pub past_counts: bool,
    /// A mention of a relative who is not the patient counts.
    pub someone_else_counts: bool,
    /// A hypothetical mention counts.
    pub hypothetical_counts: bool,
}

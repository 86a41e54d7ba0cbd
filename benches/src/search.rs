//! Searching for phrases: what a peer must offer, the oracle, and what Flagstone found.
//!
//! # Why
//! Whoever is compared must find the same: every phrase, wherever it stands as whole words, also inside a longer one.
//!
//! # How
//! Phrases are sought with a blank on either side in [`Folded`] text, which makes "whole words" a matter of bytes and saves
//! peers any check of their own.

use std::collections::BTreeSet;

use flagstone::text::Spelling;
use flagstone::{Field, Plan, Scratch, evaluate};

use crate::corpus::request;
use crate::folded::Folded;
use crate::policy::PHRASES_A_CONCEPT;

/// A phrase found in folded text; its blanks are not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// The phrase by number.
    pub phrase: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A searcher for phrases.
pub trait Searcher {
    /// Appends every occurrence.
    fn search(&mut self, text: &str, found: &mut Vec<Match>);

    /// Whether it tells only which phrases occur, each once and without a place.
    fn tells_places(&self) -> bool {
        true
    }

    /// Bytes that its tables take beyond the program's own allocator.
    fn foreign_memory(&self) -> usize {
        0
    }
}

/// Every occurrence, by looking for one phrase after the other.
#[must_use]
pub fn oracle(phrases: &[String], text: &str) -> BTreeSet<Match> {
    let mut all = BTreeSet::new();
    for (phrase, number) in phrases.iter().zip(0..) {
        let spaced = format!(" {phrase} ");
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(&spaced)) {
            let start = from + at + 1;
            let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            all.insert(Match { phrase: number, start: position(start), end: position(start + phrase.len()) });
            from = start;
        }
    }
    all
}

/// A finding and its place in the message.
pub type Found = (usize, u32, u32);

/// What Flagstone found in a message, except what it only guessed at.
#[must_use]
pub fn mentions(plan: &Plan, scratch: &mut Scratch, message: &str) -> BTreeSet<Found> {
    let fields = [Field::new("reason", message)];
    let request = request(&fields);
    let decision = evaluate(plan, scratch, &request);
    let said = decision.mentions().iter().filter(|mention| mention.spelling == Spelling::AsKnown);
    said.map(|mention| (mention.concept.index(), mention.start, mention.end)).collect()
}

/// Matches of phrases as findings at their place in the message.
#[must_use]
pub fn findings(folded: &Folded, found: impl IntoIterator<Item = Match>) -> BTreeSet<Found> {
    let placed = |found: Match| {
        let finding = usize::try_from(found.phrase).unwrap_or(usize::MAX) / PHRASES_A_CONCEPT;
        folded.place(&found).map(|(start, end)| (finding, start, end))
    };
    found.into_iter().filter_map(placed).collect()
}

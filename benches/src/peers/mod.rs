//! The best of others, each set up as its authors recommend for this task.
//!
//! # Why
//! "Fast" means faster than what somebody would otherwise use. These crates are compiled only with the feature `peers`, so
//! building and testing the product never needs them.
//!
//! # How
//! Every searcher gets the phrases with a blank on either side and [`Folded`](crate::folded::Folded) text, reports every
//! overlapping occurrence, and is checked against the oracle before it is timed.

mod automata;
#[cfg(feature = "hyperscan")]
mod hyperscan;
pub mod rules;

use crate::Error;
use crate::search::{Match, Searcher};

/// A searcher, or why there is none.
pub type Made = Result<Box<dyn Searcher>, Error>;

/// A peer that can be made.
pub struct Peer {
    /// What a table calls it.
    pub name: &'static str,
    /// Up to how many phrases it is worth making.
    pub most_phrases: usize,
    /// Makes it.
    pub make: fn(&[String]) -> Made,
}

/// Every searcher for phrases that was compiled in.
#[must_use]
pub fn searchers() -> Vec<Peer> {
    let all = usize::MAX;
    vec![
        #[cfg(feature = "hyperscan")]
        Peer { name: "Hyperscan, literals", most_phrases: all, make: hyperscan::unspaced },
        #[cfg(feature = "hyperscan")]
        Peer { name: "Hyperscan, literals with blanks", most_phrases: all, make: hyperscan::spaced },
        Peer { name: "aho-corasick, DFA", most_phrases: all, make: automata::aho_dfa },
        Peer { name: "aho-corasick, contiguous NFA", most_phrases: all, make: automata::aho_nfa },
        Peer { name: "daachorse, charwise", most_phrases: all, make: automata::charwise },
        Peer { name: "daachorse, bytewise", most_phrases: all, make: automata::bytewise },
        Peer { name: "regex-automata, lazy DFA", most_phrases: 5_000, make: automata::lazy },
        Peer { name: "RegexSet (which, not where)", most_phrases: 1_000, make: automata::set },
    ]
}

fn spaced(phrases: &[String]) -> Vec<String> {
    phrases.iter().map(|phrase| format!(" {phrase} ")).collect()
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A match of a phrase with its blanks, without them.
fn inner(phrase: usize, start: usize, end: usize) -> Match {
    Match { phrase: position(phrase), start: position(start + 1), end: position(end.saturating_sub(1)) }
}

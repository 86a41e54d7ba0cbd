//! Hyperscan, as a set of literals: its fastest form for this task.
//!
//! # How
//! Twice: with the phrases as they are, where a look at the two neighbouring bytes tells whole words; and with a blank on
//! either side, where nothing is left to check but the literals end alike, which its hashes do not like.

use hyperscan::prelude::*;
use hyperscan::{Literal, LiteralFlags, Literals};

use super::{Made, position};
use crate::search::{Match, Searcher};

struct Hyperscan {
    database: BlockDatabase,
    scratch: Scratch,
    lengths: Vec<u32>,
    blanks: u32,
}

pub(super) fn unspaced(phrases: &[String]) -> Made {
    build(phrases, 0)
}

pub(super) fn spaced(phrases: &[String]) -> Made {
    build(phrases, 1)
}

fn build(phrases: &[String], blanks: u32) -> Made {
    let literal = |(id, phrase): (usize, &String)| Literal {
        expression: if blanks == 0 { phrase.clone() } else { format!(" {phrase} ") },
        flags: LiteralFlags::empty(),
        id: Some(id),
        som: None,
    };
    let literals: Literals = phrases.iter().enumerate().map(literal).collect();
    let database: BlockDatabase = literals.build().map_err(|error| error.to_string())?;
    let scratch = database.alloc_scratch().map_err(|error| error.to_string())?;
    let lengths = phrases.iter().map(|phrase| position(phrase.len())).collect();
    Ok(Box::new(Hyperscan { database, scratch, lengths, blanks }))
}

impl Searcher for Hyperscan {
    fn search(&mut self, text: &str, found: &mut Vec<Match>) {
        let (lengths, blanks, bytes) = (&self.lengths, self.blanks, text.as_bytes());
        let is_blank = |at: u32| usize::try_from(at).is_ok_and(|at| bytes.get(at) == Some(&b' '));
        // A scan fails only when its callback stops it, and this one never does.
        let _ = self.database.scan(text, &self.scratch, |phrase: u32, _: u64, to: u64, _: u32| {
            let end = u32::try_from(to).unwrap_or(u32::MAX).saturating_sub(blanks);
            let length = usize::try_from(phrase).ok().and_then(|at| lengths.get(at)).copied().unwrap_or_default();
            let start = end.saturating_sub(length);
            if blanks == 1 || is_blank(end) && is_blank(start.saturating_sub(1)) {
                found.push(Match { phrase, start, end });
            }
            Matching::Continue
        });
    }

    fn foreign_memory(&self) -> usize {
        let database = self.database.size().unwrap_or_default();
        database + self.scratch.size().unwrap_or_default()
    }
}

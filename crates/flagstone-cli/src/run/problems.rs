//! What was wrong with rows, in a list that can be read.

use std::collections::BTreeSet;

use flagstone_records::Problem;

use crate::screen::{count, harmless, thousands};

/// How many problems are told one by one.
const SHOWN: usize = 20;

/// Problems of rows as they come.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    shown: Vec<Problem>,
    total: usize,
    lines: BTreeSet<usize>,
}

impl Problems {
    pub(crate) fn add(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            self.total += 1;
            self.lines.insert(problem.line);
            if self.shown.len() < SHOWN {
                self.shown.push(problem);
            }
        }
    }

    /// How many rows had a problem.
    pub(crate) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Tells them on standard error.
    pub(crate) fn tell(&self) {
        if self.total == 0 {
            return;
        }
        let verb = if self.rows() == 1 { "was" } else { "were" };
        eprintln!(
            "{} {verb} not as they should be; each has a decision all the same:",
            count(self.rows(), "row", "rows")
        );
        self.shown.iter().for_each(|problem| eprintln!("  {}", harmless(&problem.to_string())));
        if self.total > self.shown.len() {
            eprintln!("  and {} more", thousands(self.total - self.shown.len()));
        }
    }
}

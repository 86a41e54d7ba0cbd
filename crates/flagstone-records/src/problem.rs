//! What is wrong with a row or a case, for whoever made the file.
//!
//! # Why
//! A problem never stops the others: it is told beside the request, with the line on which it stands and a way out.

use std::fmt;

use serde::Serialize;

/// One problem in one row or case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The line in the file, from 1.
    pub line: usize,
    /// The request or case, if it could be told.
    pub id: Option<String>,
    /// A stable slug.
    pub code: &'static str,
    /// What is wrong: one sentence without full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Problem {
    /// A problem on a line.
    #[must_use]
    pub fn new(line: usize, code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { line, id: None, code, message: message.into(), help: help.into() }
    }

    /// The same, said of a request or case.
    #[must_use]
    pub fn of(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}", self.line)?;
        if let Some(id) = &self.id {
            write!(formatter, " ({id})")?;
        }
        write!(formatter, ": {} [{}]; {}", self.message, self.code, self.help)
    }
}

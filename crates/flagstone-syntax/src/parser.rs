//! From a file to its tree, with everything that is wrong with it.
//!
//! # Why
//! A value *and* a list of problems: the caller always gets every block that could be read, and every error of the file.
//!
//! # How
//! `source` cleans the lines, `outline` cuts them into blocks, `blocks` reads each block line by line.
//!
//! # Invariants
//! Any text gives an answer. A line that is not in the tree has been told of.
//!
//! # Cost
//! Linear in the text.
//!
//! Before: the text of a file in a [`SourceMap`]. After: `flagstone_compile::lower`.

use crate::ast;
use crate::blocks;
use crate::diagnostic::Diagnostic;
use crate::outline;
use crate::source::{self, MAX_PROBLEMS};
use crate::span::{FileId, SourceMap, Span};

/// Reads a file.
#[must_use]
pub fn parse(map: &SourceMap, file: FileId) -> (ast::File, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let lines = source::lines(file, map.text(file), &mut problems);
    let items =
        outline::outline(&lines, &mut problems).iter().filter_map(|block| blocks::item(block, &mut problems)).collect();
    problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
    if problems.len() > MAX_PROBLEMS {
        problems.truncate(MAX_PROBLEMS);
        let last = problems.last().map_or(Span { file, start: 0, end: 0 }, |problem| problem.span);
        problems.push(
            Diagnostic::error(
                "too-many-problems",
                last,
                format!("this file has more than {MAX_PROBLEMS} problems; the rest is not shown"),
            )
            .help("mend these first; is this a policy file?"),
        );
    }
    (ast::File { file, items }, problems)
}

/// The text of a file's bytes, or what is wrong with them.
///
/// # Errors
/// If the bytes are not UTF-8: Word's own format, or text in an old encoding. The place is the first byte that does not fit; the
/// file must have been added to the map before, if only with an empty text.
pub fn decode(file: FileId, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(bytes).map_err(|error| {
        let at = u32::try_from(error.utf8_error().valid_up_to()).unwrap_or(u32::MAX);
        let span = Span { file, start: at, end: at };
        let problem = Diagnostic::error(
            "not-text",
            span,
            format!("this file is not plain text (byte {at} does not belong to any letter)"),
        );
        Box::new(problem.help("save it as plain text with the encoding UTF-8; a Word document cannot be read"))
    })
}

//! Where the written lines, the comments and the blank lines go.
//!
//! # How
//! Blocks are parted by one blank line, which goes before the comments directly above a block.
//! Inside a block a blank line of the author stays, but never two.
//! A comment on a line of its own takes the indentation of the line that follows it; an indented comment that ends a block stays in it.
//!
//! # Invariants
//! The text ends with exactly one line end, and is empty only if the file says nothing at all.

use crate::outline::Statement;
use crate::source::Line;

/// Whether a line begins a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Head,
    Line,
}

/// A line that has been written.
#[derive(Clone, Debug)]
struct Written {
    role: Role,
    indent: usize,
    words: String,
}

/// The written lines of a file, each at its place among the author's lines.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    lines: &'a [Line],
    written: Vec<Option<Written>>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(lines: &'a [Line]) -> Self {
        Self { lines, written: vec![None; lines.len()] }
    }

    /// Puts a written line in the place of the author's; a later one for the same line counts.
    pub(super) fn add(&mut self, statement: &Statement<'_>, role: Role, indent: usize, words: String) {
        if let Some(place) = self.written.get_mut(statement.at) {
            *place = Some(Written { role, indent, words });
        }
    }

    /// The whole text.
    pub(super) fn finish(&self) -> String {
        let mut text = String::new();
        let mut before = Before { comment: false, head: false, blank: false };
        let next = self.next_written();
        for (at, line) in self.lines.iter().enumerate() {
            if line.is_blank() {
                before.blank = true;
                continue;
            }
            let written = self.written.get(at).and_then(Option::as_ref);
            let next = next.get(at).and_then(|at| self.written.get((*at)?)?.as_ref());
            let (head, indent) = match written {
                Some(written) => (written.role == Role::Head, written.indent),
                None => comment_place(line, next, &before, text.is_empty()),
            };
            let top = head || (written.is_none() && indent == 0);
            let parted = if top { !before.comment || before.blank } else { before.blank && !before.head };
            if parted && !text.is_empty() {
                text.push('\n');
            }
            write_line(&mut text, indent, written, line);
            before = Before { comment: written.is_none() && indent == 0, head, blank: false };
        }
        text
    }

    /// For each line, the next one that says something.
    fn next_written(&self) -> Vec<Option<usize>> {
        let mut next = None;
        let mut all: Vec<Option<usize>> = Vec::with_capacity(self.written.len());
        for (at, written) in self.written.iter().enumerate().rev() {
            all.push(next);
            if written.is_some() {
                next = Some(at);
            }
        }
        all.reverse();
        all
    }
}

/// What stands before a line.
struct Before {
    /// A comment at the left edge.
    comment: bool,
    /// The head of a block.
    head: bool,
    /// A blank line of the author.
    blank: bool,
}

/// Where a comment on a line of its own goes.
fn comment_place(line: &Line, next: Option<&Written>, before: &Before, first: bool) -> (bool, usize) {
    match next {
        Some(next) if next.role == Role::Line => (false, next.indent),
        _ if line.indent > 0 && !before.blank && !before.comment && !first => (false, 2),
        _ => (false, 0),
    }
}

fn write_line(text: &mut String, indent: usize, written: Option<&Written>, line: &Line) {
    text.push_str(&" ".repeat(indent));
    if let Some(written) = written {
        text.push_str(&written.words);
    }
    if let Some(comment) = &line.comment {
        if written.is_some() {
            text.push_str("  ");
        }
        text.push_str(comment.trim_end());
    }
    text.push('\n');
}

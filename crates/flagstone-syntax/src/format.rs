//! The one way to write a policy: lower-case keywords, two spaces of indentation, dashes that tell their depth, aligned tables.
//!
//! # Why
//! Reviewers should see what changed in meaning, not in spacing; and a policy pasted from Word should come out clean.
//!
//! # How
//! Line by line along the outline: each line is read with its rule, and its words are written again one by one.
//! So no kind of line needs code of its own, order and comments stay as they are, and nothing is written that was not read.
//!
//! # Invariants
//! Formatting twice changes nothing. The tree of the formatted text equals the tree of the text, apart from places.
//! A file with errors is refused: what cannot be read cannot be written.
//!
//! # Cost
//! Linear in the text.
//!
//! Before: `outline`. After: the author's editor.

mod layout;
mod table;
mod words;

use crate::condition::bullets;
use crate::diagnostic::Diagnostic;
use crate::outline::{self, Outline, Shape, Statement};
use crate::parser::parse;
use crate::source;
use crate::span::{FileId, SourceMap};

use layout::{Layout, Role};

/// The formatted text of a file.
///
/// # Errors
/// Every problem of the file, if one of them is an error.
pub fn format(map: &SourceMap, file: FileId) -> Result<String, Vec<Diagnostic>> {
    let (_, problems) = parse(map, file);
    if problems.iter().any(Diagnostic::is_error) {
        return Err(problems);
    }
    let mut ignored = Vec::new();
    let lines = source::lines(file, map.text(file), &mut ignored);
    let blocks = outline::outline(&lines, &mut ignored);
    let mut layout = Layout::new(&lines);
    for block in &blocks {
        add_block(&mut layout, block);
    }
    Ok(layout.finish())
}

fn add_block(layout: &mut Layout<'_>, block: &Outline<'_>) {
    layout.add(&block.head, Role::Head, 0, words::statement(&block.head));
    let mut at = 0;
    while let Some(statement) = block.body.get(at) {
        let run = run(&block.body, at);
        match statement.shape {
            Shape::Bullet(_) => add_bullets(layout, run),
            _ => layout.add(statement, Role::Line, 2, words::statement(statement)),
        }
        at += if matches!(statement.shape, Shape::Bullet(_)) { run.len() } else { 1 };
    }
    table::add(layout, &block.body);
}

/// The bullets from a place on that stand together.
fn run<'s, 'a>(body: &'s [Statement<'a>], at: usize) -> &'s [Statement<'a>] {
    let rest = body.get(at..).unwrap_or(&[]);
    let length = rest.iter().take_while(|statement| matches!(statement.shape, Shape::Bullet(_))).count();
    rest.get(..length).unwrap_or(&[])
}

fn add_bullets(layout: &mut Layout<'_>, run: &[Statement<'_>]) {
    let statements: Vec<&Statement<'_>> = run.iter().collect();
    let depths = bullets::depths(&statements, &mut Vec::new());
    for (statement, depth) in run.iter().zip(depths) {
        let words = format!("{} {}", "-".repeat(depth), words::statement(statement));
        layout.add(statement, Role::Line, 2 + 2 * depth, words);
    }
}

//! How deep each bullet of a list is.
//!
//! # Why
//! Indentation gets lost when a policy is pasted, so dashes tell the depth; but people who have only single dashes mean their
//! indentation, and the tour of the language is written that way.
//!
//! # How
//! 1. If any bullet has two dashes or more, dashes tell.
//! 2. Otherwise indentation tells: deeper than the head of a list above means inside it.
//! 3. If all bullets stand in one column, a nested head takes every bullet that follows, and the author is warned (`flat-bullets`).
//!
//! # Cost
//! Linear in the number of bullets.

use crate::diagnostic::Diagnostic;
use crate::forms::begins_with;
use crate::outline::{Shape, Statement};
use crate::values::Problems;

/// The depth of each bullet, from 1.
pub(crate) fn depths(statements: &[&Statement<'_>], problems: &mut Problems) -> Vec<usize> {
    let dashes: Vec<usize> = statements.iter().map(|statement| dashes(statement)).collect();
    if dashes.iter().any(|&dashes| dashes > 1) {
        return dashes;
    }
    let indents: Vec<usize> = statements.iter().map(|statement| statement.line.indent).collect();
    let flat = indents.windows(2).all(|pair| pair.first() == pair.last());
    if flat { flat_depths(statements, problems) } else { indented_depths(statements) }
}

fn dashes(statement: &Statement<'_>) -> usize {
    match statement.shape {
        Shape::Bullet(dashes) => dashes,
        _ => 1,
    }
}

/// Whether a bullet is itself the head of a list.
fn is_head(statement: &Statement<'_>) -> bool {
    let words = statement.line.text.get(statement.from..).unwrap_or("");
    let last = |tail: &str| {
        words.len() > tail.len()
            && words.get(words.len() - tail.len()..).is_some_and(|end| end.eq_ignore_ascii_case(tail))
    };
    ["any of", "all of"].iter().any(|head| words.eq_ignore_ascii_case(head) || last(&format!(" {head}")))
        || (last(" of") && (begins_with(words, "at least") || words.to_ascii_lowercase().contains(" at least ")))
}

/// CLINICAL: without indentation nobody can know where a nested list ends; the warning asks the author to say.
fn flat_depths(statements: &[&Statement<'_>], problems: &mut Problems) -> Vec<usize> {
    let mut depth = 1;
    let mut depths = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        depths.push(depth);
        if is_head(statement) {
            depth += 1;
            if at + 1 < statements.len() {
                problems.push(
                    Diagnostic::warning(
                        "flat-bullets",
                        statement.line.whole(),
                        "every bullet that follows is read as part of this inner list",
                    )
                    .label("where does this list end?")
                    .help("write `--` before the bullets of the inner list"),
                );
            }
        }
    }
    depths
}

fn indented_depths(statements: &[&Statement<'_>]) -> Vec<usize> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut depths = Vec::new();
    let mut after_head = false;
    for statement in statements {
        let indent = statement.line.indent;
        while open.len() > 1 && open.last().is_some_and(|&(column, _)| column > indent) {
            open.pop();
        }
        let (column, depth) = open.last().copied().unwrap_or((indent, 1));
        let deeper = indent > column && after_head;
        let depth = if deeper { depth + 1 } else { depth };
        if deeper || open.is_empty() {
            open.push((indent, depth));
        }
        depths.push(depth);
        after_head = is_head(statement);
    }
    depths
}

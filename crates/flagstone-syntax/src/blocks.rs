//! From an outlined block to a node of the tree: one module for each family of blocks.
//!
//! # How
//! [`walk`] goes through the lines of a block, reads each with its rule, gathers the lines of a condition into one, and hands
//! both to the block's own function.
//!
//! # Invariants
//! A line that gives nothing has been told of: [`walk`] sees to it.
//! The lines of a block are read even if its head is wrong.
//!
//! Before: `outline`, `sentence`. After: `ast`.

mod concept;
mod declarations;
mod header;
mod hours;
mod red_flag;
mod routing;
mod test;

pub(crate) use routing::{cells, column, is_ruler};

use flagstone_grammar::Rule;

use crate::ast::{Allow, Condition, Item};
use crate::condition;
use crate::diagnostic::Diagnostic;
use crate::forms::{Block, Form};
use crate::node::Node;
use crate::outline::{Outline, Shape, Statement};
use crate::sentence;
use crate::span::Span;
use crate::values::{self, Problems};

/// Reads a block.
pub(crate) fn item(block: &Outline<'_>, problems: &mut Problems) -> Option<Item> {
    match block.block {
        Block::Policy => header::header(block, problems).map(Item::Policy),
        Block::Vocabulary => header::header(block, problems).map(Item::Vocabulary),
        Block::Use => header::use_vocabulary(block, problems).map(Item::Use),
        Block::Setting => declarations::setting(block, problems).map(Item::Setting),
        Block::Hazard => declarations::hazard(block, problems).map(Item::Hazard),
        Block::Source => declarations::source(block, problems).map(Item::Source),
        Block::Urgency => declarations::urgency(block, problems).map(Item::Urgency),
        Block::Concept => concept::concept(block, problems).map(Item::Concept),
        Block::RedFlag => red_flag::red_flag(block, problems).map(Item::RedFlag),
        Block::Routing => routing::routing(block, problems).map(Item::Routing),
        Block::Hours => Some(Item::Hours(hours::hours(block, problems))),
        Block::Test => test::test(block, problems).map(Item::Test),
        Block::Reserved => None,
    }
}

/// What stands in a block.
pub(crate) enum Entry<'a> {
    /// A line with its rule.
    Line(Rule, Node<'a>),
    /// A `when` or `only when` line with all that belongs to it, as one tree.
    Condition(Condition),
}

/// Goes through the lines of a block.
pub(crate) fn walk<'a, L>(
    body: &[Statement<'a>],
    problems: &mut Problems,
    mut read: impl FnMut(&Entry<'a>, &mut Problems) -> Option<L>,
) -> Vec<L> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(statement) = body.get(at) {
        let before = problems.len();
        let rest = body.get(at..).unwrap_or(&[]);
        let (entry, length) = entry(statement, rest, problems);
        match entry.and_then(|entry| read(&entry, problems)) {
            Some(line) => found.push(line),
            None if problems.len() == before => tell_unread(statement, problems),
            None => {}
        }
        at += length;
    }
    found
}

fn entry<'a>(statement: &Statement<'a>, rest: &[Statement<'a>], problems: &mut Problems) -> (Option<Entry<'a>>, usize) {
    match statement.shape {
        Shape::Sentence(form) if matches!(form.rule, Rule::line_when | Rule::line_only_when) => {
            let length = condition::length(rest);
            let condition = condition::condition(rest.get(..length).unwrap_or(rest), problems);
            (condition.map(Entry::Condition), length)
        }
        Shape::Sentence(form) if matches!(form.rule, Rule::line_and | Rule::line_or) => {
            problems.push(stray_joiner(statement, form));
            (None, 1)
        }
        Shape::Sentence(form) => (read_line(statement, form, problems).map(|node| Entry::Line(form.rule, node)), 1),
        Shape::Bullet(_) => {
            problems.push(condition::stray_bullet(statement));
            (None, 1)
        }
        Shape::Row | Shape::Unknown => (None, 1),
    }
}

/// Reads a line; the error of a line whose quote is never closed has been told already.
pub(crate) fn read_line<'a>(statement: &Statement<'a>, form: &Form, problems: &mut Problems) -> Option<Node<'a>> {
    match sentence::read(statement, form) {
        Ok(node) => Some(node),
        Err(problem) => {
            if statement.line.open_quote.is_none() {
                problems.push(*problem);
            }
            None
        }
    }
}

/// Reads the line that begins a block.
pub(crate) fn read_head<'a>(block: &Outline<'a>, problems: &mut Problems) -> Option<Node<'a>> {
    match block.head.shape {
        Shape::Sentence(form) => read_line(&block.head, form, problems),
        Shape::Bullet(_) | Shape::Row | Shape::Unknown => None,
    }
}

/// The place of a block, from its first line to its last.
pub(crate) fn span(block: &Outline<'_>) -> Span {
    let first = block.head.line.whole();
    block.body.last().map_or(first, |last| first.to(last.line.whole()))
}

/// `allow SLUG because "..."`
pub(crate) fn allow(node: &Node<'_>, problems: &mut Problems) -> Option<Allow> {
    let code = node.child(Rule::slug)?;
    let code = values::verbatim(&code).map(|code| code.to_ascii_lowercase());
    Some(Allow { code, because: values::text_in(node, problems)? })
}

fn tell_unread(statement: &Statement<'_>, problems: &mut Problems) {
    let form = match statement.shape {
        Shape::Sentence(form) if statement.line.open_quote.is_none() => form,
        _ => return,
    };
    problems.push(sentence::unreadable(statement.line.whole(), form));
}

fn stray_joiner(statement: &Statement<'_>, form: &Form) -> Diagnostic {
    Diagnostic::error(
        "stray-joiner",
        statement.line.whole(),
        format!("this `{}` line follows no `when` line", form.keyword),
    )
    .help("put it directly below the `when` line that it belongs to")
}

//! The words of one line, written again one by one.
//!
//! Before: `sentence`. After: `layout`.

use flagstone_grammar::Rule;

use crate::forms::{BULLET, Form};
use crate::node::Node;
use crate::outline::{Shape, Statement};
use crate::sentence;
use crate::values::plain_name;

/// A line with single spaces and lower-case keywords and names.
pub(super) fn statement(statement: &Statement<'_>) -> String {
    let form = match statement.shape {
        Shape::Sentence(form) => form,
        Shape::Bullet(_) => &BULLET,
        Shape::Row | Shape::Unknown => return statement.line.text.clone(),
    };
    part(statement.line, statement.from, statement.line.text.len(), form)
}

/// A part of a line, such as a cell of a table.
pub(super) fn part(line: &crate::source::Line, from: usize, to: usize, form: &Form) -> String {
    match sentence::read_part(line, from, to, form) {
        Ok(node) => {
            let mut written = String::new();
            write(&node, &mut written);
            written
        }
        Err(_) => line.text.get(from..to).unwrap_or("").to_owned(),
    }
}

/// Writes the leaves below a node. Depth is that of the grammar, which does not nest.
fn write(node: &Node<'_>, written: &mut String) {
    let mut leaf = true;
    for child in node.children() {
        leaf = false;
        write(&child, written);
    }
    if leaf && !matches!(node.rule(), Rule::EOI) {
        if !written.is_empty() && node.rule() != Rule::comma {
            written.push(' ');
        }
        written.push_str(&word(node));
    }
}

fn word(node: &Node<'_>) -> String {
    let text = node.text();
    match node.rule() {
        Rule::text => format!("\"{}\"", text.trim_matches('"').trim()),
        Rule::quoted_name => format!("\"{}\"", plain_name(text)),
        Rule::id | Rule::zone | Rule::place | Rule::version => text.to_owned(),
        Rule::code_system => text.to_ascii_uppercase(),
        Rule::weekday => capitalised(text),
        Rule::age_old => text.replace('-', " ").to_ascii_lowercase(),
        _ => text.to_lowercase(),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_ascii_uppercase(), letters.as_str().to_ascii_lowercase())
    })
}

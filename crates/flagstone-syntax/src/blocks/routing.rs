//! `routing`: a table that says where a request goes.
//!
//! # How
//! The first row names the columns; each cell of a later row is read with the rule of its column.
//! A bar inside quotes does not end a cell.
//!
//! # Invariants
//! Every row that is returned has a destination. A row that restricts less than its author wrote is never returned.

use flagstone_grammar::Rule;

use crate::ast::{Allow, Cell, Name, Routing, Row, Target, UrgencyCell};
use crate::condition::atom;
use crate::diagnostic::Diagnostic;
use crate::forms::Form;
use crate::nearest::nearest;
use crate::node::Node;
use crate::outline::{Outline, Shape, Statement};
use crate::sentence;
use crate::source::Line;
use crate::span::{Span, Spanned};
use crate::values::{self, Problems};

use super::{Entry, allow, read_head, span, walk};

/// The columns a table may have.
const COLUMNS: &[Form] = &[
    Form { keyword: "urgency", rule: Rule::cell_urgency, example: "same day or above" },
    Form { keyword: "age", rule: Rule::cell_age, example: "under 5" },
    Form { keyword: "sex", rule: Rule::cell_sex, example: "female" },
    Form { keyword: "pregnant", rule: Rule::cell_pregnant, example: "yes" },
    Form { keyword: "form", rule: Rule::cell_form, example: "admin" },
    Form { keyword: "sender", rule: Rule::cell_sender, example: "carer" },
    Form { keyword: "asks about", rule: Rule::cell_asks_about, example: "repeat prescription" },
    Form { keyword: "hours", rule: Rule::cell_hours, example: "open" },
    Form { keyword: "send to", rule: Rule::cell_send_to, example: "duty doctor" },
    Form { keyword: "by", rule: Rule::cell_by, example: "close today" },
];

/// What a cell says that restricts nothing.
const ANY: &str = "any";

pub(super) fn routing(block: &Outline<'_>, problems: &mut Problems) -> Option<Routing> {
    let head = read_head(block, problems);
    let (rows, sentences): (Vec<Statement<'_>>, Vec<Statement<'_>>) =
        block.body.iter().partition(|statement| matches!(statement.shape, Shape::Row));
    let mut routing = Routing {
        span: span(block),
        title: Spanned::new(String::new(), span(block)),
        otherwise: None,
        rows: Vec::new(),
        allows: Vec::new(),
    };
    for line in walk(&sentences, problems, line) {
        match line {
            Sentence::Otherwise(Some(target)) if routing.otherwise.is_some() => {
                problems.push(second_otherwise(&target))
            }
            Sentence::Otherwise(Some(target)) => routing.otherwise = Some(target),
            Sentence::Otherwise(None) => {}
            Sentence::Allow(allow) => routing.allows.push(allow),
        }
    }
    let mut rows = rows.iter().filter(|row| row.line.open_quote.is_none());
    if let Some(columns) = rows.next().and_then(|row| columns(row.line, problems)) {
        routing.rows = rows.filter_map(|each| row(each.line, &columns, problems)).collect();
    }
    routing.title = values::text_in(&head?, problems)?;
    Some(routing)
}

enum Sentence {
    Otherwise(Option<Target>),
    Allow(Allow),
}

fn line(entry: &Entry<'_>, problems: &mut Problems) -> Option<Sentence> {
    let Entry::Line(rule, node) = entry else {
        return None;
    };
    if *rule == Rule::line_allow {
        return allow(node, problems).map(Sentence::Allow);
    }
    match node.child(Rule::otherwise) {
        Some(otherwise) => target(&otherwise, problems).map(|target| Sentence::Otherwise(Some(target))),
        None => Some(Sentence::Otherwise(None)),
    }
}

fn target(node: &Node<'_>, problems: &mut Problems) -> Option<Target> {
    let by = match node.child(Rule::deadline) {
        Some(deadline) => Some(values::deadline(&deadline, problems)?),
        None => None,
    };
    Some(Target { send_to: values::name_in(node, Rule::destination, problems)?, by })
}

fn second_otherwise(target: &Target) -> Diagnostic {
    Diagnostic::error("second-otherwise", target.send_to.span, "a routing table has one `otherwise`")
        .help("keep one of them")
}

/// The byte ranges of the cells of a row.
pub(crate) fn cells(text: &str) -> Vec<(usize, usize)> {
    let mut cells = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '|' if !quoted => {
                if let Some(start) = start {
                    cells.push(trim(text, start, at));
                }
                start = Some(at + 1);
            }
            _ => {}
        }
    }
    let start = start.unwrap_or(0);
    if text.get(start..).is_some_and(|rest| !rest.trim().is_empty()) {
        cells.push(trim(text, start, text.len()));
    }
    cells
}

fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let cell = text.get(start..end).unwrap_or("");
    let from = start + cell.len() - cell.trim_start().len();
    (from, from + cell.trim().len())
}

/// Whether a row is only a rule between the head and the body, as some editors draw it.
pub(crate) fn is_ruler(text: &str) -> bool {
    text.contains('-') && text.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '+'))
}

/// The column of a title.
pub(crate) fn column(title: &str) -> Option<&'static Form> {
    COLUMNS.iter().find(|column| column.keyword.eq_ignore_ascii_case(title))
}

fn columns(line: &Line, problems: &mut Problems) -> Option<Vec<&'static Form>> {
    let mut columns: Vec<&'static Form> = Vec::new();
    let before = problems.len();
    for (from, to) in cells(&line.text) {
        let title = line.text.get(from..to).unwrap_or("");
        match column(title) {
            Some(known) if columns.iter().any(|column| column.keyword == known.keyword) => problems.push(
                Diagnostic::error(
                    "second-column",
                    line.span(from, to),
                    format!("the column `{}` stands here twice", known.keyword),
                )
                .help("keep one of them"),
            ),
            Some(known) => columns.push(known),
            None => problems.push(unknown_column(line, from, to, title)),
        }
    }
    if !columns.iter().any(|column| column.rule == Rule::cell_send_to) && problems.len() == before {
        problems.push(
            Diagnostic::error("missing-column", line.whole(), "this table has no column `send to`")
                .help("add a column `send to` that says where each row sends a request"),
        );
    }
    (problems.len() == before).then_some(columns)
}

fn unknown_column(line: &Line, from: usize, to: usize, title: &str) -> Diagnostic {
    let titles = || COLUMNS.iter().map(|column| column.keyword);
    let problem = Diagnostic::error(
        "unknown-column",
        line.span(from, to),
        format!("`{title}` is not a column of a routing table"),
    );
    match nearest(title, titles()) {
        Some(meant) => problem
            .label(format!("did you mean `{meant}`?"))
            .help(format!("did you mean `{meant}`?"))
            .fix(line.span(from, to), meant),
        None => problem.help(format!("the columns are {}", titles().collect::<Vec<_>>().join(", "))),
    }
}

fn row(line: &Line, columns: &[&'static Form], problems: &mut Problems) -> Option<Row> {
    if is_ruler(&line.text) {
        return None;
    }
    let ranges = cells(&line.text);
    if ranges.len() != columns.len() {
        problems.push(wrong_cell_count(line, ranges.len(), columns.len()));
        return None;
    }
    let before = problems.len();
    let (mut cells, mut send_to, mut by) = (Vec::new(), None, None);
    for (&(from, to), column) in ranges.iter().zip(columns) {
        match cell(line, from, to, column, problems) {
            Some(Value::Cell(cell)) => cells.push(Spanned::new(cell, line.span(from, to))),
            Some(Value::SendTo(name)) => send_to = Some(name),
            Some(Value::By(deadline)) => by = Some(deadline),
            None => {}
        }
    }
    // CLINICAL: a row with a cell that cannot be read must not stand for more requests than its author meant.
    if problems.len() > before {
        return None;
    }
    Some(Row { span: line.whole(), cells, target: Target { send_to: send_to?, by } })
}

fn wrong_cell_count(line: &Line, cells: usize, columns: usize) -> Diagnostic {
    let message = format!("this row has {cells} cells, but the table has {columns} columns");
    Diagnostic::error("wrong-cell-count", line.whole(), message)
        .help("write one cell for each column; `any` restricts nothing")
}

/// What a cell gives its row.
enum Value {
    Cell(Cell),
    SendTo(Name),
    By(Spanned<crate::ast::Deadline>),
}

/// CLINICAL: an empty cell may be a slip, and a row that restricts less than was meant takes requests from later rows.
fn empty_cell(span: Span, column: &Form) -> Diagnostic {
    let message = format!("this cell of `{}` is empty", column.keyword);
    Diagnostic::error("empty-cell", span, message).help("write `any` if it does not matter")
}

/// What a cell says; `None` for `any`, for an empty `by`, and after a problem.
fn cell(line: &Line, from: usize, to: usize, column: &'static Form, problems: &mut Problems) -> Option<Value> {
    let words = line.text.get(from..to).unwrap_or("");
    let any = words.eq_ignore_ascii_case(ANY) && column.rule != Rule::cell_send_to;
    if any || (words.is_empty() && column.rule == Rule::cell_by) {
        return None;
    }
    if words.is_empty() && column.rule != Rule::cell_send_to {
        problems.push(empty_cell(line.span(from, to), column));
        return None;
    }
    let before = problems.len();
    let value = match sentence::read_part(line, from, to, column) {
        Ok(node) => value(&node, column.rule, problems),
        Err(problem) => {
            problems.push(*problem);
            None
        }
    };
    if value.is_none() && problems.len() == before {
        problems.push(sentence::unreadable(line.span(from, to), column));
    }
    value
}

fn value(node: &Node<'_>, rule: Rule, problems: &mut Problems) -> Option<Value> {
    let cell = match rule {
        Rule::cell_send_to => {
            return values::name_in(node, Rule::destination, problems).map(Value::SendTo);
        }
        Rule::cell_by => {
            return values::deadline(&node.child(Rule::deadline)?, problems).map(Value::By);
        }
        Rule::cell_urgency => urgency_cell(&node.child(Rule::levels)?, problems).map(Cell::Urgency),
        Rule::cell_age => values::age(&node.child(Rule::age)?, problems).map(Cell::Age),
        Rule::cell_sex => node.child(Rule::sex).map(|sex| Cell::Sex(atom::sex_value(&sex))),
        Rule::cell_pregnant => node.child(Rule::yes_no).map(|answer| Cell::Pregnant(answer.has(Rule::kw_yes))),
        Rule::cell_form => Some(Cell::Form(node.all(Rule::form).map(|form| atom::form_value(&form)).collect())),
        Rule::cell_sender => {
            Some(Cell::Sender(node.all(Rule::sender).map(|sender| atom::sender_value(&sender)).collect()))
        }
        Rule::cell_asks_about => {
            let names = values::names(node, Rule::name, problems);
            Some(if node.has(Rule::kw_not) { Cell::NotAbout(names) } else { Cell::AsksAbout(names) })
        }
        _ => Some(Cell::Open(node.has(Rule::kw_open))),
    };
    cell.map(Value::Cell)
}

/// `A or B`, `A or above`, `A or below`.
pub(crate) fn urgency_cell(node: &Node<'_>, problems: &mut Problems) -> Option<UrgencyCell> {
    let mut names = values::names(node, Rule::level, problems);
    if node.has(Rule::kw_or_above) {
        return names.pop().map(UrgencyCell::OrAbove);
    }
    if node.has(Rule::kw_or_below) {
        return names.pop().map(UrgencyCell::OrBelow);
    }
    Some(UrgencyCell::OneOf(names))
}

//! From lines to blocks of statements: which block each line belongs to, and what kind of line it is.
//!
//! # Why
//! Every error of a file is told in one run because a bad line spoils nothing but itself: the outline is drawn from the first
//! words of each line alone, before any line is read in full.
//!
//! # How
//! A line that begins with the keyword of a block begins a block.
//! `hazard` and `source` begin a block where a title follows the identifier, and are lines of a red flag or a concept otherwise.
//! A misspelt block keyword (`concpet chest pain`) is told, and still begins the block that was meant, so that its lines are not blamed.
//! ```text
//! concept chest pain        Block { Concept, head, body: [
//!   say "chest pain"            Sentence(line_say),
//!   - sweating                  Bullet { dashes: 1 },
//!   sya "tight"                 Unknown ] }
//! ```
//!
//! # Invariants
//! Every line with a text belongs to exactly one statement; comments and blank lines to none.
//!
//! # Cost
//! Linear in the number of lines.
//!
//! Before: `source`. After: `parser` and `format`, which both follow this outline.

use crate::diagnostic::Diagnostic;
use crate::forms::{self, Block, Form};
use crate::source::Line;
use crate::suggest;

/// What kind of line a statement is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// A sentence with its form.
    Sentence(&'static Form),
    /// A bullet: the number of its dashes.
    Bullet(usize),
    /// A row of a table.
    Row,
    /// Told already; passed over.
    Unknown,
}

/// One line that says something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statement<'a> {
    /// The line.
    pub(crate) line: &'a Line,
    /// Which line of the file, from 0.
    pub(crate) at: usize,
    /// Where its words begin: after the dashes of a bullet.
    pub(crate) from: usize,
    /// What it is.
    pub(crate) shape: Shape,
}

/// A block: its head and the lines below.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    /// What it is.
    pub(crate) block: Block,
    /// The line that begins it.
    pub(crate) head: Statement<'a>,
    /// The lines below.
    pub(crate) body: Vec<Statement<'a>>,
}

/// Draws the outline of a file.
pub(crate) fn outline<'a>(lines: &'a [Line], problems: &mut Vec<Diagnostic>) -> Vec<Outline<'a>> {
    let mut blocks: Vec<Outline<'a>> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()) {
        let current = blocks.last().map(|block| block.block);
        let next = lines.iter().skip(at + 1).find(|line| !line.text.is_empty());
        if let Some((block, shape)) = head(line, current, next, problems) {
            blocks.push(Outline { block, head: Statement { line, at, from: 0, shape }, body: Vec::new() });
        } else if let Some(block) = blocks.last_mut() {
            let (shape, from) = shape(line, block.block, problems);
            block.body.push(Statement { line, at, from, shape });
        } else {
            problems.push(suggest::stray(line));
        }
    }
    blocks
}

/// The block that a line begins, if it begins one.
fn head(
    line: &Line,
    current: Option<Block>,
    next: Option<&Line>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Block, Shape)> {
    if let Some(word) = forms::RESERVED.iter().find(|word| forms::begins_with(&line.text, word)) {
        problems.push(suggest::not_yet(word, line.span(0, word.len())));
        return Some((Block::Reserved, Shape::Unknown));
    }
    let found = forms::find(forms::TOP.iter().map(|(_, form)| form), &line.text);
    if let Some((block, form)) = found.and_then(|form| forms::TOP.iter().find(|(_, top)| top.rule == form.rule)) {
        return begins_block(*block, &line.text, current, next).then_some((*block, Shape::Sentence(form)));
    }
    if current == Some(Block::Reserved)
        || current.is_some_and(|block| forms::find(forms::forms(block), &line.text).is_some())
    {
        return None;
    }
    let (block, problem) = suggest::misspelt_head(line, current)?;
    problems.push(problem);
    Some((block, Shape::Unknown))
}

/// `hazard HAZ-001 "..."` declares; `hazard HAZ-001` under a red flag refers.
fn begins_block(block: Block, text: &str, current: Option<Block>, next: Option<&Line>) -> bool {
    let refers = match block {
        Block::Hazard => matches!(current, Some(Block::RedFlag | Block::Reserved)),
        Block::Source => matches!(current, Some(Block::RedFlag | Block::Concept | Block::Reserved)),
        Block::Urgency => return current != Some(Block::RedFlag) || !goes_on(next),
        _ => return true,
    };
    let mut words = text.splitn(3, ' ').skip(1);
    let id = words.next().unwrap_or("");
    let title = words.next().is_some_and(|rest| !rest.starts_with(','));
    !refers || (title && !id.ends_with(',') && !id.starts_with('"'))
}

/// Whether a red flag goes on in this line; then `urgency emergency` above it was meant as `raise to emergency`.
fn goes_on(next: Option<&Line>) -> bool {
    let Some(next) = next else { return false };
    let heads = forms::TOP.iter().map(|(_, form)| form);
    forms::find(forms::forms(Block::RedFlag), &next.text).is_some() && forms::find(heads, &next.text).is_none()
}

/// What kind of line stands in a block, and where its words begin.
fn shape(line: &Line, block: Block, problems: &mut Vec<Diagnostic>) -> (Shape, usize) {
    if block == Block::Reserved {
        return (Shape::Unknown, 0);
    }
    if line.text.starts_with('|') && block == Block::Routing {
        return (Shape::Row, 0);
    }
    if let Some((dashes, from)) = bullet(&line.text).filter(|_| matches!(block, Block::RedFlag | Block::Concept)) {
        return (Shape::Bullet(dashes), from);
    }
    if let Some(form) = forms::find(forms::forms(block), &line.text) {
        return (Shape::Sentence(form), 0);
    }
    problems.push(suggest::unknown_line(line, block));
    (Shape::Unknown, 0)
}

/// The number of marks that a bullet begins with, and where its words begin.
fn bullet(text: &str) -> Option<(usize, usize)> {
    const MARKS: [char; 9] = ['-', '–', '—', '•', '*', '▪', '◦', '·', '●'];
    let after = text.trim_start_matches(|letter| letter == ' ' || MARKS.contains(&letter));
    let marks: usize =
        text.get(..text.len() - after.len()).unwrap_or("").chars().filter(|letter| *letter != ' ').count();
    if marks > 0 {
        return Some((marks, text.len() - after.len()));
    }
    text.strip_prefix("o ").map(|_| (1, 2))
}

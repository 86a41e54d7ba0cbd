//! What to say of a line that is none of the language's sentences.
//!
//! # Why
//! A doctor who writes `escalate to emergency` wants to read "did you mean `raise to emergency`?", not what a parser expected.
//!
//! # How
//! The first words of the line are compared with the keywords of the block it stands in, then with those of other blocks, then
//! with a short list of words that people reach for.
//!
//! Before: `outline`. After: the author.

use crate::diagnostic::Diagnostic;
use crate::forms::{self, BLOCKS, Block, Form, TOP};
use crate::nearest::nearest;
use crate::source::Line;
use crate::span::Span;

/// Words that people reach for, and the keyword that says it here.
const SYNONYMS: &[(&str, &str)] = &[
    ("if", "when"),
    ("escalate to", "raise to"),
    ("escalate", "raise to"),
    ("upgrade to", "raise to"),
    ("set urgency", "raise to"),
    ("priority", "raise to"),
    ("urgency", "raise to"),
    ("advise patient", "tell patient"),
    ("tell the patient", "tell patient"),
    ("message patient", "tell patient"),
    ("reason", "because"),
    ("phrases", "say"),
    ("synonyms", "say"),
    ("unless", "not when"),
    ("except", "not when"),
    ("alert", "notify"),
    ("evidence", "source"),
    ("reference", "source"),
];

/// A word that is kept for a later version.
pub(crate) fn not_yet(word: &str, span: Span) -> Diagnostic {
    Diagnostic::error("not-yet", span, format!("`{word}` is not yet in this version"))
        .label("kept for a later version")
        .help("take these lines out for now, or turn them into comments with `#`")
}

/// A line before any block.
pub(crate) fn stray(line: &Line) -> Diagnostic {
    let problem = Diagnostic::error("stray-line", line.whole(), format!("`{}` belongs to no block", short(&line.text)))
        .label("nothing above says what this is about");
    let block = BLOCKS.iter().find_map(|&block| forms::find(forms::forms(block), &line.text).map(|_| block));
    match block.and_then(head_form) {
        Some(form) => problem.help(format!("begin a block above it, such as `{}`", form.example)),
        None => problem.help(
            "begin a file with a block, such as `policy \"Example Surgery\" version 1.0.0` or `concept chest pain`",
        ),
    }
}

/// A line that begins with no keyword of its block.
pub(crate) fn unknown_line(line: &Line, block: Block) -> Diagnostic {
    let text = &line.text;
    if matches!(block, Block::Use | Block::Setting) {
        return Diagnostic::error(
            "line-not-here",
            line.whole(),
            format!("{} takes no lines below it", forms::title(block)),
        )
        .help("leave this line out, or move it to the block it belongs to");
    }
    if let Some(problem) = reserved_line(line) {
        return problem;
    }
    if let Some((home, form)) = other_home(text, block) {
        return not_here(line, form, block, home);
    }
    let problem = Diagnostic::error(
        "unknown-line",
        line.whole(),
        format!("`{}` is not a line of {}", short(text), forms::title(block)),
    );
    match guess(text, forms::forms(block)) {
        Some(form) => problem
            .label(format!("did you mean `{}`?", form.keyword))
            .help(format!("write it like this: `{}`", form.example)),
        None => problem.help(format!("a line of {} begins with {}", forms::title(block), keywords(block))),
    }
}

fn not_here(line: &Line, form: &Form, block: Block, home: Block) -> Diagnostic {
    let (here, home) = (forms::title(block), forms::title(home));
    let message = format!("`{}` belongs in {home}, not in {here}", form.keyword);
    Diagnostic::error("line-not-here", line.span(0, form.keyword.len()), message)
        .label(format!("this is {here}"))
        .help(format!("move the line to {home}, or leave it out"))
}

/// A line that is all but the head of a block; the block that was meant, and the message.
pub(crate) fn misspelt_head(line: &Line, current: Option<Block>) -> Option<(Block, Diagnostic)> {
    let near =
        |form: &Form| first_words(&line.text, form.keyword).and_then(|words| nearest(words, [form.keyword])).is_some();
    let (block, form) = TOP.iter().find(|(_, form)| near(form))?;
    let inside = current.map_or(&[][..], forms::forms);
    if other_home(&line.text, *block).is_some() || guess(&line.text, inside).is_some() {
        return None;
    }
    let end = first_words(&line.text, form.keyword).map_or(0, str::len);
    let span = line.span(0, end);
    let problem =
        Diagnostic::error("unknown-line", span, format!("`{}` is not a line of the language", short(&line.text)))
            .label(format!("did you mean `{}`?", form.keyword))
            .help(format!("write it like this: `{}`", form.example))
            .fix(span, form.keyword);
    Some((*block, problem))
}

/// Lines that a later version will have inside blocks of this one.
fn reserved_line(line: &Line) -> Option<Diagnostic> {
    let word = ["based on"].into_iter().find(|word| forms::begins_with(&line.text, word))?;
    Some(not_yet(word, line.span(0, word.len())))
}

/// The block that a line would be right in.
fn other_home(text: &str, block: Block) -> Option<(Block, &'static Form)> {
    BLOCKS
        .iter()
        .filter(|&&home| home != block && !(home == Block::Policy && block == Block::Vocabulary))
        .find_map(|&home| forms::find(forms::forms(home), text).map(|form| (home, form)))
}

/// The form that was probably meant.
fn guess<'f>(text: &str, forms: &'f [Form]) -> Option<&'f Form> {
    let synonym = SYNONYMS.iter().find(|(word, _)| forms::begins_with(text, word)).map(|(_, keyword)| *keyword);
    if let Some(form) = synonym.and_then(|keyword| forms.iter().find(|form| form.keyword == keyword)) {
        return Some(form);
    }
    if text.starts_with('"') {
        return forms.iter().find(|form| form.keyword == "say");
    }
    forms.iter().find(|form| first_words(text, form.keyword).and_then(|words| nearest(words, [form.keyword])).is_some())
}

/// As many words from the start of a line as a keyword has.
fn first_words<'t>(text: &'t str, keyword: &str) -> Option<&'t str> {
    let count = keyword.split(' ').count();
    let end = text.match_indices(' ').nth(count - 1).map_or(text.len(), |(at, _)| at);
    text.get(..end).filter(|words| words.len() <= keyword.len() + 4)
}

fn head_form(block: Block) -> Option<&'static Form> {
    TOP.iter().find(|(top, _)| *top == block).map(|(_, form)| form)
}

/// The keywords of a block as a list in words.
fn keywords(block: Block) -> String {
    let words: Vec<String> = forms::forms(block).iter().map(|form| format!("`{}`", form.keyword)).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// The start of a line, short enough for a message.
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut start: String = text.chars().take(MOST).collect();
    start.push('…');
    start
}

//! Messages that only repeat what an earlier message already said.
//!
//! # Why
//! A line that cannot be read is one mistake. That the block now lacks that line, or that the name it declares is unknown
//! wherever it is used, is the same mistake again; an author who is told three times looks for three.
//!
//! # Invariants
//! Nothing is held back unless the line that caused it is reported as an error, so a policy never passes because of it.

use flagstone_syntax::ast::{self, Item};
use flagstone_syntax::{Diagnostic, SourceMap, Span};

/// Messages that say that something is not there.
const LACKS: [&str; 11] = [
    "concept-without-words",
    "hazard-unrated",
    "level-without-place",
    "no-example",
    "routing-gap",
    "rule-without-level",
    "rule-without-when",
    "source-unchecked",
    "test-without-expect",
    "test-without-when",
    "untraceable",
];

/// What could not be read, and so will be missed.
pub(crate) struct Echoes<'a> {
    sources: &'a SourceMap,
    /// The lines that could not be read, in lower case.
    lines: Vec<String>,
    /// The blocks that hold such a line.
    blocks: Vec<Span>,
}

impl<'a> Echoes<'a> {
    pub(crate) fn new(sources: &'a SourceMap, files: &[ast::File], parsed: &[Diagnostic]) -> Self {
        let errors = || parsed.iter().filter(|diagnostic| diagnostic.is_error());
        let spans = files.iter().flat_map(|file| &file.items).map(span_of);
        Self {
            sources,
            lines: errors().map(|error| line_of(sources, error.span)).collect(),
            blocks: spans.filter(|block| errors().any(|error| inside(error.span, *block))).collect(),
        }
    }

    /// Whether a diagnostic only repeats an error of reading.
    pub(crate) fn has(&self, diagnostic: &Diagnostic) -> bool {
        if LACKS.contains(&diagnostic.code) {
            return self.blocks.iter().any(|block| inside(diagnostic.span, *block));
        }
        let name = self.sources.slice(diagnostic.span).to_lowercase();
        diagnostic.code.starts_with("unknown-")
            && !name.is_empty()
            && self.lines.iter().any(|line| line.contains(&name))
    }
}

fn inside(inner: Span, outer: Span) -> bool {
    inner.file == outer.file && inner.start >= outer.start && inner.end <= outer.end
}

/// The line in which a span begins, in lower case.
fn line_of(sources: &SourceMap, span: Span) -> String {
    let text = sources.text(span.file);
    let from = text.get(..span.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    text.get(from..).and_then(|rest| rest.lines().next()).unwrap_or("").to_lowercase()
}

fn span_of(item: &Item) -> Span {
    match item {
        Item::Policy(block) | Item::Vocabulary(block) => block.span,
        Item::Use(block) => block.span,
        Item::Setting(block) => block.span,
        Item::Hazard(block) => block.span,
        Item::Source(block) => block.span,
        Item::Urgency(block) => block.span,
        Item::Concept(block) => block.span,
        Item::RedFlag(block) => block.span,
        Item::Routing(block) => block.span,
        Item::Hours(block) => block.span,
        Item::Test(block) => block.span,
    }
}

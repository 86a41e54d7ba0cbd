//! One node of what pest has read, with its place in the file.
//!
//! # Why
//! pest knows positions in a cleaned line; authors know positions in their file. This wrapper is the only place that converts.
//! It also keeps walking free of `unwrap`: a child that is not there is `None`, and the line is then told as unreadable.
//!
//! Before: `sentence`. After: `values`, `condition`, `person` and the modules of `blocks`.

use flagstone_grammar::Rule;
use pest::iterators::Pair;

use crate::source::Line;
use crate::span::Span;

/// A node of a line that has been read.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pair: Pair<'a, Rule>,
    line: &'a Line,
    from: usize,
}

impl<'a> Node<'a> {
    /// A node of the part of a line that begins at byte `from`.
    pub(crate) fn new(pair: Pair<'a, Rule>, line: &'a Line, from: usize) -> Self {
        Self { pair, line, from }
    }

    /// Which rule was read.
    pub(crate) fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// The words, without the spaces that pest reads before something optional that does not come.
    pub(crate) fn text(&self) -> &'a str {
        self.pair.as_str().trim_end()
    }

    /// Where they stand in the file.
    pub(crate) fn span(&self) -> Span {
        let start = self.from + self.pair.as_span().start();
        self.line.span(start, start + self.text().len())
    }

    /// The place between two letters, `at` bytes after its start.
    pub(crate) fn place(&self, at: usize) -> Span {
        let start = self.from + self.pair.as_span().start() + at;
        self.line.span(start, start)
    }

    /// The nodes below it.
    pub(crate) fn children(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let (line, from) = (self.line, self.from);
        self.pair.clone().into_inner().map(move |pair| Node { pair, line, from })
    }

    /// The first node below it.
    pub(crate) fn first(&self) -> Option<Node<'a>> {
        self.children().next()
    }

    /// The first node below it of a rule.
    pub(crate) fn child(&self, rule: Rule) -> Option<Node<'a>> {
        self.children().find(|node| node.rule() == rule)
    }

    /// Every node below it of a rule.
    pub(crate) fn all(&self, rule: Rule) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.children().filter(move |node| node.rule() == rule)
    }

    /// Whether a node of a rule is below it.
    pub(crate) fn has(&self, rule: Rule) -> bool {
        self.child(rule).is_some()
    }
}

//! Names that are declared once and used anywhere.
//!
//! # Why
//! Every kind of name (concept, level, hazard, source, destination) is resolved in the same way and fails in the same
//! way: twice declared shows both places, unknown shows the nearest that is known.

use std::collections::BTreeMap;

use flagstone_syntax::{Diagnostic, Span, Spanned, nearest};

/// How many names are few enough to be listed when none of them is near.
const FEW: usize = 12;

/// The names of one kind.
#[derive(Debug)]
pub(crate) struct Names {
    what: &'static str,
    unknown: &'static str,
    duplicate: &'static str,
    known: BTreeMap<String, (usize, Option<Span>)>,
}

impl Names {
    pub(crate) fn new(what: &'static str, unknown: &'static str, duplicate: &'static str) -> Self {
        Self { what, unknown, duplicate, known: BTreeMap::new() }
    }

    /// Names that nothing refers to yet, so that they can only be declared twice.
    pub(crate) fn unreferenced(what: &'static str, duplicate: &'static str) -> Self {
        Self::new(what, duplicate, duplicate)
    }

    /// Makes a name known that no author declared.
    pub(crate) fn standard(&mut self, name: &str, at: usize) {
        self.known.insert(name.to_owned(), (at, None));
    }

    /// Declares a name; the first declaration stays, a second one is an error.
    pub(crate) fn declare(&mut self, name: &Spanned<String>, at: usize, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let key = name.node.to_lowercase();
        if let Some((_, first)) = self.known.get(&key) {
            let message = format!("the {} `{}` is declared twice", self.what, name.node);
            let mut diagnostic = Diagnostic::error(self.duplicate, name.span, message)
                .label("declared again here")
                .help("keep one of them, or give this one another name");
            if let Some(first) = first {
                diagnostic = diagnostic.related(*first, "first declared here");
            }
            diagnostics.push(diagnostic);
            return false;
        }
        self.known.insert(key, (at, Some(name.span)));
        true
    }

    /// Finds a name, or says what was probably meant.
    pub(crate) fn find(&self, name: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        let found = self.get(&name.node);
        if found.is_none() {
            let message = format!("there is no {} called `{}`", self.what, name.node);
            let diagnostic = Diagnostic::error(self.unknown, name.span, message).label("not declared anywhere");
            let diagnostic = match nearest(&name.node, self.known.keys().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")).fix(name.span, near),
                None if (1..=FEW).contains(&self.known.len()) => {
                    let known: Vec<String> = self.known.keys().map(|name| format!("`{name}`")).collect();
                    diagnostic.help(format!("known are {}", known.join(", ")))
                }
                None => diagnostic.help(format!("declare it, or use a {} that is declared", self.what)),
            };
            diagnostics.push(diagnostic);
        }
        found
    }

    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.known.get(&name.to_lowercase()).map(|(at, _)| *at)
    }
}

/// A line that may stand once in its block.
#[derive(Debug)]
pub(crate) struct Once<T> {
    value: Option<(T, Span)>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { value: None }
    }
}

impl<T> Once<T> {
    /// Keeps the first value; a second one is an error.
    pub(crate) fn set(&mut self, line: &str, value: T, span: Span, diagnostics: &mut Vec<Diagnostic>) {
        match &self.value {
            None => self.value = Some((value, span)),
            Some((_, first)) => diagnostics.push(
                Diagnostic::error("duplicate-line", span, format!("`{line}` stands twice in this block"))
                    .label("second time")
                    .related(*first, "first time")
                    .help("keep one of the two lines"),
            ),
        }
    }

    pub(crate) fn get(self) -> Option<T> {
        self.value.map(|(value, _)| value)
    }
}

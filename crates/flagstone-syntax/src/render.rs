//! Diagnostics for whoever reads them: a person at a screen, a screen reader, a program, a code review.
//!
//! # Why
//! One [`Diagnostic`] value, four ways to show it, so that no way can say something that another does not.
//!
//! # Invariants
//! Any span is shown: one that does not fit its file is cut to fit.
//!
//! # Cost
//! Linear in the files and the diagnostics: lines are found by binary search, and only the lines near a problem are drawn.
//!
//! Before: `parser`, and the lowering of `flagstone-compile`. After: a terminal, a file, an editor.

mod human;
mod json;
mod place;
mod plain;
mod sarif;

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::SourceMap;

pub use human::Colour;

/// Drawings of the source with the problems marked, for a terminal.
#[must_use]
pub fn human(map: &SourceMap, diagnostics: &[Diagnostic], colour: Colour) -> String {
    human::render(map, diagnostics, colour)
}

/// One paragraph for each problem, in words only, for screen readers and e-mail.
#[must_use]
pub fn plain(map: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    plain::render(map, diagnostics)
}

/// A JSON array with one object for each problem.
#[must_use]
pub fn json(map: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    json::render(map, diagnostics)
}

/// A SARIF 2.1.0 log, which code hosts and editors show beside the source.
#[must_use]
pub fn sarif(map: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    sarif::render(map, diagnostics)
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[cfg(test)]
mod tests;

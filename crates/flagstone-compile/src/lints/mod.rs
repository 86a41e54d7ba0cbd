//! What is suspicious, or refused, in a policy whose names and types are right.
//!
//! # Why
//! A rule that can never fire is a missed emergency that looks like safety; a row that is never reached is a decision
//! nobody makes. These need the whole policy, so they come last.
//!
//! # How
//! Each file here asks one kind of question of the [`hir::Policy`] and returns diagnostics. Warnings of a block can be
//! silenced by `allow SLUG because "..."` in that block; an `allow` that silences nothing is itself a warning.

mod implication;
mod messages;
mod phrases;
mod routing;
mod rules;

pub(crate) use messages::message;

use flagstone_syntax::ast::{self, ConceptLine, HazardLine, HeaderLine, Item, RuleLine, SourceLine};
use flagstone_syntax::{Diagnostic, Severity, Span};

use crate::hir;

/// Everything the lints find.
pub(crate) fn lint(policy: &hir::Policy) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    rules::lint(policy, &mut found);
    messages::lint(policy, &mut found);
    phrases::lint(policy, &mut found);
    routing::lint(policy, &mut found);
    found
}

/// Takes out the warnings that an `allow` in their block silences.
pub(crate) fn silence(files: &[ast::File], diagnostics: &mut Vec<Diagnostic>) {
    let all: Vec<(Span, &ast::Allow)> = files.iter().flat_map(|file| &file.items).flat_map(allows).collect();
    let mut idle = Vec::new();
    for (block, allow) in &all {
        let before = diagnostics.len();
        diagnostics.retain(|diagnostic| {
            let inside = diagnostic.span.file == block.file
                && diagnostic.span.start >= block.start
                && diagnostic.span.end <= block.end;
            !(inside && diagnostic.severity == Severity::Warning && diagnostic.code == allow.code.node)
        });
        if diagnostics.len() == before {
            let message = format!("nothing in this block is warned of as `{}`", allow.code.node);
            idle.push(Diagnostic::warning("idle-allow", allow.code.span, message).help("take the `allow` line out"));
        }
    }
    diagnostics.extend(idle);
}

/// The `allow` lines of a block, with the block's place.
fn allows(item: &Item) -> Vec<(Span, &ast::Allow)> {
    fn of<'a, T>(
        span: Span,
        lines: &'a [T],
        allow: fn(&'a T) -> Option<&'a ast::Allow>,
    ) -> Vec<(Span, &'a ast::Allow)> {
        lines.iter().filter_map(allow).map(|allow| (span, allow)).collect()
    }
    match item {
        Item::Policy(block) | Item::Vocabulary(block) => of(block.span, &block.lines, |line| match line {
            HeaderLine::Allow(allow) => Some(allow),
            _ => None,
        }),
        Item::Hazard(block) => of(block.span, &block.lines, |line| match line {
            HazardLine::Allow(allow) => Some(allow),
            _ => None,
        }),
        Item::Source(block) => of(block.span, &block.lines, |line| match line {
            SourceLine::Allow(allow) => Some(allow),
            _ => None,
        }),
        Item::Concept(block) => of(block.span, &block.lines, |line| match line {
            ConceptLine::Allow(allow) => Some(allow),
            _ => None,
        }),
        Item::RedFlag(block) => of(block.span, &block.lines, |line| match line {
            RuleLine::Allow(allow) => Some(allow),
            _ => None,
        }),
        Item::Routing(block) => block.allows.iter().map(|allow| (block.span, allow)).collect(),
        Item::Use(_) | Item::Setting(_) | Item::Urgency(_) | Item::Hours(_) | Item::Test(_) => Vec::new(),
    }
}

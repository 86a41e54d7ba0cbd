//! Checks a Flagstone policy and compiles it.
//!
//! ```text
//! folder ──Package::read──► syntax trees ──lower──► hir::Policy ──compile──► Plan
//! ```
//!
//! [`check`] does the first two steps and the lints, and tells everything that is wrong; [`compile()`] does the last.

mod calendar;
mod compile;
pub mod hir;
mod lints;
mod lower;
mod package;

pub use calendar::{bank_holidays, local_moment, to_local};
pub use compile::{CompileError, compile, form_of, meaning_hash, sender_of, sex_of};
pub use lower::{age_in_days, lower, lower_person};
pub use package::{Package, PackageError};

use flagstone_syntax::{Diagnostic, SourceMap};

/// A policy that was checked.
#[derive(Debug)]
pub struct Checked {
    /// The sources, for showing diagnostics.
    pub sources: SourceMap,
    /// The policy; `None` if any diagnostic is an error, or if the files are a vocabulary without a policy.
    pub policy: Option<hir::Policy>,
    /// Everything found, errors and warnings, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether anything found is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Checks a package: names, types, ranges, and what is suspicious though it is allowed.
#[must_use]
pub fn check(package: Package) -> Checked {
    let Package { sources, root, files, mut diagnostics } = package;
    let (policy, lowered) = lower::lower_any(root, &files);
    let echoes = unread_names(&sources, &diagnostics);
    diagnostics.extend(lowered.into_iter().filter(|diagnostic| !is_echo(&sources, diagnostic, &echoes)));
    if let Some(policy) = &policy {
        diagnostics.extend(lints::lint(policy));
    }
    lints::silence(&files, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start, diagnostic.severity));
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Checked { sources, policy: policy.filter(|_| !failed), diagnostics }
}

/// The lines that could not be read, in lower case: what they declare is missing, though its author wrote it.
fn unread_names(sources: &SourceMap, diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| {
        let text = sources.text(diagnostic.span.file);
        let start = diagnostic.span.start as usize;
        let from = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        text.get(from..).and_then(|rest| rest.lines().next()).unwrap_or("").to_lowercase()
    };
    diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).map(line).collect()
}

/// Whether an unknown name is only unknown because the line that declares it could not be read: one mistake, one message.
fn is_echo(sources: &SourceMap, diagnostic: &Diagnostic, unread: &[String]) -> bool {
    let name = sources.slice(diagnostic.span).to_lowercase();
    diagnostic.code.starts_with("unknown-") && !name.is_empty() && unread.iter().any(|line| line.contains(&name))
}

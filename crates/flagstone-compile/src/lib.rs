//! Checks a Flagstone policy and compiles it.
//!
//! ```text
//! folder ──Package::read──► syntax trees ──lower──► hir::Policy ──compile──► Plan
//! ```
//!
//! [`check`] does the first two steps and the lints, and tells everything that is wrong; [`compile()`] does the last.

mod calendar;
mod compile;
mod echoes;
pub mod hir;
mod lints;
mod lower;
mod package;

pub use calendar::{bank_holidays, local_moment, to_local};
pub use compile::{CompileError, compile, form_of, meaning_hash, sender_of, sex_of};
pub use lower::{age_in_days, lower, lower_person, lower_phrase};
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
    let Package { sources, root, files, diagnostics: parsed } = package;
    let (policy, mut found) = lower::lower_any(root, &files);
    if let Some(policy) = &policy {
        found.extend(lints::lint(policy));
    }
    let echoes = echoes::Echoes::new(&sources, &files, &parsed);
    found.retain(|diagnostic| !echoes.has(diagnostic));
    let mut diagnostics = parsed;
    diagnostics.extend(found);
    lints::silence(&files, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start, diagnostic.severity));
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Checked { sources, policy: policy.filter(|_| !failed), diagnostics }
}

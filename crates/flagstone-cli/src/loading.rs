//! From a path to a plan, with whatever must be said on the way.
//!
//! Before: the arguments. After: every command that decides requests.

use std::io::IsTerminal;
use std::path::Path;

use flagstone::syntax::{Diagnostic, SourceMap, ast, render};
use flagstone::{Checked, Package, PackageError, Plan, hir};

use crate::failure::Failure;
use crate::screen::{Screen, count};

/// A policy that can decide.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// What the engine reads.
    pub(crate) plan: Plan,
    /// What it was made of; a compiled plan does not hold it.
    pub(crate) source: Option<PolicySource>,
}

/// A policy's source and meaning.
#[derive(Debug)]
pub(crate) struct PolicySource {
    /// The files.
    pub(crate) sources: SourceMap,
    /// What the authors wrote, with the words that the meaning has expanded or left out.
    pub(crate) files: Vec<ast::File>,
    /// The meaning.
    pub(crate) policy: hir::Policy,
}

/// The plan of a folder, a file or a compiled plan.
pub(crate) fn load(path: &Path, screen: Screen) -> Result<Loaded, Failure> {
    if is_plan(path) {
        let bytes = std::fs::read(path).map_err(|reason| Failure::file("read", path, &reason))?;
        let plan = Plan::from_bytes(&bytes).map_err(|error| {
            Failure::Unreadable(format!("cannot use {}: {error} [{}]", path.display(), error.code()))
        })?;
        return Ok(Loaded { plan, source: None });
    }
    let source = load_source(path, screen)?;
    let plan = flagstone::compile(&source.policy).map_err(|error| Failure::Finding(error.to_string()))?;
    Ok(Loaded { plan, source: Some(source) })
}

/// The policy of a folder or a file; its errors are shown.
pub(crate) fn load_source(path: &Path, screen: Screen) -> Result<PolicySource, Failure> {
    if is_plan(path) {
        let message = format!(
            "{} is a compiled plan, which holds no examples and no source: give the policy's folder",
            path.display()
        );
        return Err(Failure::Usage(message));
    }
    let package = read(path)?;
    let files = package.files.clone();
    let Checked { sources, policy, diagnostics } = flagstone::check(package);
    let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    match policy {
        Some(policy) => Ok(PolicySource { sources, files, policy }),
        None if errors.is_empty() => Err(Failure::Finding(format!(
            "there is no policy in {}: one file must begin with `policy \"name\" version 1.0.0`",
            path.display()
        ))),
        None => {
            let drawn = if std::io::stderr().is_terminal() { colour(screen) } else { render::Colour::Off };
            eprint!("{}", render::human(&sources, &errors, drawn));
            let found = count(errors.len(), "error", "errors");
            Err(Failure::Finding(format!("{} has {found}; mend them first", path.display())))
        }
    }
}

/// The files of a package.
pub(crate) fn read(path: &Path) -> Result<Package, Failure> {
    Package::read(path).map_err(|error| match error {
        PackageError::Unreadable { path, reason } => Failure::file("read", &path, &reason),
        other => Failure::Unreadable(other.to_string()),
    })
}

/// The renderer's colour.
pub(crate) fn colour(screen: Screen) -> render::Colour {
    if screen.colour { render::Colour::On } else { render::Colour::Off }
}

fn is_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "plan") && path.is_file()
}

//! `flagstone compile`: a policy as one file for other programs.

use crate::args::Compile;
use crate::failure::Failure;
use crate::loading;
use crate::screen::{Screen, count, print, thousands};

/// Compiles a policy into a file.
pub(crate) fn compile(options: &Compile, screen: Screen) -> Result<(), Failure> {
    let source = loading::load_source(&options.package, screen)?;
    let plan = flagstone::compile(&source.policy).map_err(|error| Failure::Finding(error.to_string()))?;
    let bytes = plan.to_bytes();
    std::fs::write(&options.output, &bytes).map_err(|reason| Failure::file("write", &options.output, &reason))?;
    let policy = plan.policy();
    print(&format!(
        "{} {}: {}, {}, {} bytes\n{}\n",
        policy.name,
        policy.version,
        count(plan.rules().len(), "red flag", "red flags"),
        count(plan.concepts().len(), "concept", "concepts"),
        thousands(bytes.len()),
        policy.hash_hex(),
    ))
}

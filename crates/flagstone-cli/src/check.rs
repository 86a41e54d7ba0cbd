//! `flagstone check`: everything that is wrong with a policy.

use flagstone::syntax::{Diagnostic, SourceMap, render};

use crate::args::{Check, CheckOutput};
use crate::failure::Failure;
use crate::loading;
use crate::screen::{Screen, Tone, count, print};

/// Checks packages one by one.
pub(crate) fn check(options: &Check, screen: Screen) -> Result<(), Failure> {
    let several = options.packages.len() > 1 && matches!(options.output, CheckOutput::Json | CheckOutput::Sarif);
    if several {
        return Err(Failure::Usage("JSON and SARIF are for one package at a time".to_owned()));
    }
    let (mut errors, mut warnings) = (0, 0);
    for path in &options.packages {
        let checked = flagstone::check(loading::read(path)?);
        let failed = checked.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        errors += failed;
        warnings += checked.diagnostics.len() - failed;
        print(&show(&checked.sources, &checked.diagnostics, options.output, screen))?;
    }
    if matches!(options.output, CheckOutput::Human | CheckOutput::Plain) {
        print(&summary(errors, warnings, screen))?;
    }
    if errors > 0 { Err(Failure::Found) } else { Ok(()) }
}

fn show(sources: &SourceMap, diagnostics: &[Diagnostic], output: CheckOutput, screen: Screen) -> String {
    match output {
        CheckOutput::Human => render::human(sources, diagnostics, loading::colour(screen)),
        CheckOutput::Plain => render::plain(sources, diagnostics),
        CheckOutput::Json => render::json(sources, diagnostics),
        CheckOutput::Sarif => render::sarif(sources, diagnostics),
    }
}

fn summary(errors: usize, warnings: usize, screen: Screen) -> String {
    let text = format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings"));
    let tone = match (errors, warnings) {
        (0, 0) => Tone::Good,
        (0, _) => Tone::Care,
        _ => Tone::Alarm,
    };
    format!("{}\n", screen.paint(tone, &text))
}

//! `flagstone document`: a whole rule set as tables that a clinician can read.
//!
//! # Why
//! Whoever signs a policy must be able to read all of it without reading code: what fires when, what the patient is told,
//! where it comes from, who has read that, and what is known to be missed. A document that is written by hand is out of date
//! by the next change; this one is made of the policy itself.
//!
//! # How
//! ```text
//! source and plan ──gather──► Document (words, not yet laid out) ──markdown──► text for reviews and changes
//!                                                                 └─html──► one page for screens and paper
//! ```
//!
//! # Invariants
//! The same policy gives the same bytes: there is no clock. Whatever an author wrote is escaped.
//!
//! Before: `loading`. After: a file, or standard output.

mod gather;
mod html;
mod markdown;
mod model;
mod words;

use std::path::Path;

use crate::args::{Document, DocumentFormat};
use crate::failure::Failure;
use crate::loading;
use crate::screen::{Screen, print};

/// How every red flag reads a message; said once, above them all.
///
/// CLINICAL: language reference, "The one sentence to hold on to" and "Said, unsure, denied, not mentioned".
const READING: &str = "A red flag fires when what it asks for is said, or cannot be ruled out: a fact that is not known, such as a missing age, counts as possible. If only doubtful words support it, the request is raised to the review level, or to the red flag's own where that is less urgent. Where a red flag differs from this, it says so.";

/// How to read a phrase; said once, above the concepts (language reference, "Phrases").
const PHRASES: &str = "In a phrase, (a|b) stands for either, [a] may be left out, word~ is the word in all its forms, and ... stands for up to three other words. Capitals, apostrophes and common misspellings need not be listed.";

/// Writes a policy's document.
pub(crate) fn document(options: &Document, screen: Screen) -> Result<(), Failure> {
    let source = loading::load_source(&options.package, screen)?;
    let plan = flagstone::compile(&source.policy).map_err(|error| Failure::Finding(error.to_string()))?;
    let document = gather::document(&source, &plan, options.on);
    let text = match format(options) {
        DocumentFormat::Markdown => markdown::markdown(&document),
        DocumentFormat::Html => html::html(&document),
    };
    match &options.output {
        Some(path) => std::fs::write(path, text).map_err(|reason| Failure::file("write", path, &reason)),
        None => print(&text),
    }
}

/// What was asked for, or what the file's name tells.
fn format(options: &Document) -> DocumentFormat {
    let page = |path: &Path| path.extension().is_some_and(|extension| extension == "html" || extension == "htm");
    let told = options.output.as_deref().is_some_and(page);
    options.format.unwrap_or(if told { DocumentFormat::Html } else { DocumentFormat::Markdown })
}

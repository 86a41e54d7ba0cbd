//! One paragraph for each problem, which reads well aloud.

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::SourceMap;

use super::place::Places;

pub(super) fn render(map: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let places = Places::new(map);
    let paragraphs: Vec<String> = diagnostics.iter().map(|diagnostic| paragraph(&places, diagnostic)).collect();
    paragraphs.join("\n")
}

fn paragraph(places: &Places<'_>, diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
    };
    let place = places.start(diagnostic.span);
    let path = places.path(diagnostic.span);
    let mut text = format!(
        "{severity} {} in {path}, line {}, column {}: {}",
        diagnostic.code,
        place.line,
        place.column,
        sentence(&diagnostic.message)
    );
    if !diagnostic.label.is_empty() && Some(&diagnostic.label) != diagnostic.help.as_ref() {
        text.push_str(&format!(" There: {}", sentence(&diagnostic.label)));
    }
    for label in &diagnostic.related {
        let place = places.start(label.span);
        text.push_str(&format!(
            " See {}, line {}, column {}: {}",
            places.path(label.span),
            place.line,
            place.column,
            sentence(&label.text)
        ));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!(" Help: {}", sentence(help)));
    }
    text.push('\n');
    text
}

/// Ends words with a full stop unless they end a sentence already.
fn sentence(words: &str) -> String {
    if words.ends_with(['.', '?', '!']) { words.to_owned() } else { format!("{words}.") }
}

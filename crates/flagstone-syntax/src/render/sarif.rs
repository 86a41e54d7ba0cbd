//! A SARIF 2.1.0 log: the form in which code hosts take the findings of tools.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::span::{SourceMap, Span};

use super::place::Places;
use super::severity_word;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn render(map: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let places = Places::new(map);
    let codes: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let rules: Vec<Value> = codes.into_iter().map(|code| json!({ "id": code })).collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| result(&places, diagnostic)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "flagstone", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn result(places: &Places<'_>, diagnostic: &Diagnostic) -> Value {
    let help = diagnostic.help.as_ref().map(|help| format!(". {help}")).unwrap_or_default();
    let related: Vec<Value> = diagnostic.related.iter().map(|label| related(places, label.span, &label.text)).collect();
    let fixes: Vec<Value> = diagnostic.fix.iter().map(|fix| self::fix(places, fix.span, &fix.replacement)).collect();
    json!({
        "ruleId": diagnostic.code,
        "level": severity_word(diagnostic.severity),
        "message": { "text": format!("{}{help}", diagnostic.message) },
        "locations": [{ "physicalLocation": physical(places, diagnostic.span) }],
        "relatedLocations": related,
        "fixes": fixes,
    })
}

fn related(places: &Places<'_>, span: Span, text: &str) -> Value {
    json!({ "physicalLocation": physical(places, span), "message": { "text": text } })
}

fn fix(places: &Places<'_>, span: Span, replacement: &str) -> Value {
    json!({
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&places.path(span)) },
            "replacements": [{ "deletedRegion": region(places, span), "insertedContent": { "text": replacement } }],
        }],
    })
}

fn physical(places: &Places<'_>, span: Span) -> Value {
    json!({ "artifactLocation": { "uri": uri(&places.path(span)) }, "region": region(places, span) })
}

fn region(places: &Places<'_>, span: Span) -> Value {
    let (start, end) = (places.start(span), places.end(span));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

/// A path as the reference of a URI: every byte that has a meaning of its own there, or is no letter, is escaped.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

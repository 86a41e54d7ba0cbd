//! A JSON array for programs. The field names are stable.

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::span::{SourceMap, Span};

use super::place::Places;
use super::severity_word;

pub(super) fn render(map: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    let places = Places::new(map);
    let all: Vec<Value> = diagnostics.iter().map(|diagnostic| object(&places, diagnostic)).collect();
    let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
    text.push('\n');
    text
}

fn object(places: &Places<'_>, diagnostic: &Diagnostic) -> Value {
    let mut value = place(places, diagnostic.span);
    let related: Vec<Value> =
        diagnostic.related.iter().map(|label| with(place(places, label.span), "message", json!(label.text))).collect();
    let fix = diagnostic.fix.as_ref().map(|fix| with(place(places, fix.span), "replacement", json!(fix.replacement)));
    let fields = [
        ("code", json!(diagnostic.code)),
        ("severity", json!(severity_word(diagnostic.severity))),
        ("message", json!(diagnostic.message)),
        ("label", json!(diagnostic.label)),
        ("help", json!(diagnostic.help)),
        ("related", json!(related)),
        ("fix", json!(fix)),
    ];
    for (name, field) in fields {
        value = with(value, name, field);
    }
    value
}

/// The file, line and column where a span begins and ends, and its bytes.
fn place(places: &Places<'_>, span: Span) -> Value {
    let (start, end, bytes) = (places.start(span), places.end(span), places.bytes(span));
    json!({
        "file": places.path(span),
        "line": start.line,
        "column": start.column,
        "end": { "line": end.line, "column": end.column },
        "bytes": [bytes.start, bytes.end],
    })
}

fn with(mut value: Value, name: &str, field: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        fields.insert(name.to_owned(), field);
    }
    value
}

//! Drawings for a terminal.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::{SourceMap, Span};

use super::place::Places;

/// Whether a drawing uses the colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Colours by escape codes.
    On,
    /// Letters only.
    Off,
}

/// How far apart two places may stand to be drawn in one picture.
const NEAR_BYTES: usize = 64 * 1024;

pub(super) fn render(map: &SourceMap, diagnostics: &[Diagnostic], colour: Colour) -> String {
    let places = Places::new(map);
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&groups(&places, diagnostic)));
        text.push_str("\n\n");
    }
    text
}

fn groups<'a>(places: &Places<'a>, diagnostic: &'a Diagnostic) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let near = |span: Span| {
        span.file == diagnostic.span.file && span.start.abs_diff(diagnostic.span.start) as usize <= NEAR_BYTES
    };
    let inside = diagnostic.related.iter().filter(|label| near(label.span));
    let marks: Vec<(Span, &str)> = inside.map(|label| (label.span, label.text.as_str())).collect();
    let mut group = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code).element(snippet(
        places,
        diagnostic.span,
        &diagnostic.label,
        &marks,
    ));
    for label in diagnostic.related.iter().filter(|label| !near(label.span)) {
        group = group.element(snippet(places, label.span, &label.text, &[]));
    }
    if let Some(help) = diagnostic.help.as_ref().filter(|_| diagnostic.fix.is_none()) {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    std::iter::once(group).chain(mended(places, diagnostic)).collect()
}

/// The lines as they would be after the fix.
fn mended<'a>(places: &Places<'a>, diagnostic: &'a Diagnostic) -> Option<Group<'a>> {
    let fix = diagnostic.fix.as_ref()?;
    let help = diagnostic.help.as_deref().unwrap_or("change it like this");
    let bytes = places.bytes(fix.span);
    let (line, window) = places.window(fix.span.file, &bytes);
    let patch = Patch::new(shift(&bytes, window.start), fix.replacement.as_str());
    let source = Snippet::source(places.slice(fix.span.file, window)).line_start(line).path(places.path(fix.span));
    Some(Level::HELP.secondary_title(help).element(source.patch(patch)))
}

/// The lines around some places of one file, with those places marked.
fn snippet<'a>(
    places: &Places<'a>,
    span: Span,
    label: &'a str,
    marks: &[(Span, &'a str)],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let primary = places.bytes(span);
    let all = marks
        .iter()
        .map(|(mark, _)| places.bytes(*mark))
        .fold(primary.clone(), |all, mark| all.start.min(mark.start)..all.end.max(mark.end));
    let (line, window) = places.window(span.file, &all);
    let text = places.slice(span.file, window.clone());
    let drawn = |bytes: &Range<usize>| shift(bytes, window.start);
    let first = AnnotationKind::Primary.span(drawn(&primary)).label((!label.is_empty()).then_some(label));
    let rest =
        marks.iter().map(|(mark, words)| AnnotationKind::Context.span(drawn(&places.bytes(*mark))).label(*words));
    Snippet::source(text).line_start(line).path(places.path(span)).annotation(first).annotations(rest)
}

fn shift(bytes: &Range<usize>, by: usize) -> Range<usize> {
    bytes.start.saturating_sub(by)..bytes.end.saturating_sub(by)
}

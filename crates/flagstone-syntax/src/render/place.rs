//! Lines and columns of spans, found by binary search.

use std::ops::Range;

use crate::span::{FileId, SourceMap, Span};

/// Where every line of every file begins.
pub(super) struct Places<'a> {
    map: &'a SourceMap,
    starts: Vec<(FileId, Vec<usize>)>,
}

/// A line and a column in characters, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(map: &'a SourceMap) -> Self {
        let starts = map.iter().map(|(id, file)| (id, line_starts(&file.text))).collect();
        Self { map, starts }
    }

    /// The path of a span's file as text, with `/` between folders.
    pub(super) fn path(&self, span: Span) -> String {
        self.map.path(span.file).display().to_string().replace('\\', "/")
    }

    /// The bytes of a span, cut to fit its file.
    pub(super) fn bytes(&self, span: Span) -> Range<usize> {
        let text = self.map.text(span.file);
        let fit =
            |at: u32| (0..=(at as usize).min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let (start, end) = (fit(span.start), fit(span.end));
        start..end.max(start)
    }

    pub(super) fn start(&self, span: Span) -> Place {
        self.place(span.file, self.bytes(span).start)
    }

    pub(super) fn end(&self, span: Span) -> Place {
        self.place(span.file, self.bytes(span).end)
    }

    fn place(&self, file: FileId, at: usize) -> Place {
        let starts = self.lines(file);
        let line = starts.partition_point(|&start| start <= at).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        let column = self.map.text(file).get(start..at).map_or(0, |before| before.chars().count()) + 1;
        Place { line, column }
    }

    fn lines(&self, file: FileId) -> &[usize] {
        self.starts.iter().find(|(id, _)| *id == file).map_or(&[], |(_, starts)| starts)
    }

    /// The whole lines that some bytes of a file stand on: where they begin, the number of the first, and the bytes.
    pub(super) fn window(&self, file: FileId, bytes: &Range<usize>) -> (usize, Range<usize>) {
        let starts = self.lines(file);
        let first = starts.partition_point(|&start| start <= bytes.start).max(1);
        let after = starts.partition_point(|&start| start <= bytes.end).max(1);
        let start = starts.get(first - 1).copied().unwrap_or(0);
        let end = starts.get(after).copied().unwrap_or_else(|| self.map.text(file).len());
        (first, start..end.max(start))
    }

    /// Some bytes of a file.
    pub(super) fn slice(&self, file: FileId, bytes: Range<usize>) -> &'a str {
        self.map.text(file).get(bytes).unwrap_or("")
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

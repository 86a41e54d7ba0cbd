//! From the bytes of a file to clean lines that remember where every letter came from.
//!
//! # Why
//! Policies are pasted from Word, e-mail and web pages: no-break spaces, curly quotes, long dashes and foreign line ends arrive.
//! The grammar stays small because it never sees them, and messages still point at the author's own bytes.
//!
//! # How
//! The file is cut at line ends.
//! In each line, outside quotes: runs of spaces become one space, dashes become `-`, `#` begins a comment.
//! Everywhere: quotes become `"` and `'`, special spaces become spaces, `…` becomes `...`.
//! ```text
//! source:  ⇥tell patient  “Call 999”   # now
//! text:    tell patient "Call 999"          comment: # now
//! starts:  1…                               each byte of the text knows its bytes in the file
//! ```
//!
//! # Invariants
//! [`Line::text`] has no leading, trailing or double space outside quotes, and an even number of double quotes.
//! [`Line::starts`] and [`Line::ends`] have one entry for each byte of the text.
//!
//! # Cost
//! Time linear in the file; eight bytes of map for each byte of text.
//!
//! Before: bytes. After: `outline`.

mod letters;

use crate::diagnostic::Diagnostic;
use crate::span::{FileId, Span};

/// The largest file that is read.
pub const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;
/// The longest line that is read.
pub const MAX_LINE_BYTES: usize = 64 * 1024;
/// How many problems of one file are told; more would not be read by anybody.
pub const MAX_PROBLEMS: usize = 1000;

/// One line of a file, cleaned.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The file.
    file: FileId,
    /// The line without comment and surrounding spaces.
    pub(crate) text: String,
    /// For each byte of `text`, the first byte of its character in the file.
    starts: Vec<u32>,
    /// For each byte of `text`, one past the last byte of its character in the file.
    ends: Vec<u32>,
    /// Where the text ends in the file.
    end: u32,
    /// The width of the spaces before the text.
    pub(crate) indent: usize,
    /// The comment, from its `#`.
    pub(crate) comment: Option<String>,
    /// Where a quote was opened that the line does not close.
    pub(crate) open_quote: Option<u32>,
}

impl Line {
    /// The place of a byte range of the text in the file.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let first = self.starts.get(start).copied().unwrap_or(self.end);
        let last = if end > start { self.ends.get(end - 1).copied().unwrap_or(self.end) } else { first };
        Span { file: self.file, start: first, end: last.max(first) }
    }

    /// The place of the whole text.
    pub(crate) fn whole(&self) -> Span {
        self.span(0, self.text.len())
    }

    /// Whether nothing but space stands in the line.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty() && self.comment.is_none()
    }

    fn push(&mut self, letter: char, start: u32, end: u32) {
        self.text.push(letter);
        for _ in 0..letter.len_utf8() {
            self.starts.push(start);
            self.ends.push(end);
        }
    }
}

/// Cuts a text into clean lines.
pub(crate) fn lines(file: FileId, text: &str, problems: &mut Vec<Diagnostic>) -> Vec<Line> {
    if text.len() > MAX_FILE_BYTES {
        let span = Span { file, start: 0, end: 0 };
        problems.push(
            Diagnostic::error("file-too-large", span, "this file is larger than 4 MiB and was not read")
                .help("split it into several files in the same folder; order does not matter"),
        );
        return Vec::new();
    }
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or("");
        let (length, line_end) = line_length(rest);
        lines.push(read_line(file, start, rest.get(..length).unwrap_or(""), problems));
        start += (length + line_end).max(1);
    }
    lines
}

/// The length of the first line, and of the mark that ends it. Word writes a soft line break as a vertical tab.
fn line_length(text: &str) -> (usize, usize) {
    for (at, letter) in text.char_indices() {
        match letter {
            '\r' if text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')) => {
                return (at, 2);
            }
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                return (at, letter.len_utf8());
            }
            _ => {}
        }
    }
    (text.len(), 0)
}

fn offset(base: usize, at: usize) -> u32 {
    u32::try_from(base + at).unwrap_or(u32::MAX)
}

fn read_line(file: FileId, base: usize, raw: &str, problems: &mut Vec<Diagnostic>) -> Line {
    let mut line = Line {
        file,
        text: String::new(),
        starts: Vec::new(),
        ends: Vec::new(),
        end: offset(base, 0),
        indent: 0,
        comment: None,
        open_quote: None,
    };
    if raw.len() > MAX_LINE_BYTES {
        problems.push(line_too_long(line.whole()));
        return line;
    }
    let mut cleaner = Cleaner { line: &mut line, base, space: None, hidden: None };
    for (at, letter) in raw.char_indices() {
        cleaner.letter(at, letter, problems);
    }
    cleaner.tell_hidden(problems);
    close_quote(&mut line, problems);
    letters::tell_look_alikes(&line, problems);
    line
}

fn line_too_long(span: Span) -> Diagnostic {
    Diagnostic::error("line-too-long", span, "this line is longer than 64 KiB and was not read")
        .help("write several shorter lines; a concept may have any number of `say` lines")
}

/// Adds the quote that is missing, so that the rest of the line can still be read and later lines are not blamed.
fn close_quote(line: &mut Line, problems: &mut Vec<Diagnostic>) {
    let Some(open) = line.open_quote else { return };
    let end = line.end;
    let span = Span { file: line.file, start: open, end };
    let mut problem = Diagnostic::error("missing-quote", span, "the quote that opens here is never closed")
        .label("opened here")
        .help("put a `\"` where the quoted words end");
    if line.text.matches('"').count() == 1 {
        problem = problem.fix(Span { file: line.file, start: end, end }, "\"");
    }
    problems.push(problem);
    line.push('"', end, end);
}

/// The state while one line is read.
struct Cleaner<'a> {
    line: &'a mut Line,
    base: usize,
    /// A space outside quotes that has not been written yet.
    space: Option<(u32, u32)>,
    /// A run of hidden characters.
    hidden: Option<(u32, u32, char)>,
}

impl Cleaner<'_> {
    fn letter(&mut self, at: usize, letter: char, problems: &mut Vec<Diagnostic>) {
        let (start, end) = (offset(self.base, at), offset(self.base, at + letter.len_utf8()));
        if start == 0 && letter == '\u{feff}' {
            return; // A byte order mark at the start of a file is harmless.
        }
        if letters::is_hidden(letter) {
            let (first, kind) = self.hidden.map_or((start, letter), |(first, _, kind)| (first, kind));
            self.hidden = Some((first, end, kind));
            return;
        }
        self.tell_hidden(problems);
        if let Some(comment) = &mut self.line.comment {
            comment.push(if letter.is_whitespace() { ' ' } else { letter });
            return;
        }
        let quoted = self.line.open_quote.is_some();
        match letters::clean(letter, quoted) {
            '#' if !quoted => self.line.comment = Some("#".to_owned()),
            ' ' if !quoted => self.outer_space(letter, start, end),
            '"' => {
                self.write('"', start, end);
                self.line.open_quote = if quoted { None } else { Some(start) };
            }
            '…' => (0..3).for_each(|_| self.write('.', start, end)),
            clean => self.write(clean, start, end),
        }
    }

    fn outer_space(&mut self, letter: char, start: u32, end: u32) {
        if self.line.text.is_empty() {
            self.line.indent += if letter == '\t' { 4 - self.line.indent % 4 } else { 1 };
        } else {
            self.space = Some((start, end));
        }
    }

    fn write(&mut self, letter: char, start: u32, end: u32) {
        if let Some((start, end)) = self.space.take() {
            self.line.push(' ', start, end);
        }
        self.line.push(letter, start, end);
        if letter != ' ' {
            self.line.end = end;
        }
    }

    fn tell_hidden(&mut self, problems: &mut Vec<Diagnostic>) {
        let Some((start, end, kind)) = self.hidden.take() else {
            return;
        };
        let span = Span { file: self.line.file, start, end };
        let code = u32::from(kind);
        problems.push(
            Diagnostic::error(
                "hidden-character",
                span,
                format!("there is a character here that nobody can see (U+{code:04X})"),
            )
            .label("hidden character")
            .help("delete it, or type the words again instead of pasting them")
            .fix(span, ""),
        );
    }
}

//! Rows of a file, one after another.
//!
//! # Why
//! A month of requests need not fit into memory, and reading must not wait for deciding: so the reader only cuts the file
//! into [`RawRow`]s, and whoever has a free core parses them.
//!
//! # How
//! JSON lines are cut at line ends. CSV has a header row; `text`, `id` and the facts are its columns, a column
//! `field:NAME` is a free-text field and a column `answer:QUESTION` is an answer. Columns that are not known are left out.
//!
//! # Invariants
//! Every row gives a request, even one that is too long or has too many columns. A table that ends inside quotes gives a
//! last broken row, because rows may have been swallowed.
//!
//! # Cost
//! One row at a time, at most [`MAX_ROW_BYTES`] of it for JSON lines.
//!
//! Before: a path or standard input. After: `row`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

use crate::json::Json;
use crate::row::Row;

/// The longest row that is read.
pub const MAX_ROW_BYTES: usize = 4 * 1024 * 1024;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header row.
    Csv,
}

impl Format {
    /// The format that a file's name tells.
    #[must_use]
    pub fn of(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "jsonl" | "ndjson" | "json" => Some(Format::Jsonl),
            "csv" => Some(Format::Csv),
            _ => None,
        }
    }
}

/// Why a file of rows cannot be read on.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It cannot be opened.
    #[error("cannot read {path}: {reason}", path = .path.display())]
    Open {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },
    /// Reading stopped.
    #[error("reading stopped: {0}")]
    Stopped(io::Error),
    /// The name does not tell the format.
    #[error("the name {path} does not tell whether it is JSON lines or CSV; say so with --format", path = .path.display())]
    UnknownFormat {
        /// Which.
        path: PathBuf,
    },
    /// A table without words.
    #[error("the first row must name the columns, and one of them must be `text` or `field:NAME`; it names {columns}")]
    NoTextColumn {
        /// What it names.
        columns: String,
    },
    /// The file is UTF-16.
    #[error("this file is UTF-16 text; save it as UTF-8")]
    Utf16,
}

/// A row before it is understood.
#[derive(Clone, Debug)]
pub struct RawRow {
    line: usize,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Json(Vec<u8>),
    TooLong(Vec<u8>),
    Csv(csv::ByteRecord, Arc<[Column]>),
    OpenQuotes,
}

/// What a column of a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Text,
    Field(String),
    Answer(String),
    Key(String),
}

impl RawRow {
    /// Reads the row.
    #[must_use]
    pub fn parse(&self) -> Row {
        match &self.content {
            Content::Json(bytes) => Row::from_json(self.line, bytes),
            Content::TooLong(start) => {
                let row = Row::from_json(self.line, start);
                Row::broken(self.line, Some(&row.request.id), "this row is longer than 4 MiB", None)
            }
            Content::Csv(record, columns) => csv_row(self.line, record, columns),
            Content::OpenQuotes => {
                let message = "the table ends inside quotes: rows above may have been read as one";
                Row::broken(self.line, None, message, None)
            }
        }
    }
}

/// Reads rows.
pub struct RowReader {
    inner: Inner,
}

enum Inner {
    Jsonl { input: Box<dyn BufRead + Send>, line: usize },
    Csv(Box<Table>),
}

struct Table {
    reader: csv::Reader<Quotes>,
    columns: Arc<[Column]>,
    quotes: Arc<AtomicU64>,
    last_line: u64,
}

/// Counts the quotes of a table on their way: an odd number says that it ends inside quotes.
struct Quotes {
    input: Box<dyn BufRead + Send>,
    count: Arc<AtomicU64>,
}

impl Read for Quotes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        let quotes = buffer.iter().take(length).filter(|byte| **byte == b'"').count();
        self.count.fetch_add(u64::try_from(quotes).unwrap_or(0), Ordering::Relaxed);
        Ok(length)
    }
}

impl RowReader {
    /// Opens a path, or standard input for `-`; without a format the path's name tells it, and standard input is JSON lines.
    ///
    /// # Errors
    /// When it cannot be opened, or the format cannot be told, or the header has no column of text.
    pub fn open(path: &Path, format: Option<Format>) -> Result<RowReader, ReadError> {
        let standard = path == Path::new("-");
        let known = format.or_else(|| if standard { Some(Format::Jsonl) } else { Format::of(path) });
        let format = known.ok_or_else(|| ReadError::UnknownFormat { path: path.to_path_buf() })?;
        if standard {
            return Self::new(io::stdin(), format);
        }
        let open = |reason| ReadError::Open { path: path.to_path_buf(), reason };
        let file = File::open(path).map_err(open)?;
        if file.metadata().map_err(open)?.is_dir() {
            return Err(open(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        Self::new(file, format)
    }

    /// Rows of any input.
    ///
    /// # Errors
    /// When the header of a table cannot be read or has no column of text, or the text is UTF-16.
    pub fn new(input: impl Read + Send + 'static, format: Format) -> Result<RowReader, ReadError> {
        let mut input: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(256 * 1024, input));
        let start = input.fill_buf().map_err(ReadError::Stopped)?;
        if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
            return Err(ReadError::Utf16);
        }
        match format {
            Format::Jsonl => Ok(RowReader { inner: Inner::Jsonl { input, line: 0 } }),
            Format::Csv => Self::table(input),
        }
    }

    fn table(input: Box<dyn BufRead + Send>) -> Result<RowReader, ReadError> {
        let quotes = Arc::new(AtomicU64::new(0));
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).from_reader(Quotes { input, count: Arc::clone(&quotes) });
        let header = reader.byte_headers().map_err(stopped)?;
        let columns: Arc<[Column]> = header.iter().map(|name| Column::named(&String::from_utf8_lossy(name))).collect();
        if !columns.iter().any(|column| matches!(column, Column::Text | Column::Field(_))) {
            let names: Vec<String> = header.iter().map(|name| format!("`{}`", String::from_utf8_lossy(name))).collect();
            return Err(ReadError::NoTextColumn { columns: names.join(", ") });
        }
        Ok(RowReader { inner: Inner::Csv(Box::new(Table { reader, columns, quotes, last_line: 0 })) })
    }

    /// The next row, or `None` at the end.
    ///
    /// # Errors
    /// When the input cannot be read on.
    pub fn next_row(&mut self) -> Result<Option<RawRow>, ReadError> {
        match &mut self.inner {
            Inner::Jsonl { input, line } => next_line(input.as_mut(), line),
            Inner::Csv(table) => table.next_row(),
        }
    }
}

impl Iterator for RowReader {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_row().transpose()
    }
}

/// The next line that is not empty.
fn next_line(input: &mut dyn BufRead, line: &mut usize) -> Result<Option<RawRow>, ReadError> {
    loop {
        let mut bytes = Vec::new();
        let limit = u64::try_from(MAX_ROW_BYTES + 1).unwrap_or(u64::MAX);
        let length = io::Read::take(&mut *input, limit).read_until(b'\n', &mut bytes).map_err(ReadError::Stopped)?;
        if length == 0 {
            return Ok(None);
        }
        *line += 1;
        let complete = bytes.ends_with(b"\n") || length <= MAX_ROW_BYTES;
        if !complete {
            input.skip_until(b'\n').map_err(ReadError::Stopped)?;
            bytes.truncate(4 * 1024);
            return Ok(Some(RawRow { line: *line, content: Content::TooLong(bytes) }));
        }
        if !bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(Some(RawRow { line: *line, content: Content::Json(bytes) }));
        }
    }
}

impl Table {
    fn next_row(&mut self) -> Result<Option<RawRow>, ReadError> {
        let mut record = csv::ByteRecord::new();
        if self.reader.read_byte_record(&mut record).map_err(stopped)? {
            self.last_line = record.position().map_or(self.last_line + 1, csv::Position::line);
            let line = usize::try_from(self.last_line).unwrap_or(usize::MAX);
            return Ok(Some(RawRow { line, content: Content::Csv(record, Arc::clone(&self.columns)) }));
        }
        let open = self.quotes.swap(0, Ordering::Relaxed) % 2 == 1;
        let line = usize::try_from(self.last_line + 1).unwrap_or(usize::MAX);
        Ok(open.then_some(RawRow { line, content: Content::OpenQuotes }))
    }
}

fn stopped(error: csv::Error) -> ReadError {
    match error.into_kind() {
        csv::ErrorKind::Io(reason) => ReadError::Stopped(reason),
        other => ReadError::Stopped(io::Error::other(format!("{other:?}"))),
    }
}

impl Column {
    fn named(name: &str) -> Column {
        let name = name.trim_start_matches('\u{feff}').trim();
        let prefixed = |prefix: &str| {
            name.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix)).and(name.get(prefix.len()..))
        };
        if let Some(field) = prefixed("field:") {
            return Column::Field(field.trim().to_owned());
        }
        if let Some(question) = prefixed("answer:") {
            return Column::Answer(question.trim().to_owned());
        }
        match name.to_lowercase().replace([' ', '-'], "_") {
            key if key == "text" => Column::Text,
            key => Column::Key(key),
        }
    }

    /// The entry that a cell makes; an empty cell is nothing, except that a text may be empty.
    fn entry(&self, cell: &str) -> Option<(String, Json)> {
        let text = || Json::Text(cell.to_owned());
        match self {
            Column::Text => Some(("text".to_owned(), text())),
            _ if cell.trim().is_empty() => None,
            Column::Field(name) => Some(("fields".to_owned(), Json::Object(vec![(name.clone(), text())]))),
            Column::Answer(question) => Some(("answers".to_owned(), Json::Object(vec![(question.clone(), text())]))),
            Column::Key(key) => Some((key.clone(), text())),
        }
    }
}

fn csv_row(line: usize, record: &csv::ByteRecord, columns: &[Column]) -> Row {
    let cells: Vec<_> = record.iter().map(String::from_utf8_lossy).collect();
    let pairs = || columns.iter().zip(&cells);
    if cells.len() != columns.len() || record.as_slice().len() > MAX_ROW_BYTES {
        let id = pairs().find(|(column, _)| **column == Column::Key("id".to_owned())).map(|(_, cell)| cell.as_ref());
        let words = cells.join(". ");
        let message = format!("this row has {} columns and the header has {}", cells.len(), columns.len());
        let too_long = record.as_slice().len() > MAX_ROW_BYTES;
        let message = if too_long { "this row is longer than 4 MiB".to_owned() } else { message };
        return Row::broken(line, id, &message, (!too_long).then_some(words));
    }
    let mut entries: Vec<_> = pairs().filter_map(|(column, cell)| column.entry(cell)).collect();
    if !entries.iter().any(|(key, _)| key == "text" || key == "fields") {
        entries.push(("text".to_owned(), Json::Text(String::new())));
    }
    let row = Row::from_entries(line, entries);
    let whole = record.iter().all(|cell| std::str::from_utf8(cell).is_ok());
    if whole { row } else { row.marked("this row has bytes that are not UTF-8 text; save the table as UTF-8") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &'static str, format: Format) -> Vec<Row> {
        RowReader::new(text.as_bytes(), format).unwrap().map(|row| row.unwrap().parse()).collect()
    }

    #[test]
    fn json_lines_skip_empty_lines_and_count_them() {
        let rows = rows("\u{feff}{\"text\": \"a\"}\n\n{\"text\": \"b\"}", Format::Jsonl);
        let lines: Vec<usize> = rows.iter().map(|row| row.request.line).collect();
        assert_eq!(lines, [1, 3]);
        assert!(rows.iter().all(|row| row.problems.is_empty()), "{rows:?}");
    }

    #[test]
    fn a_table_has_fields_and_answers() {
        let table = "ID,Age,field:What is wrong,answer:Chest pain,other\n1,6 weeks,\"hot,\nand floppy\",no,x\n2,,,,\n";
        let rows = rows(table, Format::Csv);
        let [first, second] = rows.as_slice() else { panic!("two rows") };
        assert_eq!(first.request.fields[0].text, "hot,\nand floppy");
        assert_eq!(first.request.answers[0].question, "Chest pain");
        assert_eq!(first.request.age, Some(flagstone::Age::weeks(6)));
        assert_eq!((second.request.line, second.request.fields[0].text.as_str()), (4, ""));
        assert!(!second.request.unreadable);
    }

    #[test]
    fn a_row_with_too_many_columns_keeps_its_words() {
        let rows = rows("id,text,age\nm-1,chest pain, and sweaty,50\n", Format::Csv);
        assert!(rows[0].request.unreadable);
        assert_eq!(rows[0].request.id, "m-1");
        assert_eq!(rows[0].request.fields[0].text, "m-1. chest pain.  and sweaty. 50");
        assert_eq!(rows[0].request.age, None);
    }

    #[test]
    fn quotes_that_never_close_are_told() {
        let rows = rows("id,text\n1,\"hello\n2,chest pain\n", Format::Csv);
        assert!(rows.last().is_some_and(|row| row.request.unreadable));
    }

    #[test]
    fn a_line_that_is_too_long_is_a_bad_row_and_the_next_is_read() {
        let long = format!(
            "{{\"id\": \"m-1\", \"text\": \"{}\"}}\n{{\"id\": \"m-2\", \"text\": \"b\"}}\n",
            "x".repeat(MAX_ROW_BYTES)
        );
        let rows: Vec<Row> =
            RowReader::new(io::Cursor::new(long), Format::Jsonl).unwrap().map(|row| row.unwrap().parse()).collect();
        assert_eq!((rows[0].request.id.as_str(), rows[0].request.unreadable), ("m-1", true));
        assert_eq!((rows[1].request.id.as_str(), rows[1].request.line), ("m-2", 2));
    }

    #[test]
    fn a_header_without_words_is_refused() {
        assert!(matches!(RowReader::new(&b"id,age\n"[..], Format::Csv), Err(ReadError::NoTextColumn { .. })));
    }
}

//! From one row of a file to a request.
//!
//! # Why
//! A row is rarely perfect. What can be read is read, what cannot becomes unknown and is told, and a row that cannot be
//! read at all is still a request: somebody wrote it, so a person must see it.
//!
//! # How
//! A JSON object and a row of a table are both entries of a key and a value, taken one by one.
//!
//! # Invariants
//! Every row gives exactly one request. Words are never dropped: of two `text` keys both are read.
//! A fact that stands twice is unknown.
//!
//! Before: `reader`. After: [`OwnedRequest::with_request`].

use std::borrow::Cow;

use crate::fact;
use crate::json::Json;
use crate::problem::Problem;
use crate::request::{OwnedAnswer, OwnedField, OwnedRequest, OwnedValue};

/// A row that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The request.
    pub request: OwnedRequest,
    /// What was wrong with the row.
    pub problems: Vec<Problem>,
}

const BAD_ROW: &str = "bad-row";
const READ_BY_HAND: &str = "a person must read this request where it came from";

impl Row {
    /// Reads a JSON object.
    #[must_use]
    pub fn from_json(line: usize, bytes: &[u8]) -> Row {
        let lossy = String::from_utf8_lossy(bytes);
        let text = lossy.trim_start_matches('\u{feff}');
        let mut taker = Taker::new(line);
        match serde_json::from_str::<Json>(text) {
            Ok(Json::Object(entries)) => entries.into_iter().for_each(|(key, value)| taker.take(&key, value)),
            Ok(other) => taker.broken(format!("this row is {}, not an object in braces", kind(&other))),
            Err(error) => {
                taker.row.request.id = id_in(text).unwrap_or_default().to_owned();
                taker.broken(format!("this row is not JSON: {}", plain(&error)));
            }
        }
        if matches!(lossy, Cow::Owned(_)) && !taker.row.request.unreadable {
            taker.broken("this row has bytes that are not UTF-8 text");
        }
        taker.finish()
    }

    /// Reads entries of keys and values, as of a table.
    #[must_use]
    pub fn from_entries(line: usize, entries: impl IntoIterator<Item = (String, Json)>) -> Row {
        let mut taker = Taker::new(line);
        entries.into_iter().for_each(|(key, value)| taker.take(&key, value));
        taker.finish()
    }

    /// A row that cannot be read: whatever words it holds can only raise it.
    #[must_use]
    pub fn broken(line: usize, id: Option<&str>, message: &str, words: Option<String>) -> Row {
        let mut taker = Taker::new(line);
        taker.row.request.id = id.unwrap_or_default().trim().to_owned();
        taker.row.request.fields.extend(words.map(|text| OwnedField { name: "row".to_owned(), text }));
        taker.broken(message);
        taker.finish()
    }

    /// Marks the row as one that could not be read in full.
    #[must_use]
    pub fn marked(mut self, message: &str) -> Row {
        self.request.unreadable = true;
        self.problems.push(Problem::new(self.request.line, BAD_ROW, message, READ_BY_HAND).of(&self.request.id));
        self
    }
}

struct Taker {
    row: Row,
    seen: Vec<String>,
}

impl Taker {
    fn new(line: usize) -> Self {
        let request = OwnedRequest { line, ..OwnedRequest::default() };
        Self { row: Row { request, problems: Vec::new() }, seen: Vec::new() }
    }

    fn problem(&mut self, code: &'static str, message: impl Into<String>, help: &str) {
        self.row.problems.push(Problem::new(self.row.request.line, code, message, help));
    }

    fn broken(&mut self, message: impl Into<String>) {
        self.row.request.unreadable = true;
        self.problem(BAD_ROW, message, READ_BY_HAND);
    }

    fn finish(mut self) -> Row {
        let request = &mut self.row.request;
        if request.id.is_empty() {
            request.id = format!("line-{}", request.line);
        }
        if request.fields.is_empty() && !request.unreadable {
            self.broken("this row has no text");
        }
        let id = &self.row.request.id;
        self.row.problems.iter_mut().for_each(|problem| problem.id = Some(id.clone()));
        self.row
    }

    fn take(&mut self, key: &str, value: Json) {
        match key {
            "id" => self.id(&value),
            "text" => self.text("text", value),
            "fields" => self.fields(value),
            "answers" => self.answers(value),
            _ => self.fact(key, &value),
        }
    }

    fn fact(&mut self, key: &str, value: &Json) {
        let twice = self.seen.iter().any(|seen| seen == key);
        let value = if twice { &Json::Null } else { value };
        match key {
            "form" => self.row.request.form = self.read(key, value, "bad-form", fact::form),
            "sender" => self.row.request.sender = self.read(key, value, "bad-sender", fact::sender),
            "received" => self.row.request.received = self.read(key, value, "bad-received", fact::received),
            "age" => self.row.request.age = self.read(key, value, "bad-age", fact::age),
            "sex" => self.row.request.sex = self.read(key, value, "bad-sex", fact::sex),
            "pregnant" => self.row.request.pregnant = self.read(key, value, "bad-pregnant", fact::pregnant),
            "conditions" => self.row.request.conditions = self.read(key, value, "bad-list", fact::list),
            "medicines" => self.row.request.medicines = self.read(key, value, "bad-list", fact::list),
            "weeks_pregnant" => self.row.request.weeks_pregnant = self.read(key, value, "bad-number", weeks),
            "days_since_birth" => self.row.request.days_since_birth = self.read(key, value, "bad-number", fact::count),
            "days_since_surgery" => {
                self.row.request.days_since_surgery = self.read(key, value, "bad-number", fact::count)
            }
            _ => return,
        }
        if twice {
            let message = format!("`{key}` stands twice in this row, so it is taken as not known");
            self.problem("duplicate-key", message, "leave one of them out");
        }
        self.seen.push(key.to_owned());
    }

    fn read<T>(&mut self, key: &str, value: &Json, code: &'static str, read: fn(&Json) -> fact::Read<T>) -> Option<T> {
        read(value).unwrap_or_else(|help| {
            let message = format!("`{}` cannot be read as `{key}`, so it is taken as not known", value.brief());
            self.problem(code, message, help);
            None
        })
    }

    fn id(&mut self, value: &Json) {
        match value.scalar() {
            Some(id) if self.row.request.id.is_empty() => self.row.request.id = id.trim().to_owned(),
            Some(_) => self.problem(
                "duplicate-key",
                "`id` stands twice in this row; the first one counts",
                "leave one of them out",
            ),
            None if *value == Json::Null => {}
            None => self.problem("bad-id", format!("`id` is {}", kind(value)), "write a text or a number"),
        }
    }

    fn text(&mut self, name: &str, value: Json) {
        let text = match value {
            Json::Null => return,
            Json::Text(text) | Json::Number(text) => text,
            Json::Bool(value) => value.to_string(),
            Json::List(items) if items.iter().all(|item| item.scalar().is_some()) => join(&items),
            Json::List(_) | Json::Object(_) => {
                self.broken(format!("the field `{name}` is {}, not a text", kind(&value)));
                return;
            }
        };
        self.row.request.fields.push(OwnedField { name: name.to_owned(), text });
    }

    fn fields(&mut self, value: Json) {
        match value {
            Json::Null => {}
            Json::Object(entries) => entries.into_iter().for_each(|(name, text)| self.text(&name, text)),
            other => self.broken(format!("`fields` is {}, not an object of names and texts", kind(&other))),
        }
    }

    fn answers(&mut self, value: Json) {
        match value {
            Json::Null => {}
            Json::Object(entries) => entries.into_iter().for_each(|(question, answer)| self.answer(question, answer)),
            other => {
                let message = format!("`answers` is {}, not an object of questions and answers", kind(&other));
                self.broken(message);
            }
        }
    }

    fn answer(&mut self, question: String, answer: Json) {
        let value = match &answer {
            Json::Null => return,
            Json::Bool(true) => OwnedValue::Yes,
            Json::Bool(false) => OwnedValue::No,
            Json::Number(digits) => OwnedValue::Text(digits.clone()),
            Json::Text(text) => written(text),
            Json::List(items) if items.iter().all(|item| item.scalar().is_some()) => OwnedValue::Text(join(items)),
            Json::List(_) | Json::Object(_) => {
                self.broken(format!("the answer to `{question}` is {}, not yes, no or a text", kind(&answer)));
                return;
            }
        };
        self.row.request.answers.push(OwnedAnswer { question, value });
    }
}

fn written(text: &str) -> OwnedValue {
    match fact::yes_or_no(&text.trim().to_lowercase()) {
        Some(true) => OwnedValue::Yes,
        Some(false) => OwnedValue::No,
        None => OwnedValue::Text(text.to_owned()),
    }
}

fn weeks(value: &Json) -> fact::Read<u16> {
    let weeks = fact::count(value)?;
    Ok(weeks.and_then(|weeks| u16::try_from(weeks).ok()))
}

/// Items of a list as sentences of their own, so that no phrase runs from one into the next.
fn join(items: &[Json]) -> String {
    items.iter().filter_map(Json::scalar).collect::<Vec<_>>().join(". ")
}

fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "empty",
        Json::Bool(_) => "true or false",
        Json::Number(_) => "a number",
        Json::Text(_) => "a text",
        Json::List(_) => "a list",
        Json::Object(_) => "an object",
    }
}

/// What is wrong with JSON, without the line that means nothing here.
fn plain(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "it ends too early".to_owned();
    }
    let message = error.to_string();
    let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    format!("{what} (character {})", error.column())
}

/// The id in a row that is not JSON, if it can be told.
fn id_in(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("\"id\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').map(|(id, _)| id).filter(|id| !id.contains('\\')),
        None => rest
            .split([',', '}', ' '])
            .next()
            .filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(row: &Row) -> Vec<&str> {
        row.problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn a_wrong_fact_is_unknown_and_the_request_lives() {
        let row =
            Row::from_json(7, br#"{"id": 12, "text": "hello", "age": "old", "sex": "F", "form": null, "extra": []}"#);
        assert_eq!((row.request.id.as_str(), row.request.age, row.request.unreadable), ("12", None, false));
        assert_eq!(row.request.sex, Some(flagstone::Sex::Female));
        assert_eq!(codes(&row), ["bad-age"]);
        assert_eq!(row.problems[0].line, 7);
    }

    #[test]
    fn rows_that_cannot_be_read_are_requests_still() {
        for (bytes, id) in [
            (&b"{\"id\": \"m-1\", \"text\": \"chest"[..], "m-1"),
            (b"[1, 2]", "line-3"),
            (b"{\"id\": \"m-2\"}", "m-2"),
            (b"{\"id\": \"m-3\", \"text\": null}", "m-3"),
            (b"{\"id\": \"m-4\", \"text\": {}}", "m-4"),
            (b"\xff\xfe", "line-3"),
            (b"{\"id\": \"m-5\", \"text\": \"caf\xe9\"}", "m-5"),
        ] {
            let row = Row::from_json(3, bytes);
            assert!(row.request.unreadable, "{bytes:?}");
            assert_eq!(row.request.id, id);
            assert_eq!(codes(&row), ["bad-row"], "{bytes:?}");
        }
    }

    #[test]
    fn no_word_is_lost() {
        let row = Row::from_json(1, br#"{"text": "a", "text": "b", "fields": {"c": "d", "e": null, "f": ["g", "h"]}}"#);
        let texts: Vec<&str> = row.request.fields.iter().map(|field| field.text.as_str()).collect();
        assert_eq!(texts, ["a", "b", "d", "g. h"]);
    }

    #[test]
    fn a_fact_that_stands_twice_is_unknown() {
        let row = Row::from_json(1, br#"{"text": "a", "age": 40, "age": 4}"#);
        assert_eq!(row.request.age, None);
        assert_eq!(codes(&row), ["duplicate-key"]);
    }

    #[test]
    fn answers_are_ticks_or_words() {
        let row = Row::from_json(
            1,
            br#"{"text": "a", "answers": {"q1": "Yes", "q2": false, "q3": "since May", "q4": null, "q5": 3}}"#,
        );
        let values: Vec<&OwnedValue> = row.request.answers.iter().map(|answer| &answer.value).collect();
        let text = |text: &str| OwnedValue::Text(text.to_owned());
        assert_eq!(values, [&OwnedValue::Yes, &OwnedValue::No, &text("since May"), &text("3")]);
    }
}

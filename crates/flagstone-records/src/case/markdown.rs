//! Cases in Markdown, as a clinician writes them.
//!
//! # How
//! ```text
//! ### A heavy chest while shovelling          begins a case
//!
//! > My chest feels heavy. Clammy.             what the patient writes; several lines are one text
//!
//! - from: a 58 year old man                   what is known, and what must come out
//! - at least: emergency
//! ```
//! Headings of other depths end a case. All other lines are prose, except that a list item with a colon inside a case must
//! be one of the [`KEYS`]: a misspelt `at leest` must not turn a test into prose.
//!
//! Before: the text of a file. After: `case`.

use crate::case::{Case, Known, name, rule_id};
use crate::fact;
use crate::json::Json;
use crate::person::{facts_of, person};
use crate::problem::Problem;
use crate::request::{OwnedAnswer, OwnedField, OwnedValue};

/// What a list item may say.
const KEYS: [&str; 13] = [
    "from", "form", "sender", "received", "answer", "at least", "at most", "fires", "quiet", "sent to", "flag",
    "split", "known",
];

pub(super) fn parse(text: &str) -> (Vec<Case>, Vec<Problem>) {
    let mut reader = Reader::default();
    for (line, at) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        reader.line(at, line.trim());
    }
    reader.finish();
    (reader.cases, reader.problems)
}

#[derive(Default)]
struct Reader {
    cases: Vec<Case>,
    problems: Vec<Problem>,
    open: Option<Case>,
    failed: bool,
    fenced: bool,
}

impl Reader {
    fn line(&mut self, at: usize, line: &str) {
        self.fenced ^= line.starts_with("```");
        if self.fenced || line.starts_with("```") {
            return;
        }
        if let Some(heading) = line.strip_prefix('#') {
            return self.heading(at, heading);
        }
        let Some(case) = &mut self.open else { return };
        if let Some(quoted) = line.strip_prefix('>') {
            quote(case, quoted.trim());
            return;
        }
        let item = ["- ", "* ", "– ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet));
        if let Some(Err(problem)) = item.map(|item| item_of(case, at, item.trim())) {
            self.failed = true;
            self.problems.push(*problem);
        }
    }

    fn heading(&mut self, at: usize, heading: &str) {
        self.finish();
        if let Some(title) = heading.strip_prefix("## ") {
            let mut case = Case { title: title.trim().to_owned(), line: at, ..Case::default() };
            case.request.line = at;
            case.request.id = case.title.clone();
            self.open = Some(case);
        }
    }

    fn finish(&mut self) {
        let failed = std::mem::take(&mut self.failed);
        let Some(case) = self.open.take() else { return };
        if case.request.fields.is_empty() && case.request.answers.is_empty() {
            let message = format!("the case `{}` has no words of a patient", case.title);
            self.problems.push(Problem::new(
                case.line,
                "case-without-text",
                message,
                "add a line that begins with `>`",
            ));
        } else if !failed {
            self.cases.push(case);
        }
    }
}

fn quote(case: &mut Case, words: &str) {
    match case.request.fields.first_mut() {
        Some(field) => {
            field.text.push('\n');
            field.text.push_str(words);
        }
        None => case.request.fields.push(OwnedField { name: "text".to_owned(), text: words.to_owned() }),
    }
}

fn item_of(case: &mut Case, at: usize, item: &str) -> Result<(), Box<Problem>> {
    let fail = |code: &'static str, message: String, help: &str| Err(Box::new(Problem::new(at, code, message, help)));
    let keys = || KEYS.map(|key| format!("`{key}`")).join(", ");
    let Some((key, value)) = item.split_once(':') else {
        return fail(
            "bad-case",
            format!("`{item}` has no colon"),
            &format!("write one of {}, a colon and what it is", keys()),
        );
    };
    let (key, value) = (key.trim().to_lowercase(), value.trim());
    if value.is_empty() {
        return fail("bad-case", format!("nothing stands after `{key}:`"), "write what it is, or take the line out");
    }
    match set(case, &key, value) {
        Ok(true) => Ok(()),
        Ok(false) => {
            let near = flagstone::syntax::nearest(&key, KEYS)
                .map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            fail(
                "unknown-key",
                format!("`{key}` is not something that a case can say"),
                &format!("{near}it can say {}", keys()),
            )
        }
        Err(help) => fail("bad-case", format!("`{value}` cannot be read as `{key}`"), &help),
    }
}

/// Writes one item into the case; `false` if there is no such key.
fn set(case: &mut Case, key: &str, value: &str) -> Result<bool, String> {
    let text = Json::Text(value.to_owned());
    let (request, expect) = (&mut case.request, &mut case.expect);
    match key {
        "from" => facts_of(&person(value)?, request),
        "form" => request.form = fact::form(&text)?,
        "sender" => request.sender = fact::sender(&text)?,
        "received" => request.received = fact::received(&text)?,
        "answer" => request.answers.push(answer(value)?),
        "at least" => expect.at_least = Some(name(value)),
        "at most" => expect.at_most = Some(name(value)),
        "fires" => expect.fires.extend(value.split(',').map(rule_id)),
        "quiet" => expect.quiet.extend(value.split(',').map(rule_id)),
        "sent to" => expect.sent_to = Some(name(value)),
        "flag" => expect.flags.extend(value.split(',').map(name)),
        "split" => case.split = Some(value.to_owned()),
        "known" => case.known = Some(Known::read(value)?),
        _ => return Ok(false),
    }
    Ok(true)
}

/// `"Chest pain" is no`
fn answer(value: &str) -> Result<OwnedAnswer, String> {
    let help = || "write the question in quotes and the answer, such as `\"Chest pain\" is no`".to_owned();
    let plain = value.replace(['“', '”'], "\"");
    let (question, given) = plain.strip_prefix('"').and_then(|rest| rest.split_once('"')).ok_or_else(help)?;
    let given = given.trim().strip_prefix("is ").ok_or_else(help)?.trim();
    let value = match fact::yes_or_no(&given.to_lowercase()) {
        Some(true) => OwnedValue::Yes,
        Some(false) => OwnedValue::No,
        None => OwnedValue::Text(given.trim_matches('"').to_owned()),
    };
    Ok(OwnedAnswer { question: question.to_owned(), value })
}

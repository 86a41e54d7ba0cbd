//! The request to explain: from the command line, a file or standard input.

use std::io::Read;

use flagstone_records::{Json, OwnedAnswer, OwnedRequest, OwnedValue, Problem, Row, RowReader, facts_of, person};

use crate::args::{Explain, Facts};
use crate::failure::Failure;

/// The request, with what was wrong with its row.
pub(crate) fn read(options: &Explain) -> Result<(OwnedRequest, Vec<Problem>), Failure> {
    let mut row = match (&options.text, &options.input, &options.id) {
        (Some(text), _, _) => plain(text),
        (None, Some(input), Some(id)) => find(input, id)?,
        _ => standard_input()?,
    };
    apply(&options.facts, &mut row.request)?;
    Ok((row.request, row.problems))
}

fn plain(text: &str) -> Row {
    Row { request: OwnedRequest::from_text("text", text), problems: Vec::new() }
}

/// A JSON object is a row; anything else is what a patient writes.
fn standard_input() -> Result<Row, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|reason| Failure::Unreadable(format!("cannot read standard input: {reason}")))?;
    if bytes.trim_ascii_start().starts_with(b"{") {
        return Ok(Row::from_json(1, &bytes));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(plain(&text)),
        Err(error) => {
            Ok(plain(&String::from_utf8_lossy(error.as_bytes())).marked("the text has bytes that are not UTF-8"))
        }
    }
}

fn find(input: &std::path::Path, id: &str) -> Result<Row, Failure> {
    let reader = RowReader::open(input, None).map_err(|error| Failure::Unreadable(error.to_string()))?;
    for row in reader {
        let row = row.map_err(|error| Failure::Unreadable(error.to_string()))?.parse();
        if row.request.id == id {
            return Ok(row);
        }
    }
    Err(Failure::Unreadable(format!("there is no request `{id}` in {}", input.display())))
}

/// Writes the facts of the command line over those of the row.
fn apply(facts: &Facts, request: &mut OwnedRequest) -> Result<(), Failure> {
    if let Some(phrase) = &facts.from {
        facts_of(&person(phrase).map_err(|help| usage("from", phrase, &help))?, request);
    }
    set("age", &facts.age, flagstone_records::age, &mut request.age)?;
    set("sex", &facts.sex, flagstone_records::sex, &mut request.sex)?;
    set("pregnant", &facts.pregnant, flagstone_records::pregnant, &mut request.pregnant)?;
    set("form", &facts.form, flagstone_records::form, &mut request.form)?;
    set("sender", &facts.sender, flagstone_records::sender, &mut request.sender)?;
    set("received", &facts.received, flagstone_records::received, &mut request.received)?;
    request.weeks_pregnant = facts.weeks_pregnant.or(request.weeks_pregnant);
    request.days_since_birth = facts.days_since_birth.or(request.days_since_birth);
    request.days_since_surgery = facts.days_since_surgery.or(request.days_since_surgery);
    if !facts.takes.is_empty() {
        request.medicines = Some(facts.takes.clone());
    }
    if !facts.has.is_empty() {
        request.conditions = Some(facts.has.clone());
    }
    for answer in &facts.answer {
        request.answers.push(answered(answer)?);
    }
    Ok(())
}

/// Reads one option, if it is given.
fn set<T>(
    name: &str,
    given: &Option<String>,
    read: fn(&Json) -> Result<Option<T>, &'static str>,
    fact: &mut Option<T>,
) -> Result<(), Failure> {
    if let Some(text) = given {
        *fact = read(&Json::Text(text.clone())).map_err(|help| usage(name, text, help))?;
    }
    Ok(())
}

fn usage(option: &str, given: &str, help: &str) -> Failure {
    Failure::Usage(format!("`{given}` cannot be read as --{option}: {help}"))
}

/// `Chest pain=no`
fn answered(text: &str) -> Result<OwnedAnswer, Failure> {
    let help = "write the question, = and the answer, such as \"Chest pain=no\"";
    let (question, answer) = text.rsplit_once('=').ok_or_else(|| usage("answer", text, help))?;
    let value = match answer.trim().to_lowercase().as_str() {
        "yes" | "true" => OwnedValue::Yes,
        "no" | "false" => OwnedValue::No,
        _ => OwnedValue::Text(answer.trim().to_owned()),
    };
    Ok(OwnedAnswer { question: question.trim().to_owned(), value })
}

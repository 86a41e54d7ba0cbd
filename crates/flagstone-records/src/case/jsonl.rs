//! Cases as JSON lines: a request's row with what must come out.
//!
//! # How
//! The keys of a request, and `title`, `at_least`, `at_most`, `fires`, `quiet`, `sent_to`, `flag`, `split` and `known`.
//! `fires`, `quiet` and `flag` are a text or a list of texts.
//!
//! Before: the text of a file. After: `case`.

use crate::case::{Case, Known, name, rule_id};
use crate::json::Json;
use crate::problem::Problem;
use crate::row::Row;

pub(super) fn parse(text: &str) -> (Vec<Case>, Vec<Problem>) {
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for (line, at) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        if line.trim().is_empty() {
            continue;
        }
        match case(at, line) {
            Ok(case) => cases.push(case),
            Err(found) => problems.extend(found),
        }
    }
    (cases, problems)
}

/// A case, or everything that is wrong with it: a case with a wrong fact would test something else.
fn case(line: usize, text: &str) -> Result<Case, Vec<Problem>> {
    let row = Row::from_json(line, text.as_bytes());
    let mut problems = row.problems;
    let mut case = Case { title: row.request.id.clone(), line, request: row.request, ..Case::default() };
    if let Ok(Json::Object(entries)) = serde_json::from_str::<Json>(text) {
        for (key, value) in &entries {
            if let Err(help) = set(&mut case, key, value) {
                problems.push(
                    Problem::new(line, "bad-case", format!("`{}` cannot be read as `{key}`", value.brief()), help)
                        .of(&case.title),
                );
            }
        }
    }
    if problems.is_empty() { Ok(case) } else { Err(problems) }
}

fn set(case: &mut Case, key: &str, value: &Json) -> Result<(), &'static str> {
    let expect = &mut case.expect;
    match key {
        "title" => case.title = one(value)?.unwrap_or(&case.title).to_owned(),
        "at_least" => expect.at_least = one(value)?.map(name),
        "at_most" => expect.at_most = one(value)?.map(name),
        "sent_to" => expect.sent_to = one(value)?.map(name),
        "fires" => expect.fires = several(value)?.into_iter().map(rule_id).collect(),
        "quiet" => expect.quiet = several(value)?.into_iter().map(rule_id).collect(),
        "flag" | "flags" => expect.flags = several(value)?.into_iter().map(name).collect(),
        "split" => case.split = one(value)?.map(str::to_owned),
        "known" => case.known = one(value)?.map(Known::read).transpose()?,
        _ => {}
    }
    Ok(())
}

fn one(value: &Json) -> Result<Option<&str>, &'static str> {
    match value {
        Json::Null => Ok(None),
        Json::Text(text) => Ok(Some(text)),
        _ => Err("write a text"),
    }
}

fn several(value: &Json) -> Result<Vec<&str>, &'static str> {
    match value {
        Json::Null => Ok(Vec::new()),
        Json::Text(text) => Ok(text.split(',').collect()),
        Json::List(items) => items.iter().map(|item| item.scalar().ok_or("write a text or a list of texts")).collect(),
        _ => Err("write a text or a list of texts"),
    }
}

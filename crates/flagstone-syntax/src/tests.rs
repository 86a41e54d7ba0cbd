//! Tests of the whole crate: a table for each stage.
//!
//! Goldens are made again with `INSTA_UPDATE=always cargo test -p flagstone-syntax`; read the difference before keeping it.

mod conditions;
mod formatting;
mod generate;
mod goldens;
mod hostile;
mod messages;
mod properties;
mod reading;
mod reference;

use crate::{Diagnostic, SourceMap, ast, dump, format, parse};

/// Reads a text as the file `policy.flag`.
fn read(text: &str) -> (ast::File, Vec<Diagnostic>) {
    let mut map = SourceMap::new();
    let file = map.add("policy.flag", text);
    parse(&map, file)
}

/// Formats a text.
fn formatted(text: &str) -> Result<String, Vec<Diagnostic>> {
    let mut map = SourceMap::new();
    let file = map.add("policy.flag", text);
    format(&map, file)
}

/// The tree of a text without places, to compare what two texts say.
fn tree(text: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(&dump(&read(text).0)).unwrap();
    drop_places(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}

fn drop_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(items) => items.iter_mut().for_each(drop_places),
        serde_json::Value::Object(fields) => {
            // A line that is nothing but its place dumps as `12..34`.
            fields.remove("span");
            fields.remove("EvenWhenUnsure").is_some().then(|| fields.insert("EvenWhenUnsure".into(), true.into()));
            fields.values_mut().for_each(drop_places);
        }
        _ => {}
    }
}

/// The slugs of a text's problems, in order of place.
fn codes(text: &str) -> Vec<&'static str> {
    read(text).1.iter().map(|problem| problem.code).collect()
}

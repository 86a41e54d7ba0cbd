//! The tree of a file as text that people and goldens can read.
//!
//! # Why
//! The dump is the contract of goldens: it is stable, has no addresses or hash order, and shows places as `12..34`.
//!
//! Before: `parser`. After: `flagstone debug ast`.

use serde_json::Value;

use crate::ast;

/// The tree as indented JSON, with places as `start..end` in bytes.
#[must_use]
pub fn dump(file: &ast::File) -> String {
    let mut value = serde_json::to_value(file).unwrap_or_default();
    shorten(&mut value);
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Turns every span into one short text. Depth is bounded by the depth of the tree.
fn shorten(value: &mut Value) {
    if let Some(range) = range(value) {
        *value = Value::String(range);
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Object(fields) => fields.values_mut().for_each(shorten),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn range(value: &Value) -> Option<String> {
    let fields = value.as_object().filter(|fields| fields.len() == 3 && fields.contains_key("file"))?;
    let (start, end) = (fields.get("start")?.as_u64()?, fields.get("end")?.as_u64()?);
    Some(format!("{start}..{end}"))
}

//! What an answer of JSON says in one place of it.

use serde_json::Value;

use super::Fault;

/// The text at a place (RFC 6901); empty where there is none. Numbers are written out, since ids are either.
pub(super) fn text_at(value: &Value, place: &str) -> String {
    match value.pointer(place) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The number at a place, also one that stands in a text; `None` where there is none.
pub(super) fn number_at(value: &Value, place: &str) -> Option<u64> {
    match value.pointer(place)? {
        Value::String(text) => text.parse().ok(),
        number => number.as_u64(),
    }
}

/// The list at a place; empty where there is none.
pub(super) fn list_at<'a>(value: &'a Value, place: &str) -> &'a [Value] {
    value.pointer(place).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The text at a place that the interface promises.
///
/// # Errors
/// When there is none: the answer cannot be believed.
pub(super) fn needed(value: &Value, place: &str) -> Result<String, Fault> {
    let text = text_at(value, place);
    if text.is_empty() {
        return Err(Fault::unbelievable(format!("the answer is not what the interface promises: it has no {place}")));
    }
    Ok(text)
}

//! The words by which enums are written: on the wire, on the disk and across the bridge they are
//! the same.
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The snake_case word of a unit variant.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// The unit variant of a word; none where the word is none of its enum.
pub fn parse_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}

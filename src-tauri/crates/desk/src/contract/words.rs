//! The words by which enums are written: on the wire, on the disk and across the bridge they are the same.
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The snake_case word of a unit variant.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// The same variant in another crate's enum with the same words.
pub fn same<T: Serialize, U: DeserializeOwned>(value: &T) -> Option<U> {
    serde_json::from_value(serde_json::to_value(value).ok()?).ok()
}

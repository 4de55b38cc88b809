//! The codes by which values of an enum are known in journals, conditions, views and on the wire:
//! everywhere the same word.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The snake_case code of a unit variant; empty for any other value.
pub fn variant_code<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// The unit variant of a code; none where the enum has no such variant.
pub fn parse_variant<T: DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(code.into()).ok()
}

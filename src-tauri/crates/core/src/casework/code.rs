//! The word by which a value of an enum is known in journals, conditions and views.

use serde::Serialize;

/// The snake_case word of a unit variant; empty for any other value.
pub(super) fn variant_code<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

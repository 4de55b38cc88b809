//! How long a text may be. A box takes everything; what is too long is told by the command that is
//! given it, and stays in the box. What goes to the office is measured as the office does; the
//! counter's own limits are in characters as people count them.
use super::{Failure, FailureCode};
use counter_core::form::count_characters;
use counter_core::limits::{
    KEEP_DAYS, MAX_REASON_CHARS, MAX_TEXT_CHARS, TextLength, WARN_CARD_DAYS, WARN_FREE_GIB,
    is_within,
};
use counter_core::text::normalize_lines;
use serde_json::Value;
use std::ops::RangeInclusive;

/// No text of any command is longer than the office takes: what a clerk types or pastes is far
/// below, and what is above is a file that was pasted by mistake.
pub const ANY_TEXT: usize = MAX_TEXT_CHARS;
pub const CLERK_NUMBER: usize = 64;
pub const SLIP_NUMBER: usize = 20;
pub const HOLD_NOTE: usize = 60;
/// Where something is held.
pub const PLACE: usize = 40;
/// Why somebody does not sign.
pub const REFUSAL_NOTE: usize = 200;
/// Why somebody looked.
pub const LOOK_REASON: usize = MAX_REASON_CHARS;
/// Of one kind for one row: no hand counts more.
pub const PAPERS: u32 = 999;
/// Of the clerk's own cases in one list.
pub const CASES: usize = 200;

/// What a setting that is a number may be, by its name.
pub const SETTING_RANGES: [(&str, RangeInclusive<u32>); 3] = [
    ("keep_days", KEEP_DAYS),
    ("warn_free_gib", WARN_FREE_GIB),
    ("warn_card_days", WARN_CARD_DAYS),
];

/// # Errors
/// `text_too_long`, with how long it is and may be, and never with the text.
pub fn check_length(text: &str, max: usize) -> Result<(), Failure> {
    // Every character has a byte at least.
    let length = if text.len() > max { count_characters(text) } else { 0 };
    if length <= max {
        return Ok(());
    }
    Err(Failure::new(FailureCode::TextTooLong).with("count", length).with("limit", max))
}

/// A text that goes to the office, by the measure of both ends.
///
/// # Errors
/// `text_too_long`, with what people count of it.
pub fn require_length(text: &str, most: usize) -> Result<(), Failure> {
    if is_within(text, most) { Ok(()) } else { Err(text_too_long(TextLength::of(text), most)) }
}

/// Where what people count is no more than the limit, the marks on it are what is too much.
pub fn text_too_long(length: TextLength, most: usize) -> Failure {
    let TextLength { characters, marks } = length;
    let failure = Failure::new(FailureCode::TextTooLong);
    let failure = failure.with("count", characters).with("limit", most);
    if characters > most { failure } else { failure.with("marks", marks) }
}

/// Every text in a payload, at any depth: as it came, and in its normal form, which may be longer.
pub fn check_payload(payload: &Value) -> Result<(), Failure> {
    match payload {
        Value::String(text) => {
            require_length(text, ANY_TEXT)?;
            require_length(&normalize_lines(text), ANY_TEXT)
        }
        Value::Array(values) => values.iter().try_for_each(check_payload),
        Value::Object(values) => values.values().try_for_each(check_payload),
        _ => Ok(()),
    }
}

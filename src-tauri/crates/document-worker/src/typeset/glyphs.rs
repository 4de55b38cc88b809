//! Characters in no font of the computer. A form with an empty box in a name is worth nothing, and
//! one that cannot be printed keeps a citizen waiting: such a character is printed as 〓, the
//! printers' mark for a missing type, with its code point after it, so that it can be written in by
//! hand.

use serde_json::Value;
use typst::text::Font;

/// Replaces, in every text of the sheet, what no font can show.
pub fn mark_missing(value: &mut Value, fonts: &[Font]) {
    match value {
        Value::String(text) => {
            if text.chars().any(|character| !can_show(fonts, character)) {
                *text = mark_text(text, fonts);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mark_missing(item, fonts)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| mark_missing(member, fonts))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn can_show(fonts: &[Font], character: char) -> bool {
    character == '\n'
        || fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
}

fn mark_text(text: &str, fonts: &[Font]) -> String {
    let mut marked = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            printable if can_show(fonts, printable) => marked.push(printable),
            // A tab or another control character has no form of its own.
            control if control.is_control() => marked.push(' '),
            missing => marked.push_str(&format!("〓(U+{:04X})", u32::from(missing))),
        }
    }
    marked
}

//! Characters that paper cannot show. What nobody sees is left out. A form with an empty box in a
//! name is worth nothing, and one that cannot be printed keeps a citizen waiting: a character in no
//! font of the computer is printed as 〓, the printers' mark for a missing type, with its code point
//! after it, so that it can be written in by hand.

use counter_documents::sheet::{is_private_use, make_printable};
use serde_json::Value;
use std::collections::BTreeSet;
use typst::text::Font;

/// Makes every text of the sheet printable. The codes of the characters that are printed as 〓.
pub fn make_texts_printable(value: &mut Value, fonts: &[Font]) -> Vec<String> {
    let mut missing = BTreeSet::new();
    walk_texts(value, &mut |text| {
        let printable = make_printable(text);
        missing.extend(printable.chars().filter(|c| !can_show(fonts, *c)));
        *text = mark_missing(&printable, fonts);
    });
    missing.into_iter().map(code_of).collect()
}

fn walk_texts(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| walk_texts(item, change)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| walk_texts(member, change))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What a font has at a private place is its maker's own sign, and nobody's name.
fn can_show(fonts: &[Font], character: char) -> bool {
    let in_font = || fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)));
    character == '\n' || (!is_private_use(character) && in_font())
}

fn mark_missing(text: &str, fonts: &[Font]) -> String {
    let mut marked = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            printable if can_show(fonts, printable) => marked.push(printable),
            missing => marked.push_str(&format!("〓({})", code_of(missing))),
        }
    }
    marked
}

fn code_of(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

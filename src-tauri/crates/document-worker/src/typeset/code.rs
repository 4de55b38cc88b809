//! The code in a form's foot as a square of dark and light, for the template to draw.

use counter_documents::sheet::pack_form_code;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};

/// Adds the rows of the code to a form that has one; what is no code is only printed in letters.
pub fn add_code_rows(sheet: &mut Value) {
    let code = sheet.get("form_code").and_then(Value::as_str).and_then(pack_form_code);
    let rows = code.and_then(|code| draw_rows(&code));
    if let (Some(rows), Some(members)) = (rows, sheet.as_object_mut()) {
        members.insert("form_code_rows".to_owned(), json!(rows));
    }
}

/// A row is a text of 1 (dark) and 0. A quarter of it may be lost to a fold or a poor scanner;
/// sixteen hex digits then still fit the smallest code there is.
fn draw_rows(code: &str) -> Option<Vec<String>> {
    let code = QrCode::with_error_correction_level(code, EcLevel::Q).ok()?;
    let width = code.width();
    let shade = |one: &Color| if *one == Color::Dark { '1' } else { '0' };
    let colours = code.to_colors();
    Some(colours.chunks(width).map(|row| row.iter().map(shade).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_code_is_the_smallest_square_and_other_words_are_none() {
        let mut sheet = json!({ "form_code": "3f2a 91bc 0d4e 77aa" });
        add_code_rows(&mut sheet);
        let rows = sheet["form_code_rows"].as_array().unwrap();
        assert!(rows.len() == 21 && rows.iter().all(|row| row.as_str().unwrap().len() == 21));
        for other in [json!({ "form_code": "" }), json!({ "form_code": "abc" }), json!({})] {
            let mut sheet = other.clone();
            add_code_rows(&mut sheet);
            assert_eq!(sheet, other);
        }
    }
}

//! The code in a form's foot, and that of a receipt, as a square of dark and light, for the template
//! to draw.

use counter_documents::sheet::{pack_form_code, pack_receipt_code};
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};

type Pack = fn(&str) -> Option<String>;

/// A member that is a code, and the one that has its rows.
const CODES: [(&str, &str, Pack); 2] = [
    ("form_code", "form_code_rows", pack_form_code),
    ("receipt_code", "receipt_code_rows", pack_receipt_code),
];

/// Adds the rows of the code to a paper that has one; what is no code is only printed in letters.
pub fn add_code_rows(sheet: &mut Value) {
    for (member, rows_member, pack) in CODES {
        let code = sheet.get(member).and_then(Value::as_str).and_then(pack);
        let rows = code.and_then(|code| draw_rows(&code));
        if let (Some(rows), Some(members)) = (rows, sheet.as_object_mut()) {
            members.insert(rows_member.to_owned(), json!(rows));
        }
    }
}

/// A row is a text of 1 (dark) and 0. A quarter of it may be lost to a fold or a poor scanner;
/// sixteen hex digits then still fit the smallest code there is, seventeen letters the next.
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
    fn a_receipts_code_is_drawn_beside_its_letters() {
        let mut sheet = json!({ "receipt_code": "ABCD-EFGH-JKMN-PQRS1" });
        add_code_rows(&mut sheet);
        let rows = sheet["receipt_code_rows"].as_array().unwrap();
        assert!(rows.len() == 25 && rows.iter().all(|row| row.as_str().unwrap().len() == 25));
    }

    #[test]
    fn a_form_code_is_the_smallest_square_and_other_words_are_none() {
        let mut sheet = json!({ "form_code": "3f2a 91bc 0d4e 77aa" });
        add_code_rows(&mut sheet);
        let rows = sheet["form_code_rows"].as_array().unwrap();
        assert!(rows.len() == 21 && rows.iter().all(|row| row.as_str().unwrap().len() == 21));
        let others = ["form_code", "receipt_code"];
        let others = others.map(|member| json!({ member: "abc" }));
        for other in others.into_iter().chain([json!({ "form_code": "" }), json!({})]) {
            let mut sheet = other.clone();
            add_code_rows(&mut sheet);
            assert_eq!(sheet, other);
        }
    }
}

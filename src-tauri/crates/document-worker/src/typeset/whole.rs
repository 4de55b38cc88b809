//! Whether a paper has what every paper has, whoever drew its template: the head that says that it
//! has no effect, the foot, the codes by which a signed page and a receipt are known, and the boxes
//! to sign in. `base.typ` leaves an unseen mark for each.

use super::boxes::find_signature_boxes;
use serde_json::Value;
use typst::foundations::Label;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// The words are for the template's author.
pub fn find_missing_part(document: &PagedDocument, sheet: &Value) -> Option<&'static str> {
    let pages = document.pages().len();
    let has_code = sheet.get("form_code_rows").is_some();
    let has_receipt_code = sheet.get("receipt_code_rows").is_some();
    let signers = sheet.get("signers").and_then(Value::as_array).map_or(0, Vec::len);
    let parts = [
        ("a page without the head of base.typ", count_marks(document, "paper-head") >= pages),
        ("a page without the foot of base.typ", count_marks(document, "paper-foot") >= pages),
        (
            "a page without the form's code",
            !has_code || count_marks(document, "form-code") >= pages,
        ),
        (
            "a paper without the receipt's code",
            !has_receipt_code || count_marks(document, "receipt-code") > 0,
        ),
        ("not a box of base.typ for each signer", find_signature_boxes(document).len() == signers),
    ];
    parts.into_iter().find(|(_, is_there)| !is_there).map(|(part, _)| part)
}

fn count_marks(document: &PagedDocument, name: &str) -> usize {
    let label = Label::new(PicoStr::intern(name));
    label.map_or(0, |label| document.introspector().elements().label_count(label))
}

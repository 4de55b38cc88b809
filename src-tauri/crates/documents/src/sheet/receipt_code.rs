//! 核验码 on a paper, for the QR code beside its letters.

use counter_core::receipt_code::ReceiptCode;

/// As it goes into the QR code: capitals without anything between. None of other words.
pub fn pack_receipt_code(code: &str) -> Option<String> {
    Some(ReceiptCode::read(code)?.as_str().to_owned())
}

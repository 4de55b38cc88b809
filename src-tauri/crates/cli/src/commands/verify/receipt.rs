//! A receipt's code, held against a station's own records.
use super::{open_records, unreadable};
use crate::output::{Fault, print_answer};
use counter_backoffice::ReceiptStanding;
use counter_core::receipt_code::ReceiptCode;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// One of three answers; the exit code says whether the paper is one of these records, as they are.
/// Whether the clock was right, none of them says.
pub fn verify_receipt(
    code: &ReceiptCode,
    data: &Path,
    passphrase_stdin: bool,
    json: bool,
) -> Result<ExitCode, Fault> {
    let records = open_records(data, passphrase_stdin)?;
    let standing = records.check_receipt(code).map_err(unreadable)?;
    let means = match standing {
        ReceiptStanding::Unchanged => "of these records, which are as they were",
        ReceiptStanding::Differs => "of these records, which are not as they were",
        ReceiptStanding::Unknown => "not of these records; ask at a window, or the office",
    };
    let code = code.to_string();
    print_answer(&json!({ "receipt": code, "standing": standing, "means": means }), json);
    let is_sound = standing == ReceiptStanding::Unchanged;
    Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

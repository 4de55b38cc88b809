//! A printed receipt held against the record (核验): the code alone goes there, one word comes back.

use counter_core::receipt_code::{ReceiptCode, ReceiptRecord, make_receipt_code};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Body of `POST /receipts/check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptQuestion {
    /// As it is printed, or without what parts its groups.
    pub code: String,
}

/// Its answer. Nothing of the case: whoever has a paper learns of it only what it says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptAnswer {
    pub standing: ReceiptStanding,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptStanding {
    /// The record of which the paper was made is there, as it was filed.
    Unchanged,
    /// A record with this code was filed, and is not there any more as it was.
    Differs,
    /// No record with this code was filed here, or not yet.
    Unknown,
}

/// What of a submission the code is made of.
#[derive(Deserialize)]
struct ReceiptWords {
    case: Uuid,
    revision: u32,
    journal_head: String,
    decided_at: Timestamp,
}

/// The code of a submission as it is stored or sent; the rest of it is not even taken out. None where
/// the text is none of a submission.
pub fn read_receipt_code(submission: &str) -> Option<ReceiptCode> {
    let words: ReceiptWords = serde_json::from_str(submission).ok()?;
    let ReceiptWords { case, revision, journal_head, decided_at } = words;
    let (case, journal_head) = (&case.to_string(), &journal_head);
    Some(make_receipt_code(ReceiptRecord { case, revision, journal_head, decided_at }))
}

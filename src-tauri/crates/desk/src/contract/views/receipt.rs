//! What became of a paper that was held against the record.
use counter_backoffice::ReceiptStanding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `line_down`: nobody could be asked. `not_asked`: the office is of before there were codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptResult {
    Unchanged,
    Differs,
    Unknown,
    LineDown,
    NotAsked,
}

impl From<ReceiptStanding> for ReceiptResult {
    fn from(standing: ReceiptStanding) -> Self {
        match standing {
            ReceiptStanding::Unchanged => ReceiptResult::Unchanged,
            ReceiptStanding::Differs => ReceiptResult::Differs,
            ReceiptStanding::Unknown => ReceiptResult::Unknown,
        }
    }
}

/// `code` in groups, as it was understood. `is_own`: this window's own records say it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReceiptCheckView {
    pub code: String,
    pub result: ReceiptResult,
    pub is_own: bool,
}

super::declare! { ReceiptResult, ReceiptCheckView }

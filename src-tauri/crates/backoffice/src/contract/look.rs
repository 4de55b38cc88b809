//! Who looked at the papers of a station, as the office wrote it down: by ids and numbers, for its
//! supervisor. Of which certificate a look was stays at the office.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::look_reason::LookReason;

/// In one answer at most; one with fewer is the last.
pub const MAX_LOOKS: u32 = 500;

/// One line of the answer to `GET /looks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookWire {
    /// Grows over all stations.
    pub seq: u64,
    pub at: Timestamp,
    /// Number of whoever looked, of this station or another.
    pub clerk: String,
    pub case: Uuid,
    /// None where the case is not filed here yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub kind: LookKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// Of a paper: whether the record was found to differ. None of other looks, and of those that a
    /// former office wrote down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub differs: Option<bool>,
    /// Where the computer stands, as it says itself; none where the office does not know which it
    /// was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<String>,
    /// At the installation at which whoever asks has signed in.
    #[serde(default)]
    pub here: bool,
    /// None where the program that asked said none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<LookReason>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookKind {
    /// A revision as it was filed.
    Revision,
    /// The bytes of a part.
    Part,
    /// A paper was held against the record.
    Receipt,
    /// The certificate library was asked.
    Certificates,
    /// The file of a certificate.
    Certificate,
    /// Of a later office.
    #[serde(other)]
    Other,
}

//! What the deciding office tells the window of a case's way after it was accepted: special
//! procedures, an extension, the decision, the handing over. Not the window's own acts: those are
//! revisions.

use counter_core::case::Step;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Body of `POST /cases/{case}/steps`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepRequest {
    /// Made by the caller: a repeat under the same id is the same step.
    pub id: Uuid,
    pub step: Step,
}

/// A step as the office entered it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepWire {
    /// Grows over all cases: a station asks for what came after the last one it heard.
    pub seq: u64,
    pub id: Uuid,
    pub case: Uuid,
    pub number: String,
    /// Number and name of who entered it.
    pub by: String,
    pub by_name: String,
    pub at: jiff::Timestamp,
    pub step: Step,
}

//! The tiny request before a flood: a station with much to deliver asks when it may begin.

use serde::{Deserialize, Serialize};

/// Body of `POST /turns`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnRequest {
    /// Cases that the station has to file.
    pub waiting: u32,
}

/// Answer to `POST /turns`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Milliseconds from now on; 0 is at once.
    pub after_ms: u32,
    /// Milliseconds from one case to the next.
    pub every_ms: u32,
    /// So many cases; for the rest the station asks again after these.
    pub cases: u32,
}

//! Devices as they are listed.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    IdReader,
    Scanner,
    Printer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    Ready,
    Busy,
    NotConnected,
    /// The port opens and nobody answers.
    Silent,
    AccessDenied,
    /// A printer that was stopped.
    Stopped,
    /// Not asked.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceInfo {
    pub name: String,
    pub kind: DeviceKind,
    pub state: DeviceState,
}

/// What a reader says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProbeReport {
    /// In baud.
    pub speed: u32,
    /// The security module's number as printed on the reader, when it tells.
    pub sam_id: Option<String>,
}

//! What a driver of ID card readers does.

use std::time::Duration;

use crate::model::{CardReading, DeviceError, DeviceInfo, ProbeReport};
use crate::system::StopSignal;

/// These calls block; each is made on a thread of its own.
pub trait ReaderDriver: Send + Sync {
    /// The readers there are. Only `configured` ports may be written to, in order to learn their
    /// state; whatever else is plugged in is named and left alone.
    fn list_readers(&self, configured: &[String]) -> Vec<DeviceInfo>;

    /// Whether a reader is on this port, and who it is.
    fn probe_reader(&self, port: &str) -> Result<ProbeReport, DeviceError>;

    /// Waits up to `wait` for a card and reads it. Without a speed (in baud) every one is tried.
    /// Once `stop` is set it returns `Cancelled` within a moment.
    fn read_card(
        &self,
        port: &str,
        speed: Option<u32>,
        wait: Duration,
        stop: &StopSignal,
    ) -> Result<CardReading, DeviceError>;
}

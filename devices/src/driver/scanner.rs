//! What a driver of scanners does.

use tokio::sync::mpsc;

use super::DriverFuture;
use crate::model::{DeviceError, DeviceInfo, Ended, ScanRequest, ScannedPage};
use crate::system::StopSignal;

pub trait ScannerDriver: Send + Sync {
    /// The scanners there are; none when what the driver needs is not installed.
    fn list_scanners(&self) -> DriverFuture<'_, Vec<DeviceInfo>>;

    /// Sends each page as soon as it is there; while `pages` is full, no further one is held in
    /// memory. What ended the scan, a jam included, is the result, so the pages before it count. A
    /// closed `pages` or a set `stop` ends it as `Cancelled`.
    fn scan_pages<'a>(
        &'a self,
        request: &'a ScanRequest,
        pages: &'a mpsc::Sender<ScannedPage>,
        stop: &'a StopSignal,
    ) -> DriverFuture<'a, Result<Ended, DeviceError>>;
}

//! What a driver of printers does.

use super::DriverFuture;
use crate::model::{DeviceError, DeviceInfo};

pub trait PrinterDriver: Send + Sync {
    /// The printers there are; none when what the driver needs is not installed.
    fn list_printers(&self) -> DriverFuture<'_, Vec<DeviceInfo>>;

    /// Hands a PDF over that is made for sheets of this size (`A4`). Done means queued, not that
    /// paper came out. The title may show in queues and logs.
    fn print_document<'a>(
        &'a self,
        printer: &'a str,
        title: &'a str,
        paper: &'a str,
        document: Vec<u8>,
    ) -> DriverFuture<'a, Result<(), DeviceError>>;
}

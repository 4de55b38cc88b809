//! The driver of the scanners that SANE knows.

use std::time::Duration;

use tokio::sync::mpsc;

use super::batch::scan_batch;
use crate::driver::{DriverFuture, ScannerDriver};
use crate::model::{
    DeviceError, DeviceInfo, DeviceKind, DeviceState, Ended, ScanRequest, ScannedPage,
};
use crate::system::StopSignal;
use crate::system::program::{run_program, system_command};

/// A network backend may take its time to find out that nobody is there.
const LISTING: Duration = Duration::from_secs(30);

pub struct SaneScanners;

impl ScannerDriver for SaneScanners {
    fn list_scanners(&self) -> DriverFuture<'_, Vec<DeviceInfo>> {
        Box::pin(list_scanners())
    }

    fn scan_pages<'a>(
        &'a self,
        request: &'a ScanRequest,
        pages: &'a mpsc::Sender<ScannedPage>,
        stop: &'a StopSignal,
    ) -> DriverFuture<'a, Result<Ended, DeviceError>> {
        Box::pin(scan_batch(request, pages, stop))
    }
}

async fn list_scanners() -> Vec<DeviceInfo> {
    let mut listing = system_command("scanimage");
    listing.args(["-f", "%d|%v|%m|%t|%i%n"]);
    match run_program(listing, None, LISTING).await {
        Ok(finished) => parse_listing(&finished.stdout),
        Err(_) => Vec::new(),
    }
}

fn parse_listing(text: &str) -> Vec<DeviceInfo> {
    text.lines()
        .filter(|line| line.matches('|').count() >= 4)
        .filter_map(|line| line.split('|').next())
        .map(|name| DeviceInfo {
            name: name.to_owned(),
            kind: DeviceKind::Scanner,
            state: DeviceState::Ready,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_of_the_listing_are_devices() {
        let listed = parse_listing("test:0|Noname|frontend-tester|virtual device|0\nwarning\n");
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].name, "test:0");
    }
}

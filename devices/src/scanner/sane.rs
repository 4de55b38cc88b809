//! The driver of the scanners that SANE knows.

use tokio::sync::mpsc;

use super::batch::scan_batch;
use super::knowledge::Knowledge;
use super::listing::list_devices;
use super::outcome::Outcome;
use super::plan::{leaves_backs_out, plan_scan};
use super::size::is_size;
use crate::driver::{DriverFuture, ScannerDriver};
use crate::model::{
    DeviceError, DeviceInfo, DeviceKind, DeviceState, Ended, ScanRequest, ScannedPage,
};
use crate::system::StopSignal;

#[derive(Default)]
pub struct SaneScanners(Knowledge);

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
        Box::pin(self.scan_in_its_words(request, pages, stop))
    }
}

impl SaneScanners {
    /// A setting is refused before the first page, so after it the scan may begin anew: with what
    /// the device says now, and without the size, which nobody insists on.
    async fn scan_in_its_words(
        &self,
        request: &ScanRequest,
        pages: &mpsc::Sender<ScannedPage>,
        stop: &StopSignal,
    ) -> Outcome {
        let facts = match self.0.learn_scanner(request, stop).await {
            Ok(facts) => facts,
            Err(outcome) => return outcome,
        };
        if leaves_backs_out(request, &facts) {
            // Asked anew the next time: a unit for both sides may have been put in.
            self.0.forget_scanner(&request.device);
            let value = request.source.clone().unwrap_or_default();
            return Err(DeviceError::SettingRefused { option: "source".to_owned(), value });
        }
        let plan = plan_scan(request, &facts, true);
        let outcome = scan_batch(request, &plan, pages, stop).await;
        let Err(DeviceError::SettingRefused { option, .. }) = &outcome else { return outcome };
        self.0.forget_scanner(&request.device);
        if option.is_empty() {
            return outcome;
        }
        let again = match self.0.learn_scanner(request, stop).await {
            Ok(facts) => plan_scan(request, &facts, !is_size(option)),
            Err(outcome) => return outcome,
        };
        match again == plan {
            true => outcome,
            false => scan_batch(request, &again, pages, stop).await,
        }
    }
}

async fn list_scanners() -> Vec<DeviceInfo> {
    let scanner =
        |(name, _)| DeviceInfo { name, kind: DeviceKind::Scanner, state: DeviceState::Ready };
    list_devices().await.into_iter().map(scanner).collect()
}

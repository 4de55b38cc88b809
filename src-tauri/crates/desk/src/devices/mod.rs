//! Reader, scanner and printer as this desk uses them, their lamps, and the worker that opens files
//! from outside. They run in processes of their own; what is not configured is an emulated reader
//! and SANE's test scanner.
pub mod allowed_readers;
pub mod emulated;
pub mod lamps;
pub mod printing;

use crate::station::Station;
use crate::station::settings::Settings;
use counter_devices::Host;
use counter_documents::Worker;
use emulated::EmulatedReader;
use lamps::Faults;
use parking_lot::{Mutex, RwLock};
use std::sync::Arc;
use tokio::task::AbortHandle;

/// SANE's own test scanner: a real driver that draws grids.
const TEST_SCANNER: &str = "test:0";

pub struct Devices {
    station: Arc<Station>,
    pub worker: Worker,
    host: RwLock<Host>,
    emulated_reader: Mutex<Option<EmulatedReader>>,
    faults: Mutex<Faults>,
    scan: Mutex<Option<AbortHandle>>,
}

impl Devices {
    pub fn new(station: Arc<Station>) -> Devices {
        let folders = &station.folders;
        Devices {
            worker: Worker::new(folders.find_program("document-worker", "COUNTER_DOCUMENT_WORKER")),
            host: RwLock::new(emulated::device_host(folders, &station.settings())),
            emulated_reader: Mutex::default(),
            faults: Mutex::default(),
            scan: Mutex::default(),
            station,
        }
    }

    pub fn host(&self) -> Host {
        self.host.read().clone()
    }

    /// Another scanner may want another device host; what runs in the old one ends there.
    pub fn renew_host(&self) {
        *self.host.write() = emulated::device_host(&self.station.folders, &self.station.settings());
        *self.faults.lock() = Faults::default();
    }

    /// A scan that runs ends, and device host and emulated reader with it.
    pub fn close(&self) {
        self.cancel_scan();
        *self.host.write() = Host::new(self.station.folders.device_host());
        drop(self.emulated_reader.lock().take());
    }

    /// Port and speed of the reader to use, configured or emulated.
    pub fn reader(&self) -> Option<(String, Option<u32>)> {
        let Settings { reader_port, reader_speed, .. } = self.station.settings();
        if !reader_port.is_empty() {
            return Some((reader_port, Some(reader_speed)));
        }
        let port = self.emulated_reader.lock().as_ref()?.port.to_string_lossy().into_owned();
        Some((port, Some(reader_speed)))
    }

    pub fn scanner(&self) -> String {
        let configured = self.station.settings().scanner;
        if configured.is_empty() { TEST_SCANNER.to_owned() } else { configured }
    }

    pub fn note_scan_started(&self, job: AbortHandle) {
        *self.scan.lock() = Some(job);
    }

    pub fn note_scan_ended(&self) {
        self.scan.lock().take();
    }

    pub fn cancel_scan(&self) {
        if let Some(job) = self.scan.lock().take() {
            job.abort();
        }
    }

    pub fn is_scanning(&self) -> bool {
        self.scan.lock().is_some()
    }
}

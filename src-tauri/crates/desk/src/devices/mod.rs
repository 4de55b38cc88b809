//! Reader, scanner and printer as this desk uses them, their lamps, and the worker that opens files
//! from outside. They run in processes of their own.
pub mod allowed_readers;
pub mod chip;
pub mod emulated;
pub mod lamps;
pub mod logo;
pub mod printing;
pub mod templates;

use crate::station::Station;
use crate::station::crash::Program;
use counter_devices::Host;
use counter_documents::Worker;
use emulated::EmulatedReader;
use lamps::Faults;
use logo::WrittenLogo;
use parking_lot::{Mutex, RwLock};
use std::sync::Arc;
use templates::JudgedTemplates;
use tokio::task::AbortHandle;

pub struct Devices {
    station: Arc<Station>,
    pub worker: Worker,
    host: RwLock<CurrentHost>,
    emulated_reader: Mutex<Option<EmulatedReader>>,
    faults: Mutex<Faults>,
    scan: Mutex<Option<AbortHandle>>,
    logo: WrittenLogo,
    templates: JudgedTemplates,
    /// Held while a pack's templates are tried.
    trial_of_templates: tokio::sync::Mutex<()>,
}

/// The host that runs, and which scanner it was started for: what the station works for becomes
/// known later than the window is there.
struct CurrentHost {
    host: Host,
    invents_scanner: bool,
}

/// For a helper's end by a signal. A desk that is let go is told nothing.
fn note_signals(station: &Arc<Station>, program: Program) -> Arc<dyn Fn(i32) + Send + Sync> {
    let station = Arc::downgrade(station);
    Arc::new(move |signal| {
        if let Some(here) = station.upgrade().filter(|here| !here.is_closed()) {
            here.note_signal(program, signal);
        }
    })
}

impl Devices {
    pub fn new(station: Arc<Station>) -> Devices {
        Devices {
            worker: Worker::with_end_listener(
                station.folders.document_worker(),
                note_signals(&station, Program::DocumentWorker),
            ),
            host: RwLock::new(CurrentHost {
                host: emulated::device_host(&station, false),
                invents_scanner: false,
            }),
            emulated_reader: Mutex::default(),
            faults: Mutex::default(),
            scan: Mutex::default(),
            logo: WrittenLogo::default(),
            templates: JudgedTemplates::default(),
            trial_of_templates: tokio::sync::Mutex::default(),
            station,
        }
    }

    pub fn host(&self) -> Host {
        if self.host.read().invents_scanner != self.invents_scanner() {
            self.renew_host();
        }
        self.host.read().host.clone()
    }

    /// Another scanner may want another device host; what runs in the old one ends there.
    pub fn renew_host(&self) {
        let invents_scanner = self.invents_scanner();
        let host = emulated::device_host(&self.station, invents_scanner);
        *self.host.write() = CurrentHost { host, invents_scanner };
        *self.faults.lock() = Faults::default();
    }

    /// A scan that runs ends, and device host and emulated reader with it.
    pub fn close(&self) {
        self.cancel_scan();
        self.host.write().host = Host::new(self.station.folders.device_host());
        drop(self.emulated_reader.lock().take());
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

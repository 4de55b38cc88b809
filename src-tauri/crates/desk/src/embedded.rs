//! With nothing configured: the reference office on loopback, an emulated reader on a real serial line, SANE's test scanner.
//! They are reached like the real ones, by address, port and device name; nothing else in the desk knows that they are here.
use crate::config::Folders;
use crate::session::{self, hold};
use crate::translate::device_failure;
use crate::view::{Lamp, Settings};
use crate::{Desk, Failure};
use counter_catalog::Pack;
use counter_devices::{CardReading, DeviceError, Emulator, Ended, Host, write_trial_scanner};
use counter_office::{Library, Office, OpenError, Setup};
use counter_store::StationKey;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

#[derive(Default)]
pub struct Embedded {
    office: Option<String>,
    serving: Option<Serving>,
    emulator: Option<Emulator>,
    port: Option<PathBuf>,
    reader_fault: bool,
    scanner_fault: bool,
}

/// The office on loopback: how to stop it, and when it has stopped.
struct Serving {
    stop: oneshot::Sender<()>,
    done: JoinHandle<std::io::Result<()>>,
}

/// How long the office may take to finish what was begun.
const FAREWELL: Duration = Duration::from_secs(3);

/// The devices' state as far as it is known from their last use.
pub struct Lamps {
    pub reader: Lamp,
    pub scanner: Lamp,
    pub printer: Lamp,
}

impl Embedded {
    pub fn office(&self) -> Option<String> {
        self.office.clone()
    }

    pub fn forget_faults(&mut self) {
        self.reader_fault = false;
        self.scanner_fault = false;
    }
}

pub async fn start(desk: &Desk) {
    let settings = desk.settings();
    if settings.reader_port.is_empty() {
        let link = desk.ground.reader_link.clone();
        let made = std::fs::create_dir_all(&desk.folders.runtime).is_ok();
        match Host::start_emulator(&desk.folders.program("device-host", "COUNTER_DEVICE_HOST"), &link).await {
            Ok(emulator) if made => {
                let mut embedded = hold(&desk.embedded);
                embedded.emulator = Some(emulator);
                embedded.port = Some(link);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(code = error.code(), "the emulated reader could not be started"),
        }
    }
}

/// Office, reader and device host end here; a scan that runs ends with them.
pub async fn stop(desk: &Desk) {
    if let Some(job) = hold(&desk.scanning).take() {
        job.abort();
    }
    desk.end_host();
    let Embedded { serving, emulator, .. } = std::mem::take(&mut *hold(&desk.embedded));
    drop(emulator);
    let Some(Serving { stop, mut done }) = serving else { return };
    // An office that ended by itself hears nothing any more.
    let _ = stop.send(());
    if tokio::time::timeout(FAREWELL, &mut done).await.is_err() {
        done.abort();
    }
}

/// The trial office, once the station's key is known: what it keeps names people as well as the station's own records do.
pub async fn start_office(desk: &Desk, key: &StationKey) {
    if !desk.ground.loopback {
        return session::open_office(desk, key).await;
    }
    if !desk.settings().office.is_empty() || hold(&desk.embedded).office.is_some() {
        return;
    }
    match office(desk, key).await {
        Ok((address, serving)) => {
            let mut embedded = hold(&desk.embedded);
            embedded.office = Some(address);
            embedded.serving = Some(serving);
        }
        Err(_) => tracing::warn!("the embedded office could not be started"),
    }
}

async fn office(desk: &Desk, key: &StationKey) -> Result<(String, Serving), std::io::Error> {
    // Not the pack that was fetched last: this office is where a newer program's pack comes from.
    let catalogue = Pack::builtin_signed().map_err(|_| std::io::Error::other("no catalogue"))?;
    let data = desk.folders.data.join("trial");
    let office = sealed(&data, catalogue, &key.for_trial_office()).map_err(|error| {
        tracing::warn!(code = error.code(), "the embedded office cannot be opened");
        std::io::Error::other("the embedded office cannot be opened")
    })?;
    // Where an earlier version kept the same kind of invented cases, in the clear.
    if let Err(error) = std::fs::remove_dir_all(desk.folders.data.join("trial-office"))
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!("the records of an earlier version's trial office could not be deleted");
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move {
        // Dropped without a word: the desk was let go, and the office goes on until the program ends.
        if stopped.await.is_err() {
            std::future::pending().await
        }
    };
    let done = tokio::spawn(counter_office::serve(listener, Arc::new(office), stopped));
    Ok((address, Serving { stop, done }))
}

fn sealed(data: &Path, catalogue: Vec<u8>, key: &[u8; 32]) -> Result<Office, OpenError> {
    let setup = || Setup {
        data: Some(data),
        catalogue: catalogue.clone(),
        demo: counter_office::demo(),
        key: Some(key),
        certificates: Library::demo(),
        ..Setup::default()
    };
    match Office::set_up(setup()) {
        // Sealed for a station that is gone from here: nobody can read it any more, and it was a trial.
        Err(OpenError::WrongKey) => {
            tracing::warn!("the trial office's records are another station's; it starts anew");
            std::fs::remove_dir_all(data).map_err(OpenError::DataFolder)?;
            Office::set_up(setup())
        }
        opened => opened,
    }
}

/// The program that talks to hardware. Without a configured scanner it is shown SANE's own test scanner and nothing else.
pub fn device_host(folders: &Folders, settings: &Settings) -> Host {
    let exe = folders.program("device-host", "COUNTER_DEVICE_HOST");
    if !settings.scanner.is_empty() {
        return Host::new(exe);
    }
    let sane = folders.runtime.join("sane");
    let written = std::fs::create_dir_all(&sane).and_then(|()| write_trial_scanner(&sane));
    if written.is_err() {
        tracing::warn!("the trial scanner could not be set up");
    }
    Host::with_environment(exe, vec![("SANE_CONFIG_DIR".into(), sane.to_string_lossy().into_owned())])
}

impl Desk {
    /// Port and speed of the reader to use, configured or embedded.
    pub fn reader(&self) -> Option<(String, Option<u32>)> {
        let settings = self.settings();
        if !settings.reader_port.is_empty() {
            return Some((settings.reader_port, Some(settings.reader_speed)));
        }
        let port = hold(&self.embedded).port.clone()?;
        Some((port.to_string_lossy().into_owned(), Some(settings.reader_speed)))
    }

    /// Lays these invented cards on the emulated reader, in this order; the ones before are gone.
    pub async fn lay_cards(&self, cards: &[String]) -> Result<(), Failure> {
        let link = self.ground.reader_link.clone();
        drop(hold(&self.embedded).emulator.take());
        let exe = self.folders.program("device-host", "COUNTER_DEVICE_HOST");
        let emulator = Emulator::start_with_cards(&exe, cards, &link).await.map_err(|e| device_failure(&e))?;
        let mut embedded = hold(&self.embedded);
        embedded.emulator = Some(emulator);
        embedded.port = Some(link);
        Ok(())
    }

    pub fn scanner(&self) -> Option<String> {
        let configured = self.settings().scanner;
        Some(if configured.is_empty() { "test:0".to_owned() } else { configured })
    }

    pub fn saw_reader(&self, outcome: &Result<CardReading, DeviceError>) {
        let fault = !matches!(
            outcome,
            Ok(_) | Err(DeviceError::NoCard | DeviceError::CardMustBeLifted | DeviceError::CardMovedTooSoon)
        );
        hold(&self.embedded).reader_fault = fault;
        self.notify("status");
    }

    pub fn saw_scanner(&self, outcome: &Result<Ended, DeviceError>) {
        let fault = !matches!(outcome, Ok(Ended::Complete | Ended::FeederEmpty | Ended::Cancelled | Ended::NoPages));
        hold(&self.embedded).scanner_fault = fault;
        self.notify("status");
    }

    pub fn lamps(&self) -> Lamps {
        let embedded = hold(&self.embedded);
        let lamp = |there: bool, fault: bool| match (there, fault) {
            (false, _) => Lamp::Off,
            (true, true) => Lamp::Fault,
            (true, false) => Lamp::On,
        };
        let busy = hold(&self.scanning).is_some();
        let settings = self.settings();
        Lamps {
            reader: lamp(embedded.port.is_some() || !settings.reader_port.is_empty(), embedded.reader_fault),
            scanner: if busy { Lamp::Busy } else { lamp(true, embedded.scanner_fault) },
            printer: lamp(!settings.printer.is_empty(), false),
        }
    }
}

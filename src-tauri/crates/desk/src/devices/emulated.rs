//! Where nothing is configured: an emulated reader on a real serial line, SANE's test scanner. They
//! are reached like real ones, by port and device name.
use super::Devices;
use crate::Failure;
use crate::station::settings::{Folders, Settings};
use counter_devices::{Emulator, Host, write_trial_scanner};
use std::path::PathBuf;

/// Ends with its emulator.
pub struct EmulatedReader {
    _emulator: Emulator,
    pub port: PathBuf,
}

impl Devices {
    pub async fn start_emulated_reader(&self) {
        if !self.station.settings().reader_port.is_empty() {
            return;
        }
        let folders = &self.station.folders;
        let port = self.station.environment.reader_link.clone();
        let has_folder = std::fs::create_dir_all(&folders.runtime).is_ok();
        match Host::start_emulator(&folders.device_host(), &port).await {
            Ok(emulator) if has_folder => {
                *self.emulated_reader.lock() = Some(EmulatedReader { _emulator: emulator, port });
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(code = error.code(), "the emulated reader could not be started")
            }
        }
    }

    /// Lays these invented cards on the emulated reader, in this order; the ones before are gone.
    pub async fn lay_cards(&self, cards: &[String]) -> Result<(), Failure> {
        let port = self.station.environment.reader_link.clone();
        drop(self.emulated_reader.lock().take());
        let emulator =
            Emulator::start_with_cards(&self.station.folders.device_host(), cards, &port).await?;
        *self.emulated_reader.lock() = Some(EmulatedReader { _emulator: emulator, port });
        Ok(())
    }
}

/// The program that talks to hardware. Without a configured scanner it is shown SANE's own test
/// scanner and nothing else.
pub fn device_host(folders: &Folders, settings: &Settings) -> Host {
    let program = folders.device_host();
    if !settings.scanner.is_empty() {
        return Host::new(program);
    }
    let sane = folders.runtime.join("sane");
    if std::fs::create_dir_all(&sane).and_then(|()| write_trial_scanner(&sane)).is_err() {
        tracing::warn!("the trial scanner could not be set up");
    }
    Host::with_environment(
        program,
        vec![("SANE_CONFIG_DIR".into(), sane.to_string_lossy().into_owned())],
    )
}

//! Where nothing has effect and nothing is configured: an emulated reader on a real serial line,
//! SANE's test scanner. They are reached like real ones, by port and device name.
//!
//! Invariant: a window that works for a real office invents no card and no page. What is not
//! configured there is not there.
use super::{Devices, note_signals};
use crate::Failure;
use crate::station::Station;
use crate::station::crash::Program;
use crate::station::settings::Settings;
use counter_devices::{Emulator, Host, write_trial_scanner};
use std::path::PathBuf;
use std::sync::Arc;

/// SANE's own test scanner: a real driver that draws grids.
const TEST_SCANNER: &str = "test:0";

/// Ends with its emulator.
pub struct EmulatedReader {
    _emulator: Emulator,
    pub port: PathBuf,
}

impl Devices {
    /// Port and speed of the reader to use: the configured one, else the emulated one, which is
    /// started by its first use.
    pub async fn find_reader(&self) -> Option<(String, Option<u32>)> {
        let Settings { reader_port, reader_speed, .. } = self.station.settings();
        if !reader_port.is_empty() {
            return Some((reader_port, Some(reader_speed)));
        }
        if !self.invents_reader() {
            return None;
        }
        if self.emulated_reader.lock().is_none() {
            self.start_emulated_reader().await;
        }
        let port = self.emulated_reader.lock().as_ref()?.port.to_string_lossy().into_owned();
        Some((port, Some(reader_speed)))
    }

    pub fn invents_reader(&self) -> bool {
        self.station.settings().reader_port.is_empty() && self.station.is_without_effect()
    }

    async fn start_emulated_reader(&self) {
        let port = self.make_reader_link();
        match Host::start_emulator(&self.station.folders.device_host(), &port).await {
            Ok(emulator) => {
                *self.emulated_reader.lock() = Some(EmulatedReader { _emulator: emulator, port });
            }
            Err(error) => {
                tracing::warn!(code = error.code(), "the emulated reader could not be started")
            }
        }
    }

    /// Where the emulated reader's line is to appear; its folder is there.
    fn make_reader_link(&self) -> PathBuf {
        if let Err(error) = std::fs::create_dir_all(&self.station.folders.runtime) {
            tracing::warn!(%error, "no folder for the emulated reader");
        }
        self.station.environment.reader_link.clone()
    }

    /// Lays these invented cards on the emulated reader, in this order; the ones before are gone.
    pub async fn lay_cards(&self, cards: &[String]) -> Result<(), Failure> {
        let port = self.make_reader_link();
        drop(self.emulated_reader.lock().take());
        let emulator =
            Emulator::start_with_cards(&self.station.folders.device_host(), cards, &port).await?;
        *self.emulated_reader.lock() = Some(EmulatedReader { _emulator: emulator, port });
        Ok(())
    }

    pub fn find_scanner(&self) -> Option<String> {
        let configured = self.station.settings().scanner;
        match configured.is_empty() {
            false => Some(configured),
            true => self.invents_scanner().then(|| TEST_SCANNER.to_owned()),
        }
    }

    pub fn invents_scanner(&self) -> bool {
        self.station.settings().scanner.is_empty() && self.station.is_without_effect()
    }
}

/// The program that talks to hardware. One that is to invent its scanner is shown SANE's own test
/// scanner and nothing else.
pub fn device_host(station: &Arc<Station>, invents_scanner: bool) -> Host {
    let folders = &station.folders;
    let (program, listener) = (folders.device_host(), note_signals(station, Program::DeviceHost));
    if !invents_scanner {
        return Host::with_end_listener(program, Vec::new(), listener);
    }
    let sane = folders.runtime.join("sane");
    if std::fs::create_dir_all(&sane).and_then(|()| write_trial_scanner(&sane)).is_err() {
        tracing::warn!("the trial scanner could not be set up");
    }
    let sane = ("SANE_CONFIG_DIR".into(), sane.to_string_lossy().into_owned());
    Host::with_end_listener(program, vec![sane], listener)
}

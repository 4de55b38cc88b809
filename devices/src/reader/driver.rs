//! The driver of readers on serial ports. A port nobody configured is named but never written to.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::serial;
use crate::driver::ReaderDriver;
use crate::model::{CardReading, DeviceError, DeviceInfo, DeviceKind, DeviceState, ProbeReport};
use crate::system::StopSignal;

/// A reader answers "no card" both when there is none and while the one just read still lies
/// there. So soon after a reading the second is meant.
const STILL_LYING: Duration = Duration::from_secs(30);

/// Remembers when a card was last read on which port, and nothing about the card.
#[derive(Default)]
pub struct SerialReaders {
    last_read: Mutex<HashMap<String, Instant>>,
}

impl SerialReaders {
    fn explain_error(&self, port: &str, error: DeviceError) -> DeviceError {
        let recently = self.lock().get(port).is_some_and(|at| at.elapsed() < STILL_LYING);
        match error {
            DeviceError::NoCard if recently => DeviceError::CardMustBeLifted,
            error => error,
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Instant>> {
        self.last_read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ReaderDriver for SerialReaders {
    fn list_readers(&self, configured: &[String]) -> Vec<DeviceInfo> {
        let configured: BTreeSet<&str> = configured.iter().map(String::as_str).collect();
        let present = serialport::available_ports().unwrap_or_default();
        let others = present
            .iter()
            .map(|port| port.port_name.as_str())
            .filter(|port| !configured.contains(port));
        let states = configured.iter().map(|port| (*port, ask_state(port)));
        let unasked = others.map(|port| (port, DeviceState::Unknown));
        states.chain(unasked).map(|(name, state)| describe(name, state)).collect()
    }

    fn probe_reader(&self, port: &str) -> Result<ProbeReport, DeviceError> {
        serial::probe_reader(port)
    }

    fn read_card(
        &self,
        port: &str,
        speed: Option<u32>,
        wait: Duration,
        stop: &StopSignal,
    ) -> Result<CardReading, DeviceError> {
        let mut line = serial::open_reader(port, speed, stop)?;
        let until = Instant::now() + wait;
        serial::select_card(&mut line, until, stop)
            .map_err(|error| self.explain_error(port, error))?;
        let reading = serial::read_selected(&mut line, stop)?;
        self.lock().insert(port.to_owned(), Instant::now());
        Ok(reading)
    }
}

fn describe(name: &str, state: DeviceState) -> DeviceInfo {
    DeviceInfo { name: name.to_owned(), kind: DeviceKind::IdReader, state }
}

fn ask_state(port: &str) -> DeviceState {
    match serial::probe_reader(port) {
        Ok(_) => DeviceState::Ready,
        Err(DeviceError::ReaderBusy) => DeviceState::Busy,
        Err(DeviceError::ReaderAccessDenied) => DeviceState::AccessDenied,
        Err(DeviceError::ReaderNotConnected) => DeviceState::NotConnected,
        Err(_) => DeviceState::Silent,
    }
}

//! Which devices there are: readers by asking configured ports, scanners through SANE, printers
//! through CUPS. A port nobody configured is named but never written to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::printer::cups as print;
use crate::reader::serial as reader;
use crate::{DeviceError, scan};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    IdReader,
    Scanner,
    Printer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    Ready,
    Busy,
    NotConnected,
    /// The port opens and nobody answers.
    Silent,
    AccessDenied,
    /// A printer that was stopped.
    Stopped,
    /// Not asked.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceInfo {
    pub name: String,
    pub kind: DeviceKind,
    pub state: DeviceState,
}

/// Everything there is. Slow parts run at the same time.
pub async fn all(readers: Vec<String>) -> Vec<DeviceInfo> {
    let ports = tokio::task::spawn_blocking(move || id_readers(&readers));
    let (ports, scanners, printers) = tokio::join!(ports, scan::devices(), print::printers());
    let mut devices = ports.unwrap_or_default();
    devices.extend(scanners);
    devices.extend(printers);
    devices
}

fn id_readers(configured: &[String]) -> Vec<DeviceInfo> {
    let named: BTreeSet<&String> = configured.iter().collect();
    let mut devices: Vec<DeviceInfo> = named.iter().map(|port| info(port, state_of(port))).collect();
    let present = serialport::available_ports().unwrap_or_default();
    devices.extend(
        present
            .into_iter()
            .filter(|port| !named.contains(&port.port_name))
            .map(|port| info(&port.port_name, DeviceState::Unknown)),
    );
    devices
}

fn info(name: &str, state: DeviceState) -> DeviceInfo {
    DeviceInfo { name: name.to_owned(), kind: DeviceKind::IdReader, state }
}

fn state_of(port: &str) -> DeviceState {
    match reader::probe(port) {
        Ok(_) => DeviceState::Ready,
        Err(DeviceError::ReaderBusy) => DeviceState::Busy,
        Err(DeviceError::ReaderAccessDenied) => DeviceState::AccessDenied,
        Err(DeviceError::ReaderNotConnected) => DeviceState::NotConnected,
        Err(_) => DeviceState::Silent,
    }
}

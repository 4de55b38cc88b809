//! Reader, scanner and printer as they are configured, through a device program of this check's own.
//! While a window is open they are its own, and nobody else asks them.
use super::{Condition, Finding};
use crate::station::settings::{Folders, Settings};
use counter_devices::{DeviceInfo, DeviceKind, DeviceState, Host};
use std::time::Duration;
use tokio::time::timeout;

const PING_PATIENCE: Duration = Duration::from_secs(5);
/// A scanner in the network is looked for half a minute.
const LIST_PATIENCE: Duration = Duration::from_secs(45);

const SCAN_PROGRAM: &str = "scanimage";
const PRINT_PROGRAM: &str = "lp";

pub async fn examine_devices(
    folders: &Folders,
    settings: Option<&Settings>,
    is_window_open: bool,
) -> Vec<Finding> {
    let program = folders.device_host();
    let host = Host::new(program.clone());
    let answer = timeout(PING_PATIENCE, host.ping()).await;
    let silent = match answer {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error.code()),
        Err(_) => Some("timed_out"),
    };
    let unlisted =
        [Condition::ReaderUnlisted, Condition::ScannerUnlisted, Condition::PrinterUnlisted];
    let in_use = [Condition::ReaderInUse, Condition::ScannerInUse, Condition::PrinterInUse];
    if let Some(code) = silent {
        let silent = Finding::new(Condition::HostSilent).with("path", program.display());
        return list_alike(silent.with("code", code), unlisted);
    }
    let answers = Finding::new(Condition::HostAnswers);
    if is_window_open {
        return list_alike(answers, in_use);
    }
    let Some(settings) = settings else { return list_alike(answers, unlisted) };
    let ports: Vec<String> =
        [&settings.reader_port].into_iter().filter(|port| !port.is_empty()).cloned().collect();
    match timeout(LIST_PATIENCE, host.list_with_readers(&ports)).await {
        Ok(Ok(devices)) => vec![
            answers,
            judge_reader(&settings.reader_port, &devices),
            judge_scanner(&settings.scanner, &devices, has_program(SCAN_PROGRAM)),
            judge_printer(&settings.printer, &devices, has_program(PRINT_PROGRAM)),
        ],
        _ => list_alike(answers, unlisted),
    }
}

fn list_alike(first: Finding, devices: [Condition; 3]) -> Vec<Finding> {
    [first].into_iter().chain(devices.map(Finding::new)).collect()
}

/// Where this system looks for programs.
fn has_program(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

fn find_state(name: &str, kind: DeviceKind, devices: &[DeviceInfo]) -> Option<DeviceState> {
    let device = devices.iter().find(|device| device.kind == kind && device.name == name);
    device.map(|device| device.state)
}

fn count(kind: DeviceKind, devices: &[DeviceInfo]) -> usize {
    devices.iter().filter(|device| device.kind == kind).count()
}

fn judge_reader(port: &str, devices: &[DeviceInfo]) -> Finding {
    if port.is_empty() {
        return Finding::new(Condition::ReaderUnset);
    }
    let condition = match find_state(port, DeviceKind::IdReader, devices) {
        Some(DeviceState::Ready) => Condition::ReaderAnswers,
        Some(DeviceState::Busy) => Condition::ReaderBusy,
        Some(DeviceState::AccessDenied) => Condition::ReaderClosed,
        Some(DeviceState::NotConnected) => Condition::ReaderGone,
        Some(DeviceState::Silent) => Condition::ReaderSilent,
        // Nobody looked at it.
        Some(DeviceState::Stopped | DeviceState::Unknown) | None => {
            return Finding::new(Condition::ReaderUnlisted);
        }
    };
    Finding::new(condition).with("port", port)
}

fn judge_scanner(name: &str, devices: &[DeviceInfo], has_program: bool) -> Finding {
    if !has_program {
        return Finding::new(Condition::ScanProgramMissing);
    }
    if name.is_empty() {
        let device_count = count(DeviceKind::Scanner, devices);
        return Finding::new(Condition::ScannerUnset).with("count", device_count);
    }
    let condition = match find_state(name, DeviceKind::Scanner, devices) {
        Some(_) => Condition::ScannerFound,
        None => Condition::ScannerGone,
    };
    Finding::new(condition).with("name", name)
}

fn judge_printer(name: &str, devices: &[DeviceInfo], has_program: bool) -> Finding {
    if !has_program {
        return Finding::new(Condition::PrintProgramMissing);
    }
    if name.is_empty() {
        let device_count = count(DeviceKind::Printer, devices);
        return Finding::new(Condition::PrinterUnset).with("count", device_count);
    }
    let condition = match find_state(name, DeviceKind::Printer, devices) {
        Some(DeviceState::Ready | DeviceState::Busy) => Condition::PrinterReady,
        Some(DeviceState::Stopped) => Condition::PrinterStopped,
        Some(_) => Condition::PrinterUnsure,
        None => Condition::PrinterGone,
    };
    Finding::new(condition).with("name", name)
}

#[cfg(test)]
mod tests;

//! What is wrong with this computer, found without a window: looked at and asked, and nothing is
//! changed or remembered. Words for people are the shell's.
//!
//! Only the greeting goes over the line. Where a window is open its records and devices are left to
//! it; a check that could not be made says so.
mod centre;
mod clock;
mod condition;
mod devices;
mod disk;
mod keyring;
mod lock;
mod office;
mod records;
mod rights;
mod settings;
mod tools;
mod versions;

pub use condition::{Check, Condition, Finding, State};

use crate::station::clock::{system_clock, zone_seconds_at};
use crate::station::settings::{Folders, Settings, load_settings};
use std::path::Path;

/// All but what only a window library knows.
pub async fn examine_computer(folders: &Folders, is_window_open: bool) -> Vec<Finding> {
    let loaded = load_settings(&folders.config);
    let settings = loaded.as_ref().ok();
    let (worker, devices, sealed) = tokio::join!(
        tools::examine_worker(folders),
        devices::examine_devices(folders, settings, is_window_open),
        examine_station(folders, settings, is_window_open),
    );
    let own = [
        versions::examine_versions(folders),
        settings::judge_settings(folders, settings),
        disk::examine_disk(folders, settings),
    ];
    let mut findings: Vec<Finding> =
        own.into_iter().chain(rights::examine_rights(folders)).collect();
    findings.extend(sealed);
    findings.extend(devices);
    findings.extend(worker);
    findings.sort_by_key(|finding| finding.condition.check());
    findings
}

/// Keyring, records, and what follows from them: the centre, the office, the clock.
async fn examine_station(
    folders: &Folders,
    settings: Option<&Settings>,
    is_window_open: bool,
) -> Vec<Finding> {
    let lock = lock::find_lock(&folders.data);
    let keyring = keyring::ask_keyring().await;
    let (records, memory) = records::read_records(folders, lock, keyring, is_window_open).await;
    let memory = memory.as_ref();
    let system_file = centre::read_system_file(folders);
    let system_centre = system_file.as_ref().ok().and_then(Option::as_ref);
    let answer = office::ask_target(office::find_target(settings, memory, system_centre)).await;
    let now_ms = system_clock()();
    // Whoever answered in the office's place says nothing of it, nor of the time.
    let office = office::judge_office(&answer, memory);
    let is_known = office.condition != Condition::OfficeIsAnother;
    let office_ms = answer.office_ms().filter(|_| is_known);
    vec![
        keyring::judge_keyring(lock, keyring, is_window_open),
        records,
        centre::judge_centre(memory, &system_file, is_known && answer.is_real(), now_ms),
        office,
        office::judge_certificate(&answer),
        clock::judge_clock(now_ms, office_ms, memory.and_then(|memory| memory.reckoning)),
        clock::judge_zone(zone_seconds_at(now_ms)),
    ]
}

/// The folder, or the nearest above it that is there: what counts for what will be made in it.
fn find_existing(path: &Path) -> &Path {
    path.ancestors().find(|folder| folder.exists()).unwrap_or(path)
}

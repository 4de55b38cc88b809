//! Reports of faults: a small file for each beside the log, so that the next start can tell of it
//! and a technician finds it. A place and a time, never the words of a fault: they may quote what
//! was being worked on.
use super::Station;
use super::clock::system_clock;
use super::stored::StoredName;
use crate::Failure;
use crate::contract::views::StartState;
use counter_core::date::Moment;
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Result, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The oldest make room.
const MOST: usize = 20;
/// Faults of the same thousandth of a second that are kept.
const AT_ONCE: u32 = 5;
/// A report is far below.
const MOST_BYTES: u64 = 4096;
/// Of a path the last names only: what comes before is of the computer that built the program.
const PLACE_NAMES: usize = 4;
const THREAD_LETTERS: usize = 32;
/// Hang-up, interrupt, terminate: somebody asked the program to end.
const ASKED: [i32; 3] = [1, 2, 15];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Program {
    Window,
    DeviceHost,
    DocumentWorker,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrashReport {
    pub at: Moment,
    pub program: Program,
    pub version: String,
    /// Of the window that wrote this down: it tells of the ones before it.
    pub process: u32,
    pub thread: Option<String>,
    /// File and line.
    pub place: Option<String>,
    pub signal: Option<i32>,
}

impl CrashReport {
    fn new(at: Moment, program: Program) -> CrashReport {
        CrashReport {
            at,
            program,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            process: std::process::id(),
            thread: None,
            place: None,
            signal: None,
        }
    }

    /// Of this very program, for the shell's hook.
    pub fn of_panic(place: Option<(&str, u32)>, thread: Option<&str>) -> CrashReport {
        CrashReport {
            thread: thread.map(clean_thread),
            place: place.map(|(file, line)| format!("{}:{line}", trim_place(file))),
            ..CrashReport::new(Moment::from_millis(system_clock()()), Program::Window)
        }
    }
}

fn clean_thread(name: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || ['-', '_'].contains(c);
    name.chars().filter(is_plain).take(THREAD_LETTERS).collect()
}

fn trim_place(file: &str) -> String {
    let names: Vec<&str> = file.split(['/', '\\']).collect();
    let before = names.len().saturating_sub(PLACE_NAMES);
    names.into_iter().skip(before).collect::<Vec<_>>().join("/")
}

/// For a moment in which much is wrong already: what cannot be kept is let go.
///
/// # Errors
/// The folder cannot be made or written to.
pub fn keep_crash_report(logs: &Path, report: &CrashReport) -> Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(logs)?;
    let bytes = serde_json::to_vec(report)?;
    let local = report.at.local_datetime().strftime("%Y%m%dT%H%M%S");
    let stem = format!("crash-{local}-{:03}", report.at.millis().rem_euclid(1000));
    let names = (1..=AT_ONCE).map(|n| match n {
        1 => format!("{stem}.json"),
        n => format!("{stem}-{n}.json"),
    });
    for name in names {
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(logs.join(name)) {
            Ok(mut file) => {
                file.write_all(&bytes)?;
                break;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    let files = list_reports(logs);
    for old in files.iter().take(files.len().saturating_sub(MOST)) {
        fs::remove_file(old)?;
    }
    Ok(())
}

/// The oldest first.
fn list_reports(logs: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(logs).into_iter().flatten().flatten();
    let is_report = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("crash-") && name.ends_with(".json")
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_report).collect();
    files.sort();
    files
}

/// With the names of their files, the oldest first. What cannot be read is no report.
pub fn read_crash_reports(logs: &Path) -> Vec<(String, CrashReport)> {
    let read = |file: PathBuf| {
        file.metadata().ok().filter(|metadata| metadata.len() <= MOST_BYTES)?;
        let bytes = fs::read(&file).ok()?;
        let name = file.file_name()?.to_str()?.to_owned();
        Some((name, serde_json::from_slice(&bytes).ok()?))
    };
    list_reports(logs).into_iter().filter_map(read).collect()
}

impl Station {
    /// A helper was ended by a signal. One that asks it to end is nobody's fault.
    pub fn note_signal(&self, program: Program, signal: i32) {
        if ASKED.contains(&signal) {
            return;
        }
        tracing::error!(?program, signal, "a helper was ended by a signal");
        let report = CrashReport { signal: Some(signal), ..CrashReport::new(self.now(), program) };
        if let Err(error) = keep_crash_report(&self.folders.logs, &report) {
            tracing::warn!(kind = ?error.kind(), "a report could not be kept");
        }
    }

    /// What happened before this start and nobody has read of; the oldest first. Where the store is
    /// not open it is not known what was read, and where nothing can be set nobody is told.
    pub fn unread_crashes(&self) -> Vec<&CrashReport> {
        if self.environment.fixed || self.start_state().0 != StartState::Ready {
            return Vec::new();
        }
        let read: Vec<String> = self.stored_value(StoredName::CrashesRead).unwrap_or_default();
        let unread = self.earlier_crashes.iter().filter(|(name, _)| !read.contains(name));
        unread.map(|(_, report)| report).collect()
    }

    /// By their names, since a clock may be set back.
    pub fn mark_crashes_read(&self) -> std::result::Result<(), Failure> {
        let names: Vec<&str> = self.earlier_crashes.iter().map(|(name, _)| &**name).collect();
        self.store_value(StoredName::CrashesRead, &names)
    }
}

/// Those of earlier starts, with the names of their files.
pub fn find_earlier_crashes(logs: &Path) -> Vec<(String, CrashReport)> {
    let own = std::process::id();
    let reports = read_crash_reports(logs).into_iter();
    reports.filter(|(_, report)| report.process != own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(at_ms: i64) -> CrashReport {
        CrashReport::new(Moment::from_millis(at_ms), Program::DeviceHost)
    }

    #[test]
    fn the_newest_are_kept_in_their_order_with_one_that_came_at_once() {
        let home = tempfile::tempdir().unwrap();
        let logs = home.path().join("logs");
        for n in 0..25 {
            keep_crash_report(&logs, &report(1_764_000_000_000 + n * 7)).unwrap();
        }
        keep_crash_report(&logs, &report(1_764_000_000_000 + 24 * 7)).unwrap();
        std::fs::write(logs.join("crash-20990101T000000-000.json"), "half a rep").unwrap();
        let reports: Vec<i64> =
            read_crash_reports(&logs).into_iter().map(|(_, report)| report.at.millis()).collect();
        let expected: Vec<i64> = (6..25).chain([24]).map(|n| 1_764_000_000_000 + n * 7).collect();
        assert_eq!(reports, expected);
        assert!(find_earlier_crashes(&logs).is_empty(), "they are this program's own");
    }

    #[test]
    fn a_place_says_nothing_of_the_computer_that_built_the_program() {
        let own = CrashReport::of_panic(
            Some(("src-tauri/crates/desk/src/views/notices.rs", 12)),
            Some("clerk's 陈示例-1"),
        );
        assert_eq!(own.place.as_deref(), Some("desk/src/views/notices.rs:12"));
        assert_eq!(own.thread.as_deref(), Some("clerks-1"));
        let other =
            CrashReport::of_panic(Some(("/home/x/.cargo/registry/a/b-1/src/c.rs", 3)), None);
        assert_eq!(other.place.as_deref(), Some("a/b-1/src/c.rs:3"));
    }
}

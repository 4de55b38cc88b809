//! What the tests stand on: a folder, a host, an emulated reader with a scenario, a patient wait.

use std::path::{Path, PathBuf};
use std::time::Duration;

use counter_devices::{Emulator, Host};
use tempfile::TempDir;

pub const PATIENCE: Duration = Duration::from_secs(20);

pub fn exe() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_device-host"))
}

pub fn host() -> Host {
    Host::new(exe().to_owned())
}

/// Asks again until it holds. Fails when it never does.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let all = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let held = tokio::time::timeout(PATIENCE, all).await;
    assert!(held.is_ok(), "never happened: {what}");
}

/// An emulated reader and the folder its port lies in.
pub struct Reader {
    pub emulator: Emulator,
    pub port: String,
    pub folder: TempDir,
}

impl Reader {
    /// The built-in cards, with `head` (speed, placing, faults) instead of the built-in head.
    pub async fn with(head: &str) -> Self {
        let trial = include_str!("../../src/emulate/default.yaml");
        let cards = trial.split_once("\ncards:").expect("cards").1;
        let folder = tempfile::tempdir().expect("folder");
        let scenario = folder.path().join("scenario.yaml");
        std::fs::write(&scenario, format!("{head}\ncards:{cards}")).expect("scenario");
        Self::start(&scenario, folder).await
    }

    pub async fn trial() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        Self::start("default".as_ref(), folder).await
    }

    async fn start(scenario: &Path, folder: TempDir) -> Self {
        let link = folder.path().join("reader");
        let control = folder.path().join("control");
        let emulator =
            Emulator::start(exe(), scenario, &link, Some(&control)).await.expect("emulator");
        Self { port: emulator.port_path(), emulator, folder }
    }

    pub async fn control(&self, line: &str) {
        assert!(self.emulator.send_control(line).await.expect(line), "{line}");
    }
}

/// Processes started by this one, by name.
pub fn children(parent: u32, name: &str) -> Vec<i32> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir("/proc").expect("/proc").flatten() {
        let status = std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
        let field = |key: &str| {
            let line = status.lines().find(|line| line.starts_with(key));
            line.and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default().to_owned()
        };
        let dead = field("State:") == "Z";
        if field("Name:") == name && field("PPid:") == parent.to_string() && !dead {
            found.extend(field("Pid:").parse::<i32>());
        }
    }
    found
}

pub fn is_running(pid: i32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let state = status.lines().find(|line| line.starts_with("State:"));
    state.is_some_and(|state| !state.contains('Z') && !state.contains('X'))
}

pub fn signal(pid: i32, signal: rustix::process::Signal) {
    let pid = rustix::process::Pid::from_raw(pid).expect("pid");
    rustix::process::kill_process(pid, signal).expect("signal");
}

/// Folders with pages of the host with this process number.
pub fn scratch_of(pid: u32) -> Vec<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let places = runtime.into_iter().chain([PathBuf::from("/dev/shm")]);
    let entries = places.flat_map(|place| std::fs::read_dir(place).into_iter().flatten().flatten());
    let name = format!("counter-scan-{pid}-");
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&name))
        .map(|entry| entry.path())
        .collect()
}

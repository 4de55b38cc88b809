//! Where this computer's updates come from and whose they are, and what it knows of them. Files of
//! root; everybody may read them.
use super::End;
use super::source::Source;
use crate::commands::files::{read_bounded, write_public};
use crate::output::{Fault, Outcome};
use clap::Args;
use counter_centre::PublicKey;
use counter_core::update::{UpdateCode, UpdateState};
use serde::Deserialize;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const CONFIG: &str = "/etc/counter-workstation/updates.json";
const STATE: &str = "/var/lib/counter-workstation/updates/state.json";
const LONGEST: usize = 256 * 1024;
const PACKAGES: &str = "packages";
const LOCK: &str = "run.lock";

#[derive(Args)]
pub struct Places {
    /// Where updates come from and who signs them.
    #[arg(long, default_value = CONFIG)]
    config: PathBuf,
    /// What is known of updates here; beside it what was downloaded.
    #[arg(long, default_value = STATE)]
    state: PathBuf,
    /// The same tree elsewhere, this once: file:///media/stick. The key is the same.
    #[arg(long)]
    source: Option<String>,
}

#[derive(Args)]
pub struct Shown {
    #[arg(long, default_value = STATE)]
    state: PathBuf,
}

#[derive(Deserialize)]
pub struct Config {
    source: String,
    pub key: PublicKey,
}

impl Places {
    /// None where nobody has set up updates on this computer.
    pub fn read_config(&self) -> Result<Option<Config>, Fault> {
        let unreadable = |cause: &dyn std::fmt::Display| {
            Fault::new("update_config", format!("{}: {cause}", self.config.display()))
        };
        match read_bounded(&self.config, LONGEST) {
            Ok(bytes) => {
                serde_json::from_slice(&bytes).map(Some).map_err(|cause| unreadable(&cause))
            }
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(unreadable(&cause)),
        }
    }

    pub fn open_source(&self, config: &Config) -> Result<Source, End> {
        Source::open(self.source.as_deref().unwrap_or(&config.source))
    }

    /// One run at a time, until the answer is dropped: a timer's and a technician's with a stick
    /// would undo what the other has noted, and remove what it has fetched.
    pub fn hold_alone(&self) -> Result<File, End> {
        let cannot = |cause: std::io::Error| {
            End::because(UpdateCode::FailedStore, format!("{}: {cause}", self.state.display()))
        };
        if let Some(folder) = self.state.parent() {
            std::fs::create_dir_all(folder).map_err(cannot)?;
        }
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        // Whoever may open it may lock it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(self.state.with_file_name(LOCK)).map_err(cannot)?;
        lock.lock().map_err(cannot)?;
        Ok(lock)
    }

    pub fn read_state(&self) -> UpdateState {
        read_state(&self.state).unwrap_or_default()
    }

    pub fn save_state(&self, state: &UpdateState) -> Result<(), End> {
        let cannot = |cause: &dyn std::fmt::Display| {
            End::because(UpdateCode::FailedStore, format!("{}: {cause}", self.state.display()))
        };
        let text = serde_json::to_string_pretty(state).map_err(|cause| cannot(&cause))? + "\n";
        if let Some(folder) = self.state.parent() {
            std::fs::create_dir_all(folder).map_err(|cause| cannot(&cause))?;
        }
        write_public(&self.state, text.as_bytes()).map_err(|cause| cannot(&cause))
    }

    /// Where packages lie until they are installed; nobody but root writes there.
    pub fn open_packages(&self) -> Result<PathBuf, End> {
        let folder = self.state.with_file_name(PACKAGES);
        std::fs::create_dir_all(&folder).map_err(|cause| {
            End::because(UpdateCode::FailedStore, format!("{}: {cause}", folder.display()))
        })?;
        Ok(folder)
    }
}

/// A file that cannot be read is as none: it is written whole, so a disk damaged it. What is
/// installed stays the lowest version that is taken.
fn read_state(file: &Path) -> Option<UpdateState> {
    serde_json::from_slice(&read_bounded(file, LONGEST).ok()?).ok()
}

pub fn show_state(shown: &Shown) -> Outcome {
    let none = || Fault::new("no_update_state", "no look for updates was taken here yet");
    let state = read_state(&shown.state).ok_or_else(none)?;
    serde_json::to_value(state).map_err(Fault::internal)
}

//! Settings of this window and the folders it may use. The shell and the command line hand the folders in.
pub use crate::contract::views::Settings;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where things may be written, and where the program's own helpers sit (`device-host`, `document-worker`).
#[derive(Clone, Debug)]
pub struct Folders {
    pub data: PathBuf,
    pub cache: PathBuf,
    pub config: PathBuf,
    pub logs: PathBuf,
    pub runtime: PathBuf,
    pub programs: PathBuf,
}

impl Folders {
    pub fn program(&self, name: &str, variable: &str) -> PathBuf {
        std::env::var_os(variable).map_or_else(|| self.programs.join(name), PathBuf::from)
    }
}

/// Nothing configured: every address is empty, which means the embedded default.
pub fn default_settings() -> Settings {
    Settings {
        office: String::new(),
        reader_port: String::new(),
        reader_speed: 115_200,
        scanner: String::new(),
        scan_source: "flatbed".into(),
        scan_resolution: 150,
        printer: String::new(),
        language: "zh-CN".into(),
        text_size: "normal".into(),
        keep_days: 365,
        warn_free_gib: 10,
        citizen_screen: false,
        catalogue_key: String::new(),
    }
}

/// What a file of an older program does not say.
impl Default for Settings {
    fn default() -> Self {
        default_settings()
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("settings.json")
}

/// A missing or unreadable file gives the defaults: settings never keep a clerk from working.
pub fn load(folder: &Path) -> Settings {
    std::fs::read(file(folder))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_else(default_settings)
}

pub fn save(folder: &Path, settings: &Settings) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(&serde_json::to_vec_pretty(settings)?)?;
    fresh.as_file().sync_all()?;
    fresh.persist(file(folder)).map_err(|e| e.error)?;
    Ok(())
}

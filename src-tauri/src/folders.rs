//! Where the program keeps its files: everything under `COUNTER_HOME` if that is set, else the
//! user's XDG folders.

use std::env;
use std::io;
use std::path::PathBuf;

use counter_desk::Folders;
use tauri::path::PathResolver;
use tauri::{Error, Runtime};

const CONFIG: &str = "config";
/// As `tauri.conf.json` has it, for what comes before that is read.
#[cfg(target_os = "linux")]
const IDENTIFIER: &str = "cn.example.counter-workstation";

/// As in [`resolve_folders`], before there is an app to ask.
#[cfg(target_os = "linux")]
pub fn config_folder() -> Option<PathBuf> {
    match own_home() {
        Some(home) => Some(home.ok()?.join(CONFIG)),
        None => Some(dirs::config_dir()?.join(IDENTIFIER)),
    }
}

/// The one folder for everything, where it is set.
fn own_home() -> Option<io::Result<PathBuf>> {
    let home = env::var_os("COUNTER_HOME").filter(|home| !home.is_empty())?;
    Some(std::path::absolute(PathBuf::from(home)))
}

/// # Errors
/// The system names no home folder, or the program's own place is unknown.
pub fn resolve_folders<R: Runtime>(system: &PathResolver<R>) -> Result<Folders, Error> {
    let programs = programs_folder()?;
    if let Some(home) = own_home() {
        let home = home?;
        return Ok(Folders {
            data: home.join("data"),
            cache: home.join("cache"),
            config: home.join(CONFIG),
            system: home.join("system"),
            logs: home.join("logs"),
            runtime: home.join("runtime"),
            programs,
        });
    }
    let cache = system.app_cache_dir()?;
    Ok(Folders {
        data: system.app_data_dir()?,
        config: system.app_config_dir()?,
        system: system_folder(),
        logs: system.app_log_dir()?,
        // No session manager, no runtime folder: the cache is the next place that nobody backs up.
        runtime: system
            .runtime_dir()
            .map_or_else(|_| cache.join("runtime"), |dir| dir.join("counter-workstation")),
        cache,
        programs,
    })
}

/// Where an administrator of this computer puts what counts for whoever uses it.
#[cfg(unix)]
fn system_folder() -> PathBuf {
    PathBuf::from("/etc/counter-workstation")
}

/// Untested, as all that is said of Windows.
#[cfg(not(unix))]
fn system_folder() -> PathBuf {
    let data =
        env::var_os("ProgramData").map_or_else(|| PathBuf::from(r"C:\ProgramData"), PathBuf::from);
    data.join("counter-workstation")
}

/// The device host and the document worker lie beside this program.
fn programs_folder() -> io::Result<PathBuf> {
    let own = env::current_exe()?;
    own.parent().map(PathBuf::from).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_identifier_is_that_of_the_configuration() {
        let configuration = include_str!("../tauri.conf.json");
        let configuration: serde_json::Value = serde_json::from_str(configuration).unwrap();
        assert_eq!(configuration["identifier"], IDENTIFIER);
    }
}

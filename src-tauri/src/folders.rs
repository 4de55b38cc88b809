//! Where the program keeps its files: everything under `COUNTER_HOME` if that is set, else the
//! user's XDG folders. Known before there is an app to ask.

use std::env;
use std::io;
use std::path::PathBuf;

use counter_desk::Folders;

/// As `tauri.conf.json` has it.
const IDENTIFIER: &str = "cn.example.counter-workstation";

/// The one folder for everything, where it is set.
fn own_home() -> Option<io::Result<PathBuf>> {
    let home = env::var_os("COUNTER_HOME").filter(|home| !home.is_empty())?;
    Some(std::path::absolute(PathBuf::from(home)))
}

/// # Errors
/// The system names no home folder, or the program's own place is unknown.
pub fn find_folders() -> io::Result<Folders> {
    let programs = programs_folder()?;
    if let Some(home) = own_home() {
        let home = home?;
        return Ok(Folders {
            data: home.join("data"),
            cache: home.join("cache"),
            config: home.join("config"),
            system: home.join("system"),
            machine: home.join("machine"),
            logs: home.join("logs"),
            runtime: home.join("runtime"),
            programs,
        });
    }
    let cache = own_folder(dirs::cache_dir())?;
    Ok(Folders {
        data: own_folder(dirs::data_dir())?,
        config: own_folder(dirs::config_dir())?,
        system: system_folder(),
        machine: PathBuf::from("/"),
        logs: own_folder(dirs::data_local_dir())?.join("logs"),
        // No session manager, no runtime folder: the cache is the next place that nobody backs up.
        runtime: dirs::runtime_dir()
            .map_or_else(|| cache.join("runtime"), |dir| dir.join("counter-workstation")),
        cache,
        programs,
    })
}

fn own_folder(base: Option<PathBuf>) -> io::Result<PathBuf> {
    let base = base.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no home folder"))?;
    Ok(base.join(IDENTIFIER))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identifier_is_that_of_the_configuration() {
        let configuration = include_str!("../tauri.conf.json");
        let configuration: serde_json::Value = serde_json::from_str(configuration).unwrap();
        assert_eq!(configuration["identifier"], IDENTIFIER);
    }
}

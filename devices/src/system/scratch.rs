//! Where a page lies between the scanning program and us: a folder only this user can enter, on a
//! filesystem that lives in memory. A disk is never used, so a page cannot be left behind on one.

use std::fs::{DirBuilder, read_dir, remove_dir_all};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::model::DeviceError;

const PREFIX: &str = "counter-scan-";
const TMPFS: i64 = 0x0102_1994;
const RAMFS: i64 = 0x8584_58F6;

static NEXT: AtomicU32 = AtomicU32::new(1);

/// Removed with all it holds when dropped.
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    pub fn create() -> Result<Self, DeviceError> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{PREFIX}{}-{number}", std::process::id());
        memory_folders()
            .map(|place| place.join(&name))
            .find(|path| DirBuilder::new().mode(0o700).create(path).is_ok())
            .map(|path| Self { path })
            .ok_or(DeviceError::NoScratch)
    }

    pub fn folder_path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing can be done about a failure here; the next start sweeps.
        let _ = remove_dir_all(&self.path);
    }
}

/// Removes what a killed host left in memory.
pub fn remove_abandoned() {
    for place in memory_folders() {
        let entries = read_dir(place).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| is_abandoned(&entry.file_name().to_string_lossy())) {
            let _ = remove_dir_all(entry.path());
        }
    }
}

fn is_abandoned(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .and_then(|tail| tail.split_once('-'))
        .and_then(|(pid, _)| pid.parse::<u32>().ok())
        .is_some_and(|pid| !Path::new(&format!("/proc/{pid}")).exists())
}

fn memory_folders() -> impl Iterator<Item = PathBuf> {
    std::env::var_os("XDG_RUNTIME_DIR")
        .map(PathBuf::from)
        .into_iter()
        .chain([PathBuf::from("/dev/shm")])
        .filter(|place| is_in_memory(place))
}

fn is_in_memory(place: &Path) -> bool {
    rustix::fs::statfs(place).is_ok_and(|fs| fs.f_type == TMPFS || fs.f_type == RAMFS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn it_is_private_and_goes_away() {
        let scratch = Scratch::create().unwrap();
        let path = scratch.folder_path().to_owned();
        std::fs::write(path.join("page"), "x").unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        drop(scratch);
        assert!(!path.exists());
    }

    #[test]
    fn a_disk_is_no_place_for_it() {
        assert!(!is_in_memory(Path::new("/proc")));
        assert!(!is_in_memory(Path::new("/nowhere")));
    }

    #[test]
    fn only_folders_of_dead_processes_are_swept() {
        assert!(!is_abandoned(&format!("{PREFIX}{}-1", std::process::id())));
        assert!(is_abandoned(&format!("{PREFIX}4294967295-1")));
        assert!(!is_abandoned("something-else"));
    }
}

//! What others of this computer may open.
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// This folder, and all that lies in it. Links are left out: they have no rights of their own.
pub fn list_files(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            // What a running program removes meanwhile is nobody's any more.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if !kind.is_symlink() => files.push(entry.path()),
                _ => {}
            }
        }
        files.push(folder);
    }
    files
}

pub fn find_open(folder: &Path) -> Vec<PathBuf> {
    let is_open = |place: &PathBuf| {
        std::fs::metadata(place).is_ok_and(|known| known.permissions().mode() & 0o077 != 0)
    };
    list_files(folder).into_iter().filter(is_open).collect()
}

/// As a program of before left them, or a copy that was brought back.
pub fn open_up(folder: &Path) {
    for place in list_files(folder) {
        let mode = if place.is_dir() { 0o755 } else { 0o644 };
        std::fs::set_permissions(place, PermissionsExt::from_mode(mode)).unwrap();
    }
}

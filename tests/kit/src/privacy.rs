//! Whether what the programs made, and their memory, is their user's alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::TestResult;

/// What others of the computer may open of this file, or of this folder with all that lies in it.
/// Links have no rights of their own.
///
/// # Errors
/// A folder cannot be read.
pub fn find_open(root: &Path) -> TestResult<Vec<PathBuf>> {
    let (mut open, mut places) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(place) = places.pop() {
        // It may go away while the program tidies up; then nobody opens it.
        let Ok(known) = fs::symlink_metadata(&place) else { continue };
        if known.is_dir() {
            for entry in fs::read_dir(&place)? {
                places.push(entry?.path());
            }
        }
        if !known.is_symlink() && known.permissions().mode() & 0o077 != 0 {
            open.push(place);
        }
    }
    Ok(open)
}

/// Whether the memory of a process would be left behind where it dies. Of one that is over it would
/// not.
pub fn dumps_core(process: u32) -> bool {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).unwrap_or_default();
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size"));
    core.is_some_and(|core| core.split_whitespace().take(2).any(|limit| limit != "0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_may_open_is_found_at_any_depth() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        let set = |name: &str, mode| {
            fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        fs::create_dir(at("deep")).unwrap();
        for name in ["deep/open", "deep/closed"] {
            fs::write(at(name), "x").unwrap();
            set(name, 0o600);
        }
        for folder in ["", "deep"] {
            set(folder, 0o700);
        }
        assert_eq!(find_open(root.path()).unwrap(), [] as [PathBuf; 0]);
        set("deep/open", 0o640);
        assert_eq!(find_open(root.path()).unwrap(), [at("deep/open")]);
    }
}

//! Files that nobody but this program's own user may open, from their first byte: 0600, and 0700
//! for folders.
//!
//! Windows is told nothing here: there a file has the rights of the folder that it is made in, and
//! a user's own folders are closed to other users by the system.

#[cfg(unix)]
use std::io;
use std::path::{Path, PathBuf};

/// What this process makes from here on is for its own user alone, whichever library makes it. Said
/// once, before anything is made; a file for everybody is opened to everybody by name.
#[cfg(unix)]
pub fn keep_files_private() {
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
}

#[cfg(not(unix))]
pub fn keep_files_private() {}

/// Closes this file, or this folder with all that lies in it, to everybody else: an older program
/// left it open, or a copy that was brought back did. Links are not followed, and what is neither
/// file nor folder stays as it is. The answer is what was open.
#[cfg(unix)]
pub fn close_to_others(place: &Path) -> Vec<PathBuf> {
    let mut open = Vec::new();
    let mut places = vec![place.to_owned()];
    // The folder before what is in it: from then on nobody else comes by it.
    while let Some(place) = places.pop() {
        // What cannot be read, or is somebody else's, is told elsewhere, when it is needed.
        let Ok(is_folder) = close_one(&place, &mut open) else { continue };
        let entries = is_folder.then(|| std::fs::read_dir(&place)).and_then(io::Result::ok);
        places.extend(entries.into_iter().flatten().flatten().map(|entry| entry.path()));
    }
    open
}

#[cfg(not(unix))]
pub fn close_to_others(_: &Path) -> Vec<PathBuf> {
    Vec::new()
}

/// The rights of the group and of everybody else.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Whether it is a folder.
#[cfg(unix)]
fn close_one(place: &Path, open: &mut Vec<PathBuf>) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = std::fs::symlink_metadata(place)?;
    let mode = metadata.permissions().mode();
    if (metadata.is_file() || metadata.is_dir()) && mode & OTHERS != 0 {
        open.push(place.to_owned());
        std::fs::set_permissions(place, PermissionsExt::from_mode(mode & 0o7777 & !OTHERS))?;
    }
    Ok(metadata.is_dir())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn mode(place: &Path) -> u32 {
        fs::metadata(place).unwrap().permissions().mode() & 0o777
    }

    /// Closed by hand: the other test's umask counts for the whole process, from when it runs.
    fn make_home() -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        open_up(home.path(), 0o700);
        home
    }

    fn open_up(place: &Path, mode: u32) {
        fs::set_permissions(place, PermissionsExt::from_mode(mode)).unwrap();
    }

    #[test]
    fn what_a_process_makes_is_its_users_alone_from_the_first_byte() {
        let home = tempfile::tempdir().unwrap();
        keep_files_private();
        let (file, folder) = (home.path().join("file"), home.path().join("a/b"));
        let made = fs::File::create(&file).unwrap();
        assert_eq!(made.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        fs::create_dir_all(&folder).unwrap();
        assert_eq!([mode(&folder), mode(&home.path().join("a"))], [0o700; 2]);
    }

    #[test]
    fn what_was_left_open_is_closed_and_named() {
        let home = make_home();
        let at = |name: &str| home.path().join(name);
        fs::create_dir(at("deep")).unwrap();
        for (name, open) in [("deep/wide", 0o644), ("closed", 0o600), ("tool", 0o755)] {
            fs::write(at(name), "x").unwrap();
            open_up(&at(name), open);
        }
        open_up(&at("deep"), 0o750);
        let mut open = close_to_others(home.path());
        open.sort();
        assert_eq!(open, [at("deep"), at("deep/wide"), at("tool")]);
        let modes = ["deep", "deep/wide", "closed", "tool"].map(|name| mode(&at(name)));
        assert_eq!(modes, [0o700, 0o600, 0o600, 0o700]);
        assert_eq!(close_to_others(home.path()), [] as [PathBuf; 0]);
        assert_eq!(close_to_others(&at("nowhere")), [] as [PathBuf; 0]);
    }

    #[test]
    fn what_a_link_leads_to_is_not_touched() {
        let (home, outside) = (make_home(), make_home());
        let target = outside.path().join("somebodys");
        fs::write(&target, "x").unwrap();
        open_up(&target, 0o644);
        open_up(outside.path(), 0o755);
        symlink(&target, home.path().join("file")).unwrap();
        symlink(outside.path(), home.path().join("folder")).unwrap();
        assert_eq!(close_to_others(home.path()), [] as [PathBuf; 0]);
        assert_eq!([mode(&target), mode(outside.path())], [0o644, 0o755]);
    }
}

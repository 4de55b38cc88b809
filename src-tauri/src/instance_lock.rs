//! One program per set of folders. The single-instance plug-in needs a session bus and only then
//! can bring the first window forward; this lock holds without a bus too. The system lets go of it
//! however the program ends.

use std::fs::{DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

/// Held as long as the program runs.
pub struct InstanceLock(#[expect(dead_code, reason = "kept open, never read")] File);

const NAME: &str = "window.lock";

/// `None`: another program holds these folders.
pub fn take_lock(runtime: &Path) -> io::Result<Option<InstanceLock>> {
    DirBuilder::new().recursive(true).mode(0o700).create(runtime)?;
    let file = File::create(runtime.join(NAME))?;
    let mut locked = file.try_lock();
    // Whoever only asks holds it for a moment.
    for _ in 0..10 {
        if !matches!(locked, Err(TryLockError::WouldBlock)) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        locked = file.try_lock();
    }
    match locked {
        Ok(()) => Ok(Some(InstanceLock(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Whether a program holds these folders now. Makes nothing, and lets go at once.
pub fn is_held(runtime: &Path) -> io::Result<bool> {
    let file = match File::open(runtime.join(NAME)) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_refused_until_the_first_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let first = take_lock(folder.path()).unwrap();
        assert!(first.is_some());
        assert!(take_lock(folder.path()).unwrap().is_none());
        drop(first);
        assert!(take_lock(folder.path()).unwrap().is_some());
    }

    #[test]
    fn whoever_only_asks_takes_and_makes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_held(folder.path()).unwrap());
        assert!(!folder.path().join(NAME).exists());
        let first = take_lock(folder.path()).unwrap();
        assert!(is_held(folder.path()).unwrap());
        drop(first);
        assert!(!is_held(folder.path()).unwrap());
        assert!(take_lock(folder.path()).unwrap().is_some());
    }
}

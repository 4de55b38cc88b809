//! One program per set of folders. The single-instance plug-in needs a session bus and only then
//! can bring the first window forward; this lock holds without a bus too. The system lets go of it
//! however the program ends.

use std::fs::{DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

/// Held as long as the program runs.
pub struct InstanceLock(#[expect(dead_code, reason = "kept open, never read")] File);

/// `None`: another program holds these folders.
pub fn take_lock(runtime: &Path) -> io::Result<Option<InstanceLock>> {
    DirBuilder::new().recursive(true).mode(0o700).create(runtime)?;
    let file = File::create(runtime.join("window.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(InstanceLock(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
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
}

//! The file on which a window holds a shared lock while a case is shown, something prints or a
//! piece is sent. The checker takes it alone, and waits for it only a while.
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Duration;

/// Nobody begins anything at a window while this is held.
pub struct Unused(#[expect(dead_code, reason = "kept open, never read")] Option<File>);

/// None while somebody uses a window, for as long as `patience`. Without the file there is no window
/// that could hold it.
pub fn wait_until_unused(file: &Path, patience: Duration) -> Option<Unused> {
    let lock_file = match File::open(file) {
        Ok(lock_file) => lock_file,
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Some(Unused(None)),
        Err(_) => return None,
    };
    match lock_file.try_lock() {
        Ok(()) => return Some(Unused(Some(lock_file))),
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(_)) => return None,
    }
    // On a thread of its own, which the program does not wait for when it ends.
    let (tell, told) = channel();
    std::thread::spawn(move || {
        if lock_file.lock().is_ok() {
            // Nobody waits any more: the lock goes with the file.
            let _ = tell.send(lock_file);
        }
    });
    told.recv_timeout(patience).ok().map(|lock_file| Unused(Some(lock_file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_in_use_is_waited_for_and_no_longer_than_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in-use");
        assert!(wait_until_unused(&file, Duration::ZERO).is_some(), "no window ever ran");
        File::create(&file).unwrap();
        let window = File::open(&file).unwrap();
        window.try_lock_shared().unwrap();
        assert!(wait_until_unused(&file, Duration::from_millis(20)).is_none());
        let (waiting, file) = (channel(), file.clone());
        let checker = std::thread::spawn(move || {
            waiting.0.send(()).unwrap();
            wait_until_unused(&file, Duration::from_secs(30)).is_some()
        });
        waiting.1.recv().unwrap();
        drop(window);
        assert!(checker.join().unwrap());
    }
}

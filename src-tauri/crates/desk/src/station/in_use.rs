//! Somebody is being served here: the file that the checker of updates waits for is locked, shared,
//! while a case is on the screen, something prints or a piece is sent. Held, waiting and unsent
//! cases lock nothing. Where there is no such file nobody installs anything: a build from source.
use parking_lot::Mutex;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct InUse {
    file: PathBuf,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// Prints and pieces under way.
    uses: u32,
    case_shown: bool,
    lock: Option<File>,
}

/// The window is in use until this is dropped.
pub struct Use(Arc<InUse>);

impl InUse {
    pub fn new(file: PathBuf) -> Arc<InUse> {
        Arc::new(InUse { file, held: Mutex::default() })
    }

    pub fn begin_use(self: &Arc<Self>) -> Use {
        self.change(|state| state.uses += 1);
        Use(self.clone())
    }

    pub fn show_case(&self, shown: bool) {
        self.change(|state| state.case_shown = shown);
    }

    /// While an update was being installed the lock could not be had, and nobody was kept from
    /// working: once more.
    pub fn renew(&self) {
        self.change(|_| {});
    }

    /// Whether the checker has it alone: a package is being installed. What is tried for that is let
    /// go at once; the checker waits where it comes between.
    pub fn is_taken(&self) -> bool {
        if self.held.lock().lock.is_some() {
            return false;
        }
        let Ok(file) = File::open(&self.file) else { return false };
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }

    fn change(&self, change: impl FnOnce(&mut Held)) {
        let mut state = self.held.lock();
        change(&mut state);
        if state.uses == 0 && !state.case_shown {
            state.lock = None;
        } else if state.lock.is_none() {
            state.lock = take_shared(&self.file);
        }
    }
}

/// Never waits.
fn take_shared(file: &Path) -> Option<File> {
    let file = File::open(file).ok()?;
    file.try_lock_shared().ok()?;
    Some(file)
}

impl Drop for Use {
    fn drop(&mut self) {
        self.0.change(|state| state.uses = state.uses.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_free(file: &Path) -> bool {
        File::open(file).unwrap().try_lock().is_ok()
    }

    #[test]
    fn the_file_is_locked_while_anything_is_under_way() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in-use");
        File::create(&file).unwrap();
        let in_use = InUse::new(file.clone());
        assert!(is_free(&file));
        let (print, piece) = (in_use.begin_use(), in_use.begin_use());
        drop(print);
        assert!(!is_free(&file), "a piece is still sent");
        in_use.show_case(true);
        drop(piece);
        assert!(!is_free(&file), "a case is shown");
        in_use.show_case(false);
        assert!(is_free(&file));
    }

    #[test]
    fn who_works_is_never_waited_for_and_locks_once_the_checker_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in-use");
        let in_use = InUse::new(file.clone());
        in_use.show_case(true);
        in_use.show_case(false);
        let checker = File::create(&file).unwrap();
        assert!(!in_use.is_taken());
        checker.try_lock().unwrap();
        assert!(in_use.is_taken());
        in_use.show_case(true);
        drop(checker);
        assert!(is_free(&file), "it could not be had");
        in_use.renew();
        assert!(!is_free(&file));
        assert!(!in_use.is_taken(), "it is ours");
    }

    #[test]
    fn nobody_has_what_is_not_there_and_a_look_leaves_nothing_locked() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in-use");
        let in_use = InUse::new(file.clone());
        assert!(!in_use.is_taken());
        let window = File::create(&file).unwrap();
        window.try_lock_shared().unwrap();
        assert!(!in_use.is_taken(), "another window is no checker");
        drop(window);
        assert!(!in_use.is_taken());
        assert!(is_free(&file));
    }
}

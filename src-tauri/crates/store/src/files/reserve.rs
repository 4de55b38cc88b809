//! Room that is taken on the disk beforehand and given back bit by bit where the disk is full, so that
//! what must go on can. The file's bytes say nothing.

use rustix::fs::{FallocateFlags, fallocate, fstatvfs};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The log of the database alone grows to some 4 MiB before it begins anew.
const WHOLE: u64 = 16 << 20;
/// What the case on the screen is finished with: its last facts, papers, lines of the trail.
pub(crate) const LAST_SHARE: u64 = 8 << 20;
/// Given back at once.
const STEP: u64 = 512 << 10;
/// A disk with less room than so many reserves has none: it would only be full earlier.
const PLENTY: u64 = 4;

#[derive(Default)]
pub(crate) struct Reserve {
    file: Option<File>,
    left: u64,
}

impl Reserve {
    /// What an earlier start has left of it, or all of it where there is room.
    pub(crate) fn keep(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let file = options.open(path)?;
        let left = file.metadata()?.len();
        let mut reserve = Self { file: Some(file), left };
        reserve.fill();
        Ok(reserve)
    }

    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    pub(crate) fn is_drawn_upon(&self) -> bool {
        self.left < WHOLE
    }

    /// All of it again, where there is room.
    pub(crate) fn fill(&mut self) {
        let Some(file) = &self.file else { return };
        let Ok(disk) = fstatvfs(file) else { return };
        if disk.f_bavail * disk.f_frsize < PLENTY * WHOLE {
            return;
        }
        // A file system that cannot do this keeps no reserve.
        if fallocate(file, FallocateFlags::empty(), 0, WHOLE).is_ok() {
            self.left = WHOLE;
        }
    }

    /// Gives so many bytes and some more back to the disk, unless less than `floor` would be left.
    pub(crate) fn give_back(&mut self, bytes: u64, floor: u64) -> bool {
        let Some(file) = &self.file else { return false };
        let bytes = bytes.div_ceil(STEP).max(1) * STEP;
        let left = self.left.checked_sub(bytes).filter(|left| *left >= floor);
        let Some(left) = left.filter(|left| file.set_len(*left).is_ok()) else { return false };
        // Some file systems let go of room only with what says so.
        let _ = file.sync_all();
        self.left = left;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_given_back_down_to_the_floor_and_kept_over_a_start() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.reserve");
        let mut reserve = Reserve { file: Some(File::create(&path)?), left: 0 };
        assert!(!reserve.give_back(1, 0), "there is nothing to give");
        fallocate(File::create(&path)?, FallocateFlags::empty(), 0, WHOLE)?;
        reserve = Reserve { file: Some(OpenOptions::new().write(true).open(&path)?), left: WHOLE };
        assert!(reserve.give_back(1, LAST_SHARE));
        assert_eq!(reserve.left(), WHOLE - STEP);
        assert!(!reserve.give_back(WHOLE - STEP, LAST_SHARE), "not below the floor");
        assert!(reserve.give_back(WHOLE - STEP, 0));
        assert_eq!((reserve.left(), std::fs::metadata(&path)?.len()), (0, 0));
        assert!(!reserve.give_back(1, 0));
        Ok(())
    }
}

//! How much room is left where the records lie.

use std::io;
use std::path::Path;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// For this user; what the system keeps back for itself is not in it.
    pub free: u64,
    pub whole: u64,
}

pub fn disk_space(folder: &Path) -> io::Result<Space> {
    let stats = rustix::fs::statvfs(folder)?;
    Ok(Space { free: stats.f_bavail * stats.f_frsize, whole: stats.f_blocks * stats.f_frsize })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_of_the_disk_the_folder_is_on() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let told = disk_space(folder.path())?;
        assert!(told.whole > 0 && told.free <= told.whole);
        assert!(disk_space(&folder.path().join("nowhere")).is_err());
        Ok(())
    }
}

//! A disk that is really full: a small tmpfs. It takes the right to mount (root, or a container
//! that may).

use crate::station::{Station, begin, head};
use counter_store::{CaseWrite, Store, StoreError};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::{TempDir, tempdir};

type Done = Result<(), Box<dyn std::error::Error>>;

struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> Self {
        let dir = tempdir().expect("a temporary folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]);
        let done = mount.arg(dir.path()).status().expect("the program `mount`");
        assert!(done.success(), "this test must be allowed to mount a tmpfs: run it as root");
        Self(dir)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all room that is left; removing the file gives it back.
    fn fill(&self) -> std::path::PathBuf {
        let path = self.path().join("ballast");
        let mut left = vec![0; 4 << 20];
        while !left.is_empty() && std::fs::write(&path, &left).is_err() {
            let written = std::fs::metadata(&path).map_or(0, |m| m.len() as usize);
            left.truncate(if written < left.len() { written } else { left.len() - 4096 });
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a failed test may still hold a file open.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

/// Whole pages only, each as it was put.
fn all_readable(store: &Store, case: &str, count: usize, bytes: &[u8]) -> Done {
    let pages = store.pages(case)?;
    assert_eq!(pages.len(), count);
    for page in pages {
        assert_eq!(store.page(case, &page.id)?.1, bytes);
    }
    Ok(())
}

#[test]
fn pages_stop_at_the_last_whole_one_and_go_on_when_there_is_room() -> Done {
    let disk = SmallDisk::mount();
    let station = Station::at(disk.path());
    let mut store = station.open()?;
    let bytes = vec![0x5a; 50_000];
    begin(&mut store, &head("a", 1))?;
    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, vec![0; 200_000])?;
    let mut stored = 0;
    let error = loop {
        match store.put_page("a", "image/png", &bytes) {
            Ok(_) => stored += 1,
            Err(error) => break error,
        }
        assert!(stored < 100, "the disk is smaller than that");
    };
    assert!(matches!(error, StoreError::DiskFull), "{error}");
    assert!(stored > 3);
    all_readable(&store, "a", stored, &bytes)?;
    drop(store);
    let mut store = station.open()?;
    all_readable(&store, "a", stored, &bytes)?;
    let files = std::fs::read_dir(station.place.vault.join("a"))?.count();
    assert_eq!(files, stored, "nothing half-written is left");
    std::fs::remove_file(ballast)?;
    store.put_page("a", "image/png", &bytes)?;
    all_readable(&store, "a", stored + 1, &bytes)?;
    store.check_integrity()?;
    Ok(())
}

#[test]
fn a_step_that_finds_no_room_is_refused_whole() -> Done {
    let disk = SmallDisk::mount();
    let station = Station::at(disk.path());
    let mut store = station.open()?;
    begin(&mut store, &head("a", 1))?;
    let ballast = disk.fill();
    let mut row = head("a", 1);
    row.summary = "x".repeat(200_000);
    let step = |store: &mut Store, row: &_| {
        store.append(&CaseWrite {
            case: "a",
            expected_seq: 1,
            entries: &[],
            head: row,
            outbox: &[],
        })
    };
    assert!(matches!(step(&mut store, &row), Err(StoreError::DiskFull)));
    assert_eq!(store.head("a")?.map(|h| h.summary.len()), Some(head("a", 1).summary.len()));
    std::fs::remove_file(&ballast)?;
    // The system gives the room back a moment later, when the machine is busy.
    let deadline = Instant::now() + Duration::from_secs(10);
    while let Err(error) = step(&mut store, &row) {
        assert!(matches!(error, StoreError::DiskFull) && Instant::now() < deadline, "{error}");
    }
    drop(store);
    let store = station.open()?;
    assert_eq!(store.head("a")?.map(|h| h.summary.len()), Some(200_000));
    store.check_integrity()?;
    Ok(())
}

#[test]
fn a_first_start_on_a_full_disk_can_be_tried_again() -> Done {
    let disk = SmallDisk::mount();
    let station = Station::at(disk.path());
    let ballast = disk.fill();
    assert!(matches!(station.open(), Err(StoreError::DiskFull)));
    std::fs::remove_file(ballast)?;
    begin(&mut station.open()?, &head("a", 1))?;
    station.open()?.check_integrity()?;
    Ok(())
}

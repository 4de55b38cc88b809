//! A disk that is really full: a small tmpfs. It takes the right to mount (root, or a container
//! that may).

use crate::station::{Station, begin, head};
use counter_store::{AuditRow, CaseWrite, Store, StoreError};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::{TempDir, tempdir};

type Done = Result<(), Box<dyn std::error::Error>>;

struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> Self {
        Self::of("2m")
    }

    fn of(size: &str) -> Self {
        let dir = tempdir().expect("a temporary folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]);
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
        let mut file = std::fs::File::create(&path).expect("a file on the disk");
        while file.write_all(&[0; 4096]).is_ok() {}
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

fn long_step(store: &mut Store, case: &str) -> Result<(), StoreError> {
    let mut row = head(case, 1);
    row.summary = "x".repeat(200_000);
    store.append(&CaseWrite { case, expected_seq: 1, entries: &[], head: &row, outbox: &[] })
}

fn long_line(case: Option<&str>) -> AuditRow {
    AuditRow {
        at: "2026-03-02T09:00:00+08:00".into(),
        by: "c1".into(),
        action: "print".into(),
        case: case.map(str::to_owned),
        outcome: "x".repeat(100_000),
    }
}

#[test]
fn the_trail_and_the_case_on_the_screen_go_on_where_the_disk_is_full() -> Done {
    let disk = SmallDisk::of("96m");
    let station = Station::at(disk.path());
    let mut store = station.open()?;
    store.keep_reserve()?;
    begin(&mut store, &head("shown", 1))?;
    begin(&mut store, &head("other", 1))?;
    store.favour_case("shown");
    let ballast = disk.fill();
    let full = |outcome: Result<(), StoreError>| matches!(outcome, Err(StoreError::DiskFull));

    assert!(full(long_step(&mut store, "other")), "another case has no share");
    assert!(!store.is_out_of_room(Some("other")), "and may still be looked at");
    long_step(&mut store, "shown")?;
    let mut lines = 0;
    while store.append_audit(&long_line(None)).is_ok() {
        lines += 1;
        assert!(lines < 1000, "the reserve has an end");
    }
    assert!(lines > 5, "{lines}");

    // What is left is for the case on the screen, to finish it.
    assert!(store.is_out_of_room(Some("other")) && store.is_out_of_room(None));
    assert!(!store.is_out_of_room(Some("shown")));
    assert!(full(store.append_audit(&long_line(Some("other")))));
    assert!(full(long_step(&mut store, "other")));
    let page = vec![7; 300_000];
    assert!(full(store.put_page("shown", "image/png", &page).map(drop)), "no more pages");
    store.append_audit(&long_line(Some("shown")))?;
    long_step(&mut store, "shown")?;
    let paper = store.put_page("shown", "application/pdf", &page)?;
    store.next_number("case")?;
    assert!(store.make_room(page.len() as u64));

    std::fs::remove_file(&ballast)?;
    // The system gives the room back a moment later, when the machine is busy.
    let deadline = Instant::now() + Duration::from_secs(10);
    while store.is_out_of_room(None) {
        assert!(Instant::now() < deadline, "there is room again");
    }
    long_step(&mut store, "other")?;
    drop(store);
    let store = station.open()?;
    store.check_integrity()?;
    assert_eq!(store.page("shown", &paper.id)?.1, page);
    let proof = store.prove_audit()?;
    assert_eq!(
        (proof.lines, proof.broken),
        (lines + 1, None),
        "each line that was said to be there"
    );
    Ok(())
}

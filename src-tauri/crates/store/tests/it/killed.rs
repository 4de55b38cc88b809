//! The process is killed in the midst of its work, many times: what it had acknowledged is there,
//! whole, and nothing else is.

use crate::station::{Station, entry, head, place};
use counter_store::{CaseWrite, StationKey, Store};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::tempdir;

const FOLDER: &str = "COUNTER_STORE_TEST_FOLDER";
const KEY: [u8; 32] = [7; 32];
const ROUNDS: usize = 12;

type Done = Result<(), Box<dyn std::error::Error>>;

fn station(folder: &Path) -> Station {
    Station { place: place(folder), key: StationKey::from_bytes(&KEY).expect("32 bytes") }
}

/// One page and one entry naming it, again and again; each acknowledged on standard error once both
/// are stored.
fn work(store: &mut Store) -> Done {
    let mut seen = store.entries("a")?.len() as u64;
    loop {
        let page = store.put_page("a", "image/png", &vec![seen as u8; 70_000])?;
        let mut row = entry("a", seen);
        row.body = page.id;
        store.append(&CaseWrite {
            case: "a",
            expected_seq: seen,
            entries: &[row],
            head: &head("a", 1),
            outbox: &[],
        })?;
        seen += 1;
        writeln!(std::io::stderr(), "stored {seen}")?;
    }
}

#[test]
fn what_was_acknowledged_before_a_kill_is_there_after_it() -> Done {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return work(&mut station(Path::new(&folder)).open()?);
    }
    let dir = tempdir()?;
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe()?)
            .args([
                "--exact",
                "killed::what_was_acknowledged_before_a_kill_is_there_after_it",
                "--nocapture",
            ])
            .env(FOLDER, dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(child.stderr.take().ok_or("no standard error")?).lines();
        let target = acknowledged + 1 + (round as u64 * 5) % 7;
        for line in lines.by_ref() {
            let line = line?;
            acknowledged = line.strip_prefix("stored ").ok_or(line.clone())?.parse()?;
            if acknowledged >= target {
                break;
            }
        }
        child.kill()?;
        // What it still said while dying counts as well.
        for line in lines {
            if let Some(number) = line?.strip_prefix("stored ") {
                acknowledged = number.parse().unwrap_or(acknowledged);
            }
        }
        child.wait()?;
        assert!(acknowledged >= target, "it worked until it was killed");
        acknowledged = verify(&station(dir.path()).open()?, acknowledged)?;
    }
    Ok(())
}

/// The journal has what was acknowledged, at most one step more, and each page it names.
fn verify(store: &Store, acknowledged: u64) -> Result<u64, Box<dyn std::error::Error>> {
    store.check_integrity()?;
    let entries = store.entries("a")?;
    let count = entries.len() as u64;
    assert!(count == acknowledged || count == acknowledged + 1, "{count} of {acknowledged}");
    for (index, entry) in entries.iter().enumerate() {
        let (_, bytes) = store.page("a", &entry.body)?;
        assert!(bytes.len() == 70_000 && bytes.iter().all(|b| *b == index as u8));
    }
    Ok(count)
}

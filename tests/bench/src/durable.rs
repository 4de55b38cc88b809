//! What it costs that nothing is lost: a decision with its numbers and its outbox row beside one
//! bare commit of the same kind of database, and a page sealed, on the disk and known beside `age`
//! and a sync.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use counter_store::{
    CaseWrite, EntryRow, HeadRow, OutboxRow, Place as StorePlace, StationKey, Store, StoreError,
};
use rusqlite::Connection;

use super::figure::Figure;
use super::start::OURS;
use kit::place::Place;
use kit::{Fault, TestResult};

pub const COMMIT: &str = "one bare commit (SQLCipher, WAL, FULL)";
pub const AGE: &str = "age, then fsync";
/// As a case of three people with its form makes them.
const SUBMISSION: usize = 4_000;
const ENTRY: usize = 300;
const SEARCH: usize = 100;
/// A page of A4 in colour at 300 dpi, as JPEG.
const PAGE: usize = 2 << 20;

fn store_fault(error: StoreError) -> Fault {
    Fault::wrong(format!("the store failed: {}", error.code()))
}

fn store(folder: &Path) -> TestResult<Store> {
    let place = StorePlace {
        db: folder.join("station.db"),
        vault: folder.join("pages"),
        application_id: 1,
    };
    let key = StationKey::from_bytes(&[7; 32]).ok_or_else(|| Fault::wrong("no key"))?;
    Store::open(&place, &key).map_err(store_fault)
}

/// What is written between the second F9 and the number on the screen, the papers' pages left out.
pub fn measure_decisions(rounds: usize) -> TestResult<Figure> {
    let place = Place::new()?;
    let (mut store, bare) = (store(&place.under("ours"))?, open_bare(&place.under("bare.db"))?);
    let mut figure = Figure::new("a decision on the disk", "ms", &[OURS, COMMIT]);
    for n in 0..=rounds {
        let case = format!("case-{n}");
        let start = Instant::now();
        let count = store.next_number("provisional").map_err(store_fault)?;
        write_decision(&mut store, &case, count)?;
        figure.add(OURS, start.elapsed().as_secs_f64() * 1000.0);
        figure.add(COMMIT, time_commit(&bare, &case)?);
    }
    Ok(figure.without_first())
}

fn write_decision(store: &mut Store, case: &str, count: u64) -> TestResult {
    let entry = |seq| EntryRow {
        case: case.to_owned(),
        seq,
        at: "2026-11-22T01:10:00Z".to_owned(),
        by: "1001".to_owned(),
        body: "x".repeat(ENTRY),
        prev: if seq == 0 { String::new() } else { "f".repeat(64) },
        hash: "f".repeat(64),
    };
    let head = HeadRow {
        case: case.to_owned(),
        status: "accepted".to_owned(),
        delivery: "queued".to_owned(),
        clerk: "1001".to_owned(),
        item: "item".to_owned(),
        provisional: Some(format!("临-{count}")),
        official: None,
        updated_ms: 0,
        summary: "x".repeat(ENTRY),
        search: "x".repeat(SEARCH),
    };
    let row = OutboxRow {
        case: case.to_owned(),
        office: "office".into(),
        revision: 1,
        event: None,
        payload: "x".repeat(SUBMISSION),
        key: case.to_owned(),
        state: "queued".to_owned(),
        attempts: 0,
        next_at_ms: 0,
        last_code: None,
        progress: "{}".to_owned(),
    };
    let entries = [entry(0), entry(1), entry(2)];
    let write = CaseWrite {
        case,
        expected_seq: 0,
        entries: &entries,
        head: &head,
        outbox: std::slice::from_ref(&row),
    };
    store.append(&write).map_err(store_fault)
}

fn sql_fault(error: rusqlite::Error) -> Fault {
    Fault::wrong(format!("the bare database failed: {error}"))
}

/// Milliseconds of one commit of nothing but a submission's bytes.
pub(super) fn time_commit(db: &Connection, case: &str) -> TestResult<f64> {
    let start = Instant::now();
    db.execute("INSERT INTO cases VALUES (?1, ?2)", (case, "x".repeat(SUBMISSION)))
        .map_err(sql_fault)?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

/// Nothing but what durability needs; the key as raw bytes, as ours.
pub(super) fn open_bare(path: &Path) -> TestResult<Connection> {
    let db = Connection::open(path).map_err(sql_fault)?;
    let key = "07".repeat(32);
    let setup = format!(
        "PRAGMA key = \"x'{key}'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE cases (id TEXT PRIMARY KEY, body TEXT) STRICT;"
    );
    db.execute_batch(&setup).map_err(sql_fault)?;
    Ok(db)
}

pub fn measure_pages(rounds: usize) -> TestResult<Figure> {
    let place = Place::new()?;
    let mut store = store(&place.under("ours"))?;
    let mut bytes = vec![0; PAGE];
    fastrand::Rng::with_seed(1).fill(&mut bytes);
    let keygen = Command::new("age-keygen").arg("-o").arg(place.under("age.key")).output();
    let keygen = keygen.map_err(|error| Fault::NotStarted("age-keygen", error))?;
    let key_text = String::from_utf8_lossy(&keygen.stderr).into_owned();
    let to =
        key_text.split_whitespace().last().ok_or_else(|| Fault::wrong("age-keygen gave no key"))?;
    let mut figure = Figure::new("a page of 2 MiB sealed and on the disk", "ms", &[OURS, AGE]);
    for n in 0..=rounds {
        let start = Instant::now();
        store.put_page("case", "image/jpeg", &bytes).map_err(store_fault)?;
        figure.add(OURS, start.elapsed().as_secs_f64() * 1000.0);
        let start = Instant::now();
        encrypt_with_age(&bytes, to, &place.under(&format!("{n}.age")))?;
        figure.add(AGE, start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(figure.without_first())
}

fn encrypt_with_age(bytes: &[u8], to: &str, out: &Path) -> TestResult {
    let file = File::create(out)?;
    let mut age = Command::new("age");
    age.args(["-r", to]).stdin(Stdio::piped()).stdout(file.try_clone()?);
    let mut child = age.spawn().map_err(|error| Fault::NotStarted("age", error))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(bytes)?;
    }
    if !child.wait()?.success() {
        return Err(Fault::wrong("age failed"));
    }
    Ok(file.sync_all()?)
}

//! A station's files that a disk, or somebody, has changed. What is sealed has no seed of its own: the
//! bytes say how a sound file is spoilt.

use counter_store::{
    AuditRow, CaseWrite, EntryRow, HeadFilter, HeadRow, Place, StationKey, Store, StoreError,
};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PAGE: &[u8] = b"a page of a synthetic case";
const CASE: &str = "case";

struct Sound {
    folder: TempDir,
    page: String,
}

thread_local! {
    static SOUND: Sound = make_sound().expect("a sound station");
}

/// The database, spoilt: it opens or says why not, and so does everything that is read from it.
pub fn open_database(bytes: &[u8]) {
    let (copy, page) = copy_sound();
    let place = place(copy.path());
    spoil(&place.db, bytes);
    let Ok(mut store) = Store::open(&place, &key()) else { return };
    let _ = store.check_integrity();
    let _ = store.prove_audit();
    let _ = store.heads(&HeadFilter::default());
    let _ = store.entries(CASE);
    let _ = store.outbox_all();
    let _ = store.settings_named("");
    let _ = store.page(CASE, &page);
    let _ = store.next_number("case");
    let _ = store.append_audit(&line());
}

/// A sealed page, spoilt: it is what was sealed, or damaged.
pub fn open_page(bytes: &[u8]) {
    let (copy, page) = copy_sound();
    let place = place(copy.path());
    let file = page_file(&place, &page);
    let before = fs::read(&file).expect("the page's file");
    spoil(&file, bytes);
    let is_same = fs::read(&file).expect("the page's file") == before;
    let store = Store::open(&place, &key()).expect("the database is sound");
    match store.page(CASE, &page) {
        Ok((_, content)) => assert!(is_same && content == PAGE, "another page was taken for it"),
        Err(_) => assert!(!is_same, "a whole page was refused"),
    }
}

/// The first byte: write over (0), cut there (1), or be the whole file (2). The two after it: where, of
/// 65,536 parts of the file.
fn spoil(file: &Path, bytes: &[u8]) {
    let mut content = fs::read(file).expect("a file");
    let [how, high, low, written @ ..] = bytes else { return };
    let share = usize::from(u16::from_be_bytes([*high, *low]));
    let at = content.len() * share / 65_536;
    let end = (at + written.len()).min(content.len());
    match how % 3 {
        0 => drop(content.splice(at..end, written.to_vec())),
        1 => content.truncate(at),
        _ => content = written.to_vec(),
    }
    fs::write(file, content).expect("a file");
}

/// The folder of a copy, and its page.
fn copy_sound() -> (TempDir, String) {
    SOUND.with(|sound| {
        let copy = tempfile::tempdir().expect("a temporary folder");
        let (from, to) = (place(sound.folder.path()), place(copy.path()));
        fs::create_dir_all(to.vault.join(CASE)).expect("a folder");
        fs::copy(&from.db, &to.db).expect("a copy");
        fs::copy(page_file(&from, &sound.page), page_file(&to, &sound.page)).expect("a copy");
        (copy, sound.page.clone())
    })
}

fn page_file(place: &Place, page: &str) -> PathBuf {
    place.vault.join(CASE).join(page).with_extension("page")
}

fn make_sound() -> Result<Sound, StoreError> {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(&place(folder.path()), &key())?;
    store.append(&CaseWrite {
        case: CASE,
        expected_seq: 0,
        entries: &[entry()],
        head: &head(),
        outbox: &[],
    })?;
    let page = store.put_page(CASE, "image/png", PAGE)?.id;
    store.append_audit(&line())?;
    store.put_setting("name", "value")?;
    // Closed, so that all of it is in one file.
    drop(store);
    Ok(Sound { folder, page })
}

fn place(folder: &Path) -> Place {
    Place { db: folder.join("station.db"), vault: folder.join("pages"), application_id: 0x5a43 }
}

fn key() -> StationKey {
    StationKey::from_bytes(&[7; 32]).expect("32 bytes")
}

fn entry() -> EntryRow {
    EntryRow {
        case: CASE.into(),
        seq: 0,
        at: "2026-03-02T09:00:00+08:00".into(),
        by: "1001".into(),
        body: "{}".into(),
        prev: String::new(),
        hash: "hash".into(),
    }
}

fn head() -> HeadRow {
    HeadRow {
        case: CASE.into(),
        status: "draft".into(),
        delivery: "none".into(),
        clerk: "1001".into(),
        item: "gaoling-jintie".into(),
        provisional: None,
        official: None,
        updated_ms: 1,
        summary: "{}".into(),
        search: "陈示例".into(),
    }
}

fn line() -> AuditRow {
    AuditRow {
        at: "2026-03-02T09:00:00+08:00".into(),
        by: "1001".into(),
        action: "case".into(),
        case: Some(CASE.into()),
        outcome: "ok".into(),
    }
}

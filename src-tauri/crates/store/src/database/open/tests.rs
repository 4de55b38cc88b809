//! Whose database it is, which version, which key, and who else has it open. Placed here because a
//! foreign or newer database is made through the bare connection.

use super::*;
use crate::database::rows::{AuditRow, HeadFilter};
use crate::store::Store;
use crate::store::look::Look;
use std::time::{Duration, Instant};

const OURS: i32 = 0x5a43;

fn place(dir: &tempfile::TempDir) -> Place {
    Place {
        db: dir.path().join("data/counter.db"),
        vault: dir.path().join("data/vault"),
        application_id: OURS,
    }
}

fn opened() -> (tempfile::TempDir, Place, StationKey) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (place, key) = (place(&dir), StationKey::random());
    drop(Store::open(&place, &key).expect("a new database"));
    (dir, place, key)
}

fn bare(place: &Place, key: &StationKey) -> Connection {
    let db = Connection::open(&place.db).expect("the file");
    unlock(&db, key).expect("the key");
    db
}

#[test]
fn writes_as_durably_as_promised() {
    let (_dir, place, key) = opened();
    let (db, _lock) = open_database(&place, &key).expect("the database");
    let word =
        |name: &str| -> String { db.pragma_query_value(None, name, |row| row.get(0)).expect(name) };
    let number =
        |name: &str| -> i64 { db.pragma_query_value(None, name, |row| row.get(0)).expect(name) };
    assert_eq!(word("journal_mode"), "wal");
    assert_eq!(number("synchronous"), 2);
    assert_eq!(number("secure_delete"), 1);
    assert_eq!(number("foreign_keys"), 1);
    assert_eq!(number("application_id"), i64::from(OURS));
    assert_eq!(number("user_version"), migrations::STEPS.len() as i64);
    assert!(word("cipher_version").starts_with('4'));
}

#[test]
fn a_wrong_key_is_named_and_harms_nothing() {
    let (_dir, place, key) = opened();
    let before = std::fs::read(&place.db).expect("the file");
    let answer = Store::open(&place, &StationKey::random());
    assert!(matches!(answer, Err(StoreError::WrongKey)));
    assert_eq!(std::fs::read(&place.db).expect("the file"), before);
    Store::open(&place, &key).expect("the right key still opens it");
}

#[test]
fn a_newer_database_is_refused_untouched() {
    let (_dir, place, key) = opened();
    let db = bare(&place, &key);
    db.pragma_update(None, "user_version", 99).expect("99");
    drop(db);
    let answer = Store::open(&place, &key);
    assert!(matches!(answer, Err(StoreError::NewerDatabase { found: 99 })));
    let found = migrations::schema_version(&bare(&place, &key)).expect("the version");
    assert_eq!(found, 99);
}

#[test]
fn a_foreign_database_is_refused() {
    let (_dir, place, key) = opened();
    let practice = Place { application_id: OURS + 1, ..place.clone() };
    let answer = Store::open(&practice, &key);
    assert!(matches!(answer, Err(StoreError::ForeignDatabase)));

    let dir = tempfile::tempdir().expect("a temporary folder");
    let plain = super::tests::place(&dir);
    durable::make_folder(&dir.path().join("data")).expect("the folder");
    let db = Connection::open(&plain.db).expect("a plain database");
    db.execute_batch("CREATE TABLE theirs (x)").expect("a table");
    drop(db);
    let answer = Store::open(&plain, &key);
    assert!(matches!(answer, Err(StoreError::ForeignDatabase)));
}

#[test]
fn an_encrypted_database_without_our_number_is_foreign_if_it_has_tables() {
    let (_dir, place, key) = opened();
    let db = bare(&place, &key);
    db.pragma_update(None, "application_id", 0).expect("zero");
    db.pragma_update(None, "user_version", 0).expect("zero");
    drop(db);
    let answer = Store::open(&place, &key);
    assert!(matches!(answer, Err(StoreError::ForeignDatabase)));
}

#[test]
fn a_first_start_cut_short_is_taken_up_again() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (place, key) = (place(&dir), StationKey::random());
    durable::make_folder(&dir.path().join("data")).expect("the folder");
    private_file(&place.db).expect("an empty file");
    assert!(!place.has_database());
    let db = bare(&place, &key);
    set_durability(&db).expect("a database in WAL mode, with nothing in it");
    drop(db);
    Store::open(&place, &key).expect("the database");
}

#[test]
fn a_second_opening_is_refused_while_the_first_lives() {
    let (_dir, place, key) = opened();
    let first = Store::open(&place, &key).expect("the first");
    let second = Store::open(&place, &key);
    assert!(matches!(second, Err(StoreError::AlreadyOpen)));
    drop(first);
    Store::open(&place, &key).expect("the lock fell with the first");
}

#[test]
fn a_cut_or_overwritten_database_is_an_error_and_never_an_empty_one() {
    let (_dir, place, key) = opened();
    let whole = std::fs::read(&place.db).expect("the file");
    for len in [1, 100, 4095, 4096, whole.len() - 4096] {
        std::fs::write(&place.db, &whole[..len]).expect("a cut file");
        let answer = Store::open(&place, &key).and_then(|store| store.check_integrity());
        assert!(answer.is_err(), "cut at {len}");
    }
    for at in [20, 4096 + 100, whole.len() - 100] {
        let mut bad = whole.clone();
        bad[at] ^= 0xff;
        std::fs::write(&place.db, bad).expect("an altered file");
        let answer = Store::open(&place, &key).and_then(|store| store.check_integrity());
        assert!(answer.is_err(), "altered at {at}");
    }
    std::fs::write(&place.db, &whole).expect("the whole file");
    let store = Store::open(&place, &key).expect("the database");
    store.check_integrity().expect("a sound database");
}

#[test]
fn pages_without_their_database_are_not_covered_by_a_new_one() {
    let (_dir, place, key) = opened();
    let mut store = Store::open(&place, &key).expect("the database");
    store.put_page("a", "image/png", b"one").expect("a page");
    drop(store);
    for emptied in [true, false] {
        if emptied {
            std::fs::write(&place.db, b"").expect("an emptied file");
        } else {
            std::fs::remove_file(&place.db).expect("a removed file");
        }
        assert!(place.has_database());
        assert!(matches!(Store::open(&place, &key), Err(StoreError::Damaged)));
    }
}

#[test]
fn nobody_else_may_read_its_files() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, place, key) = opened();
    let _open = Store::open(&place, &key).expect("the database");
    let folder = place.db.parent().expect("a folder");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).expect("the folder") {
        let path = file.expect("an entry").path();
        let mode = std::fs::metadata(&path).expect("its data").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{path:?}");
        seen += 1;
    }
    assert!(seen >= 3);
}

/// A database as the first version of the schema left it, with a case and its key in it.
fn of_the_first_version() -> (tempfile::TempDir, Place, StationKey) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (place, key) = (place(&dir), StationKey::random());
    durable::make_folder(&dir.path().join("data")).expect("the folder");
    private_file(&place.db).expect("an empty file");
    let mut db = bare(&place, &key);
    set_durability(&db).expect("WAL");
    migrations::run_steps(&mut db, OURS, &migrations::STEPS[..1]).expect("the first version");
    db.execute_batch(
        "INSERT INTO heads VALUES ('a', 's', 'd', 'c', 'i', NULL, NULL, 1, '{}');
         INSERT INTO outbox (case_id, payload, key, state, attempts, next_at_ms, last_code, progress)
           VALUES ('a', 'p', 'k', 'queued', 3, 9, 'x', '{}');
         INSERT INTO case_keys VALUES ('a', x'0102');",
    )
    .expect("a case");
    (dir, place, key)
}

fn copies(place: &Place) -> Vec<PathBuf> {
    upgrade_copy::list_copies(&place.db).expect("the folder")
}

#[test]
fn the_database_is_copied_before_its_schema_changes() {
    let (_dir, place, key) = of_the_first_version();
    // What an earlier change left behind has had its time once this one is done.
    std::fs::write(beside(&place.db, ".before-1"), b"older").expect("an older copy");
    let store = Store::open(&place, &key).expect("brought to the newest version");
    assert_eq!(store.outbox_all().expect("rows").len(), 1);
    drop(store);
    let kept = copies(&place);
    assert_eq!(kept, [beside(&place.db, &format!(".before-{}", migrations::STEPS.len()))]);
    let copy = Place { db: kept[0].clone(), ..place.clone() };
    let db = bare(&copy, &key);
    assert_eq!(migrations::schema_version(&db).expect("its version"), 1);
    let attempts: i64 = db
        .query_row("SELECT attempts FROM outbox WHERE case_id = 'a'", [], |r| r.get(0))
        .expect("row");
    assert_eq!(attempts, 3);
    assert!(
        Connection::open(&copy.db)
            .and_then(|db| db.query_row("SELECT 1 FROM heads", [], |_| Ok(())))
            .is_err()
    );
    drop(db);
    Store::open(&place, &key).expect("nothing to change any more");
    assert_eq!(copies(&place), kept, "it stays until the next change");
    // Put back, it is brought forward again.
    std::fs::rename(&kept[0], &place.db).expect("put back");
    assert_eq!(Store::open(&place, &key).expect("again").outbox_all().expect("rows").len(), 1);
}

#[test]
fn lines_of_before_there_was_a_chain_are_told_as_such() {
    let (_dir, place, key) = of_the_first_version();
    let db = bare(&place, &key);
    db.execute_batch(
        "INSERT INTO audit (at, by, action, outcome) VALUES ('t', '1001', 'sign_in', 'ok'), ('t', '1001', 'issue', 'ok')",
    )
    .expect("lines of before");
    drop(db);
    let mut store = Store::open(&place, &key).expect("brought to the newest version");
    let before = store.prove_audit().expect("the trail");
    assert_eq!((before.lines, before.unchained, before.head.as_str()), (2, 2, ""));
    let line = AuditRow {
        at: "t".into(),
        by: "1001".into(),
        action: "reveal".into(),
        case: None,
        outcome: "ok".into(),
    };
    store.append_audit(&line).expect("a line");
    let proof = store.prove_audit().expect("the trail");
    assert_eq!((proof.lines, proof.unchained, proof.broken), (3, 2, None));
    assert_eq!(store.audit_lines(9).expect("lines").len(), 3);
}

#[test]
fn a_new_database_and_a_change_that_fails_leave_no_doubt() {
    let (_dir, place, key) = opened();
    assert!(copies(&place).is_empty(), "there was nothing to copy");
    let (_dir, place, _) = of_the_first_version();
    assert!(Store::open(&place, &StationKey::random()).is_err());
    assert!(copies(&place).is_empty(), "nobody's key, nobody's copy");
    drop(key);
}

#[test]
fn a_destroyed_key_goes_from_the_copy_too() {
    let (_dir, place, key) = of_the_first_version();
    let mut store = Store::open(&place, &key).expect("the newest version");
    let copy = Place { db: copies(&place).remove(0), ..place.clone() };
    let keys = || -> i64 {
        let db = bare(&copy, &key);
        db.query_row("SELECT count(*) FROM case_keys WHERE wrapped IS NOT NULL", [], |r| r.get(0))
            .expect("a count")
    };
    assert_eq!(keys(), 1);
    store.purge_case_pages("a").expect("destroyed");
    assert_eq!(keys(), 0);
    store.check_integrity().expect("sound");
}

/// A database as it was before heads had a search text, with so many cases; the JSON of the first
/// is cut off.
fn before_search(count: u32) -> (tempfile::TempDir, Place, StationKey) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (place, key) = (place(&dir), StationKey::random());
    durable::make_folder(&dir.path().join("data")).expect("the folder");
    private_file(&place.db).expect("an empty file");
    let mut db = bare(&place, &key);
    set_durability(&db).expect("WAL");
    migrations::run_steps(&mut db, OURS, &migrations::STEPS[..3]).expect("the version before");
    let tx = db.transaction().expect("a transaction");
    let person =
        "\"people\":\"陈示例、李示例\",\"delivery\":\"none\",\"item\":\"高龄老人津贴申请\","
            .repeat(3);
    for n in 0..count {
        let whole = format!("{{{person}\"number\":\"{n}\"}}");
        let summary = if n == 0 { &whole[..20] } else { &whole };
        tx.prepare_cached(
            "INSERT INTO heads VALUES (?1, 'draft', 'none', '1001', 'i', NULL, NULL, ?2, ?3)",
        )
        .and_then(|mut insert| insert.execute((format!("{n:05}"), n, summary)))
        .expect("a case");
    }
    tx.commit().expect("committed");
    drop(db);
    (dir, place, key)
}

#[test]
fn heads_of_the_version_before_are_all_listed_and_wait_for_their_search_text() {
    let (_dir, place, key) = before_search(300);
    let mut store = Store::open(&place, &key).expect("the newest version");
    assert_eq!(
        copies(&place),
        [beside(&place.db, &format!(".before-{}", migrations::STEPS.len()))]
    );
    let all = HeadFilter::default();
    assert_eq!(store.heads(&all).expect("heads").len(), 300);
    let by_text = HeadFilter { text: Some("li".into()), ..HeadFilter::default() };
    assert!(
        store.heads(&by_text).expect("heads").is_empty(),
        "a key of the JSON is nothing to be found by"
    );
    let mut rows = store.heads_to_fill().expect("heads");
    rows.iter_mut().for_each(|row| row.search = format!("陈示例\n{}", row.case));
    store.fill_heads(&rows).expect("filled");
    assert!(store.heads_to_fill().expect("heads").is_empty());
    assert_eq!(
        store.heads(&HeadFilter { text: Some("陈".into()), ..all }).expect("heads").len(),
        300
    );
    assert_eq!(
        store.heads(&HeadFilter { text: Some("00007".into()), ..by_text }).expect("heads").len(),
        1
    );
    store.check_integrity().expect("sound");
}

#[test]
fn ten_thousand_heads_are_brought_forward_quickly() {
    let (_dir, place, key) = before_search(10_000);
    let start = Instant::now();
    let mut store = Store::open(&place, &key).expect("the newest version");
    let opened = start.elapsed();
    let mut rows = store.heads_to_fill().expect("heads");
    rows.iter_mut()
        .for_each(|row| row.search = format!("陈示例、李示例\n高龄老人津贴申请\n{}", row.case));
    store.fill_heads(&rows).expect("filled");
    let took = start.elapsed();
    println!(
        "10,000 heads brought forward in {took:?}, {opened:?} of it with the copy and the schema"
    );
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn looking_changes_nothing_and_finds_what_the_log_still_holds() {
    let (_dir, place, key) = opened();
    let mut store = Store::open(&place, &key).expect("the database");
    let page = store.put_page("a", "image/png", b"one").expect("a page");
    std::fs::write(place.vault.join("a/half.tmp"), b"cut off").expect("a stray file");
    let scratch = tempfile::tempdir().expect("a temporary folder");
    assert!(matches!(Look::open(&place, &key, scratch.path()), Err(StoreError::AlreadyOpen)));
    // As after a power cut: the last steps are in the log only.
    std::mem::forget(std::mem::replace(
        &mut store,
        Store::open(&super::tests::place(&scratch), &key).expect("another"),
    ));
    drop(store);
    assert!(length(&beside(&place.db, "-wal")) > 0);
    let before = std::fs::read(&place.db).expect("the file");
    std::fs::remove_file(beside(&place.db, ".lock")).expect("the lock of the one that was cut off");
    let look = Look::open(&place, &key, scratch.path()).expect("a look");
    assert_eq!(look.page("a", &page.id).expect("the page").1, b"one");
    assert_eq!(look.find_strays().expect("the vault"), ["a/half.tmp"]);
    assert!(!look.is_purged("a").expect("a word"));
    drop(look);
    assert_eq!(std::fs::read(&place.db).expect("the file"), before);
    assert!(place.vault.join("a/half.tmp").exists());
}

//! A station's database as the version before left it, opened by this one: every case is in the
//! lists, also one whose summary or whose journal cannot be read.
use crate::drilling::{PASSPHRASE, drill};
use crate::thief;
use counter_desk::{Folders, Workplace};
use rusqlite::params;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// As many as a list shows.
const CASES: usize = 200;

/// Where a drill has its things.
pub fn folders(data: &Path) -> Folders {
    let under = |name: &str| data.join("drill").join(name);
    Folders {
        data: data.to_owned(),
        cache: under("cache"),
        config: under("config"),
        system: under("system"),
        machine: under("machine"),
        logs: under("logs"),
        runtime: under("run"),
        programs: PathBuf::from(env!("CARGO_BIN_EXE_counter")).parent().unwrap().to_owned(),
    }
}

/// What the clerk of the drill is shown for each of the texts; the records are closed again when
/// this returns.
fn lists(data: &Path, texts: &[&str]) -> Vec<Vec<Value>> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let lists = runtime.block_on(async {
        let desk = Workplace::open(folders(data), Arc::new(|_: &str| {})).await;
        let call = async |name: &str, payload| match desk.dispatch("main", name, payload).await {
            Ok(reply) => reply,
            Err(failure) => panic!("{name} was refused: {}", failure.code),
        };
        call("unlock", json!({ "passphrase": PASSPHRASE })).await;
        call("sign_in", json!({ "number": "1001", "password": "demo-1001" })).await;
        let mut lists = Vec::new();
        for text in texts {
            let filter = json!({ "statuses": [], "text": text, "today": false, "waiting": false });
            lists.push(call("my_cases", filter).await.as_array().unwrap().clone());
        }
        lists
    });
    drop(runtime);
    let db = data.join("station.db");
    let is_open = || {
        std::fs::read_dir("/proc/self/fd")
            .unwrap()
            .flatten()
            .any(|fd| std::fs::read_link(fd.path()).is_ok_and(|at| at == db))
    };
    let deadline = Instant::now() + Duration::from_secs(30);
    while is_open() {
        assert!(Instant::now() < deadline, "the store never closed");
        std::thread::sleep(Duration::from_millis(50));
    }
    lists
}

/// The former program wrote the row of the screen as it was. `cut` gets half of one, `damaged` an
/// altered journal besides; the list is filled up with rows of cases that have no journal.
fn go_back(data: &Path, rows: &[Value], cut: &Value, damaged: &Value) {
    let db = thief::opened(data, PASSPHRASE);
    db.execute_batch("BEGIN").unwrap();
    for row in rows {
        let summary = row.to_string();
        let summary =
            if row == cut || row == damaged { summary.get(..30).unwrap() } else { &summary };
        let case = row["id"].as_str().unwrap();
        assert_eq!(
            db.execute("UPDATE heads SET summary = ?2 WHERE case_id = ?1", [case, summary])
                .unwrap(),
            1
        );
    }
    let case = damaged["id"].as_str().unwrap();
    assert_eq!(
        db.execute("UPDATE entries SET body = '{}' WHERE case_id = ?1 AND seq = 1", [case])
            .unwrap(),
        1
    );
    let whole = rows.iter().find(|row| *row != cut && *row != damaged).unwrap();
    for n in rows.len()..CASES {
        let copy = "INSERT INTO heads SELECT ?2, status, delivery, clerk, item, NULL, NULL, updated_ms - ?3, ?4, ''
            FROM heads WHERE case_id = ?1";
        let mut row = whole.clone();
        row["id"] = json!(format!("old-{n}"));
        row["people"] = json!("李旧例");
        let values = params![
            whole["id"].as_str().unwrap(),
            row["id"].as_str().unwrap(),
            n as i64,
            row.to_string()
        ];
        assert_eq!(db.execute(copy, values).unwrap(), 1);
    }
    let former = "ALTER TABLE outbox RENAME TO later_outbox;
        CREATE TABLE outbox (
          turn INTEGER PRIMARY KEY AUTOINCREMENT, case_id TEXT NOT NULL REFERENCES heads (case_id),
          revision INTEGER NOT NULL CHECK (revision >= 1), payload TEXT NOT NULL, key TEXT NOT NULL UNIQUE,
          state TEXT NOT NULL, attempts INTEGER NOT NULL, next_at_ms INTEGER NOT NULL, last_code TEXT,
          progress TEXT NOT NULL, UNIQUE (case_id, revision)) STRICT;
        INSERT INTO outbox SELECT turn, case_id, revision, payload, key, state, attempts, next_at_ms, last_code, progress
          FROM later_outbox;
        DROP TABLE later_outbox;
        CREATE TRIGGER outbox_payload_never_changes BEFORE UPDATE OF case_id, revision, payload, key ON outbox
          BEGIN SELECT RAISE(ABORT, 'a submission never changes'); END;
        CREATE INDEX outbox_open ON outbox (turn) WHERE state <> 'acknowledged';
        DROP INDEX heads_to_fill; DROP TABLE older_cases;
        DROP TABLE taken_numbers; DROP TABLE number_ranges;
        DELETE FROM settings WHERE name = 'office.identities'; ALTER TABLE heads DROP COLUMN search;
        ALTER TABLE audit DROP COLUMN hash; ALTER TABLE audit DROP COLUMN prev; PRAGMA user_version = 3; COMMIT";
    db.execute_batch(former).unwrap();
}

#[test]
fn cases_of_the_version_before_are_all_in_the_lists() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    drill(&data, &["--cases", "3", "--seed", "2", "--offline"]);
    let before = lists(&data, &[""]).remove(0);
    let [whole, cut, damaged] = before.as_slice() else { panic!("{} cases", before.len()) };
    go_back(&data, &before, cut, damaged);

    let number = damaged["provisional"].as_str().unwrap();
    let found = lists(&data, &["", "李旧例", "delivery", number, whole["item"].as_str().unwrap()]);
    let [all, copies, key, by_number, by_item] = found.as_slice() else { panic!("five lists") };
    assert_eq!((all.len(), copies.len(), key.len()), (CASES, CASES - 3, 0));
    let row = |id: &Value| all.iter().find(|row| row["id"] == *id).unwrap();
    assert_eq!(row(&whole["id"]), whole);
    assert_eq!(row(&cut["id"]), cut, "made anew from its journal");
    let rest = row(&damaged["id"]);
    for column in ["status", "delivery", "number", "provisional", "updated_at", "clerk"] {
        assert_eq!(rest[column], damaged[column], "{column}");
    }
    assert_eq!(by_number.len(), 1, "found by its number");
    assert!(by_item.len() >= CASES - 2);
    assert!(data.join("station.db.before-9").exists());
}

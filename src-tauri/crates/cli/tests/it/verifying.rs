//! `counter verify`: whole records pass; each thing that is altered or missing is found, and named.
use crate::drilling::{Office, PASSPHRASE, counter, drill};
use crate::thief;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn verify(data: &Path, office: Option<&str>) -> (bool, Value) {
    let mut command = counter(&["verify", data.to_str().unwrap(), "--json"]);
    if let Some(address) = office {
        command.args(["--office", address]);
    }
    let out = command.output().unwrap();
    (out.status.success(), serde_json::from_slice(&out.stdout).unwrap())
}

fn faults(report: &Value) -> Vec<String> {
    let cases = report["cases"].as_array().unwrap().iter();
    cases
        .flat_map(|case| case["faults"].as_array().unwrap())
        .chain(report["audit"]["faults"].as_array().unwrap())
        .map(|f| f.as_str().unwrap().to_owned())
        .collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else if path.is_file() {
            std::fs::copy(path, target).unwrap();
        }
    }
}

/// Every file with its bytes.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.path() {
            path if path.is_dir() => all.extend(everything(&path)),
            path if path.is_file() => _ = all.insert(path.clone(), std::fs::read(&path).unwrap()),
            _ => {}
        }
    }
    all
}

fn a_page(data: &Path) -> PathBuf {
    let all = everything(&data.join("pages"));
    all.into_keys().min().unwrap()
}

/// What was found in a copy that somebody did something to.
fn after(whole: &Path, what: impl FnOnce(&Path)) -> Vec<String> {
    let altered = tempfile::tempdir().unwrap();
    copy(whole, altered.path());
    what(altered.path());
    let (sound, report) = verify(altered.path(), None);
    let found = faults(&report);
    assert!(!sound && report["sound"] == false && report["faults"] == found.len(), "{found:?}");
    found
}

#[test]
fn what_is_altered_or_missing_is_found_and_named() {
    let (home, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = Office::start(there.path());
    let data = home.path().join("data");
    let lines =
        drill(&data, &["--cases", "2", "--seed", "2", "--office", &office.address, "--wait", "60"]);

    let before = everything(&data);
    let (sound, report) = verify(&data, Some(&office.address));
    assert!(sound && faults(&report).is_empty(), "{report}");
    assert_eq!(
        (report["database"].as_str(), report["office"].as_str()),
        (Some("ok"), Some("matched"))
    );
    for line in &lines {
        let told = report["cases"]
            .as_array()
            .unwrap()
            .iter()
            .find(|case| case["case"] == line["case"])
            .unwrap();
        assert_eq!(
            (&told["official"], &told["provisional"]),
            (&line["official"], &line["provisional"])
        );
        assert_eq!(told["delivery"], "acknowledged");
    }
    assert!(before == everything(&data), "looking changed a file");

    let page = a_page(&data);
    let name = page.file_stem().unwrap().to_str().unwrap().to_owned();
    let of_copy = |copy: &Path| copy.join(page.strip_prefix(&data).unwrap());
    let found = after(&data, |copy| {
        let mut bytes = std::fs::read(of_copy(copy)).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(of_copy(copy), bytes).unwrap();
    });
    assert_eq!(found, [format!("page_damaged: {name}")]);
    assert_eq!(
        after(&data, |copy| std::fs::remove_file(of_copy(copy)).unwrap()),
        [format!("page_damaged: {name}")]
    );

    let sql = |text: &'static str| {
        after(&data, |copy| {
            assert_eq!(thief::opened(copy, PASSPHRASE).execute(text, []).unwrap(), 1, "{text}")
        })
    };
    let one = "case_id = (SELECT min(case_id) FROM heads)";
    let of_one = |text: &str| -> &'static str { format!("{text} {one}").leak() };
    let found = sql(of_one(
        "UPDATE entries SET body = replace(body, 'opened', 'openeD') WHERE seq = 0 AND",
    ));
    assert!(found.contains(&"entry_altered: 0".to_owned()), "{found:?}");
    assert!(
        sql(of_one("DELETE FROM entries WHERE seq = 3 AND"))
            .contains(&"entry_altered: 4".to_owned())
    );
    let last = "DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries e WHERE e.case_id = entries.case_id) AND";
    let found = sql(of_one(last));
    assert!(found.iter().any(|f| f.starts_with("head_differs")), "{found:?}");
    assert!(sql(of_one("DELETE FROM outbox WHERE")).contains(&"submission_missing: 1".to_owned()));

    // A submission that says it goes on from another window's journal, where the journal began here.
    let found = after(&data, |copy| {
        let db = thief::opened(copy, PASSPHRASE);
        db.execute_batch("DROP TRIGGER outbox_payload_never_changes").unwrap();
        let join = format!(
            r#"{{"continues":{{"number":"SL-1","revision":1,"journal_head":"{}"}},"#,
            "0f".repeat(32)
        );
        let alter = format!("UPDATE outbox SET payload = ?1 || substr(payload, 2) WHERE {one}");
        assert_eq!(db.execute(&alter, [join]).unwrap(), 1);
    });
    assert_eq!(found, ["join_differs: 1"]);

    // A file that no table knows is told and is no fault.
    let stray = page.with_file_name("stray.page");
    std::fs::write(&stray, b"cut off").unwrap();
    let (sound, report) = verify(&data, None);
    assert!(sound && report["strays"][0].as_str().unwrap().ends_with("stray.page"), "{report}");

    // The office forgets a case that it acknowledged.
    let case = lines[0]["case"].as_str().unwrap();
    drop(office);
    forget(there.path(), case);
    let office = Office::start(there.path());
    let (sound, report) = verify(&data, Some(&office.address));
    assert!(!sound);
    assert_eq!(faults(&report), ["office_does_not_know"]);
    let named = report["cases"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["faults"] != Value::Array(vec![]))
        .unwrap();
    assert_eq!(named["case"], case);
}

/// In the reference office's own database, which is not encrypted.
fn forget(office: &Path, case: &str) {
    let found = std::fs::read_dir(office).unwrap().flatten().map(|e| e.path());
    let db = found
        .into_iter()
        .find(|p| p.extension().is_some_and(|e| e == "db" && !p.ends_with("parts.db")))
        .unwrap();
    let db = rusqlite::Connection::open(db).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
    let triggers: Vec<String> = db
        .prepare(tables)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    triggers.iter().for_each(|name| db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    assert_eq!(db.execute("DELETE FROM revisions WHERE case_uuid = ?1", [case]).unwrap(), 1);
    assert_eq!(db.execute("DELETE FROM cases WHERE uuid = ?1", [case]).unwrap(), 1);
}

fn verify_code(code: &str, data: &Path) -> (bool, Value) {
    let mut command = counter(&["verify", code, "--data", data.to_str().unwrap(), "--json"]);
    let out = command.output().unwrap();
    (out.status.success(), serde_json::from_slice(&out.stdout).unwrap())
}

/// The first code that a row of the lists names.
fn find_printed_code(data: &Path) -> String {
    let db = thief::opened(data, PASSPHRASE);
    let question = "SELECT summary FROM heads WHERE summary LIKE '%\"codes\":%'";
    let summary: String = db.query_row(question, [], |row| row.get(0)).unwrap();
    let summary: Value = serde_json::from_str(&summary).unwrap();
    summary["codes"][0].as_str().unwrap().to_owned()
}

/// The trail of a copy, after somebody who has the key did this to it.
fn alter_trail(copy: &Path, change: &str) {
    let db = thief::opened(copy, PASSPHRASE);
    db.execute_batch("DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_goes").unwrap();
    db.execute_batch(change).unwrap();
}

#[test]
fn a_line_of_the_trail_that_is_altered_or_missing_is_named() {
    let (home, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = Office::start(there.path());
    let data = home.path().join("data");
    drill(&data, &["--cases", "1", "--seed", "2", "--office", &office.address, "--wait", "60"]);
    let (sound, report) = verify(&data, Some(&office.address));
    let audit = &report["audit"];
    assert!(sound && audit["lines"].as_u64() > Some(5), "{report}");
    assert_eq!((&audit["unproved"], audit["anchor"].as_str()), (&Value::from(0), Some("matched")));

    let found = |change: &str| after(&data, |copy| alter_trail(copy, change));
    let first = |turn: u64| [format!("audit_line_altered: {turn}")];
    assert_eq!(found("UPDATE audit SET by = '9999' WHERE turn = 2"), first(2));
    assert_eq!(found("UPDATE audit SET outcome = 'begun' WHERE turn = 3"), first(3));
    assert_eq!(found("DELETE FROM audit WHERE turn = 2"), first(3));
    let put_in = "INSERT INTO audit (turn, at, by, action, outcome) SELECT max(turn) + 1, at, by,
        action, outcome FROM audit";
    assert_eq!(found(put_in).len(), 1);

    // An end that was cut off is a whole chain: the submission tells, and so does the office where
    // the submission was made to fit.
    let cut = "DELETE FROM audit WHERE turn > 2";
    let told = found(cut);
    assert!(told.len() == 1 && told[0].starts_with("audit_anchor_differs"), "{told:?}");
    let fitted = format!(
        "{cut}; DROP TRIGGER outbox_payload_never_changes;
         UPDATE outbox SET payload = json_remove(payload, '$.audit')"
    );
    let copied = tempfile::tempdir().unwrap();
    copy(&data, copied.path());
    alter_trail(copied.path(), &fitted);
    let (sound, report) = verify(copied.path(), None);
    assert!(sound && report["audit"]["anchor"] == "not_asked", "{report}");
    let (sound, report) = verify(copied.path(), Some(&office.address));
    assert!(!sound && report["audit"]["anchor"] == "differs", "{report}");
    assert!(faults(&report)[0].starts_with("audit_office_differs"), "{report}");

    // Lines of before there was a chain.
    let before = tempfile::tempdir().unwrap();
    copy(&data, before.path());
    let unchained = "UPDATE audit SET prev = NULL, hash = NULL;
        DROP TRIGGER outbox_payload_never_changes;
        UPDATE outbox SET payload = json_remove(payload, '$.audit')";
    alter_trail(before.path(), unchained);
    let (sound, report) = verify(before.path(), None);
    assert!(sound && report["audit"]["unproved"] == report["audit"]["lines"], "{report}");
}

#[test]
fn a_receipt_is_held_against_the_records() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    drill(&data, &["--cases", "6", "--seed", "2", "--offline"]);
    let looked_into = tempfile::tempdir().unwrap();
    copy(&data, looked_into.path());
    let code = find_printed_code(looked_into.path());
    let (sound, said) = verify_code(&code, &data);
    assert!(sound && said["standing"] == "unchanged", "{said}");
    let (sound, said) = verify_code(&code.to_lowercase(), &data);
    assert!(sound && said["standing"] == "unchanged", "{said}");

    for change in [
        "UPDATE outbox SET payload = replace(payload, '\"decided_at\":\"2', '\"decided_at\":\"1')",
        "UPDATE entries SET by = '9999' WHERE seq = 0",
    ] {
        let altered = tempfile::tempdir().unwrap();
        copy(&data, altered.path());
        let db = thief::opened(altered.path(), PASSPHRASE);
        db.execute_batch("DROP TRIGGER outbox_payload_never_changes").unwrap();
        assert!(db.execute(change, []).unwrap() > 0);
        drop(db);
        let (sound, said) = verify_code(&code, altered.path());
        assert!(!sound && said["standing"] == "differs", "{change}: {said}");
    }
    let (sound, said) = verify_code("0000-0000-0000-00000", &data);
    assert!(!sound && said["standing"] == "unknown", "{said}");
    let (sound, said) = verify_code("0000-0000-0000-00001", &data);
    assert!(!sound && said["code"] == "receipt_code_bad", "{said}");
    // Nobody takes the answer for the office's.
    let folder = data.to_str().unwrap();
    let asked =
        ["verify", code.as_str(), "--data", folder, "--office", "http://127.0.0.1:9", "--json"];
    let out = counter(&asked).output().unwrap();
    let said: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert!(!out.status.success() && said["code"] == "usage", "{said}");
}

#[test]
fn what_cannot_be_opened_is_said() {
    let home = tempfile::tempdir().unwrap();
    let (sound, said) = verify(home.path(), None);
    assert!(!sound && said["code"] == "no_records");
    std::fs::write(home.path().join("station.db"), b"x").unwrap();
    let (sound, said) = verify(home.path(), None);
    assert!(!sound && said["code"] == "key_missing");
}

#[test]
fn what_is_altered_or_missing_of_an_event_is_found_and_named() {
    let (home, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = Office::start(there.path());
    let data = home.path().join("data");
    let more = ["--cases", "4", "--seed", "2", "--withdraw", "--wait", "60"];
    let lines = drill(&data, &[&more[..], &["--office", &office.address]].concat());
    let wishes: Vec<_> = lines.iter().filter(|line| line["event"].is_string()).collect();
    assert!(!wishes.is_empty(), "{lines:?}");
    let (sound, report) = verify(&data, Some(&office.address));
    assert!(sound && faults(&report).is_empty(), "{report}");
    let told = report["cases"].as_array().unwrap().iter().map(|case| &case["events"]);
    assert_eq!(told.filter(|count| **count == 1).count(), wishes.len());

    let named = |text: &str, fault: &str| {
        let found = after(&data, |copy| {
            let db = thief::opened(copy, PASSPHRASE);
            db.execute_batch("DROP TRIGGER outbox_payload_never_changes").unwrap();
            assert!(db.execute(text, []).unwrap() > 0, "{text}");
        });
        assert!(found.iter().any(|found| found.starts_with(fault)), "{text}: {found:?}");
    };
    named("DELETE FROM outbox WHERE event <> ''", "event_missing: ");
    named("UPDATE outbox SET payload = '{}' WHERE event <> ''", "event_unreadable: ");
    let moved = "UPDATE outbox SET payload = replace(payload, '\"by\":\"applicant\"', '\"by\":\"agent\"') WHERE event <> ''";
    named(moved, "event_differs: ");
    named("UPDATE outbox SET state = 'queued' WHERE event <> ''", "delivery_differs: ");

    // The office forgets what it acknowledged.
    drop(office);
    let db = rusqlite::Connection::open(there.path().join("office.db")).unwrap();
    assert_eq!(db.execute("DELETE FROM events", []).unwrap(), wishes.len());
    drop(db);
    let office = Office::start(there.path());
    let (sound, report) = verify(&data, Some(&office.address));
    assert!(!sound);
    assert!(faults(&report).iter().all(|fault| fault.starts_with("office_event_differs: ")));
    assert_eq!(faults(&report).len(), wishes.len());
}

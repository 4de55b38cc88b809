//! The door while root's checker installs a package: it says so, ends by itself, and keeps nobody
//! who is signed in.
use crate::counter::{Station, folders};
use crate::oddities::{Off, open};
use crate::updating::{NEWER, put, put_state};
use counter_desk::Workplace;
use serde_json::{Value, json};
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex};

const AT: &str = "2026-12-01T08:00:00Z";

/// As the checker has it while the package manager works.
fn hold_alone(home: &Path) -> File {
    let file = put(home, "run/counter-workstation/in-use", "");
    let checker = File::open(file).unwrap();
    checker.try_lock().unwrap();
    checker
}

fn put_waiting(home: &Path, forced: bool) {
    put_state(home, &json!({ "waiting": { "version": NEWER, "forced": forced, "since": AT } }));
}

/// Stage, and whether it can be skipped.
fn shown(status: &Value) -> Value {
    let updating = &status["updating"];
    if updating.is_null() { json!(null) } else { json!([updating["stage"], updating["can_skip"]]) }
}

async fn door(station: &Station) -> Value {
    shown(&station.call("status", json!({})).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_tells_of_an_update_at_work_and_closes_for_the_new_program() {
    let home = tempfile::tempdir().unwrap();
    put_waiting(home.path(), false);
    let checker = hold_alone(home.path());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = heard.clone();
    let listener = Arc::new(move |topic: &str| listener.lock().unwrap().push(topic.to_owned()));
    let desk = Workplace::open(folders(home.path()), listener).await;
    let call = async |name: &str| desk.dispatch("main", name, json!({})).await;
    let door = async || shown(&call("status").await.unwrap());

    assert_eq!(door().await, json!(["at_work", true]), "before any passphrase");
    assert_eq!(call("close_window").await.unwrap_err().code, "bad_request");
    drop(checker);
    assert_eq!(door().await, json!(["at_work", true]), "how it ended is not written down yet");
    put_state(home.path(), &json!({ "installed": { "version": NEWER, "at": AT } }));
    assert_eq!(door().await, json!(["installed", true]));
    assert!(!heard.lock().unwrap().contains(&"close".to_owned()));
    call("close_window").await.unwrap();
    assert!(heard.lock().unwrap().contains(&"close".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_failed_and_one_of_hours_leave_the_door_open() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    put_waiting(home.path(), true);
    let station = open(home.path(), off.clock()).await;
    assert_eq!(door(&station).await, json!(null), "it waits, nobody installs it");
    let file = put(home.path(), "run/counter-workstation/in-use", "");
    let checker = File::open(&file).unwrap();
    station.eventually("the lock", || checker.try_lock().is_ok()).await;
    assert_eq!(door(&station).await, json!(["at_work", false]));
    assert_eq!(station.try_call("skip_update", json!({})).await.unwrap_err(), "bad_request");
    drop(checker);
    put_state(home.path(), &json!({ "result": "failed_install" }));
    assert_eq!(door(&station).await, json!(null));

    let checker = File::open(&file).unwrap();
    station.eventually("the lock", || checker.try_lock().is_ok()).await;
    assert_eq!(door(&station).await[0], "at_work");
    off.set(180_000);
    assert_eq!(door(&station).await[0], "late");
    assert_eq!(station.try_call("skip_update", json!({})).await.unwrap_err(), "bad_request");
    drop(checker);
    assert_eq!(door(&station).await, json!(null));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_skipped_once_and_never_shown_to_whoever_is_signed_in() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    put_waiting(home.path(), false);
    let _checker = hold_alone(home.path());
    let station = open(home.path(), off.clock()).await;
    assert_eq!(door(&station).await, json!(["at_work", true]));
    station.sign_in().await;
    assert_eq!(door(&station).await, json!(null));
    assert_eq!(station.try_call("skip_update", json!({})).await.unwrap_err(), "bad_request");
    station.call("sign_out", json!({})).await;
    assert_eq!(door(&station).await, json!(["at_work", true]));
    assert_eq!(shown(&station.call("skip_update", json!({})).await), json!(null));
    assert_eq!(door(&station).await, json!(null));
    station.close(home.path()).await;

    let station = open(home.path(), off.clock()).await;
    assert_eq!(door(&station).await, json!(["at_work", false]), "once for this version");
    assert_eq!(station.try_call("skip_update", json!({})).await.unwrap_err(), "bad_request");
}

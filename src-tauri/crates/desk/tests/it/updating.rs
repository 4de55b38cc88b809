//! Updates as the window sees them: what it holds the checker off by, and what it tells of it.
use crate::counter::Station;
use crate::oddities::{Off, open};
use serde_json::{Value, json};
use std::fs::File;
use std::path::{Path, PathBuf};

const OURS: &str = env!("CARGO_PKG_VERSION");
pub const NEWER: &str = "99.0.1";

/// As the computer's own services leave it.
pub fn put(home: &Path, name: &str, text: &str) -> PathBuf {
    let file = home.join("machine").join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, text).unwrap();
    file
}

pub fn is_free(file: &Path) -> bool {
    File::open(file).unwrap().try_lock().is_ok()
}

async fn show(station: &Station, shown: bool) {
    station.call("note_case_shown", json!({ "shown": shown })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_installed_while_a_case_is_on_the_screen() {
    let home = tempfile::tempdir().unwrap();
    let file = put(home.path(), "run/counter-workstation/in-use", "");
    let station = Station::open(home.path()).await;
    show(&station, true).await;
    station.eventually("a screen of nobody", || is_free(&file)).await;
    station.sign_in().await;
    station.eventually("the home screen", || is_free(&file)).await;
    let case = station.open_allowance().await["id"].clone();
    show(&station, true).await;
    assert!(!is_free(&file));

    let held = json!({ "case": case, "reason": "copying", "note": "", "originals": "at_window" });
    station.call("hold", held).await;
    show(&station, false).await;
    station.eventually("a held case holds nothing up", || is_free(&file)).await;
    show(&station, true).await;
    station.call("lock", json!({})).await;
    assert!(!is_free(&file), "it is there when the screen is opened again");
    station.sign_in_again().await.unwrap();
    assert!(!is_free(&file), "the same clerk is where they were");
    station.call("sign_out", json!({})).await;
    station.eventually("nobody is there", || is_free(&file)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_an_update_is_installed_nobody_is_kept_from_working() {
    let home = tempfile::tempdir().unwrap();
    let file = put(home.path(), "run/counter-workstation/in-use", "");
    let (station, _) = Station::with_allowance(home.path()).await;
    let checker = File::open(&file).unwrap();
    station.eventually("the home screen", || checker.try_lock().is_ok()).await;
    show(&station, true).await;
    station.open_allowance().await;
    drop(checker);
    station.eventually("the window has it again", || !is_free(&file)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_checker_nothing_is_made_for_it() {
    let home = tempfile::tempdir().unwrap();
    let (station, _) = Station::with_allowance(home.path()).await;
    show(&station, true).await;
    assert!(!home.path().join("machine").exists());
    assert_eq!(told(&station).await, json!([]));
}

/// What is told of updates.
async fn told(station: &Station) -> Value {
    let status = station.call("status", json!({})).await;
    let notices = status["notices"].as_array().unwrap().iter();
    let is_of_updates = |notice: &&Value| notice["code"].as_str().unwrap().starts_with("update_");
    notices.filter(is_of_updates).cloned().collect()
}

pub fn put_state(home: &Path, state: &Value) {
    put(home, "var/lib/counter-workstation/updates/state.json", &state.to_string());
}

fn notice(code: &str, can_be_read: bool, params: &Value) -> Value {
    json!([{ "code": code, "can_be_read": can_be_read, "params": params }])
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_checker_wrote_down_is_told_to_whom_it_concerns() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    let at = "2026-12-01T08:00:00Z";
    let waiting = |forced: bool| json!({ "version": NEWER, "forced": forced, "since": at });
    put_state(home.path(), &json!({ "waiting": waiting(false), "result": "waiting_in_use" }));
    let station = open(home.path(), off.clock()).await;
    let version = json!({ "version": NEWER });
    assert_eq!(told(&station).await, notice("update_waits", false, &version), "before the door");

    let lines = ["换证提醒更早", "打印更快"];
    let installed = |version: &str| json!({ "version": version, "at": at, "news": lines });
    let news = json!({ "version": OURS, "news": "换证提醒更早\n打印更快" });
    let refused = json!({ "code": "refused_digest" });
    station.sign_in().await;
    for (ms, state, expected) in [
        (6_000, json!({ "waiting": waiting(true) }), notice("update_forced", false, &version)),
        (
            12_000,
            json!({ "installed": installed(NEWER) }),
            notice("update_installed", false, &version),
        ),
        (18_000, json!({ "result": "refused_digest" }), json!([])),
        (24_000, json!({ "result": "refused_share" }), json!([])),
        (30_000, json!({ "waiting": "of a later program" }), json!([])),
        (36_000, json!({ "installed": installed(OURS) }), notice("update_new", true, &news)),
    ] {
        put_state(home.path(), &state);
        off.set(ms);
        assert_eq!(told(&station).await, expected, "{state}");
    }
    let unread = station.try_call("notice_read", json!({ "code": "update_waits" })).await;
    assert_eq!(unread.unwrap_err(), "bad_request");
    station.call("notice_read", json!({ "code": "update_new" })).await;
    assert_eq!(told(&station).await, json!([]), "told once");

    put_state(home.path(), &json!({ "result": "refused_digest", "installed": installed(OURS) }));
    off.set(42_000);
    station.sign_in_as("2001").await;
    assert_eq!(told(&station).await, notice("update_refused", false, &refused));
}

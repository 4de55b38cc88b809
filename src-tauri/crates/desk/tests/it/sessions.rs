//! Idle windows and the end of a session: the screen is locked by the desk, nothing is lost, and
//! nobody else finds what was open.
use crate::counter::Station;
use crate::line::Line;
use crate::oddities::{DAY, Off, open};
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

async fn open_case(station: &Station) -> String {
    let view = station.call("open_case", json!({ "item": "gaoling-jintie", "answers": {} })).await;
    view["id"].as_str().unwrap().to_owned()
}

async fn locked_by(station: &Station) -> Value {
    station.call("status", json!({})).await["locked"]["cause"].clone()
}

fn password(password: &str) -> Value {
    json!({ "secret": null, "password": password, "new_secret": "2468" })
}

async fn try_window(station: &Station, window: &str, name: &str) -> Result<Value, String> {
    let payload = json!({ "seconds_ago": 0 });
    station.desk.dispatch(window, name, payload).await.map_err(|f| f.code.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn windows_without_a_key_or_pointer_for_ten_minutes_are_locked_by_the_desk() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let case = open_case(&station).await;
    // A key in either window counts; what a window only asks again by itself does not.
    off.set(6 * MINUTE);
    try_window(&station, "main", "note_activity").await.unwrap();
    off.set(12 * MINUTE);
    try_window(&station, "citizen", "citizen_activity").await.unwrap();
    off.set(18 * MINUTE);
    let view = station.call("case", json!({ "case": case })).await;
    off.set(22 * MINUTE);
    let late = station.try_call("case", json!({ "case": case })).await;
    assert_eq!(late.unwrap_err(), "locked");
    assert_eq!(locked_by(&station).await, "idle");
    // Too late, or said to have been long ago: what is locked stays so.
    try_window(&station, "main", "note_activity").await.unwrap();
    assert_eq!(locked_by(&station).await, "idle");
    assert_eq!(
        try_window(&station, "citizen", "note_activity").await.unwrap_err(),
        "role_not_allowed"
    );
    station.call("unlock_screen", password("demo-1001")).await;
    let again = station.call("case", json!({ "case": case })).await;
    assert_eq!(
        (again["id"].clone(), again["next"].clone()),
        (view["id"].clone(), view["next"].clone())
    );
    // Set back, the clock makes no window young.
    off.set(25 * MINUTE - DAY);
    station.call("case", json!({ "case": case })).await;
    off.set(36 * MINUTE - DAY);
    assert_eq!(locked_by(&station).await, "idle");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_clerk_does_without_a_window_is_a_sign_of_life() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    // Without an office that would put the test's clock right.
    line.cut().await;
    for minutes in [6, 12, 18] {
        off.set(minutes * MINUTE);
        open_case(&station).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_over_is_opened_by_its_clerks_password_and_handed_to_nobody() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    station.call("lock", json!({})).await;
    station.call("unlock_screen", password("demo-1001")).await;
    let case = open_case(&station).await;
    off.set(12 * HOUR);
    let late = station.try_call("case", json!({ "case": case })).await;
    assert_eq!(late.unwrap_err(), "locked");
    let locked = station.call("status", json!({})).await["locked"].clone();
    assert_eq!((&locked["cause"], &locked["secret"]), (&json!("session_over"), &json!(false)));
    let code = json!({ "secret": "2468", "password": null, "new_secret": null });
    assert_eq!(station.try_call("unlock_screen", code).await.unwrap_err(), "session_over");
    let relief = json!({ "number": "1002", "password": "demo-1002", "case": case });
    assert_eq!(station.try_call("relieve", relief).await.unwrap_err(), "session_over");
    station.call("unlock_screen", password("demo-1001")).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["hands"].as_array().unwrap().len(), 1, "the same clerk, where they were");
    off.set(24 * HOUR);
    assert_eq!(locked_by(&station).await, "session_over");
    // A colleague begins for themselves, whatever the first one had open.
    let other = json!({ "number": "1002", "password": "demo-1002" });
    let hello = station.call("sign_in", other).await;
    assert_eq!((&hello["signed_in"]["number"], &hello["locked"]), (&json!("1002"), &Value::Null));
    let refused = station.try_call("case", json!({ "case": case })).await;
    assert_eq!(refused.unwrap_err(), "colleagues_case");
    let view = station.open_colleagues_case(&case).await;
    assert_eq!(view["clerk"], "1001", "nothing was taken over");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_window_is_somebody_elses_by_their_own_sign_in() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    station.call("lock", json!({})).await;
    let guess = json!({ "number": "1002", "password": "guess" });
    assert_eq!(station.try_call("sign_in", guess).await.unwrap_err(), "wrong_password");
    assert_eq!(locked_by(&station).await, "pressed");
    let hello = station.call("sign_in", json!({ "number": "1002", "password": "demo-1002" })).await;
    assert_eq!((&hello["signed_in"]["number"], &hello["locked"]), (&json!("1002"), &Value::Null));
}

//! Guesses at a clerk's secret and at the passphrase: counted before they are judged, by one
//! counter, over restarts and settings of the clock.
use crate::counter::{self, PASSPHRASE, Station};
use crate::line::Line;
use crate::oddities::{DAY, Off, open};
use crate::surroundings::run_again;
use counter_desk::Failure;
use serde_json::{Value, json};

const SECOND: i64 = 1000;

async fn failed(station: &Station, name: &str, payload: Value) -> Failure {
    station.desk.dispatch("main", name, payload).await.expect_err(name)
}

/// Code, tries left, seconds to wait.
fn told(failure: &Failure) -> (&'static str, Option<u32>, Option<i64>) {
    let number = |name: &str| failure.params.get(name).map(|text| text.parse::<i64>().unwrap());
    let left = number("left").map(|left| u32::try_from(left).unwrap());
    (failure.code.as_str(), left, number("seconds"))
}

async fn sign_in(station: &Station, number: &str, password: &str) -> Result<Value, Failure> {
    let payload = json!({ "number": number, "password": password });
    station.desk.dispatch("main", "sign_in", payload).await
}

async fn guess(station: &Station) -> (&'static str, Option<u32>, Option<i64>) {
    told(&sign_in(station, "1001", "guess").await.unwrap_err())
}

/// So many seconds are to wait, less what the answer took.
fn begins_pause((code, left, wait): (&str, Option<u32>, Option<i64>), seconds: i64) -> bool {
    let is_long = wait.is_some_and(|wait| (seconds - 5..=seconds).contains(&wait));
    code == "wrong_password" && left.is_none() && is_long
}

async fn failed_tries(station: &Station, kind: &str) -> Option<String> {
    let status = station.call("status", json!({})).await;
    let notices = status["notices"].as_array().unwrap();
    let notice = notices.iter().find(|notice| notice["code"] == kind)?;
    Some(notice["params"]["count"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_with_the_cable_out_wait_over_restarts_and_clocks_and_are_told_afterwards() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in_as("1002").await;
    station.sign_in_as("1001").await;
    line.cut().await;
    station.call("sign_out", json!({})).await;
    for left in [4, 3, 2, 1] {
        assert_eq!(guess(&station).await, ("wrong_password", Some(left), None));
    }
    assert!(begins_pause(guess(&station).await, 30));
    let right = sign_in(&station, "1001", "demo-1001").await.unwrap_err();
    assert_eq!(right.code, "tries_paused", "the right one waits as well");
    station.close(home.path()).await;

    let station = open(home.path(), off.clock()).await;
    assert_eq!(guess(&station).await.0, "tries_paused", "a restart saves nothing");
    // The window is somebody else's meanwhile.
    sign_in(&station, "1002", "demo-1002").await.unwrap();
    assert_eq!(failed_tries(&station, "failed_tries").await, None, "another clerk's are not told");
    station.call("sign_out", json!({})).await;
    off.set(-DAY);
    assert_eq!(guess(&station).await.0, "tries_paused", "set back, the clock gives nothing");
    off.set(-DAY + 31 * SECOND);
    assert!(begins_pause(guess(&station).await, 60), "the pause doubles");
    off.set(-DAY + 62 * SECOND);
    assert_eq!(guess(&station).await.0, "tries_paused");
    off.set(-DAY + 95 * SECOND);
    sign_in(&station, "1001", "demo-1001").await.unwrap();
    assert_eq!(failed_tries(&station, "failed_tries").await.as_deref(), Some("6"));
    station.close(home.path()).await;

    let station = open(home.path(), off.clock()).await;
    sign_in(&station, "1001", "demo-1001").await.unwrap();
    assert_eq!(failed_tries(&station, "failed_tries").await.as_deref(), Some("6"), "until read");
    station.call("notice_read", json!({ "code": "failed_tries" })).await;
    assert_eq!(failed_tries(&station, "failed_tries").await, None);
    station.call("sign_out", json!({})).await;
    assert_eq!(guess(&station).await, ("wrong_password", Some(4), None), "a good one cleared it");
}

#[tokio::test(flavor = "multi_thread")]
async fn password_code_and_relief_have_one_counter() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let open = |secret: Option<&str>, password: Option<&str>, new_secret: Option<&str>| json!({ "secret": secret, "password": password, "new_secret": new_secret });
    station.call("lock", json!({})).await;
    station.call("unlock_screen", open(None, Some("demo-1001"), Some("2468"))).await;
    station.call("lock", json!({})).await;
    let code = failed(&station, "unlock_screen", open(Some("9753"), None, None)).await;
    assert_eq!(told(&code), ("wrong_secret", Some(4), None));
    let password = failed(&station, "unlock_screen", open(None, Some("guess"), None)).await;
    assert_eq!(told(&password), ("wrong_password", Some(3), None));
    assert_eq!(station.call("status", json!({})).await["locked"]["left"], 3);
    let relief = |number: &str, password: &str| json!({ "number": number, "password": password, "case": null });
    station.call("relieve", relief("1002", "demo-1002")).await;
    for left in [Some(2), Some(1), None] {
        let wrong = failed(&station, "relieve", relief("1001", "guess")).await;
        assert_eq!((wrong.code.as_str(), told(&wrong).1), ("wrong_password", left));
    }
    let paused = failed(&station, "relieve", relief("1001", "demo-1001")).await;
    assert_eq!(paused.code, "tries_paused");
    station.call("sign_out", json!({})).await;
    assert_eq!(sign_in(&station, "1001", "demo-1001").await.unwrap_err().code, "tries_paused");
    sign_in(&station, "1002", "demo-1002").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_line_kept_from_being_judged_is_given_back() {
    let home = tempfile::tempdir().unwrap();
    // Nobody listens on the discard port here: connection refused.
    counter::point_to(home.path(), "http://127.0.0.1:9");
    let station = Station::open(home.path()).await;
    for _ in 0..7 {
        assert_eq!(guess(&station).await.0, "offline_no_verifier");
    }
    let long = sign_in(&station, &"1".repeat(65), "guess").await.unwrap_err();
    assert_eq!(long.code, "text_too_long", "a number names a row of the store");
    station.close(home.path()).await;
    counter::point_to(home.path(), "");
    let station = Station::open(home.path()).await;
    assert_eq!(guess(&station).await, ("wrong_password", Some(4), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn passphrases_wait_over_restarts_and_a_count_taken_away_waits_longest() {
    if !run_again("tries::passphrases_wait_over_restarts_and_a_count_taken_away_waits_longest", &[])
    {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (off, count) = (Off::default(), home.path().join("data/passphrase-tries.json"));
    let station = open(home.path(), off.clock()).await;
    station.close(home.path()).await;
    let unlock = |passphrase: &str| json!({ "passphrase": passphrase });

    let station = Station::open_at(home.path(), off.clock()).await;
    for left in [Some(4), Some(3), Some(2), Some(1), None] {
        let wrong = failed(&station, "unlock", unlock("guess")).await;
        assert_eq!((wrong.code.as_str(), told(&wrong).1), ("wrong_passphrase", left));
    }
    drop(station);
    let station = Station::open_at(home.path(), off.clock()).await;
    let right = failed(&station, "unlock", unlock(PASSPHRASE)).await;
    assert_eq!(right.code, "passphrase_paused", "a restart saves nothing");
    std::fs::remove_file(&count).unwrap();
    let seconds = told(&failed(&station, "unlock", unlock(PASSPHRASE)).await).2;
    assert_eq!(seconds, Some(900), "taken away, the count is taken for many");
    off.set(901 * SECOND);
    station.call("unlock", unlock(PASSPHRASE)).await;
    station.sign_in_as("1001").await;
    assert_eq!(failed_tries(&station, "failed_passphrases").await.as_deref(), Some("10"));
    assert_eq!(std::fs::read_to_string(&count).unwrap(), r#"{"count":0,"last_ms":0}"#);
}

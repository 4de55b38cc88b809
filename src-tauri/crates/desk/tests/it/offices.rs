//! For whom this station works: another office gets nothing and is believed in nothing, whether at
//! another address or at the same; and what is not known is not guessed.
use crate::counter::{Station, point_to, store_of};
use crate::line::{Line, serve_trial};
use crate::main_story::filled_case;
use crate::revisions::decide;
use counter_catalog::Pack;
use counter_office::{Account, Office};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn pack() -> Vec<u8> {
    Pack::builtin_signed().unwrap()
}

/// An office with real accounts: it is no trial.
async fn serve_real(data: &Path) -> String {
    let office = Office::open(Some(data), pack(), false).unwrap();
    let text = |text: &str| text.to_owned();
    let account = Account {
        number: text("1001"),
        name: text("陈示例"),
        role: text("clerk"),
        station: text("示例镇便民服务中心"),
        station_code: text("REAL01"),
        window: text("3号窗"),
    };
    office.enrol(&account, "demo-1001").unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(counter_office::serve(listener, Arc::new(office), std::future::pending()));
    address
}

fn stopped(status: &Value) -> Option<String> {
    let notices = status["notices"].as_array()?;
    let notice = notices.iter().find(|notice| notice["code"] == "office_stopped")?;
    Some(notice["params"]["code"].as_str()?.to_owned())
}

/// A case that waits here, decided without the line.
async fn waiting_case(station: &Station, line: &Line) -> String {
    line.cut().await;
    let case = filled_case(station).await;
    decide(station, &case, "accept", json!([])).await;
    case
}

fn settings_file(home: &Path) -> std::path::PathBuf {
    home.join("config/settings.json")
}

#[tokio::test(flavor = "multi_thread")]
async fn another_office_at_the_same_address_is_given_nothing_and_believed_nothing() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let own = line.far_address();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = waiting_case(&station, &line).await;
    line.lead_to(&serve_trial(None, pack()).await);
    line.mend().await;
    let another = |status: &Value| status["barrier"] == "office_is_another";
    station.until_status("it is told apart", another).await;
    // Whoever signs in now is let in by what is here, and the password stays here.
    station.call("sign_out", json!({})).await;
    let hello = station.sign_in_again().await.unwrap();
    assert_eq!(hello["signed_in"]["offline"], true);
    station.call("retry", json!({ "case": case })).await;
    // Long enough for the loop and the line's own questions to have come by.
    let deadline = Instant::now() + Duration::from_secs(30);
    while line.was_told(&[]).1 < 3 {
        assert!(Instant::now() < deadline, "nobody asked who is there");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let secrets = ["Bearer", "demo-1001", "POST ", "/cases", case.as_str()];
    assert!(!line.was_told(&secrets).0, "only who is there was asked");
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!((&view["number"], &view["delivery"]), (&Value::Null, &json!("queued")));

    line.lead_to(&own);
    station.until(&case, "its own office", |view| view["delivery"] == "acknowledged").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_is_refused_while_something_waits_and_never_gets_what_was_others() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let other = Line::to(&serve_trial(None, pack()).await).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = waiting_case(&station, &line).await;
    let mut settings = station.call("settings", json!({})).await["settings"].clone();
    settings["office"] = other.address().into();
    let save = json!({ "settings": settings });
    assert_eq!(
        station.try_call("save_settings", save.clone()).await.unwrap_err(),
        "office_has_unsent"
    );
    station.close(home.path()).await;
    // Written into the file all the same: then this station turns to nobody, and says so.
    point_to(home.path(), &other.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let status = station.call("status", json!({})).await;
    assert_eq!(stopped(&status).as_deref(), Some("office_has_unsent"));
    assert_eq!(other.was_told(&[]).1, 0);
    station.close(home.path()).await;

    point_to(home.path(), &line.address());
    line.mend().await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    station.until(&case, "its own office", |view| view["delivery"] == "acknowledged").await;
    station.call("save_settings", save).await;
    station.until_status("the other office", |status| status["line"] == "up").await;
    // The first one's credential and sign-ins are nothing here.
    assert_eq!(other.was_told(&["Bearer"]), (false, other.was_told(&[]).1));
    other.cut().await;
    station.until_status("the line is down", |status| status["line"] == "down").await;
    station.call("sign_out", json!({})).await;
    assert_eq!(station.sign_in_again().await.unwrap_err(), "offline_no_verifier");
    station.close(home.path()).await;
    let rows = store_of(home.path()).outbox_rows(&case).unwrap();
    assert!(rows.iter().all(|row| !row.office.is_empty()));
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_real_station_works_for_is_no_clerks_to_change() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    point_to(home.path(), &serve_real(data.path()).await);
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let status = station.until_status("the line", |status| status["line"] == "up").await;
    assert_eq!(status["trial"], false);
    let settings = station.call("settings", json!({})).await["settings"].clone();
    for (field, value) in [("office", ""), ("office", "http://127.0.0.1:9"), ("catalogue_key", "x")]
    {
        let mut changed = settings.clone();
        changed[field] = value.into();
        let refused = station.try_call("save_settings", json!({ "settings": changed })).await;
        assert_eq!(refused.unwrap_err(), "setting_locked", "{field}");
    }
    let mut larger = settings.clone();
    larger["text_size"] = "large".into();
    station.call("save_settings", json!({ "settings": larger })).await;
    // Without a key of its own it takes no catalogue, not even one that anybody can sign.
    let refused = |status: &Value| {
        let notices = status["notices"].as_array().unwrap();
        notices.iter().any(|notice| notice["params"]["code"] == "catalog_no_key")
    };
    station.until_status("no key", refused).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_station_whose_settings_are_lost_is_no_trial_and_says_so() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let line = Line::to(&serve_real(data.path()).await).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let case = waiting_case(&station, &line).await;
    station.close(home.path()).await;
    let settings = std::fs::read(settings_file(home.path())).unwrap();
    line.mend().await;
    for (lost, code) in [
        (None, "office_settings_gone"),
        (Some(&settings[..settings.len() / 2]), "settings_unreadable"),
        (Some(&b"{}"[..]), "office_settings_gone"),
    ] {
        match lost {
            None => std::fs::remove_file(settings_file(home.path())).unwrap(),
            Some(bytes) => std::fs::write(settings_file(home.path()), bytes).unwrap(),
        }
        let station = Station::open(home.path()).await;
        let hello = station.call("hello", json!({})).await;
        assert_eq!(
            (&hello["trial"], &hello["demo_accounts"]),
            (&json!(false), &json!([])),
            "{code}"
        );
        station.sign_in_again().await.unwrap();
        let status = station.call("status", json!({})).await;
        assert_eq!(stopped(&status).as_deref(), Some(code));
        let view = station.call("case", json!({ "case": case })).await;
        assert_eq!((&view["number"], &view["delivery"]), (&Value::Null, &json!("queued")));
        // What is wrong with the settings is not put right by writing over them at the counter.
        let page = station.call("settings", json!({})).await["settings"].clone();
        let refused = station.try_call("save_settings", json!({ "settings": page })).await;
        assert_eq!(refused.unwrap_err(), code);
        station.close(home.path()).await;
    }
    assert!(!home.path().join("data/trial").exists(), "no office of its own was started");
    std::fs::write(settings_file(home.path()), settings).unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.until(&case, "its own office", |view| view["delivery"] == "acknowledged").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_says_so_also_while_the_line_is_down() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    station.until_status("the line", |status| status["line"] == "up").await;
    station.close(home.path()).await;
    line.cut().await;
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let status = station.call("status", json!({})).await;
    assert_eq!((&status["trial"], status["line"] == "up"), (&json!(true), false));
    assert_eq!(station.call("hello", json!({})).await["trial"], true);
}

/// At the same address stands now an office that is none: what was a trial goes to no real one.
#[tokio::test(flavor = "multi_thread")]
async fn a_trials_cases_never_reach_a_real_office() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = waiting_case(&station, &line).await;
    line.lead_to(&serve_real(data.path()).await);
    line.mend().await;
    let another = |status: &Value| status["barrier"] == "office_is_another";
    station.until_status("it is told apart", another).await;
    assert!(!line.was_told(&["Bearer", "POST "]).0);
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["delivery"], "queued");
}

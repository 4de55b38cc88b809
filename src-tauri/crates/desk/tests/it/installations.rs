//! Each computer has a credential of its own: thirty windows do not silence each other, a clerk of
//! another station changes nothing, and one that the office ended keeps all and goes on once it has
//! joined anew.
use crate::cards::{card, plug_in};
use crate::counter::{Station, point_to, store_of};
use crate::line::Line;
use crate::main_story::filled_case;
use crate::real_office::{RealOffice, STATION};
use crate::revisions::decide;
use counter_backoffice::{Client, HttpTransport, MAX_WINDOW_CHARS, NumberRangeWire, Timeouts};
use counter_centre::Purpose;
use counter_office::Account;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

fn has_notice(status: &Value, code: &str) -> bool {
    status["notices"].as_array().unwrap().iter().any(|notice| notice["code"] == code)
}

fn installation(home: &std::path::Path) -> Uuid {
    let text = store_of(home).setting("installation").unwrap().unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Whose station a desk that is closed takes itself for.
fn station_code(home: &std::path::Path) -> Option<String> {
    let kept = store_of(home);
    let names = kept.settings_named("station_code.").unwrap();
    kept.setting(names.first()?).unwrap()
}

/// Seventeen were enough before: the sixteen newest of a station were good.
#[tokio::test(flavor = "multi_thread")]
async fn thirty_windows_that_sign_in_by_turns_do_not_silence_this_one() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    line.cut().await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    let transport = HttpTransport::new(&office.address, Timeouts::default()).unwrap();
    let others = Client::new(Arc::new(transport));
    for window in 0..30 {
        let number = if window % 2 == 0 { "1001" } else { "1002" };
        let password = format!("demo-{number}");
        others.sign_in_at(Uuid::new_v4(), number, &password).await.unwrap();
    }
    // A window of the version before has one of the station's credentials, as ever.
    others.sign_in("1002", "demo-1002").await.unwrap();
    line.mend().await;
    station.until(&case, "it is delivered", |view| view["delivery"] == "acknowledged").await;
}

/// The window shows the office by its own credential where the password was typed.
#[tokio::test(flavor = "multi_thread")]
async fn guesses_made_elsewhere_keep_nobody_from_signing_in_here() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let transport = HttpTransport::new(&office.address, Timeouts::default()).unwrap();
    let others = Client::new(Arc::new(transport));
    for _ in 0..5 {
        others.sign_in("1001", "guess").await.unwrap_err();
    }
    others.sign_in("1001", "demo-1001").await.expect_err("locked for everybody else");
    station.call("sign_out", json!({})).await;
    station.sign_in_again().await.unwrap();
    station.close(home.path()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_of_another_station_does_not_disturb_what_waits_here() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.enrol("3001", "何示例", "clerk", "REAL02");
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    line.cut().await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    station.close(home.path()).await;
    line.mend().await;
    let station = Station::open(home.path()).await;
    station.call("sign_in", json!({ "number": "3001", "password": "demo-3001" })).await;
    let delivered = |status: &Value| status["waiting"] == 0 && status["line"] == "up";
    station.until_status("it is delivered by whoever is here", delivered).await;
    station.call("sign_out", json!({})).await;
    station.sign_in_again().await.unwrap();
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["delivery"], "acknowledged");
    station.close(home.path()).await;
    assert_eq!(station_code(home.path()).as_deref(), Some(STATION));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_or_nobody_moves_no_installation() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let guest = Account {
        number: "3001".to_owned(),
        name: "何示例".to_owned(),
        role: "clerk".to_owned(),
        station: "别处".to_owned(),
        station_code: "REAL02".to_owned(),
        window: "9号窗".to_owned(),
    };
    office.office.enrol(&guest, "demo-3001").unwrap();
    point_to(home.path(), &office.address);
    let listed = || office.office.list_installations().unwrap().remove(0);
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.eventually("it has reported", || listed().unsent.is_some()).await;
    let before = listed();
    assert_eq!(before.window, "3号窗");
    station.sign_in_as("3001").await;
    station.eventually("it reported again", || listed().last_seen > before.last_seen).await;
    assert_eq!(listed().window, "3号窗", "the guest sits elsewhere");
    station.close(home.path()).await;
    let before = listed();
    let station = Station::open(home.path()).await;
    station.eventually("it reported again", || listed().last_seen > before.last_seen).await;
    assert_eq!(listed().window, "3号窗", "nobody is signed in");
}

/// What a decision of the counter will bear is here before anybody asks for it.
#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_the_office_gave_are_kept_here() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    point_to(home.path(), &office.address);
    let listed = || office.office.list_installations().unwrap().remove(0);
    let mut station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.eventually("it has reported", || listed().unsent.is_some()).await;
    let range = NumberRangeWire {
        id: Uuid::new_v4(),
        department: "民政局".to_owned(),
        prefix: "示民准〔2026〕".to_owned(),
        suffix: "号".to_owned(),
        first: 1,
        last: 9,
    };
    assert!(office.office.give_numbers(listed().id, &range).unwrap());
    let limit = Instant::now() + Duration::from_secs(60);
    loop {
        let before = listed();
        station.close(home.path()).await;
        if store_of(home.path()).count_document_numbers("民政局").unwrap() == 9 {
            return;
        }
        assert!(Instant::now() < limit, "they never came");
        // It reports over each new line, and asks for numbers after that.
        station = Station::open(home.path()).await;
        station.eventually("it reported again", || listed().last_seen > before.last_seen).await;
    }
}

/// As an office has it that does not ask how long a window's name is.
#[tokio::test(flavor = "multi_thread")]
async fn a_windows_name_that_is_too_long_is_told_in_part() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let records = rusqlite::Connection::open(data.path().join("office.db")).unwrap();
    let long = "窗".repeat(MAX_WINDOW_CHARS + 1);
    records.execute("UPDATE accounts SET \"window\" = ?1", [&long]).unwrap();
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let listed = || office.office.list_installations().unwrap().remove(0);
    let in_part = "窗".repeat(MAX_WINDOW_CHARS);
    station.eventually("it is heard", || listed().window == in_part).await;
    assert_eq!(listed().unsent, Some(0));
}

/// As after 0.1.0: the office knows no id of this computer yet, its credential is the station's as a
/// whole, and a case waits.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_guest_after_an_update_takes_no_station_along() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.enrol("3001", "何示例", "clerk", "REAL02");
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    line.cut().await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    station.close(home.path()).await;
    let mut kept = store_of(home.path());
    kept.remove_setting("installation").unwrap();
    let names = kept.settings_named("delivery_credential.").unwrap();
    let credential = office.office.issue_credential(STATION).unwrap();
    kept.put_setting(&names[0], &credential).unwrap();
    drop(kept);

    line.mend().await;
    let station = Station::open(home.path()).await;
    station.call("sign_in", json!({ "number": "3001", "password": "demo-3001" })).await;
    let stations = || -> Vec<String> {
        let list = office.office.list_installations().unwrap();
        list.into_iter().map(|row| row.station_code).collect()
    };
    assert_eq!(stations(), [STATION], "the id of before, and no other");
    let delivered = |status: &Value| status["waiting"] == 0 && status["line"] == "up";
    station.until_status("it is delivered for whoever decided it", delivered).await;
    station.call("sign_out", json!({})).await;
    station.sign_in_again().await.unwrap();
    assert_eq!(stations(), [STATION, STATION]);
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["delivery"], "acknowledged");
    station.close(home.path()).await;
    assert_eq!(station_code(home.path()).as_deref(), Some(STATION));
}

/// An office that names no installations gives each clerk a credential of their own station.
#[tokio::test(flavor = "multi_thread")]
async fn a_guests_credential_is_not_taken_for_this_stations() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.enrol("3001", "何示例", "clerk", "REAL02");
    let line = Line::to(&office.address).await;
    line.rewrite(b"\"installations\"", b"\"installationz\"");
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    station.call("sign_out", json!({})).await;
    station.call("sign_in", json!({ "number": "3001", "password": "demo-3001" })).await;
    station.call("resume_delivery", json!({})).await;
    station.until_status("it is delivered", |status| status["waiting"] == 0).await;
    assert_eq!(office.office.list_installations().unwrap(), []);
    station.close(home.path()).await;
    assert_eq!(station_code(home.path()).as_deref(), Some(STATION));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_station_keeps_every_row_says_so_and_files_again_after_joining_anew() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    office.publish(1, |body| body["office"]["address"] = line.address().into());
    let join = |code: String| json!({ "office": office.address, "code": code });
    let station = Station::open(home.path()).await;
    station.call("join_centre", join(office.publish_code(Purpose::Join))).await;
    station.sign_in_again().await.unwrap();
    line.cut().await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    station.close(home.path()).await;
    let id = installation(home.path());
    let listed = office.office.list_installations().unwrap();
    assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    office.office.end_installation(id).unwrap();
    line.mend().await;

    let station = Station::open(home.path()).await;
    station.until_status("it says so", |status| has_notice(status, "installation_ended")).await;
    assert_eq!(station.call("hello", json!({})).await["can_join"], true);
    // Signing in gives it nothing back.
    station.sign_in_again().await.unwrap();
    station.call("retry", json!({ "case": case })).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!((&view["number"], view["delivery"] == "acknowledged"), (&Value::Null, false));
    assert!(has_notice(&station.call("status", json!({})).await, "installation_ended"));

    station.call("join_centre", join(office.publish_code(Purpose::Join))).await;
    station.until(&case, "it is delivered", |view| view["delivery"] == "acknowledged").await;
    let status = station.call("status", json!({})).await;
    assert!(!has_notice(&status, "installation_ended"));
    station.close(home.path()).await;
    assert_eq!(installation(home.path()), id, "the same as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_was_ended_lets_nobody_in_here_after_the_next_contact() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.close(home.path()).await;
    office.office.end_account("1001").unwrap();

    // Without a contact the office's word cannot be here.
    line.cut().await;
    let station = Station::open(home.path()).await;
    let hello = station.sign_in_again().await.unwrap();
    assert_eq!(hello["signed_in"]["offline"], true);
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    line.mend().await;
    let over = |status: &Value| status["locked"]["cause"] == "session_over";
    station.until_status("the session is over", over).await;
    assert_eq!(station.sign_in_again().await.unwrap_err(), "wrong_password");
    line.cut().await;
    station.until_status("the line is down", |status| status["line"] == "down").await;
    assert_eq!(station.sign_in_again().await.unwrap_err(), "offline_no_verifier");
    // What was decided meanwhile still goes: the installation's credential is not the clerk's.
    line.mend().await;
    station.until_status("it is delivered", |status| status["waiting"] == 0).await;
}

/// What a sign-in left here of the office's word on who decides.
fn kept_permit(home: &std::path::Path) -> Value {
    let text = store_of(home).setting("sign_in.1001").unwrap().unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["permit"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permit_that_holds_is_not_thrown_away_at_an_ended_installation() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.close(home.path()).await;
    let permit = kept_permit(home.path());
    assert!(permit.is_object(), "{permit}");
    office.office.end_installation(installation(home.path())).unwrap();
    let station = Station::open(home.path()).await;
    let hello = station.sign_in_again().await.unwrap();
    assert_eq!(hello["signed_in"]["offline"], false);
    assert!(has_notice(&station.call("status", json!({})).await, "installation_ended"));
    station.close(home.path()).await;
    assert_eq!(kept_permit(home.path()), permit);
}

/// That the line is up, delivery may hear before anybody has asked what the office can do.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_in_the_first_moments_of_a_connection_is_at_this_installation() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let _reader = plug_in(&station, home.path(), json!({ "cards": [card(json!({}))] })).await;
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    // Another connection, and delivery is the first that uses it.
    let settings = station.call("settings", json!({})).await["settings"].clone();
    station.call("save_settings", json!({ "settings": settings })).await;
    station.call("resume_delivery", json!({})).await;
    station.until_status("the line", |status| status["line"] == "up").await;
    station.sign_in_again().await.unwrap();
    station.until(&case, "it is delivered", |view| view["delivery"] == "acknowledged").await;
    station.close(home.path()).await;
    assert!(kept_permit(home.path()).is_object(), "signed in as a station of 0.1.0 does");
}

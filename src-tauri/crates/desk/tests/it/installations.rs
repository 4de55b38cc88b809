//! Each computer has a credential of its own: thirty windows do not silence each other, a clerk of
//! another station changes nothing, and one that the office ended keeps all and goes on once it has
//! joined anew.
use crate::counter::{Station, point_to, store_of};
use crate::line::Line;
use crate::main_story::filled_case;
use crate::real_office::{RealOffice, STATION};
use crate::revisions::decide;
use counter_backoffice::{Client, HttpTransport, Timeouts};
use counter_centre::Purpose;
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

fn has_notice(status: &Value, code: &str) -> bool {
    status["notices"].as_array().unwrap().iter().any(|notice| notice["code"] == code)
}

fn installation(home: &std::path::Path) -> Uuid {
    let text = store_of(home).setting("installation").unwrap().unwrap();
    serde_json::from_str(&text).unwrap()
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
    let kept = store_of(home.path());
    let names = kept.settings_named("station_code.").unwrap();
    assert_eq!(kept.setting(&names[0]).unwrap().as_deref(), Some(STATION));
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

//! The same office at another address, and another office: which of the two it is, its key says. What
//! is the one's goes along with it, and nothing of it ever reaches the other.
use crate::cards::{Reader, card, plug_in};
use crate::counter::{Station, audit_lines, point_to, store_of};
use crate::line::{Line, serve_trial};
use crate::main_story::filled_case;
use crate::real_office::RealOffice;
use crate::revisions::decide;
use counter_catalog::Pack;
use counter_centre::Purpose;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

async fn join(station: &Station, address: &str, office: &RealOffice) -> Result<Value, String> {
    let code = office.publish_code(Purpose::Join);
    station.try_call("join_centre", json!({ "office": address, "code": code })).await
}

/// Nothing is invented at a station of a real office.
async fn lay_card(station: &Station, home: &Path) -> Reader {
    plug_in(station, home, json!({ "cards": [card(json!({}))] })).await
}

/// Each saving connects anew, and then the office is asked for a newer file.
async fn save(station: &Station, change: impl FnOnce(&mut Value)) -> Result<Value, String> {
    let mut settings = station.call("settings", json!({})).await["settings"].clone();
    change(&mut settings);
    station.try_call("save_settings", json!({ "settings": settings })).await
}

async fn until_at(station: &Station, address: &str) {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let page = station.call("settings", json!({})).await;
        if page["settings"]["office"] == address {
            return;
        }
        assert!(Instant::now() < deadline, "never came: {address}: {}", page["settings"]);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn first_revision(station: &Station) -> String {
    let case = filled_case(station).await;
    let item =
        json!([{ "material": null, "name": "联系电话", "problem": "空号", "fix": "请更正" }]);
    decide(station, &case, "correction", item).await;
    station.until(&case, "the first", |view| view["delivery"] == "acknowledged").await;
    case
}

async fn second_revision(station: &Station, case: &str) {
    let phone = json!({ "case": case, "field": "phone", "value": "10012345678" });
    station.call("fill", phone).await;
    decide(station, case, "accept", json!([])).await;
}

async fn until_second(station: &Station, case: &str) {
    let is_there = |view: &Value| view["delivery"] == "acknowledged" && view["revision"] == 2;
    station.until(case, "the second", is_there).await;
}

/// The offices of a desk that is closed, without the trial of its own.
fn known_offices(home: &Path) -> Vec<Value> {
    let text = store_of(home).setting("office.identities").unwrap().unwrap();
    let all: Vec<Value> = serde_json::from_str(&text).unwrap();
    all.into_iter().filter(|office| office["origin"] != "trial").collect()
}

fn refusal(status: &Value) -> Option<Value> {
    let notices = status["notices"].as_array()?;
    let notice = notices.iter().find(|notice| notice["code"] == "centre_refused")?;
    Some(notice["params"]["code"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_office_at_another_address_keeps_what_is_its_own() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    office.publish(1, |body| body["office"]["address"] = line.address().into());
    let station = Station::open(home.path()).await;
    join(&station, &office.address, &office).await.unwrap();
    station.sign_in_again().await.unwrap();
    let _reader = lay_card(&station, home.path()).await;
    let case = first_revision(&station).await;
    station.call("pause_delivery", json!({})).await;
    second_revision(&station, &case).await;

    office.publish(2, |body| body["office"]["address"] = office.address.as_str().into());
    save(&station, |_| {}).await.unwrap();
    until_at(&station, &office.address).await;
    let status = station.until_status("the line", |status| status["line"] == "up").await;
    assert_eq!((&status["locked"], refusal(&status)), (&Value::Null, None), "nobody is sent away");
    line.cut().await;
    station.call("resume_delivery", json!({})).await;
    until_second(&station, &case).await;
    station.close(home.path()).await;

    let offices = known_offices(home.path());
    assert_eq!((offices.len(), &offices[0]["origin"]), (1, &json!(office.address)));
    let lines = audit_lines(home.path());
    let taken = lines.iter().filter(|line| line.action == "setting.centre");
    let by: Vec<&str> = taken.map(|line| line.by.as_str()).collect();
    assert_eq!(by, ["station", ""], "the newest first: on line, and at the door");
}

/// As a station of 0.1.0: its settings say a number where the centre says a name.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_file_that_spells_the_address_otherwise_is_of_the_same_office() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    office.publish(1, |_| {});
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let _reader = lay_card(&station, home.path()).await;
    let case = first_revision(&station).await;
    station.call("pause_delivery", json!({})).await;
    second_revision(&station, &case).await;
    let hello = join(&station, &line.address(), &office).await.unwrap();
    assert_eq!(hello["signed_in"]["number"], "1001");
    line.cut().await;
    station.call("resume_delivery", json!({})).await;
    until_second(&station, &case).await;
    station.close(home.path()).await;
    assert_eq!(known_offices(home.path()).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_leads_to_nobody_is_not_taken() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    office.publish(1, |body| body["office"]["address"] = line.address().into());
    let station = Station::open(home.path()).await;
    join(&station, &office.address, &office).await.unwrap();
    station.sign_in_again().await.unwrap();
    station.until_status("the line", |status| status["line"] == "up").await;
    office.publish(2, |body| body["office"]["address"] = "http://127.0.0.1:9".into());
    save(&station, |_| {}).await.unwrap();
    let told = |status: &Value| refusal(status) == Some(json!("office_unreachable"));
    station.until_status("it is said", told).await;
    until_at(&station, &line.address()).await;
    office.publish(3, |body| body["office"]["address"] = office.address.as_str().into());
    save(&station, |_| {}).await.unwrap();
    until_at(&station, &office.address).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_signed_in_is_not_at_another_office_that_a_file_leads_to() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let elsewhere = tempfile::tempdir().unwrap();
    let office = RealOffice::open(data.path(), 0).await;
    let other = RealOffice::open(elsewhere.path(), 0).await;
    let line = Line::to(&other.address).await;
    office.publish(1, |_| {});
    let station = Station::open(home.path()).await;
    join(&station, &office.address, &office).await.unwrap();
    station.sign_in_again().await.unwrap();
    station.until_status("the line", |status| status["line"] == "up").await;
    office.publish(2, |body| body["office"]["address"] = line.address().into());
    // May come too late: the file can be there already.
    let _ = save(&station, |_| {}).await;
    let over = |status: &Value| status["locked"]["cause"] == "session_over";
    station.until_status("the session is over", over).await;
    station.until_status("the line", |status| status["line"] == "up").await;
    assert!(!line.was_told(&["Bearer"]).0, "neither token nor credential of the one before");
    let hello = station.sign_in_again().await.unwrap();
    assert_eq!(hello["signed_in"]["offline"], false);
    until_at(&station, &line.address()).await;
    station.close(home.path()).await;
    assert_eq!(known_offices(home.path()).len(), 2);
}

/// A station that was at one office, is at another, and has a case of the first amended there.
async fn amended_elsewhere(home: &Path) -> (Station, Line, Line, String) {
    let line = Line::to_trial(home, None).await;
    let other = Line::to(&serve_trial(None, Pack::builtin_signed().unwrap()).await).await;
    let station = Station::open(home).await;
    station.sign_in().await;
    let case = first_revision(&station).await;
    save(&station, |settings| settings["office"] = other.address().into()).await.unwrap();
    station.until_status("the other office", |status| status["line"] == "up").await;
    station.call("sign_out", json!({})).await;
    station.sign_in_again().await.unwrap();
    second_revision(&station, &case).await;
    (station, line, other, case)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_an_office_of_before_waits_for_that_one_and_keeps_the_station_nowhere() {
    let home = tempfile::tempdir().unwrap();
    let (station, line, other, case) = amended_elsewhere(home.path()).await;
    station.call("retry", json!({ "case": case })).await;
    let waiting = station.call("outbox", json!({})).await["lines"][0].clone();
    assert_eq!(
        (&waiting["state"], &waiting["last_code"], &waiting["waits"], &waiting["ways"]),
        (&json!("parked"), &json!("office_left"), &json!("person"), &json!(["hand_over"]))
    );
    let status = station.call("status", json!({})).await;
    assert_eq!((&status["waiting"], &status["parked"]), (&json!(1), &json!(1)));
    save(&station, |settings| settings["office"] = line.address().into()).await.unwrap();
    until_second(&station, &case).await;
    assert!(!other.was_told(&[case.as_str()]).0, "it is nothing to the other office");
    station.close(home.path()).await;
    assert_eq!(known_offices(home.path()).len(), 2, "the first one again, not a third");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_an_office_of_before_goes_there_on_paper() {
    let home = tempfile::tempdir().unwrap();
    let (station, _line, other, case) = amended_elsewhere(home.path()).await;
    station.call("hand_over", json!({ "case": case })).await;
    let outbox = station.call("outbox", json!({})).await;
    assert_eq!(outbox["lines"], json!([]));
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["delivery"], "handed_over");
    assert!(!other.was_told(&[case.as_str()]).0);
}

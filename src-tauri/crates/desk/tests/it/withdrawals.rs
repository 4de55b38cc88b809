//! What happens after acceptance goes to the office as an event: after its revision, once, with the
//! office's answer, and to no office that does not name its kind.
use crate::counter::{PASSPHRASE, Station, store_of};
use crate::line::Line;
use crate::main_story::filled_case;
use crate::revisions::{client, decide};
use counter_backoffice::StepRequest;
use counter_core::case::Step;
use counter_desk::Records;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

const NAMED: &[u8] = b"\"withdrawal_asked\"";

async fn open_signed_in(home: &Path) -> Station {
    let station = Station::open(home).await;
    station.sign_in().await;
    station
}

/// Accepted, and wholly at the office.
async fn accepted(station: &Station) -> String {
    let case = filled_case(station).await;
    decide(station, &case, "accept", json!([])).await;
    station.until(&case, "it is there", |view| view["delivery"] == "acknowledged").await;
    case
}

fn wish(case: &str) -> Value {
    json!({ "case": case, "by": "applicant" })
}

async fn lines(station: &Station) -> Vec<Value> {
    station.call("outbox", json!({})).await["lines"].as_array().unwrap().clone()
}

/// The facts about events in a case's journal, as they are written.
fn event_facts(home: &Path, case: &str) -> Vec<Value> {
    let entries = store_of(home).entries(case).unwrap();
    let facts = entries.iter().map(|entry| serde_json::from_str::<Value>(&entry.body).unwrap());
    facts.filter(|fact| fact["fact"].as_str().unwrap().starts_with("event_")).collect()
}

fn is_sound(home: &Path) -> bool {
    let report = Records::open(&home.join("data"), Some(PASSPHRASE)).unwrap().check().unwrap();
    report.sound
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_goes_after_its_case_and_keeps_the_offices_answer() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(&station).await;
    let early = station.try_call("ask_withdrawal", wish(&case)).await;
    assert_eq!(early.unwrap_err(), "not_allowed", "before acceptance the window ends it");
    decide(&station, &case, "accept", json!([])).await;
    let view = station.call("ask_withdrawal", wish(&case)).await;
    assert_eq!(view["status"], "accepted", "it is asked for, not done");
    let asked = &view["events"][0];
    assert_eq!(
        (&asked["kind"], &asked["standing"], &asked["code"]),
        (&json!("withdrawal_asked"), &json!("waiting"), &Value::Null)
    );
    let again = station.try_call("ask_withdrawal", wish(&case)).await;
    assert_eq!(again.unwrap_err(), "not_allowed", "once");
    let waiting = lines(&station).await;
    let kinds: Vec<_> = waiting.iter().map(|line| line["event_kind"].clone()).collect();
    assert_eq!(kinds, [Value::Null, json!("withdrawal_asked")]);
    station.call("resume_delivery", json!({})).await;
    station.until_status("all is there", |status| status["waiting"] == 0).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(
        (&view["status"], &view["delivery"], &view["revision"]),
        (&json!("accepted"), &json!("acknowledged"), &json!(1))
    );
    assert_eq!(view["events"][0]["standing"], "taken");
    station.close(home.path()).await;
    let events = store_of(home.path()).outbox_events(&case).unwrap();
    assert_eq!((events.len(), events[0].state.as_str()), (1, "acknowledged"));
    let facts = event_facts(home.path(), &case);
    let told: Vec<_> = facts.iter().map(|fact| fact["fact"].as_str().unwrap()).collect();
    assert_eq!(told, ["event_made", "event_answered", "event_acknowledged"]);
    assert_eq!(facts[1]["answer"], json!({ "answer": "taken" }), "by a permit, and nothing odd");
    assert!(is_sound(home.path()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_comes_too_late_is_answered_and_parks_nothing() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    let case = accepted(&station).await;
    station.call("pause_delivery", json!({})).await;
    station.call("ask_withdrawal", wish(&case)).await;
    // Meanwhile the deciding office decides.
    let office = client(&line.far_address());
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let step = Step::Decided { granted: true, on: "2026-12-04".parse().unwrap() };
    let (id, asked) = (uuid::Uuid::parse_str(&case).unwrap(), uuid::Uuid::new_v4());
    office.enter_step(token.expose(), id, &StepRequest { id: asked, step }).await.unwrap();
    station.call("resume_delivery", json!({})).await;
    station.until_status("all is there", |status| status["waiting"] == 0).await;
    assert!(lines(&station).await.is_empty());
    let view = station.call("case", json!({ "case": case })).await;
    let told = (&view["events"][0]["standing"], &view["events"][0]["code"]);
    assert_eq!(told, (&json!("refused"), &json!("already_decided")));
    let is_told = |status: &Value| {
        status["notices"].as_array().unwrap().iter().any(|notice| notice["code"] == "step_told")
    };
    station.until_status("the clerk is told", is_told).await;
    station.close(home.path()).await;
    let facts = event_facts(home.path(), &case);
    let no = json!({ "answer": "refused", "code": "already_decided" });
    assert!(facts.iter().any(|fact| fact["answer"] == no), "{facts:?}");
    assert_eq!(facts.last().unwrap()["fact"], "event_acknowledged", "on record there");
    assert!(is_sound(home.path()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_does_not_name_the_kind_gets_none_and_nothing_is_parked() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    let case = accepted(&station).await;
    station.call("pause_delivery", json!({})).await;
    station.call("ask_withdrawal", wish(&case)).await;
    // It goes back to a program of before.
    line.rewrite(NAMED, b"\"withdrawal_taken\"");
    station.call("resume_delivery", json!({})).await;
    let deadline = Instant::now() + Duration::from_secs(30);
    let held = loop {
        let waiting = lines(&station).await;
        match waiting.first().filter(|line| line["last_code"] == "office_without_event") {
            Some(held) => break held.clone(),
            None => assert!(Instant::now() < deadline, "never said: {waiting:?}"),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_eq!(held["state"], "queued", "it waits, and is not set aside");
    assert!(!line.was_told(&["/events"]).0);
    line.rewrite(NAMED, NAMED);
    station.call("retry", json!({ "case": case })).await;
    station.until_status("it is there", |status| status["waiting"] == 0).await;
    assert!(line.was_told(&["/events"]).0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_before_is_not_offered_one() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    line.rewrite(NAMED, b"\"withdrawal_taken\"");
    let station = open_signed_in(home.path()).await;
    let case = accepted(&station).await;
    let asked = station.try_call("ask_withdrawal", wish(&case)).await;
    assert_eq!(asked.unwrap_err(), "office_without_event");
    assert!(lines(&station).await.is_empty());
}

//! What happens after acceptance goes to the office as an event: after its revision, once, with the
//! office's answer, and to no office that does not name its kind.
use crate::counter::{PASSPHRASE, Station, store_of};
use crate::line::Line;
use crate::main_story::filled_case;
use crate::papers::text_of;
use crate::revisions::{client, decide};
use counter_backoffice::{OfficeError, StepRequest};
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
    json!({ "case": case, "scan": false })
}

/// The paper, for the applicant to sign; its words.
async fn draw_up(station: &Station, case: &str) -> String {
    let of = json!({ "case": case, "by": "applicant", "covers": false });
    let printed = station.call("draw_up_withdrawal", of).await;
    assert_eq!(printed["case"]["withdrawal"]["drawn_up"], "applicant");
    text_of(printed["print"]["file"].as_str().unwrap())
}

/// Drawn up, and signed.
async fn ask(station: &Station, case: &str) -> Value {
    draw_up(station, case).await;
    station.call("ask_withdrawal", wish(case)).await
}

/// The deciding office speaks.
async fn say(line: &Line, case: &str, step: Step) -> Result<(), OfficeError> {
    let office = client(&line.far_address());
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let (case, id) = (uuid::Uuid::parse_str(case).unwrap(), uuid::Uuid::new_v4());
    office.enter_step(token.expose(), case, &StepRequest { id, step }).await.map(drop)
}

fn is_told(status: &Value, what: &str) -> bool {
    let notices = status["notices"].as_array().unwrap();
    notices.iter().any(|one| one["code"] == "step_told" && one["params"]["what"] == what)
}

/// The oldest news is read until it is this.
async fn until_told(station: &Station, what: &str) {
    for _ in 0..5 {
        let is_next = |status: &Value| {
            let notices = status["notices"].as_array().unwrap();
            notices.iter().any(|one| one["code"] == "step_told")
        };
        let status = station.until_status("the clerk is told", is_next).await;
        if is_told(&status, what) {
            return;
        }
        station.call("notice_read", json!({ "code": "step_told" })).await;
    }
    panic!("the clerk was never told {what}");
}

async fn lines(station: &Station) -> Vec<Value> {
    station.call("outbox", json!({})).await["lines"].as_array().unwrap().clone()
}

fn decided() -> Step {
    Step::Decided { granted: true, on: "2026-12-04".parse().unwrap() }
}

fn withdrawn() -> Step {
    Step::Withdrawn { on: "2026-12-04".parse().unwrap() }
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
    let _line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(&station).await;
    let early = station.try_call("ask_withdrawal", wish(&case)).await;
    assert_eq!(early.unwrap_err(), "not_allowed", "there is no paper that was signed");
    decide(&station, &case, "accept", json!([])).await;
    let words = draw_up(&station, &case).await;
    assert!(words.contains("本申请书只表示提出撤回"), "{words}");
    assert!(!words.contains("终止办理。"), "not as done: {words}");
    assert_eq!(lines(&station).await.len(), 1, "nothing is asked for by a paper");
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
    let filed: Value = serde_json::from_str(&events[0].payload).unwrap();
    let parts = filed["manifest"].as_array().unwrap();
    assert_eq!(parts.len(), 1, "{parts:?}");
    assert_eq!(
        (&parts[0]["material"], &parts[0]["kind"]),
        (&json!("withdrawal_request"), &json!("document"))
    );
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
    ask(&station, &case).await;
    // Meanwhile the deciding office decides.
    say(&line, &case, decided()).await.unwrap();
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
    ask(&station, &case).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn before_acceptance_the_window_ends_the_case_by_the_signed_paper() {
    let home = tempfile::tempdir().unwrap();
    let station = open_signed_in(home.path()).await;
    let draft = station.open_allowance().await;
    assert_eq!(draft["withdrawal"], Value::Null, "nothing came yet");
    let case = filled_case(&station).await;
    let words = draw_up(&station, &case).await;
    assert!(words.contains("撤回申请书") && words.contains("申请人签字"), "{words}");
    assert!(words.contains("本件尚未受理") && !words.contains("审批部门的答复"), "{words}");
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(
        (&view["status"], &view["withdrawal"]["ends_here"]),
        (&json!("received"), &json!(true))
    );
    let row =
        view["materials"].as_array().unwrap().iter().find(|row| row["checked_by"].is_string());
    let material = &row.unwrap()["id"];
    let put = |custody: &str| json!({ "case": case, "material": material, "custody": custody });
    station.call("set_custody", put("held")).await;
    let held = station.try_call("ask_withdrawal", wish(&case)).await;
    assert_eq!(held.unwrap_err(), "originals_unsettled", "nobody says where it lies");
    station.call("set_custody", put("returned")).await;
    let ended = station.call("ask_withdrawal", wish(&case)).await;
    assert_eq!((&ended["status"], &ended["withdrawal"]), (&json!("voided"), &Value::Null));
    let sheet = station.call("day_sheet", json!({ "day": null })).await;
    let rows = sheet["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["case"] == *case && row["lies"] == "withdrawn"), "{rows:?}");
    assert!(lines(&station).await.is_empty(), "the office never had it");
    let again = station.try_call("ask_withdrawal", wish(&case)).await;
    assert_eq!(again.unwrap_err(), "not_allowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_ends_it_only_when_asked_and_the_clerk_is_told() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    let case = accepted(&station).await;
    let unasked = say(&line, &case, withdrawn()).await;
    assert!(
        matches!(&unasked, Err(OfficeError::Refused { code, .. }) if code == "bad_step"),
        "{unasked:?}"
    );
    ask(&station, &case).await;
    station.until_status("all is there", |status| status["waiting"] == 0).await;
    until_told(&station, "withdrawal_taken").await;
    let waiting = station.call("case", json!({ "case": case })).await;
    assert_eq!(waiting["status"], "accepted", "asked for, and the clock runs");
    say(&line, &case, withdrawn()).await.unwrap();
    let ended = station.until(&case, "it is ended", |view| view["status"] == "withdrawn").await;
    assert_eq!(
        (&ended["clock"]["kind"], &ended["next"]["code"], &ended["steps"][0]["kind"]),
        (&json!("none"), &json!("done"), &json!("withdrawn"))
    );
    until_told(&station, "withdrawn").await;
    assert!(say(&line, &case, decided()).await.is_err(), "nothing follows it");
    let open = json!({ "statuses": ["received", "accepted", "withdrawn"], "text": "",
        "today": false, "waiting": false, "due": false });
    let listed = station.call("my_cases", open).await;
    assert!(listed.as_array().unwrap().is_empty(), "everything has its holder: {listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_after_the_wish_stands_and_the_clerk_is_told_so() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    let case = accepted(&station).await;
    ask(&station, &case).await;
    station.until_status("all is there", |status| status["waiting"] == 0).await;
    say(&line, &case, decided()).await.unwrap();
    let done = station.until(&case, "it is decided", |view| view["status"] == "completed").await;
    assert_eq!(done["events"][0]["standing"], "taken");
    until_told(&station, "granted_after_all").await;
    assert!(say(&line, &case, withdrawn()).await.is_err(), "it is too late");
}

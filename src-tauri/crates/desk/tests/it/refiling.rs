//! 作废重开: an accepted case of the wrong item ends, or is asked to, and goes on under the right item with all
//! that was taken in, by one key and a supervisor's word.
use crate::counter::{PASSPHRASE, Station, store_of};
use crate::line::Line;
use crate::main_story::filled_case;
use crate::odd_text::soiled;
use crate::papers::text_of;
use crate::revisions::{client, decide};
use counter_backoffice::StepRequest;
use counter_core::case::Step;
use counter_desk::Records;
use serde_json::{Value, json};
use std::path::Path;

const RIGHT: &str = "gaoling-jintie";
const REGISTER: &str = "household_register";

async fn open_signed_in(home: &Path) -> Station {
    let station = Station::open(home).await;
    station.sign_in().await;
    station
}

fn void(case: &str, telephoned: Option<&str>) -> Value {
    json!({ "case": case, "item": RIGHT, "reason": "受理时选错事项", "receipt_back": true,
        "telephoned": telephoned })
}

/// With a supervisor's word for it; the case that goes on.
async fn refile(station: &Station, payload: Value) -> Value {
    let needed = station.desk.dispatch("main", "void_case", payload.clone()).await.unwrap_err();
    assert_eq!((needed.code.as_str(), &*needed.params["by"]), ("consent_needed", "supervisor"));
    let word = json!({ "case": payload["case"], "act": "void_case", "of": needed.params["of"],
        "number": "2001", "password": "demo-2001", "secret": null });
    station.call("give_consent", word).await;
    station.call("void_case", payload).await
}

/// Accepted, with the register held at the window.
async fn accepted(station: &Station) -> String {
    let case = filled_case(station).await;
    decide(station, &case, "accept", json!([])).await;
    let held = json!({ "case": case, "material": REGISTER, "custody": "held", "place": "3号柜" });
    station.call("set_custody", held).await;
    case
}

/// And wholly at the office.
async fn filed(station: &Station) -> String {
    let case = accepted(station).await;
    station.until(&case, "it is there", |view| view["delivery"] == "acknowledged").await;
    case
}

fn row<'a>(view: &'a Value, id: &str) -> &'a Value {
    let rows = view["materials"].as_array().unwrap();
    rows.iter().find(|row| row["id"] == id).unwrap()
}

async fn view_of(station: &Station, case: &str) -> Value {
    station.call("case", json!({ "case": case })).await
}

/// Asks for what the right item wants besides, so that the case has a number; then its notice.
async fn notify(station: &Station, next: &str) -> String {
    let of = json!({ "case": next, "question": "channel", "option": "window" });
    let view = station.call("answer", of).await;
    decide(station, next, "correction", view["decision"]["suggested"].clone()).await;
    let printed = station.call("print_refiling_notice", json!({ "case": next })).await;
    text_of(printed["print"]["file"].as_str().unwrap())
}

fn is_sound(home: &Path) -> bool {
    Records::open(&home.join("data"), Some(PASSPHRASE)).unwrap().check().unwrap().sound
}

async fn say(line: &Line, case: &str, step: Step) {
    let office = client(&line.far_address());
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let (case, id) = (uuid::Uuid::parse_str(case).unwrap(), uuid::Uuid::new_v4());
    office.enter_step(token.expose(), case, &StepRequest { id, step }).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_number_the_window_voids_it_and_everything_comes_along() {
    let home = tempfile::tempdir().unwrap();
    let _line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    station.call("pause_delivery", json!({})).await;
    let case = accepted(&station).await;
    let first = view_of(&station, &case).await;
    assert_eq!((&first["number"], &first["refiling"]["can_void"]), (&Value::Null, &json!(true)));
    let same = json!({ "item": "chengxiang-yanglao" });
    let mut wrong = void(&case, None);
    wrong["item"] = same["item"].clone();
    let needed = station.desk.dispatch("main", "void_case", wrong.clone()).await.unwrap_err();
    let word = json!({ "case": case, "act": "void_case", "of": needed.params["of"],
        "number": "2001", "password": "demo-2001", "secret": null });
    station.call("give_consent", word).await;
    assert_eq!(station.try_call("void_case", wrong).await.unwrap_err(), "not_allowed", "the same");
    let next = refile(&station, void(&case, None)).await;
    let id = next["id"].as_str().unwrap().to_owned();
    assert_eq!((&next["status"], &next["hold"]), (&json!("received"), &Value::Null));
    assert_eq!(next["people"][0]["name"], first["people"][0]["name"]);
    let (old, new) = (row(&first, REGISTER), row(&next, REGISTER));
    assert_eq!(new["pages"].as_array().unwrap().len(), old["pages"].as_array().unwrap().len());
    assert_eq!(
        (&new["checked_by"], &new["checked_at"], &new["checked_in"]),
        (&old["checked_by"], &old["checked_at"], &first["provisional"])
    );
    assert_eq!((&new["custody"], &new["place"]), (&json!("held"), &json!("3号柜")));
    let ended = view_of(&station, &case).await;
    assert_eq!(
        (&ended["status"], &ended["refiling"]["standing"]),
        (&json!("voided"), &json!("done"))
    );
    assert_eq!(row(&ended, REGISTER)["custody"], "moved");
    assert_eq!(ended["refiling"]["refiled_as"], json!(id));
    assert_eq!(next["refiling"]["first_number"], first["provisional"]);
    let again = station.try_call("void_case", void(&case, None)).await.unwrap_err();
    assert_eq!(again, "consent_needed", "the word was for that one");
    let early = station.try_call("print_refiling_notice", json!({ "case": id })).await;
    assert_eq!(early.unwrap_err(), "not_allowed", "it has no number yet");
    let words = notify(&station, &id).await;
    assert!(words.contains("更正告知书") && words.contains("原编号的办件已作废"), "{words}");
    let numbers = [&first["provisional"], &view_of(&station, &id).await["provisional"]];
    for number in numbers {
        assert!(words.contains(number.as_str().unwrap()), "{number} in {words}");
    }
    assert!(
        words.contains("受理时选错事项") && words.contains("原受理回执已由窗口收回"),
        "{words}"
    );
    assert!(words.contains("申请行政复议"), "{words}");
    station.call("resume_delivery", json!({})).await;
    station.until_status("all is there", |status| status["waiting"] == 0).await;
    station.close(home.path()).await;
    let store = store_of(home.path());
    let events = store.outbox_events(&case).unwrap();
    assert_eq!((events.len(), events[0].state.as_str()), (1, "acknowledged"));
    let told: Value = serde_json::from_str(&events[0].payload).unwrap();
    assert_eq!(
        (&told["event"]["kind"], &told["event"]["done"], &told["event"]["refiled_as"]),
        (&json!("void"), &json!(true), &json!(id))
    );
    assert_eq!(told["consented_by"]["clerk"], "2001");
    let sent: Value =
        serde_json::from_str(&store.outbox_row(&id).unwrap().unwrap().payload).unwrap();
    let before: Value =
        serde_json::from_str(&store.outbox_row(&case).unwrap().unwrap().payload).unwrap();
    assert_eq!(sent["received_at"], before["received_at"], "the receipt day of the first");
    drop(store);
    assert!(is_sound(home.path()));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_number_it_is_asked_for_until_the_office_has_answered() {
    let home = tempfile::tempdir().unwrap();
    let _line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    let case = filed(&station).await;
    station.call("pause_delivery", json!({})).await;
    let next = refile(&station, void(&case, None)).await;
    let id = next["id"].as_str().unwrap().to_owned();
    let waiting = view_of(&station, &case).await;
    assert_eq!(
        (&waiting["status"], &waiting["refiling"]["standing"], &waiting["refiling"]["can_void"]),
        (&json!("accepted"), &json!("asked"), &json!(false))
    );
    let words = notify(&station, &id).await;
    assert!(words.contains("原编号的办件已申请作废"), "{words}");
    assert!(!words.contains("原编号的办件已作废"), "not as done: {words}");
    station.call("resume_delivery", json!({})).await;
    let ended = station.until(&case, "it is void", |view| view["status"] == "voided").await;
    assert_eq!(
        (&ended["refiling"]["standing"], &ended["next"]["code"]),
        (&json!("done"), &json!("done"))
    );
    let printed = station.call("print_refiling_notice", json!({ "case": id })).await;
    let words = text_of(printed["print"]["file"].as_str().unwrap());
    assert!(words.contains("原编号的办件已作废"), "now it is: {words}");
    station.until_status("all is there", |status| status["waiting"] == 0).await;
    station.close(home.path()).await;
    assert!(is_sound(home.path()));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_department_has_begun_it_is_only_a_request_to_it() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = open_signed_in(home.path()).await;
    let case = filed(&station).await;
    station.call("pause_delivery", json!({})).await;
    refile(&station, void(&case, None)).await;
    say(&line, &case, Step::Extended { days: 5, reason: "案情复杂".into() }).await;
    station.call("resume_delivery", json!({})).await;
    let with = |view: &Value| view["refiling"]["standing"] == "with_department";
    let waiting = station.until(&case, "the department is asked", with).await;
    assert_eq!(waiting["status"], "accepted", "its receipt stands");
    assert_eq!(waiting["events"][0]["marks"], json!(["department_begun"]));
    say(&line, &case, Step::Voided { on: "2026-12-04".parse().unwrap() }).await;
    station.until(&case, "the department ended it", |view| view["status"] == "voided").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_supervisor_it_is_on_hold_with_its_reason_and_nothing_else_changes() {
    let home = tempfile::tempdir().unwrap();
    let station = open_signed_in(home.path()).await;
    let case = accepted(&station).await;
    let before = view_of(&station, &case).await;
    let hold = |reason: &str, note: &str| json!({ "case": case, "reason": reason, "note": note, "originals": "at_window" });
    let plain = station.try_call("hold", hold("copying", "")).await;
    assert_eq!(plain.unwrap_err(), "not_allowed", "an accepted case is put aside for nothing else");
    let bare = station.try_call("hold", hold("void_consent", " ")).await;
    assert_eq!(bare.unwrap_err(), "reason_missing");
    let held = station.call("hold", hold("void_consent", "选错事项")).await;
    assert_eq!(
        (&held["status"], &held["hold"]["reason"], &held["hold"]["note"]),
        (&json!("accepted"), &json!("void_consent"), &json!("选错事项"))
    );
    assert_eq!(held["documents"], before["documents"], "the receipts stand");
    assert_eq!(held["refiling"]["can_void"], json!(true), "when one is here");
    let next = refile(&station, void(&case, None)).await;
    assert_eq!(next["status"], "received");
    assert_eq!(view_of(&station, &case).await["hold"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizen_who_is_gone_is_telephoned_and_signs_later() {
    let home = tempfile::tempdir().unwrap();
    let station = open_signed_in(home.path()).await;
    let case = accepted(&station).await;
    // Pasted, with what nobody sees.
    let mut payload = void(&case, Some(&soiled("14:20 已电话告知")));
    payload["reason"] = json!(soiled("受理时选错事项"));
    let next = refile(&station, payload).await;
    assert_eq!(
        (&next["status"], &next["hold"]["reason"], &next["hold"]["note"]),
        (&json!("received"), &json!("signature"), &json!("14:20 已电话告知"))
    );
    assert_eq!(next["hold"]["originals"], "at_window", "the register is held");
    assert_ne!(next["clock"]["kind"], "none", "its clock runs");
    let listed = station.call("held_cases", json!({})).await;
    assert!(listed.as_array().unwrap().iter().any(|row| row["id"] == next["id"]), "{listed}");
    let resumed = station.call("resume", json!({ "case": next["id"] })).await;
    assert_eq!((&resumed["hold"], &resumed["status"]), (&Value::Null, &json!("received")));
    station.close(home.path()).await;
    let events = store_of(home.path()).outbox_events(&case).unwrap();
    let told: Value = serde_json::from_str(&events[0].payload).unwrap();
    assert_eq!(told["event"]["reason"], "受理时选错事项");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_before_is_not_offered_one() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    line.rewrite(b"\"void\"", b"\"vold\"");
    let station = open_signed_in(home.path()).await;
    let case = filed(&station).await;
    let payload = void(&case, None);
    let needed = station.desk.dispatch("main", "void_case", payload.clone()).await.unwrap_err();
    let word = json!({ "case": case, "act": "void_case", "of": needed.params["of"],
        "number": "2001", "password": "demo-2001", "secret": null });
    station.call("give_consent", word).await;
    let refused = station.try_call("void_case", payload).await;
    assert_eq!(refused.unwrap_err(), "office_without_event");
    let lines = station.call("outbox", json!({})).await["lines"].clone();
    assert!(lines.as_array().unwrap().is_empty(), "nothing is parked: {lines}");
}

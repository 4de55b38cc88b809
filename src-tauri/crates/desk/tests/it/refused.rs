//! What the office does not take has a way out other than trying again: a page or a text is put
//! right and the next revision goes in its place, or the case is handed over on paper.
use crate::counter::{PASSPHRASE, Station, point_to, promise_of, store_of};
use crate::gateway::{Gated, is, problem};
use crate::line::Line;
use crate::main_story::{filled_case, page, text, unsigned_case};
use crate::revisions::{client, decide, office};
use counter_backoffice::{CaseState, RevisionWire, Submission};
use counter_desk::{Records, Report};
use serde_json::{Value, json};
use std::path::Path;

/// A decided case that the office will not take: its page cannot be read here any more.
pub async fn case_with_a_lost_page(station: &Station, home: &Path) -> (String, Value) {
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(station).await;
    let decided = decide(station, &case, "accept", json!([])).await;
    let folder = home.join("data/pages").join(&case);
    // The page was sealed before any paper was made.
    let files = std::fs::read_dir(&folder).unwrap().flatten().map(|file| file.path());
    let page = files.min_by_key(|file| file.metadata().unwrap().modified().unwrap());
    std::fs::write(page.unwrap(), b"rotten").unwrap();
    station.call("resume_delivery", json!({})).await;
    station.until(&case, "it is set aside", |view| view["delivery"] == "parked").await;
    (case, decided)
}

async fn line_of(station: &Station, case: &str) -> Value {
    let view = station.call("outbox", json!({})).await;
    let lines = view["lines"].as_array().unwrap().clone();
    lines.into_iter().find(|line| line["case"] == case).unwrap_or_default()
}

/// The page that was lost is scanned once more in the place of the other.
async fn replace_page(station: &Station, case: &str) -> Value {
    let view = station.call("case", json!({ "case": case })).await;
    let old = view["pages"][0].clone();
    let material = text(&old["material"]);
    let path = format!("/import/{case}?material={material}");
    let view = station.desk.upload("main", &path, page()).await.unwrap();
    let fresh = view["pages"].as_array().unwrap().last().unwrap().clone();
    station.call("delete_page", json!({ "case": case, "page": old["id"] })).await;
    station.call("page_shown", json!({ "case": case, "page": fresh["id"] })).await;
    station.call("check_original", json!({ "case": case, "material": material })).await
}

async fn kept(address: &str, case: &str, revision: u32) -> RevisionWire {
    let office = client(address);
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let id = uuid::Uuid::parse_str(case).unwrap();
    office.get_revision(token.expose(), id, revision).await.unwrap()
}

fn verify(home: &Path) -> Report {
    let records = Records::open(&home.join("data"), Some(PASSPHRASE)).unwrap();
    records.check().unwrap()
}

fn receipts(view: &Value) -> usize {
    let papers = view["documents"].as_array().unwrap();
    papers.iter().filter(|paper| paper["form"] == "acceptance_receipt").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_page_is_the_next_revision_of_the_same_case() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, decided) = case_with_a_lost_page(&station, home.path()).await;
    let line = line_of(&station, &case).await;
    assert_eq!(line["ways"], json!(["replace", "hand_over"]));
    assert_eq!((&line["last_code"], &line["waits"]), (&json!("page_damaged"), &json!("person")));

    let open = station.call("replace_refused", json!({ "case": case })).await;
    assert_eq!((&open["status"], &open["section"]), (&json!("replacing"), &json!(3)));
    assert_eq!(open["replacement"], json!({ "revision": 1, "code": "page_damaged" }));
    assert_eq!(open["next"]["code"], "put_right");
    assert_eq!(promise_of(&open), promise_of(&decided), "the promise to the citizen runs on");
    let refused = station
        .try_call(
            "propose",
            json!({ "case": case, "kind": "accept", "items": [],
        "reasons": [], "right_office": null }),
        )
        .await;
    assert_eq!(refused.unwrap_err(), "bad_request", "the decision stands");
    let view = replace_page(&station, &case).await;
    assert_eq!(view["next"]["code"], "send_replacement");
    station.call("retry", json!({ "case": case })).await;
    assert_eq!(line_of(&station, &case).await["state"], "parked", "what is put right is not lost");

    let sent = station.call("send_replacement", json!({ "case": case })).await;
    let print = &sent["print"];
    assert_eq!((&print["printed"], &print["file"]), (&json!(false), &Value::Null), "no new paper");
    let done = station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged");
    let done = done.await;
    assert_eq!((&done["status"], &done["revision"]), (&json!("accepted"), &json!(2)));
    assert_eq!(done["provisional"], decided["provisional"]);
    assert_eq!(receipts(&done), 1, "the list is the same, and so is the receipt");
    let (before, after) = (kept(&address, &case, 1).await, kept(&address, &case, 2).await);
    assert_eq!(
        (before.state, after.state),
        (CaseState::AwaitingMaterials, CaseState::Acknowledged)
    );
    let (old, new) = (before.submission, after.submission);
    assert_eq!((old.in_place_of, new.in_place_of), (None, Some(1)));
    assert_eq!(new.decided_at, old.decided_at);
    assert_eq!(
        (new.received_at, new.clerk, new.decision),
        (old.received_at, old.clerk, old.decision)
    );
    assert_ne!(new.manifest[0].sha256, "");
    assert_eq!(station.call("outbox", json!({})).await["lines"], json!([]));
    let sheet = station.call("day_sheet", json!({ "day": null })).await;
    assert_eq!((&sheet["at_office"], &sheet["rows"][0]["in_place_of"]), (&json!(1), &json!(1)));
    station.sign_in_as("2001").await;
    let filter = json!({ "clerk": null, "window": null, "only": "all", "sort": "age" });
    let queue = station.call("queue", filter.clone()).await;
    let row = &queue["rows"][0];
    assert_eq!((&row["in_place_of"], &row["is_replacement_unread"]), (&json!(1), &json!(true)));
    assert_eq!(queue["unread_replacements"], 1, "the supervisor is told");
    let before = json!({ "case": case, "revision": 1 });
    station.call("review", before).await;
    let queue = station.call("queue", filter.clone()).await;
    assert_eq!(queue["unread_replacements"], 1, "an older revision is another one");
    station.call("review", json!({ "case": case, "revision": null })).await;
    let queue = station.call("queue", filter).await;
    let row = &queue["rows"][0];
    assert_eq!((&row["in_place_of"], &row["is_replacement_unread"]), (&json!(1), &json!(false)));
    assert_eq!(queue["unread_replacements"], 0);

    station.close(home.path()).await;
    let rows = store_of(home.path()).outbox_rows(&case).unwrap();
    let states: Vec<&str> = rows.iter().map(|row| row.state.as_str()).collect();
    assert_eq!(states, ["replaced", "acknowledged"]);
    let report = verify(home.path());
    let faults: Vec<&String> = report.cases[0].faults.iter().collect();
    // The rotten page is named for ever; nothing else is wrong.
    assert!(faults.iter().all(|fault| fault.starts_with("page_damaged")), "{faults:?}");
    assert_eq!(report.cases[0].notes, ["replaced: 1"]);
}

/// A decided case that the office does not take for the length of a text; from then on it takes all.
async fn case_with_a_long_text(
    gated: &Gated,
    station: &Station,
    case: &str,
    kind: &str,
    items: Value,
) -> Value {
    gated.set(Some(|request| {
        problem(422, "text_too_long").filter(|_| is(request, "POST", "/cases"))
    }));
    let decided = decide(station, case, kind, items).await;
    station.until(case, "it is set aside", |view| view["delivery"] == "parked").await;
    let line = line_of(station, case).await;
    assert_eq!(line["ways"], json!(["replace", "hand_over"]));
    assert_eq!((&line["last_code"], &line["waits"]), (&json!("beyond_office"), &json!("person")));
    gated.set(None);
    decided
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shortened_text_is_the_next_revision_of_the_same_case() {
    let (home, gated, station) = Gated::open_station().await;
    let case = unsigned_case(&station).await;
    let long = "示".repeat(200);
    let remark = |value: &str| json!({ "case": case, "field": "remark", "value": value });
    station.call("fill", remark(&long)).await;
    let decided = case_with_a_long_text(&gated, &station, &case, "accept", json!([])).await;

    let open = station.call("replace_refused", json!({ "case": case })).await;
    assert_eq!((&open["status"], &open["section"]), (&json!("replacing"), &json!(4)));
    assert_eq!(open["replacement"], json!({ "revision": 1, "code": "beyond_office" }));
    assert_eq!(promise_of(&open), promise_of(&decided), "the promise to the citizen runs on");
    let view = station.call("fill", remark("示例")).await;
    assert_eq!(view["next"]["code"], "send_replacement");
    station.call("send_replacement", json!({ "case": case })).await;
    let done = station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged");
    let done = done.await;
    assert_eq!((&done["status"], &done["revision"]), (&json!("accepted"), &json!(2)));
    assert_eq!(done["provisional"], decided["provisional"]);
    assert!(done["number"].is_string());

    let sent = kept(&gated.address, &case, 2).await.submission;
    assert_eq!(sent.in_place_of, Some(1));
    assert_eq!(sent.form["remark"].expose(), "示例");
    station.close(home.path()).await;
    let rows = store_of(home.path()).outbox_rows(&case).unwrap();
    let states: Vec<&str> = rows.iter().map(|row| row.state.as_str()).collect();
    assert_eq!(states, ["replaced", "acknowledged"]);
    let before: Submission = serde_json::from_str(&rows[0].payload).unwrap();
    assert_eq!(before.form["remark"].expose(), long);
    assert_eq!((before.decided_at, before.decision), (sent.decided_at, sent.decision));
    assert_eq!((before.received_at, before.clerk), (sent.received_at, sent.clerk));
    assert_eq!(before.provisional, sent.provisional);
}

/// What the citizen was given says those words; they are not another's to change afterwards.
#[tokio::test(flavor = "multi_thread")]
async fn a_decision_with_words_too_long_goes_on_paper_while_it_is_put_right() {
    let (_home, gated, station) = Gated::open_station().await;
    let case = filled_case(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    let demand = json!({ "material": null, "name": view["decision"]["listed"][0],
        "problem": "缺页".repeat(50), "fix": "补齐" });
    let decided =
        case_with_a_long_text(&gated, &station, &case, "correction", json!([demand])).await;
    let open = station.call("replace_refused", json!({ "case": case })).await;
    assert_eq!(open["replacement"], json!({ "revision": 1, "code": "beyond_office" }));
    let handed = station.call("hand_over", json!({ "case": case })).await;
    assert!(handed["print"]["file"].is_string(), "a slip goes with the papers");
    let view = &handed["case"];
    assert_eq!((&view["status"], &view["delivery"]), (&json!("correction"), &json!("handed_over")));
    assert_eq!((&view["replacement"], &view["clock"]), (&Value::Null, &decided["clock"]));
    assert_eq!(view["asked"], decided["asked"], "the notice stands as it was given");
    assert_eq!(station.call("outbox", json!({})).await["lines"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_list_on_the_receipt_makes_another_receipt() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, decided) = case_with_a_lost_page(&station, home.path()).await;
    station.call("replace_refused", json!({ "case": case })).await;
    replace_page(&station, &case).await;
    // One page more than there was.
    let view = station.call("case", json!({ "case": case })).await;
    let material = text(&view["pages"].as_array().unwrap().last().unwrap()["material"]);
    let path = format!("/import/{case}?material={material}");
    let view = station.desk.upload("main", &path, page()).await.unwrap();
    let fresh = view["pages"].as_array().unwrap().last().unwrap()["id"].clone();
    station.call("page_shown", json!({ "case": case, "page": fresh })).await;
    station.call("check_original", json!({ "case": case, "material": material })).await;
    let sent = station.call("send_replacement", json!({ "case": case })).await;
    assert!(sent["print"]["file"].is_string(), "the new receipt is handed out");
    assert_eq!(receipts(&sent["case"]), 2);
    let done = station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged");
    let done = done.await;
    let receipt = done["documents"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&receipt["revision"], &receipt["number"]), (&json!(2), &done["number"]));
    assert_eq!(done["clock"]["deadline"], decided["clock"]["deadline"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_put_right_yet_is_tried_again_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, _) = case_with_a_lost_page(&station, home.path()).await;
    station.call("replace_refused", json!({ "case": case })).await;
    station.call("retry", json!({ "case": case })).await;
    let back = station.until(&case, "it is as it was", |v| v["status"] == "accepted").await;
    assert_eq!((&back["revision"], &back["replacement"]), (&json!(1), &Value::Null));
    station.until(&case, "it is set aside again", |view| view["delivery"] == "parked").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_handed_over_on_paper_is_sent_no_more() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, decided) = case_with_a_lost_page(&station, home.path()).await;
    let handed = station.call("hand_over", json!({ "case": case })).await;
    assert!(handed["print"]["file"].is_string(), "a slip goes with the papers");
    let view = &handed["case"];
    assert_eq!((&view["status"], &view["delivery"]), (&json!("accepted"), &json!("handed_over")));
    assert_eq!(view["clock"], decided["clock"]);
    let slip = view["documents"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(slip["form"], "handover_slip");
    assert_eq!(station.call("outbox", json!({})).await["lines"], json!([]));
    station.call("print", json!({ "case": case, "document": slip["id"] })).await;
    let again = station.try_call("hand_over", json!({ "case": case })).await;
    assert_eq!(again.unwrap_err(), "not_allowed");
    let sheet = station.call("day_sheet", json!({ "day": null })).await;
    assert_eq!(
        (&sheet["sums"]["on_paper"], &sheet["at_office"], &sheet["here"]),
        (&json!(1), &json!(0), &json!(0))
    );
    assert_eq!(sheet["rows"][0]["lies"], "on_paper");
    station.call("retry", json!({ "case": case })).await;
    station.close(home.path()).await;
    assert_eq!(store_of(home.path()).outbox_rows(&case).unwrap()[0].state, "handed_over");
    assert_eq!(verify(home.path()).cases[0].notes, ["handed_over: 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_without_the_ability_gets_the_case_on_paper_only() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    // As an office of an earlier program: it names nothing that is known here.
    line.rewrite(b"\"in_place_of\"", b"\"in_spite_of\"");
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, _) = case_with_a_lost_page(&station, home.path()).await;
    let told = station.try_call("replace_refused", json!({ "case": case })).await.unwrap_err();
    assert!(["paper_only", "not_allowed"].contains(&told.as_str()), "{told}");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while line_of(&station, &case).await["ways"] != json!(["hand_over"]) {
        assert!(std::time::Instant::now() < deadline, "the office was never heard");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!((&view["status"], &view["replacement"]), (&json!("accepted"), &Value::Null));
    station.call("hand_over", json!({ "case": case })).await;
}

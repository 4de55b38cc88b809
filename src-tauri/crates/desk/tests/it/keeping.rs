//! What the station keeps: the day's sum after mixed outcomes, the alarm of the five working days,
//! pages that go.
use crate::counter::{PASSPHRASE, Station, audit_lines, store_of};
use crate::line::Line;
use crate::main_story::{filled_case, page, text};
use crate::oddities::{DAY, Off, open};
use counter_desk::Records;
use counter_store::OutboxRow;
use serde_json::{Value, json};
use std::path::Path;

async fn begun(station: &Station) -> Value {
    let answers = json!({ "group": "normal", "agent": "self" });
    let case = station
        .call("open_case", json!({ "item": "chengxiang-yanglao", "answers": answers }))
        .await["id"]
        .clone();
    let person = json!({ "case": case, "person": null, "role": "applicant", "name": "陈示例",
        "id_kind": "resident",
        "number": "440699199001010014", "sex": "", "address": "", "phone": "", "relation": "" });
    station.call("put_person", person).await;
    case
}

/// With the least that is wanted: not our office, or a correction notice.
async fn decide(station: &Station, case: &Value, kind: &str) {
    let fault = json!({ "material": null, "name": "户口簿", "problem": "缺页", "fix": "补齐" });
    let items: Vec<Value> = if kind == "correction" { vec![fault] } else { Vec::new() };
    if kind == "correction" {
        station.call("receive", json!({ "case": case })).await;
    }
    let office = (kind == "redirect").then_some("示例镇（街道）");
    let what = json!({ "case": case, "kind": kind, "items": items, "reasons": [],
        "right_office": office });
    station.call("propose", what).await;
    station.call("issue", json!({ "case": case })).await;
}

async fn decided(station: &Station, kind: &str) -> Value {
    let case = begun(station).await;
    decide(station, &case, kind).await;
    case
}

async fn acknowledged(station: &Station, case: &Value) {
    let case = case.as_str().unwrap();
    station.until(case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
}

/// What only the office can say, noted as if it had.
fn note(home: &Path, case: &Value, state: &str) {
    let mut store = store_of(home);
    let row = store.outbox_row(case.as_str().unwrap()).unwrap().unwrap();
    store
        .put_outbox(&OutboxRow { state: state.into(), last_code: Some("example".into()), ..row })
        .unwrap();
}

async fn with_a_page(station: &Station) -> (Value, Value) {
    let case = begun(station).await;
    let view = station.call("case", json!({ "case": case })).await;
    let paper = view["materials"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["supply"] == "paper")
        .unwrap()
        .clone();
    let path = format!("/import/{}?material={}", text(&case), text(&paper["id"]));
    let view = station.desk.upload("main", &path, page()).await.unwrap();
    (case, view["pages"][0]["id"].clone())
}

async fn away(home: &Path, line: &Line, station: Station) -> Station {
    line.cut().await;
    station.close(home).await;
    let station = Station::open(home).await;
    station.sign_in_again().await.unwrap();
    station
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_in_is_at_the_office_or_still_here() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let there = decided(&station, "redirect").await;
    acknowledged(&station, &there).await;
    let station = away(home.path(), &line, station).await;
    let mut lie = vec![(there, "at_office")];
    for place in ["waiting", "refused", "parked"] {
        lie.push((decided(&station, "redirect").await, place));
    }
    let (open, voided, draft, given_up) = (
        begun(&station).await,
        begun(&station).await,
        begun(&station).await,
        begun(&station).await,
    );
    for case in [&open, &voided] {
        station.call("receive", json!({ "case": case })).await;
    }
    for case in [&voided, &given_up] {
        station.call("abandon", json!({ "case": case, "reason": "示例" })).await;
    }
    lie.extend([(open, "open"), (voided, "voided")]);
    station.close(home.path()).await;
    lie.iter()
        .filter(|(_, place)| ["refused", "parked"].contains(place))
        .for_each(|(c, p)| note(home.path(), c, p));

    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let sheet = station.call("day_sheet", json!({ "day": null })).await;
    for (case, place) in &lie {
        let row = sheet["rows"].as_array().unwrap().iter().find(|row| row["case"] == *case);
        assert_eq!(row.map(|row| row["lies"].clone()), Some(Value::from(*place)));
    }
    assert!(
        !sheet["rows"]
            .as_array()
            .unwrap()
            .iter()
            .any(|row| row["case"] == draft || row["case"] == given_up)
    );
    assert_eq!(
        (&sheet["taken"], &sheet["at_office"], &sheet["here"]),
        (&json!(6), &json!(1), &json!(5))
    );
    assert_eq!(
        sheet["sums"],
        json!({ "open": 1, "waiting": 1, "parked": 1, "refused": 1, "withdrawn": 0, "voided": 1,
            "on_paper": 0 })
    );
    assert_eq!((&sheet["drafts"], &sheet["given_up"]), (&json!(1), &json!(1)));
    let empty = station.call("day_sheet", json!({ "day": "2026-01-05" })).await;
    assert_eq!((&empty["taken"], &empty["here"]), (&json!(0), &json!(0)));
    assert_eq!(
        station.try_call("day_sheet", json!({ "day": "5.1.2026" })).await.unwrap_err(),
        "day_unreadable"
    );

    let printed = station.call("print_day_sheet", json!({ "day": null })).await;
    let pdf = std::fs::read(printed["file"].as_str().unwrap()).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    let unsaid = json!({ "day": null, "reason": " " });
    assert_eq!(
        station.try_call("export_day_sheet", unsaid).await.unwrap_err(),
        "look_reason_missing"
    );
    let why = json!({ "day": null, "reason": "交中心对账" });
    let exported = station.call("export_day_sheet", why).await;
    let csv = std::fs::read_to_string(exported["file"].as_str().unwrap()).unwrap();
    assert_eq!(csv.lines().count(), 1 + 6 + 4, "{csv}");
    assert!(!csv.contains("陈示例") && csv.contains("仍在本机,5"), "{csv}");
    station.close(home.path()).await;
    let told = audit_lines(home.path());
    let reason = told.iter().find(|line| line.action == "export_day_sheet.reason").unwrap();
    assert_eq!(reason.outcome, "交中心对账");
    let records = Records::open(&home.path().join("data"), Some(PASSPHRASE)).unwrap();
    let closed = records.day_sheet_csv(None).unwrap();
    assert_eq!(format!("\u{feff}{closed}"), csv, "the same out of records that lie closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_left_alarms_before_the_five_working_days_are_over() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    line.cut().await;
    decided(&station, "correction").await;
    // With the line up each day has a sign-in of its own; the case stays here all the same.
    station.call("pause_delivery", json!({})).await;
    line.mend().await;
    let mut seen = Vec::new();
    for day in 0..30 {
        off.set(day * DAY);
        station.sign_in().await;
        let limit = station.call("outbox", json!({})).await["lines"][0]["limit"].clone();
        let status = station.call("status", json!({})).await;
        let said = status["notices"]
            .as_array()
            .unwrap()
            .iter()
            .find(|n| n["code"] == "delivery_due")
            .cloned();
        let (alarm, left) = (text(&limit["alarm"]), limit["days_left"].as_i64().unwrap());
        assert_eq!(alarm == "calm", said.is_none(), "day {day}: {limit}");
        assert_eq!(alarm == "calm", left > 2);
        assert_eq!(alarm == "over", left < 0);
        if let Some(said) = said {
            let count = |name: &str| text(&said["params"][name]);
            let expected = if alarm == "over" { ("0", "1") } else { ("1", "0") };
            assert_eq!((count("soon").as_str(), count("over").as_str()), expected);
            assert_eq!(said["can_be_read"], false, "it is true until the case has left");
        }
        seen.push(alarm);
        if seen.last().is_some_and(|alarm| alarm == "over") {
            break;
        }
    }
    seen.dedup();
    assert_eq!(seen, ["calm", "soon", "over"], "in time, and not before");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_only_after_the_verified_digest_and_their_time() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    // Taken in long ago: the retention is a year.
    off.set(-400 * DAY);
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let mut cases = Vec::new();
    for kind in ["ended", "young", "correction", "draft", "parked"] {
        off.set(if kind == "young" { -300 * DAY } else { -400 * DAY });
        // A session does not last so long.
        station.sign_in().await;
        let (case, page) = with_a_page(&station).await;
        match kind {
            "draft" => {}
            "parked" => {
                line.cut().await;
                decide(&station, &case, "redirect").await;
            }
            _ => {
                decide(
                    &station,
                    &case,
                    if kind == "correction" { "correction" } else { "redirect" },
                )
                .await;
                acknowledged(&station, &case).await;
            }
        }
        cases.push((kind, case, page));
    }
    station.close(home.path()).await;
    note(home.path(), &cases[4].1, "parked");
    line.mend().await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let there =
        |case: &Value, page: &Value| format!("/case/{}/page/{}?w=50", text(case), text(page));
    for (_, case, page) in &cases {
        station.desk.bytes("main", &there(case, page)).await.unwrap();
    }
    off.set(0);
    station.sign_in().await;
    let (_, case, page) = &cases[0];
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while station.desk.bytes("main", &there(case, page)).await.is_ok() {
        assert!(std::time::Instant::now() < deadline, "its pages never went");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let refused = station.desk.bytes("main", &there(case, page)).await.unwrap_err();
    assert_eq!(refused.code, "pages_purged");
    assert_eq!(
        station.call("case", json!({ "case": case })).await["status"],
        "redirected",
        "the record stays"
    );
    station.close(home.path()).await;
    let store = store_of(home.path());
    assert!(store.setting("care.day").unwrap().is_some(), "the round was ended");
    for (kind, case, _) in &cases {
        let case = case.as_str().unwrap();
        assert_eq!(store.is_purged(case).unwrap(), *kind == "ended", "{kind}");
        assert_eq!(store.pages(case).unwrap().is_empty(), *kind == "ended", "{kind}");
    }
    drop(store);
    let purges: Vec<_> =
        audit_lines(home.path()).into_iter().filter(|line| line.action == "purge").collect();
    assert_eq!(purges.len(), 1);
    assert_eq!((purges[0].by.as_str(), purges[0].outcome.as_str()), ("station", "ok"));
    let report =
        Records::open(&home.path().join("data"), Some(PASSPHRASE)).unwrap().check().unwrap();
    assert!(report.sound, "{}", serde_json::to_string(&report).unwrap());
    assert_eq!(report.cases.iter().filter(|case| case.purged).count(), 1);
}

/// The form as shown, the strokes, the signed form: all three go with the pages, and what was signed
/// by whom stays on record.
#[tokio::test(flavor = "multi_thread")]
async fn what_signing_sealed_goes_with_the_pages_and_its_facts_stay() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    off.set(-400 * DAY);
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let case = json!(filled_case(&station).await);
    let view = station.call("case", json!({ "case": case })).await;
    let page = format!("/case/{}/page/{}?w=50", text(&case), text(&view["pages"][0]["id"]));
    decide(&station, &case, "redirect").await;
    acknowledged(&station, &case).await;
    station.close(home.path()).await;

    let id = text(&case);
    let list_facts = || -> Vec<Value> {
        let rows = store_of(home.path()).entries(&id).unwrap();
        rows.iter().map(|row| serde_json::from_str(&row.body).unwrap()).collect()
    };
    let before = list_facts();
    let find = |name: &str| before.iter().find(|fact| fact["fact"] == name).unwrap().clone();
    let signature = find("form_signed")["signature"].clone();
    let is_shown = |fact: &&Value| fact["document"]["id"] == signature["document"];
    let mut issued = before.iter().filter(|fact| fact["fact"] == "document_issued");
    let shown = issued.find(is_shown).unwrap()["document"].clone();
    assert_eq!(
        (&shown["sha256"], &shown["form"]),
        (&signature["sha256"], &"application_form".into())
    );
    let sealed = [&shown, &signature["strokes"], &signature["signed_form"]];
    let sealed: Vec<String> = sealed.iter().map(|part| text(&part["file"])).collect();
    let store = store_of(home.path());
    assert!(sealed.iter().all(|file| store.page(&id, file).is_ok()), "three, and each opens");
    drop(store);

    off.set(0);
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while station.desk.bytes("main", &page).await.is_ok() {
        assert!(std::time::Instant::now() < deadline, "its pages never went");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    station.close(home.path()).await;
    let store = store_of(home.path());
    assert!(store.is_purged(&id).unwrap() && store.pages(&id).unwrap().is_empty());
    assert!(sealed.iter().all(|file| store.page(&id, file).is_err()), "none can be opened");
    drop(store);
    let after = list_facts();
    assert_eq!(after[..before.len()], before[..], "signer, digests and time are as they were");
}

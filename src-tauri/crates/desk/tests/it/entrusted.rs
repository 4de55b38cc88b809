//! 委托决定: from the card to the decision in the department's name, granted and refused, with its number,
//! its paper and its event; and what stands against it.
use crate::counter::{PASSPHRASE, Station, store_of};
use crate::line::Line;
use crate::main_story::{confirm_if_asked, fill_fields, text};
use crate::odd_text::soiled;
use crate::papers::text_of;
use crate::revisions::decide;
use counter_desk::Records;
use serde_json::{Value, json};

const POINTS: [&str; 3] = ["identity", "place", "form"];

/// An entrusted case, accepted with all its papers and wholly at the office.
async fn accepted(station: &Station) -> String {
    let answers = json!({ "persons": "single", "agent_single": "self" });
    let opened = json!({ "item": "shengyu-dengji", "answers": answers });
    let case = text(&station.call("open_case", opened).await["id"]);
    let view = station.read_card(&case, "applicant").await;
    confirm_if_asked(station, view).await;
    station.call("receive", json!({ "case": case })).await;
    fill_fields(station, &case).await;
    decide(station, &case, "accept", json!([])).await;
    station.until(&case, "it is there", |view| view["delivery"] == "acknowledged").await;
    case
}

async fn tick(station: &Station, case: &str, point: &str) -> Value {
    let ticked = json!({ "case": case, "point": point, "met": true });
    station.call("examine_point", ticked).await
}

fn proposal(case: &str, granted: bool, reasons: &Value) -> Value {
    json!({ "case": case, "granted": granted, "reasons": reasons })
}

/// Each point of the item is ticked, the paper is looked at, and issued.
pub async fn grant_for_department(station: &Station, case: &str) -> Value {
    for point in POINTS {
        tick(station, case, point).await;
    }
    station.call("propose_for_department", proposal(case, true, &json!([]))).await;
    station.call("decide_for_department", json!({ "case": case })).await
}

/// Why the department decides instead.
async fn refusal(station: &Station, payload: Value) -> (String, String) {
    let answer = station.desk.dispatch("main", "propose_for_department", payload).await;
    let refused = answer.unwrap_err();
    (refused.code.to_string(), refused.params.get("why").cloned().unwrap_or_default())
}

fn why(code: &str) -> (String, String) {
    ("department_decides".to_owned(), code.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entrusted_case_goes_from_the_card_to_the_decision() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = accepted(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    let entrusted = &view["entrusted"];
    assert_eq!(
        (&entrusted["department"], &entrusted["official"]),
        (&json!("卫生健康局"), &json!(false))
    );
    assert_eq!(entrusted["points"].as_array().unwrap().len(), POINTS.len());
    assert_eq!((&entrusted["grant"], &view["status"]), (&json!("points_open"), &json!("accepted")));
    let grant = proposal(&case, true, &json!([]));
    assert_eq!(refusal(&station, grant.clone()).await, why("points_open"));
    let unknown = json!({ "case": case, "point": "nothing", "met": true });
    assert_eq!(station.try_call("examine_point", unknown).await.unwrap_err(), "bad_request");
    let decide_now = json!({ "case": case });
    let unseen = station.try_call("decide_for_department", decide_now.clone()).await;
    assert_eq!(unseen.unwrap_err(), "no_preview");
    let mut view = Value::Null;
    for point in POINTS {
        view = tick(&station, &case, point).await;
    }
    assert_eq!(
        (&view["entrusted"]["grant"], &view["clock"]["with_department"]),
        (&Value::Null, &Value::Null)
    );
    assert!(view["entrusted"]["numbers"].as_u64().unwrap() > 0, "the trial gave some by itself");
    let view = station.call("propose_for_department", grant.clone()).await;
    let preview = &view["entrusted"]["preview"];
    assert_eq!((&preview["form"], &preview["number"]), (&json!("entrusted_grant"), &Value::Null));
    // What is changed is looked at anew.
    let taken_back = json!({ "case": case, "point": "form", "met": false });
    let view = station.call("examine_point", taken_back).await;
    assert_eq!(view["entrusted"]["preview"], Value::Null);
    let issued = grant_for_department(&station, &case).await;
    assert_eq!(issued["case"]["status"], "completed");
    assert_eq!(issued["case"]["entrusted"], Value::Null, "there is nothing more to decide");
    let decision = &issued["case"]["events"][0]["decision"];
    let number = text(&decision["number"]);
    assert!(number.ends_with("-1号"), "{number}");
    let words = text_of(issued["print"]["file"].as_str().unwrap());
    let named =
        ["准予决定书", "卫生健康局行政委托书（示例）", "以卫生健康局的名义作出", "经办人：李示例"];
    for said in named.into_iter().chain([number.as_str()]) {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert_eq!(station.try_call("propose_for_department", grant).await.unwrap_err(), "not_allowed");
    let told = |view: &Value| view["events"][0]["standing"] == "taken";
    let view = station.until(&case, "the office has it", told).await;
    assert_eq!(view["events"][0]["marks"], json!([]), "nothing is odd of it");
    station.until_status("all is there", |status| status["waiting"] == 0).await;
    station.close(home.path()).await;
    let store = store_of(home.path());
    let taken = store.taken_document_numbers().unwrap();
    let taken: Vec<_> = taken.iter().map(|one| (one.number.as_str(), one.case.as_str())).collect();
    assert_eq!(taken, [(number.as_str(), case.as_str())], "used once, and none spoilt");
    let events = store.outbox_events(&case).unwrap();
    let filed: Value = serde_json::from_str(&events[0].payload).unwrap();
    assert_eq!(filed["event"]["points"], json!(POINTS));
    let parts = filed["manifest"].as_array().unwrap();
    assert_eq!((parts.len(), &parts[0]["material"]), (1, &json!("entrusted_grant")));
    drop(store);
    let records = Records::open(&home.path().join("data"), Some(PASSPHRASE)).unwrap();
    assert!(records.check().unwrap().sound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_rests_on_a_point_and_wants_a_supervisor() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = accepted(&station).await;
    for point in ["identity", "form"] {
        tick(&station, &case, point).await;
    }
    let reason = |point: &str, words: &str| json!([{ "point": point, "text": words }]);
    let on_met = proposal(&case, false, &reason("form", "没有签名"));
    assert_eq!(refusal(&station, on_met).await, why("points_met"));
    let silent =
        station.try_call("propose_for_department", proposal(&case, false, &json!([]))).await;
    assert_eq!(silent.unwrap_err(), "reason_missing");
    let words = soiled("户籍和居住地都不在本镇街");
    let view = station
        .call("propose_for_department", proposal(&case, false, &reason("place", &words)))
        .await;
    assert_eq!(view["entrusted"]["preview_granted"], false);
    let decide_now = json!({ "case": case });
    let needed = station.desk.dispatch("main", "decide_for_department", decide_now.clone()).await;
    let needed = needed.unwrap_err();
    assert_eq!((needed.code.as_str(), &*needed.params["by"]), ("consent_needed", "supervisor"));
    let consent = |number: &str| {
        json!({ "case": case, "act": "decide_for_department", "of": needed.params["of"],
            "number": number, "password": format!("demo-{number}"), "secret": null })
    };
    let colleague = station.try_call("give_consent", consent("1002")).await;
    assert_eq!(colleague.unwrap_err(), "consent_not_supervisor");
    station.call("give_consent", consent("2001")).await;
    let issued = station.call("decide_for_department", decide_now).await;
    assert_eq!(issued["case"]["status"], "completed");
    let paper = text_of(issued["print"]["file"].as_str().unwrap());
    let said = "户籍地或现居住地在本镇街：户籍和居住地都不在本镇街";
    for said in ["不予决定书", said, "以卫生健康局为被申请人"] {
        assert!(paper.contains(said), "{said}: {paper}");
    }
    let number = text(&issued["case"]["events"][0]["decision"]["number"]);
    let told = |view: &Value| view["events"][0]["standing"] == "taken";
    station.until(&case, "the office has it", told).await;

    station.sign_in_as("2001").await;
    let review = station.call("review", json!({ "case": case, "revision": null })).await;
    let shown = &review["events"][0]["decision"];
    assert_eq!((&shown["granted"], &shown["reasons"]), (&json!(false), &json!([said])));
    let register = station.call("paper_register", json!({ "day": null })).await;
    let rows = register["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["form"] == "entrusted_refusal").unwrap();
    assert_eq!((&row["number"], &row["case"]), (&json!(number), &json!(case)));
    assert!(rows.iter().any(|row| row["form"] == "acceptance_receipt"), "all kinds");
    assert!(rows.iter().all(|row| row["form"] != "application_form"), "it bears no seal");
    assert_eq!(register["spoilt"], json!([]));
    let export = json!({ "day": null, "reason": "月末核对" });
    let saved = station.call("export_paper_register", export).await;
    let table = std::fs::read_to_string(saved["file"].as_str().unwrap()).unwrap();
    assert!(table.contains(&number) && !table.contains("陈示例"), "{table}");
    station.close(home.path()).await;
    let events = store_of(home.path()).outbox_events(&case).unwrap();
    let filed: Value = serde_json::from_str(&events[0].payload).unwrap();
    assert_eq!(filed["consented_by"]["clerk"], "2001");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_to_withdraw_is_left_to_the_department() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = accepted(&station).await;
    for point in POINTS {
        tick(&station, &case, point).await;
    }
    let wish = json!({ "case": case, "by": "applicant", "covers": false });
    station.call("draw_up_withdrawal", wish).await;
    let view = station.call("ask_withdrawal", json!({ "case": case, "scan": false })).await;
    assert_eq!(view["entrusted"]["grant"], "withdrawal_asked");
    assert_eq!(view["clock"]["with_department"], true);
    let grant = proposal(&case, true, &json!([]));
    assert_eq!(refusal(&station, grant).await, why("withdrawal_asked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_before_is_not_offered_one_and_nothing_is_parked() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    line.rewrite(b"\"decided\"", b"\"decidee\"");
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = accepted(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["entrusted"], Value::Null);
    assert_eq!(view["clock"]["with_department"], true, "it is the department's");
    let grant = proposal(&case, true, &json!([]));
    assert_eq!(refusal(&station, grant).await.0, "office_without_event");
    let outbox = station.call("outbox", json!({})).await;
    assert_eq!(outbox["lines"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_number_the_department_decides() {
    let home = tempfile::tempdir().unwrap();
    let _line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = accepted(&station).await;
    let mut view = Value::Null;
    for point in POINTS {
        view = tick(&station, &case, point).await;
    }
    let (entrusted, clock) = (&view["entrusted"], &view["clock"]);
    assert_eq!((&entrusted["grant"], &entrusted["numbers"]), (&json!("no_number"), &json!(0)));
    assert_eq!(clock["with_department"], true);
    let grant = proposal(&case, true, &json!([]));
    assert_eq!(refusal(&station, grant).await, why("no_number"));
}

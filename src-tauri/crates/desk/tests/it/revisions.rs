//! A case decided more than once: after its correction notice, and after a supervisor sent it back.
//! Two desks, one office.
use crate::counter::{Station, point_to, promise_of};
use crate::line::{Line, serve_trial};
use crate::main_story::{fill_what_is_missing, filled_case, page, text};
use crate::signature::sign_form;
use counter_backoffice::{Client, CommentWire, HttpTransport, Private, ReturnRequest, Timeouts};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

pub async fn office() -> String {
    office_in(None).await
}

pub async fn office_in(data: Option<&Path>) -> String {
    serve_trial(data, counter_catalog::Pack::builtin_signed().unwrap()).await
}

pub fn client(address: &str) -> Client {
    let timeouts = Timeouts { connect: Duration::from_secs(3), answer: Duration::from_secs(10) };
    Client::new(Arc::new(HttpTransport::new(address, timeouts).unwrap()))
}

pub async fn decide(station: &Station, case: &str, kind: &str, items: Value) -> Value {
    if kind == "accept" {
        sign_form(station, case).await;
    }
    let asked =
        json!({ "case": case, "kind": kind, "items": items, "reasons": [], "right_office": null });
    station.call("propose", asked).await;
    station.call("issue", json!({ "case": case })).await["case"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_that_come_after_the_notice_make_the_second_revision() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let answers = json!({ "group": "normal", "agent": "self" });
    let view = station
        .call("open_case", json!({ "item": "chengxiang-yanglao", "answers": answers }))
        .await;
    let case = text(&view["id"]);
    station.read_card(&case, "applicant").await;
    let view = station.call("receive", json!({ "case": case })).await;
    let items = view["decision"]["suggested"].clone();
    let material = text(&items[0]["material"]);
    let noticed = decide(&station, &case, "correction", items).await;
    assert_eq!((&noticed["status"], &noticed["revision"]), (&json!("correction"), &json!(1)));
    assert_eq!(noticed["asked"][0]["material"], material.as_str());
    assert_eq!(noticed["next"]["code"], "scan");
    let kinds: Vec<&str> = noticed["decision"]["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["accept", "correction", "refuse"]);
    let other_item =
        station.try_call("choose_item", json!({ "case": case, "item": "gaoling-jintie" })).await;
    assert_eq!(other_item.unwrap_err(), "not_allowed");
    station
        .desk
        .upload("main", &format!("/import/{case}?material={material}"), page())
        .await
        .unwrap();
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["amended"], true);
    station.call("page_shown", json!({ "case": case, "page": view["pages"][0]["id"] })).await;
    station.call("check_original", json!({ "case": case, "material": material })).await;
    station
        .call("set_custody", json!({ "case": case, "material": material, "custody": "returned" }))
        .await;
    fill_what_is_missing(&station, &case).await;
    let accepted = decide(&station, &case, "accept", json!([])).await;
    assert_eq!((&accepted["status"], &accepted["revision"]), (&json!("accepted"), &json!(2)));
    let done = station
        .until(&case, "the second acknowledgement", |v| v["delivery"] == "acknowledged")
        .await;
    assert_eq!(done["number"], noticed["number"]);
    assert_eq!(done["provisional"], noticed["provisional"]);
    let receipt = done["documents"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&receipt["form"], &receipt["number"]),
        (&json!("acceptance_receipt"), &done["number"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn both_revisions_decided_without_the_line_go_in_their_order() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    line.cut().await;
    let case = filled_case(&station).await;
    let item =
        json!([{ "material": null, "name": "联系电话", "problem": "空号", "fix": "请更正" }]);
    decide(&station, &case, "correction", item).await;
    station.call("fill", json!({ "case": case, "field": "phone", "value": "10012345678" })).await;
    let accepted = decide(&station, &case, "accept", json!([])).await;
    assert_eq!((&accepted["revision"], &accepted["number"]), (&json!(2), &Value::Null));
    let waiting = station.call("outbox", json!({})).await;
    assert_eq!(
        waiting["lines"].as_array().unwrap().iter().map(|l| &l["revision"]).collect::<Vec<_>>(),
        [1, 2]
    );
    line.mend().await;
    let done = station.until(&case, "both acknowledged", |v| v["delivery"] == "acknowledged").await;
    let office = client(&line.far_address());
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let id = uuid::Uuid::parse_str(&case).unwrap();
    for (n, decision) in [(1, "correction"), (2, "accepted")] {
        let kept = office.get_revision(token.expose(), id, n).await.unwrap();
        assert_eq!((kept.number.as_str(), kept.of), (done["number"].as_str().unwrap(), 2));
        assert_eq!(serde_json::to_value(kept.submission.decision).unwrap(), decision);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_supervisor_sends_back_comes_to_the_window_and_leaves_amended() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    let first =
        station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    let office = client(&address);
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let comment =
        CommentWire { target: "field:phone".into(), text: Private::new("请核对号码") };
    let back =
        ReturnRequest { id: uuid::Uuid::new_v4(), revision: Some(1), comments: vec![comment] };
    let id = uuid::Uuid::parse_str(&case).unwrap();
    office.send_back(token.expose(), id, &back).await.unwrap();
    let view = station.until(&case, "the return", |v| v["status"] == "returned").await;
    assert_eq!(promise_of(&view), promise_of(&first), "the promise to the citizen runs on");
    assert_eq!(view["returns"][0]["comments"][0]["text"], "请核对号码");
    assert_eq!((&view["next"]["code"], &view["section"]), (&json!("amend_field"), &json!(4)));
    assert_eq!(station.call("status", json!({})).await["counts"]["returned"], 1);
    let view = station
        .call("fill", json!({ "case": case, "field": "phone", "value": "10012345679" }))
        .await;
    assert_eq!(
        (&view["next"]["code"], &view["returns"][0]["comments"][0]["done"]),
        (&json!("show_form"), &json!(true)),
        "what was signed said otherwise"
    );
    let again = decide(&station, &case, "accept", json!([])).await;
    assert_eq!((&again["revision"], &again["number"]), (&json!(2), &first["number"]));
    station.until(&case, "the second acknowledgement", |v| v["delivery"] == "acknowledged").await;
    let phone = async |n| {
        let kept = office.get_revision(token.expose(), id, n).await.unwrap();
        kept.submission.form.get("phone").map(|p| p.expose().to_owned()).unwrap_or_default()
    };
    assert_eq!((phone(1).await, phone(2).await), ("10012345678".into(), "10012345679".into()));
    // The office no longer counts it as open, and the window has it once.
    assert!(office.get_returns(token.expose()).await.unwrap().is_empty());
    let after = station.call("case", json!({ "case": case })).await;
    assert_eq!(
        (after["returns"].as_array().unwrap().len(), &after["status"]),
        (1, &json!("accepted"))
    );
}

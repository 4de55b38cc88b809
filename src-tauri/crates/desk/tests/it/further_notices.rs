//! 再次补正告知: what came after the notice before is told by the clerk, what was there with a supervisor's
//! reason and consent.
use crate::counter::{Station, point_to, store_of};
use crate::main_story::{filled_case, page, text};
use crate::real_office::RealOffice;
use serde_json::{Value, json};
use std::path::Path;

/// A row of the case in `filled_case`, with its pages.
fn find_row(view: &Value) -> Value {
    let mut rows = view["materials"].as_array().unwrap().iter();
    rows.find(|row| row["supply"] == "paper" && row["need"] == "required").unwrap().clone()
}

fn notice(case: &str, row: &Value, reason: Option<&str>) -> Value {
    let item = json!({ "material": row["id"], "name": row["name"], "problem": "缺页",
        "fix": "请补交。", "reason": null });
    json!({ "case": case, "kind": "correction", "items": [item], "reasons": [],
        "right_office": null, "deferred_until": null, "supervisor_reason": reason })
}

/// A case with a notice on the row, signed in at a real office.
async fn notified(home: &Path, data: &Path) -> (RealOffice, Station, String, Value) {
    let office = RealOffice::open(data, 0).await;
    point_to(home, &office.address);
    let station = Station::open(home).await;
    station.sign_in_as("1001").await;
    let case = filled_case(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["decision"]["came_since"], Value::Null, "no notice was given");
    let row = find_row(&view);
    station.call("propose", notice(&case, &row, None)).await;
    station.call("issue", json!({ "case": case })).await;
    let view = station.until(&case, "the notice", |v| v["delivery"] == "acknowledged").await;
    assert_eq!(view["decision"]["came_since"], json!([]));
    (office, station, case, row)
}

fn find_decided(home: &Path, case: &str) -> Vec<Value> {
    let rows = store_of(home).entries(case).unwrap();
    let facts = rows.iter().map(|row| serde_json::from_str::<Value>(&row.body).unwrap());
    facts.filter(|fact| fact["fact"] == "decided").map(|fact| fact["decision"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_after_the_notice_is_told_by_the_clerk_alone() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (_office, station, case, row) = notified(home.path(), data.path()).await;
    let view = station.call("case", json!({ "case": case })).await;
    for old in view["pages"].as_array().unwrap() {
        if old["material"] == row["id"] {
            station.call("delete_page", json!({ "case": case, "page": old["id"] })).await;
        }
    }
    let place = format!("/import/{case}?material={}", text(&row["id"]));
    station.desk.upload("main", &place, page()).await.unwrap();
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["decision"]["came_since"], json!([row["name"]]));
    let new = view["pages"].as_array().unwrap().iter().find(|one| one["material"] == row["id"]);
    station.call("page_shown", json!({ "case": case, "page": new.unwrap()["id"] })).await;
    station.call("check_original", json!({ "case": case, "material": row["id"] })).await;
    let back = json!({ "case": case, "material": row["id"], "custody": "returned" });
    station.call("set_custody", back).await;
    station.call("propose", notice(&case, &row, None)).await;
    let issued = station.call("issue", json!({ "case": case })).await;
    assert_eq!(
        (&issued["case"]["status"], &issued["case"]["revision"]),
        (&json!("correction"), &json!(2))
    );
    station.until(&case, "the second notice", |v| v["delivery"] == "acknowledged").await;
    station.close(home.path()).await;
    let decided = find_decided(home.path(), &case);
    assert_eq!(decided[0].get("further"), None);
    assert_eq!(decided[1]["further"], json!({ "seen_before": [] }));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_there_at_the_notice_wants_a_supervisors_reason_and_consent() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (_office, station, case, row) = notified(home.path(), data.path()).await;
    let bare = station.desk.dispatch("main", "propose", notice(&case, &row, None)).await;
    let bare = bare.unwrap_err();
    assert_eq!(bare.code.as_str(), "further_reason_missing");
    assert_eq!(Some(bare.params["names"].as_str()), row["name"].as_str());
    let issue = json!({ "case": case });
    let unseen = station.try_call("issue", issue.clone()).await;
    assert_eq!(unseen.unwrap_err(), "no_preview");
    station.call("propose", notice(&case, &row, Some(" 上次看漏。 "))).await;
    let needed = station.desk.dispatch("main", "issue", issue.clone()).await.unwrap_err();
    assert_eq!((needed.code.as_str(), &*needed.params["by"]), ("consent_needed", "supervisor"));
    let word = |number: &str| {
        json!({ "case": case, "act": "issue", "of": needed.params["of"], "number": number,
            "password": format!("demo-{number}"), "secret": null })
    };
    let colleague = station.try_call("give_consent", word("1002")).await;
    assert_eq!(colleague.unwrap_err(), "consent_not_supervisor");
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["revision"], 1, "nothing was decided");
    station.call("give_consent", word("2001")).await;
    let issued = station.call("issue", issue).await;
    assert_eq!(
        (&issued["case"]["status"], &issued["case"]["revision"]),
        (&json!("correction"), &json!(2))
    );
    station.until(&case, "the second notice", |v| v["delivery"] == "acknowledged").await;
    station.sign_in_as("2001").await;
    let review = station.call("review", json!({ "case": case, "revision": null })).await;
    let shown = json!({ "seen": [row["name"]], "reason": "上次看漏。" });
    assert_eq!(review["decision"]["further"], shown);
    station.close(home.path()).await;
    let decided = find_decided(home.path(), &case);
    let further = json!({ "seen_before": [0], "reason": "上次看漏。" });
    assert_eq!(decided[1]["further"], further);
    let row = store_of(home.path()).outbox_row(&case).unwrap().unwrap();
    let sent: Value = serde_json::from_str(&row.payload).unwrap();
    assert_eq!(sent["words"]["further"], further);
    assert_eq!((&sent["revision"], &sent["consented_by"]["clerk"]), (&json!(2), &json!("2001")));
}

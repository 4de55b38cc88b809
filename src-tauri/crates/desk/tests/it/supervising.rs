//! The supervisor: the station's queue with and without the line, one case to read, sent back; and
//! each look written down.
use crate::counter::{Station, audit_lines, point_to};
use crate::line::Line;
use crate::main_story::{filled_case, text};
use crate::revisions::{decide, office, office_in};
use serde_json::{Value, json};

fn everything() -> Value {
    json!({ "clerk": null, "window": null, "only": "all", "sort": "deadline" })
}

async fn accepted(station: &Station) -> String {
    station.sign_in_as("1001").await;
    let case = filled_case(station).await;
    decide(station, &case, "accept", json!([])).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    case
}

fn value(view: &Value, field: &str) -> String {
    let sections = view["form"].as_array().unwrap().iter();
    let mut fields = sections.flat_map(|s| s["fields"].as_array().unwrap().clone());
    text(&fields.find(|f| f["id"] == field).unwrap()["value"])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_read_masked_sent_back_and_each_look_is_written_down() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    let case = accepted(&station).await;
    station.sign_in_as("2001").await;
    let queue = station.call("queue", everything()).await;
    let row = queue["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["case"] == case.as_str())
        .unwrap()
        .clone();
    assert_eq!(
        (&queue["old"], &row["status"], &row["clerk"]),
        (&Value::Null, &json!("accepted"), &json!("1001"))
    );
    assert!(row["deadline"].is_string() && row["days_left"].is_number(), "{row}");
    assert!(!queue.to_string().contains("陈示例"), "the queue names nobody");
    let of = json!({ "case": case, "revision": null });
    let masked = station.call("review", of.clone()).await;
    assert_eq!(
        (&masked["people"][0]["name"], &masked["can_return"]),
        (&json!("陈＊＊"), &json!(true))
    );
    assert_eq!(value(&masked, "phone"), "…5678");
    assert!(
        !masked.to_string().contains("440699199001010014")
            && !masked.to_string().contains("陈示例")
    );
    let page = text(&masked["pages"][0]["url"]).replace("page://localhost", "");
    station.desk.bytes("main", &page).await.unwrap();
    assert_eq!(value(&station.call("reveal", of.clone()).await, "phone"), "10012345678");
    let send = |comments: Value| json!({ "case": case, "revision": 1, "comments": comments });
    assert_eq!(
        station.try_call("send_back", send(json!([]))).await.unwrap_err(),
        "comment_missing"
    );
    let comments = json!([{ "target": "field:phone", "text": "请核对号码" }]);
    let back = station.call("send_back", send(comments.clone())).await;
    assert_eq!((&back["status"], &back["can_return"]), (&json!("returned"), &json!(false)));
    assert_eq!(
        station.try_call("send_back", send(comments)).await.unwrap_err(),
        "already_returned"
    );
    let returned = json!({ "clerk": "1001", "window": null, "only": "returned", "sort": "clerk" });
    assert_eq!(station.call("queue", returned).await["rows"].as_array().unwrap().len(), 1);
    assert_eq!(
        station.try_call("case", json!({ "case": case })).await.unwrap_err(),
        "role_not_allowed"
    );
    station.sign_in_as("1001").await;
    assert_eq!(station.call("status", json!({})).await["counts"]["returned"], 1);
    station.call("fill", json!({ "case": case, "field": "phone", "value": "10012345679" })).await;
    decide(&station, &case, "accept", json!([])).await;
    station.until(&case, "the second acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.sign_in_as("2001").await;
    for (n, phone) in [(1, "10012345678"), (2, "10012345679")] {
        let read = station.call("reveal", json!({ "case": case, "revision": n })).await;
        assert_eq!((&read["of"], value(&read, "phone").as_str()), (&json!(2), phone));
        let page = text(&read["pages"][0]["url"]).replace("page://localhost", "");
        station.desk.bytes("main", &page).await.unwrap();
    }
    station.close(home.path()).await;
    let lines = audit_lines(home.path());
    let has = |by: &str, action: &str, outcome: &str| {
        let fits = |l: &&counter_store::AuditRow| {
            l.by == by && l.action.starts_with(action) && l.outcome == outcome
        };
        lines.iter().filter(fits).any(|l| l.case.as_deref() == Some(case.as_str()))
    };
    for action in ["review", "reveal", "page ", "part ", "send_back"] {
        assert!(has("2001", action, "ok"), "{action}");
    }
    assert!(has("1001", "case", "ok") && has("2001", "case", "role_not_allowed"));
    assert_eq!(lines.iter().filter(|l| l.by == "2001" && l.action == "reveal").count(), 3);
    assert!(lines.iter().all(|l| !format!("{l:?}").contains("示例")), "ids only");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_line_the_station_is_still_in_sight_and_its_age_is_said() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    let case = accepted(&station).await;
    station.sign_in_as("2001").await;
    assert!(station.call("queue", everything()).await["old"].is_null());
    line.cut().await;
    station.sign_in_as("2001").await;
    let queue = station.call("queue", everything()).await;
    assert_eq!((&queue["old"], queue["rows"].as_array().unwrap().len()), (&json!("line_down"), 1));
    assert!(queue["as_of"].is_string(), "how old the office's part is");
    let of = json!({ "case": case, "revision": null });
    assert_eq!(station.call("review", of).await["source"], "station");
    let comments = json!([{ "target": "case", "text": "请核对" }]);
    let send = json!({ "case": case, "revision": 1, "comments": comments });
    assert_eq!(station.try_call("send_back", send).await.unwrap_err(), "line_down");
    let elsewhere = json!({ "case": uuid::Uuid::new_v4().to_string(), "revision": null });
    assert_eq!(station.try_call("review", elsewhere).await.unwrap_err(), "line_down");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_sign_in_is_said_to_the_supervisor_and_never_stops_delivery() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    point_to(home.path(), &office_in(Some(data.path())).await);
    let expire = || {
        let office = rusqlite::Connection::open(data.path().join("office.db")).unwrap();
        office.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
        assert!(office.execute("UPDATE tokens SET expires_ms = 0", []).unwrap() > 0);
    };
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let case = filled_case(&station).await;
    expire();
    decide(&station, &case, "accept", json!([])).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.sign_in_as("2001").await;
    expire();
    let queue = station.call("queue", everything()).await;
    assert_eq!(
        (&queue["old"], queue["rows"].as_array().unwrap().len()),
        (&json!("sign_in_again"), 1)
    );
    let comments = json!([{ "target": "case", "text": "请核对" }]);
    let send = json!({ "case": case, "revision": 1, "comments": comments });
    assert_eq!(station.try_call("send_back", send).await.unwrap_err(), "sign_in_again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_of_another_window_is_read_from_the_office() {
    let (home, other, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    point_to(other.path(), &address);
    let window = Station::open(home.path()).await;
    let case = accepted(&window).await;
    let desk = Station::open(other.path()).await;
    desk.sign_in_as("2001").await;
    let row = desk.call("queue", everything()).await["rows"][0].clone();
    assert_eq!((&row["case"], &row["here"]), (&json!(case), &json!(false)));
    let view = desk.call("review", json!({ "case": case, "revision": null })).await;
    assert_eq!((&view["source"], &view["people"][0]["name"]), (&json!("office"), &json!("陈＊＊")));
    let page = text(&view["pages"][0]["url"]).replace("page://localhost", "");
    let (media, bytes) = desk.desk.bytes("main", &page).await.unwrap();
    assert!(media.starts_with("image/") && bytes.len() > 50);
    // The paper that was issued is read too, after the pages.
    let issued = text(&view["documents"][0]["page"]);
    let paper =
        view["pages"].as_array().unwrap().iter().find(|p| p["id"] == issued.as_str()).unwrap();
    assert_eq!(paper["paper"], view["documents"][0]["form"]);
    let picture = desk
        .desk
        .bytes("main", &text(&paper["url"]).replace("page://localhost", ""))
        .await
        .unwrap();
    assert!(picture.0.starts_with("image/"));
    let material = text(&view["pages"][0]["material"]);
    let comments = json!([{ "target": format!("material:{material}"), "text": "请补扫背面" }]);
    desk.call("send_back", json!({ "case": case, "revision": 1, "comments": comments })).await;
    let view = window.until(&case, "the return at the window", |v| v["status"] == "returned").await;
    assert_eq!((&view["next"]["code"], &view["section"]), (&json!("amend_material"), &json!(3)));
}

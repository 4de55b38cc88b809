//! The supervisor: the station's queue with and without the line, one case to read, sent back; and
//! each look written down.
use crate::counter::{Station, audit_lines, point_to};
use crate::line::Line;
use crate::main_story::{confirm_if_asked, filled_case, page, text, unsigned_case};
use crate::revisions::{decide, office, office_in};
use crate::signature::unsigned;
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

const REASON: &str = "投诉核对";

/// As the Chinese screen has them.
pub fn screen_words() -> Value {
    json!({ "in_case": "办理或查看 {}", "in_unnumbered": "办理或查看未编号的办件",
        "by_command": "操作：{}", "unrecorded": "未记录", "actions": { "my_cases": "看办件清单" } })
}

fn with_reason(case: &str, revision: Option<u32>) -> Value {
    json!({ "case": case, "revision": revision, "reason": REASON })
}

fn is_hidden(page: &Value) -> bool {
    page["sha256"].is_string() && page["url"].is_null() && page["thumb"].is_null()
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
    let number = text(&row["number"]);
    let end = number[number.len() - 5..].to_owned();
    for (sought, count) in [(number.to_lowercase(), 1), (end, 1), (format!("{number}0"), 0)] {
        let mut filter = everything();
        filter["number"] = json!(sought);
        let found = station.call("queue", filter).await;
        assert_eq!(found["rows"].as_array().unwrap().len(), count, "{sought}");
    }
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
    assert!(masked["pages"].as_array().unwrap().iter().all(is_hidden), "{masked}");
    let unsaid = json!({ "case": case, "revision": null, "reason": "  " });
    let refused = station.try_call("reveal", unsaid).await.unwrap_err();
    assert_eq!(refused, "look_reason_missing");
    let open_view = station.call("reveal", with_reason(&case, None)).await;
    assert_eq!(value(&open_view, "phone"), "10012345678");
    let page = text(&open_view["pages"][0]["url"]).replace("page://localhost", "");
    station.desk.bytes("main", &page).await.unwrap();
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
        let read = station.call("reveal", with_reason(&case, Some(n))).await;
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
    let revealed = |outcome: &str| {
        let fits = |l: &&counter_store::AuditRow| l.action == "reveal" && l.outcome == outcome;
        lines.iter().filter(fits).count()
    };
    assert_eq!((revealed("ok"), revealed("look_reason_missing")), (3, 1));
    let reasons = lines.iter().filter(|l| l.action == "reveal.reason" && l.outcome == REASON);
    assert_eq!(reasons.count(), 3);
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
    let all = json!({ "clerk": null, "number": "", "only": "all" });
    let trail = station.call("audit_trail", all).await;
    assert_eq!(trail["with_office"], false, "and says that it is this computer's own alone");
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
    assert!(view["pages"].as_array().unwrap().iter().all(is_hidden), "{view}");
    let view = desk.call("reveal", with_reason(&case, None)).await;
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

/// What a supervisor reads of a case wherever they sit.
const PARTS: [&str; 15] = [
    "item",
    "received_at",
    "slip",
    "people",
    "answers",
    "form",
    "materials",
    "decision",
    "late",
    "status",
    "clerk",
    "no_words",
    "signatures",
    "refusals",
    "signed_slip",
];

/// The case as its own station's supervisor reads it, and as one at another computer does.
async fn both_reviews(case: &str, station: &Station, other: &Station) -> (Value, Value) {
    station.until(case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.sign_in_as("2001").await;
    let of = json!({ "case": case, "revision": null });
    let own = station.call("review", of.clone()).await;
    let filed = other.call("review", of).await;
    assert_eq!((&own["source"], &filed["source"]), (&json!("station"), &json!("office")));
    for part in PARTS {
        assert_eq!(own[part], filed[part], "{part}");
    }
    station.sign_in_as("1001").await;
    (own, filed)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_says_the_same_from_any_window() {
    let (home, other, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    point_to(other.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let desk = Station::open(other.path()).await;
    desk.sign_in_as("2001").await;
    let first = filled_case(&station).await;
    decide(&station, &first, "accept", json!([])).await;
    let (view, _) = both_reviews(&first, &station, &desk).await;
    let rows = view["materials"].as_array().unwrap();
    let register = rows.iter().find(|row| row["checked_by"] == "1001").unwrap();
    assert!(register["checked_at"].is_string(), "{register}");
    assert_eq!((&register["custody"], &register["pages"]), (&json!("returned"), &json!(1)));
    let promise = &view["decision"]["promise"];
    assert!(promise["day"].is_string() && promise["text"].is_string(), "{promise}");

    let second = filled_case(&station).await;
    let fault = |material: Value, name: &str, reason: Value| {
        json!({ "material": material, "name": name, "problem": "不清楚", "fix": "请更正",
            "reason": reason })
    };
    let items = json!([
        fault(json!("household_register"), "居民户口簿", Value::Null),
        fault(Value::Null, "联系电话", Value::Null),
        fault(Value::Null, "无犯罪记录证明", json!("区里当面要求")),
    ]);
    decide(&station, &second, "correction", items).await;
    let (view, _) = both_reviews(&second, &station, &desk).await;
    let faults = &view["decision"]["faults"];
    assert_eq!(faults[0]["target"], "material:household_register");
    assert_eq!(
        (&faults[1]["target"], &faults[1]["fix"]),
        (&json!("field:phone"), &json!("请更正"))
    );
    assert_eq!(
        (&faults[2]["target"], &faults[2]["reason"]),
        (&Value::Null, &json!("区里当面要求"))
    );
    assert_eq!(faults.as_array().unwrap().len(), 3, "each once");

    let third = filled_case(&station).await;
    // What this citizen did not need came all the same.
    let view = station.call("case", json!({ "case": third })).await;
    let mut rows = view["materials"].as_array().unwrap().iter();
    let other = rows.find(|row| row["need"] == "not_needed" && row["supply"] == "paper").unwrap();
    let other = text(&other["id"]);
    let path = format!("/import/{third}?material={other}");
    station.desk.upload("main", &path, page()).await.unwrap();
    let asked = json!({ "case": third, "kind": "redirect", "items": [], "reasons": [],
        "right_office": "邻市示例区民政局" });
    station.call("propose", asked).await;
    station.call("issue", json!({ "case": third })).await;
    let (view, _) = both_reviews(&third, &station, &desk).await;
    let decision = &view["decision"];
    assert_eq!(decision["right_office"], "邻市示例区民政局");
    assert!(text(&decision["remedies"][0]).contains("行政复议"), "as printed: {decision}");
    assert!(text(&decision["reasons"][0]).contains("不属于本机关"), "as printed: {decision}");
    assert!(view["received_at"].is_string());
    let mut rows = view["materials"].as_array().unwrap().iter();
    let row = rows.find(|row| row["id"] == other.as_str()).unwrap();
    assert_eq!((&row["need"], &row["pages"]), (&json!("not_needed"), &json!(1)));

    // Sent elsewhere before anything was handed over: no time of receipt on any screen.
    let opening = json!({ "item": "chengxiang-yanglao", "answers": {} });
    let fourth = text(&station.call("open_case", opening).await["id"]);
    let view = station.read_card(&fourth, "applicant").await;
    confirm_if_asked(&station, view).await;
    let asked = json!({ "case": fourth, "kind": "redirect", "items": [], "reasons": [],
        "right_office": "邻市示例区民政局" });
    station.call("propose", asked).await;
    station.call("issue", json!({ "case": fourth })).await;
    let (view, _) = both_reviews(&fourth, &station, &desk).await;
    assert_eq!(view["received_at"], Value::Null);
    // The list of a few moments ago is shown again.
    let find = |queue: &Value, case: &str| {
        queue["rows"].as_array().unwrap().iter().find(|row| row["case"] == case).cloned()
    };
    let is_listed = |queue: &Value| find(queue, &fourth).is_some();
    let queue = desk.until_answer("queue", everything(), "the last case", is_listed).await;
    let received = |case: &str| find(&queue, case).unwrap()["received_at"].is_string();
    assert_eq!((received(&third), received(&fourth)), (true, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_would_not_sign_is_read_with_what_they_said_from_any_window() {
    let (home, other, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    point_to(other.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let desk = Station::open(other.path()).await;
    desk.sign_in_as("2001").await;
    let case = unsigned_case(&station).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let refusal = json!({ "case": case, "person": unsigned(&view), "note": "先回去商量" });
    let view = station.call("refuse_signature", refusal).await;
    let name = text(&view["people"][0]["name"]);
    let items = json!([{ "material": null, "name": "申请表签名", "problem": "申请人不愿签名",
        "fix": "签名后再来", "reason": "核对人意见" }]);
    decide(&station, &case, "correction", items).await;
    let (own, filed) = both_reviews(&case, &station, &desk).await;
    assert_eq!(own["refusals"], filed["refusals"]);
    let refused = own["refusals"].as_array().unwrap();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(
        (&refused[0]["role"], &refused[0]["note"]),
        (&json!("applicant"), &json!("先回去商量"))
    );
    assert!(refused[0]["at"].is_string() && refused[0]["name"] != name.as_str(), "{refused:?}");
    assert_eq!(own["signatures"], json!([]), "and nothing is said to be signed");
    desk.sign_in_as("2001").await;
    let shown = desk.call("reveal", with_reason(&case, None)).await;
    assert_eq!(shown["refusals"][0]["note"], "先回去商量");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_after_its_day_stays_in_sight() {
    let (home, other, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    point_to(other.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let desk = Station::open(other.path()).await;
    desk.sign_in_as("2001").await;
    // Done on the spot, and taken in on a slip six days ago.
    let now = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(6 * 24);
    let day = jiff::tz::Offset::constant(8).to_datetime(now).date().to_string();
    let slip = json!({ "slip": "0042", "date": day, "time": "09:00" });
    let case = text(&station.call("open_slip", slip).await["id"]);
    let item = json!({ "case": case, "item": "chengxiang-yanglao" });
    station.call("choose_item", item).await;
    for (question, option) in [("group", "normal"), ("agent", "self")] {
        let answer = json!({ "case": case, "question": question, "option": option });
        station.call("answer", answer).await;
    }
    let view = station.read_card(&case, "applicant").await;
    confirm_if_asked(&station, view).await;
    station.call("receive", json!({ "case": case })).await;
    let asked = json!({ "case": case, "kind": "refuse", "items": [],
        "reasons": ["户籍不在本市。"], "right_office": null });
    station.call("propose", asked).await;
    station.call("issue", json!({ "case": case })).await;
    let (view, filed) = both_reviews(&case, &station, &desk).await;
    for read in [&view, &filed] {
        assert!(text(&read["slip"]).ends_with("42"), "it came from a slip: {}", read["slip"]);
    }
    let late = &view["late"][0];
    assert_eq!((&late["kind"], &late["due"]), (&json!("on_the_spot"), &json!(day)));
    for window in [&station, &desk] {
        window.sign_in_as("2001").await;
        let queue = window.call("queue", everything()).await;
        let rows = queue["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["case"] == case.as_str()).unwrap();
        assert_eq!(&row["late"][0], late, "the list says so too");
        assert!(text(&row["slip"]).ends_with("42"), "and that it came from a slip");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_look_is_listed_with_its_reason() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let case = accepted(&station).await;
    station.sign_in_as("2001").await;
    station.call("review", json!({ "case": case, "revision": null })).await;
    station.call("reveal", with_reason(&case, None)).await;
    let ask = |only: &str, clerk: Value| json!({ "clerk": clerk, "number": "", "only": only });
    let seen = station.call("audit_trail", ask("reasons", Value::Null)).await;
    let line = seen["lines"][0].clone();
    assert_eq!(
        (&line["by"], &line["action"], &line["reason"], &line["case"]),
        (&json!("2001"), &json!("reveal"), &json!(REASON), &json!(case))
    );
    assert!(line["number"].is_string() && seen["all"] == 1, "{seen}");
    let clerks = seen["clerks"].as_array().unwrap();
    assert!(clerks.contains(&json!("1001")) && clerks.contains(&json!("2001")), "{clerks:?}");
    let looks = station.call("audit_trail", ask("looks", json!("2001"))).await;
    let actions: Vec<String> =
        looks["lines"].as_array().unwrap().iter().map(|line| text(&line["action"])).collect();
    assert!(actions.contains(&"review".to_owned()) && !actions.contains(&"issue".to_owned()));
    let by_number = json!({ "clerk": null, "number": line["number"], "only": "all" });
    let of_case = station.call("audit_trail", by_number).await;
    let lines = of_case["lines"].as_array().unwrap();
    assert!(lines.len() > 3 && lines.iter().all(|line| line["case"] == case.as_str()));
    let everything = station.call("audit_trail", ask("all", Value::Null)).await;
    assert!(!everything.to_string().contains("示例"), "numbers and ids only");
    let export = |reason: &str| {
        json!({ "clerk": null, "number": "", "only": "all", "reason": reason,
            "words": screen_words() })
    };
    let refused = station.try_call("export_audit", export("")).await.unwrap_err();
    assert_eq!(refused, "look_reason_missing");
    let exported = station.call("export_audit", export("季度检查")).await;
    let table = std::fs::read_to_string(text(&exported["file"])).unwrap();
    assert!(table.contains(&format!("reveal,{}", text(&line["number"]))), "{table}");
    assert!(table.contains("季度检查") && table.contains(REASON), "why it left is in it");
    assert_eq!(exported["count"].as_u64().unwrap() as usize + 1, table.lines().count());
    station.sign_in_as("1001").await;
    let refused = station.try_call("audit_trail", ask("all", Value::Null)).await.unwrap_err();
    assert_eq!(refused, "role_not_allowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn looks_at_other_computers_stand_beside_this_ones_own() {
    let (home, other, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    point_to(other.path(), &address);
    let station = Station::open(home.path()).await;
    let case = accepted(&station).await;
    let desk = Station::open(other.path()).await;
    desk.sign_in_as("2001").await;
    desk.call("review", json!({ "case": case, "revision": null })).await;
    desk.call("reveal", with_reason(&case, None)).await;
    let looks = || json!({ "clerk": null, "number": "", "only": "looks" });
    let elsewhere = |view: &Value| -> Vec<Value> {
        let lines = view["lines"].as_array().unwrap().iter();
        lines.filter(|line| !line["elsewhere"].is_null()).cloned().collect()
    };
    let own = desk.call("audit_trail", looks()).await;
    assert_eq!(own["with_office"], true);
    assert_eq!(elsewhere(&own), Vec::<Value>::new(), "its own trail has it");
    station.sign_in_as("2001").await;
    let seen = station.call("audit_trail", looks()).await;
    assert_eq!(seen["with_office"], true);
    let lines = elsewhere(&seen);
    let revisions: Vec<_> = lines.iter().filter(|line| line["action"] == "revision").collect();
    let why: Vec<_> = revisions.iter().map(|line| (&line["why"], &line["reason"])).collect();
    assert_eq!(why, [(&json!("typed"), &json!(REASON)), (&json!("case"), &Value::Null)]);
    let line = revisions[1];
    assert_eq!(
        (&line["by"], &line["case"], &line["elsewhere"]),
        (&json!("2001"), &json!(case), &json!("值班台"))
    );
    assert!(line["number"].is_string(), "{line}");
    let export = json!({ "clerk": null, "number": "", "only": "all", "reason": REASON,
        "words": screen_words() });
    let exported = station.call("export_audit", export).await;
    let table = std::fs::read_to_string(text(&exported["file"])).unwrap();
    let number = text(&line["number"]);
    assert!(table.contains(&format!("2001,值班台,revision,{number}")), "{table}");
    let told = |reason: &str| format!("revision,{number},{case},ok,{reason}");
    assert!(table.contains(&told(REASON)), "{table}");
    assert!(table.contains(&told(&format!("办理或查看 {number}"))), "{table}");
    assert!(table.contains(",1001,本机,"), "{table}");
}

//! 逾期视为受理: a case that nobody answered within five working days. The slip's true time of receipt
//! stands for the days gone by.
use crate::counter::{Station, point_to, store_of};
use crate::course::homestead;
use crate::line::Line;
use crate::main_story::{confirm_if_asked, filled_case, text};
use crate::oddities::{Off, open};
use crate::real_office::RealOffice;
use crate::revisions::{decide, office};
use counter_core::calendar::Calendar;
use counter_core::date::{Moment, date_text};
use serde_json::{Value, json};
use std::process::Command;

const DAY_MS: i64 = 86_400_000;
const ITEM: &str = "gaoling-jintie";

/// Taken in on a slip so many working days ago, in the morning: received, with a known applicant,
/// and most of its papers missing.
async fn take_in(station: &Station, working_days: u32, item: &str) -> Value {
    let mut at = Moment::from_millis(jiff::Timestamp::now().as_millisecond());
    let calendar = Calendar::builtin();
    let mut left = working_days;
    while left > 0 {
        left -= u32::from(calendar.is_working(at.date()).0);
        at = Moment::from_millis(at.millis() - DAY_MS);
    }
    let slip = json!({ "slip": format!("{item}-{working_days}"), "date": date_text(at.date()),
        "time": "00:01" });
    let case = text(&station.call("open_slip", slip).await["id"]);
    station.call("choose_item", json!({ "case": case, "item": item })).await;
    let view = station.read_card(&case, "applicant").await;
    let mut view = confirm_if_asked(station, view).await;
    for _ in 0..20 {
        let open = view["questions"].as_array().unwrap().iter().find(|q| q["answer"].is_null());
        let Some(question) = open.cloned() else { break };
        let answer = json!({ "case": case, "question": question["id"],
            "option": question["options"][0]["id"] });
        view = station.call("answer", answer).await;
    }
    station.call("receive", json!({ "case": case })).await
}

fn proposal(case: &str, kind: &str) -> Value {
    let item =
        json!({ "material": null, "name": "居民户口簿", "problem": "未提交", "fix": "请提交" });
    let (items, reasons, office) = match kind {
        "correction" => (json!([item]), json!([]), Value::Null),
        "refuse" => (json!([]), json!(["示例"]), Value::Null),
        "redirect" => (json!([]), json!(["示例"]), json!("示例局")),
        _ => (json!([]), json!([]), Value::Null),
    };
    json!({ "case": case, "kind": kind, "items": items, "reasons": reasons,
        "right_office": office })
}

fn option<'a>(view: &'a Value, kind: &str) -> &'a Value {
    let options = view["decision"]["options"].as_array().unwrap();
    options.iter().find(|option| option["kind"] == kind).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_answered_in_time_is_only_accepted_and_since_its_receipt() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    line.cut().await;
    let view = take_in(&station, 8, ITEM).await;
    let case = text(&view["id"]);
    assert_eq!(view["clock"]["unanswered"], true);
    for kind in ["correction", "refuse"] {
        assert_eq!(option(&view, kind)["possible"], false, "{kind}");
        assert_eq!(option(&view, kind)["lacks"][0]["code"], "stands_accepted");
        let refused = station.try_call("propose", proposal(&case, kind)).await;
        assert_eq!(refused.unwrap_err(), "stands_accepted", "{kind}");
    }
    let late = view["decision"]["deemed"]["papers"].clone();
    assert!(!late.as_array().unwrap().is_empty());
    assert_eq!(view["decision"]["deferrable"], Value::Null);
    assert_eq!(view["next"]["code"], "decide", "no paper is in the way");
    station.call("propose", proposal(&case, "accept")).await;
    let issued = station.call("issue", json!({ "case": case })).await;
    let accepted = &issued["case"];
    assert_eq!((&accepted["status"], &accepted["asked"]), (&json!("deemed"), &late));
    let file = text(&issued["print"]["file"]);
    let printed = Command::new("pdftotext").args(["-layout", &file, "-"]).output().unwrap();
    let words: String = String::from_utf8(printed.stdout).unwrap().split_whitespace().collect();
    for wanted in ["视为受理", "请补交的材料", &text(&late[0]["name"]), "号补录"] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    assert!(!words.contains("申请材料齐全"), "{words}");
    let none_came = station.try_call("propose", proposal(&case, "accept")).await;
    assert_eq!(none_came.unwrap_err(), "decision_lacks");
    station.close(home.path()).await;
    let row = store_of(home.path()).outbox_row(&case).unwrap().unwrap();
    let payload: Value = serde_json::from_str(&row.payload).unwrap();
    assert_eq!(payload["accepted_at"], payload["received_at"]);
    assert_eq!(payload["deemed"]["papers"][0]["name"], late[0]["name"]);
    assert!(payload.get("deferred").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn in_time_and_where_the_article_does_not_apply_nothing_is_deemed() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    // Nobody works on a day off: there the fifth day lies before it.
    let today = Moment::from_millis(jiff::Timestamp::now().as_millisecond()).date();
    let last_day = if Calendar::builtin().is_working(today).0 { 5 } else { 4 };
    for (days, item) in [(3, ITEM), (last_day, ITEM), (8, "chengxiang-yanglao")] {
        let view = take_in(&station, days, item).await;
        assert_eq!(view["clock"]["unanswered"], false, "{days} {item}");
        assert_eq!(view["decision"]["deemed"], Value::Null);
        assert_eq!(option(&view, "refuse")["possible"], true, "{days} {item}");
        assert_eq!(option(&view, "accept")["possible"], false, "{days} {item}");
        station.call("propose", proposal(&text(&view["id"]), "refuse")).await;
    }
}

/// What was seen before it was accepted, what after, and what was queued.
struct Accepted {
    before: Value,
    after: Value,
    payload: Value,
}

/// Complete on a Monday, and accepted on that day by the test's clock. `is_cut`: the line is down on
/// the way, and up for the sign-in alone.
async fn accept_on(
    day: &str,
    is_cut: bool,
    complete: impl AsyncFn(&Station) -> String,
) -> Accepted {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    off.set_to("2026-11-23T09:00:00+08:00");
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in_again().await.unwrap();
    let case = complete(&station).await;
    if is_cut {
        line.cut().await;
        station.until_status("the line is down", |status| status["line"] == "down").await;
    }
    off.set_to(&format!("{day}T10:00:00+08:00"));
    if is_cut {
        line.mend().await;
        station.until_status("the line", |status| status["line"] == "up").await;
    }
    station.sign_in_again().await.unwrap();
    if is_cut {
        line.cut().await;
    }
    let before = station.call("case", json!({ "case": case })).await;
    let after = decide(&station, &case, "accept", json!([])).await;
    station.close(home.path()).await;
    let row = store_of(home.path()).outbox_row(&case).unwrap().unwrap();
    Accepted { before, after, payload: serde_json::from_str(&row.payload).unwrap() }
}

/// Days 3, 5 and 8 after that Monday, and whether nobody had answered in time.
const DAYS: [(&str, bool); 3] =
    [("2026-11-26", false), ("2026-11-30", false), ("2026-12-03", true)];

async fn accept_on_each(is_cut: bool) {
    let mut deadlines = Vec::new();
    for (day, is_silent) in DAYS {
        let Accepted { before, after, payload } = accept_on(day, is_cut, homestead).await;
        assert_eq!(before["clock"]["unanswered"], is_silent, "{day}");
        assert_eq!(before["decision"]["deemed"].is_null(), !is_silent, "{day}");
        assert_eq!(after["status"], "accepted", "{day}: no paper is missing");
        assert_eq!(payload.get("deemed").is_some(), is_silent, "{day}");
        let since = is_silent.then(|| payload["received_at"].clone());
        assert_eq!(payload.get("accepted_at").cloned(), since, "{day}");
        if is_cut {
            assert_eq!(after["number"], Value::Null, "{day}: the office was not asked");
        }
        deadlines.push(text(&after["clock"]["deadline"]));
    }
    let [third, fifth, eighth]: [String; 3] = deadlines.try_into().unwrap();
    assert!(third < fifth, "from the acceptance: {third} {fifth}");
    assert!(eighth < third, "from the receipt: {eighth} {third}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_accepted_in_time_counts_from_then_and_what_is_late_from_its_receipt() {
    accept_on_each(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_down_on_the_way_changes_no_day_of_it() {
    accept_on_each(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_article_does_not_apply_an_acceptance_of_any_day_is_one_of_its_own() {
    for (day, _) in DAYS {
        let Accepted { before, after, payload } = accept_on(day, false, filled_case).await;
        assert_eq!(before["clock"]["unanswered"], false, "{day}");
        assert_eq!(before["decision"]["deemed"], Value::Null, "{day}");
        assert_eq!(after["status"], "accepted", "{day}");
        for name in ["deemed", "accepted_at"] {
            assert!(payload.get(name).is_none(), "{day} {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn that_it_belongs_elsewhere_wants_a_supervisors_word() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let view = take_in(&station, 8, ITEM).await;
    let case = text(&view["id"]);
    assert_eq!(option(&view, "redirect")["supervised"], true);
    let issue = json!({ "case": case });
    station.call("propose", proposal(&case, "redirect")).await;
    let needed = station.desk.dispatch("main", "issue", issue.clone()).await.unwrap_err();
    assert_eq!((needed.code.as_str(), &*needed.params["by"]), ("consent_needed", "supervisor"));
    let word = |number: &str| {
        json!({ "case": case, "act": "issue", "of": needed.params["of"], "number": number,
            "password": format!("demo-{number}"), "secret": null })
    };
    let colleague = station.try_call("give_consent", word("1002")).await;
    assert_eq!(colleague.unwrap_err(), "consent_not_supervisor");
    station.call("give_consent", word("2001")).await;
    let issued = station.call("issue", issue).await;
    assert_eq!(issued["case"]["status"], "redirected");
    station.close(home.path()).await;
    let rows = store_of(home.path()).entries(&case).unwrap();
    let facts: Vec<Value> =
        rows.iter().map(|row| serde_json::from_str(&row.body).unwrap()).collect();
    let consent = facts.iter().find(|fact| fact["fact"] == "consented").unwrap();
    assert_eq!((&consent["act"], &consent["by"]), (&json!("issue"), &json!("2001")));
}

#[tokio::test(flavor = "multi_thread")]
async fn that_papers_are_still_asked_for_stands_in_the_queue_of_every_window() {
    let (home, other, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    point_to(other.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let case = text(&take_in(&station, 8, "juzhuzheng").await["id"]);
    // Done on the spot in this situation, though the item is not.
    let endorse = json!({ "case": case, "question": "biz", "option": "endorse" });
    station.call("answer", endorse).await;
    station.call("propose", proposal(&case, "accept")).await;
    station.call("issue", json!({ "case": case })).await;
    let view = station.until(&case, "it is delivered", |v| v["delivery"] == "acknowledged").await;
    assert_eq!(view["status"], "deemed");
    let counts = station.call("status", json!({})).await["counts"].clone();
    assert_eq!((&counts["correction"], &counts["done_today"]), (&json!(1), &json!(1)));
    let desk = Station::open(other.path()).await;
    let asked = json!({ "clerk": null, "window": null, "only": "correction", "sort": "deadline" });
    for window in [&station, &desk] {
        window.sign_in_as("2001").await;
        let queue = window.call("queue", asked.clone()).await;
        let row = &queue["rows"][0];
        assert_eq!((&row["case"], &row["status"]), (&json!(case), &json!("deemed")));
    }
    let queue = station.call("queue", asked).await;
    let deadline = &queue["rows"][0]["deadline"];
    assert_eq!(deadline, &view["clock"]["deadline"], "by the limit of this situation");
}

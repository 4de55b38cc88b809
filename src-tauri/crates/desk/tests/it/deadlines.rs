//! Deadlines that come to the clerk: notices with a count, a list that has the most pressing first,
//! and what is held in whatever state.
use crate::catalogue::{go_to, key, office};
use crate::counter::{Station, point_to, store_of};
use crate::main_story::{confirm_if_asked, fill_what_is_missing, filled_case, page, text};
use crate::oddities::{Off, open};
use crate::revisions::decide;
use counter_catalog::{Pack, Source};
use counter_core::date::{Moment, date_text};
use counter_store::{CaseWrite, HeadRow};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const DAY_MS: i64 = 86_400_000;

/// Taken in on a slip so many days ago.
async fn take_in(station: &Station, slip: &str, days: i64, item: &str) -> String {
    let now = Moment::from_millis(jiff::Timestamp::now().as_millisecond());
    let day = date_text(Moment::from_millis(now.millis() - days * DAY_MS).date());
    let opened = json!({ "slip": slip, "date": day, "time": "00:01" });
    let case = text(&station.call("open_slip", opened).await["id"]);
    station.call("choose_item", json!({ "case": case, "item": item })).await;
    station.call("receive", json!({ "case": case })).await;
    case
}

fn find_notice(status: &Value, code: &str) -> Option<Value> {
    status["notices"].as_array().unwrap().iter().find(|notice| notice["code"] == code).cloned()
}

async fn list(station: &Station, due: bool) -> Vec<(String, String)> {
    let filter = json!({ "statuses": ["draft", "received"], "text": "", "today": false,
        "waiting": false, "due": due });
    let rows = station.call("my_cases", filter).await;
    let row = |row: &Value| (text(&row["id"]), text(&row["pressure"]));
    rows.as_array().unwrap().iter().map(row).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_past_stands_first_and_is_told_once_with_a_count() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let past = take_in(&station, "1", 25, "gaoling-jintie").await;
    let calm = take_in(&station, "2", 0, "gaoling-jintie").await;
    let rows = list(&station, false).await;
    assert_eq!(rows, [(past.clone(), "past".to_owned()), (calm, "calm".to_owned())]);
    assert_eq!(list(&station, true).await, [(past, "past".to_owned())]);

    let status = station
        .until_status("it is told", |status| find_notice(status, "deadline_past").is_some())
        .await;
    let notice = find_notice(&status, "deadline_past").unwrap();
    assert_eq!(notice["params"], json!({ "count": "1", "undecided": "1" }));
    assert_eq!(notice["can_be_read"], true);
    let read = station.call("notice_read", json!({ "code": "deadline_past" })).await;
    assert!(find_notice(&read, "deadline_past").is_none());
    // Another one is news again.
    take_in(&station, "3", 24, "gaoling-jintie").await;
    let again = station
        .until_status("it is told again", |status| find_notice(status, "deadline_past").is_some())
        .await;
    assert_eq!(find_notice(&again, "deadline_past").unwrap()["params"]["count"], "2");
    assert!(!status.to_string().contains("gaoling"), "a notice is a count");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_on_the_spot_case_is_told_before_the_place_closes() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    take_in(&station, "1", 0, "chengxiang-yanglao").await;
    let set = async |closing: &str| {
        let mut settings = station.call("settings", json!({})).await["settings"].clone();
        settings["closing_time"] = json!(closing);
        station.try_call("save_settings", json!({ "settings": settings })).await
    };
    assert_eq!(set("bald").await.unwrap_err(), "time_unreadable");
    set("0:30").await.unwrap();
    let is_told = |status: &Value| find_notice(status, "closing_soon").is_some();
    let status = station.until_status("it is told", is_told).await;
    let notice = find_notice(&status, "closing_soon").unwrap();
    // Silence accepts nothing of this item.
    assert_eq!(notice["params"], json!({ "count": "1", "undecided": "0" }));
    station.call("notice_read", json!({ "code": "closing_soon" })).await;
    station.until_status("it is put away", |status| !is_told(status)).await;
}

const ALLOWANCE: &str = "gaoling-jintie";
const ON_THE_SPOT: &str = "chengxiang-yanglao";

/// It is that time in November or December 2026, and this clerk comes to the window.
async fn come_in(station: &Station, off: &Off, number: &str, time: &str) {
    off.set_to(&format!("2026-{time}:00+08:00"));
    let account = json!({ "number": number, "password": format!("demo-{number}") });
    station.call("sign_in", account).await;
}

/// At the window, now.
async fn receive_now(station: &Station, item: &str) -> String {
    let opened = station.call("open_case", json!({ "item": item, "answers": {} })).await;
    let case = text(&opened["id"]);
    station.call("receive", json!({ "case": case })).await;
    case
}

/// What is told of deadlines: how many cases each, and how many of them nobody has answered.
async fn list_told(station: &Station) -> Vec<(String, Value)> {
    let status = station.call("status", json!({})).await;
    let notices = status["notices"].as_array().unwrap().iter();
    let told = notices.map(|notice| (text(&notice["code"]), notice["params"].clone()));
    told.filter(|(code, _)| code.starts_with("deadline_") || code == "closing_soon").collect()
}

/// They are as told, once: read, they do not come again that day.
async fn read_all(station: &Station, off: &Off, day: &str, wanted: &[(&str, &str)]) {
    let wanted: Vec<(String, Value)> = wanted
        .iter()
        .map(|(code, count)| ((*code).to_owned(), json!({ "count": count, "undecided": count })))
        .collect();
    assert_eq!(list_told(station).await, wanted, "{day}");
    for (code, _) in &wanted {
        station.call("notice_read", json!({ "code": code })).await;
    }
    assert!(list_told(station).await.is_empty(), "{day}: read");
    come_in(station, off, "1001", &format!("{day}T15:00")).await;
    assert!(list_told(station).await.is_empty(), "{day}: and once");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_notice_comes_once_as_the_five_days_of_what_nobody_answered_run_out() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    off.set_to("2026-11-23T09:00:00+08:00");
    let station = open(home.path(), off.clock()).await;
    come_in(&station, &off, "1001", "11-23T09:00").await;
    let early = receive_now(&station, ALLOWANCE).await;
    come_in(&station, &off, "1001", "11-24T09:00").await;
    let later = receive_now(&station, ALLOWANCE).await;
    let listed = |pressures: [&str; 2]| {
        let cases = [early.clone(), later.clone()].into_iter();
        cases.zip(pressures.map(str::to_owned)).collect::<Vec<_>>()
    };
    come_in(&station, &off, "1001", "11-26T09:00").await;
    assert!(list_told(&station).await.is_empty(), "two days are left");
    assert!(list(&station, true).await.is_empty());
    let days = [
        ("11-27", ["near", "calm"], vec![("deadline_near", "1")]),
        ("11-30", ["last_day", "near"], vec![("deadline_today", "1"), ("deadline_near", "1")]),
        ("12-01", ["past", "last_day"], vec![("deadline_past", "1"), ("deadline_today", "1")]),
        ("12-02", ["past", "past"], vec![("deadline_past", "2")]),
    ];
    for (day, pressures, wanted) in days {
        come_in(&station, &off, "1001", &format!("{day}T09:00")).await;
        assert_eq!(list(&station, false).await, listed(pressures), "{day}");
        read_all(&station, &off, day, &wanted).await;
        // A supervisor has the whole window's, in their own list and told to them.
        come_in(&station, &off, "2001", &format!("{day}T16:00")).await;
        let asked = json!({ "clerk": null, "window": null, "only": "all", "sort": "deadline" });
        let queue = station.call("queue", asked).await;
        let row = |row: &Value| (text(&row["case"]), text(&row["pressure"]));
        let rows: Vec<(String, String)> =
            queue["rows"].as_array().unwrap().iter().map(row).collect();
        assert_eq!(rows, listed(pressures), "{day}");
        assert_eq!(list_told(&station).await.len(), wanted.len(), "{day}");
    }
}

/// The example pack, in whose calendar nobody works on this day.
fn pack_with_day_off(day: &str) -> Pack {
    let files = Source::builtin();
    let files = files.files().map(|(name, text)| {
        let mut lines = text.lines();
        let line = lines.find(|line| name == "pack.yaml" && line.starts_with("version:"));
        let text = match line {
            Some(line) => text.replace(line, "version: '2027.1'"),
            None => text.to_owned(),
        };
        (name.to_owned(), text)
    });
    let calendar = format!("{}:\n  off: ['{day}']\n", &day[..4]);
    let files = files.chain([("calendar.yaml".to_owned(), calendar)]);
    Pack::from_source(&files.collect()).unwrap()
}

/// The list counts by the calendar in use, as the case itself does.
#[tokio::test(flavor = "multi_thread")]
async fn a_newer_calendar_moves_the_deadlines_of_what_is_open() {
    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), &office(Pack::builtin_signed().unwrap()).await);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = receive_now(&station, ALLOWANCE).await;
    let filter = json!({ "statuses": ["received"], "text": "", "today": false, "waiting": false,
        "due": false });
    let deadline = async || text(&station.call("my_cases", filter.clone()).await[0]["deadline"]);
    let before = deadline().await;
    let pack = pack_with_day_off(&before).sign_pack(&key(), None).unwrap();
    go_to(&station, &office(pack).await).await;
    let limit = Instant::now() + Duration::from_secs(30);
    while deadline().await == before {
        assert!(Instant::now() < limit, "it never moved from {before}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["clock"]["deadline"], deadline().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_key_here_is_told_an_hour_before_the_place_closes() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    off.set_to("2026-11-23T10:00:00+08:00");
    let station = open(home.path(), off.clock()).await;
    come_in(&station, &off, "1001", "11-23T10:00").await;
    receive_now(&station, ON_THE_SPOT).await;
    // A department's to finish, and five days for another one.
    let accepted = filled_case(&station).await;
    decide(&station, &accepted, "accept", json!([])).await;
    receive_now(&station, ALLOWANCE).await;
    // It closes at five.
    come_in(&station, &off, "1001", "11-23T15:50").await;
    assert!(list_told(&station).await.is_empty(), "not an hour before");
    come_in(&station, &off, "1001", "11-23T16:00").await;
    let one = ("closing_soon".to_owned(), json!({ "count": "1", "undecided": "0" }));
    assert_eq!(list_told(&station).await, [one]);
    station.call("notice_read", json!({ "code": "closing_soon" })).await;
    come_in(&station, &off, "1001", "11-23T16:50").await;
    assert!(list_told(&station).await.is_empty(), "once");
}

/// A paper of an earlier day promises nothing for today, and says that it came from a slip.
#[tokio::test(flavor = "multi_thread")]
async fn no_paper_promises_today_for_a_day_gone_by() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = take_in(&station, "0009", 2, "chengxiang-yanglao").await;
    let view = station.read_card(&case, "applicant").await;
    assert!(view["clock"]["days_left"].as_i64().unwrap() < 0);
    let items = json!([{ "material": null, "name": "居民户口簿", "problem": "未提交", "fix": "" }]);
    for (question, option) in [("group", "normal"), ("agent", "self")] {
        let answer = json!({ "case": case, "question": question, "option": option });
        station.call("answer", answer).await;
    }
    let decided = crate::revisions::decide(&station, &case, "correction", items).await;
    let papers = decided["documents"].as_array().unwrap();
    let receipt = papers.iter().find(|paper| paper["form"] == "materials_receipt").unwrap();
    station.call("print", json!({ "case": case, "document": receipt["id"] })).await;
    let forms = std::fs::read_dir(home.path().join("data/forms")).unwrap().flatten();
    let read = |path: std::path::PathBuf| {
        let read =
            std::process::Command::new("pdftotext").arg(&path).arg("-").output().unwrap().stdout;
        String::from_utf8(read).unwrap().split_whitespace().collect::<String>()
    };
    let all: String = forms.map(|entry| read(entry.path())).collect();
    assert!(all.contains("纸质登记单0009号补录"), "{all}");
    assert!(!all.contains("今天办结"), "{all}");
}

/// Done on the spot, taken in on a slip of some days ago, and accepted now.
async fn accept_late(station: &Station, days: i64) -> String {
    let case = take_in(station, "0010", days, "chengxiang-yanglao").await;
    for (question, option) in [("group", "normal"), ("agent", "self")] {
        let answer = json!({ "case": case, "question": question, "option": option });
        station.call("answer", answer).await;
    }
    let view = station.read_card(&case, "applicant").await;
    let view = confirm_if_asked(station, view).await;
    let mut rows = view["materials"].as_array().unwrap().iter();
    let register = rows.find(|row| row["supply"] == "paper" && row["need"] == "required");
    let material = text(&register.unwrap()["id"]);
    let path = format!("/import/{case}?material={material}");
    let view = station.desk.upload("main", &path, page()).await.unwrap();
    station.call("page_shown", json!({ "case": case, "page": view["pages"][0]["id"] })).await;
    station.call("check_original", json!({ "case": case, "material": material })).await;
    let back = json!({ "case": case, "material": material, "custody": "returned" });
    station.call("set_custody", back).await;
    fill_what_is_missing(station, &case).await;
    decide(station, &case, "accept", json!([])).await;
    case
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_department_is_past_in_no_clerks_list() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = accept_late(&station, 2).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["status"], "accepted");
    assert_eq!(view["clock"]["with_department"], true);
    let all = |due: bool| {
        json!({ "statuses": ["received", "accepted"], "text": "", "today": false,
            "waiting": false, "due": due })
    };
    let rows = station.call("my_cases", all(false)).await;
    assert_eq!((&rows[0]["id"], &rows[0]["pressure"]), (&json!(case), &json!("calm")));
    assert_eq!(rows[0]["with_department"], true);
    assert_eq!(station.call("my_cases", all(true)).await, json!([]));
    // Counted while it still waited here, it may be told for some seconds more.
    let is_past = |status: &Value| find_notice(status, "deadline_past").is_some();
    station.until_status("it is not told", |status| !is_past(status)).await;
}

/// A case of the day is no news to anybody: the department has until the evening.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_department_has_today_is_red_from_the_next_morning() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    off.set_to("2026-11-23T10:00:00+08:00");
    let station = open(home.path(), off.clock()).await;
    come_in(&station, &off, "1001", "11-23T10:00").await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    let asked = json!({ "clerk": null, "window": null, "only": "all", "sort": "deadline" });
    for (time, pressure, told) in [("11-23T18:00", "calm", 0), ("11-24T08:30", "past", 1)] {
        come_in(&station, &off, "2001", time).await;
        let queue = station.call("queue", asked.clone()).await;
        let row = &queue["rows"][0];
        assert_eq!((&row["case"], &row["pressure"]), (&json!(case), &json!(pressure)), "{time}");
        assert_eq!(list_told(&station).await.len(), told, "{time}");
        come_in(&station, &off, "1001", time).await;
        assert!(list_told(&station).await.is_empty(), "{time}: not the clerk's");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_before_gets_its_period_from_the_journal() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = take_in(&station, "1", 2, "chengxiang-yanglao").await;
    station.close(home.path()).await;
    let mut store = store_of(home.path());
    let head = store.head(&case).unwrap().unwrap();
    let mut summary: Value = serde_json::from_str(&head.summary).unwrap();
    assert_eq!(summary["period_days"], 0);
    for field in ["period_days", "counted_by"] {
        assert!(summary.as_object_mut().unwrap().remove(field).is_some());
    }
    let head = HeadRow { summary: summary.to_string(), ..head };
    let expected_seq = store.entries(&case).unwrap().len() as u64;
    let write = CaseWrite { case: &case, expected_seq, entries: &[], head: &head, outbox: &[] };
    store.append(&write).unwrap();
    drop(store);
    let station = Station::open(home.path()).await;
    station.close(home.path()).await;
    let renewed = store_of(home.path()).head(&case).unwrap().unwrap();
    let summary: Value = serde_json::from_str(&renewed.summary).unwrap();
    assert_eq!(summary["period_days"], 0);
    assert!(renewed.status == head.status && renewed.updated_ms == head.updated_ms);
}

//! 办理进度: the whole course of a case by one key, what the citizen has to do next, and how often somebody came; printed,
//! and on the citizen's screen without a name.
use crate::counter::Station;
use crate::main_story::{filled_case, text};
use crate::oddities::{DAY, Off, open};
use crate::papers::text_of;
use crate::revisions::decide;
use serde_json::{Value, json};

const REGISTER: &str = "household_register";

async fn course(station: &Station, case: &str) -> Value {
    station.call("case_course", json!({ "case": case })).await
}

fn kinds(course: &Value) -> Vec<&str> {
    let lines = course["milestones"].as_array().unwrap().iter();
    lines.map(|line| line["kind"].as_str().unwrap()).collect()
}

fn days(view: &Value) -> usize {
    view["attendance"]["days"].as_array().unwrap().len()
}

/// A row of the list, and one of the clerk's own words.
fn asked() -> Value {
    let item = |material: Value, name: &str| {
        json!({ "material": material, "name": name, "problem": "缺页", "fix": "请补交。",
            "reason": "核对住址" })
    };
    json!([item(json!(REGISTER), "居民户口簿"), item(Value::Null, "陈示例的住址说明")])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_is_told_printed_and_shown_without_a_name() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let item = json!({ "item": "chengxiang-yanglao", "answers": {} });
    let draft = text(&station.call("open_case", item).await["id"]);
    let told = course(&station, &draft).await;
    assert_eq!((kinds(&told), &told["next"]["kind"]), (vec![], &json!("hand_in")));
    assert_eq!((days(&told), &told["can_print"]), (0, &json!(false)));
    let early = station.try_call("print_course", json!({ "case": draft })).await;
    assert_eq!(early.unwrap_err(), "not_allowed");

    let case = filled_case(&station).await;
    let told = course(&station, &case).await;
    assert_eq!((kinds(&told), &told["next"]["kind"]), (vec!["received"], &json!("same_day")));
    let attendance = &told["attendance"];
    assert_eq!(
        (days(&told), &attendance["today"], &attendance["promised"], &attendance["official"]),
        (1, &json!(true), &json!(1), &json!(false))
    );
    let noticed = decide(&station, &case, "correction", asked()).await;
    assert_eq!(noticed["attendance"], *attendance, "the case says it too");
    let told = course(&station, &case).await;
    assert_eq!(kinds(&told), ["received", "notified"]);
    assert_eq!(told["milestones"][1]["count"], 2);
    assert_eq!(told["next"]["kind"], "bring_corrections");
    assert_eq!(told["next"]["papers"], json!(["居民户口簿", "陈示例的住址说明"]));

    let printed = station.call("print_course", json!({ "case": case })).await;
    let paper = text_of(printed["print"]["file"].as_str().unwrap());
    for words in
        ["办理进度告知单", "收到申请材料", "共2项", "陈示例的住址说明", "承诺最多1次（示例）"]
    {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    let again = station.call("print_course", json!({ "case": case })).await;
    assert!(text_of(again["print"]["file"].as_str().unwrap()).contains("补打"));
    let slips = |view: &Value| {
        let papers = view["case"]["documents"].as_array().unwrap().iter();
        papers.filter(|paper| paper["form"] == "course_slip").count()
    };
    assert_eq!(slips(&again), 1, "nothing came since");

    let status = station.call("show_course", json!({ "case": case })).await;
    assert_eq!(status["citizen"], "course");
    let seen = station.desk.dispatch("citizen", "citizen", json!({})).await.unwrap();
    let shown = &seen["course"];
    assert_eq!(shown["lines"].as_array().unwrap().len(), 2);
    assert_eq!(shown["told"], told["told"]);
    let shown = shown.to_string();
    assert!(shown.contains("告知书第2项") && !shown.contains("陈示例"), "{shown}");
    station.call("lock", json!({})).await;
    let seen = station.desk.dispatch("citizen", "citizen", json!({})).await.unwrap();
    assert!(seen["course"].is_null(), "the lock hides it");
    let unlock = json!({ "secret": null, "password": "demo-1001", "new_secret": null });
    station.call("unlock_screen", unlock).await;
    let status = station.call("clear_citizen", json!({})).await;
    assert_eq!(status["citizen"], "blank");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_a_day_on_which_somebody_was_here() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    off.set(-DAY);
    let station = open(home.path(), off.clock()).await;
    station.sign_in_again().await.unwrap();
    let case = filled_case(&station).await;
    decide(&station, &case, "correction", asked()).await;
    off.set(0);
    station.sign_in_again().await.unwrap();
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!((days(&view), &view["attendance"]["today"]), (1, &json!(false)));
    let person = &view["people"][0];
    let full = station.call("person", json!({ "case": case, "person": person["id"] })).await;
    // They telephoned: the clerk writes the number down, and looks at it once more.
    let typed = json!({ "case": case, "person": person["id"], "role": "applicant",
        "name": full["name"], "id_kind": person["id_kind"], "number": full["number"],
        "sex": person["sex"], "phone": "10012345678", "relation": "", "address": full["address"] });
    for _ in 0..2 {
        let view = station.call("put_person", typed.clone()).await;
        assert_eq!(days(&view), 1, "nobody came");
    }
    let view = station.read_card(&case, "applicant").await;
    assert_eq!((days(&view), &view["attendance"]["today"]), (2, &json!(true)));
    let view = station.read_card(&case, "applicant").await;
    assert_eq!(days(&view), 2, "after lunch it is the same visit");
}

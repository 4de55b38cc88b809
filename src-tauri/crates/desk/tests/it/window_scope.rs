//! A window that its centre gave some classes and levels of items begins no case of another, says so
//! wherever the item is found, and goes on with what was begun before. One that does not scan asks for
//! the copies.
use crate::counter::Station;
use crate::real_office::RealOffice;
use counter_catalog::{Key, Pack, Source};
use counter_centre::Purpose;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const SECRET: &str = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
const VERSION: &str = "2027.1";

/// The example pack, in which building is a class of its own, where more items say theirs and their
/// levels.
fn catalogue(key: &Key) -> Vec<u8> {
    let source = Source::builtin();
    let files = source.files().map(|(name, text)| {
        let said = match name {
            "items/gaoling-jintie.yaml" => "class: personal\nlevels: ['4', '5']\n",
            "items/shengyu-dengji.yaml" => "class: personal\nlevels: ['3']\n",
            _ => "",
        };
        let text = match name {
            "pack.yaml" => {
                let line = text.lines().find(|line| line.starts_with("version:")).unwrap();
                text.replace(line, &format!("version: '{VERSION}'"))
            }
            _ => format!("{text}{said}"),
        };
        (name.to_owned(), text)
    });
    Pack::from_source(&files.collect()).unwrap().sign_pack(key, None).unwrap()
}

async fn find_hit(station: &Station, query: &str, id: &str) -> Value {
    let hits = station.call("search_items", json!({ "query": query })).await;
    let hit = hits["hits"].as_array().unwrap().iter().find(|hit| hit["id"] == id);
    hit.unwrap_or_else(|| panic!("{query} finds no {id}")).clone()
}

fn beginning(item: &str) -> Value {
    json!({ "item": item, "answers": {} })
}

/// Asks for the farmhouse's list until it holds.
async fn until_item(station: &Station, what: &str, holds: impl Fn(&Value) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds(&station.call("checklist", beginning("zhaijidi")).await["item"]) {
        assert!(Instant::now() < deadline, "never came: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_begins_what_its_centre_gave_it_and_goes_on_with_what_was_begun() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let key = Key::from_secret(SECRET).unwrap();
    let office = RealOffice::open_with(data.path(), 0, catalogue(&key)).await;
    office.publish(1, |body| body["catalogue_key"] = key.public_key().into());
    let station = Station::open(home.path()).await;
    let code = office.publish_code(Purpose::Join);
    station.call("join_centre", json!({ "office": office.address, "code": code })).await;
    station.sign_in_again().await.unwrap();
    until_item(&station, "the catalogue", |item| item["pack_version"] == VERSION).await;
    // A missing list does not narrow.
    let begun = station.call("open_case", beginning("zhaijidi")).await;
    assert_eq!(begun["item"]["not_this_window"], Value::Null);
    assert_eq!(find_hit(&station, "宅基地", "zhaijidi").await["not_this_window"], Value::Null);
    station.close(home.path()).await;

    office.publish(2, |body| {
        body["catalogue_key"] = key.public_key().into();
        body["window"] = json!({ "classes": ["personal"], "levels": ["5"] });
    });
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    until_item(&station, "the newer file", |item| item["not_this_window"] == "class").await;
    for (query, id, expected) in [
        ("宅基地", "zhaijidi", json!("class")),
        ("生育登记", "shengyu-dengji", json!("level")),
        ("高龄", "gaoling-jintie", Value::Null),
        ("养老", "chengxiang-yanglao", Value::Null),
    ] {
        assert_eq!(find_hit(&station, query, id).await["not_this_window"], expected, "{id}");
    }
    for id in ["zhaijidi", "shengyu-dengji", "lianhe-yanshou"] {
        let refused = station.try_call("open_case", beginning(id)).await;
        assert_eq!(refused.unwrap_err(), "item_not_this_window", "{id}");
    }
    station.call("open_case", beginning("chengxiang-yanglao")).await;
    let taken = station.call("open_case", beginning("gaoling-jintie")).await;
    for act in ["choose_item", "another_item"] {
        let other = json!({ "case": taken["id"], "item": "zhaijidi" });
        let refused = station.try_call(act, other).await;
        assert_eq!(refused.unwrap_err(), "item_not_this_window", "{act}");
    }

    let answer = json!({ "case": begun["id"], "question": "kind", "option": "new" });
    let view = station.call("answer", answer).await;
    assert_eq!(
        (&view["item"]["id"], &view["item"]["not_this_window"]),
        (&json!("zhaijidi"), &Value::Null)
    );
    assert_eq!(view["editable"], true);
}

const PENSION: &str = "chengxiang-yanglao";

/// Who makes the copy of the household register, as the list, the case, the notice and the citizen's
/// screen have it.
async fn say_copies(station: &Station) -> (Value, Value, String, Value) {
    let query = json!({ "item": PENSION, "answers": { "group": "normal", "agent": "self" } });
    let find = |rows: &Value, key: &str, name: &str| {
        let row = rows.as_array().unwrap().iter().find(|row| row[key] == name);
        row.unwrap_or_else(|| panic!("no {name}")).clone()
    };
    let list = station.call("checklist", query.clone()).await;
    let row = find(&list["rows"], "material", "household_register");
    assert_eq!(row["copy"], 1, "what the department wants stays");
    let case = station.call("open_case", query.clone()).await;
    let material = find(&case["materials"], "id", "household_register");
    let fault = find(&case["decision"]["suggested"], "material", "household_register");
    station.call("show_list", query).await;
    let screen = station.desk.dispatch("citizen", "citizen", json!({})).await.unwrap();
    let citizen = find(&screen["list"]["rows"], "name", "居民户口簿");
    let fix = fault["fix"].as_str().unwrap().to_owned();
    (row["copy_by"].clone(), material["copy_by"].clone(), fix, citizen["copy_by"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_centre_does_not_say_that_it_scans_the_copies_are_asked_for_in_every_place() {
    for scans in [None, Some(false), Some(true)] {
        let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let office = RealOffice::open(data.path(), 0).await;
        office.publish(1, |body| {
            if let Some(scans) = scans {
                body["scans"] = json!(scans);
            }
        });
        let station = Station::open(home.path()).await;
        let code = office.publish_code(Purpose::Join);
        station.call("join_centre", json!({ "office": office.address, "code": code })).await;
        station.sign_in_again().await.unwrap();
        let (by, fix) = match scans {
            Some(true) => ("window", "请提交原件 1 份，复印件不用带，窗口扫描。"),
            _ => ("citizen", "请提交原件 1 份、复印件 1 份。"),
        };
        let wanted = (json!(by), json!(by), fix.to_owned(), json!(by));
        assert_eq!(say_copies(&station).await, wanted, "{scans:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trials_own_file_says_that_the_window_scans() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let window = json!("window");
    let none = "请提交原件 1 份，复印件不用带，窗口扫描。".to_owned();
    assert_eq!(say_copies(&station).await, (window.clone(), window.clone(), none, window));
}

//! A page that the disk has spoiled is told while nobody works: on the case's screen, in the list
//! and beside it, long before it is to be sent.
use crate::counter::Station;
use crate::main_story::{page, text, unsigned_case};
use crate::oddities::{Off, open};
use serde_json::{Value, json};
use std::path::Path;

const MINUTE: i64 = 60_000;

fn spoil_files(home: &Path, case: &str) {
    let files = std::fs::read_dir(home.join("data/pages").join(case)).unwrap().flatten();
    files.for_each(|file| std::fs::write(file.path(), b"rotten").unwrap());
}

/// Whether the list marks the case, and of how many cases the notice speaks.
async fn told(station: &Station, case: &str) -> (Value, Option<Value>) {
    let all = json!({ "statuses": [], "text": "", "today": false, "waiting": false, "due": false });
    let rows = station.call("my_cases", all).await;
    let row = rows.as_array().unwrap().iter().find(|row| row["id"] == case).unwrap();
    let status = station.call("status", json!({})).await;
    let notices = status["notices"].as_array().unwrap();
    let notice = notices.iter().find(|notice| notice["code"] == "pages_damaged");
    (row["damaged"].clone(), notice.map(|notice| notice["params"]["count"].clone()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoiled_page_is_told_while_the_citizen_can_still_be_asked() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!((&view["damage"], &view["delivery"]), (&Value::Null, &json!("none")));
    assert_eq!(told(&station, &case).await, (json!(false), None));

    spoil_files(home.path(), &case);
    off.set(2 * MINUTE);
    let view = station.until(&case, "the page is told", |view| !view["damage"].is_null()).await;
    assert_eq!(view["damage"], json!({ "pages": [1], "others": 0 }));
    assert_eq!(told(&station, &case).await, (json!(true), Some(json!("1"))));

    // As long as the citizen is there the page is simply scanned once more.
    let old = view["pages"][0].clone();
    let path = format!("/import/{case}?material={}", text(&old["material"]));
    station.desk.upload("main", &path, page()).await.unwrap();
    let spoiled = json!({ "case": case, "page": old["id"] });
    let view = station.call("delete_page", spoiled).await;
    assert_eq!((&view["damage"], view["pages"].as_array().unwrap().len()), (&Value::Null, 1));
    assert_eq!(told(&station, &case).await, (json!(false), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_page_is_not_told_beside_a_spoiled_one() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let (spoiled, whole) = (unsigned_case(&station).await, unsigned_case(&station).await);
    spoil_files(home.path(), &spoiled);
    off.set(2 * MINUTE);
    station.until(&spoiled, "the page is told", |view| !view["damage"].is_null()).await;
    assert_eq!(told(&station, &whole).await, (json!(false), Some(json!("1"))));
}

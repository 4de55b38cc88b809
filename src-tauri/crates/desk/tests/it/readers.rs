//! Which reader read a card is kept and sent; one that the centre does not let be used is said on the
//! screen, on paper and to the office, and stops nothing.
use crate::cards::{accept, card, open, plug_in, printed, read, warnings};
use crate::counter::{Station, store_of};
use crate::main_story::filled_case;
use crate::real_office::RealOffice;
use counter_centre::Purpose;
use serde_json::{Value, json};
use std::path::Path;

/// The emulated reader's.
const NUMBER: &str = "05.01-20260101-0001234567-0987654321";
const ANOTHER: &str = "05.01-20260101-0001234567-0000000001";

/// A station of a centre that lets these readers be used, with somebody signed in.
async fn open_joined(home: &Path, office: &RealOffice, readers: Value) -> Station {
    office.publish(1, |body| body["readers"] = readers);
    let station = Station::open(home).await;
    let code = office.publish_code(Purpose::Join);
    station.call("join_centre", json!({ "office": office.address, "code": code })).await;
    station.sign_in_again().await.unwrap();
    station
}

/// Lines are broken at hyphens, which are not told apart then.
fn without_hyphens(text: &str) -> String {
    text.replace('-', "")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_from_a_reader_not_on_the_list_says_so_on_screen_paper_and_wire() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let station = open_joined(home.path(), &office, json!([ANOTHER])).await;
    let _reader = plug_in(&station, home.path(), json!({ "cards": [card(json!({}))] })).await;
    // Nothing is asked, nothing waits.
    let case = filled_case(&station).await;
    let view = accept(&station, &case).await;
    let person = &view["people"][0];
    assert_eq!(warnings(person), ["reader_not_allowed"]);
    let warning = &person["warnings"][0];
    assert_eq!((&warning["params"]["reader"], &warning["asks"]), (&json!(NUMBER), &json!(false)));
    let paper = without_hyphens(&printed(&station, &format!("/doc/{case}/preview")).await);
    for words in [
        "读卡核验，读卡器不在中心登记的名单内".to_owned(),
        "申请材料齐全，证件另有记录（见下），现予受理".to_owned(),
        format!("申请人陈示例：读卡器（安全模块号{NUMBER}）不在中心登记的名单内。"),
    ] {
        assert!(paper.contains(&without_hyphens(&words)), "{words}: {paper}");
    }
    station.call("issue", json!({ "case": case })).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    // A supervisor who is shown nothing of the person yet sees which reader it was.
    station.sign_in_as("2001").await;
    let review = station.call("review", json!({ "case": case, "revision": null })).await;
    assert_eq!(review["people"][0]["warnings"][0]["params"]["reader"], NUMBER, "{review}");
    station.close(home.path()).await;
    let payload = store_of(home.path()).outbox_row(&case).unwrap().unwrap().payload;
    let filed: Value = serde_json::from_str(&payload).unwrap();
    let details = &filed["people"][0]["details"];
    assert_eq!(
        (&details["card_warnings"], &details["reader"]),
        (&json!("reader_not_allowed"), &json!(NUMBER))
    );
}

/// A reader that keeps its number for itself is on no list; the next reading is judged anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_on_the_list_is_not_spoken_of_and_one_without_a_number_is() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let station = open_joined(home.path(), &office, json!([ANOTHER, NUMBER])).await;
    let silent_once = json!({ "at": "sam_id", "what": "status", "status": 0x21 });
    let cards = [card(json!({})), card(json!({}))];
    let scenario = json!({ "cards": cards, "faults": [silent_once] });
    let _reader = plug_in(&station, home.path(), scenario).await;
    let case = open(&station, "gaoling-jintie").await;
    let view = read(&station, &case, "applicant").await;
    let person = &view["people"][0];
    assert_eq!(warnings(person), ["reader_not_allowed"]);
    assert_eq!(person["warnings"][0]["params"]["reader"], "");
    let view = read(&station, &case, "applicant").await;
    assert_eq!(view["people"].as_array().unwrap().len(), 1, "the same person");
    assert_eq!(warnings(&view["people"][0]), [""; 0]);
    station.close(home.path()).await;
    let entries = store_of(home.path()).entries(&case).unwrap();
    assert!(entries.iter().any(|entry| entry.body.contains(NUMBER)), "kept all the same");
}

//! A new computer is set up before anybody was here: its devices are tried for real, what came of it
//! is kept, and nothing of a card or a page is.
use crate::cards::{card, plug_in};
use crate::counter::{Station, audit_lines, store_of};
use crate::main_story::text;
use crate::real_office::RealOffice;
use counter_centre::Purpose;
use serde_json::{Value, json};
use std::path::Path;

async fn attempt(station: &Station, step: &str) -> Result<Value, String> {
    station.try_call("try_step", json!({ "step": step })).await
}

async fn settle(station: &Station, step: &str, outcome: &str) -> Value {
    station.call("settle_step", json!({ "step": step, "outcome": outcome })).await
}

fn last(view: &Value, step: &str) -> Value {
    let rows = view["rows"].as_array().unwrap();
    rows.iter().find(|row| row["step"] == step).unwrap()["last"].clone()
}

async fn citizen(station: &Station) -> Value {
    station.desk.dispatch("citizen", "citizen", json!({})).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_device_of_a_new_computer_is_tried_and_nothing_of_a_person_stays() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let view = station.call("setup", json!({})).await;
    assert_eq!(view["rows"].as_array().unwrap().len(), 6);
    assert!(view["rows"].as_array().unwrap().iter().all(|row| row["last"].is_null()), "{view}");
    station.call("setup_devices", json!({})).await;
    settle(&station, "join", "skipped").await;

    let tried = attempt(&station, "reader").await.unwrap();
    let read = last(&tried["view"], "reader");
    assert_eq!(
        (&read["outcome"], &read["detail"], &read["invented"]),
        (&json!("good"), &json!("resident"), &json!(true))
    );
    let told = tried.to_string();
    assert!(!told.contains("陈示例") && !told.contains("440699199001010014"), "{told}");

    let tried = attempt(&station, "scanner").await.unwrap();
    let picture = text(&tried["picture"]);
    let path = picture.strip_prefix("page://localhost").unwrap();
    let foreign = station.desk.bytes("citizen", path).await.unwrap_err();
    assert_eq!(foreign.code, "role_not_allowed");
    let (media, bytes) = station.desk.bytes("main", path).await.unwrap();
    assert!(media.starts_with("image/") && bytes.len() > 1000, "{media}");
    let again = station.desk.bytes("main", path).await.unwrap_err();
    assert_eq!(again.code, "unknown_page", "handed out once");

    let tried = attempt(&station, "printer").await.unwrap();
    let name = text(&last(&tried["view"], "printer")["detail"]);
    let forms = home.path().join("data/forms");
    assert!(std::fs::read(forms.join(&name)).unwrap().starts_with(b"%PDF"), "{name}");
    settle(&station, "sample", "skipped").await;
    for step in ["join", "sample"] {
        assert_eq!(attempt(&station, step).await.unwrap_err(), "not_allowed");
    }
    let unsaid = json!({ "step": "reader", "outcome": "good" });
    assert_eq!(station.try_call("settle_step", unsaid).await.unwrap_err(), "not_allowed");

    let printed = station.call("print_setup", json!({})).await;
    let file = text(&printed["print"]["file"]);
    assert_words(
        &file,
        &["设备调试小结", "选了试用", "读出一张居民身份证", "扫描了一页", "没有做"],
    );
    station.close(home.path()).await;

    let station = Station::open(home.path()).await;
    let view = station.call("setup", json!({})).await;
    assert_eq!(last(&view, "scanner")["outcome"], "good");
    assert!(view["printed_at"].is_string() && last(&view, "screen").is_null(), "{view}");
    station.close(home.path()).await;
    let kept = store_of(home.path()).setting("setup").unwrap().unwrap();
    assert!(!kept.contains("陈示例") && !kept.contains("4406"), "{kept}");
    let lines = audit_lines(home.path());
    let tries = lines.iter().filter(|line| line.action == "try_step" && line.outcome == "ok");
    assert_eq!(tries.count(), 3, "each try is a line");
    assert_eq!(std::fs::read_dir(home.path().join("data/pages")).map_or(0, Iterator::count), 0);
}

/// What a reader finds on the paper; spaces and line ends are layout.
fn assert_words(file: &str, words: &[&str]) {
    let output =
        std::process::Command::new("pdftotext").arg(Path::new(file)).arg("-").output().unwrap();
    let read: String = String::from_utf8(output.stdout).unwrap().split_whitespace().collect();
    for word in words {
        assert!(read.contains(word), "{word}: {read}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_computer_is_tried_by_whoever_is_signed_in_alone() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.publish(1, |_| {});
    let station = Station::open(home.path()).await;
    attempt(&station, "scanner").await.unwrap();
    station.sign_in().await;
    station.call("sign_out", json!({})).await;
    for (command, payload) in [
        ("setup", json!({})),
        ("setup_devices", json!({})),
        ("choose_device", json!({ "step": "printer", "name": "example" })),
        ("try_step", json!({ "step": "reader" })),
        ("settle_step", json!({ "step": "sample", "outcome": "good" })),
        ("print_setup", json!({})),
    ] {
        let refused = station.try_call(command, payload).await.unwrap_err();
        assert_eq!(refused, "not_signed_in", "{command}");
    }
    let page = station.desk.bytes("main", "/setup/any").await.unwrap_err();
    assert_eq!(page.code, "not_signed_in");

    // Whoever has the code of a centre sets up a station of it: nobody of that office was here yet.
    let code = office.publish_code(Purpose::Join);
    let joined =
        station.call("join_centre", json!({ "office": office.address, "code": code })).await;
    assert!(joined["last_clerk"].is_null(), "{joined}");
    let view = station.call("setup", json!({})).await;
    let join = last(&view, "join");
    assert!(join["outcome"] == "good" && join["at"].is_string(), "{join}");
    // A real office invents no reader.
    assert_eq!(attempt(&station, "reader").await.unwrap_err(), "device_not_configured");
    let view = station.call("setup", json!({})).await;
    let failed = last(&view, "reader");
    assert_eq!(
        (&failed["outcome"], &failed["detail"]),
        (&json!("failed"), &json!("device_not_configured"))
    );

    station.sign_in_again().await.unwrap();
    let _reader = plug_in(&station, home.path(), json!({ "cards": [card(json!({}))] })).await;
    let tried = attempt(&station, "reader").await.unwrap();
    let read = last(&tried["view"], "reader");
    assert!(read["invented"] == false && text(&read["device"]).ends_with("odd-reader"), "{read}");
    station.call("sign_out", json!({})).await;
    assert_eq!(attempt(&station, "reader").await.unwrap_err(), "not_signed_in");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_device_has_not_been_tried_and_what_fails_is_noted() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    attempt(&station, "printer").await.unwrap();
    let choice = json!({ "step": "printer", "name": "no such printer" });
    let view = station.call("choose_device", choice).await;
    assert!(last(&view, "printer").is_null(), "{view}");
    let code = attempt(&station, "printer").await.unwrap_err();
    let view = station.call("setup", json!({})).await;
    let failed = last(&view, "printer");
    assert_eq!(
        (&failed["outcome"], &failed["device"], &failed["detail"]),
        (&json!("failed"), &json!("no such printer"), &json!(code))
    );
    let choice = json!({ "step": "sample", "name": "none" });
    assert_eq!(station.try_call("choose_device", choice).await.unwrap_err(), "not_allowed");

    station.call("enter_practice", json!({})).await;
    for (command, payload) in [
        ("setup", json!({})),
        ("try_step", json!({ "step": "reader" })),
        ("print_setup", json!({})),
    ] {
        let refused = station.try_call(command, payload).await.unwrap_err();
        assert_eq!(refused, "settings_fixed", "{command}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_citizens_screen_shows_the_test_until_it_is_answered() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    assert_eq!(citizen(&station).await["test"], false);
    attempt(&station, "screen").await.unwrap();
    assert_eq!(citizen(&station).await["test"], true);
    assert_eq!(station.call("status", json!({})).await["citizen"], "blank");
    let view = settle(&station, "screen", "failed").await;
    assert_eq!(last(&view, "screen")["outcome"], "failed");
    assert_eq!(citizen(&station).await["test"], false);
    assert_eq!(station.call("status", json!({})).await["citizen"], "none");

    attempt(&station, "screen").await.unwrap();
    let view = settle(&station, "screen", "good").await;
    assert_eq!(last(&view, "screen")["outcome"], "good");
    assert_eq!(station.call("status", json!({})).await["citizen"], "blank");
    attempt(&station, "screen").await.unwrap();
    station.sign_in().await;
    assert_eq!(citizen(&station).await["test"], false, "whoever signs in finds nothing of it");
}

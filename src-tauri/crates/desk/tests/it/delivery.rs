//! Delivery as the screen has it: stopped and resumed by hand, what waits and why, how far it is.
use crate::counter::Station;
use crate::main_story::filled_case;
use crate::revisions::decide;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn stopped_by_hand_nothing_leaves_until_it_is_resumed() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let stopped = station.call("pause_delivery", json!({})).await;
    assert!(stopped["paused"]["by"].is_string() && stopped["paused"]["at"].is_string());
    let case = filled_case(&station).await;
    let decided = decide(&station, &case, "accept", json!([])).await;
    assert!(
        decided["number"].is_null() && decided["provisional"].is_string(),
        "the line is up, and yet nothing leaves"
    );
    let line = station.call("outbox", json!({})).await["lines"][0].clone();
    assert_eq!(
        (&line["waits"], &line["attempts"], &line["sent"]),
        (&json!("paused"), &json!(0), &json!(0))
    );
    assert!(line["total"].as_u64().unwrap() > 0);

    station.close(home.path()).await;
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    assert_eq!(
        station.call("status", json!({})).await["paused"],
        true,
        "a restart resumes nothing"
    );
    station.call("retry", json!({ "case": case })).await;
    assert_eq!(station.call("case", json!({ "case": case })).await["number"], Value::Null);

    let resumed = station.call("resume_delivery", json!({})).await;
    assert!(resumed["paused"].is_null());
    station.until(&case, "the acknowledgement", |view| view["delivery"] == "acknowledged").await;
    assert_eq!(station.call("outbox", json!({})).await["lines"], json!([]));
}

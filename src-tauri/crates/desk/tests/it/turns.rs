//! The line comes back with much to file: the station asks for its turn, waits for it, says why,
//! and then files everything.
use crate::counter::{Station, point_to};
use crate::line::Line;
use crate::main_story::{filled_case, text};
use counter_office::Office;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// A turn of sixteen cases lasts seven seconds then.
const PACE: u32 = 40;

async fn office(folder: &Path) -> String {
    let office =
        Office::open(Some(folder), counter_catalog::Pack::builtin_signed().unwrap(), true).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(counter_office::serve(
        listener,
        Arc::new(office.with_pace(PACE)),
        std::future::pending(),
    ));
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn with_much_to_file_the_station_waits_for_its_turn() {
    let home = tempfile::tempdir().unwrap();
    let office = office(&home.path().join("office")).await;
    let line = Line::to(&office).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    line.cut().await;
    let mut cases = Vec::new();
    for _ in 0..4 {
        let case = filled_case(&station).await;
        let what = json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
            "right_office": null });
        station.call("propose", what).await;
        let issued = station.call("issue", json!({ "case": case })).await;
        assert!(issued["case"]["number"].is_null());
        cases.push(case);
    }
    // Other windows of the town were first.
    let timeouts = counter_backoffice::Timeouts::default();
    let direct = Arc::new(counter_backoffice::HttpTransport::new(&office, timeouts).unwrap());
    let other = counter_backoffice::Client::new(direct);
    let signed = other.sign_in("1002", "demo-1002").await.unwrap();
    // Each question after a turn's time is another turn; so many may file side by side that a few
    // questions fill the book.
    while other.ask_turn(signed.delivery_credential.expose(), 16).await.unwrap().after_ms == 0 {}

    line.mend().await;
    let asked = async || {
        let rows = station.call("outbox", json!({})).await;
        let rows = rows["lines"].as_array().unwrap();
        rows.len() == 4
            && rows
                .iter()
                .all(|row| row["last_code"] == "office_overloaded" && row["number"].is_null())
    };
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while !asked().await {
        assert!(std::time::Instant::now() < deadline, "nobody asked for a turn");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    for case in &cases {
        let view = station.until(case, "delivery", |view| view["delivery"] == "acknowledged").await;
        assert!(!text(&view["number"]).is_empty());
    }
}

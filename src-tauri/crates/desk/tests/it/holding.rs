//! A case on hold: what may be done with it, and what it looks like after.
use crate::counter::Station;
use crate::course::accept_deferred;
use serde_json::{Value, json};

async fn opened(station: &Station) -> String {
    let view = station.open_allowance().await;
    view["id"].as_str().unwrap().to_owned()
}

fn aside(case: &str, reason: &str, note: &str) -> Value {
    json!({ "case": case, "reason": reason, "note": note, "originals": "at_window" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_case_waits_untouched_and_is_taken_up_where_it_was() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = opened(&station).await;
    let before = station.call("open_section", json!({ "case": case, "section": 3 })).await;
    let refused = station.try_call("hold", aside(&case, "other", "  ")).await;
    assert_eq!(refused.unwrap_err(), "reason_missing");
    let held = station.call("hold", aside(&case, "copying", "")).await;
    assert_eq!(held["hold"]["originals"], "at_window");
    assert_eq!(held["editable"], false);
    for (command, payload) in [
        ("receive", json!({ "case": case })),
        ("abandon", json!({ "case": case, "reason": "示例" })),
        (
            "propose",
            json!({ "case": case, "kind": "redirect", "items": [], "reasons": [],
                "right_office": "示例局" }),
        ),
    ] {
        assert_eq!(station.try_call(command, payload).await.unwrap_err(), "case_held", "{command}");
    }
    let other = opened(&station).await;
    station.call("hold", aside(&other, "other", "等儿子来电")).await;
    let rows = station.call("held_cases", json!({})).await;
    let ids: Vec<&str> =
        rows.as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&case.as_str()) && ids.contains(&other.as_str()), "both wait");
    let again = station.call("resume", json!({ "case": case })).await;
    for part in ["status", "section", "people", "pages", "form", "next", "editable"] {
        assert_eq!(again[part], before[part], "{part}");
    }
    assert!(again["hold"].is_null());
    assert_eq!(station.call("held_cases", json!({})).await.as_array().unwrap().len(), 1);
}

/// Put aside while its promised papers were awaited: accepted, and no row of the table of old.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_stays_in_the_list_whatever_its_state() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = accept_deferred(&station).await;
    station.call("hold", aside(&case, "fetching", "")).await;
    let rows = station.call("held_cases", json!({})).await;
    assert_eq!(
        (&rows[0]["id"], &rows[0]["status"], rows.as_array().unwrap().len()),
        (&json!(case), &json!("deferred"), 1)
    );
    station.call("resume", json!({ "case": case })).await;
    assert_eq!(station.call("held_cases", json!({})).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_is_over_is_not_put_aside() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = opened(&station).await;
    station.call("abandon", json!({ "case": case, "reason": "示例" })).await;
    assert_eq!(
        station.try_call("hold", aside(&case, "call", "")).await.unwrap_err(),
        "not_allowed"
    );
}

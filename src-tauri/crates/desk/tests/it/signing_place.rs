//! Signing where a centre's file settles it: how long a form stands before the citizen, and whether a
//! witness's hand alone is enough.
use crate::counter::Station;
use crate::main_story::{page, unsigned_case};
use crate::oddities::{Off, open};
use crate::real_office::RealOffice;
use crate::signature::*;
use counter_centre::Purpose;
use serde_json::{Value, json};
use std::path::Path;

const MINUTE: i64 = 60_000;

/// Of a place that says this of signatures.
async fn joined(home: &Path, data: &Path, off: &Off, signature: Value) -> Station {
    let office = RealOffice::open(data, 0).await;
    office.publish(1, |body| body["place"] = json!({ "signature": signature }));
    let code = office.publish_code(Purpose::Join);
    let station = open(home, off.clock()).await;
    station.call("join_centre", json!({ "office": office.address, "code": code })).await;
    station.sign_in_again().await.unwrap();
    station
}

async fn locked_by(station: &Station) -> Value {
    station.call("status", json!({})).await["locked"]["cause"].clone()
}

async fn has_form(station: &Station) -> bool {
    citizen(station, "citizen", json!({})).await["form"].is_object()
}

/// The lock waits ten minutes beyond its own ten, and the form longer than both.
#[tokio::test(flavor = "multi_thread")]
async fn an_idle_screen_locks_ten_minutes_later_while_a_form_stands_before_the_citizen() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let off = Off::default();
    let signature = json!({ "strokes": true, "idle_minutes": 30 });
    let station = joined(home.path(), data.path(), &off, signature).await;
    let case = unsigned_case(&station).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let before = json!({ "case": case, "person": unsigned(&view) });
    station.call("show_form_to_citizen", before).await;
    station.call("note_activity", json!({ "seconds_ago": 0 })).await;
    for minutes in [12, 19] {
        off.set(minutes * MINUTE);
        assert_eq!(locked_by(&station).await, Value::Null, "after {minutes} minutes");
        assert!(has_form(&station).await);
    }
    off.set(21 * MINUTE);
    assert_eq!(locked_by(&station).await, "idle", "ten minutes later, and no more");
    assert!(has_form(&station).await, "whoever reads it is not cut off");
    assert_eq!(station.try_call("case", json!({ "case": case })).await.unwrap_err(), "locked");
    let open = json!({ "secret": null, "password": "demo-1001", "new_secret": null });
    station.call("unlock_screen", open).await;
    // Without a form the screen waits no longer than its own ten minutes.
    station.call("clear_citizen", json!({})).await;
    off.set(30 * MINUTE);
    assert_eq!(locked_by(&station).await, Value::Null);
    off.set(32 * MINUTE);
    assert_eq!(locked_by(&station).await, "idle");
}

/// Such a place takes a witness beside a fingerprint, in the place of nobody's hand.
#[tokio::test(flavor = "multi_thread")]
async fn a_witness_alone_is_not_enough_where_the_place_does_not_say_so() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let signature = json!({ "strokes": true });
    let station = joined(home.path(), data.path(), &Off::default(), signature).await;
    let case = unsigned_case(&station).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let person = unsigned(&view).unwrap();
    let typed = json!({
        "name": "王示例", "id_kind": "resident", "number": "440699199001010022",
    });
    let named = json!({ "case": case, "person": person, "witness": typed });
    station.call("name_witness", named).await;
    station.call("show_form", json!({ "case": case })).await;
    let before = json!({ "case": case, "person": person });
    station.call("read_form_aloud", before.clone()).await;
    let strokes = station.try_call("show_form_to_citizen", before).await;
    assert_eq!(strokes.unwrap_err(), "witness_not_enough");
    let scanned = scan_signed(&station, &case, page()).await;
    let sign = async |by: &str| {
        station.try_call("sign_on_paper", on_paper(&case, &person, &scanned, by, true)).await
    };
    assert_eq!(sign("pen").await.unwrap_err(), "witness_not_enough");
    let view = sign("fingerprint").await.unwrap();
    let signer = &view["signing"]["signers"][0];
    assert_eq!((&signer["by"], &signer["witness"]), (&json!("fingerprint"), &json!("王示例")));
    assert!(unsigned(&view).is_none(), "{}", view["signing"]);
}

//! Signing where a centre's file settles it: how long a form stands before the citizen, and whether a
//! witness's hand alone is enough.
use crate::counter::Station;
use crate::main_story::{page, unsigned_case};
use crate::oddities::{Off, open};
use crate::real_office::RealOffice;
use crate::signature::*;
use counter_centre::Purpose;
use counter_desk::contract::COMMANDS;
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

/// While a form stands before the citizen and the screen locked by itself, the citizen's window has its
/// own list and the clerk's none but what opens the screen; ten minutes later nothing of the form.
#[tokio::test(flavor = "multi_thread")]
async fn behind_an_idle_lock_the_citizen_is_answered_by_a_list_of_their_own() {
    const OPENERS: [&str; 8] = [
        "hello",
        "status",
        "lock",
        "unlock_screen",
        "relieve",
        "sign_in",
        "note_activity",
        "note_case_shown",
    ];
    const CITIZENS: [&str; 5] =
        ["citizen", "citizen_doubt", "citizen_confirm", "citizen_sign", "citizen_activity"];
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let off = Off::default();
    let signature = json!({ "strokes": true, "idle_minutes": 30 });
    let station = joined(home.path(), data.path(), &off, signature).await;
    let case = unsigned_case(&station).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let before = json!({ "case": case, "person": unsigned(&view) });
    station.call("show_form_to_citizen", before).await;
    station.call("note_activity", json!({ "seconds_ago": 0 })).await;
    off.set(21 * MINUTE);
    assert_eq!(locked_by(&station).await, "idle");
    let unheard_of = || json!({ "nobody asks for this": true });
    let names = || COMMANDS.iter().map(|command| command.name);
    for name in names().filter(|name| !OPENERS.contains(name)) {
        let code = station.try_call(name, unheard_of()).await.unwrap_err();
        assert!(["locked", "role_not_allowed"].contains(&code.as_str()), "{name}: {code}");
    }
    for name in names() {
        let code = try_citizen(&station, name, unheard_of()).await.unwrap_err();
        let expected = if CITIZENS.contains(&name) { "bad_request" } else { "role_not_allowed" };
        assert_eq!(code, expected, "{name}");
    }
    assert_eq!(confirm(&station).await["form"]["step"], "terms", "they go on");
    let on_form = touch(&station).await;
    off.set(32 * MINUTE);
    assert!(!has_form(&station).await, "ten minutes, and no more");
    let late = try_citizen(&station, "citizen_confirm", on_form).await;
    assert_eq!(late.unwrap_err(), "locked");
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
        "namesake": false,
    });
    let named = json!({ "case": case, "person": person, "witness": typed });
    station.call("name_witness", named).await;
    station.call("show_form", json!({ "case": case })).await;
    let before = json!({ "case": case, "person": person });
    station.call("read_form_aloud", before.clone()).await;
    let strokes = station.try_call("show_form_to_citizen", before).await;
    assert_eq!(strokes.unwrap_err(), "witness_not_enough");
    station.call("print_form", json!({ "case": case })).await;
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

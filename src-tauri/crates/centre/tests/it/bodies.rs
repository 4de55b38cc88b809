//! What may stand in a body, and how a program takes what a later one made.

use counter_centre::{CentreError, CentreFile, Kind, MAX_FILE_BYTES};
use serde_json::{Value, json};

use crate::fixture::{full, least, sign};

fn refusal(change: impl FnOnce(&mut Value)) -> CentreError {
    let mut body = full();
    change(&mut body);
    sign(&body, 0).unwrap_err()
}

fn set(path: &str, value: Value) -> impl FnOnce(&mut Value) {
    let path = path.to_owned();
    move |body| *body.pointer_mut(&path).unwrap() = value
}

#[test]
fn a_full_and_the_least_body_are_read() {
    let file = sign(&full(), 0).unwrap();
    let body = file.body();
    assert_eq!((&*body.centre.code, &*body.station.name), ("440699-01", "三水·西南街道"));
    assert_eq!((body.kind, body.version, body.retention), (Kind::Real, 7, Some(365)));
    let least = sign(&least(), 0).unwrap();
    assert_eq!((least.body().retention, &least.body().place), (None, &None));
}

#[test]
fn a_value_that_is_not_possible_is_named() {
    let long = "长".repeat(201);
    let many: Vec<String> = (0..257).map(|n| n.to_string()).collect();
    let picture = |bytes: usize| "A".repeat(bytes / 3 * 4);
    let cases: Vec<(&str, Value, &str)> = vec![
        ("/version", json!(0), "version"),
        ("/version", json!(9_007_199_254_740_992_u64), "version"),
        ("/version", json!("7"), "version"),
        ("/until", json!("2027-02-30"), "until"),
        ("/kind", json!("mirror"), "kind"),
        ("/centre/code", json!(""), "centre"),
        ("/centre/code", json!("44 01"), "centre"),
        ("/station/code", json!("ＳＳ"), "station"),
        ("/station/name", json!(long), "station"),
        ("/station/name", json!("\u{200b}"), "station"),
        ("/office/address", json!("http://office.example"), "office"),
        ("/office/address", json!("office.example"), "office"),
        ("/office/address", json!("https://"), "office"),
        ("/office/address", json!("https://a@office.example"), "office"),
        ("/office/address", json!("https://office.example/?a=1"), "office"),
        ("/office/pin", json!(null), "office"),
        ("/office/pin", json!({ "authority": {} }), "office"),
        ("/office/pin", json!({ "authority": { "pem": "MIIB" } }), "office"),
        ("/office/pin", json!({ "keys": { "current": "AB".repeat(32) } }), "office"),
        ("/office/pin", json!({ "certificate": "x" }), "office"),
        ("/must", json!(["two words"]), "must"),
        ("/next_key", json!("ab"), "next_key"),
        ("/window/classes", json!(many), "window"),
        ("/catalogue_key", json!("c2hvcnQ="), "catalogue_key"),
        ("/readers", json!(many), "readers"),
        ("/retention", json!(0), "retention"),
        ("/place/remedies", json!("长".repeat(2_001)), "place"),
        ("/place/complaints", json!(long), "place"),
        ("/place/custody", json!("柜".repeat(41)), "place"),
        ("/place/papers/footer", json!("长".repeat(49)), "place"),
        ("/place/papers/seal", json!("长".repeat(61)), "place"),
        ("/place/papers/court", json!(""), "place"),
        ("/place/papers", json!("x"), "place"),
        ("/place/logo/data", json!("!"), "place"),
        ("/place/logo/data", json!(picture(131_076)), "place"),
        ("/place/logo/media", json!("image/svg+xml"), "place"),
        ("/place/seal/right_mm", json!(298), "place"),
        ("/place/signature/idle_minutes", json!(0), "place"),
        ("/place/signature/idle_minutes", json!(31), "place"),
        ("/place/signature/strokes", json!("yes"), "place"),
        ("/scans", json!("yes"), "scans"),
        ("/times/idle_lock_minutes", json!(0), "times"),
        ("/times/session_hours", json!(25), "times"),
        ("/recovery_key", json!("abcd"), "recovery_key"),
        ("/update_channel", json!(""), "update_channel"),
        ("/codes/0/sha256", json!("ab"), "codes"),
    ];
    for (path, value, field) in cases {
        let wanted = CentreError::BadField { field: field.to_owned() };
        assert_eq!(refusal(set(path, value.clone())), wanted, "{path} {value}");
    }
    for field in ["version", "until", "kind", "centre", "station", "office", "shape"] {
        let missing = refusal(|body| drop(body.as_object_mut().unwrap().remove(field)));
        assert_eq!(missing, CentreError::BadField { field: field.to_owned() }, "{field}");
    }
}

/// A file that says nothing, or only what is told on the screen, has people sign on paper.
#[test]
fn a_place_signs_on_paper_until_it_says_otherwise() {
    let mut body = full();
    body["place"]["signature"] = json!({ "worth": "仅用于本次办件。" });
    let file = sign(&body, 0).unwrap();
    let signature = file.body().place.as_ref().unwrap().signature.as_ref().unwrap();
    assert!(!signature.strokes && !signature.witness_enough);
    assert_eq!(signature.idle_minutes, 5);
    assert_eq!(serde_json::to_value(signature).unwrap(), body["place"]["signature"]);
    let said = sign(&full(), 0).unwrap();
    let signature = said.body().place.as_ref().unwrap().signature.as_ref().unwrap();
    assert!(signature.strokes && signature.witness_enough);
    assert_eq!(signature.idle_minutes, 8);
}

#[test]
fn a_logo_of_the_largest_size_fits_and_a_larger_file_does_not() {
    let mut body = full();
    body["place"]["logo"]["data"] = "AAAA".repeat(131_072 / 3).into();
    let file = sign(&body, 0).unwrap();
    assert!(file.text().len() <= MAX_FILE_BYTES);
    body["later"] = "x".repeat(MAX_FILE_BYTES).into();
    assert_eq!(sign(&body, 0).unwrap_err().code(), "centre_too_large");
}

/// An address on this very machine needs neither TLS nor a pin; a trial needs no pin anywhere.
#[test]
fn what_an_office_needs_depends_on_where_it_is() {
    for (kind, address, is_possible) in [
        ("real", "http://127.0.0.1:8720", true),
        ("real", "http://localhost:8720", true),
        ("real", "http://[::1]:8720", true),
        ("real", "http://127.0.0.1.office.example", false),
        ("real", "https://office.example", false),
        ("trial", "https://office.example", true),
        ("trial", "http://office.example", false),
    ] {
        let mut body = least();
        body["kind"] = kind.into();
        body["office"] = json!({ "address": address });
        assert_eq!(sign(&body, 0).is_ok(), is_possible, "{kind} {address}");
    }
}

#[test]
fn texts_are_in_one_form_and_the_file_stays_as_it_came() {
    let mut body = full();
    body["place"]["hours"] = "\u{feff}周一至周五\r\n９:00\u{200b}".into();
    let file = sign(&body, 0).unwrap();
    let hours = file.body().place.as_ref().unwrap().hours.as_deref();
    assert_eq!(hours, Some("周一至周五\n9:00"));
    let file_text: Value = serde_json::from_str(file.text()).unwrap();
    assert_eq!(file_text["body"]["place"]["hours"], body["place"]["hours"]);
}

#[test]
fn an_unknown_field_is_ignored_unless_it_must_be_known() {
    let mut body = full();
    body["queue"] = json!({ "calls": true });
    body["place"]["map"] = "x".into();
    let text = sign(&body, 0).unwrap().text().to_owned();
    assert!(CentreFile::read(text.as_bytes()).unwrap().text().contains("calls"));
    // Of programs before 0.7.0, and obeyed by none.
    body["place"]["signature"]["days"] = json!(365);
    for field in ["queue", "place.map", "not_in_it", "place.signature.days"] {
        body["must"] = json!(["scans", field]);
        let wanted = CentreError::MustKnow { field: field.to_owned() };
        assert_eq!(sign(&body, 0).unwrap_err(), wanted);
    }
    body["must"] = json!(["scans", "place.hours", "office.pin.keys"]);
    sign(&body, 0).unwrap();
}

#[test]
fn a_later_shape_is_refused_before_anything_else_of_it() {
    let later = json!({ "shape": 2, "must": 5 });
    assert_eq!(sign(&later, 0).unwrap_err(), CentreError::LaterShape { shape: 2 });
}

#[test]
fn a_field_that_stands_there_twice_is_two_files() {
    let body = least().to_string().replacen('{', "{\"version\":9,", 1);
    let refusal = counter_centre::Body::read(&body).unwrap_err();
    assert_eq!(refusal.code(), "centre_not_a_file");
}

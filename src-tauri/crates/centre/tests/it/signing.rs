//! What was signed is read, byte for byte, and nothing else is.

use counter_centre::{CentreFile, Edition, sign_body};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fixture::{edition, full, key, least, sign};

/// Any JSON that a later program may put into a field.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

/// A body with any of the optional fields, any texts and numbers within the limits, and fields that
/// nobody knows yet.
fn any_body() -> impl Strategy<Value = Value> {
    let names: Vec<String> = full().as_object().unwrap().keys().cloned().collect();
    let optional = prop::sample::subsequence(names.clone(), 0..=names.len());
    let unknown = prop::collection::btree_map("later_[a-z]{1,8}", any_value(), 0..4);
    let texts = ("[\\PC]{0,40}", "\\PC{0,40}", 1..=9_007_199_254_740_991_u64);
    (optional, unknown, texts, any::<bool>()).prop_map(|(optional, unknown, texts, nested)| {
        let (name, lines, version) = texts;
        let mut body = least();
        for field in optional {
            body[&field] = full()[&field].clone();
        }
        body["version"] = version.into();
        body["centre"]["name"] = format!("示{name}").into();
        body["place"] = json!({ "name": "示例", "remedies": format!("示{lines}\n{lines}") });
        if nested {
            body["office"]["later"] = json!({ "floor": 3 });
        }
        for (field, value) in unknown {
            body[&field] = value;
        }
        body
    })
}

fn body_of(file: &CentreFile) -> Value {
    serde_json::from_str::<Value>(file.text()).unwrap()["body"].clone()
}

/// Where the values of the three fields lie in the file.
fn find_covered(text: &str) -> [std::ops::Range<usize>; 3] {
    let (key, signature) = (",\"key\":\"", "\",\"signature\":\"");
    let [key_at, signature_at] = [key, signature].map(|name| text.rfind(name).unwrap());
    [
        "{\"body\":".len()..key_at,
        key_at + key.len()..signature_at,
        signature_at + signature.len()..text.rfind('"').unwrap(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_signed_is_read_and_no_changed_byte_is(body in any_body(), bit in 0..8_u32) {
        let file = sign(&body, 0).unwrap();
        prop_assert_eq!(&CentreFile::read(file.text().as_bytes()).unwrap(), &file);
        let mut wanted = body.clone();
        wanted["made_at"] = json!(edition().made_at);
        prop_assert_eq!(body_of(&file), wanted);
        for range in find_covered(file.text()) {
            for at in range {
                let mut bytes = file.text().as_bytes().to_vec();
                bytes[at] ^= 1 << bit;
                prop_assert!(CentreFile::read(&bytes).is_err(), "byte {} of {}", at, file.text());
            }
        }
    }

    #[test]
    fn unknown_fields_survive_signing_again(body in any_body(), version in 1..1000_u64) {
        let first = sign(&body, 0).unwrap();
        let edition = Edition { version: Some(version), ..edition() };
        let second = sign_body(first.text().as_bytes(), &key(1), &edition).unwrap();
        prop_assert_eq!(second.key(), &key(1).public_key());
        prop_assert_eq!(second.body().version, version);
        let mut wanted = body_of(&first);
        wanted["version"] = version.into();
        prop_assert_eq!(body_of(&second), wanted);
    }
}

/// Numbers that no reader here could hold, blanks, ways to write a letter: as they were written.
#[test]
fn what_nobody_here_knows_stays_to_the_letter() {
    let strange = r#"{ "n": 123456789012345678901234567890.50,  "t": "\u0041\/" }"#;
    let mut body = least().to_string();
    body.insert_str(1, &format!("\"later\":{strange},"));
    let file = sign_body(body.as_bytes(), &key(0), &edition()).unwrap();
    let again = sign_body(file.text().as_bytes(), &key(0), &edition()).unwrap();
    assert!(file.text().contains(strange) && again.text().contains(strange), "{}", again.text());
}

#[test]
fn parts_of_two_files_do_not_make_a_third() {
    let mut other = least();
    other["version"] = 8.into();
    let (a, b) = (sign(&least(), 0).unwrap(), sign(&other, 1).unwrap());
    let [a, b]: [Value; 2] = [&a, &b].map(|file| serde_json::from_str(file.text()).unwrap());
    for fields in [["key"].as_slice(), &["signature"], &["body"], &["key", "signature"]] {
        let mut mixed = a.clone();
        for field in fields {
            mixed[*field] = b[*field].clone();
        }
        let refusal = CentreFile::read(mixed.to_string().as_bytes()).unwrap_err();
        assert_eq!(refusal.code(), "centre_forged", "{fields:?}");
    }
}

#[test]
fn what_is_no_centre_file_is_named() {
    let file = sign(&least(), 0).unwrap();
    let more = file.text().replacen('{', "{\"more\":1,", 1);
    let upper = file.text().replacen(file.key().as_str(), &file.key().as_str().to_uppercase(), 1);
    for (bytes, code) in [
        (b"".to_vec(), "centre_not_a_file"),
        (b"<html>".to_vec(), "centre_not_a_file"),
        (b"[1]".to_vec(), "centre_not_a_file"),
        (vec![0xFF; 40], "centre_not_a_file"),
        (least().to_string().into_bytes(), "centre_not_a_file"),
        (file.text().as_bytes()[..file.text().len() / 2].to_vec(), "centre_not_a_file"),
        (more.into_bytes(), "centre_not_a_file"),
        (upper.into_bytes(), "centre_forged"),
        (vec![b' '; counter_centre::MAX_FILE_BYTES + 1], "centre_too_large"),
    ] {
        let refusal = CentreFile::read(&bytes).unwrap_err();
        assert_eq!(
            refusal.code(),
            code,
            "{}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
    }
}

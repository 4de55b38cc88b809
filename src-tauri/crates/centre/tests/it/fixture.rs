//! A centre of invented names, its key, and files of it.

use counter_centre::{CentreError, CentreFile, CentreKey, Edition, sign_body};
use counter_core::date::{Date, Moment, parse_date};
use counter_core::private::Private;
use serde_json::Value;

pub const FULL: &str = include_str!("full.json");

/// The centre's key, or another one.
pub fn key(number: u8) -> CentreKey {
    let secret =
        format!("{}QIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", char::from(b'A' + number));
    CentreKey::from_secret(&Private::new(secret)).unwrap()
}

pub fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

pub fn full() -> Value {
    serde_json::from_str(FULL).unwrap()
}

/// What every file has, and no more.
pub fn least() -> Value {
    let mut body = full();
    let needed = ["shape", "version", "until", "kind", "centre", "station", "office"];
    body.as_object_mut().unwrap().retain(|name, _| needed.contains(&name.as_str()));
    body
}

pub fn edition() -> Edition {
    let made_at: Moment = "2026-11-22T01:00:00Z".parse().unwrap();
    Edition { version: None, made_at, codes: Vec::new() }
}

pub fn sign(body: &Value, number: u8) -> Result<CentreFile, CentreError> {
    sign_body(body.to_string().as_bytes(), &key(number), &edition())
}

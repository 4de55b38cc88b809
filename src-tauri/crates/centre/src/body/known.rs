//! Every field that this program understands, by its way from the top. A test writes all of them
//! and compares.

use crate::error::CentreError;

pub const KNOWN: &[&str] = &[
    "catalogue_key",
    "centre",
    "centre.code",
    "centre.name",
    "codes",
    "codes.purpose",
    "codes.sha256",
    "codes.station",
    "codes.until",
    "kind",
    "made_at",
    "must",
    "next_key",
    "office",
    "office.address",
    "office.pin",
    "office.pin.authority",
    "office.pin.authority.pem",
    "office.pin.authority.sha256",
    "office.pin.keys",
    "office.pin.keys.current",
    "office.pin.keys.next",
    "place",
    "place.address",
    "place.complaints",
    "place.custody",
    "place.hours",
    "place.logo",
    "place.logo.data",
    "place.logo.media",
    "place.name",
    "place.papers",
    "place.papers.copies",
    "place.papers.court",
    "place.papers.footer",
    "place.papers.lapse",
    "place.papers.lapse.consequence",
    "place.papers.lapse.days",
    "place.papers.lapse.source",
    "place.papers.review_office",
    "place.papers.seal",
    "place.remedies",
    "place.seal",
    "place.seal.bottom_mm",
    "place.seal.right_mm",
    "place.signature",
    "place.signature.idle_minutes",
    "place.signature.kept",
    "place.signature.strokes",
    "place.signature.witness_enough",
    "place.signature.worth",
    "place.telephone",
    "readers",
    "recovery_key",
    "retention",
    "scans",
    "shape",
    "station",
    "station.code",
    "station.name",
    "times",
    "times.idle_lock_minutes",
    "times.session_hours",
    "until",
    "update_channel",
    "version",
    "window",
    "window.classes",
    "window.levels",
    "window.roles",
];

/// A name that this program does not know refuses the file, whether or not the field is in it.
pub fn check_must(must: &[String]) -> Result<(), CentreError> {
    let is_name = |name: &String| {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        (1..=64).contains(&name.len()) && name.chars().all(fits)
    };
    if !must.iter().all(is_name) {
        return Err(CentreError::bad_field("must"));
    }
    match must.iter().find(|name| !KNOWN.contains(&name.as_str())) {
        Some(field) => Err(CentreError::MustKnow { field: field.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::body::Body;

    const FULL: &str = include_str!("../../tests/it/full.json");

    fn collect_paths(value: &Value, way: &str, paths: &mut BTreeSet<String>) {
        for item in value.as_array().into_iter().flatten() {
            collect_paths(item, way, paths);
        }
        for (name, inner) in value.as_object().into_iter().flatten() {
            let path = if way.is_empty() { name.clone() } else { format!("{way}.{name}") };
            collect_paths(inner, &path, paths);
            paths.insert(path);
        }
    }

    #[test]
    fn every_field_that_is_written_is_known_and_no_other() {
        let mut full: Value = serde_json::from_str(FULL).unwrap();
        let sha256 = "ab".repeat(32);
        let mut paths = BTreeSet::new();
        for pin in [
            full["office"]["pin"].clone(),
            serde_json::json!({ "keys": { "current": sha256, "next": sha256 } }),
        ] {
            full["office"]["pin"] = pin;
            let body = Body::read(&full.to_string()).unwrap();
            assert_eq!(serde_json::to_value(&body).unwrap(), full, "every field is read");
            collect_paths(&full, "", &mut paths);
        }
        let known: BTreeSet<String> = KNOWN.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(paths, known);
    }
}

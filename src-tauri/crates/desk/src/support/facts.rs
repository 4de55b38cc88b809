//! What the bundle tells of a station, whether its window is open or closed: programs, settings,
//! catalogue, and how many cases there are of each state.
use super::scrub::LEFT_OUT;
use crate::station::settings::Settings;
use counter_catalog::Pack;
use counter_core::date::date_text;
use counter_store::{Store, StoreError};
use serde_json::{Map, Value, json};
use std::path::Path;

pub fn describe_program() -> Value {
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "system": std::env::consts::OS,
        "machine": std::env::consts::ARCH,
        "distribution": read_distribution(),
    })
}

/// As the system calls itself.
fn read_distribution() -> Option<String> {
    let text = std::fs::read_to_string("/etc/os-release").ok()?;
    let name = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches('"').to_owned())
}

pub fn describe_catalogue(pack: &Pack) -> Value {
    json!({
        "id": pack.id(),
        "version": pack.version(),
        "title": pack.title(),
        "items": pack.len(),
        "until": pack.until().map(date_text),
    })
}

/// A setting that is new does not compile until it is looked at here.
pub fn describe_settings(settings: &Settings) -> Value {
    let Settings {
        office,
        reader_port,
        reader_speed,
        scanner,
        scan_source,
        scan_resolution,
        printer,
        language,
        text_size,
        keep_days,
        warn_free_gib,
        warn_card_days,
        closing_time,
        citizen_screen,
        catalogue_key,
        graphics_card,
    } = settings;
    json!({
        "office": find_origin(office),
        "reader_port": reader_port,
        "reader_speed": reader_speed,
        "scanner": scanner,
        "scan_source": scan_source,
        "scan_resolution": scan_resolution,
        "printer": printer,
        "language": language,
        "text_size": text_size,
        "keep_days": keep_days,
        "warn_free_gib": warn_free_gib,
        "warn_card_days": warn_card_days,
        "closing_time": closing_time,
        "citizen_screen": citizen_screen,
        "has_catalogue_key": !catalogue_key.is_empty(),
        "graphics_card": graphics_card,
    })
}

/// Scheme, host and port: neither a name and a password before them nor a path behind.
fn find_origin(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let (before, host) = rest.rsplit_once('@').unwrap_or(("", rest));
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |c: char| c.is_ascii_alphanumeric() || ['.', '-', ':', '[', ']'].contains(&c);
    match (address, scheme) {
        ("", _) => String::new(),
        // Where a password ends and a path begins cannot be told.
        _ if before.contains('/') => LEFT_OUT.to_owned(),
        (_, "http" | "https") if host.chars().all(is_host) => format!("{scheme}://{host}"),
        _ => LEFT_OUT.to_owned(),
    }
}

/// Numbers alone: nothing of a case.
pub fn count_records(store: &Store) -> Result<Value, StoreError> {
    let cases: Map<String, Value> =
        store.count_statuses()?.into_iter().map(|(status, count)| (status, count.into())).collect();
    let (mut states, mut codes) = (Map::new(), Map::new());
    for (state, code, count) in store.count_states()? {
        add(&mut states, state, count);
        if let Some(code) = code {
            add(&mut codes, code, count);
        }
    }
    Ok(json!({
        "schema": store.schema_version()?,
        "engine": store.engine_version()?,
        "cases": cases,
        "outbox": states,
        "outbox_codes": codes,
    }))
}

fn add(counts: &mut Map<String, Value>, name: String, more: u32) {
    let before = counts.get(&name).and_then(Value::as_u64).unwrap_or(0);
    counts.insert(name, (before + u64::from(more)).into());
}

/// In GiB, with one place behind the point; null where the system does not tell.
pub fn describe_room(folder: &Path) -> Value {
    let gib = |bytes: u64| (bytes >> 20) as f64 / 1024.0;
    let round = |gib: f64| (gib * 10.0).round() / 10.0;
    let room = counter_store::disk_space(folder).ok();
    room.map_or(
        Value::Null,
        |disk| json!({ "free_gib": round(gib(disk.free)), "whole_gib": round(gib(disk.whole)) }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_nothing_that_lets_anybody_in() {
        for (address, origin) in [
            ("", ""),
            ("https://office.example/base?x=1", "https://office.example"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("https://name:word@office.example:8443/", "https://office.example:8443"),
            ("https://name:wo/rd@office.example/", LEFT_OUT),
            ("https://[2001:db8::1]:8443/", "https://[2001:db8::1]:8443"),
            ("https://office.example/a@b", LEFT_OUT),
            ("https://陈示例/", LEFT_OUT),
            ("name:word", LEFT_OUT),
            ("ftp://office.example", LEFT_OUT),
        ] {
            assert_eq!(find_origin(address), origin, "{address}");
        }
    }
}

//! The diagnostics bundle of an open desk, saved where papers without a printer are.
use super::settings::list_devices;
use crate::Failure;
use crate::contract::views::BundleView;
use crate::contract::{FailureCode, Nothing};
use crate::desk::Desk;
use crate::station::clock::zone_text;
use crate::support::bundle::make_bundle;
use crate::support::facts::{
    count_records, describe_catalogue, describe_program, describe_room, describe_settings,
};
use counter_core::code::variant_code;
use counter_core::date::{date_text, moment_text};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

/// A helper that gives no answer is told as that.
const PATIENCE: Duration = Duration::from_secs(10);

pub async fn save_bundle(desk: &Desk, _: Nothing) -> Result<BundleView, Failure> {
    let mut about = describe_station(desk);
    if let Value::Object(fields) = &mut about {
        fields.insert("devices".to_owned(), describe_devices(desk).await);
        fields.insert("tools".to_owned(), describe_tools(desk).await);
    }
    let bytes = make_bundle(about, &desk.station.folders.logs)
        .map_err(|_| Failure::new(FailureCode::Internal))?;
    let name = format!("diagnostics-{}", date_text(desk.station.now().date()));
    let file = desk.devices.save_form(&name, "zip", &bytes)?;
    Ok(BundleView { file })
}

fn describe_station(desk: &Desk) -> Value {
    let station = &desk.station;
    let (state, blocked) = station.start_state();
    let records = station.with_store(|store| count_records(store));
    let notices = desk.notice_sources().collect_notices();
    let centre = station.joined_centre();
    json!({
        "made_at": moment_text(station.now()),
        "program": describe_program(),
        "webview": desk.webview(),
        "painting": desk.painting(),
        "catalogue": describe_catalogue(&desk.catalog.current().pack),
        "start": { "state": state, "blocked": blocked.map(|code| code.to_string()) },
        "settings": describe_settings(&station.settings()),
        "centre": centre.map(|file| {
            json!({ "version": file.body().version, "until": date_text(file.body().until) })
        }),
        "line": describe_line(desk),
        "lamps": describe_lamps(desk),
        "locking": station.locking_view(),
        "records": records.unwrap_or_else(|failure| json!({ "unread": failure.code.to_string() })),
        "room": describe_room(&station.environment.home),
        "zone": zone_text(station.zone_seconds()),
        "notices": notices.iter().map(|notice| variant_code(&notice.code)).collect::<Vec<_>>(),
    })
}

fn describe_line(desk: &Desk) -> Value {
    let (office, line) = (&desk.office, desk.office.line());
    json!({
        "state": line.view(),
        "barrier": line.barrier.map(|code| code.to_string()),
        "stopped": office.stop_reason().map(|code| code.to_string()),
        "trial": desk.station.is_trial(),
        "introduced": office.is_introduced(),
        "paused": desk.delivery.current_stop().is_some(),
    })
}

fn describe_lamps(desk: &Desk) -> Value {
    let lamps = desk.devices.lamps();
    json!({ "reader": lamps.reader, "scanner": lamps.scanner, "printer": lamps.printer })
}

async fn describe_devices(desk: &Desk) -> Value {
    match timeout(PATIENCE, list_devices(desk)).await {
        Ok(devices) => json!(devices),
        Err(_) => json!({ "failed": "timed_out" }),
    }
}

/// What papers are typeset with, and files drawn.
async fn describe_tools(desk: &Desk) -> Value {
    match timeout(PATIENCE, desk.devices.worker.list_tools()).await {
        Ok(Ok(tools)) => json!(tools),
        Ok(Err(error)) => json!({ "failed": error.code() }),
        Err(_) => json!({ "failed": "timed_out" }),
    }
}

//! One page of settings: office, reader, scanner, printer, language. What is empty is the embedded
//! default.
use crate::contract::limits::SETTING_RANGES;
use crate::contract::views::{
    DeviceView, Settings as SettingsInput, SettingsView, VersionsView, WallsView,
};
use crate::contract::{FailureCode, Nothing, SaveSettings, Topic};
use crate::desk::Desk;
use crate::office::TIMEOUTS;
use crate::station::audit::SetBy;
use crate::station::settings::Settings;
use crate::{Failure, station};
use counter_backoffice::HttpTransport;
use counter_core::code::variant_code;
use counter_core::text::{make_printable, normalize_code};
use counter_core::written::read_time;
use counter_documents::WallLevel;
use serde_json::{Map, Value};
use std::time::Duration;
use tokio::time::timeout;

/// How long the page waits for what the document worker says of itself.
const PATIENCE: Duration = Duration::from_secs(5);

pub async fn settings(desk: &Desk, _: Nothing) -> Result<SettingsView, Failure> {
    let settings = desk.station.settings();
    // At the door nobody chooses a device here: no program is started for the language alone.
    let (devices, walls) = match desk.station.require_clerk() {
        Ok(_) => tokio::join!(list_devices(desk), find_walls(desk)),
        Err(_) => (Vec::new(), None),
    };
    let embedded = settings.office.is_empty();
    let fixed = desk.station.environment.fixed;
    let painting = desk.painting();
    let station = &desk.station;
    let names = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let fields = list_fields(&settings)?;
    Ok(SettingsView {
        settings: settings.into(),
        embedded,
        fixed,
        devices,
        walls,
        painting,
        locking: station.locking_view(),
        versions: versions_view(desk),
        centre: station.centre_view(),
        locked: names(station.list_locked(fields.keys().map(String::as_str))),
        settled: names(station.list_settled()),
        technician_until: station.technician_until_text(),
    })
}

fn versions_view(desk: &Desk) -> VersionsView {
    let loaded = desk.catalog.current();
    let pack = &loaded.pack;
    let schema = desk.station.with_store(|store| store.schema_version());
    VersionsView {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        catalogue: pack.id().to_owned(),
        catalogue_version: pack.version().to_owned(),
        webview: desk.webview(),
        schema: schema.ok().and_then(|schema| u32::try_from(schema).ok()),
    }
}

/// A device host that cannot answer leaves the list empty; the page must still open.
pub(super) async fn list_devices(desk: &Desk) -> Vec<DeviceView> {
    let devices = desk.devices.host().list_devices().await.unwrap_or_default();
    let view = devices.into_iter().map(|device| DeviceView {
        name: device.name,
        kind: variant_code(&device.kind),
        state: variant_code(&device.state),
    });
    view.collect()
}

async fn find_walls(desk: &Desk) -> Option<WallsView> {
    let tools = timeout(PATIENCE, desk.devices.worker.list_tools()).await.ok()?.ok()?;
    let WallLevel { no_new_privileges, landlock, system_calls } = tools.walls;
    Some(WallsView { no_new_privileges, system_calls, landlock })
}

pub async fn save_settings(desk: &Desk, payload: SaveSettings) -> Result<SettingsView, Failure> {
    apply_settings(desk, payload.settings)?;
    settings(desk, Nothing {}).await
}

/// From here on they count.
pub(super) fn apply_settings(desk: &Desk, typed: SettingsInput) -> Result<(), Failure> {
    if desk.station.environment.fixed {
        return Err(Failure::new(FailureCode::SettingsFixed));
    }
    // They are often pasted, with what chats and papers put round them.
    let (office, catalogue_key) =
        (normalize_code(&typed.office), normalize_code(&typed.catalogue_key));
    let new_settings =
        Settings::from(SettingsInput { office, catalogue_key, ..tidy_device_names(typed) });
    if !new_settings.office.is_empty()
        && HttpTransport::new(&new_settings.office, TIMEOUTS).is_err()
    {
        return Err(Failure::new(FailureCode::OfficeAddressWrong));
    }
    if read_time(&new_settings.closing_time).is_none() {
        return Err(Failure::new(FailureCode::TimeUnreadable));
    }
    check_ranges(&new_settings)?;
    let changes = list_changes(&desk.station.settings(), &new_settings)?;
    check_locked(desk, &changes, &new_settings)?;
    check_office_change(desk, &new_settings)?;
    let own = keep_settled(desk, new_settings)?;
    let folder = &desk.station.folders.config;
    station::settings::save_settings(folder, &own)
        .map_err(|_| Failure::new(FailureCode::StoreIo))?;
    desk.station.set_settings(own);
    for Change { name, before, now } in &changes {
        desk.station.audit_setting(SetBy::Window, name, before, now);
    }
    desk.office.settle_office(None);
    desk.devices.renew_host();
    desk.office.connect();
    desk.station.announce(Topic::Status);
    Ok(())
}

/// What a device is called is its maker's own word, at any width; what nobody sees is no part of it.
fn tidy_device_names(typed: SettingsInput) -> SettingsInput {
    let tidy = |name: &str| make_printable(name).trim().to_owned();
    SettingsInput {
        reader_port: tidy(&typed.reader_port),
        scanner: tidy(&typed.scanner),
        scan_source: tidy(&typed.scan_source),
        printer: tidy(&typed.printer),
        ..typed
    }
}

/// Whether this window has a second screen.
pub(super) fn set_citizen_screen(desk: &Desk, wanted: bool) -> Result<(), Failure> {
    let settings = SettingsInput::from(desk.station.settings());
    if settings.citizen_screen == wanted {
        return Ok(());
    }
    apply_settings(desk, SettingsInput { citizen_screen: wanted, ..settings })
}

struct Change {
    name: String,
    before: String,
    now: String,
}

fn list_fields(settings: &Settings) -> Result<Map<String, Value>, Failure> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(fields)) => Ok(fields),
        _ => Err(Failure::new(FailureCode::Internal)),
    }
}

fn list_changes(before: &Settings, now: &Settings) -> Result<Vec<Change>, Failure> {
    let (before, now) = (list_fields(before)?, list_fields(now)?);
    let changed = before.into_iter().filter_map(|(name, before)| {
        let now = now.get(&name)?;
        (*now != before).then(|| Change { before: before.to_string(), now: now.to_string(), name })
    });
    Ok(changed.collect())
}

/// What the centre says, and beside it what only a technician changes. An office is held against
/// what the database remembers, so that a wrong line in the file can be put right.
fn check_locked(desk: &Desk, changes: &[Change], new: &Settings) -> Result<(), Failure> {
    let is_same_office = desk.office.is_same_office(&new.office);
    let is_change = |name: &str| name != "office" || !is_same_office;
    let names = changes.iter().map(|change| change.name.as_str()).filter(|name| is_change(name));
    match desk.station.list_locked(names).first() {
        Some(name) => Err(Failure::new(FailureCode::SettingLocked).with("field", name)),
        None => Ok(()),
    }
}

/// This computer's own words stay under those of the centre, for the day it settles less.
fn keep_settled(desk: &Desk, new: Settings) -> Result<Settings, Failure> {
    let own = list_fields(&desk.station.own_settings())?;
    let mut fields = list_fields(&new)?;
    for name in desk.station.list_settled() {
        if let Some(value) = own.get(name) {
            fields.insert(name.to_owned(), value.clone());
        }
    }
    serde_json::from_value(Value::Object(fields)).map_err(|_| Failure::new(FailureCode::Internal))
}

/// The same ranges that the window is told.
fn check_ranges(new: &Settings) -> Result<(), Failure> {
    for (name, range) in SETTING_RANGES {
        let value = match name {
            "keep_days" => new.keep_days,
            "warn_free_gib" => new.warn_free_gib,
            _ => new.warn_card_days,
        };
        if !range.contains(&value) {
            return Err(Failure::new(FailureCode::SettingOutOfRange)
                .with("field", name)
                .with("min", range.start())
                .with("max", range.end()));
        }
    }
    Ok(())
}

/// Another office only while nothing waits for the one before, and none while it is not known which
/// that was.
fn check_office_change(desk: &Desk, new: &Settings) -> Result<(), Failure> {
    if let Some(code @ (FailureCode::SettingsUnreadable | FailureCode::OfficeSettingsGone)) =
        desk.office.stop_reason()
    {
        return Err(Failure::new(code));
    }
    desk.office.check_move(&new.office)
}

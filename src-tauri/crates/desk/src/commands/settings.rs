//! One page of settings: office, reader, scanner, printer, language. What is empty is the embedded
//! default.
use crate::contract::views::{DeviceView, Settings as SettingsInput, SettingsView};
use crate::contract::{FailureCode, Nothing, SaveSettings, Topic};
use crate::desk::Desk;
use crate::office::TIMEOUTS;
use crate::station::office_identity::find_origin;
use crate::station::settings::Settings;
use crate::{Failure, station};
use counter_backoffice::HttpTransport;
use counter_core::code::variant_code;
use counter_core::text::normalize_code;

pub async fn settings(desk: &Desk, _: Nothing) -> Result<SettingsView, Failure> {
    let settings = desk.station.settings();
    // A device host that cannot answer leaves the list empty; the page must still open.
    let devices = desk.devices.host().list_devices().await.unwrap_or_default();
    let devices = devices.into_iter().map(|device| DeviceView {
        name: device.name,
        kind: variant_code(&device.kind),
        state: variant_code(&device.state),
    });
    let embedded = settings.office.is_empty();
    let fixed = desk.station.environment.fixed;
    let painting = desk.painting();
    let devices = devices.collect();
    let locking = desk.station.locking_view();
    Ok(SettingsView { settings: settings.into(), embedded, fixed, devices, painting, locking })
}

pub async fn save_settings(desk: &Desk, payload: SaveSettings) -> Result<SettingsView, Failure> {
    if desk.station.environment.fixed {
        return Err(Failure::new(FailureCode::SettingsFixed));
    }
    // An address and a key are often pasted, with what chats and papers put round them.
    let typed = payload.settings;
    let (office, catalogue_key) =
        (normalize_code(&typed.office), normalize_code(&typed.catalogue_key));
    let new_settings = Settings::from(SettingsInput { office, catalogue_key, ..typed });
    if !new_settings.office.is_empty()
        && HttpTransport::new(&new_settings.office, TIMEOUTS).is_err()
    {
        return Err(Failure::new(FailureCode::BadRequest).with("field", "office"));
    }
    check_office_change(desk, &new_settings)?;
    let folder = &desk.station.folders.config;
    station::settings::save_settings(folder, &new_settings)
        .map_err(|_| Failure::new(FailureCode::StoreIo))?;
    desk.station.set_settings(new_settings);
    desk.office.settle_office(None);
    desk.devices.renew_host();
    desk.office.connect();
    desk.station.announce(Topic::Status);
    settings(desk, Nothing {}).await
}

/// Whom this station works for is no clerk's to change once it works for a real office; and nobody's
/// while something waits for the one before.
fn check_office_change(desk: &Desk, new: &Settings) -> Result<(), Failure> {
    let (station, current) = (&desk.station, desk.station.settings());
    let locked = |field: &str| Failure::new(FailureCode::SettingLocked).with("field", field);
    if let Some(code @ (FailureCode::SettingsUnreadable | FailureCode::OfficeSettingsGone)) =
        desk.office.stop_reason()
    {
        return Err(Failure::new(code));
    }
    // Held against what the database remembers, so that a wrong line in the file can be put right.
    let origin = find_origin(&new.office);
    let is_same_office = station.office_identity().is_none_or(|office| office.origin == origin);
    if station.is_bound_to_office() {
        if !is_same_office {
            return Err(locked("office"));
        }
        if new.catalogue_key != current.catalogue_key {
            return Err(locked("catalogue_key"));
        }
    }
    let unsent = if is_same_office { 0 } else { desk.office.count_unsent()? };
    match unsent {
        0 => Ok(()),
        count => Err(Failure::new(FailureCode::OfficeHasUnsent).with("count", count.to_string())),
    }
}

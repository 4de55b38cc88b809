//! One page of settings: office, reader, scanner, printer, language. What is empty is the embedded default.
use crate::contract::{Nothing, SaveSettings};
use crate::session::hold;
use crate::view::{DeviceView, SettingsView};
use crate::{Desk, Failure, config, line};
use std::sync::PoisonError;

pub async fn settings(desk: &Desk, _: Nothing) -> Result<SettingsView, Failure> {
    let settings = desk.settings();
    // A device host that cannot answer leaves the list empty; the page must still open.
    let devices = desk.host().list_devices().await.unwrap_or_default();
    let devices = devices.into_iter().map(|d| DeviceView {
        name: d.name,
        kind: crate::translate::word(&d.kind),
        state: crate::translate::word(&d.state),
    });
    let embedded = settings.office.is_empty();
    Ok(SettingsView { settings, embedded, fixed: desk.ground.fixed, devices: devices.collect() })
}

pub async fn save_settings(desk: &Desk, payload: SaveSettings) -> Result<SettingsView, Failure> {
    if desk.ground.fixed {
        return Err(Failure::new("settings_fixed"));
    }
    let fresh = payload.settings;
    let address_wrong =
        !fresh.office.is_empty() && counter_backoffice::HttpTransport::new(&fresh.office, line::TIMEOUTS).is_err();
    if address_wrong {
        return Err(Failure::new("bad_request").with("field", "office"));
    }
    config::save(&desk.folders.config, &fresh).map_err(|_| Failure::new("store_io"))?;
    *desk.settings.write().unwrap_or_else(PoisonError::into_inner) = fresh;
    desk.renew_host();
    line::connect(desk);
    hold(&desk.embedded).forget_faults();
    desk.notify("status");
    settings(desk, Nothing {}).await
}

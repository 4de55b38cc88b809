//! The settings page.
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DeviceView {
    pub name: String,
    pub kind: String,
    pub state: String,
}

/// `keep_days`: pages go so long after the office has them, 0 never. `warn_free_gib`: less room
/// than that is said.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    pub office: String,
    pub reader_port: String,
    pub reader_speed: u32,
    pub scanner: String,
    pub scan_source: String,
    pub scan_resolution: u32,
    pub printer: String,
    pub language: String,
    pub text_size: String,
    pub keep_days: u32,
    pub warn_free_gib: u32,
    pub citizen_screen: bool,
    pub catalogue_key: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SettingsView {
    pub settings: Settings,
    pub embedded: bool,
    pub fixed: bool,
    pub devices: Vec<DeviceView>,
}

super::declare! { DeviceView, Settings, SettingsView }

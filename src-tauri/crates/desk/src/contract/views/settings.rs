//! The settings page.
use super::CentreView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DeviceView {
    pub name: String,
    pub kind: String,
    pub state: String,
}

/// How far the walls reach round what opens a citizen's files. `landlock`: the version in force; an
/// older kernel has none.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct WallsView {
    pub no_new_privileges: bool,
    pub system_calls: bool,
    pub landlock: Option<u32>,
}

/// Whether the graphics card draws the windows. `auto`: as the machine says of itself; `on`: left
/// to the webview library; `off`: the processor draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardUse {
    #[default]
    Auto,
    On,
    Off,
}

/// Why the windows are drawn as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaintingCause {
    /// The settings say on or off.
    Set,
    /// A variable of the session says so.
    Variable,
    CardFound,
    NoCard,
    /// There is a card, and this user may not use it.
    CardClosed,
    /// A virtual machine's card, or a driver of which nobody here knows that it draws.
    UnsureDriver,
    /// The screen hands no card on, as one that is seen from far away.
    PlainScreen,
}

/// Who draws the windows since the program's start, and why. `driver`: of the card that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaintingView {
    pub by_card: bool,
    pub cause: PaintingCause,
    pub driver: Option<String>,
}

/// `keep_days`: pages go so long after the office has them, 0 never. `warn_free_gib`: less room
/// than that is said. `warn_card_days`: a card that expires within so many days is said, 0 never.
/// `closing_time`: when the place closes, where its own hours do not say.
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
    pub warn_card_days: u32,
    pub closing_time: String,
    pub citizen_screen: bool,
    pub catalogue_key: String,
    pub graphics_card: CardUse,
}

/// Who may lock the screen beside the clerk: idle windows, and services of the desktop.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum LockSource {
    OwnWindows,
    LogindLock,
    LogindSleep,
    ScreenSaver,
}

impl LockSource {
    pub const ALL: [LockSource; 4] = [
        LockSource::OwnWindows,
        LockSource::LogindLock,
        LockSource::LogindSleep,
        LockSource::ScreenSaver,
    ];
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LockSourceView {
    pub source: LockSource,
    pub live: bool,
}

/// When the screen is locked by itself and a session ends, and who is heard here.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LockingView {
    pub idle_minutes: u32,
    pub session_hours: u32,
    pub ends_with_day: bool,
    pub sources: Vec<LockSourceView>,
}

/// What runs here. `webview`: the library that shows the windows; `schema`: of the records, while
/// they are open.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct VersionsView {
    pub program: String,
    pub catalogue: String,
    pub catalogue_version: String,
    pub webview: Option<String>,
    pub schema: Option<u32>,
}

/// Where the diagnostics bundle lies.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BundleView {
    pub file: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SettingsView {
    pub settings: Settings,
    pub embedded: bool,
    pub fixed: bool,
    pub devices: Vec<DeviceView>,
    /// None where nobody is signed in, or the document worker gives no answer.
    pub walls: Option<WallsView>,
    /// None where there is no window, or where nothing can be chosen.
    pub painting: Option<PaintingView>,
    pub locking: LockingView,
    pub versions: VersionsView,
    pub centre: Option<CentreView>,
    /// Names of settings that whoever is signed in may not change here.
    pub locked: Vec<String>,
    /// Of those, what the centre's file says.
    pub settled: Vec<String>,
    /// Until when a technician's code opens the others; none while none was shown.
    pub technician_until: Option<String>,
}

super::declare! { DeviceView, WallsView, CardUse, PaintingCause, PaintingView, LockSource, LockSourceView, LockingView, Settings, VersionsView, BundleView, SettingsView }

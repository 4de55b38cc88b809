//! The citizen's screen: of no person anything.
use super::items::Need;
use counter_core::item::Supply;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the citizen sees: of no person anything. `asking`: some rows depend on what is still being
/// asked.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CitizenRow {
    pub name: String,
    pub original: u32,
    pub copy: u32,
    pub need: Need,
    #[ts(type = "Supply")]
    pub supply: Supply,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CitizenList {
    pub item: String,
    pub rows: Vec<CitizenRow>,
    pub asking: bool,
}

/// `test`: whoever sets the computer up looks whether this screen is there.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CitizenView {
    pub mark: Option<String>,
    pub window: Option<String>,
    pub list: Option<CitizenList>,
    pub test: bool,
}

super::declare! { CitizenRow, CitizenList, CitizenView }

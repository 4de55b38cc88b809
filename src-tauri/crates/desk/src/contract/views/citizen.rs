//! The citizen's screen: of no person anything, but for the form that somebody reads and signs.
use super::items::Need;
use super::signing::CitizenForm;
use counter_core::item::{CopyBy, Supply};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the citizen sees of an item. `asking`: some rows depend on what is still being
/// asked.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CitizenRow {
    pub name: String,
    pub original: u32,
    pub copy: u32,
    #[ts(type = "CopyBy | null")]
    pub copy_by: Option<CopyBy>,
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

/// What goes back to the citizen and what stays at the window, by the names of the papers. `copies`:
/// those of which the citizen's copies stay.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CitizenPapers {
    pub returned: Vec<String>,
    pub held: Vec<String>,
    pub copies: Vec<String>,
    pub place: String,
}

/// What happened to a case and what comes next, for whoever sits there: of no person anything.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CitizenCourse {
    pub item: String,
    pub number: Option<String>,
    pub next: String,
    pub lines: Vec<String>,
    /// What the code for a phone holds.
    pub told: String,
}

/// `test`: whoever sets the computer up looks whether this screen is there.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CitizenView {
    pub mark: Option<String>,
    pub window: Option<String>,
    pub list: Option<CitizenList>,
    pub papers: Option<CitizenPapers>,
    pub course: Option<CitizenCourse>,
    pub form: Option<CitizenForm>,
    /// A form stands behind a lock and comes back: the page keeps what was drawn.
    pub form_waits: bool,
    pub test: bool,
    /// The scanner is out: the window makes the copies that its scan stands for.
    pub copied_here: bool,
}

super::declare! { CitizenRow, CitizenList, CitizenPapers, CitizenCourse, CitizenView }

//! Setting this computer up: its devices, what was tried of each, and what came of it.
use super::{CentreView, PrintResult};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `Sample`: a sample case that changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SetupStep {
    Join,
    Reader,
    Scanner,
    Printer,
    Screen,
    Sample,
}

impl SetupStep {
    pub const ALL: [SetupStep; 6] = [
        SetupStep::Join,
        SetupStep::Reader,
        SetupStep::Scanner,
        SetupStep::Printer,
        SetupStep::Screen,
        SetupStep::Sample,
    ];
}

/// `Skipped`, of joining: the trial was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SetupOutcome {
    Good,
    Failed,
    Skipped,
}

/// `at`: none where it is known by itself, as that a centre was joined. `detail`: the kind of card
/// that was read, the name of the file that was printed into, the code of what failed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetupTry {
    pub outcome: SetupOutcome,
    pub at: Option<String>,
    pub device: String,
    pub invented: bool,
    pub detail: Option<String>,
}

/// `device`: the one in use, empty where none is set. `invented`: then one is made up, since nothing
/// here has effect.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetupRow {
    pub step: SetupStep,
    pub device: String,
    pub invented: bool,
    pub last: Option<SetupTry>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetupView {
    pub rows: Vec<SetupRow>,
    pub centre: Option<CentreView>,
    pub version: String,
    pub catalogue: String,
    pub printed_at: Option<String>,
}

/// `picture`: of the page that was scanned; handed out once, and then gone.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetupTried {
    pub view: SetupView,
    pub picture: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetupPrint {
    pub view: SetupView,
    pub print: PrintResult,
}

super::declare! { SetupStep, SetupOutcome, SetupTry, SetupRow, SetupView, SetupTried, SetupPrint }

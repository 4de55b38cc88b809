//! The window as a whole: how it starts, who is signed in, the line, the lamps, what is odd.
use super::CentreView;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StartState {
    Ready,
    PassphraseNew,
    PassphraseNeeded,
    Blocked,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Hello {
    pub state: StartState,
    #[ts(type = "FailureCode | null")]
    pub blocked: Option<String>,
    pub version: String,
    pub office_name: Option<String>,
    pub trial: bool,
    pub line_up: bool,
    /// Who answers in the office's place, while the line is down.
    #[ts(type = "FailureCode | null")]
    pub barrier: Option<String>,
    pub demo_accounts: Vec<DemoAccount>,
    pub ground: GroundView,
    pub centre: Option<CentreView>,
    /// A real office, and no file of its centre here.
    pub not_joined: bool,
    pub can_join: bool,
    pub last_clerk: Option<String>,
    pub signed_in: Option<ClerkView>,
    pub locked: Option<LockView>,
}

/// `practice`: not the counter. `behind`: cases of the counter that wait to be sent until practice
/// is over.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct GroundView {
    pub practice: bool,
    pub behind: u32,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DemoAccount {
    pub number: String,
    pub password: String,
    pub name: String,
    pub role: String,
}

/// What somebody is at the office. `Other`: a role that this program does not know; it opens
/// nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    Clerk,
    Trainee,
    Trainer,
    Supervisor,
    #[default]
    Other,
}

impl StaffRole {
    pub fn from_word(word: &str) -> StaffRole {
        match word {
            "clerk" => StaffRole::Clerk,
            "trainee" => StaffRole::Trainee,
            "trainer" => StaffRole::Trainer,
            "supervisor" => StaffRole::Supervisor,
            _ => StaffRole::Other,
        }
    }
}

impl<'de> Deserialize<'de> for StaffRole {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        Ok(StaffRole::from_word(&String::deserialize(input)?))
    }
}

/// `held_at`: where what a citizen leaves is usually held.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ClerkView {
    pub number: String,
    pub name: String,
    pub role: StaffRole,
    pub station: String,
    pub window: String,
    pub held_at: String,
    pub offline: bool,
    pub offline_until: Option<String>,
}

/// What locked the screen. `desktop`: the desktop's own lock or screen saver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LockCause {
    Pressed,
    Idle,
    Desktop,
    Sleep,
    SessionOver,
}

/// `left`: tries of the screen code before only the password opens. `pause_seconds`: until the next
/// try of any secret of this clerk is let through.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LockView {
    pub number: String,
    pub name: String,
    pub since: String,
    pub cause: LockCause,
    pub secret: bool,
    pub left: u32,
    pub pause_seconds: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    Unknown,
    Up,
    Down,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Lamp {
    Off,
    On,
    Busy,
    Fault,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StatusView {
    pub signed_in: Option<ClerkView>,
    pub ground: GroundView,
    pub locked: Option<LockView>,
    pub trial: bool,
    pub line: Line,
    pub line_since: Option<String>,
    #[ts(type = "FailureCode | null")]
    pub barrier: Option<String>,
    pub waiting: u32,
    pub parked: u32,
    pub paused: bool,
    pub reader: Lamp,
    pub scanner: Lamp,
    pub printer: Lamp,
    pub now: String,
    pub today: String,
    pub weekday: u8,
    pub counts: Counts,
    pub space: Option<SpaceView>,
    pub notices: Vec<Notice>,
    pub citizen: CitizenScreen,
    /// Seconds until the form on the citizen's screen goes, where one stands there.
    pub citizen_form_ends_in: Option<u32>,
    pub updating: Option<UpdatingView>,
    /// The office lets a case go on at any window of its station.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub any_window: bool,
}

/// What the door shows of an update. `Late`: it is still at work, and nobody waits any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdateStage {
    AtWork,
    Installed,
    Late,
}

/// `seconds`: for how long it has been seen at work.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UpdatingView {
    pub stage: UpdateStage,
    pub seconds: u32,
    pub can_skip: bool,
}

/// The other screen, if this window has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CitizenScreen {
    None,
    Blank,
    List,
    Papers,
    Form,
}

/// Room on the disk of the records. `low`: the clerk is warned.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SpaceView {
    pub free_mib: u32,
    pub whole_mib: u32,
    pub low: bool,
}

/// Something about this computer or the work at hand that is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    OfficeStopped,
    OfficeUnconfirmed,
    CentreNotJoined,
    CentreEnded,
    CentreRefused,
    CentreFileRefused,
    InstallationEnded,
    ClockBehind,
    ClockAhead,
    ClockBack,
    ZoneChanged,
    OldImage,
    DataGone,
    DeliveryDue,
    DeadlinePast,
    DeadlineToday,
    DeadlineNear,
    ClosingSoon,
    SpaceLow,
    PagesDamaged,
    CatalogueRefused,
    CatalogueExpired,
    CatalogueNew,
    TemplatesRefused,
    StepTold,
    FailedTries,
    FailedPassphrases,
    Crashed,
    UpdateWaits,
    UpdateForced,
    UpdateInstalled,
    UpdateNew,
    UpdateRefused,
}

#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Notice {
    pub code: NoticeKind,
    pub can_be_read: bool,
    pub params: BTreeMap<String, String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Counts {
    pub draft: u32,
    pub correction: u32,
    pub returned: u32,
    pub done_today: u32,
    pub waiting: u32,
}

impl Notice {
    pub fn new(code: NoticeKind, can_be_read: bool, params: &[(&str, String)]) -> Notice {
        let params =
            params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Notice { code, can_be_read, params }
    }
}

super::declare! { StaffRole, NoticeKind, StartState, Hello, GroundView, DemoAccount, ClerkView,
LockCause, LockView, Line, Lamp, StatusView, CitizenScreen, UpdateStage, UpdatingView,
SpaceView, Notice, Counts }

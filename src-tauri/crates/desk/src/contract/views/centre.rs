//! For which centre this station works, and what the centre settles for it.
use counter_centre::Kind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CentreKind {
    Real,
    Trial,
    Practice,
}

impl From<Kind> for CentreKind {
    fn from(kind: Kind) -> CentreKind {
        match kind {
            Kind::Real => CentreKind::Real,
            Kind::Trial => CentreKind::Trial,
            Kind::Practice => CentreKind::Practice,
        }
    }
}

/// `own`: this program made the file itself, for a trial or practice; nobody joined. `fingerprint`:
/// of the centre's key, to compare with what the centre says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CentreView {
    pub kind: CentreKind,
    pub own: bool,
    pub centre: String,
    pub station: String,
    pub station_code: String,
    pub office: String,
    #[ts(type = "number")]
    pub version: u64,
    pub until: String,
    pub ended: bool,
    pub fingerprint: String,
}

super::declare! { CentreKind, CentreView }

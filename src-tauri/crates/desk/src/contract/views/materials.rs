//! The checklist of a case row by row, and its pages.
use super::items::{BlankView, Need, WhyView};
use counter_core::case::Custody;
use counter_core::casework::MaterialState;
use counter_core::item::{Accept, CopyBy, Supply};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MaterialView {
    pub id: String,
    pub name: String,
    pub original: u32,
    pub copy: u32,
    #[ts(type = "CopyBy | null")]
    pub copy_by: Option<CopyBy>,
    pub need: Need,
    pub group: Option<String>,
    pub why: WhyView,
    #[ts(type = "Supply")]
    pub supply: Supply,
    #[ts(type = "AcceptAs")]
    pub accept: Accept,
    pub official: bool,
    pub note: Option<String>,
    pub points: Vec<String>,
    pub parts: Vec<String>,
    pub sample: Option<String>,
    pub blank: Option<BlankView>,
    #[ts(type = "MaterialState")]
    pub state: MaterialState,
    pub pages: Vec<String>,
    pub pages_shown: bool,
    pub checked_by: Option<String>,
    pub checked_at: Option<String>,
    /// Number of the case in which it was, where that was another one.
    pub checked_in: Option<String>,
    #[ts(type = "Custody")]
    pub custody: Custody,
    pub place: Option<String>,
    #[ts(type = "Custody")]
    pub copies_custody: Custody,
    pub copies_place: Option<String>,
    // What the one key for all would say of the row.
    #[ts(type = "Custody | null")]
    pub due_custody: Option<Custody>,
    #[ts(type = "Custody | null")]
    pub due_copies: Option<Custody>,
    pub originals: u32,
    pub copies: u32,
    pub electronic: u32,
    pub problem: Option<String>,
    pub in_hand: u32,
    /// What should have come, only where that is something else than what came.
    pub wanted: Option<WantedView>,
    pub cert: Option<CertView>,
    pub certificate: Option<CertificateView>,
}

/// What a row wants in the window's hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WantedView {
    pub originals: u32,
    pub copies: u32,
    pub objects: u32,
}

/// A kind of certificate that may replace the paper, and what it is asked by.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CertView {
    pub kind: String,
    pub by: CertKey,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CertKey {
    Person,
    Organisation,
    Title,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LookUpGround {
    Authorised,
    Statutory,
    Declined,
    Again,
}

/// What the certificate library brought for a row. `reason`: why it has none.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CertificateView {
    pub reason: Option<String>,
    pub name: String,
    pub identifier: String,
    pub issuer: String,
    pub valid_to: Option<String>,
    pub at: String,
    pub identifier_off: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PageView {
    pub id: String,
    pub order: u32,
    pub turns: u8,
    pub material: Option<String>,
    pub shown: bool,
    pub source: String,
    pub sha256: String,
    pub url: String,
    pub thumb: String,
}

super::declare! { MaterialView, WantedView, CertView, CertKey, LookUpGround, CertificateView,
PageView }

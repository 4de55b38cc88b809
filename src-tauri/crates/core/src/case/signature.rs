//! One signature of an application form: of whom, on which form, by what. Where it lies, not what it
//! looks like.
//!
//! Invariant: strokes are in no journal and no submission, only sealed in the vault.
use super::person::Reading;
use crate::identity::idnum::IdKind;
use crate::identity::private::Private;
use crate::item::PersonRole;
use crate::time::date::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownTo {
    Clerk,
    CitizenScreen,
    /// It was printed and put before the citizen.
    Paper,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedBy {
    /// 手写屏: by pen, finger or mouse on the citizen's screen.
    Strokes,
    /// 纸质签名.
    Pen,
    /// 纸质按指印.
    Fingerprint,
}

/// Where a signer of the form signs on paper; `signer` is the place in the order of their lines,
/// `page` counts from 0. Lengths are millimetres from the page's upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SignatureBox {
    pub signer: u32,
    pub page: u32,
    pub x_mm: f32,
    pub y_mm: f32,
    pub width_mm: f32,
    pub height_mm: f32,
}

/// Something that lies sealed in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedPart {
    pub file: String,
    pub sha256: String,
    pub len: u64,
}

/// Somebody who cannot sign does it before them, and they sign too. Not staff of the window;
/// identified by card or typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    pub name: Private,
    pub id_kind: IdKind,
    pub number: Private,
    pub reading: Reading,
    /// Bears the name of one of the staff and is not of them: the clerk's word.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub namesake: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub id: String,
    /// Id of the form as it was shown.
    pub document: String,
    /// Of that form.
    pub sha256: String,
    pub person: String,
    pub role: PersonRole,
    /// 代: the own name for the applicant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signs_for: bool,
    pub by: SignedBy,
    /// By strokes only, as `signed_form`: the form with the strokes in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strokes: Option<SealedPart>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_form: Option<SealedPart>,
    /// By pen or fingerprint: the scanned page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The code in that page's foot was read and is this form's; else the clerk said that it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub code_read: bool,
    /// Their hand: beside a fingerprint on their own line of the paper, by strokes or pen in the place
    /// of the signer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Witness>,
}

/// Nothing is forced: somebody will not sign a form, and what they said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal<'a> {
    pub person: &'a str,
    pub at: Moment,
    pub note: Option<&'a Private>,
}

/// Where a paper slip took the case in while the counter was out: the page on which it was signed by
/// hand, who said so and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedSlip {
    pub page: String,
    pub by: String,
    pub at: Moment,
}

//! What papers and screens say of the place: names, hours, where one can complain, the logo, and
//! how applicants sign there.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::paper_texts::PaperTexts;
use super::text::{Line, Lines};
use crate::limits::{MAX_CUSTODY_CHARS, MAX_LOGO_BYTES, MAX_SEAL_MM, MAX_SIGNING_MINUTES};

const SIGNING_MINUTES: u32 = 5;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Lines>,
    /// Where one can complain of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaints: Option<Line>,
    /// Where what stays is held, such as 「二楼档案柜」; at the window itself where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custody: Option<Line>,
    /// What there is to say beside the law's words on review and suit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedies: Option<Lines>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<PaperTexts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<SealPosition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<SignatureTerms>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// `image/png` or `image/jpeg`.
    pub media: String,
    /// The picture, Base64. It is from outside like any other: the document worker opens it.
    pub data: String,
}

/// The seal's middle, from the paper's right and lower edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealPosition {
    pub right_mm: u32,
    pub bottom_mm: u32,
}

/// How the application form is signed at this place, and what is told to whoever signs, on the screen
/// or on paper. How long a signature is kept is `retention`: it goes with the pages of its case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureTerms {
    /// What such a signature is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worth: Option<Lines>,
    /// What is kept of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Lines>,
    /// 手写屏: strokes on the citizen's screen are enough. On paper until the place says so: what such
    /// a signature is worth is the place's to know (电子签名法 art. 13, 14).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strokes: bool,
    /// Of somebody who cannot sign: a witness who signs is enough, without a fingerprint.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub witness_enough: bool,
    /// So long a form stands before the citizen without a touch on either side.
    #[serde(default = "usual_minutes", skip_serializing_if = "are_usual_minutes")]
    pub idle_minutes: u32,
}

impl Default for SignatureTerms {
    fn default() -> Self {
        Self {
            worth: None,
            kept: None,
            strokes: false,
            witness_enough: false,
            idle_minutes: SIGNING_MINUTES,
        }
    }
}

impl SignatureTerms {
    fn is_possible(&self) -> bool {
        (1..=MAX_SIGNING_MINUTES).contains(&self.idle_minutes)
    }
}

fn usual_minutes() -> u32 {
    SIGNING_MINUTES
}

fn are_usual_minutes(minutes: &u32) -> bool {
    *minutes == SIGNING_MINUTES
}

impl Place {
    pub(super) fn is_possible(&self) -> bool {
        let fits = |seal: &SealPosition| seal.right_mm.max(seal.bottom_mm) <= MAX_SEAL_MM;
        let is_short = |place: &Line| place.chars().count() <= MAX_CUSTODY_CHARS;
        self.logo.as_ref().is_none_or(|logo| logo.decode_picture().is_some())
            && self.seal.as_ref().is_none_or(fits)
            && self.custody.as_ref().is_none_or(is_short)
            && self.signature.as_ref().is_none_or(SignatureTerms::is_possible)
            && self.papers.as_ref().is_none_or(PaperTexts::is_possible)
    }
}

impl Logo {
    /// The picture's bytes; none that are too many or of another kind.
    pub fn decode_picture(&self) -> Option<Vec<u8>> {
        let bytes = STANDARD.decode(&self.data).ok()?;
        let is_known = matches!(self.media.as_str(), "image/png" | "image/jpeg");
        (is_known && (1..=MAX_LOGO_BYTES).contains(&bytes.len())).then_some(bytes)
    }
}

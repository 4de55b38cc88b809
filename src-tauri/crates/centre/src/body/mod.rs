//! What a centre settles for one station. Each value is within its limits when it was read; texts
//! are in the one form of `core::text`. Every field but the first seven is optional, and a missing
//! one means: as before.

mod check;
mod fields;
mod known;
mod office;
mod paper_texts;
mod parts;
mod place;
mod text;

use counter_core::date::{Date, Moment};
use serde::Serialize;

use crate::error::CentreError;
use crate::key::PublicKey;
pub(crate) use fields::Fields;
pub use office::{Authority, OfficePlace, Pin, PinnedKeys};
pub use paper_texts::{LapseRule, PaperTexts};
pub use parts::{CodeEntry, Kind, Named, Times, WindowProfile};
pub use place::{Logo, Place, SealPosition, SignatureTerms};
pub use text::{Line, Lines, Word};

pub(crate) const SHAPE: u64 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Body {
    pub shape: u64,
    /// Never goes back.
    pub version: u64,
    /// The last day.
    pub until: Date,
    pub kind: Kind,
    pub centre: Named,
    pub station: Named,
    pub office: OfficePlace,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_at: Option<Moment>,
    /// Names of fields, `place.hours`, that a program must know to take the file at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<String>,
    /// The key that may sign what comes after this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_key: Option<PublicKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowProfile>,
    /// Public key of the packs, Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalogue_key: Option<String>,
    /// Numbers of the security modules (SAM) of the readers that may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readers: Option<Vec<Word>>,
    /// Days that pages stay after the acknowledgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scans: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<Times>,
    /// Public half of the recovery key, to which stations seal a copy of theirs: X25519, hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_channel: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codes: Option<Vec<CodeEntry>>,
}

impl Body {
    /// # Errors
    /// A later shape, a field that must be known, or the first field that is wrong.
    pub fn read(text: &str) -> Result<Self, CentreError> {
        let fields = Fields::read(text)?;
        // What a later shape holds is not known, so nothing else of it is looked at.
        let shape: u64 = fields.read_required("shape")?;
        if shape != SHAPE {
            return Err(CentreError::LaterShape { shape });
        }
        let must: Vec<String> = fields.read_optional("must")?.unwrap_or_default();
        known::check_must(&must)?;
        let body = Self {
            shape,
            version: fields.read_required("version")?,
            until: fields.read_required("until")?,
            kind: fields.read_required("kind")?,
            centre: fields.read_required("centre")?,
            station: fields.read_required("station")?,
            office: fields.read_required("office")?,
            made_at: fields.read_optional("made_at")?,
            must,
            next_key: fields.read_optional("next_key")?,
            window: fields.read_optional("window")?,
            catalogue_key: fields.read_optional("catalogue_key")?,
            readers: fields.read_optional("readers")?,
            retention: fields.read_optional("retention")?,
            place: fields.read_optional("place")?,
            scans: fields.read_optional("scans")?,
            times: fields.read_optional("times")?,
            recovery_key: fields.read_optional("recovery_key")?,
            update_channel: fields.read_optional("update_channel")?,
            codes: fields.read_optional("codes")?,
        };
        check::check_body(&body)?;
        Ok(body)
    }

    pub fn is_ended(&self, today: Date) -> bool {
        today > self.until
    }
}

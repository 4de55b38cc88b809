//! What was read from an ID card, whichever of the four kinds it is.

use std::fmt;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    Resident,
    Hmt,
    Foreign2017,
    Foreign2023,
}

/// One card as it was read. `sex` and `ethnic` are what people read; the codes stand beside them.
/// Private-use characters stay as they are, and `raw` keeps the bytes they came from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardReading {
    pub kind: CardKind,
    pub name: String,
    pub name_latin: Option<String>,
    pub sex: String,
    pub sex_code: String,
    pub ethnic: Option<String>,
    pub ethnic_code: Option<String>,
    /// `YYYY-MM-DD`.
    pub birth: String,
    pub address: Option<String>,
    pub number: String,
    pub issuer: Option<String>,
    pub valid_from: String,
    /// `YYYY-MM-DD` or 长期.
    pub valid_to: String,
    pub new_address: Option<String>,
    /// The travel permit's number on a residence permit for Hong Kong, Macau and Taiwan residents.
    pub permit: Option<String>,
    /// How often the card was issued or replaced, as it says itself.
    pub issue_count: Option<String>,
    /// Three letters, on the two cards for foreigners.
    pub nationality: Option<String>,
    /// The 256 bytes in hexadecimal.
    pub raw: String,
    /// Stable codes, e.g. `private_use_character`.
    pub warnings: Vec<String>,
    /// The number of the reader's security module, when it told one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
}

impl fmt::Debug for CardReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardReading")
            .field("kind", &self.kind)
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}

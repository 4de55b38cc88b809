//! A person of a case, as the card or the clerk told it.
//!
//! Invariant: a case holds persons with roles from its first entry; nothing speaks of "the" person.
//! The chip's raw text block is kept beside what was made of it.
use crate::identity::idnum::IdKind;
use crate::identity::private::Private;
use crate::item::PersonRole;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    Card,
    Typed,
}

/// A person of the case. `raw` is the chip's text block in hex: private-use characters survive in
/// it whatever is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub id: String,
    pub role: PersonRole,
    pub name: Private,
    pub sex: String,
    pub ethnic: String,
    /// `YYYY-MM-DD`, empty when the document does not tell.
    pub birth: Private,
    pub id_kind: IdKind,
    pub number: Private,
    pub address: Private,
    pub valid_to: String,
    pub phone: Private,
    pub relation: String,
    pub reading: Reading,
    pub raw: Private,
    pub present: bool,
    pub signs: bool,
}

//! A person of a case, as the card or the clerk told it.
//!
//! Invariant: a case holds persons with roles from its first entry; nothing speaks of "the" person.
//! The chip's raw text block is kept beside what was made of it.
use crate::identity::idnum::{IdKind, is_same_number};
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
    /// The name in Latin letters, where the card has a Chinese one beside it.
    #[serde(default, skip_serializing_if = "Private::is_empty")]
    pub name_latin: Private,
    pub sex: String,
    pub ethnic: String,
    /// `YYYY-MM-DD`, empty when the document does not tell.
    pub birth: Private,
    pub id_kind: IdKind,
    pub number: Private,
    pub address: Private,
    /// First and last day of the card as `YYYY-MM-DD`, or what it says instead: 长期.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub valid_from: String,
    pub valid_to: String,
    pub phone: Private,
    pub relation: String,
    pub reading: Reading,
    pub raw: Private,
    /// What was odd about the card when it was read: codes of [`crate::card::CODES`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// The reader that read the card, by the number of its security module.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
    /// The clerk held the expired card against its holder and goes on with it. Who and when: the
    /// first entry that says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub expiry_confirmed: bool,
    pub present: bool,
    pub signs: bool,
}

impl Person {
    /// The name for forms: foreigners sign with the letters of their passport.
    pub fn form_name(&self) -> &str {
        let latin = self.name_latin.expose();
        if latin.is_empty() { self.name.expose() } else { latin }
    }

    /// Both names, for papers that the person takes along.
    pub fn full_name(&self) -> String {
        let (name, latin) = (self.name.expose(), self.name_latin.expose());
        if latin.is_empty() { name.to_owned() } else { format!("{latin}（{name}）") }
    }

    /// Whether the card was noted so when it was read.
    pub fn was_noted(&self, code: &str) -> bool {
        self.warnings.iter().any(|warning| warning == code)
    }

    /// An expired card is the clerk's to decide, and nobody has yet.
    pub fn asks_confirmation(&self) -> bool {
        self.was_noted("card_expired") && !self.expiry_confirmed
    }

    /// Whether a card or a typed line, however it was written, is this person's.
    pub fn is_numbered(&self, kind: IdKind, number: &str) -> bool {
        is_same_number(kind, self.number.expose(), number)
    }
}

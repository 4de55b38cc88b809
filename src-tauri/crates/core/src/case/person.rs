//! A person of a case, as the card or the clerk told it.
//!
//! Invariant: a case holds persons with roles from its first entry; nothing speaks of "the" person.
//! The chip's raw text block is kept beside what was made of it.
use super::mandate::{Mandate, MandateGround};
use crate::identity::card::INVALID;
use crate::identity::idnum::{IdKind, is_same_number};
use crate::identity::private::Private;
use crate::item::PersonRole;
use crate::time::date::Date;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    Card,
    Typed,
}

/// Why the case goes on with a card that is not valid on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiryGround {
    /// 换证中: a new card is being made, and the holder has a temporary one.
    TemporaryCard,
    /// 户口簿 as the second paper.
    HouseholdRegister,
    /// The item says that such a card will do.
    ItemAllows,
    /// In the clerk's own words.
    Other,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExpiryReason {
    pub ground: ExpiryGround,
    /// Of [`ExpiryGround::Other`].
    #[serde(default, skip_serializing_if = "Private::is_empty")]
    pub text: Private,
    /// What lay beside the card, where the ground speaks of one; none in journals before 0.7.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Box<SecondPaper>>,
}

impl ExpiryReason {
    /// The ground speaks of a second paper, and none is on record: the clerk told it, no more.
    pub fn lacks_paper(&self) -> bool {
        let speaks_of_one =
            matches!(self.ground, ExpiryGround::TemporaryCard | ExpiryGround::HouseholdRegister);
        speaks_of_one && self.paper.is_none()
    }
}

/// The second paper that a ground speaks of; which one it is, the ground says. It has a number, or
/// a row under which its page lay, or both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SecondPaper {
    #[serde(default, skip_serializing_if = "Private::is_empty")]
    pub number: Private,
    /// The last day of a temporary card, which is good on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// By its name, as the list had it when this was recorded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub row: String,
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
    /// The clerk held the card, which is not valid on the day, against its holder and goes on with
    /// it. Who and when: the first entry that says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub expiry_confirmed: bool,
    /// Why; none in journals before 0.4.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry_reason: Option<ExpiryReason>,
    /// By what, how far, and until when a person may act for the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Mandate>,
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

    /// How it was noted that the card is not valid on the day: expired, or not valid yet.
    pub fn find_invalidity(&self) -> Option<&'static str> {
        INVALID.into_iter().find(|code| self.was_noted(code))
    }

    /// A card that is not valid is the clerk's to decide, and nobody has yet.
    pub fn asks_confirmation(&self) -> bool {
        self.find_invalidity().is_some() && !self.expiry_confirmed
    }

    /// The clerk went on with the document since the item allows such a one.
    pub fn rests_on_item(&self) -> bool {
        let reason = self.expiry_reason.as_ref();
        reason.is_some_and(|reason| reason.ground == ExpiryGround::ItemAllows)
    }

    /// The last day of the temporary card that the clerk went by, where it was over before this one.
    pub fn find_second_paper_end(&self, day: Date) -> Option<Date> {
        let paper = self.expiry_reason.as_ref()?.paper.as_ref()?;
        paper.until.filter(|last_day| *last_day < day)
    }

    /// By what, how far and until when an agent or a guardian acts is on record before a case is
    /// accepted. Whoever stands for a firm acts by office.
    pub fn asks_mandate(&self) -> bool {
        let acts = !MandateGround::of_role(self.role).is_empty();
        acts && !self.mandate.as_ref().is_some_and(|mandate| mandate.is_whole(self.role))
    }

    /// The last day of a mandate that was over before this one.
    pub fn find_mandate_end(&self, day: Date) -> Option<Date> {
        self.mandate.as_ref().filter(|mandate| mandate.is_past(day))?.last_day()
    }

    /// Whether a card or a typed line, however it was written, is this person's.
    pub fn is_numbered(&self, kind: IdKind, number: &str) -> bool {
        is_same_number(kind, self.number.expose(), number)
    }
}

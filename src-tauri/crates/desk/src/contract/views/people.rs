//! People of a case, masked until they are asked for.
use counter_core::case::{ExpiryGround, MandateGround, Reading};
use counter_core::item::PersonRole;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PersonView {
    pub id: String,
    #[ts(type = "Role")]
    pub role: PersonRole,
    pub name: String,
    pub name_latin: Option<String>,
    pub sex: String,
    pub age: Option<u32>,
    /// The day on which the item's rule takes the age; without a rule it is today's.
    pub age_day: Option<String>,
    pub birth: Option<String>,
    pub id_kind: String,
    pub number_masked: String,
    pub address: String,
    #[ts(type = "Reading")]
    pub reading: Reading,
    pub present: bool,
    pub signs: bool,
    pub warnings: Vec<CardWarning>,
    pub phone: String,
    pub relation: String,
    /// The last day of the document as it says it: `YYYY-MM-DD`, or 长期.
    pub valid_to: Option<String>,
    pub mandate: Option<MandateView>,
    /// Nothing is accepted before it is said by what, how far and until when this person may act.
    pub asks_mandate: bool,
    /// The commonest first; empty where none is asked for.
    pub mandate_choices: Vec<MandateChoice>,
}

/// By what, how far and until when somebody may act for the applicant.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MandateView {
    /// None in cases of before 0.7.0.
    #[ts(type = "MandateGround | null")]
    pub ground: Option<MandateGround>,
    /// That shows the ground, where it names one.
    pub paper: String,
    pub extent: String,
    /// The last day, or `case_end`; none where it is not on record.
    pub until: Option<String>,
}

/// A ground that may be chosen.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MandateChoice {
    #[ts(type = "MandateGround")]
    pub ground: MandateGround,
    /// The list's own paper for it, which is offered, or an empty text; none where none is named.
    pub paper: Option<String>,
    /// The end that the law says.
    pub until: Option<String>,
}

/// What is odd about a person's number or card; `params` are the words it needs. `asks`: the case
/// is not accepted before the clerk has confirmed it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CardWarning {
    pub code: String,
    pub params: BTreeMap<String, String>,
    pub asks: bool,
    pub confirmation: Option<CardConfirmation>,
}

/// The clerk's number, the minute, and why the card will do; `text` is of other reasons. Cases of
/// before 0.4.0 have none.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CardConfirmation {
    pub by: String,
    pub at: String,
    #[ts(type = "ExpiryGround | null")]
    pub ground: Option<ExpiryGround>,
    pub text: String,
    /// None where the ground speaks of one: the clerk told it, and it is not on record.
    pub paper: Option<SecondPaperView>,
}

/// The second paper beside a card that is not valid: which one, the ground says. `row` is the name
/// of the row under which its page lay.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SecondPaperView {
    pub number_masked: String,
    pub until: Option<String>,
    pub row: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PersonFull {
    pub id: String,
    pub name: String,
    pub name_latin: Option<String>,
    pub sex: String,
    pub ethnic: String,
    pub birth: String,
    pub id_kind: String,
    pub number: String,
    pub address: String,
    pub valid_to: Option<String>,
    pub phone: String,
    pub relation: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PendingCard {
    pub reading: String,
    pub name: String,
    pub number_masked: String,
    #[ts(type = "Role")]
    pub asked_role: PersonRole,
    pub differs_from: Option<String>,
    #[ts(type = "Role | null")]
    pub same_person_as: Option<PersonRole>,
    pub warnings: Vec<CardWarning>,
}

super::declare! { SecondPaperView, CardConfirmation, CardWarning, MandateView, MandateChoice,
PersonView, PersonFull, PendingCard }

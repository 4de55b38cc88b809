//! An item of the catalogue: found by a search, its facts, questions and checklist.
use counter_core::item::{Accept, CopyBy, ExpiredCard, NotThisWindow, Route, Supply};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `not_this_window`: what of it the centre did not give to this window.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ItemHit {
    pub id: String,
    pub name: String,
    pub department: String,
    pub why: String,
    pub why_word: Option<String>,
    pub on_the_spot: bool,
    pub for_firms: bool,
    pub legacy: bool,
    pub instead: Option<String>,
    #[ts(type = "NotThisWindow | null")]
    pub not_this_window: Option<NotThisWindow>,
}

/// The best first, and how many more there are: those are found by more letters.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ItemHits {
    pub hits: Vec<ItemHit>,
    pub more: u32,
}

/// `not_this_window`: as of a hit; of a case's own item never, since what was begun goes on.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ItemView {
    pub id: String,
    pub name: String,
    pub department: String,
    pub on_the_spot: bool,
    pub for_firms: bool,
    pub legacy_note: Option<String>,
    pub instead: Option<ItemHit>,
    pub conditions: Vec<String>,
    pub requires: Vec<RequirementView>,
    pub fee: Option<String>,
    pub limit_text: Option<String>,
    pub limit_official: bool,
    pub note: Option<String>,
    pub points: Vec<String>,
    pub pack_version: String,
    pub law: Vec<LawView>,
    #[ts(type = "Route | null")]
    pub route: Option<Route>,
    pub joint: Option<JointView>,
    pub effective: Option<EffectiveView>,
    #[ts(type = "NotThisWindow | null")]
    pub not_this_window: Option<NotThisWindow>,
    /// What a card that is not valid is worth here, where the item says it.
    #[ts(type = "ExpiredCard | null")]
    pub expired_card: Option<ExpiredCard>,
}

/// A condition that the card answers; `met` none until it is known.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RequirementView {
    pub text: String,
    pub official: bool,
    pub met: Option<bool>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LawView {
    pub name: String,
    pub article: Option<String>,
    pub official: bool,
}

/// `lead`: id of the part whose department leads.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct JointView {
    pub lead: String,
    pub parts: Vec<PartView>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PartView {
    pub id: String,
    pub department: String,
    pub name: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EffectiveView {
    pub from: Option<String>,
    pub until: Option<String>,
    pub in_force: bool,
}

/// `known`: the answer comes from the card or from who is there, not from the clerk.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct QuestionView {
    pub id: String,
    pub text: String,
    pub options: Vec<OptionView>,
    pub answer: Option<String>,
    pub known: bool,
    pub from: Option<KnownFrom>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KnownFrom {
    Card,
    People,
    Library,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OptionView {
    pub id: String,
    pub label: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyCode {
    Always,
    Because,
    NotNeededBecause,
    Unanswered,
    OneOf,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct WhyView {
    pub code: WhyCode,
    pub parts: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    Required,
    Optional,
    Later,
    OneOf,
    NotNeeded,
}

/// `copy`: as the department wants them; `copy_by`: who makes them here.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChecklistRow {
    pub material: String,
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
}

/// The form that is a material's blank; `sample`: it can be shown filled as well.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BlankView {
    pub title: String,
    pub sample: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ChecklistView {
    pub item: ItemView,
    pub questions: Vec<QuestionView>,
    pub rows: Vec<ChecklistRow>,
}

super::declare! { ItemHit, ItemHits, ItemView, RequirementView, LawView, JointView, PartView, EffectiveView, QuestionView,
    KnownFrom, OptionView, WhyCode, WhyView, Need, ChecklistRow, BlankView, ChecklistView }

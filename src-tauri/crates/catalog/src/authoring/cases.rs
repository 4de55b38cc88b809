//! Checklist cases an author writes beside a pack: these answers must give exactly these materials,
//! and leave nothing to ask; where the case says so, also this fee, this time, this right to apply and
//! this worth of an expired card.
//! Not the checklist itself, which counter-core makes.

use std::collections::BTreeMap;

use counter_core::item::{
    ExpiredCard, Item, Limit, ProjectType, RowNeed, SpecialProcedure, build_checklist,
    judge_requirements, questions_unanswered, settle_item,
};
use serde::{Deserialize, Serialize};

use crate::authoring::situations::{Answers, needed_materials};
use crate::error::CatalogError;
use crate::pack::{Pack, Source, parse};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistCase {
    pub item: String,
    /// The situation in a few words.
    pub title: String,
    /// Question to option, and facts (`card.age`). An answer to a question that is not asked must
    /// count for nothing.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// Ids of the materials of the list, in its order; those not needed are left out.
    pub materials: Vec<String>,
    /// Those of them that may follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<String>,
    /// Days that the catalogue names: the promise, else the legal limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_the_spot: Option<bool>,
    /// Whether the applicant meets all that the item requires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible: Option<bool>,
    /// The procedures whose time is not counted, whole and in their order; empty: there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<Vec<SpecialProcedure>>,
    /// What a card that is not valid is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired_card: Option<ExpiredCard>,
}

impl ChecklistCase {
    /// `cases.yaml` of a pack folder.
    pub fn from_source(source: &Source) -> Result<Vec<Self>, CatalogError> {
        parse("cases.yaml", source.text("cases.yaml")?)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseFailure {
    pub item: String,
    pub title: String,
    pub expected: Vec<String>,
    /// Empty when the pack has no such item.
    pub found: Vec<String>,
    /// What else is not as the case says, with what it is.
    pub other: Vec<String>,
    /// Questions that are asked and that the case does not answer.
    pub unanswered: Vec<String>,
}

/// The cases the pack does not meet; empty when all is well.
pub fn find_failures(pack: &Pack, cases: &[ChecklistCase]) -> Vec<CaseFailure> {
    cases.iter().filter_map(|case| failure(pack, case)).collect()
}

/// Whether an item gives what the case says.
pub(crate) fn meets_case(item: &Item, case: &ChecklistCase) -> bool {
    needed_materials(item, &case.answers) == case.materials
        && find_other(item, case).is_empty()
        && questions_unanswered(item, &case.answers).is_empty()
}

/// What the case says beside the list, and the item does not.
fn find_other(item: &Item, case: &ChecklistCase) -> Vec<String> {
    let outcome = Outcome::new(item, &case.answers);
    let Outcome { later, fee, days, on_the_spot, eligible, special, expired_card } = &outcome;
    let parts = [
        (case.later.as_ref().is_none_or(|expected| expected == later), format!("later: {later:?}")),
        (case.fee.is_none() || case.fee == *fee, format!("fee: {fee:?}")),
        (case.days.is_none() || case.days == *days, format!("days: {days:?}")),
        (
            case.on_the_spot.is_none_or(|expected| expected == *on_the_spot),
            format!("on_the_spot: {on_the_spot}"),
        ),
        (case.eligible.is_none() || case.eligible == *eligible, format!("eligible: {eligible:?}")),
        (
            case.special.as_ref().is_none_or(|expected| expected == special),
            format!("special: {special:?}"),
        ),
        (
            case.expired_card.is_none() || case.expired_card == *expired_card,
            format!("expired_card: {expired_card:?}"),
        ),
    ];
    parts.into_iter().filter(|(fits, _)| !fits).map(|(_, words)| words).collect()
}

/// What an item says in one situation beside its list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    later: Vec<String>,
    fee: Option<String>,
    days: Option<u32>,
    on_the_spot: bool,
    /// None while the card has not said.
    eligible: Option<bool>,
    special: Vec<SpecialProcedure>,
    /// None where it is the clerk's to decide.
    expired_card: Option<ExpiredCard>,
}

impl Outcome {
    pub(crate) fn new(item: &Item, answers: &Answers) -> Self {
        let rows = build_checklist(item, answers).into_iter();
        let settled = settle_item(item, answers);
        let met: Vec<Option<bool>> =
            judge_requirements(item, answers).into_iter().map(|(_, met)| met).collect();
        let eligible = match () {
            () if met.contains(&Some(false)) => Some(false),
            () if met.contains(&None) => None,
            () => Some(true),
        };
        Self {
            later: rows.filter(|row| row.need == RowNeed::Later).map(|row| row.material).collect(),
            fee: settled.fee.clone(),
            days: settled.limit.as_ref().and_then(Limit::named_days),
            on_the_spot: settled.project_type == ProjectType::OnTheSpot,
            eligible,
            special: settled.limit.as_ref().map(|limit| limit.special.clone()).unwrap_or_default(),
            expired_card: settled.expired_card,
        }
    }
}

fn failure(pack: &Pack, case: &ChecklistCase) -> Option<CaseFailure> {
    let item = pack.item(&case.item);
    if item.is_some_and(|item| meets_case(item, case)) {
        return None;
    }
    Some(CaseFailure {
        item: case.item.clone(),
        title: case.title.clone(),
        expected: case.materials.clone(),
        found: item.map(|item| needed_materials(item, &case.answers)).unwrap_or_default(),
        other: item.map(|item| find_other(item, case)).unwrap_or_default(),
        unanswered: item.map(|item| questions_unanswered(item, &case.answers)).unwrap_or_default(),
    })
}

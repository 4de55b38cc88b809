//! A case with what it needs to be understood: its pinned catalogue and how far it is on its way.
use crate::Failure;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::FailureCode;
use crate::contract::words::word;
use counter_core::case::Case;
use counter_core::date::{age_on, parse_date};
use counter_core::form::FormDef;
use counter_core::item::{self, Item, PersonRole, known_answers};
use counter_core::state::{self, Action, Delivery, Role, Status};
use counter_store::OutboxRow;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Clone)]
pub struct CaseFile {
    pub id: String,
    pub case: Case,
    pub catalog: Arc<LoadedPack>,
    /// Its newest submission.
    pub outbox: Option<OutboxRow>,
}

impl CaseFile {
    pub fn item(&self) -> Option<&Item> {
        self.catalog.pack.item(self.case.item.as_deref()?)
    }

    pub fn require_item(&self) -> Result<&Item, Failure> {
        self.item().ok_or_else(|| Failure::new(FailureCode::NoItem))
    }

    pub fn form(&self) -> Option<&FormDef> {
        self.catalog.pack.form(&self.item()?.form)
    }

    /// The item's name; empty before one is chosen.
    pub fn item_name(&self) -> String {
        self.item().map(|item| item.name.clone()).unwrap_or_default()
    }

    /// The clerk's answers, and those that the people in the case give without being asked.
    pub fn answers(&self) -> BTreeMap<String, String> {
        let known = self.item().map(|item| known_answers(item, &self.situation())).unwrap_or_default();
        self.case.answers.clone().into_iter().chain(known).collect()
    }

    /// The clerk's answers, and the facts of the people in the case beside them.
    pub fn situation(&self) -> BTreeMap<String, String> {
        self.case.answers.clone().into_iter().chain(people_facts(&self.case)).collect()
    }

    /// Papers may be changed until the decision, and again while a correction is waited for or after the case was sent back.
    pub fn is_editable(&self) -> bool {
        is_editable(self.case.status)
    }

    pub fn may(&self, action: Action) -> bool {
        state::may(self.case.status, Role::Clerk, action)
    }

    /// The delivery state of the newest submission, or none.
    pub fn delivery(&self) -> Delivery {
        self.outbox.as_ref().and_then(|row| delivery_of_row(row)).unwrap_or(Delivery::None)
    }
}

pub fn is_editable(status: Status) -> bool {
    state::may(status, Role::Clerk, Action::Edit)
}

pub fn delivery_of_row(row: &OutboxRow) -> Option<Delivery> {
    serde_json::from_value(row.state.clone().into()).ok()
}

/// Age on the day the case was opened, so that a birthday changes nothing in it.
fn people_facts(case: &Case) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut know = |name: &str, value: String| facts.push((name.to_owned(), value));
    if let Some(person) = case.person(PersonRole::Applicant) {
        if let Ok(birth) = parse_date(person.birth.expose()) {
            know(item::AGE, age_on(birth, case.opened_at.date()).to_string());
        }
        if ["男", "女"].contains(&person.sex.as_str()) {
            know(item::SEX, person.sex.clone());
        }
        know(item::KIND, word(&person.id_kind));
    }
    if case.person(PersonRole::Agent).is_some() {
        know(item::AGENT, "yes".to_owned());
    }
    for (name, value) in case.library_facts() {
        know(name, value.to_owned());
    }
    facts
}

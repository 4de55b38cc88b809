//! What a case still lacks, in the order of work.

use std::collections::BTreeMap;

use super::filled_form::FilledForm;
use super::lack::{Lack, LackCode};
use super::materials::{CaseMaterial, MaterialState, is_group_received};
use super::situation::required_representative;
use crate::case::{Case, Custody, Person};
use crate::code::variant_code;
use crate::item::{Item, PersonRole, RowNeed, Supply, questions_unanswered};
use crate::state::Status;

/// What was worked out of a case already.
pub(super) struct CaseInput<'a> {
    pub case: &'a Case,
    pub item: Option<&'a Item>,
    pub situation: &'a BTreeMap<String, String>,
    pub answers: &'a BTreeMap<String, String>,
    pub form: Option<&'a FilledForm<'a>>,
    pub materials: &'a [CaseMaterial<'a>],
}

impl CaseInput<'_> {
    pub fn list_lacks(&self) -> Vec<Lack> {
        let mut lacks = self.item_lacks();
        lacks.extend(self.people_lacks());
        if self.item.is_some() {
            lacks.extend(self.case.received.is_none().then(|| Lack::new(LackCode::Receive, &[])));
            lacks.extend(self.unplaced_page());
            lacks.extend(self.materials.iter().filter_map(|material| self.material_lack(material)));
            lacks.extend(self.deferred_lack());
            lacks.extend(self.form_lack());
        }
        lacks
    }

    fn item_lacks(&self) -> Vec<Lack> {
        let Some(item) = self.item else { return vec![Lack::new(LackCode::ChooseItem, &[])] };
        let questions = questions_unanswered(item, self.situation);
        questions
            .iter()
            .map(|question| Lack::new(LackCode::Answer, &[("question", question)]))
            .collect()
    }

    fn people_lacks(&self) -> impl Iterator<Item = Lack> {
        let roles = [Some(PersonRole::Applicant), required_representative(self.answers)];
        roles
            .into_iter()
            .flatten()
            .filter(|role| self.case.find_person(*role).is_none())
            .map(missing_person)
            .chain(self.case.people.iter().filter(|p| p.asks_confirmation()).map(open_expiry))
    }

    fn unplaced_page(&self) -> Option<Lack> {
        let index = self.case.pages.iter().position(|page| page.material.is_none())?;
        let page = self.case.pages.get(index)?;
        Some(Lack::new(LackCode::PlacePage, &[("page", &page.id), ("n", &(index + 1).to_string())]))
    }

    fn material_lack(&self, material: &CaseMaterial) -> Option<Lack> {
        let code = material_lack_code(material, self.materials)?;
        Some(Lack::new(code, &[("material", material.id()), ("name", material.name())]))
    }

    /// Accepting once more what was accepted with papers to come wants at least one of them.
    fn deferred_lack(&self) -> Option<Lack> {
        let deferred =
            self.case.deferred_papers().filter(|_| self.case.status == Status::Deferred)?;
        let awaited = |id: &&String| {
            let mut promised =
                self.materials.iter().filter(|material| material.state == MaterialState::Promised);
            promised.find(|material| material.id() == id.as_str())
        };
        let none_came = deferred.materials.iter().all(|id| awaited(&id).is_some());
        let first = deferred.materials.iter().find_map(|id| awaited(&id)).filter(|_| none_came)?;
        Some(Lack::new(
            LackCode::DeferredPapers,
            &[("material", first.id()), ("name", first.name())],
        ))
    }

    fn form_lack(&self) -> Option<Lack> {
        let form = self.form?;
        let wrong_count = form.count_wrong_fields().to_string();
        Some(Lack::new(
            LackCode::Fill,
            &[("left", &wrong_count), ("field", form.first_wrong_field()?)],
        ))
    }
}

pub(super) fn missing_person(role: PersonRole) -> Lack {
    Lack::new(LackCode::ReadCard, &[("role", &variant_code(&role))])
}

fn open_expiry(person: &Person) -> Lack {
    let role = variant_code(&person.role);
    Lack::new(LackCode::ConfirmCard, &[("role", &role), ("person", &person.id)])
}

/// What one row of the checklist still wants from the clerk, if anything.
fn material_lack_code(material: &CaseMaterial, materials: &[CaseMaterial]) -> Option<LackCode> {
    let supply = material.def.supply;
    if !material.is_needed() || supply == Supply::Form {
        return None;
    }
    match material.state {
        MaterialState::Problem => Some(LackCode::MaterialProblem),
        MaterialState::Missing | MaterialState::Promised => {
            let is_wanted = match material.row.need {
                RowNeed::Required => true,
                RowNeed::OneOf(_) => !is_group_received(materials, material.group()),
                RowNeed::Optional | RowNeed::Later | RowNeed::NotNeeded => false,
            };
            let code =
                if supply == Supply::Object { LackCode::CountObject } else { LackCode::Scan };
            is_wanted.then_some(code)
        }
        MaterialState::Received | MaterialState::NotNeeded => original_lack_code(material),
    }
}

/// An original is looked at with its pages, then compared, then given back or kept.
fn original_lack_code(material: &CaseMaterial) -> Option<LackCode> {
    if material.pages.is_empty() || !material.must_see_original() {
        return None;
    }
    match (material.pages_shown, &material.checked, material.custody) {
        (false, None, _) => Some(LackCode::Look),
        (true, None, _) => Some(LackCode::CheckOriginal),
        (_, Some(_), Custody::None) => Some(LackCode::GiveBack),
        _ => None,
    }
}

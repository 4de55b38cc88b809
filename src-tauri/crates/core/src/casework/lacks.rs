//! What a case still lacks, in the order of work.

use super::case_input::CaseInput;
use super::lack::{Lack, LackCode};
use super::late_papers::late_paper_lack;
use super::materials::{CaseMaterial, MaterialState, is_group_received};
use super::signing_lacks::list_signing_lacks;
use super::situation::required_representatives;
use crate::case::Person;
use crate::code::variant_code;
use crate::date::{Date, date_text};
use crate::item::{
    ExpiredCard, PersonRole, RowNeed, Supply, find_expired_card_rule, questions_unanswered,
};
use crate::state::Status;

impl CaseInput<'_> {
    pub fn list_lacks(&self) -> Vec<Lack> {
        let mut lacks = self.item_lacks();
        lacks.extend(self.people_lacks());
        if self.item.is_some() {
            lacks.extend(self.case.received.is_none().then(|| Lack::new(LackCode::Receive, &[])));
            lacks.extend(self.unplaced_page());
            lacks.extend(self.materials.iter().filter_map(|material| self.material_lack(material)));
            lacks.extend(self.deferred_lack());
            lacks.extend(late_paper_lack(self));
            lacks.extend(self.unsettled_originals());
            lacks.extend(self.form_lack());
        }
        // Another card may say other words: it comes before anybody signs.
        lacks.extend(self.blocking_cards());
        lacks.extend(list_signing_lacks(self));
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
        let people = self.case.people.iter();
        let representatives = required_representatives(self.item, self.situation, self.answers);
        std::iter::once(PersonRole::Applicant)
            .chain(representatives)
            .filter(|role| self.case.find_person(*role).is_none())
            .map(missing_person)
            .chain(people.clone().filter(|p| self.asks_confirmation(p)).map(open_expiry))
            .chain(people.clone().filter(|p| self.case.asks_mandate(p)).map(open_mandate))
            .chain(people.filter_map(|p| ended_mandate(p, self.counter_day)))
    }

    /// No reason helps where the item blocks, and that it allows it is none where it does not: what an
    /// answer says may have changed since. What stands accepted is not asked about again.
    pub(super) fn asks_confirmation(&self, person: &Person) -> bool {
        let rule = self.expired_card();
        let is_false_reason = person.rests_on_item()
            && rule != Some(ExpiredCard::Allow)
            && self.case.accepted_at().is_none();
        let is_open = is_false_reason || self.case.asks_confirmation(person, self.counter_day);
        rule != Some(ExpiredCard::Block) && is_open
    }

    /// As the item has it in this citizen's situation.
    pub(super) fn expired_card(&self) -> Option<ExpiredCard> {
        find_expired_card_rule(self.item?, self.situation)
    }

    fn blocking_cards(&self) -> impl Iterator<Item = Lack> {
        let is_blocked = self.expired_card() == Some(ExpiredCard::Block);
        let people = self.case.people.iter().filter(move |_| is_blocked);
        let people = people.filter(|person| person.find_invalidity().is_some());
        people.map(|person| lack_of_person(LackCode::CardBlocks, person))
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

    /// One for the case: a single key says it of all rows. Of what was decided already only those that
    /// came to hand again: the others were not asked about before 0.4.0.
    fn unsettled_originals(&self) -> Option<Lack> {
        let is_at_hand = |material: &&CaseMaterial| {
            self.case.status != Status::Replacing
                || self.case.touched.contains(&format!("material:{}", material.id()))
        };
        let due = self.materials.iter().filter(|material| material.is_unsettled());
        let open = due.filter(is_at_hand);
        let names: Vec<&str> = open.map(CaseMaterial::name).collect();
        let (count, all) = (names.len().to_string(), names.join("、"));
        let lack = || Lack::new(LackCode::GiveBack, &[("n", &count), ("names", &all)]);
        (!names.is_empty()).then(lack)
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
    lack_of_person(LackCode::ConfirmCard, person)
}

fn open_mandate(person: &Person) -> Lack {
    lack_of_person(LackCode::Mandate, person)
}

fn ended_mandate(person: &Person, day: Date) -> Option<Lack> {
    let last_day = person.find_mandate_end(day)?;
    let (role, to) = (variant_code(&person.role), date_text(last_day));
    Some(Lack::new(LackCode::MandateEnded, &[("role", &role), ("person", &person.id), ("to", &to)]))
}

fn lack_of_person(code: LackCode, person: &Person) -> Lack {
    let role = variant_code(&person.role);
    Lack::new(code, &[("role", &role), ("person", &person.id)])
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
            if supply == Supply::Object {
                (is_wanted || is_object_uncounted(material)).then_some(LackCode::CountObject)
            } else {
                is_wanted.then_some(LackCode::Scan)
            }
        }
        MaterialState::Received | MaterialState::NotNeeded => original_lack_code(material),
    }
}

/// An object whose picture was taken here came in somebody's hand, wanted or not: how many there are,
/// no picture says.
fn is_object_uncounted(material: &CaseMaterial) -> bool {
    material.papers.objects == 0 && material.pages.iter().any(|page| page.source == "scan")
}

/// An original is looked at with its pages, then compared.
fn original_lack_code(material: &CaseMaterial) -> Option<LackCode> {
    if material.pages.is_empty() || !material.must_see_original() {
        return None;
    }
    match (material.pages_shown, &material.checked) {
        (false, None) => Some(LackCode::Look),
        (true, None) => Some(LackCode::CheckOriginal),
        (_, Some(_)) => None,
    }
}

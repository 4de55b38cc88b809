//! Another item for the same person, or for another applicant for whom the same person acts: what
//! belongs to the same people is copied into a new case; the old one stays as it is. The stamp of receipt is not copied: papers handed over for one item are not
//! handed over for another.
//!
//! Invariant: what is carried into another case is copied and sealed anew; the other case is not
//! touched, and no receipt, check or custody comes along.
use super::editing::show_case;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::opening::{answer_fact, find_filable_item, opening_facts};
use crate::cases::sealed_pages::CERTIFICATE;
use crate::cases::signing::find_form_row;
use crate::contract::views::CaseView;
use crate::contract::{AnotherItem, FailureCode, Topic};
use crate::desk::Desk;
use crate::station::ids::new_id;
use counter_core::card::{ChipFacts, OF_DAYS, judge_validity};
use counter_core::case::{PageOf, Person};
use counter_core::casework::{Place, Visit, acting_role, find_representative};
use counter_core::date::Date;
use counter_core::fact::Fact;
use counter_core::form::{FieldDef, FieldKind, FormDef};
use counter_core::item::{Item, PersonRole};
use std::collections::BTreeMap;

/// Where a carried page says it comes from.
const CARRIED: &str = "carried";

pub async fn another_item(desk: &Desk, payload: AnotherItem) -> Result<CaseView, Failure> {
    let clerk = desk.station.require_clerk()?;
    let from = desk.cases.read_case(&payload.case)?;
    let loaded = desk.catalog.current();
    let item = find_filable_item(&desk.station, &loaded.pack, &payload.item)?;
    let file = desk.cases.new_case(loaded.clone());
    let mut facts = opening_facts(&clerk, &loaded);
    facts.push(Fact::ItemChosen {
        item: item.id.clone(),
        pack_version: loaded.pack.version().to_owned(),
    });
    let soon_days = desk.station.settings().warn_card_days;
    let people = carry_people(&from, payload.other_applicant, soon_days)?;
    // Sealed anew under the new case's key before the journal names them: each case stands and is
    // purged by itself.
    let (pages, left_pages) = carry_pages(desk, &from, item, &people, &file.id)?;
    let ids = people.iter().map(|person| person.id.clone()).collect();
    facts.push(Fact::CarriedFrom { case: from.id.clone(), left_pages, people: Some(ids) });
    facts.extend(people.into_iter().map(|person| Fact::PersonPut { person }));
    facts.extend(carry_answers(&from, item, payload.other_applicant));
    let form = loaded.pack.form(&item.form);
    let fields = form.map(|form| carry_fields(&from, form, payload.other_applicant));
    facts.extend(fields.unwrap_or_default());
    facts.extend(pages);
    let file = desk.cases.open_case(file, facts)?;
    desk.drop_form_of_other(Some(&file.id));
    desk.station.announce(Topic::Status);
    show_case(desk, &file)
}

/// Everybody, or for another applicant whoever acts: how they stand to each other is asked anew.
/// What was confirmed, and how far somebody may act, was so for the other case.
pub(super) fn carry_people(
    from: &CaseFile,
    other_applicant: bool,
    soon_days: u32,
) -> Result<Vec<Person>, Failure> {
    let copy = |person: &Person| Person {
        warnings: list_warnings_now(person, from.today, soon_days),
        expiry_confirmed: false,
        expiry_reason: None,
        mandate: None,
        ..person.clone()
    };
    if !other_applicant {
        return Ok(from.case.people.iter().map(copy).collect());
    }
    let representative = find_representative(&from.case).filter(|p| p.role != PersonRole::Spouse);
    let representative = representative.ok_or_else(|| Failure::new(FailureCode::UnknownPerson))?;
    Ok(vec![Person { relation: String::new(), ..copy(representative) }])
}

/// A card that was good when it was read may have ended since.
fn list_warnings_now(person: &Person, today: Date, soon_days: u32) -> Vec<String> {
    let document = ChipFacts {
        kind: person.id_kind,
        number: person.number.expose(),
        birth: person.birth.expose(),
        sex: &person.sex,
        valid_from: &person.valid_from,
        valid_to: &person.valid_to,
    };
    let of_days = judge_validity(&document, today, soon_days).map(str::to_owned);
    let others = person.warnings.iter().filter(|code| !OF_DAYS.contains(&code.as_str()));
    of_days.into_iter().chain(others.cloned()).collect()
}

/// Another applicant's situation is asked anew, but for who acts.
pub(super) fn carry_answers(from: &CaseFile, item: &Item, other_applicant: bool) -> Vec<Fact> {
    let says_who_acts = |id: &str, option: &str| {
        let question = item.questions.iter().find(|question| question.id == id);
        question.is_some_and(|question| acting_role(question, option).is_some())
    };
    let answers = from.case.answers.iter();
    let answers = answers.filter(|(id, option)| !other_applicant || says_who_acts(id, option));
    answers.filter_map(|(question, option)| answer_fact(item, question, option).ok()).collect()
}

fn is_from_agent(field: &FieldDef) -> bool {
    field.prefill.as_deref().is_some_and(|rule| rule.starts_with("agent."))
}

/// What was filled in by hand, where the new form asks the same thing in the same way; for another
/// applicant what is about who acts.
pub(super) fn carry_fields(from: &CaseFile, form: &FormDef, other_applicant: bool) -> Vec<Fact> {
    let Some(old) = from.form() else { return Vec::new() };
    let is_same = |id: &str, value: &str| {
        let (Some(source), Some(field)) = (old.field(id), form.field(id)) else { return false };
        let offered = field.kind != FieldKind::Choice
            || field.options.iter().any(|option| option.value == value);
        let is_of_same_person = !other_applicant || (is_from_agent(source) && is_from_agent(field));
        source.kind == field.kind && offered && is_of_same_person
    };
    let filled = from.case.fields.iter().filter(|(id, value)| is_same(id, value.expose()));
    filled
        .map(|(field, value)| Fact::FieldFilled { field: field.clone(), value: value.clone() })
        .collect()
}

/// The pages that come along, and how many stay since nobody can say that they are the same
/// person's.
pub(super) fn carry_pages(
    desk: &Desk,
    from: &CaseFile,
    item: &Item,
    people: &[Person],
    case: &str,
) -> Result<(Vec<Fact>, u32), Failure> {
    let Some(old) = from.item() else { return Ok((Vec::new(), 0)) };
    let visit = Visit { from: &from.case, old, new: item, people };
    let mut left_pages = 0;
    let mut sealed: BTreeMap<&str, String> = BTreeMap::new();
    let mut facts = Vec::new();
    // What the library gave was asked for that case alone; a form that was signed is that case's.
    let form_row = find_form_row(from);
    let is_own = |page: &&PageOf| {
        page.source != CERTIFICATE && (form_row.is_none() || page.material.as_deref() != form_row)
    };
    for page in from.case.pages.iter().filter(is_own) {
        let source =
            page.material.as_deref().and_then(|id| old.materials.iter().find(|m| m.id == id));
        let place = match source.map_or(Place::Nowhere, |source| visit.find_place(source)) {
            Place::Row(_) if from.case.unsure_pages.contains(&page.id) => Place::Unsure,
            place => place,
        };
        let Place::Row(paper) = place else {
            left_pages += u32::from(place == Place::Unsure);
            continue;
        };
        let file = match sealed.get(page.file.as_str()) {
            Some(file) => file.clone(),
            None => {
                let (media, bytes) = desk.cases.read_file(&from.id, &page.file)?;
                let row = desk.cases.seal_file(case, &media, &bytes)?;
                sealed.insert(&page.file, row.id.clone());
                row.id
            }
        };
        let (material, source) = (Some(paper.id.clone()), CARRIED.to_owned());
        facts.push(Fact::PageAdded {
            page: PageOf { id: new_id(), file, source, material, ..page.clone() },
        });
    }
    Ok((facts, left_pages))
}

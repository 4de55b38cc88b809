//! What stands in each field of a case's form, and where it comes from.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::situation::find_representative;
use crate::card::{is_people_code, tells_ethnic};
use crate::case::{Case, Person, Reading};
use crate::form::FieldDef;
use crate::item::{Item, PersonRole};

/// Where a field's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldSource {
    /// Filled in by the clerk, over whatever was there.
    Hand,
    /// Read from a person's card.
    Card,
    /// Typed with the person.
    Typed,
    Answer,
    Item,
    Today,
}

/// A field as it stands: empty without a source.
#[derive(Debug, Clone)]
pub struct FieldValue<'a> {
    pub def: &'a FieldDef,
    pub value: Cow<'a, str>,
    pub source: Option<FieldSource>,
    /// Of this person: nobody is asked for a people whose document names none.
    pub required: bool,
}

/// A field that is filled from the people of the case: putting them right puts it right.
pub fn is_from_person(field: &FieldDef) -> bool {
    let origins = ["applicant", "agent", "legal_representative", "mandate"];
    field
        .prefill
        .as_deref()
        .is_some_and(|rule| origins.iter().any(|origin| rule.starts_with(origin)))
}

/// What is on record of a case for a field of another paper than the application: what was typed
/// into that one is not of it.
pub fn find_recorded_value<'a>(
    case: &'a Case,
    item: &'a Item,
    def: &'a FieldDef,
) -> Option<Cow<'a, str>> {
    let answers = BTreeMap::new();
    let recorded = Prefill { case, item, answers: &answers };
    recorded.prefilled(def).map(|(value, _)| value)
}

/// What fields are filled from.
pub(super) struct Prefill<'a, 'b> {
    pub case: &'a Case,
    pub item: &'a Item,
    pub answers: &'b BTreeMap<String, String>,
}

type Sourced<'a> = (Cow<'a, str>, FieldSource);

impl<'a> Prefill<'a, '_> {
    /// What the clerk typed; else what the form's definition says to begin with.
    pub fn fill_field(&self, def: &'a FieldDef) -> FieldValue<'a> {
        let by_hand =
            self.case.fields.get(&def.id).map(|value| (value.expose().into(), FieldSource::Hand));
        let required = def.required && !self.is_untold(def);
        match by_hand.or_else(|| self.prefilled(def)) {
            Some((value, source)) => FieldValue { def, value, source: Some(source), required },
            None => FieldValue { def, value: Cow::default(), source: None, required },
        }
    }

    fn is_untold(&self, def: &FieldDef) -> bool {
        let person = match def.prefill.as_deref() {
            Some("applicant.ethnic") => self.case.find_person(PersonRole::Applicant),
            Some("agent.ethnic") => find_representative(self.case),
            _ => None,
        };
        person.is_some_and(|person| !tells_ethnic(person.id_kind))
    }

    fn prefilled(&self, def: &'a FieldDef) -> Option<Sourced<'a>> {
        let rule = def.prefill.as_deref()?;
        let (origin, part) = rule.split_once('.').unwrap_or((rule, ""));
        match origin {
            "applicant" => person_value(self.case.find_person(PersonRole::Applicant)?, part, def),
            "agent" => person_value(find_representative(self.case)?, part, def),
            "legal_representative" => {
                person_value(self.case.find_person(PersonRole::LegalRepresentative)?, part, def)
            }
            "mandate" => self.mandate_value(part, def),
            "item" => self.item_value(part),
            "answer" => self.answer_value(part, def),
            // A case is dated by its receipt, not by the day on which somebody looks at it.
            "today" => {
                let day = self.case.received.unwrap_or(self.case.opened_at).date();
                Some((day.to_string().into(), FieldSource::Today))
            }
            _ => None,
        }
    }

    /// How far whoever acts may go, and until when: an option of the field where it is called so, else
    /// in the words that were put on record.
    fn mandate_value(&self, part: &str, def: &'a FieldDef) -> Option<Sourced<'a>> {
        let mandate = find_representative(self.case)?.mandate.as_ref()?;
        let value: Cow<'a, str> = match part {
            "extent" => mandate.extent.expose().into(),
            "until" => mandate.last_day()?.to_string().into(),
            _ => return None,
        };
        let option = def.options.iter().find(|option| option.label == value);
        let value = option.map_or(value, |option| option.value.as_str().into());
        Some((value, FieldSource::Typed))
    }

    fn item_value(&self, part: &str) -> Option<Sourced<'a>> {
        let value = match part {
            "name" => &self.item.name,
            "department" => &self.item.department,
            _ => return None,
        };
        Some((value.into(), FieldSource::Item))
    }

    /// The field's option of the same value or label; the answer's label where the field is free
    /// text.
    fn answer_value(&self, question: &str, def: &'a FieldDef) -> Option<Sourced<'a>> {
        let answer = self.answers.get(question)?;
        let question = self.item.questions.iter().find(|candidate| candidate.id == question)?;
        let label = &question.options.iter().find(|option| option.id == *answer)?.label;
        let value = match def
            .options
            .iter()
            .find(|option| option.value == *answer || option.label == *label)
        {
            Some(option) => &option.value,
            None if def.options.is_empty() => label,
            None => return None,
        };
        Some((value.into(), FieldSource::Answer))
    }
}

fn person_value<'a>(person: &'a Person, part: &str, def: &'a FieldDef) -> Option<Sourced<'a>> {
    let value = match part {
        "name" => person.form_name(),
        "sex" => &person.sex,
        // The code of a people that nobody knows is no people.
        "ethnic" if is_people_code(&person.ethnic) => "",
        "ethnic" => &person.ethnic,
        "birth" => person.birth.expose(),
        "number" => person.number.expose(),
        "address" => person.address.expose(),
        "phone" => person.phone.expose(),
        "relation" => &person.relation,
        _ => "",
    };
    let value = def
        .options
        .iter()
        .find(|option| option.label == value)
        .map_or(value, |option| option.value.as_str());
    // No card has a telephone number, or says whose relation somebody is.
    let by_card = person.reading == Reading::Card && !matches!(part, "phone" | "relation");
    let source = if by_card { FieldSource::Card } else { FieldSource::Typed };
    (!value.is_empty()).then(|| (value.into(), source))
}

//! The application form of a case: what is prefilled, from where, and what is wrong with it.
use crate::cases::journal::Open;
use crate::contract::views::{FieldKind, FieldView, FindingView, FormSectionView, FormView, OptionView};
use crate::station::errors::same;
use counter_core::case::{Person, Reading};
use counter_core::form::{FieldDef, Severity, validate};
use counter_core::item::PersonRole;
use std::collections::BTreeMap;

/// A field's value and where it comes from: `hand`, `card`, `typed`, `answer`, `item`, `today`.
pub struct Filled {
    pub value: String,
    pub source: Option<&'static str>,
}

pub fn filled(open: &Open, field: &FieldDef) -> Filled {
    if let Some(typed) = open.case.fields.get(&field.id) {
        return Filled { value: typed.expose().to_owned(), source: Some("hand") };
    }
    let none = Filled { value: String::new(), source: None };
    let Some((what, part)) = field.prefill.as_deref().and_then(|p| p.split_once('.').or(Some((p, "")))) else {
        return none;
    };
    match what {
        "applicant" => from_person(open.case.person(PersonRole::Applicant), part, field).unwrap_or(none),
        "agent" => from_person(agent(open), part, field).unwrap_or(none),
        "item" => from_item(open, part).unwrap_or(none),
        "answer" => from_answer(open, part, field).unwrap_or(none),
        "today" => Filled {
            value: crate::views::case::date_text(open.case.received.unwrap_or(open.case.opened_at).date()),
            source: Some("today"),
        },
        _ => none,
    }
}

fn agent(open: &Open) -> Option<&Person> {
    [PersonRole::Agent, PersonRole::Guardian, PersonRole::Spouse].into_iter().find_map(|role| open.case.person(role))
}

fn from_person(person: Option<&Person>, part: &str, field: &FieldDef) -> Option<Filled> {
    let person = person?;
    let value = match part {
        "name" => person.name.expose(),
        "sex" => &person.sex,
        "ethnic" => &person.ethnic,
        "birth" => person.birth.expose(),
        "number" => person.number.expose(),
        "address" => person.address.expose(),
        "phone" => person.phone.expose(),
        "relation" => &person.relation,
        _ => "",
    };
    let value = field.options.iter().find(|o| o.label == value).map_or(value, |o| o.value.as_str());
    let source = if person.reading == Reading::Card && part != "phone" { "card" } else { "typed" };
    (!value.is_empty()).then(|| Filled { value: value.to_owned(), source: Some(source) })
}

fn from_item(open: &Open, part: &str) -> Option<Filled> {
    let item = open.item()?;
    let value = match part {
        "name" => item.name.clone(),
        "department" => item.department.clone(),
        _ => return None,
    };
    Some(Filled { value, source: Some("item") })
}

fn from_answer(open: &Open, question: &str, field: &FieldDef) -> Option<Filled> {
    let answers = open.answers();
    let chosen = answers.get(question)?;
    let asked = open.item()?.questions.iter().find(|q| q.id == question)?;
    let label = &asked.options.iter().find(|o| o.id == *chosen)?.label;
    let value = match field.options.iter().find(|o| o.value == *chosen || o.label == *label) {
        Some(option) => option.value.clone(),
        None if field.options.is_empty() => label.clone(),
        None => return None,
    };
    Some(Filled { value, source: Some("answer") })
}

/// All values as they would be submitted now.
pub fn values(open: &Open) -> BTreeMap<String, String> {
    let Some(form) = open.form() else { return BTreeMap::new() };
    let fields = form.sections.iter().flat_map(|s| &s.fields);
    fields.map(|f| (f.id.clone(), filled(open, f).value)).filter(|(_, v)| !v.is_empty()).collect()
}

pub fn view(open: &Open) -> Option<FormView> {
    let form = open.form()?;
    let values = values(open);
    let findings: Vec<FindingView> = validate(form, &values)
        .into_iter()
        .map(|f| FindingView { field: f.field, error: f.severity == Severity::Error, code: f.code, params: f.params })
        .collect();
    let mut wrong: Vec<&str> = findings.iter().filter(|f| f.error).map(|f| f.field.as_str()).collect();
    wrong.dedup();
    let left = wrong.len() as u32;
    let sections = form.sections.iter().map(|s| FormSectionView {
        title: s.title.clone(),
        fields: s.fields.iter().map(|f| field_view(open, f)).collect(),
    });
    Some(FormView {
        id: form.id.clone(),
        title: form.title.clone(),
        sections: sections.collect(),
        filled: values.len() as u32,
        left,
        findings,
    })
}

fn field_view(open: &Open, field: &FieldDef) -> FieldView {
    let Filled { value, source } = filled(open, field);
    let options = field.options.iter().map(|o| OptionView { id: o.value.clone(), label: o.label.clone() });
    FieldView {
        id: field.id.clone(),
        label: field.label.clone(),
        kind: same(&field.kind).unwrap_or(FieldKind::Text),
        required: field.required,
        options: options.collect(),
        hint: field.hint.clone(),
        max_len: field.max_len.map(|n| n as u32),
        value,
        source: source.map(str::to_owned),
    }
}

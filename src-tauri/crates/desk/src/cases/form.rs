//! The application form of a case: what is prefilled, from where, and what is wrong with it.
use crate::cases::case_file::CaseFile;
use crate::contract::views::{FieldView, FindingView, FormSectionView, FormView, OptionView};
use crate::contract::words::same;
use counter_core::case::{Person, Reading};
use counter_core::form::FieldKind;
use counter_core::form::{FieldDef, Severity, validate};
use counter_core::item::PersonRole;
use std::collections::BTreeMap;

/// A field's value and where it comes from: `hand`, `card`, `typed`, `answer`, `item`, `today`.
pub struct Filled {
    pub value: String,
    pub source: Option<&'static str>,
}

pub fn filled(file: &CaseFile, field: &FieldDef) -> Filled {
    if let Some(typed) = file.case.fields.get(&field.id) {
        return Filled { value: typed.expose().to_owned(), source: Some("hand") };
    }
    let none = Filled { value: String::new(), source: None };
    let Some((what, part)) = field.prefill.as_deref().and_then(|p| p.split_once('.').or(Some((p, "")))) else {
        return none;
    };
    match what {
        "applicant" => from_person(file.case.person(PersonRole::Applicant), part, field).unwrap_or(none),
        "agent" => from_person(agent(file), part, field).unwrap_or(none),
        "item" => from_item(file, part).unwrap_or(none),
        "answer" => from_answer(file, part, field).unwrap_or(none),
        "today" => Filled {
            value: counter_core::date::date_text(file.case.received.unwrap_or(file.case.opened_at).date()),
            source: Some("today"),
        },
        _ => none,
    }
}

fn agent(file: &CaseFile) -> Option<&Person> {
    [PersonRole::Agent, PersonRole::Guardian, PersonRole::Spouse].into_iter().find_map(|role| file.case.person(role))
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

fn from_item(file: &CaseFile, part: &str) -> Option<Filled> {
    let item = file.item()?;
    let value = match part {
        "name" => item.name.clone(),
        "department" => item.department.clone(),
        _ => return None,
    };
    Some(Filled { value, source: Some("item") })
}

fn from_answer(file: &CaseFile, question: &str, field: &FieldDef) -> Option<Filled> {
    let answers = file.answers();
    let chosen = answers.get(question)?;
    let asked = file.item()?.questions.iter().find(|q| q.id == question)?;
    let label = &asked.options.iter().find(|o| o.id == *chosen)?.label;
    let value = match field.options.iter().find(|o| o.value == *chosen || o.label == *label) {
        Some(option) => option.value.clone(),
        None if field.options.is_empty() => label.clone(),
        None => return None,
    };
    Some(Filled { value, source: Some("answer") })
}

/// All values as they would be submitted now.
pub fn values(file: &CaseFile) -> BTreeMap<String, String> {
    let Some(form) = file.form() else { return BTreeMap::new() };
    let fields = form.sections.iter().flat_map(|s| &s.fields);
    fields.map(|f| (f.id.clone(), filled(file, f).value)).filter(|(_, v)| !v.is_empty()).collect()
}

pub fn view(file: &CaseFile) -> Option<FormView> {
    let form = file.form()?;
    let values = values(file);
    let findings: Vec<FindingView> = validate(form, &values)
        .into_iter()
        .map(|f| FindingView { field: f.field, error: f.severity == Severity::Error, code: f.code, params: f.params })
        .collect();
    let mut wrong: Vec<&str> = findings.iter().filter(|f| f.error).map(|f| f.field.as_str()).collect();
    wrong.dedup();
    let left = wrong.len() as u32;
    let sections = form.sections.iter().map(|s| FormSectionView {
        title: s.title.clone(),
        fields: s.fields.iter().map(|f| field_view(file, f)).collect(),
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

fn field_view(file: &CaseFile, field: &FieldDef) -> FieldView {
    let Filled { value, source } = filled(file, field);
    let options = field.options.iter().map(|o| OptionView { id: o.value.clone(), label: o.label.clone() });
    FieldView {
        id: field.id.clone(),
        label: field.label.clone(),
        kind: field.kind,
        required: field.required,
        options: options.collect(),
        hint: field.hint.clone(),
        max_len: field.max_len.map(|n| n as u32),
        value,
        source: source.map(str::to_owned),
    }
}

//! The application form, generated from the item's form and what was filled in.

use super::{Head, silent};
use counter_core::form::{FieldDef, FieldKind, FormDef};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One field as printed; `wide` fields take the whole width.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetField {
    pub label: String,
    pub value: String,
    pub wide: bool,
}

/// A headed group of fields.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetSection {
    pub title: String,
    pub fields: Vec<SheetField>,
}

/// 申请表
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplicationForm {
    pub head: Head,
    pub title: String,
    pub sections: Vec<SheetSection>,
    /// What the applicant declares by signing; empty for the usual words.
    pub declaration: Vec<String>,
}

impl ApplicationForm {
    /// Every field of the form in its order; what was not filled in stays an empty box.
    pub fn of(head: Head, form: &FormDef, values: &BTreeMap<String, String>) -> Self {
        let sections = form.sections.iter().map(|section| SheetSection {
            title: section.title.clone(),
            fields: section.fields.iter().map(|field| printed(field, values)).collect(),
        });
        Self { head, title: form.title.clone(), sections: sections.collect(), declaration: Vec::new() }
    }
}

/// Half a row holds about this many characters without breaking.
const HALF_ROW: usize = 20;

fn printed(field: &FieldDef, values: &BTreeMap<String, String>) -> SheetField {
    let typed = values.get(&field.id).cloned().unwrap_or_default();
    let value = match field.options.iter().find(|option| option.value == typed) {
        Some(option) => option.label.clone(),
        None if field.kind == FieldKind::Date => date(&typed).unwrap_or(typed),
        None => typed,
    };
    let wide = field.kind == FieldKind::LongText || value.chars().count() > HALF_ROW;
    SheetField { label: field.label.clone(), value, wide }
}

/// `2026-11-20` as 「2026年11月20日」.
fn date(typed: &str) -> Option<String> {
    let mut parts = typed.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(format!("{year}年{month}月{day}日"))
}

silent!(SheetField, SheetSection, ApplicationForm);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_printed_in_the_words_of_the_form() {
        let form: FormDef = serde_json::from_value(serde_json::json!({
            "id": "f", "title": "登记表", "sections": [{ "title": "参保人", "fields": [
                { "id": "grade", "label": "档次", "kind": "choice",
                  "options": [{ "value": "a", "label": "每年 360 元" }] },
                { "id": "since", "label": "起始", "kind": "date" },
                { "id": "remark", "label": "备注", "kind": "long_text" },
            ]}],
        }))
        .unwrap();
        let values =
            [("grade", "a"), ("since", "2026-01-05")].map(|(field, value)| (field.to_owned(), value.to_owned()));
        let printed = ApplicationForm::of(Head::default(), &form, &BTreeMap::from(values));
        let fields: Vec<_> = printed.sections[0]
            .fields
            .iter()
            .map(|field| (field.label.as_str(), field.value.as_str(), field.wide))
            .collect();
        let expected = [("档次", "每年 360 元", false), ("起始", "2026年1月5日", false), ("备注", "", true)];
        assert_eq!(fields, expected);
        assert_eq!(format!("{printed:?}"), "ApplicationForm(…)");
    }
}

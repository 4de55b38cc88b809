//! A form as data, to be filled here or by pen, and what is wrong with a filled one. Not its look,
//! not its typesetting.

mod account;
mod amount;
mod amount_words;
mod length;
mod normal;
mod paper;
mod phone;
mod shape;
mod validate;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use account::judge_account;
pub use length::count_characters;
pub use normal::normalize_value;
pub use paper::TEMPLATE_FORMS;
pub use phone::judge_phone;
pub use shape::shape_value;
pub use validate::{CODES, validate_form};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormDef {
    pub id: String,
    pub title: String,
    pub sections: Vec<FormSection>,
    /// What is declared by signing; the usual words when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declaration: Vec<String>,
    /// Who signs; the applicant when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSection {
    pub title: String,
    pub fields: Vec<FieldDef>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldDef {
    pub id: String,
    pub label: String,
    pub kind: FieldKind,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub options: Vec<OptionDef>,
    /// Where a first value comes from: `applicant.name`, `agent.number`, `item.name`,
    /// `answer.group` …
    #[serde(default)]
    pub prefill: Option<String>,
    #[serde(default)]
    pub hint: Option<String>,
    /// In characters as people count them.
    #[serde(default)]
    pub max_len: Option<usize>,
    /// `field=value`, or `field=value|value`: required only where that field has one of them.
    #[serde(default)]
    pub required_when: Option<String>,
    /// How an invented person fills it, for the sheet that shows how (样表).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
}

impl FieldDef {
    /// The field on which it hangs whether this one is required, and the values that make it so.
    pub fn find_requirement(&self) -> Option<(&str, Vec<&str>)> {
        let (field, values) = self.required_when.as_deref()?.split_once('=')?;
        Some((field.trim(), values.split('|').map(str::trim).collect()))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionDef {
    pub value: String,
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    Text,
    LongText,
    Number,
    Date,
    Choice,
    Phone,
    IdNumber,
    BankAccount,
    Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Error,
    Warning,
}

/// What is wrong with one field. `params` never hold what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub field: String,
    pub severity: Severity,
    pub code: String,
    #[serde(default)]
    pub params: BTreeMap<String, String>,
}

impl FormDef {
    pub fn fields(&self) -> impl Iterator<Item = &FieldDef> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    pub fn field(&self, id: &str) -> Option<&FieldDef> {
        self.fields().find(|field| field.id == id)
    }

    pub fn has_sample(&self) -> bool {
        self.fields().any(|field| field.sample.is_some())
    }
}

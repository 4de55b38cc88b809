//! The application form of a case.
use super::items::OptionView;
use counter_core::casework::FieldSource;
use counter_core::form::FieldKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FormView {
    pub id: String,
    pub title: String,
    pub sections: Vec<FormSectionView>,
    pub filled: u32,
    pub left: u32,
    pub findings: Vec<FindingView>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FormSectionView {
    pub title: String,
    pub fields: Vec<FieldView>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FieldView {
    pub id: String,
    pub label: String,
    #[ts(type = "FieldKind")]
    pub kind: FieldKind,
    pub required: bool,
    pub options: Vec<OptionView>,
    pub hint: Option<String>,
    pub value: String,
    #[ts(type = "string | null")]
    pub source: Option<FieldSource>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FindingView {
    pub field: String,
    pub error: bool,
    pub code: String,
    pub params: BTreeMap<String, String>,
}

/// What a box outside of a form is for.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BoxKind {
    Date,
    Time,
    Phone,
    IdNumber,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ShapedText {
    pub text: String,
}

super::declare! { FormView, FormSectionView, FieldView, FindingView, BoxKind, ShapedText }

//! The application form, generated from the item's form and what was filled in.

use super::{Head, silent};
use serde::{Deserialize, Serialize};

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

/// One who signs, and the box that it is done in.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignerLine {
    /// 「申请人签名」, 「监护人签名」, 「申请人签名（盖章）」.
    pub label: String,
    pub name: String,
    /// 代: signs the own name for the applicant.
    pub signs_for: bool,
}

/// 申请表
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplicationForm {
    pub head: Head,
    pub title: String,
    pub sections: Vec<SheetSection>,
    /// What the applicant declares by signing.
    pub declaration: Vec<String>,
    /// What was noted of people's documents, and second names; a line each.
    pub remarks: Vec<String>,
    /// In each page's foot, as [`super::make_form_code`] makes it; empty for none.
    pub form_code: String,
    /// What is kept of a signature, why and how long, a line each; empty for a form that nobody signs.
    pub terms: Vec<String>,
    /// Empty for a form that nobody signs.
    pub signers: Vec<SignerLine>,
}

silent!(SheetField, SheetSection, SignerLine, ApplicationForm);

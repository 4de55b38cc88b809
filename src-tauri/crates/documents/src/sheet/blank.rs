//! A form of the pack as paper to fill by pen, and the sheet that shows how an invented person
//! fills it.

use super::{FieldKind, silent};
use serde::{Deserialize, Serialize};

/// One box; `value` is what stands in it already: the item's name, or on a sample what the invented
/// person wrote.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct BlankField {
    pub label: String,
    pub kind: FieldKind,
    pub required: bool,
    pub hint: String,
    pub options: Vec<String>,
    pub max_len: Option<usize>,
    pub value: String,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct BlankSection {
    pub title: String,
    pub fields: Vec<BlankField>,
}

/// 空白表; 样表 where `sample` says so. It names nobody.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BlankForm {
    pub station: String,
    pub window: String,
    pub printed_at: String,
    pub mark: Option<String>,
    pub sample: bool,
    pub title: String,
    pub item_name: String,
    pub material: String,
    /// Of the pack that the form is from.
    pub version: String,
    pub sections: Vec<BlankSection>,
    /// What is declared by signing.
    pub declaration: Vec<String>,
    /// Who signs.
    pub signs: Vec<String>,
}

silent!(BlankField, BlankSection, BlankForm);

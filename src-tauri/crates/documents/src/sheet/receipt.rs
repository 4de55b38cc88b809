//! The two receipts: papers taken in, and a case accepted.

use super::{Head, silent};
use serde::{Deserialize, Serialize};

/// A material handed over: how many, and what became of it (「已验原件，原件已退还」).
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MaterialRow {
    pub name: String,
    pub original: u32,
    pub copy: u32,
    pub state: String,
}

/// 受理回执
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AcceptanceReceipt {
    pub head: Head,
    /// 「2026年11月20日」
    pub received_on: String,
    pub accepted_on: String,
    /// When it will be done: 「承诺办结：2026年12月18日前」, 「即办 · 今天办结」.
    pub deadline: String,
    pub materials: Vec<MaterialRow>,
    /// What was noted of the cards when they were read, one line a person. With any of them the
    /// paper does not say that all is in its lawful form.
    pub card_remarks: Vec<String>,
    /// Fee, way of fetching the result, how to ask: one line each, shown under 「告知事项」.
    pub notes: Vec<String>,
}

/// 接收回执
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MaterialsReceipt {
    pub head: Head,
    /// With the time: the clock of the law starts here.
    pub received_on: String,
    /// 「补正告知期限 2026年11月27日，逾期视为受理」
    pub deadline: String,
    pub materials: Vec<MaterialRow>,
    pub notes: Vec<String>,
}

silent!(MaterialRow, AcceptanceReceipt, MaterialsReceipt);

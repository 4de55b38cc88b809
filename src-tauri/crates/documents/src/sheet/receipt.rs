//! The two receipts: papers taken in, and a case accepted.

use super::{Head, NoticeItem, silent};
use serde::{Deserialize, Serialize};

/// A material as it was handed over: how many came, and what was done with them
/// (「扫描 3 页，已验原件（…），原件已退还」).
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MaterialRow {
    pub name: String,
    pub original: u32,
    pub copy: u32,
    pub state: String,
    /// What the list wants, where that is something else than what came: 「应交 原件1 复印件1」.
    pub wanted: String,
}

/// 受理回执
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AcceptanceReceipt {
    pub head: Head,
    /// What is said before the table, each sentence with its fact.
    pub opening: String,
    /// 「2026年11月20日」
    pub received_on: String,
    pub accepted_on: String,
    /// When it will be done: 「承诺办结：2026年12月18日前」, 「即办 · 今天办结」.
    pub deadline: String,
    pub materials: Vec<MaterialRow>,
    /// What was noted of the cards when they were read, one line a person.
    pub card_remarks: Vec<String>,
    /// 逾期视为受理: the case stands accepted since its receipt, and the paper says why.
    pub deemed: Option<DeemedNote>,
    /// Fee, way of fetching the result, how to ask: one line each, shown under 「告知事项」.
    pub notes: Vec<String>,
    /// 核验码 in groups, as people read it; empty where nothing is decided yet.
    pub receipt_code: String,
    /// What the code is for.
    pub receipt_note: String,
    /// When the window's clock was last confirmed, or that nobody knows.
    pub clock_note: String,
}

/// On what ground, and what is still to be handed in (补交).
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeemedNote {
    pub law: Vec<String>,
    pub papers: Vec<NoticeItem>,
    /// What handing them in does to the clock.
    pub note: String,
}

/// 接收回执
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MaterialsReceipt {
    pub head: Head,
    pub opening: String,
    /// With the time: the clock of the law starts here.
    pub received_on: String,
    /// 「补正告知期限 2026年11月27日，逾期视为受理」; empty where no such limit runs.
    pub deadline: String,
    pub materials: Vec<MaterialRow>,
    pub notes: Vec<String>,
}

silent!(MaterialRow, AcceptanceReceipt, DeemedNote, MaterialsReceipt);

//! The notices: what is missing, why not, and what to bring.

use super::{Head, silent};
use serde::{Deserialize, Serialize};

/// One thing to put right.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeItem {
    pub material: String,
    pub problem: String,
    pub how_to_fix: String,
}

/// 申请材料补正告知书
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorrectionNotice {
    pub head: Head,
    /// What is said before the table, each sentence with its fact.
    pub opening: String,
    pub items: Vec<NoticeItem>,
    /// Until when and to where the papers are brought.
    pub deadline: String,
    /// The article the notice rests on, as text; empty for matters that are no licence.
    pub law: Vec<String>,
    pub notes: Vec<String>,
}

/// The office whose matter it is.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RightOffice {
    pub name: String,
    pub address: Option<String>,
    pub phone: Option<String>,
}

/// 不予受理通知书
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Refusal {
    pub head: Head,
    pub opening: String,
    pub reasons: Vec<String>,
    pub law: Vec<String>,
    /// 复议 and 诉讼: to whom and within what time.
    pub remedies: Vec<String>,
    /// Named when the matter belongs to another office.
    pub right_office: Option<RightOffice>,
    pub notes: Vec<String>,
}

/// An answer that shaped the list; a circumstance of the matter, not of a person.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Situation {
    pub question: String,
    pub answer: String,
}

/// A material to bring.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListRow {
    pub name: String,
    pub original: u32,
    pub copy: u32,
    /// 「必要」, 「任选其一」, 「可容缺」 …
    pub need: String,
    /// Why it is on the list, or how it must look.
    pub why: String,
}

/// 一次性告知书. There is no case and no applicant, so there is no [`Head`].
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OneTimeList {
    pub station: String,
    pub window: String,
    pub clerk_name: String,
    pub printed_at: String,
    pub mark: Option<String>,
    pub item_name: String,
    pub department: String,
    pub situations: Vec<Situation>,
    pub conditions: Vec<String>,
    pub materials: Vec<ListRow>,
    /// Time limit as text.
    pub limit: Option<String>,
    pub fee: Option<String>,
    /// Where to go, when open, whom to call: one line each.
    pub notes: Vec<String>,
    /// The version of the catalogue the list was drawn from.
    pub version: Option<String>,
}

silent!(NoticeItem, CorrectionNotice, RightOffice, Refusal, Situation, ListRow, OneTimeList);

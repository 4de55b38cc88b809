//! Papers that say one thing: what is promised, until when, for how long. They share one shape.

use super::{Head, MaterialRow, silent};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// 容缺受理承诺书: the applicant's own word
    #[default]
    DeferredCommitment,
    /// 容缺受理通知书
    DeferredNotice,
    /// 特殊程序审查期限告知书
    SpecialNotice,
    /// 延长办理期限通知书
    ExtensionNotice,
    /// 纸质移交单: to the deciding office, not to the applicant
    HandoverSlip,
    /// 撤回申请书: the own word of whoever asks that the case end
    WithdrawalRequest,
    /// 准予决定书, in the name of the department that entrusted it
    EntrustedGrant,
    /// 不予决定书, likewise
    EntrustedRefusal,
    /// 终止办理告知书: the window ended the case, as its corrections never came
    LapseNotice,
    /// 更正告知书: a case goes on under the right item
    RefilingNotice,
    /// 办理进度告知单: what happened so far, and what comes next
    CourseSlip,
}

impl LetterKind {
    pub const ALL: [LetterKind; 11] = [
        Self::DeferredCommitment,
        Self::DeferredNotice,
        Self::SpecialNotice,
        Self::ExtensionNotice,
        Self::HandoverSlip,
        Self::WithdrawalRequest,
        Self::EntrustedGrant,
        Self::EntrustedRefusal,
        Self::LapseNotice,
        Self::RefilingNotice,
        Self::CourseSlip,
    ];

    /// Stable name of the form.
    pub fn form_name(self) -> &'static str {
        match self {
            Self::DeferredCommitment => "deferred_commitment",
            Self::DeferredNotice => "deferred_notice",
            Self::SpecialNotice => "special_notice",
            Self::ExtensionNotice => "extension_notice",
            Self::HandoverSlip => "handover_slip",
            Self::WithdrawalRequest => "withdrawal_request",
            Self::EntrustedGrant => "entrusted_grant",
            Self::EntrustedRefusal => "entrusted_refusal",
            Self::LapseNotice => "lapse_notice",
            Self::RefilingNotice => "refiling_notice",
            Self::CourseSlip => "course_slip",
        }
    }
}

/// Name and value of one line of the table.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterFact {
    pub label: String,
    pub value: String,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    pub kind: LetterKind,
    pub head: Head,
    pub opening: String,
    pub facts: Vec<LetterFact>,
    /// Materials that are here; without any no table is printed.
    pub materials: Vec<MaterialRow>,
    /// Numbered sentences: what is promised, or what the reader should know.
    pub points: Vec<String>,
    /// The article it rests on; empty where none is named.
    pub law: Vec<String>,
    /// 核验码 in groups, of [`LetterKind::DeferredNotice`]; empty where nothing is decided yet.
    pub receipt_code: String,
    /// What the code is for.
    pub receipt_note: String,
    /// When the window's clock was last confirmed, or that nobody knows.
    pub clock_note: String,
}

silent!(LetterFact, Letter);

//! What may be decided, the papers of a decision and their printing.
use crate::Failure;
use counter_core::case::DecisionKind;
use counter_core::casework::{LackCode, Section};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DecisionOption {
    #[ts(type = "DecisionKind")]
    pub kind: DecisionKind,
    pub possible: bool,
    pub lacks: Vec<Lack>,
    /// Only with a supervisor's word.
    pub supervised: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Lack {
    #[ts(type = "LackCode")]
    pub code: LackCode,
    pub params: BTreeMap<String, String>,
    #[ts(type = "number")]
    pub section: Section,
}

/// Papers that may follow: `until` is what is proposed, `latest` the last day the case allows;
/// `extendable` the last to which what was promised can be extended now.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DeferrableView {
    pub materials: Vec<String>,
    pub until: String,
    pub latest: Option<String>,
    pub extendable: Option<String>,
}

/// 逾期视为受理: accepted since `since`, and what its acceptance still asks for.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DeemedView {
    pub since: String,
    pub papers: Vec<NoticeItem>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NoticeItem {
    pub material: Option<String>,
    pub name: String,
    pub problem: String,
    pub fix: String,
    pub reason: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DecisionView {
    pub options: Vec<DecisionOption>,
    pub suggested: Vec<NoticeItem>,
    pub listed: Vec<String>,
    pub offices: Vec<String>,
    pub deferrable: Option<DeferrableView>,
    pub deemed: Option<DeemedView>,
    /// A notice was given before: of `listed`, what came since, which another one may name without a
    /// supervisor.
    pub came_since: Option<Vec<String>>,
    pub remedies: String,
    pub preview: Option<DocumentView>,
    #[ts(type = "DecisionKind | null")]
    pub preview_kind: Option<DecisionKind>,
}

/// `missing`: of a paper that is not issued yet, the codes of characters that it cannot show.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DocumentView {
    pub id: String,
    pub form: String,
    pub number: Option<String>,
    pub pages: u32,
    pub issued_at: Option<String>,
    /// How often a printer took it.
    pub prints: u32,
    /// How often it was kept as a file, for want of a printer.
    pub saves: u32,
    pub missing: Vec<String>,
    pub revision: u32,
    pub url: String,
    /// 核验码 in groups, where the paper bears one.
    pub code: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PrintResult {
    pub printed: bool,
    pub printer: Option<String>,
    pub file: Option<String>,
    /// Why the paper did not come out, where what it belongs to stands all the same.
    pub failure: Option<Failure>,
}

impl PrintResult {
    /// Nothing came out, and nothing was kept as a file.
    pub fn none() -> PrintResult {
        PrintResult { printed: false, printer: None, file: None, failure: None }
    }
}

super::declare! { DecisionOption, Lack, DeferrableView, DeemedView, NoticeItem, DecisionView, DocumentView,
PrintResult }

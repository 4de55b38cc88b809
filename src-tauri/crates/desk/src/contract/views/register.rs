//! 用印登记: the papers that were sealed on a day.
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RegisteredPaper {
    pub case: String,
    pub case_number: Option<String>,
    pub item: String,
    pub issued_at: String,
    pub form: String,
    /// 文号 of a decision; of other papers the number that the case had.
    pub number: Option<String>,
    /// How often a printer took it.
    pub prints: u32,
    /// How often it was kept as a file, for want of a printer.
    pub saves: u32,
}

/// A 文号 that was taken for a case and that no decision bears.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SpoiltNumber {
    pub department: String,
    pub number: String,
    pub case: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PaperRegisterView {
    pub day: String,
    pub as_of: String,
    pub rows: Vec<RegisteredPaper>,
    /// Of every day.
    pub spoilt: Vec<SpoiltNumber>,
}

super::declare! { RegisteredPaper, SpoiltNumber, PaperRegisterView }

//! Papers of a computer that is set up. They name no citizen and no clerk.

use super::{LetterFact, silent};
use serde::{Deserialize, Serialize};

/// One step, what came of it, and when.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SetupLine {
    pub step: String,
    pub result: String,
    pub at: String,
}

/// 测试页, 设备调试小结. Without lines it is the test page.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SetupSheet {
    pub station: String,
    pub printed_at: String,
    pub mark: Option<String>,
    pub title: String,
    pub facts: Vec<LetterFact>,
    pub lines: Vec<SetupLine>,
}

silent!(SetupLine, SetupSheet);

//! Scenarios and what came of them.
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScenarioRow {
    pub id: String,
    pub title: String,
    pub times: u32,
    pub last: Option<RunRow>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScenarioView {
    pub id: String,
    pub title: String,
    pub says: Vec<String>,
    pub laid: Vec<LaidView>,
    pub cards: u32,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LaidView {
    pub name: String,
    pub brought: bool,
    pub said: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScenarioNow {
    pub scenario: Option<ScenarioView>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RunRow {
    pub scenario: String,
    pub title: String,
    pub clerk: String,
    pub name: String,
    pub case: Option<String>,
    pub started_at: String,
    pub seconds: u32,
    pub right: u32,
    pub missed: u32,
    pub extra: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Right,
    Missed,
    Extra,
}

/// `expected` and `found` are words of the catalogue, or codes where `point` has its own.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ResultLine {
    pub point: String,
    pub verdict: Verdict,
    pub subject: String,
    pub expected: String,
    pub found: String,
    pub rule: String,
    pub source: String,
    pub advice: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ResultView {
    pub run: RunRow,
    pub says: Vec<String>,
    pub lines: Vec<ResultLine>,
}

super::declare! { ScenarioRow, ScenarioView, LaidView, ScenarioNow, RunRow, Verdict, ResultLine,
    ResultView }

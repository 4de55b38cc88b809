//! Who played which scenario, when, and how it came out. One setting of the practice database; the case itself is in its journal.
use crate::{Desk, Failure};
use serde::{Deserialize, Serialize};

const RUNS: &str = "practice.runs";

#[derive(Clone, Serialize, Deserialize)]
pub struct Run {
    pub id: String,
    pub scenario: String,
    pub clerk: String,
    pub name: String,
    pub started_ms: i64,
    /// None while it is being played.
    pub case: Option<String>,
    pub seconds: u32,
    pub right: u32,
    pub missed: u32,
    pub extra: u32,
}

/// Oldest first.
pub fn of(desk: &Desk) -> Vec<Run> {
    desk.setting(RUNS).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Adds a run, or replaces the one of its id. A run begun and left is dropped when its clerk begins another.
pub fn put(desk: &Desk, run: Run) -> Result<(), Failure> {
    let mut all = of(desk);
    all.retain(|known| known.id != run.id && (known.case.is_some() || known.clerk != run.clerk));
    all.push(run);
    let text = serde_json::to_string(&all).map_err(|_| Failure::new("internal"))?;
    desk.keep(RUNS, &text)
}

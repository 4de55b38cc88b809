//! Who played which scenario, when, and how it came out. One value of the practice database; the
//! case itself is in its journal.
use crate::Failure;
use crate::station::Station;
use crate::station::stored::StoredName;
use serde::{Deserialize, Serialize};

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
pub fn load_runs(station: &Station) -> Vec<Run> {
    station.stored_value(StoredName::PracticeRuns).unwrap_or_default()
}

/// Adds a run, or replaces the one of its id. A run begun and left is dropped when its clerk begins
/// another.
pub fn store_run(station: &Station, run: Run) -> Result<(), Failure> {
    let mut runs = load_runs(station);
    runs.retain(|existing| {
        existing.id != run.id && (existing.case.is_some() || existing.clerk != run.clerk)
    });
    runs.push(run);
    station.store_value(StoredName::PracticeRuns, &runs)
}

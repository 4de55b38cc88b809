//! Setting this computer up: who may, and what was tried of it. It is kept, so that it can be shown
//! and printed again: of a card its kind, of a page nothing.
//!
//! Devices are tried by whoever is signed in and, until anybody was at the office that counts here,
//! by whoever stands before the new computer.
use super::Station;
use super::stored::StoredName;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::{SetupOutcome, SetupStep, SetupTry};
use counter_core::date::{Moment, moment_text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Stored: a field that is added needs a default.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetupRecord {
    steps: BTreeMap<SetupStep, NotedTry>,
    printed_ms: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct NotedTry {
    at_ms: i64,
    #[serde(flatten)]
    result: StepResult,
}

/// What came of a step, by which device.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StepResult {
    pub outcome: SetupOutcome,
    #[serde(default)]
    pub device: String,
    #[serde(default)]
    pub invented: bool,
    #[serde(default)]
    pub detail: Option<String>,
}

impl StepResult {
    /// Without a device.
    pub fn new(outcome: SetupOutcome) -> StepResult {
        StepResult { outcome, device: String::new(), invented: false, detail: None }
    }
}

impl SetupRecord {
    pub fn find_try(&self, step: SetupStep) -> Option<SetupTry> {
        let NotedTry { at_ms, result } = self.steps.get(&step)?.clone();
        let StepResult { outcome, device, invented, detail } = result;
        let at = Some(moment_text(Moment::from_millis(at_ms)));
        Some(SetupTry { outcome, at, device, invented, detail })
    }

    pub fn printed_at(&self) -> Option<String> {
        self.printed_ms.map(|at| moment_text(Moment::from_millis(at)))
    }
}

impl Station {
    /// A database that cannot be asked says nothing of who was here.
    pub fn require_setup(&self) -> Result<(), Failure> {
        if self.environment.fixed {
            return Err(Failure::new(FailureCode::SettingsFixed));
        }
        let name = StoredName::LastClerk.text();
        let was_used = self.with_store(|store| store.setting(&name))?.is_some();
        if was_used { self.require_clerk().map(drop) } else { Ok(()) }
    }

    pub fn setup_record(&self) -> SetupRecord {
        self.stored_value(StoredName::Setup).unwrap_or_default()
    }

    pub fn note_step(&self, step: SetupStep, result: StepResult) -> Result<(), Failure> {
        let mut record = self.setup_record();
        record.steps.insert(step, NotedTry { at_ms: self.now().millis(), result });
        self.store_value(StoredName::Setup, &record)
    }

    /// What was tried of another device says nothing of this one.
    pub fn forget_step(&self, step: SetupStep) -> Result<(), Failure> {
        let mut record = self.setup_record();
        match record.steps.remove(&step) {
            Some(_) => self.store_value(StoredName::Setup, &record),
            None => Ok(()),
        }
    }

    pub fn note_setup_printed(&self) -> Result<(), Failure> {
        let record = SetupRecord { printed_ms: Some(self.now().millis()), ..self.setup_record() };
        self.store_value(StoredName::Setup, &record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_and_what_is_missing_has_its_default() {
        let record = r#"{"steps":{"reader":{"at_ms":0,"outcome":"good","detail":"resident","of":"later"}},"printed_ms":0}"#;
        let record: SetupRecord = serde_json::from_str(record).unwrap();
        let reader = record.find_try(SetupStep::Reader).unwrap();
        assert_eq!(
            (reader.outcome, reader.detail.as_deref()),
            (SetupOutcome::Good, Some("resident"))
        );
        assert!(!reader.invented && reader.device.is_empty());
        assert!(record.find_try(SetupStep::Printer).is_none() && record.printed_at().is_some());
        let again: SetupRecord =
            serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
        assert!(again.find_try(SetupStep::Reader).is_some());
        assert!(serde_json::from_str::<SetupRecord>("{}").unwrap().printed_at().is_none());
    }
}

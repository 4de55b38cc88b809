//! With no address configured: the reference office in this very process. No socket leads to it, so
//! nobody else of this computer signs in there with the passwords that everybody knows. It starts
//! once the station's key is known: what it keeps names people as well as the station's own records
//! do.
//!
//! Invariant: the embedded office is asked by the client that asks a real one, and is reached by
//! nobody but this program; embedded devices are reached by port and device name, like real ones.
//! Only `desk::office` and `desk::devices::emulated` know of them.
use super::Office;
use counter_catalog::Pack;
use counter_office::{DepartmentPace, Library, OpenError, Setup};
use counter_store::StationKey;
use serde::Deserialize;
use std::path::Path;

/// Beside this window's settings: what the trial does by itself. None: nothing.
const TRIAL_SETTINGS: &str = "trial.json";

/// How the departments of the trial work, where they are to work by themselves.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrialSettings {
    /// What a working day of theirs takes.
    day_seconds: u32,
    #[serde(default)]
    seed: u64,
}

impl Office {
    /// The office that stands in where no address is configured, if this environment has one.
    pub async fn open_stand_in(&self, key: &StationKey) {
        if self.station.environment.office_in_process {
            return self.open_in_process(key).await;
        }
        let is_wanted = self.stop_reason().is_none() && self.station.settings().office.is_empty();
        if !is_wanted || self.own.lock().is_some() {
            return;
        }
        match self.open_trial(key).await {
            Ok(trial) => self.keep_own(trial),
            Err(code) => tracing::warn!(code, "the embedded office could not be opened"),
        }
    }

    async fn open_trial(&self, key: &StationKey) -> Result<counter_office::Office, &'static str> {
        let folder = &self.station.folders.data;
        // Not the pack that was fetched last: this office is where a newer program's pack comes
        // from.
        let catalogue = Pack::builtin_signed().map_err(|_| "no_catalogue")?;
        let (data, key) = (folder.join("trial"), key.for_trial_office());
        // Verifiers of passwords take their time.
        let opening = tokio::task::spawn_blocking(move || open_sealed(&data, catalogue, &key));
        let opened = opening.await.map_err(|_| "internal")?;
        let office = opened.map_err(|error| error.code())?;
        remove_unsealed(&folder.join("trial-office"));
        Ok(match read_pace(&self.station.folders.config) {
            Some(pace) => office.with_departments(pace),
            None => office,
        })
    }

    /// Lets the departments of the office in this process do what is due, if it plays any.
    pub async fn play_departments(&self) {
        let Some(own) = self.own.lock().clone() else { return };
        let outcome = tokio::task::spawn_blocking(move || own.play_departments()).await;
        if let Ok(Err(code)) = outcome {
            tracing::warn!(code, "the trial's departments cannot go on");
        }
    }
}

/// None where nothing is settled, or nothing that can be read.
fn read_pace(config: &Path) -> Option<DepartmentPace> {
    let text = std::fs::read_to_string(config.join(TRIAL_SETTINGS)).ok()?;
    match serde_json::from_str::<TrialSettings>(&text) {
        Ok(TrialSettings { day_seconds, seed }) => {
            Some(DepartmentPace { day_ms: day_seconds.saturating_mul(1000), seed })
        }
        Err(_) => {
            tracing::warn!("the trial's settings cannot be read; its departments do nothing");
            None
        }
    }
}

/// Where an earlier version kept the same kind of invented cases, in the clear.
fn remove_unsealed(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!("the records of an earlier version's trial office could not be deleted");
    }
}

/// Whether these records of a trial office have every one of these cases, and the credential.
pub(super) fn knows_all(
    data: &Path,
    key: &[u8; 32],
    cases: &[&str],
    credential: Option<&str>,
) -> bool {
    let setup = Setup {
        data: Some(data),
        demo: counter_office::demo_accounts(),
        key: Some(key),
        ..Setup::default()
    };
    let know = |office: counter_office::Office| {
        let has_cases = office.has_all_cases(cases.iter().copied())?;
        let gave = credential.map_or(Ok(true), |credential| office.knows_credential(credential))?;
        Ok(has_cases && gave)
    };
    counter_office::Office::set_up(setup).and_then(know).unwrap_or(false)
}

fn open_sealed(
    data: &Path,
    catalogue: Vec<u8>,
    key: &[u8; 32],
) -> Result<counter_office::Office, OpenError> {
    let setup = || Setup {
        data: Some(data),
        catalog: catalogue.clone(),
        demo: counter_office::demo_accounts(),
        key: Some(key),
        certificates: Library::demo(),
        ..Setup::default()
    };
    match counter_office::Office::set_up(setup()) {
        // Sealed for a station that is gone from here: nobody can read it any more, and it was a
        // trial.
        Err(OpenError::WrongKey) => {
            tracing::warn!("the trial office's records are another station's; it starts anew");
            std::fs::remove_dir_all(data).map_err(OpenError::DataFolder)?;
            counter_office::Office::set_up(setup())
        }
        opened => opened,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_work_only_where_their_day_is_settled() {
        let config = tempfile::tempdir().unwrap();
        let file = config.path().join(TRIAL_SETTINGS);
        assert_eq!(read_pace(config.path()), None);
        for wrong in ["", "{}", r#"{"day_seconds":-1}"#, r#"{"day_seconds":30,"else":1}"#] {
            std::fs::write(&file, wrong).unwrap();
            assert_eq!(read_pace(config.path()), None, "{wrong}");
        }
        std::fs::write(&file, r#"{"day_seconds":30}"#).unwrap();
        let settled = DepartmentPace { day_ms: 30_000, seed: 0 };
        assert_eq!(read_pace(config.path()), Some(settled));
        std::fs::write(&file, r#"{"day_seconds":4294967295,"seed":7}"#).unwrap();
        let settled = DepartmentPace { day_ms: u32::MAX, seed: 7 };
        assert_eq!(read_pace(config.path()), Some(settled));
    }
}

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
use counter_office::{Library, OpenError, Setup};
use counter_store::StationKey;
use std::path::Path;

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
        Ok(office)
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

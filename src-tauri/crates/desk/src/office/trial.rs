//! With no address configured: the reference office on loopback, on a free port. It is reached like
//! a real one; nobody above this folder knows that it is here. It starts once the station's key is
//! known: what it keeps names people as well as the station's own records do.
//!
//! Invariant: the embedded office and devices are reached by address, port and device name, like
//! real ones. Only `desk::office::trial` and `desk::devices::emulated` know of them.
use super::Office;
use counter_catalog::Pack;
use counter_office::{Library, OpenError, Setup};
use counter_store::StationKey;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// How long the office may take to finish what was begun.
const FAREWELL: Duration = Duration::from_secs(3);

/// The office on loopback: where it listens, how to stop it, and when it has stopped.
pub struct TrialOffice {
    address: String,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Office {
    pub(super) fn trial_address(&self) -> Option<String> {
        self.trial.lock().as_ref().map(|trial| trial.address.clone())
    }

    /// The office that stands in where no address is configured, if this environment has one.
    pub async fn open_stand_in(&self, key: &StationKey) {
        if self.station.environment.office_in_process {
            return self.open_in_process(key).await;
        }
        let is_wanted = self.stop_reason().is_none() && self.station.settings().office.is_empty();
        if !is_wanted || self.trial_address().is_some() {
            return;
        }
        match self.serve_trial(key).await {
            Ok(trial) => *self.trial.lock() = Some(trial),
            Err(_) => tracing::warn!("the embedded office could not be started"),
        }
    }

    async fn serve_trial(&self, key: &StationKey) -> Result<TrialOffice, std::io::Error> {
        let folder = &self.station.folders.data;
        // Not the pack that was fetched last: this office is where a newer program's pack comes
        // from.
        let catalogue =
            Pack::builtin_signed().map_err(|_| std::io::Error::other("no catalogue"))?;
        let (data, key) = (folder.join("trial"), key.for_trial_office());
        // Verifiers of passwords take their time.
        let opened =
            tokio::task::spawn_blocking(move || open_sealed(&data, catalogue, &key)).await?;
        let office = opened.map_err(|error| {
            tracing::warn!(code = error.code(), "the embedded office cannot be opened");
            std::io::Error::other("the embedded office cannot be opened")
        })?;
        remove_unsealed(&folder.join("trial-office"));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async move {
            // Dropped without a word: the desk was let go, and the office goes on until the program
            // ends.
            if stopped.await.is_err() {
                std::future::pending().await
            }
        };
        let serving = tokio::spawn(counter_office::serve(listener, Arc::new(office), stopped));
        Ok(TrialOffice { address, stop, serving })
    }

    pub async fn stop_trial(&self) {
        let Some(TrialOffice { stop, mut serving, .. }) = self.trial.lock().take() else { return };
        // An office that ended by itself hears nothing any more.
        let _ = stop.send(());
        if tokio::time::timeout(FAREWELL, &mut serving).await.is_err() {
            serving.abort();
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

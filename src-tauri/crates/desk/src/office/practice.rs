//! The office of practice, in this very process like a trial's: practice has no HTTP client at all.
//! Its records lie beside the environment's own and are sealed with a key that hangs from the environment's.
//!
//! Invariant: in practice there is no HTTP client. The office is a router in this process
//! (`counter_office::InProcess`) with a database under `data/practice/office`.
use super::Office;
use crate::station::environment::Environment;
use counter_catalog::Pack;
use counter_office::{Account, Library, Setup};
use counter_store::StationKey;
use std::path::PathBuf;

impl Office {
    pub async fn open_in_process(&self, key: &StationKey) {
        if self.own.lock().is_some() {
            return;
        }
        let key = key.for_trial_office();
        let data = self.station.environment.home.join("office");
        let accounts = learner_accounts(&self.station.environment);
        // Verifiers of passwords take their time.
        let outcome = tokio::task::spawn_blocking(move || set_up(data, &key, &accounts)).await;
        match outcome.unwrap_or(Err("internal")) {
            Ok(office) => self.keep_own(office),
            Err(code) => tracing::error!(code, "the office in process cannot be opened"),
        }
    }
}

/// Each with the password that is shown at sign-in.
fn learner_accounts(environment: &Environment) -> Vec<(Account, String)> {
    let account = |demo: &crate::contract::views::DemoAccount| {
        let account = Account {
            number: demo.number.clone(),
            name: demo.name.clone(),
            role: demo.role.clone(),
            station: "练习·示例街道".to_owned(),
            station_code: "LIANXI".to_owned(),
            window: "练习窗".to_owned(),
        };
        (account, demo.password.clone())
    };
    environment.accounts.iter().map(account).collect()
}

fn set_up(
    data: PathBuf,
    key: &[u8; 32],
    accounts: &[(Account, String)],
) -> Result<counter_office::Office, &'static str> {
    let catalogue = Pack::builtin_signed().map_err(|_| "no_catalogue")?;
    let certificates = Library::demo();
    let setup = Setup {
        data: Some(&data),
        catalog: catalogue,
        key: Some(key),
        certificates,
        ..Setup::default()
    };
    let office = counter_office::Office::set_up(setup).map_err(|error| error.code())?;
    for (account, password) in accounts {
        office.enrol(account, password).map_err(|error| error.code())?;
    }
    Ok(office)
}

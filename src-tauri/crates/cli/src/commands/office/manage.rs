//! `counter office accounts`, `… end-installation` and the like: looks and small changes at the data
//! of an office, running or not.
use super::{Place, no_place, office_fault};
use crate::output::{Fault, Outcome};
use counter_office::{Library, ListedAccount, ListedInstallation, Office, OpenError};
use serde_json::{Value, json};

pub fn list_accounts(place: &Place) -> Outcome {
    let list = open_data(place)?.list_accounts().map_err(office_fault)?;
    let row = |listed: &ListedAccount| {
        let account = &listed.account;
        json!({
            "number": account.number, "name": account.name, "role": account.role,
            "station": account.station_code, "state": name_state(listed.ended_at),
        })
    };
    Ok(json!({ "accounts": list.iter().map(row).collect::<Vec<Value>>() }))
}

pub fn end_account(place: &Place, number: &str) -> Outcome {
    let is_known = open_data(place)?.end_account(number).map_err(office_fault)?;
    if is_known { Ok(json!({ "ended": number })) } else { Err(unknown_account()) }
}

pub fn enable_account(place: &Place, number: &str) -> Outcome {
    let is_known = open_data(place)?.enable_account(number).map_err(office_fault)?;
    if is_known { Ok(json!({ "enabled": number })) } else { Err(unknown_account()) }
}

pub fn list_installations(place: &Place) -> Outcome {
    let list = open_data(place)?.list_installations().map_err(office_fault)?;
    let row = |listed: &ListedInstallation| {
        json!({
            "id": listed.id.to_string(), "station": listed.station_code, "window": listed.window,
            "last_seen": listed.last_seen.to_string(), "unsent": listed.unsent,
            "state": name_state(listed.ended_at),
        })
    };
    Ok(json!({ "installations": list.iter().map(row).collect::<Vec<Value>>() }))
}

pub fn end_installation(place: &Place, id: &str) -> Outcome {
    let parsed = id.parse().map_err(|_| unknown_installation())?;
    let is_known = open_data(place)?.end_installation(parsed).map_err(office_fault)?;
    if is_known { Ok(json!({ "ended": id })) } else { Err(unknown_installation()) }
}

pub fn enable_installation(place: &Place, id: &str) -> Outcome {
    let parsed = id.parse().map_err(|_| unknown_installation())?;
    let is_known = open_data(place)?.enable_installation(parsed).map_err(office_fault)?;
    if is_known { Ok(json!({ "enabled": id })) } else { Err(unknown_installation()) }
}

/// Of a trial or a real office: the data says which it is.
fn open_data(place: &Place) -> Result<Office, Fault> {
    if place.is_forgetful() {
        return Err(no_place());
    }
    let open = |trial| place.open_office(trial, None, Library::default());
    open(false).or_else(|fault| match fault.code == OpenError::TrialMixed.code() {
        true => open(true),
        false => Err(fault),
    })
}

fn name_state(ended_at: Option<jiff::Timestamp>) -> &'static str {
    if ended_at.is_some() { "ended" } else { "good" }
}

fn unknown_account() -> Fault {
    Fault::new("unknown_account", "no account has this number")
}

fn unknown_installation() -> Fault {
    Fault::new("unknown_installation", "no installation has this id")
}

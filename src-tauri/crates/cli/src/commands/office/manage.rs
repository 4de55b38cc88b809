//! `counter office accounts`, `… end-installation` and the like: looks and small changes at the
//! records of an office that is there, running or not, a trial or not.
use super::{Numbers, Place, office_fault};
use crate::output::{Fault, Outcome};
use counter_backoffice::NumberRangeWire;
use counter_core::text::{normalize_code, normalize_line};
use counter_office::{
    FormerCredentials, ListedAccount, ListedInstallation, ListedLine, ListedLook, ListedRecovery,
};
use serde_json::{Value, json};
use uuid::Uuid;

pub fn list_accounts(place: &Place) -> Outcome {
    let list = place.find_records()?.list_accounts().map_err(office_fault)?;
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
    let number = normalize_code(number);
    let is_known = place.find_records()?.end_account(&number).map_err(office_fault)?;
    if is_known { Ok(json!({ "ended": number })) } else { Err(unknown_account()) }
}

pub fn enable_account(place: &Place, number: &str) -> Outcome {
    let number = normalize_code(number);
    let is_known = place.find_records()?.enable_account(&number).map_err(office_fault)?;
    if is_known { Ok(json!({ "enabled": number })) } else { Err(unknown_account()) }
}

pub fn read_audit(place: &Place, most: u32) -> Outcome {
    let office = place.find_records()?;
    let looks = office.list_looks(most).map_err(office_fault)?;
    let lines = office.list_log(most).map_err(office_fault)?;
    let look = |listed: &ListedLook| {
        json!({
            "at": listed.at.to_string(), "clerk": listed.clerk, "case": listed.case,
            "what": listed.what, "station": listed.station_code,
            "installation": listed.installation, "reason": listed.reason,
        })
    };
    let line = |listed: &&ListedLine| {
        json!({
            "at": listed.at.to_string(), "peer": listed.peer, "credential": listed.credential,
            "code": listed.code, "times": listed.times,
        })
    };
    // Without a status and an address nothing was refused: what was counted of a flood, and trails
    // that went back. A line that was cut has an address.
    let (refused, noted): (Vec<&ListedLine>, Vec<&ListedLine>) =
        lines.iter().partition(|listed| listed.status > 0 || listed.peer.is_some());
    Ok(json!({
        "looks": looks.iter().map(look).collect::<Vec<Value>>(),
        "refusals": refused.iter().map(line).collect::<Vec<Value>>(),
        "noted": noted.iter().map(line).collect::<Vec<Value>>(),
    }))
}

pub fn list_installations(place: &Place) -> Outcome {
    let office = place.find_records()?;
    let list = office.list_installations().map_err(office_fault)?;
    let former = office.list_former_credentials().map_err(office_fault)?;
    let row = |listed: &ListedInstallation| {
        json!({
            "id": listed.id.to_string(), "station": listed.station_code, "window": listed.window,
            "last_seen": listed.last_seen.to_string(), "unsent": listed.unsent,
            "state": name_state(listed.ended_at),
            "recoveries": listed.recoveries.iter().map(describe_recovery).collect::<Vec<Value>>(),
        })
    };
    let former_row = |listed: &FormerCredentials| {
        let (station, count) = (&listed.station_code, listed.count);
        json!({ "station": station, "credentials": count })
    };
    Ok(json!({
        "installations": list.iter().map(row).collect::<Vec<Value>>(),
        "former_credentials": former.iter().map(former_row).collect::<Vec<Value>>(),
    }))
}

/// Its disk was opened with both halves of the recovery key, and copied.
fn describe_recovery(listed: &ListedRecovery) -> Value {
    json!({
        "at": listed.at.to_string(), "heard": listed.heard.to_string(), "halves": listed.halves,
        "cases": listed.cases, "waiting": listed.waiting,
    })
}

pub fn end_installation(place: &Place, id: &str) -> Outcome {
    let parsed = id.parse().map_err(|_| unknown_installation())?;
    let is_known = place.find_records()?.end_installation(parsed).map_err(office_fault)?;
    if is_known { Ok(json!({ "ended": id })) } else { Err(unknown_installation()) }
}

pub fn enable_installation(place: &Place, id: &str) -> Outcome {
    let parsed = id.parse().map_err(|_| unknown_installation())?;
    let is_known = place.find_records()?.enable_installation(parsed).map_err(office_fault)?;
    if is_known { Ok(json!({ "enabled": id })) } else { Err(unknown_installation()) }
}

/// A station whose code is mistyped has none, and nobody shall believe that it was dealt with.
pub fn end_former_credentials(place: &Place, station: &str) -> Outcome {
    match place.find_records()?.end_former_credentials(station).map_err(office_fault)? {
        0 => Err(Fault::new("no_former_credentials", "this station has no such credentials")),
        count => Ok(json!({ "ended": count, "station": station })),
    }
}

pub fn give_numbers(place: &Place, id: &str, numbers: &Numbers) -> Outcome {
    let installation = id.parse().map_err(|_| unknown_installation())?;
    let range = NumberRangeWire {
        id: Uuid::new_v4(),
        department: normalize_line(&numbers.department),
        prefix: normalize_line(&numbers.prefix),
        suffix: normalize_line(&numbers.suffix),
        first: numbers.first,
        last: numbers.last,
    };
    if !range.is_possible() {
        return Err(Fault::new("bad_number_range", "these are no numbers that can be given"));
    }
    let office = place.find_records()?;
    if office.give_numbers(installation, &range).map_err(office_fault)? {
        return Ok(json!({ "given": range.id.to_string(), "installation": id }));
    }
    let refused = "no good installation has this id, or another one was given such a number";
    Err(Fault::new("numbers_not_given", refused))
}

pub fn name_state(ended_at: Option<jiff::Timestamp>) -> &'static str {
    if ended_at.is_some() { "ended" } else { "good" }
}

fn unknown_account() -> Fault {
    Fault::new("unknown_account", "no account has this number")
}

fn unknown_installation() -> Fault {
    Fault::new("unknown_installation", "no installation has this id")
}

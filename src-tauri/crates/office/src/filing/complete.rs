//! `POST /cases/{case}/complete`: the office reads every byte again, and only then takes the newest revision for its own.
//! What does not match its hash is thrown away and named, so that it can be sent anew.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{Acknowledgement, CaseState, Part};
use uuid::Uuid;

use crate::auth::access;
use crate::filing::cases::{Filed, case_id, encode, newest};
use crate::http::answer::{Fault, json};
use crate::office::{Office, at_leisure};
use crate::records::{Db, DbError, values};

pub async fn complete(
    State(office): State<Arc<Office>>,
    Path(case): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let caller = at_leisure(|| access::caller(&office, &headers))?;
    let case = case_id(&case)?;
    let _claim = office.claim(format!("case {case}"))?;
    let answer = at_leisure(|| {
        let filed = newest(&office.records.get()?, case, caller.station_code())?;
        match filed.acknowledgement {
            Some(before) => Ok(before),
            None => acknowledge(&office, case, filed),
        }
    })?;
    Ok(json(StatusCode::OK, &answer))
}

fn acknowledge(office: &Arc<Office>, case: Uuid, filed: Filed) -> Result<Acknowledgement, Fault> {
    let mut missing = Vec::new();
    for part in &filed.submission.manifest {
        if !missing.contains(&part.sha256) && !is_whole(office, case, part)? {
            missing.push(part.sha256.clone());
        }
    }
    if !missing.is_empty() {
        let mut fault = Fault::unfit("materials_missing", "Parts are missing or were damaged on the way.");
        fault.missing = missing;
        return Err(fault);
    }
    let answer = Acknowledgement {
        number: filed.number,
        state: CaseState::Acknowledged,
        received_digest: filed.submission.received_digest(),
    };
    office.records.get()?.execute(
        "UPDATE revisions SET acknowledgement = ?3 WHERE case_uuid = ?1 AND revision = ?2",
        &values![case, filed.revision, encode(&answer)?],
    )?;
    Ok(answer)
}

/// Reads the part again, to the last byte. A damaged one is dropped; one that is merely short stays, to go on from.
fn is_whole(office: &Arc<Office>, case: Uuid, part: &Part) -> Result<bool, Fault> {
    let Some(id) = upload_of(&office.records.get()?, case, &part.sha256)? else {
        return Ok(false);
    };
    // Bytes still arriving could be taken back after they were read here.
    let _claim = office.claim(format!("upload {id}"))?;
    match office.shelf.len(&id)? {
        Some(held) if held < part.len => return Ok(false),
        Some(_) if office.shelf.sha256(&id)? == part.sha256 => {
            office.shelf.sync(&id)?;
            return Ok(true);
        }
        _ => {}
    }
    office.records.get()?.execute("DELETE FROM uploads WHERE id = ?1", &values![&id])?;
    office.shelf.remove(&id)?;
    Ok(false)
}

pub fn upload_of(db: &Db<'_>, case: Uuid, sha256: &str) -> Result<Option<String>, DbError> {
    let found = "SELECT id FROM uploads WHERE case_uuid = ?1 AND sha256 = ?2";
    db.one(found, &values![case, sha256])?.map(|row| row.get(0)).transpose()
}

//! A supervisor's eyes: a revision as it was filed, the bytes of a part. Every look is written down before it is granted.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, RevisionWire, digest};
use uuid::Uuid;

use crate::auth::access::{self, Person};
use crate::filing::cases::{all, case_id};
use crate::filing::complete::upload_of;
use crate::http::answer::{Fault, json};
use crate::office::{Office, at_leisure};
use crate::records::values;
use crate::supervision::returns;

/// `GET /cases/{case}/revisions/{n}`
pub async fn revision(
    State(office): State<Arc<Office>>,
    Path((case, n)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let answer = at_leisure(|| {
        let supervisor = access::caller(&office, &headers)?.supervisor()?;
        read_revision(&office, case_id(&case)?, &n, &supervisor)
    })?;
    Ok(json(StatusCode::OK, &answer))
}

fn read_revision(office: &Office, case: Uuid, n: &str, supervisor: &Person) -> Result<RevisionWire, Fault> {
    let unknown = || Fault::new(StatusCode::NOT_FOUND, "unknown_revision", "The case has no such revision.");
    let filed = all(&office.records.get()?, case, &supervisor.station_code)?;
    let of = filed.first().map_or(0, |newest| newest.revision);
    let one = filed.into_iter().find(|one| one.revision.to_string() == n).ok_or_else(unknown)?;
    let returns = returns::of(&office.records.get()?, case)?;
    look(office, case, supervisor, &format!("revision {n}"))?;
    let state = one.state();
    Ok(RevisionWire { number: one.number, revision: one.revision, of, state, submission: one.submission, returns })
}

/// `GET /cases/{case}/parts/{sha256}`: once a revision that has it is acknowledged.
pub async fn part(
    State(office): State<Arc<Office>>,
    Path((case, sha256)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let (media, bytes) = at_leisure(|| {
        let person = access::caller(&office, &headers)?.person()?;
        read_part(&office, case_id(&case)?, &sha256, &person)
    })?;
    let headers = [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "no-store".to_owned())];
    let digest = [(CONTENT_DIGEST, digest::content_digest(&bytes))];
    let guard = [(header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    Ok((headers, digest, guard, bytes).into_response())
}

fn read_part(office: &Office, case: Uuid, sha256: &str, person: &Person) -> Result<(String, Vec<u8>), Fault> {
    let unknown = || Fault::new(StatusCode::NOT_FOUND, "unknown_part", "The case has no such part.");
    let revisions = all(&office.records.get()?, case, &person.station_code)?;
    let held = revisions.into_iter().filter(|one| one.acknowledgement.is_some());
    let part = held.flat_map(|one| one.submission.manifest).find(|p| p.sha256 == sha256).ok_or_else(unknown)?;
    let id = upload_of(&office.records.get()?, case, sha256)?.ok_or_else(unknown)?;
    let bytes = office.shelf.read(&id)?;
    look(office, case, person, &format!("part {sha256}"))?;
    Ok((part.media, bytes))
}

/// Written down before anything is shown.
pub fn look(office: &Office, case: Uuid, person: &Person, what: &str) -> Result<(), Fault> {
    office.records.get()?.execute(
        "INSERT INTO looks (clerk, case_uuid, what, at_ms) VALUES (?1, ?2, ?3, ?4)",
        &values![&person.number, case, what, office.now().as_millisecond()],
    )?;
    Ok(())
}

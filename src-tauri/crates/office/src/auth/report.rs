//! `POST /installation`: an installation says where it stands and how much waits there, and hears
//! which of its sign-ins have ended. Nobody has to be signed in for it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{InstallationAnswer, InstallationReport, Private};
use uuid::Uuid;

use super::accounts::find_ended_sign_ins;
use super::caller::identify_caller;
use super::installations::{begin_installation_change, renew_credential};
use super::recoveries::record_recovery;
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::values;
use crate::storage::Storage;

pub async fn report_installation(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let id = run_blocking(|| identify_caller(&storage, &headers))?.require_installation()?;
    let report: InstallationReport = read_json(&headers, body).await?;
    if !report.is_possible() {
        let title = "Too long a window's name, too many sign-ins, or no fingerprint.";
        return Err(ApiError::unprocessable("bad_report", title));
    }
    let answer = run_blocking(|| note_report(&storage, id, &report))?;
    Ok(json_answer(StatusCode::OK, &answer))
}

fn note_report(
    storage: &Storage,
    id: Uuid,
    report: &InstallationReport,
) -> Result<InstallationAnswer, ApiError> {
    let now = storage.now();
    let change = begin_installation_change(storage, id)?;
    // Where it stands only a clerk of its own station says: with a guest, or with nobody signed in,
    // it is where it was.
    let said_window = Some(report.window.clone()).filter(|window| !window.is_empty());
    change.execute(
        "UPDATE installations SET \"window\" = coalesce(?2, \"window\"), unsent = ?3,
           last_seen_ms = ?4 WHERE id = ?1",
        &values![id, &said_window, report.unsent, now.as_millisecond()],
    )?;
    if let Some(recovered) = &report.recovered {
        record_recovery(&change, id, recovered, now)?;
    }
    let renew = || renew_credential(&change, id, now).map(Private::new);
    let delivery_credential = report.renew.then(renew).transpose()?;
    let ended_sign_ins = find_ended_sign_ins(&change, id, &report.sign_ins, now)?;
    change.commit()?;
    if let Some(given) = &delivery_credential {
        storage.note_credential(given.expose());
    }
    Ok(InstallationAnswer { delivery_credential, ended_sign_ins })
}

//! `POST /certificates/search` and `POST /certificates/file`: for a clerk, bound to a case, an item, a purpose and a ground.
//! Written down before anything is told.

use std::sync::{Arc, PoisonError};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, CertificateFile, CertificateList, CertificateSearch, digest};
use counter_core::certificate::Ground;
use uuid::Uuid;

use crate::auth::access::{self, Person};
use crate::http::answer::{Fault, json, read_json};
use crate::office::{Office, at_leisure};
use crate::records::values;
use crate::supervision::review::look;

const MOST_KINDS: usize = 50;
const LONGEST_WORD: usize = 64;
const LONGEST_TEXT: usize = 200;

pub async fn search(State(office): State<Arc<Office>>, headers: HeaderMap, body: Body) -> Result<Response, Fault> {
    let clerk = at_leisure(|| access::caller(&office, &headers))?.person()?;
    let asked: CertificateSearch = read_json(&headers, body).await?;
    if !is_possible(&asked) {
        return Err(Fault::unfit("bad_search", "Kind, number, purpose or ground is missing or not possible."));
    }
    let found = at_leisure(|| found(&office, &asked, &clerk))?;
    Ok(json(StatusCode::OK, &found))
}

pub async fn file(State(office): State<Arc<Office>>, headers: HeaderMap, body: Body) -> Result<Response, Fault> {
    let clerk = at_leisure(|| access::caller(&office, &headers))?.person()?;
    let asked: CertificateFile = read_json(&headers, body).await?;
    let bytes = at_leisure(|| opened(&office, &asked, &clerk))?;
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "no-store")];
    let digest = [(CONTENT_DIGEST, digest::content_digest(&bytes))];
    let guard = [(header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    Ok((headers, digest, guard, bytes).into_response())
}

fn is_possible(asked: &CertificateSearch) -> bool {
    let fits = |text: &str, most| !text.trim().is_empty() && text.chars().count() <= most;
    let ground = match &asked.ground {
        Ground::Authorised => true,
        Ground::Statutory { text } => fits(text.expose(), LONGEST_TEXT),
    };
    let kinds = (1..=MOST_KINDS).contains(&asked.kinds.len()) && asked.kinds.iter().all(|k| fits(k, LONGEST_WORD));
    ground
        && kinds
        && fits(&asked.item, LONGEST_WORD)
        && fits(&asked.purpose, LONGEST_TEXT)
        && fits(asked.holder.number.expose(), LONGEST_WORD)
}

fn found(office: &Office, asked: &CertificateSearch, clerk: &Person) -> Result<CertificateList, Fault> {
    not_elsewhere(office, asked.case, clerk)?;
    let ground = match &asked.ground {
        Ground::Authorised => "authorised".to_owned(),
        Ground::Statutory { text } => format!("statutory ({})", text.expose()),
    };
    let (kinds, item, purpose) = (asked.kinds.join(","), &asked.item, &asked.purpose);
    look(office, asked.case, clerk, &format!("certificates {kinds} for {item} ({purpose}), {ground}"))?;
    let mut codes = office.codes.lock().unwrap_or_else(PoisonError::into_inner);
    let mut certificates = Vec::new();
    for at in office.library.find(&asked.holder, &asked.kinds) {
        let word = codes.issue(at, asked.case, &clerk.number, office.now())?;
        certificates.extend(office.library.told(at, word));
    }
    Ok(CertificateList { certificates })
}

/// A draft is not here yet, which is as it should be; a case that another station filed is not this clerk's.
fn not_elsewhere(office: &Office, case: Uuid, clerk: &Person) -> Result<(), Fault> {
    let whose = "SELECT station_code FROM cases WHERE uuid = ?1";
    let Some(row) = office.records.get()?.one(whose, &values![case])? else { return Ok(()) };
    if row.get::<String>(0)? == clerk.station_code { Ok(()) } else { Err(Fault::unknown_case()) }
}

fn opened(office: &Office, asked: &CertificateFile, clerk: &Person) -> Result<bytes::Bytes, Fault> {
    let unknown = || Fault::new(StatusCode::NOT_FOUND, "unknown_code", "No such code, or no longer.");
    let codes = office.codes.lock().unwrap_or_else(PoisonError::into_inner);
    let at = codes.opens(asked.auth_code.expose(), asked.case, &clerk.number, office.now()).ok_or_else(unknown)?;
    drop(codes);
    let (identifier, bytes) = office.library.file(at).ok_or_else(unknown)?;
    look(office, asked.case, clerk, &format!("certificate {}", identifier.expose()))?;
    Ok(bytes)
}

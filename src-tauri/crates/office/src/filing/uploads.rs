//! Parts arrive here by tus 1.0: creation, offset, resume. An upload belongs to a part that a filed case announced.
//! What lies on the shelf is the offset, so nothing can disagree with it after a crash.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, MAX_PART, digest, tus};

use crate::auth::access;
use crate::filing::cases::newest;
use crate::filing::complete::upload_of;
use crate::filing::incoming::take_in;
use crate::http::answer::Fault;
use crate::office::{Office, at_leisure, random_text};
use crate::records::{Db, values};

const OFFSET: HeaderName = HeaderName::from_static(tus::OFFSET);

pub struct Upload {
    pub id: String,
    pub len: u64,
}

/// `OPTIONS /uploads`: what of tus is spoken here.
pub async fn discover() -> Response {
    let headers = [
        (tus::VERSIONS, tus::VERSION.to_owned()),
        ("tus-extension", "creation".to_owned()),
        (tus::MAX_SIZE, MAX_PART.to_string()),
    ];
    tus_answer((StatusCode::NO_CONTENT, headers).into_response())
}

/// `POST /uploads`. Asked twice for the same part, it names the same upload: a lost answer leaves no orphan.
pub async fn create(State(office): State<Arc<Office>>, headers: HeaderMap) -> Result<Response, Fault> {
    spoken(&headers)?;
    let upload = at_leisure(|| open_upload(&office, &headers))?;
    let location = format!("{}/{}", tus::UPLOADS, upload.id);
    Ok(tus_answer((StatusCode::CREATED, [(header::LOCATION, location)]).into_response()))
}

/// `HEAD /uploads/{id}`.
pub async fn offset(
    State(office): State<Arc<Office>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    spoken(&headers)?;
    let (upload, at) = at_leisure(|| find(&office, &headers, &id))?;
    let counts = [(tus::OFFSET, at.to_string()), (tus::LENGTH, upload.len.to_string())];
    let store = [(header::CACHE_CONTROL, "no-store")];
    Ok(tus_answer((StatusCode::OK, counts, store).into_response()))
}

/// `PATCH /uploads/{id}`.
pub async fn append(
    State(office): State<Arc<Office>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    spoken(&headers)?;
    if headers.get(header::CONTENT_TYPE).is_none_or(|v| v != tus::OFFSET_OCTETS) {
        let said = "application/offset+octet-stream is expected.";
        return Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", said));
    }
    let at =
        tus::count(&headers, tus::OFFSET).ok_or_else(|| Fault::bad("offset_missing", "Upload-Offset is required."))?;
    let _claim = office.claim(format!("upload {id}"))?;
    let (upload, held) = at_leisure(|| find(&office, &headers, &id))?;
    if at != held {
        let conflict = Fault::new(StatusCode::CONFLICT, "wrong_offset", "The upload is at another offset.");
        return Err(conflict.with(OFFSET, held));
    }
    let promised = tus::count(&headers, header::CONTENT_LENGTH.as_str()).unwrap_or_default();
    if promised > upload.len - held {
        return Err(beyond());
    }
    let reached = take_in(&office, &upload, held, named_digest(&headers)?, body).await?;
    Ok(tus_answer((StatusCode::NO_CONTENT, [(tus::OFFSET, reached.to_string())]).into_response()))
}

fn open_upload(office: &Office, headers: &HeaderMap) -> Result<Upload, Fault> {
    let caller = access::caller(office, headers)?;
    let metadata = headers.get(tus::METADATA).and_then(|v| v.to_str().ok()).and_then(tus::Metadata::parse);
    let metadata =
        metadata.ok_or_else(|| Fault::bad("bad_metadata", "Upload-Metadata must name case, part and sha256."))?;
    let len =
        tus::count(headers, tus::LENGTH).ok_or_else(|| Fault::bad("length_missing", "Upload-Length is required."))?;
    let change = office.records.change(&metadata.case.to_string())?;
    announced(&change, &metadata, len, caller.station_code())?;
    if let Some(id) = upload_of(&change, metadata.case, &metadata.sha256)? {
        return Ok(Upload { id, len });
    }
    let id = random_text()?;
    office.shelf.create(&id)?;
    change.execute(
        "INSERT INTO uploads (id, case_uuid, sha256, len) VALUES (?1, ?2, ?3, ?4)",
        &values![&id, metadata.case, &metadata.sha256, len as i64],
    )?;
    change.commit()?;
    Ok(Upload { id, len })
}

/// Only what the newest manifest of a case of this station names may be uploaded.
fn announced(db: &Db<'_>, named: &tus::Metadata, len: u64, station_code: &str) -> Result<(), Fault> {
    let manifest = newest(db, named.case, station_code)?.submission.manifest;
    if manifest.iter().any(|p| p.id == named.part && p.sha256 == named.sha256 && p.len == len) {
        return Ok(());
    }
    Err(Fault::unfit("not_in_manifest", "The case's manifest has no such part."))
}

/// The caller's upload and how many bytes it holds.
fn find(office: &Office, headers: &HeaderMap, id: &str) -> Result<(Upload, u64), Fault> {
    let caller = access::caller(office, headers)?;
    let found = "SELECT len FROM uploads JOIN cases ON uuid = case_uuid WHERE id = ?1 AND station_code = ?2";
    let row = office.records.get()?.one(found, &values![id, caller.station_code()])?;
    let gone = || Fault::new(StatusCode::NOT_FOUND, "upload_gone", "No such upload.");
    let len: u64 = row.ok_or_else(gone)?.get(0)?;
    // Only names from our own table ever become file names.
    let held = office.shelf.len(id)?.ok_or_else(gone)?;
    Ok((Upload { id: id.to_owned(), len }, held.min(len)))
}

fn named_digest(headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let Some(value) = headers.get(CONTENT_DIGEST) else {
        return Ok(None);
    };
    let named = value.to_str().ok().and_then(digest::named_sha256);
    named.map(Some).ok_or_else(|| Fault::bad("bad_digest", "Content-Digest must name a sha-256."))
}

fn spoken(headers: &HeaderMap) -> Result<(), Fault> {
    if headers.get(tus::RESUMABLE).is_some_and(|v| v == tus::VERSION) {
        return Ok(());
    }
    Err(Fault::new(StatusCode::PRECONDITION_FAILED, "tus_version", "Tus-Resumable 1.0.0 is required."))
}

pub fn beyond() -> Fault {
    Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "beyond_length", "The body goes beyond the announced length.")
}

fn tus_answer(mut response: Response) -> Response {
    response.headers_mut().insert(tus::RESUMABLE, HeaderValue::from_static(tus::VERSION));
    response
}

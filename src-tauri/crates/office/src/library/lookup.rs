//! `POST /certificates/search` and `POST /certificates/file`: for a clerk, bound to a case, an
//! item, a purpose and a ground. Written down before anything is told.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use counter_backoffice::{CONTENT_DIGEST, CertificateFile, CertificateList, CertificateSearch, digest};
use counter_core::certificate::Ground;
use uuid::Uuid;

use super::certificates::Library;
use super::codes::Codes;
use crate::auth::{Person, identify_caller};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::values;
use crate::storage::Storage;
use crate::supervision::record_look;

const MAX_KINDS: usize = 50;
const MAX_WORD: usize = 64;
const MAX_TEXT: usize = 200;

/// The library as clerks may look things up in it.
pub struct Lookup {
    storage: Arc<Storage>,
    library: Library,
    codes: Mutex<Codes>,
}

impl Lookup {
    pub fn new(storage: Arc<Storage>, library: Library) -> Self {
        Lookup { storage, library, codes: Mutex::default() }
    }

    fn codes(&self) -> MutexGuard<'_, Codes> {
        self.codes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn search(&self, request: &CertificateSearch, clerk: &Person) -> Result<CertificateList, ApiError> {
        self.check_case(request.case, clerk)?;
        let ground = match &request.ground {
            Ground::Authorised => "authorised".to_owned(),
            Ground::Statutory { text } => format!("statutory ({})", text.expose()),
        };
        let (kinds, item, purpose) = (request.kinds.join(","), &request.item, &request.purpose);
        let subject = format!("certificates {kinds} for {item} ({purpose}), {ground}");
        record_look(&self.storage, request.case, clerk, &subject)?;
        let mut codes = self.codes();
        let mut certificates = Vec::new();
        for place in self.library.find_certificates(&request.holder, &request.kinds) {
            let code = codes.issue_code(place, request.case, &clerk.number, self.storage.now())?;
            certificates.extend(self.library.describe_certificate(place, code));
        }
        Ok(CertificateList { certificates })
    }

    /// A draft is not here yet, which is as it should be; a case that another station filed is not
    /// this clerk's.
    fn check_case(&self, case: Uuid, clerk: &Person) -> Result<(), ApiError> {
        let select = "SELECT station_code FROM cases WHERE uuid = ?1";
        let Some(row) = self.storage.records.get_db()?.query_first(select, &values![case])? else { return Ok(()) };
        if row.get::<String>(0)? == clerk.station_code { Ok(()) } else { Err(ApiError::unknown_case()) }
    }

    /// The file and its digest.
    fn open_file(&self, request: &CertificateFile, clerk: &Person) -> Result<(Bytes, String), ApiError> {
        let unknown = || ApiError::new(StatusCode::NOT_FOUND, "unknown_code", "No such code, or no longer.");
        let (code, now) = (request.auth_code.expose(), self.storage.now());
        let place = self.codes().find_certificate(code, request.case, &clerk.number, now).ok_or_else(unknown)?;
        let (identifier, bytes) = self.library.get_file(place).ok_or_else(unknown)?;
        record_look(&self.storage, request.case, clerk, &format!("certificate {}", identifier.expose()))?;
        let digest = digest::content_digest(&bytes);
        Ok((bytes, digest))
    }
}

pub async fn search_certificates(
    State(lookup): State<Arc<Lookup>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let clerk = run_blocking(|| identify_caller(&lookup.storage, &headers))?.require_person()?;
    let request: CertificateSearch = read_json(&headers, body).await?;
    if !is_possible(&request) {
        let title = "Kind, number, purpose or ground is missing or not possible.";
        return Err(ApiError::unprocessable("bad_search", title));
    }
    let list = run_blocking(|| lookup.search(&request, &clerk))?;
    Ok(json_answer(StatusCode::OK, &list))
}

pub async fn fetch_certificate(
    State(lookup): State<Arc<Lookup>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let clerk = run_blocking(|| identify_caller(&lookup.storage, &headers))?.require_person()?;
    let request: CertificateFile = read_json(&headers, body).await?;
    let (bytes, digest) = run_blocking(|| lookup.open_file(&request, &clerk))?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, [(CONTENT_DIGEST, digest)], bytes).into_response())
}

fn is_possible(request: &CertificateSearch) -> bool {
    let fits = |text: &str, most| !text.trim().is_empty() && text.chars().count() <= most;
    let ground = match &request.ground {
        Ground::Authorised => true,
        Ground::Statutory { text } => fits(text.expose(), MAX_TEXT),
    };
    let kinds = (1..=MAX_KINDS).contains(&request.kinds.len()) && request.kinds.iter().all(|k| fits(k, MAX_WORD));
    ground
        && kinds
        && fits(&request.item, MAX_WORD)
        && fits(&request.purpose, MAX_TEXT)
        && fits(request.holder.number.expose(), MAX_WORD)
}

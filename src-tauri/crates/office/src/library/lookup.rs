//! Looking things up in the library. Written down before anything is told.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::StatusCode;
use bytes::Bytes;
use counter_backoffice::{CertificateFile, CertificateList, CertificateSearch, digest};
use counter_core::certificate::Ground;
use uuid::Uuid;

use super::certificates::Library;
use super::codes::Codes;
use crate::auth::Person;
use crate::http::ApiError;
use crate::records::values;
use crate::storage::Storage;
use crate::supervision::record_look;

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

    pub fn storage(&self) -> &Storage {
        &self.storage
    }

    fn codes(&self) -> MutexGuard<'_, Codes> {
        self.codes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn find_certificates(
        &self,
        request: &CertificateSearch,
        clerk: &Person,
    ) -> Result<CertificateList, ApiError> {
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
        let Some(row) = self.storage.records.get_db()?.query_first(select, &values![case])? else {
            return Ok(());
        };
        if row.get::<String>(0)? == clerk.station_code {
            Ok(())
        } else {
            Err(ApiError::unknown_case())
        }
    }

    /// The file and its digest.
    pub fn open_file(
        &self,
        request: &CertificateFile,
        clerk: &Person,
    ) -> Result<(Bytes, String), ApiError> {
        let unknown =
            || ApiError::new(StatusCode::NOT_FOUND, "unknown_code", "No such code, or no longer.");
        let (code, now) = (request.auth_code.expose(), self.storage.now());
        let place = self
            .codes()
            .find_certificate(code, request.case, &clerk.number, now)
            .ok_or_else(unknown)?;
        let (identifier, bytes) = self.library.get_file(place).ok_or_else(unknown)?;
        record_look(
            &self.storage,
            request.case,
            clerk,
            &format!("certificate {}", identifier.expose()),
        )?;
        let digest = digest::content_digest(&bytes);
        Ok((bytes, digest))
    }
}

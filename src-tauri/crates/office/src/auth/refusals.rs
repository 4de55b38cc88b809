//! Each refusal is a line of the office's log, whatever refused it: whose address, which credential,
//! which code.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use counter_backoffice::digest::sha256_hex;
use jiff::Timestamp;

use super::office_log::{LogLine, name_credential, write_line};
use crate::error::DbError;
use crate::http::{Refused, read_bearer, run_blocking};
use crate::storage::Storage;

/// Lines in one minute, so that no flood of strangers fills the records. Those beyond are counted.
const MOST_A_MINUTE: u32 = 600;
const MINUTE_MS: i64 = 60_000;
/// Asked again and again by honest stations, and no refusal: there is nothing yet to give out.
const NOTHING_YET: [&str; 2] = ["no_centre_file", "no_anchor"];
/// Of a bound, though their status is that of a server: nothing of the office failed.
const BUSY: [&str; 2] = ["sign_in_busy", "busy"];

/// Where a request on a socket came from.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

pub struct Refusals {
    storage: Arc<Storage>,
    allowance: Mutex<Allowance>,
}

#[derive(Default)]
struct Allowance {
    minute: i64,
    written: u32,
    passed_over: u32,
}

impl Allowance {
    /// Whether this refusal has a line, and how many before it had none.
    fn take(&mut self, now_ms: i64) -> (bool, u32) {
        let minute = now_ms.div_euclid(MINUTE_MS);
        if minute != self.minute {
            (self.minute, self.written) = (minute, 0);
        }
        if self.written >= MOST_A_MINUTE {
            self.passed_over = self.passed_over.saturating_add(1);
            return (false, 0);
        }
        self.written += 1;
        (true, std::mem::take(&mut self.passed_over))
    }
}

impl Refusals {
    pub fn new(storage: Arc<Storage>) -> Self {
        Refusals { storage, allowance: Mutex::default() }
    }

    /// A line that was cut, or a head that no request came of: there is no credential yet. `status`
    /// is what it was told, and 0 for nothing.
    #[cfg(feature = "listen")]
    pub fn note_line(&self, peer: Peer, code: &'static str, status: u16) {
        let refused = Refused { code, account: None };
        self.write(Some(peer), None, &refused, status);
    }

    /// Whether this answer is a refusal, and which. What the office itself failed at is none: that is
    /// in the program's log.
    fn find_refusal(response: &Response) -> Option<Refused> {
        let refused = response.extensions().get::<Refused>().cloned();
        let is_refusal = match &refused {
            Some(refused) if NOTHING_YET.contains(&refused.code) => false,
            Some(refused) if BUSY.contains(&refused.code) => true,
            _ => response.status().is_client_error(),
        };
        is_refusal.then(|| refused.unwrap_or(Refused { code: "refused", account: None }))
    }

    /// When, and how many refusals before this one had no line. None where the minute has its lines:
    /// a flood costs no more than this question.
    fn take_line(&self) -> Option<(Timestamp, u32)> {
        let now = self.storage.now();
        let mut allowance = self.allowance.lock().unwrap_or_else(PoisonError::into_inner);
        let (is_written, passed_over) = allowance.take(now.as_millisecond());
        is_written.then_some((now, passed_over))
    }

    fn write(&self, peer: Option<Peer>, hash: Option<&str>, refused: &Refused, status: u16) {
        let Some((now, passed_over)) = self.take_line() else { return };
        run_blocking(|| self.write_lines(now, passed_over, peer, hash, refused, status));
    }

    fn write_lines(
        &self,
        now: Timestamp,
        passed_over: u32,
        peer: Option<Peer>,
        hash: Option<&str>,
        refused: &Refused,
        status: u16,
    ) {
        let account = refused.account.as_deref();
        let write = || -> Result<(), DbError> {
            let db = self.storage.records.get_db()?;
            let credential = match (account, hash) {
                (Some(number), _) => format!("account {number}"),
                (None, Some(hash)) => {
                    name_credential(&db, hash)?.unwrap_or_else(|| "unknown".to_owned())
                }
                (None, None) => "none".to_owned(),
            };
            let line = LogLine {
                peer: peer.map(|Peer(address)| address.to_string()),
                credential: &credential,
                code: refused.code,
                status,
                times: 1,
            };
            if passed_over > 0 {
                let (peer, credential, code) = (None, "not_listed", "refused");
                let before = LogLine { peer, credential, code, status: 0, times: passed_over };
                write_line(&db, &before, now)?;
            }
            write_line(&db, &line, now)
        };
        // The records' own failure is in the log of the program.
        if write().is_err() {
            tracing::warn!(code = "refusal_unwritten", "a refusal is not in the office's log");
        }
    }
}

/// Who sent a request, before it is handed on.
pub struct Sender {
    peer: Option<Peer>,
    hash: Option<String>,
}

impl Sender {
    pub fn read(request: &Request) -> Self {
        let bearer = read_bearer(request.headers());
        Sender {
            peer: request.extensions().get::<Peer>().copied(),
            hash: bearer.map(|secret| sha256_hex(secret.as_bytes())),
        }
    }
}

impl Refusals {
    /// Where this answer is a refusal it is written down.
    pub fn note_answer(&self, sender: &Sender, response: &Response) {
        let Some(refused) = Self::find_refusal(response) else { return };
        let status = response.status().as_u16();
        self.write(sender.peer, sender.hash.as_deref(), &refused, status);
    }
}

pub async fn note_refusal(
    State(refusals): State<Arc<Refusals>>,
    request: Request,
    next: Next,
) -> Response {
    let sender = Sender::read(&request);
    let response = next.run(request).await;
    refusals.note_answer(&sender, &response);
    response
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use axum::response::IntoResponse;

    use super::*;
    use crate::http::ApiError;

    #[test]
    fn a_bound_is_a_refusal_and_a_fault_of_the_office_is_none() {
        let find = |status: StatusCode, code: &'static str| {
            let response = ApiError::new(status, code, "").into_response();
            Refusals::find_refusal(&response).map(|refused| refused.code)
        };
        for (status, code) in [
            (StatusCode::SERVICE_UNAVAILABLE, "sign_in_busy"),
            (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            (StatusCode::TOO_MANY_REQUESTS, "too_many_requests"),
            (StatusCode::FORBIDDEN, "wrong_host"),
        ] {
            assert_eq!(find(status, code), Some(code));
        }
        for (status, code) in [
            (StatusCode::SERVICE_UNAVAILABLE, "storage_away"),
            (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
            (StatusCode::NOT_FOUND, "no_anchor"),
        ] {
            assert_eq!(find(status, code), None, "{code}");
        }
        let by_the_framework = StatusCode::BAD_REQUEST.into_response();
        let found = Refusals::find_refusal(&by_the_framework);
        assert_eq!(found.map(|refused| refused.code), Some("refused"));
        assert!(Refusals::find_refusal(&StatusCode::OK.into_response()).is_none());
    }

    #[test]
    fn a_flood_is_counted_and_the_next_minute_says_so() {
        let mut allowance = Allowance::default();
        for _ in 0..MOST_A_MINUTE {
            assert_eq!(allowance.take(60_000), (true, 0));
        }
        assert_eq!(allowance.take(60_001), (false, 0));
        assert_eq!(allowance.take(119_999), (false, 0));
        assert_eq!(allowance.take(120_000), (true, 2));
        assert_eq!(allowance.take(120_001), (true, 0));
    }
}

//! Each refusal is a line of the office's log, whatever refused it: whose address, which credential,
//! which code.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use counter_backoffice::digest::sha256_hex;

use super::office_log::{LogLine, name_credential, write_line};
use crate::error::DbError;
use crate::http::{Refused, read_bearer, run_blocking};
use crate::storage::Storage;

/// Lines in one minute, so that no flood of strangers fills the records. Those beyond are counted.
const MOST_A_MINUTE: u32 = 600;
const MINUTE_MS: i64 = 60_000;
/// Asked again and again by honest stations, and no refusal: there is nothing yet to give out.
const NOTHING_YET: [&str; 2] = ["no_centre_file", "no_anchor"];

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

    fn write(&self, peer: Option<Peer>, hash: Option<&str>, response: &Response) {
        let refused = response.extensions().get::<Refused>();
        if refused.is_some_and(|refused| NOTHING_YET.contains(&refused.code)) {
            return;
        }
        let now = self.storage.now();
        let (is_written, passed_over) = self
            .allowance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take(now.as_millisecond());
        if !is_written {
            return;
        }
        let account = refused.and_then(|refused| refused.account.as_deref());
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
                code: refused.map_or("refused", |refused| refused.code),
                status: response.status().as_u16(),
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

pub async fn note_refusal(
    State(refusals): State<Arc<Refusals>>,
    request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<Peer>().copied();
    let hash = read_bearer(request.headers()).map(|secret| sha256_hex(secret.as_bytes()));
    let response = next.run(request).await;
    if response.status().is_client_error() {
        run_blocking(|| refusals.write(peer, hash.as_deref(), &response));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

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

//! Makes sense of one answer: the office or somebody else, done or refused, and why. Pure.
//!
//! Invariant: what answers without the header `Counter-Office` is not the office – a captive
//! portal's 200 is a line that is down.

use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use crate::error::OfficeError;
use crate::headers::{CONTENT_DIGEST, OFFICE_HEADER};
use crate::problem::{Problem, UNKNOWN};
use crate::transport::Response;
use crate::{digest, tus};

/// Longest wait that an office may ask for; anything above is a mistake that would strand the
/// queue.
const LONGEST_WAIT: u64 = 3600;
const DEFAULT_LOCK: u64 = 60;

/// Passes on what the office did, and turns everything else into its condition.
pub(crate) fn check_answer(response: Response) -> Result<Response, OfficeError> {
    let status = response.status();
    if status.is_success() || status == StatusCode::NOT_MODIFIED {
        return if is_ours(response.headers()) {
            Ok(response)
        } else {
            Err(OfficeError::NotOurOffice)
        };
    }
    Err(refusal(&response))
}

/// The JSON of a good answer.
pub(crate) fn read_json<T: DeserializeOwned>(response: Response) -> Result<T, OfficeError> {
    serde_json::from_slice(check_answer(response)?.body()).map_err(|_| OfficeError::Garbage)
}

/// The bytes of a good answer, once they match the digest that came with them.
pub(crate) fn read_verified(response: Response) -> Result<Vec<u8>, OfficeError> {
    let response = check_answer(response)?;
    let expected = response.headers().get(CONTENT_DIGEST).and_then(|v| v.to_str().ok());
    let expected = expected.and_then(digest::named_sha256).ok_or(OfficeError::Garbage)?;
    if digest::sha256_hex(response.body()) != expected {
        return Err(OfficeError::Garbage);
    }
    Ok(response.into_body().to_vec())
}

fn is_ours(headers: &HeaderMap) -> bool {
    headers.contains_key(OFFICE_HEADER)
}

fn refusal(response: &Response) -> OfficeError {
    let (status, headers) = (response.status(), response.headers());
    let problem = serde_json::from_slice::<Problem>(response.body()).ok();
    let code = problem.as_ref().map_or(UNKNOWN, Problem::safe_code);
    // A gateway before the office may say these two on its own, without our header.
    if status == StatusCode::TOO_MANY_REQUESTS && code == "locked_out" {
        return OfficeError::LockedOut { retry_after: wait(headers).unwrap_or(DEFAULT_LOCK) };
    }
    if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        return OfficeError::Overloaded { retry_after: wait(headers) };
    }
    if status.is_server_error() {
        return OfficeError::ServerFault { status: status.as_u16() };
    }
    if !is_ours(headers) {
        return OfficeError::NotOurOffice;
    }
    if !status.is_client_error() {
        return OfficeError::Garbage;
    }
    if let (StatusCode::CONFLICT, Some(at)) = (status, tus::count_header(headers, tus::OFFSET)) {
        return OfficeError::OffsetConflict { at };
    }
    // Cut on the way: whatever it said is not known, so no case is set aside for it.
    if problem.is_none() && !response.body().is_empty() {
        return OfficeError::Garbage;
    }
    by_code(status, code, problem.as_ref())
}

fn by_code(status: StatusCode, code: &str, problem: Option<&Problem>) -> OfficeError {
    match (status.as_u16(), code) {
        (401, "wrong_password") => OfficeError::WrongPassword,
        (401, _) => OfficeError::Unauthorized,
        (404 | 410, "upload_gone") => OfficeError::UploadGone,
        (409 | 423, _) => OfficeError::InProgress,
        (422, "key_reused") => OfficeError::KeyReused,
        (422, "materials_missing") => OfficeError::MaterialsMissing {
            missing: problem.map(|p| p.missing.clone()).unwrap_or_default(),
        },
        // Damaged or cut on the way: the same bytes again will do.
        (400, "digest_mismatch" | "body_cut" | "bad_json") | (408, _) => OfficeError::Garbage,
        (status, code) => OfficeError::Refused { status, code: code.to_owned() },
    }
}

/// Seconds of Retry-After; its form as a date is ignored, since the counter's clock may be years
/// off.
fn wait(headers: &HeaderMap) -> Option<u64> {
    tus::count_header(headers, header::RETRY_AFTER.as_str())
        .map(|seconds| seconds.min(LONGEST_WAIT))
}

/// The office's own time: the Date of its answer.
pub(crate) fn office_time(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(header::DATE)?.to_str().ok()?;
    let date_time = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(date_time.timestamp())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn answer(status: u16, ours: bool, extra: &[(&'static str, &str)], body: &str) -> Response {
        let mut response = http::Response::new(Bytes::from(body.to_owned()));
        *response.status_mut() = StatusCode::from_u16(status).expect("status");
        if ours {
            response.headers_mut().insert(OFFICE_HEADER, "1".parse().expect("value"));
        }
        for (name, value) in extra {
            response.headers_mut().insert(*name, value.parse().expect("value"));
        }
        response
    }

    fn problem(status: u16, code: &str) -> String {
        serde_json::to_string(&Problem::new(status, code, "")).expect("json")
    }

    #[test]
    fn a_strangers_page_is_not_the_office() {
        for status in [200, 204, 302, 404, 407, 511] {
            let error = check_answer(answer(status, false, &[], "<html>log in</html>"))
                .expect_err("stranger");
            assert!(error.is_passing(), "{status}: a stranger must not poison a case");
            if status < 500 {
                assert_eq!(error, OfficeError::NotOurOffice);
            }
        }
        assert_eq!(
            read_json::<Problem>(answer(200, true, &[], "<html>")),
            Err(OfficeError::Garbage)
        );
    }

    #[test]
    fn each_refusal_has_its_condition() {
        let told = |status, code| refusal(&answer(status, true, &[], &problem(status, code)));
        assert_eq!(told(401, "wrong_password"), OfficeError::WrongPassword);
        assert_eq!(told(401, "unauthorized"), OfficeError::Unauthorized);
        assert_eq!(told(404, "upload_gone"), OfficeError::UploadGone);
        assert_eq!(told(409, "in_progress"), OfficeError::InProgress);
        assert_eq!(told(422, "key_reused"), OfficeError::KeyReused);
        assert_eq!(told(400, "digest_mismatch"), OfficeError::Garbage);
        assert_eq!(
            told(422, "bad_case"),
            OfficeError::Refused { status: 422, code: "bad_case".into() }
        );
        assert_eq!(told(500, "fault"), OfficeError::ServerFault { status: 500 });
        assert_eq!(told(400, "body_cut"), OfficeError::Garbage);
        let cut = answer(422, true, &[], &problem(422, "bad_case")[..20]);
        assert_eq!(refusal(&cut), OfficeError::Garbage, "what it said is not known");
        let conflict = answer(409, true, &[("upload-offset", "5")], "");
        assert_eq!(refusal(&conflict), OfficeError::OffsetConflict { at: 5 });
    }

    #[test]
    fn an_absurd_wait_is_shortened_and_a_date_ignored() {
        let told = |value| refusal(&answer(429, true, &[("retry-after", value)], ""));
        assert_eq!(told("7"), OfficeError::Overloaded { retry_after: Some(7) });
        assert_eq!(told("31536000"), OfficeError::Overloaded { retry_after: Some(3600) });
        assert_eq!(
            told("Fri, 31 Dec 2049 23:59:59 GMT"),
            OfficeError::Overloaded { retry_after: None }
        );
        let locked = answer(429, true, &[("retry-after", "42")], &problem(429, "locked_out"));
        assert_eq!(refusal(&locked), OfficeError::LockedOut { retry_after: 42 });
    }

    #[test]
    fn the_offices_time_is_read_and_nonsense_is_none() {
        let told = |value| {
            office_time(answer(200, true, &[("date", value)], "").headers())
                .map(|at| at.as_second())
        };
        assert_eq!(told("Sun, 22 Nov 2026 05:31:15 GMT"), Some(1_795_325_475));
        assert_eq!(told("yesterday"), None);
        assert_eq!(office_time(answer(200, true, &[], "").headers()), None);
    }

    #[test]
    fn damaged_bytes_are_noticed() {
        let header = digest::content_digest(b"page");
        assert_eq!(
            read_verified(answer(200, true, &[("content-digest", &header)], "page")),
            Ok(b"page".to_vec())
        );
        assert_eq!(
            read_verified(answer(200, true, &[("content-digest", &header)], "pagf")),
            Err(OfficeError::Garbage)
        );
        assert_eq!(read_verified(answer(200, true, &[], "page")), Err(OfficeError::Garbage));
    }
}

//! Makes sense of one answer: the office or somebody else, done or refused, and why. Pure.
//!
//! Invariant: what answers neither with the header `Counter-Office` nor in the office's own form is
//! not the office. A web page is a gateway's, whatever headers it has: it says that this request
//! was kept from the office, and nothing of the case.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use crate::barrier::Barrier;
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
    let (status, headers) = (response.status(), response.headers());
    if status == StatusCode::NOT_MODIFIED {
        return Ok(response);
    }
    if !status.is_success() {
        return Err(refusal(&response));
    }
    if is_page(&response) {
        return Err(OfficeError::Gateway(Barrier::Page));
    }
    if is_packed(headers) {
        return Err(OfficeError::Gateway(Barrier::Headers));
    }
    // A gateway may take the office's headers away and leave what it said; nothing said at all is
    // how an upload is answered.
    let is_said = status == StatusCode::NO_CONTENT
        || is_json(headers)
        || headers.contains_key(CONTENT_DIGEST);
    if is_marked(headers) || is_said { Ok(response) } else { Err(OfficeError::NotOurOffice) }
}

/// The JSON of a good answer.
pub(crate) fn read_json<T: DeserializeOwned>(response: Response) -> Result<T, OfficeError> {
    let response = check_answer(response)?;
    serde_json::from_slice(response.body()).map_err(|_| match is_marked(response.headers()) {
        true => OfficeError::Garbage,
        false => OfficeError::NotOurOffice,
    })
}

/// The bytes of a good answer, once they match the digest that came with them.
pub(crate) fn read_verified(response: Response) -> Result<Vec<u8>, OfficeError> {
    let response = check_answer(response)?;
    let digest = named_digest(response.headers())?;
    read_bytes(response, &digest.ok_or(OfficeError::Gateway(Barrier::Headers))?)
}

/// The bytes of a good answer whose SHA-256 is known without it.
pub(crate) fn read_known(response: Response, sha256: &str) -> Result<Vec<u8>, OfficeError> {
    read_bytes(check_answer(response)?, sha256)
}

/// The bytes of a good answer that prove themselves later; a digest that came with them counts.
pub(crate) fn read_signed(response: Response) -> Result<Vec<u8>, OfficeError> {
    match named_digest(response.headers())? {
        Some(sha256) => read_bytes(response, &sha256),
        None => Ok(response.into_body().to_vec()),
    }
}

fn named_digest(headers: &HeaderMap) -> Result<Option<String>, OfficeError> {
    let Some(value) = headers.get(CONTENT_DIGEST) else { return Ok(None) };
    let sha256 = value.to_str().ok().and_then(digest::named_sha256);
    sha256.map(Some).ok_or(OfficeError::Garbage)
}

fn read_bytes(response: Response, sha256: &str) -> Result<Vec<u8>, OfficeError> {
    match digest::sha256_hex(response.body()) == sha256 {
        true => Ok(response.into_body().to_vec()),
        false => Err(OfficeError::Garbage),
    }
}

/// By headers that only an office sends.
fn is_marked(headers: &HeaderMap) -> bool {
    headers.contains_key(OFFICE_HEADER) || headers.contains_key(tus::RESUMABLE)
}

/// The media type without what may stand behind it.
fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.and_then(|text| text.split(';').next()).unwrap_or_default().trim().to_lowercase()
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = media_type(headers);
    media == "application/json" || media.ends_with("+json")
}

/// The office packs no answer, and none was asked for: somebody between did it unasked.
fn is_packed(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_ENCODING).is_some_and(|how| how != "identity")
}

fn is_page(response: &Response) -> bool {
    match media_type(response.headers()).as_str() {
        "text/html" | "application/xhtml+xml" => true,
        // A gateway that does not say what it sends, or names it by its tags.
        "" | "text/plain" | "text/xml" | "application/xml" => {
            first_byte(response.body()) == Some(b'<')
        }
        _ => false,
    }
}

/// Of what is seen: a mark of UTF-8 may stand before it.
fn first_byte(body: &Bytes) -> Option<u8> {
    let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    text.iter().copied().find(|byte| !byte.is_ascii_whitespace())
}

fn refusal(response: &Response) -> OfficeError {
    let (status, headers) = (response.status(), response.headers());
    let problem = serde_json::from_slice::<Problem>(response.body()).ok();
    let problem =
        problem.filter(|problem| problem.is_ours() || headers.contains_key(OFFICE_HEADER));
    let is_office = problem.is_some() || (is_marked(headers) && !is_page(response));
    let code = problem.as_ref().map_or(UNKNOWN, Problem::safe_code);
    if status == StatusCode::TOO_MANY_REQUESTS && code == "locked_out" {
        return OfficeError::LockedOut { retry_after: wait(headers).unwrap_or(DEFAULT_LOCK) };
    }
    if !is_office {
        return OfficeError::Gateway(Barrier::of_status(status.as_u16(), wait(headers)));
    }
    if matches!(status.as_u16(), 429 | 503) {
        return OfficeError::Overloaded { retry_after: wait(headers) };
    }
    if status.is_server_error() {
        return OfficeError::ServerFault { status: status.as_u16() };
    }
    if !status.is_client_error() {
        return OfficeError::Garbage;
    }
    let offset = tus::count_header(headers, tus::OFFSET);
    let offset = offset.or_else(|| problem.as_ref().and_then(|problem| problem.offset));
    if let (StatusCode::CONFLICT, Some(at)) = (status, offset) {
        return OfficeError::OffsetConflict { at };
    }
    // Cut on the way, or packed: whatever it said is not known, so no case is set aside for it.
    if problem.is_none() && !response.body().is_empty() {
        let packed = OfficeError::Gateway(Barrier::Headers);
        return if is_packed(headers) { packed } else { OfficeError::Garbage };
    }
    by_code(status, code, problem.as_ref())
}

fn by_code(status: StatusCode, code: &str, problem: Option<&Problem>) -> OfficeError {
    match (status.as_u16(), code) {
        (401, "wrong_password") => OfficeError::WrongPassword,
        (401, "installation_ended") => OfficeError::InstallationEnded,
        (401, _) => OfficeError::Unauthorized,
        (404 | 410, "upload_gone") => OfficeError::UploadGone,
        // Each of these was sent: somebody between took it away or wrote something else.
        (400, "offset_missing" | "length_missing" | "idempotency_key_missing" | "bad_metadata")
        | (400, "bad_digest" | "override_missing")
        | (409, "wrong_offset")
        | (411, _)
        | (412, "tus_version")
        | (415, "media_type") => OfficeError::Gateway(Barrier::Headers),
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

    const HTML: (&str, &str) = ("content-type", "text/html; charset=utf-8");
    const JSON: (&str, &str) = ("content-type", "Application/JSON;charset=UTF-8");

    #[test]
    fn a_gateways_refusal_is_its_own() {
        let page = "<html><center><h1>nginx</h1></center></html>";
        let kinds = [
            (200, Barrier::Page),
            (302, Barrier::Page),
            (401, Barrier::Page),
            (419, Barrier::Page),
            (440, Barrier::Page),
            (511, Barrier::Page),
            (403, Barrier::Forbidden),
            (451, Barrier::Forbidden),
            (566, Barrier::Forbidden),
            (567, Barrier::Forbidden),
            (405, Barrier::Method),
            (501, Barrier::Method),
            (411, Barrier::Length),
            (413, Barrier::TooLarge),
            (429, Barrier::Busy { retry_after: None }),
            (500, Barrier::NoAnswer { status: 500, retry_after: None }),
            (502, Barrier::NoAnswer { status: 502, retry_after: None }),
            (503, Barrier::NoAnswer { status: 503, retry_after: None }),
            (504, Barrier::NoAnswer { status: 504, retry_after: None }),
            (404, Barrier::Other { status: 404 }),
            (418, Barrier::Other { status: 418 }),
        ];
        for (status, barrier) in kinds {
            // A gateway that keeps the office's header over a page of its own is still no office.
            for marked in [false, true] {
                let error = check_answer(answer(status, marked, &[HTML], page)).expect_err("page");
                assert_eq!(error, OfficeError::Gateway(barrier), "{status}");
                assert!(error.is_passing() && error.is_barred() && error.line_news().is_none());
            }
            // Gateways of other makers say the same in JSON, some of them as a problem.
            for body in [r#"{"message":"no"}"#, r#"{"type":"about:blank","title":"no","status":1}"#]
            {
                let reply = answer(status, false, &[JSON], body);
                let error = read_json::<Problem>(reply).expect_err("no problem of ours");
                assert!(error.is_barred(), "{status}");
            }
        }
        let asked = answer(503, false, &[HTML, ("retry-after", "7")], page);
        assert_eq!(refusal(&asked).retry_after(), Some(7), "whoever asks for patience gets it");
        let blank = answer(200, false, &[], "  <!doctype html>");
        assert_eq!(check_answer(blank).err(), Some(OfficeError::Gateway(Barrier::Page)));
        for media in ["text/xml", "application/xml;charset=GBK", "text/plain"] {
            let page = answer(200, false, &[("content-type", media)], "<?xml?><html>");
            assert_eq!(check_answer(page).err(), Some(OfficeError::Gateway(Barrier::Page)));
        }
        let marked = answer(403, true, &[], "\u{feff}<html>");
        assert_eq!(check_answer(marked).err(), Some(OfficeError::Gateway(Barrier::Forbidden)));
        let other = answer(200, false, &[("content-type", "text/plain")], "pong");
        assert_eq!(check_answer(other).err(), Some(OfficeError::NotOurOffice));
        let garbage = read_json::<Problem>(answer(200, true, &[], "<html"));
        assert_eq!(garbage, Err(OfficeError::Gateway(Barrier::Page)));
        assert_eq!(read_json::<Problem>(answer(200, true, &[], "{")), Err(OfficeError::Garbage));
    }

    #[test]
    fn without_its_header_the_office_is_known_by_what_it_says() {
        let error_of = |status, code| {
            let media = ("content-type", "application/problem+json;charset=UTF-8");
            refusal(&answer(status, false, &[media], &problem(status, code)))
        };
        assert_eq!(error_of(404, "upload_gone"), OfficeError::UploadGone);
        assert_eq!(error_of(401, "unauthorized"), OfficeError::Unauthorized);
        assert_eq!(error_of(429, "busy"), OfficeError::Overloaded { retry_after: None });
        assert_eq!(error_of(503, "busy"), OfficeError::Overloaded { retry_after: None });
        assert_eq!(error_of(500, "fault"), OfficeError::ServerFault { status: 500 });
        let offset = Problem { offset: Some(7), ..Problem::new(409, "wrong_offset", "") };
        let offset = serde_json::to_string(&offset).expect("json");
        let at = OfficeError::OffsetConflict { at: 7 };
        assert_eq!(refusal(&answer(409, false, &[JSON], &offset)), at);
        let good = answer(200, false, &[JSON], &problem(400, "x"));
        assert_eq!(read_json::<Problem>(good).expect("read").code, "x");
        let list = read_json::<Vec<Problem>>(answer(200, false, &[JSON], "{}"));
        assert_eq!(list, Err(OfficeError::NotOurOffice));
        assert!(check_answer(answer(204, false, &[], "")).is_ok(), "bytes were taken in");
    }

    #[test]
    fn a_header_that_was_sent_and_did_not_arrive_is_the_gateways_doing() {
        let codes = [
            (400, "offset_missing"),
            (400, "idempotency_key_missing"),
            (409, "wrong_offset"),
            (412, "tus_version"),
            (415, "media_type"),
        ];
        for (status, code) in codes {
            let error = refusal(&answer(status, true, &[], &problem(status, code)));
            assert_eq!(error, OfficeError::Gateway(Barrier::Headers), "{code}");
        }
    }

    #[test]
    fn an_answer_that_was_packed_on_the_way_is_the_gateways_doing() {
        for status in [200, 422] {
            let packed = [JSON, ("content-encoding", "gzip")];
            let reply = answer(status, true, &packed, "\u{1f}\u{8}packed");
            let headers = Some(OfficeError::Gateway(Barrier::Headers));
            assert_eq!(check_answer(reply).err(), headers, "{status}");
        }
        let plain = answer(200, true, &[JSON, ("content-encoding", "identity")], "{}");
        assert!(check_answer(plain).is_ok());
    }

    #[test]
    fn each_refusal_has_its_condition() {
        let error_of = |status, code| refusal(&answer(status, true, &[], &problem(status, code)));
        assert_eq!(error_of(401, "wrong_password"), OfficeError::WrongPassword);
        assert_eq!(error_of(401, "unauthorized"), OfficeError::Unauthorized);
        let ended = error_of(401, "installation_ended");
        assert_eq!(ended, OfficeError::InstallationEnded);
        assert!(ended.is_passing() && !ended.is_line_down() && !ended.is_barred());
        assert_eq!((ended.line_news(), ended.greeting_news()), (Some(true), true));
        assert_eq!(error_of(404, "upload_gone"), OfficeError::UploadGone);
        assert_eq!(error_of(409, "in_progress"), OfficeError::InProgress);
        assert_eq!(error_of(422, "key_reused"), OfficeError::KeyReused);
        assert_eq!(error_of(400, "digest_mismatch"), OfficeError::Garbage);
        assert_eq!(
            error_of(422, "bad_case"),
            OfficeError::Refused { status: 422, code: "bad_case".into() }
        );
        assert_eq!(error_of(500, "fault"), OfficeError::ServerFault { status: 500 });
        assert_eq!(error_of(502, "fault"), OfficeError::ServerFault { status: 502 });
        assert_eq!(error_of(503, "busy"), OfficeError::Overloaded { retry_after: None });
        let bare = refusal(&answer(500, true, &[], ""));
        assert_eq!(bare, OfficeError::ServerFault { status: 500 }, "marked, and without a word");
        assert_eq!(error_of(400, "body_cut"), OfficeError::Garbage);
        let cut_reply = answer(422, true, &[], &problem(422, "bad_case")[..20]);
        assert_eq!(refusal(&cut_reply), OfficeError::Garbage, "what it said is not known");
        let conflict = answer(409, true, &[("upload-offset", "5")], "");
        assert_eq!(refusal(&conflict), OfficeError::OffsetConflict { at: 5 });
    }

    #[test]
    fn the_offices_bounds_are_waited_for() {
        let error_of = |status, code| {
            refusal(&answer(status, true, &[("retry-after", "1")], &problem(status, code)))
        };
        for (status, code) in [
            (403, "wrong_host"),
            (408, "body_late"),
            (422, "case_quota"),
            (422, "upload_quota"),
            (429, "too_many_requests"),
            (429, "too_many_sign_ins"),
            (503, "sign_in_busy"),
        ] {
            let error = error_of(status, code);
            assert!(error.is_passing() && error.line_news() == Some(true), "{code}");
        }
        let busy = OfficeError::Overloaded { retry_after: Some(1) };
        assert_eq!(error_of(429, "too_many_requests"), busy);
        assert_eq!(error_of(503, "sign_in_busy"), busy);
        assert!(!error_of(422, "bad_manifest").is_passing());
    }

    #[test]
    fn an_absurd_wait_is_shortened_and_a_date_ignored() {
        let error_of = |value| refusal(&answer(429, true, &[("retry-after", value)], ""));
        assert_eq!(error_of("7"), OfficeError::Overloaded { retry_after: Some(7) });
        let gateway = refusal(&answer(429, false, &[HTML, ("retry-after", "31536000")], "<html>"));
        assert_eq!(gateway.retry_after(), Some(3600));
        assert_eq!(error_of("31536000"), OfficeError::Overloaded { retry_after: Some(3600) });
        assert_eq!(
            error_of("Fri, 31 Dec 2049 23:59:59 GMT"),
            OfficeError::Overloaded { retry_after: None }
        );
        let locked = answer(429, true, &[("retry-after", "42")], &problem(429, "locked_out"));
        assert_eq!(refusal(&locked), OfficeError::LockedOut { retry_after: 42 });
    }

    #[test]
    fn the_offices_time_is_read_and_nonsense_is_none() {
        let error_of = |value| {
            office_time(answer(200, true, &[("date", value)], "").headers())
                .map(|at| at.as_second())
        };
        assert_eq!(error_of("Sun, 22 Nov 2026 05:31:15 GMT"), Some(1_795_325_475));
        assert_eq!(error_of("yesterday"), None);
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
        let bare = || answer(200, true, &[], "page");
        let headers_missing = Err(OfficeError::Gateway(Barrier::Headers));
        assert_eq!(read_verified(bare()), headers_missing, "not known to be whole");
        assert_eq!(read_known(bare(), &digest::sha256_hex(b"page")), Ok(b"page".to_vec()));
        assert_eq!(read_known(bare(), &digest::sha256_hex(b"pagf")), Err(OfficeError::Garbage));
        assert_eq!(read_signed(bare()), Ok(b"page".to_vec()));
    }
}

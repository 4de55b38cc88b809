//! A station of 0.1.0: signs in, files one case with its parts, and wants the acknowledgement. It
//! sends no header that it did not know, and reads no field that it did not know.

use bytes::Bytes;
use counter_backoffice::digest::{content_digest, sha256_hex};
use counter_backoffice::{HttpTransport, Request, Response, Timeouts, Transport};
use http::{Method, StatusCode};
use kit::{Fault, TestResult};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::wire::{
    Accepted, Acknowledgement, CaseState, CaseStatus, Decision, Hello, Part, PartKind, SignIn,
    SignInRequest, Submission, compute_digest,
};

pub struct FormerStation {
    line: HttpTransport,
    credential: String,
    pub sign_in: SignIn,
}

impl FormerStation {
    /// # Errors
    /// The office does not greet as a station of 0.1.0 wants it, or does not let the clerk in.
    pub async fn sign_in(port: u16, number: &str, password: &str) -> TestResult<FormerStation> {
        let line = HttpTransport::new(&format!("http://127.0.0.1:{port}"), Timeouts::default())
            .map_err(|_| Fault::wrong("no transport"))?;
        let hello: Hello = read(call(&line, make_request(Method::GET, "/hello", None)).await?)?;
        if hello.name.is_empty() {
            return Err(Fault::wrong("the office has no name"));
        }
        let body = SignInRequest { number: number.to_owned(), password: password.to_owned() };
        let request = with_json(make_request(Method::POST, "/sign-in", None), &body)?;
        let sign_in: SignIn = read(call(&line, request).await?)?;
        Ok(FormerStation { line, credential: sign_in.delivery_credential.clone(), sign_in })
    }

    /// One case of one page, from its submission to the office's word that it has all of it.
    ///
    /// # Errors
    /// The office says anything but what a station of 0.1.0 understands as good.
    pub async fn file_case(&self, page: &[u8]) -> TestResult<CaseStatus> {
        let submission = self.make_submission(page);
        let key = format!("\"{}\"", submission.case);
        let mut filing = with_json(self.make_request(Method::POST, "/cases"), &submission)?;
        filing.headers_mut().insert("idempotency-key", make_header(&key)?);
        let answer: Accepted = read(call(&self.line, filing).await?)?;
        if answer.state != CaseState::AwaitingMaterials {
            return Err(Fault::wrong(format!("{answer:?}")));
        }
        self.send_part(&submission, page).await?;
        let path = format!("/cases/{}/complete", submission.case);
        let acknowledgement: Acknowledgement =
            read(call(&self.line, self.make_request(Method::POST, &path)).await?)?;
        if acknowledgement.received_digest != compute_digest(&submission)
            || acknowledgement.number != answer.number
        {
            return Err(Fault::wrong(format!("{acknowledgement:?}")));
        }
        let path = format!("/cases/{}", submission.case);
        read(call(&self.line, self.make_request(Method::GET, &path)).await?)
    }

    async fn send_part(&self, submission: &Submission, page: &[u8]) -> TestResult {
        let part = &submission.manifest[0];
        let pair = |key: &str, value: &str| {
            use base64::Engine;
            let value = base64::engine::general_purpose::STANDARD.encode(value);
            format!("{key} {value}")
        };
        let metadata = [
            pair("case", &submission.case.to_string()),
            pair("part", &part.id),
            pair("sha256", &part.sha256),
        ];
        let mut open = self.make_request(Method::POST, "/uploads");
        for (name, value) in [
            ("tus-resumable", "1.0.0".to_owned()),
            ("upload-length", part.len.to_string()),
            ("upload-metadata", metadata.join(",")),
        ] {
            open.headers_mut().insert(name, make_header(&value)?);
        }
        let upload = call(&self.line, open).await?;
        let at = upload.headers().get("location").and_then(|at| at.to_str().ok());
        let at = at.ok_or_else(|| Fault::wrong("no place for the part"))?.to_owned();
        let mut piece = self.make_request(Method::PATCH, &at);
        for (name, value) in [
            ("tus-resumable", "1.0.0".to_owned()),
            ("upload-offset", "0".to_owned()),
            ("content-type", "application/offset+octet-stream".to_owned()),
            ("content-digest", content_digest(page)),
        ] {
            piece.headers_mut().insert(name, make_header(&value)?);
        }
        *piece.body_mut() = Bytes::copy_from_slice(page);
        call(&self.line, piece).await.map(drop)
    }

    fn make_submission(&self, page: &[u8]) -> Submission {
        let text = |text: &str| text.to_owned();
        let now = jiff::Timestamp::now();
        let clerk = &self.sign_in.clerk;
        Submission {
            case: Uuid::new_v4(),
            provisional: None,
            item: text("gaoling-jintie"),
            pack_version: text("2026.11.3"),
            decision: Decision::Accepted,
            received_at: now,
            decided_at: now,
            clerk: clerk.number.clone(),
            station_code: clerk.station_code.clone(),
            window: clerk.window.clone(),
            people: Vec::new(),
            answers: Default::default(),
            form: Default::default(),
            materials: Vec::new(),
            manifest: vec![Part {
                id: text("p1"),
                material: text("id_card"),
                kind: PartKind::Page,
                media: text("image/png"),
                sha256: sha256_hex(page),
                len: page.len() as u64,
            }],
            journal_head: "ab".repeat(32),
            entries: 9,
            revision: 1,
            in_place_of: None,
            slip: None,
            opened_by: None,
            accepted_at: None,
            deferred: None,
            off_list: Vec::new(),
        }
    }

    fn make_request(&self, method: Method, path: &str) -> Request {
        make_request(method, path, Some(&self.credential))
    }
}

fn make_request(method: Method, path: &str, bearer: Option<&str>) -> Request {
    let mut request = http::Request::builder().method(method).uri(path);
    if let Some(bearer) = bearer {
        request = request.header("authorization", format!("Bearer {bearer}"));
    }
    request.body(Bytes::new()).unwrap_or_default()
}

fn make_header(value: &str) -> TestResult<http::HeaderValue> {
    http::HeaderValue::from_str(value).map_err(|_| Fault::wrong("not a header"))
}

fn with_json(mut request: Request, body: &impl Serialize) -> TestResult<Request> {
    let body = serde_json::to_vec(body).map_err(|_| Fault::wrong("not JSON"))?;
    *request.body_mut() = Bytes::from(body);
    request.headers_mut().insert("content-type", make_header("application/json")?);
    Ok(request)
}

async fn call(line: &HttpTransport, request: Request) -> TestResult<Response> {
    let answer = line.call(request).await;
    let answer = answer.map_err(|error| Fault::wrong(format!("{error:?}")))?;
    match answer.status() {
        StatusCode::OK | StatusCode::CREATED | StatusCode::NO_CONTENT => Ok(answer),
        status => {
            let body = String::from_utf8_lossy(answer.body()).into_owned();
            Err(Fault::wrong(format!("{status}: {body}")))
        }
    }
}

fn read<T: DeserializeOwned>(answer: Response) -> TestResult<T> {
    serde_json::from_slice(answer.body()).map_err(|error| Fault::wrong(error.to_string()))
}

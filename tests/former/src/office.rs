//! An office of 0.1.0: one clerk, in memory. It says what that version said and no more; a field or
//! a header that it did not know it passes over.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use counter_backoffice::digest::sha256_hex;
use kit::{Fault, TestResult};
use serde::Serialize;
use uuid::Uuid;

use crate::wire::{
    Accepted, Acknowledgement, CaseState, CaseStatus, Clerk, DemoAccount, Hello, OpenedUpload,
    SignIn, SignInRequest, Submission, Turn, compute_digest,
};

/// What has come in.
#[derive(Default)]
pub struct Records {
    pub cases: HashMap<Uuid, (Submission, Option<String>)>,
    /// How many came with the words of their decision, which this office passes over.
    pub with_words: u32,
    parts: HashMap<String, Vec<u8>>,
}

pub type FormerOffice = Arc<Mutex<Records>>;

/// # Errors
/// No port is free.
pub async fn serve_former_office() -> TestResult<(FormerOffice, u16)> {
    let office = FormerOffice::default();
    let router = Router::new()
        .route("/hello", get(say_hello))
        .route("/sign-in", post(sign_in))
        .route("/catalogue", get(|| async { StatusCode::NOT_MODIFIED }))
        .route("/turns", post(|| async { say(200, &Turn { after_ms: 0, every_ms: 0, cases: 99 }) }))
        .route("/steps", get(|| async { say(200, &[0u8; 0]) }))
        .route("/returns", get(|| async { say(200, &[0u8; 0]) }))
        .route("/cases", post(file_case))
        .route("/cases/{case}", get(find_case))
        .route("/cases/{case}/complete", post(complete_case))
        .route("/uploads", post(open_upload))
        .route("/uploads/{sha256}", patch(take_piece))
        .with_state(office.clone());
    let fault = |error: std::io::Error| Fault::wrong(error.to_string());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(fault)?;
    let port = listener.local_addr().map_err(fault)?.port();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((office, port))
}

fn say(status: u16, body: &impl Serialize) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or_default();
    let headers = [("counter-office", "1"), ("content-type", "application/json")];
    (status, headers, serde_json::to_vec(body).unwrap_or_default()).into_response()
}

fn refuse(status: StatusCode) -> Response {
    (status, [("counter-office", "1")]).into_response()
}

async fn say_hello() -> Response {
    let text = |text: &str| text.to_owned();
    let account = DemoAccount {
        number: text("1001"),
        password: text("demo-1001"),
        name: text("陈示例"),
        role: text("clerk"),
    };
    say(
        200,
        &Hello {
            name: text("示例政务服务中心（试用）"),
            trial: true,
            demo_accounts: vec![account],
            version: text("0.1.0"),
            can: vec![text("in_place_of")],
        },
    )
}

async fn sign_in(body: Bytes) -> Response {
    let text = |text: &str| text.to_owned();
    let Ok(request) = serde_json::from_slice::<SignInRequest>(&body) else {
        return refuse(StatusCode::BAD_REQUEST);
    };
    if (request.number.as_str(), request.password.as_str()) != ("1001", "demo-1001") {
        return refuse(StatusCode::UNAUTHORIZED);
    }
    let clerk = Clerk {
        number: request.number,
        name: text("陈示例"),
        role: text("clerk"),
        station: text("示例镇便民服务中心"),
        station_code: text("DEMO01"),
        window: text("3号窗"),
    };
    say(
        200,
        &SignIn {
            token: text("a-token"),
            expires_at: jiff::Timestamp::now() + jiff::SignedDuration::from_hours(12),
            clerk,
            offline_hours: 72,
            delivery_credential: text("a-credential"),
            trial: true,
        },
    )
}

fn lock(office: &FormerOffice) -> std::sync::MutexGuard<'_, Records> {
    office.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn make_number(case: Uuid) -> String {
    format!("示例 {}", case.simple())
}

async fn file_case(
    State(office): State<FormerOffice>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Ok(submission) = serde_json::from_slice::<Submission>(&body) else {
        return refuse(StatusCode::BAD_REQUEST);
    };
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
    if key.trim_matches('"') != submission.case.to_string() {
        return refuse(StatusCode::BAD_REQUEST);
    }
    let (case, state) = (submission.case, CaseState::AwaitingMaterials);
    let fields = serde_json::from_slice::<serde_json::Value>(&body).unwrap_or_default();
    let mut records = lock(&office);
    records.with_words += u32::from(fields["words"].is_object());
    records.cases.entry(case).or_insert((submission, None));
    say(201, &Accepted { number: make_number(case), state })
}

fn find_status(records: &Records, case: Uuid) -> Option<CaseStatus> {
    let (submission, digest) = records.cases.get(&case)?;
    let is_missing = |part: &&crate::wire::Part| {
        records.parts.get(&part.sha256).is_none_or(|bytes| sha256_hex(bytes) != part.sha256)
    };
    let state = match digest {
        Some(_) => CaseState::Acknowledged,
        None => CaseState::AwaitingMaterials,
    };
    Some(CaseStatus {
        number: make_number(case),
        state,
        missing: submission
            .manifest
            .iter()
            .filter(is_missing)
            .map(|part| part.sha256.clone())
            .collect(),
        received_digest: digest.clone(),
        revision: submission.revision,
        in_place_of: None,
    })
}

async fn find_case(State(office): State<FormerOffice>, Path(case): Path<Uuid>) -> Response {
    match find_status(&lock(&office), case) {
        Some(status) => say(200, &status),
        None => refuse(StatusCode::NOT_FOUND),
    }
}

async fn complete_case(State(office): State<FormerOffice>, Path(case): Path<Uuid>) -> Response {
    let mut records = lock(&office);
    if find_status(&records, case).is_none_or(|status| !status.missing.is_empty()) {
        return refuse(StatusCode::CONFLICT);
    }
    let Some((submission, digest)) = records.cases.get_mut(&case) else {
        return refuse(StatusCode::NOT_FOUND);
    };
    let received_digest = digest.insert(compute_digest(submission)).clone();
    let state = CaseState::Acknowledged;
    say(200, &Acknowledgement { number: make_number(case), state, received_digest })
}

async fn open_upload(State(office): State<FormerOffice>, headers: HeaderMap) -> Response {
    use base64::Engine;
    let metadata = headers.get("upload-metadata").and_then(|text| text.to_str().ok());
    let sha256 = metadata.unwrap_or_default().split(',').find_map(|pair| {
        let value = pair.strip_prefix("sha256 ")?;
        let bytes = base64::engine::general_purpose::STANDARD.decode(value).ok()?;
        String::from_utf8(bytes).ok()
    });
    let Some(sha256) = sha256 else { return refuse(StatusCode::BAD_REQUEST) };
    lock(&office).parts.entry(sha256.clone()).or_default();
    let location = format!("/uploads/{sha256}");
    let mut answer = say(201, &OpenedUpload { location: location.clone() });
    if let Ok(location) = location.parse() {
        answer.headers_mut().insert("location", location);
    }
    answer
}

async fn take_piece(
    State(office): State<FormerOffice>,
    Path(sha256): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let at = headers.get("upload-offset").and_then(|at| at.to_str().ok()?.parse::<usize>().ok());
    let mut records = lock(&office);
    let Some(bytes) = records.parts.get_mut(&sha256) else { return refuse(StatusCode::NOT_FOUND) };
    let status = match at == Some(bytes.len()) {
        true => StatusCode::NO_CONTENT,
        false => StatusCode::CONFLICT,
    };
    if status == StatusCode::NO_CONTENT {
        bytes.extend_from_slice(&body);
    }
    let offset = bytes.len().to_string();
    (status, [("counter-office", "1"), ("tus-resumable", "1.0.0"), ("upload-offset", &offset)])
        .into_response()
}

//! What an office answers, read by the one client.

use bytes::Bytes;
use counter_backoffice::transport::Answer;
use counter_backoffice::{
    CertificateSearch, Client, EventFiling, InstallationReport, Private, Request, Response,
    ReturnRequest, StepRequest, Submission, Transport,
};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;
use uuid::Uuid;

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().build().expect("a runtime"));

/// What is sent where a question needs more than a name: an answer is what matters here.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| serde_json::from_str(include_str!("office_words.json")).expect("words"));

#[derive(Deserialize)]
struct Words {
    report: InstallationReport,
    submission: Submission,
    event: EventFiling,
    returned: ReturnRequest,
    step: StepRequest,
    search: CertificateSearch,
}

/// Says the same to whatever is asked.
struct Office(Response);

impl Transport for Office {
    fn call(&self, _: Request) -> Answer<'_> {
        let answer = self.0.clone();
        Box::pin(async move { Ok(answer) })
    }
}

/// The status on the first line, headers on those after it, an empty line, the body.
pub fn read_answer(bytes: &[u8]) {
    let Some(answer) = parse_answer(bytes) else { return };
    RUNTIME.block_on(ask_everything(&Client::new(Arc::new(Office(answer)))));
}

fn parse_answer(bytes: &[u8]) -> Option<Response> {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n")?;
    let (head, body) = bytes.split_at(end);
    let mut lines = head.split(|byte| *byte == b'\n');
    let mut answer = Response::new(Bytes::copy_from_slice(&body[2..]));
    *answer.status_mut() = StatusCode::from_bytes(lines.next()?).ok()?;
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = line.split_at(colon);
        let name = HeaderName::from_bytes(name).ok()?;
        let value = HeaderValue::from_bytes(value[1..].trim_ascii()).ok()?;
        answer.headers_mut().insert(name, value);
    }
    Some(answer)
}

async fn ask_everything(client: &Client) {
    let case = Uuid::nil();
    let url = format!("/uploads/{case}");
    let Words { report, submission, event, returned, step, search } = &*WORDS;
    let _ = client.get_hello().await;
    let _ = client.sign_in("1001", "demo-1001").await;
    let _ = client.sign_in_at(case, "1001", "demo-1001").await;
    let _ = client.join_as(case, &Private::new("code"), None, case).await;
    let _ = client.report_installation("c", report).await;
    let _ = client.get_audit_anchor("c").await;
    let _ = client.list_number_ranges("c").await;
    let _ = client.get_catalog(None).await;
    let _ = client.get_centre_file("c", Some("\"1\"")).await;
    let _ = client.ask_turn("c", 3).await;
    let _ = client.submit_case("c", submission).await;
    for part in &submission.manifest {
        let _ = client.create_upload("c", case, part).await;
    }
    let _ = client.upload_offset("c", &url).await;
    let _ = client.upload_bytes("c", &url, 0, Bytes::from_static(b"page")).await;
    let _ = client.upload_bytes_by_post("c", &url, 4, Bytes::from_static(b"page")).await;
    let _ = client.complete_case("c", case).await;
    let _ = client.case_status("c", case).await;
    let _ = client.submit_event("c", event).await;
    let _ = client.event_status("c", case, case).await;
    let _ = client.complete_event("c", case, case).await;
    let _ = client.my_cases("t").await;
    let _ = client.my_older_cases("t", case).await;
    let _ = client.check_receipt("t", &submission.receipt_code()).await;
    let _ = client.get_queue("t").await;
    let _ = client.get_older_queue("t", case).await;
    let _ = client.get_looks("t", None).await;
    let _ = client.get_revision("t", case, 1).await;
    let _ = client.clear_marks("t", case, 1, &[]).await;
    let _ = client.send_back("t", case, returned).await;
    let _ = client.get_returns("c").await;
    let _ = client.enter_step("t", case, step).await;
    let _ = client.get_steps("c", 0).await;
    let _ = client.get_page("t", case, &"0".repeat(64)).await;
    let _ = client.find_certificates("t", search).await;
    let _ = client.certificate_file("t", case, &Private::new("code")).await;
}

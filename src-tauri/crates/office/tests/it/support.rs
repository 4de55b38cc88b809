//! A running office, a signed-in counter, and a case to file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use counter_backoffice::digest::sha256_hex;
use counter_backoffice::{
    Client, CommentWire, Decision, HttpTransport, MaterialWire, OfficeError, Part, PartKind,
    PersonWire, Private, Request, Response, ReturnRequest, SignIn, Submission, Timeouts, Transport,
};
use counter_office::{Account, Office};
use jiff::Timestamp;
use uuid::Uuid;

use crate::watched::Watched;

pub const PACK: &[u8] = b"a pack of items";

pub struct Running {
    pub url: String,
    pub client: Client,
    pub transport: Arc<dyn Transport>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    served: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Running {
    pub async fn start(office: Office) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("port");
        let url = format!("http://{}", listener.local_addr().expect("address"));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let until = async move {
            let _ = stopped.await;
        };
        let served = tokio::spawn(counter_office::serve(listener, Arc::new(office), until));
        let transport: Arc<dyn Transport> = Arc::new(Watched::new(Arc::new(line(&url))));
        Running { client: Client::new(transport.clone()), url, transport, stop: Some(stop), served }
    }

    /// The office's process ends in good order; its folder can be opened again.
    pub async fn end(mut self) {
        drop(self.stop.take());
        self.transport = Arc::new(Watched::new(Arc::new(line("http://127.0.0.1:9"))));
        self.client = Client::new(self.transport.clone());
        self.served.await.expect("task").expect("served");
    }

    pub async fn sign_in(&self) -> SignIn {
        self.client.sign_in("1001", "demo-1001").await.expect("sign in")
    }

    /// The station's supervisor.
    pub async fn supervisor(&self) -> SignIn {
        self.client.sign_in("2001", "demo-2001").await.expect("sign in")
    }

    pub async fn raw(&self, request: http::request::Builder, body: impl Into<Bytes>) -> Response {
        let request: Request = request.body(body.into()).expect("request");
        self.transport.call(request).await.expect("answer")
    }
}

/// 22 November 2026, noon in Beijing.
pub const NOON: i64 = 1_795_320_000;

/// The office by a clock that stands at noon until the test moves it, in seconds.
pub fn at_own_time(office: Office) -> (Office, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(NOON));
    let read = seconds.clone();
    let clock = move || Timestamp::from_second(read.load(Ordering::SeqCst)).expect("time");
    (office.with_clock(Arc::new(clock)), seconds)
}

pub fn line(url: &str) -> HttpTransport {
    let timeouts = Timeouts { connect: Duration::from_secs(5), answer: Duration::from_secs(20) };
    HttpTransport::new(url, timeouts).expect("transport")
}

pub fn trial(data: Option<&Path>) -> Office {
    with_neighbours(Office::open(data, PACK.to_vec(), true).expect("office"))
}

/// The office with people of another station.
pub fn with_neighbours(office: Office) -> Office {
    for (number, role) in [("9001", "clerk"), ("9002", "supervisor")] {
        let elsewhere = Account {
            number: number.into(),
            name: "孙示例".into(),
            role: role.into(),
            station: "别处".into(),
            station_code: "OTHER1".into(),
            window: "1号窗".into(),
        };
        office.enrol(&elsewhere, &format!("demo-{number}")).expect("account");
    }
    office
}

/// A refusal that only a person can do something about.
pub fn refused(status: u16, code: &str) -> OfficeError {
    OfficeError::Refused { status, code: code.into() }
}

/// Bytes that differ from one seed to the next.
pub fn page(seed: u8, len: usize) -> Vec<u8> {
    (0..len).map(|i| (i as u8).wrapping_mul(31).wrapping_add(seed) ^ (i >> 8) as u8).collect()
}

pub fn part(id: &str, bytes: &[u8]) -> Part {
    Part {
        id: id.into(),
        material: "m1".into(),
        kind: PartKind::Page,
        media: "image/jpeg".into(),
        sha256: sha256_hex(bytes),
        len: bytes.len() as u64,
    }
}

pub fn submission(signed: &SignIn, manifest: Vec<Part>) -> Submission {
    let material = MaterialWire {
        id: "m1".into(),
        name: "户口簿".into(),
        original: 1,
        copy: 1,
        need: "required".into(),
        state: "collected".into(),
        certificate: None,
        intake: None,
    };
    let person = PersonWire {
        role: "applicant".into(),
        name: Private::new("陈示例"),
        id_kind: "resident".into(),
        number: Private::new("440699199001010014"),
        source: "chip".into(),
        present: true,
        signs: true,
        details: BTreeMap::from([("phone".into(), Private::new("10000000000"))]),
    };
    Submission {
        case: Uuid::new_v4(),
        provisional: None,
        item: "elderly-allowance".into(),
        pack_version: "2026.11".into(),
        decision: Decision::Accepted,
        received_at: "2026-11-22T01:00:00Z".parse().expect("time"),
        decided_at: "2026-11-22T01:10:00Z".parse().expect("time"),
        clerk: signed.clerk.number.clone(),
        station_code: signed.clerk.station_code.clone(),
        window: signed.clerk.window.clone(),
        people: vec![person],
        answers: BTreeMap::from([("group".into(), Private::new("80"))]),
        form: BTreeMap::from([("name".into(), Private::new("陈示例"))]),
        materials: vec![material],
        manifest,
        journal_head: "0f".repeat(32),
        entries: 9,
        revision: 1,
        in_place_of: None,
        slip: None,
        opened_by: None,
        accepted_at: None,
        deferred: None,
        deemed: None,
        off_list: Vec::new(),
        permit: None,
        consented_by: None,
        words: None,
        signatures: Vec::new(),
        refusals: Vec::new(),
        signed_slip: None,
        audit: None,
        continues: None,
    }
}

/// The same case decided once more.
pub fn amended(before: &Submission) -> Submission {
    let mut next = before.clone();
    next.revision += 1;
    next.entries += 4;
    next.journal_head = format!("{:02x}", next.revision).repeat(32);
    next.form.insert("phone".into(), Private::new(format!("1000000000{}", next.revision)));
    next
}

/// A case without parts, all three steps of it.
pub async fn hand_over(client: &Client, cred: &str, case: &Submission) -> String {
    let number = client.submit_case(cred, case).await.expect("submit").number;
    let answer = client.complete_case(cred, case.case).await.expect("complete");
    assert_eq!(answer.received_digest, case.received_digest(), "it was this revision");
    number
}

pub fn sent_back(comments: &[(&str, &str)]) -> ReturnRequest {
    let comment = |(target, text): &(&str, &str)| CommentWire {
        target: (*target).into(),
        text: Private::new(*text),
    };
    ReturnRequest {
        id: Uuid::new_v4(),
        revision: None,
        comments: comments.iter().map(comment).collect(),
    }
}

/// Uploads one part from wherever the office stands.
pub async fn send(client: &Client, cred: &str, case: Uuid, part: &Part, bytes: &[u8]) {
    let url = client.create_upload(cred, case, part).await.expect("create");
    let mut at = client.upload_offset(cred, &url).await.expect("offset");
    while at < part.len {
        let end = (at as usize + 100_000).min(bytes.len());
        at = client
            .upload_bytes(cred, &url, at, bytes[at as usize..end].to_vec())
            .await
            .expect("upload");
    }
}

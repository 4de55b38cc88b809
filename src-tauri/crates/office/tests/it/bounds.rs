//! What one caller may cost the others: no thread that serves them, no more memory than a piece of a
//! part, and no more requests than one has.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::Body;
use counter_backoffice::{Client, OfficeError, Private};
use counter_office::{InProcess, Office, Setup, build_router, demo_accounts};
use http_body_util::BodyExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tower_service::Service;
use uuid::Uuid;

use crate::support::{PACK, Running, at_own_time, page, part, submission, trial};

const KEY: [u8; 32] = [7; 32];
/// As the office's own bound.
const PIECE: usize = 1024 * 1024;
/// As the office's own bounds of one credential.
const AT_ONCE: usize = 64;
const REQUESTS: usize = 12_000;
/// And of all strangers together.
const STRANGERS: usize = 4_000;
/// The longest wait for what has to happen.
const SOON: Duration = Duration::from_secs(20);

fn sealed_office(folder: &std::path::Path) -> Office {
    let setup = Setup {
        data: Some(folder),
        catalog: PACK.to_vec(),
        demo: demo_accounts(),
        ..Setup::default()
    };
    Office::set_up(Setup { key: Some(&KEY), ..setup }).expect("office")
}

/// The office's own database, seen from beside it.
fn open_beside(folder: &std::path::Path, name: &str) -> rusqlite::Connection {
    let db = rusqlite::Connection::open(folder.join(name)).expect("database");
    db.pragma_update(None, "key", format!("x'{}'", hex::encode(KEY))).expect("key");
    db
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_comes_at_once_is_written_and_read_piece_by_piece() {
    let folder = tempfile::tempdir().expect("folder");
    let office = sealed_office(folder.path());
    let client = Client::new(Arc::new(InProcess::new(Arc::new(office.clone()))));
    let signed = client.sign_in("1001", "demo-1001").await.expect("sign in");
    let cred = signed.delivery_credential.expose();
    let bytes = page(1, 5 * PIECE + 17);
    let case = submission(&signed, vec![part("p1", &bytes)]);
    client.submit_case(cred, &case).await.expect("submit");
    let url = client.create_upload(cred, case.case, &case.manifest[0]).await.expect("create");
    assert_eq!(client.upload_bytes(cred, &url, 0, bytes.clone()).await, Ok(bytes.len() as u64));
    let longest: i64 = open_beside(folder.path(), "parts.db")
        .query_row("SELECT max(length(bytes)) FROM pieces", [], |row| row.get(0))
        .expect("pieces");
    assert_eq!(longest, PIECE as i64, "written in pieces");
    client.complete_case(cred, case.case).await.expect("complete");

    let request =
        http::Request::get(format!("/cases/{}/parts/{}", case.case, case.manifest[0].sha256))
            .header("authorization", format!("Bearer {}", signed.token.expose()))
            .body(Body::empty())
            .expect("request");
    let answer = build_router(&office).call(request).await.expect("answer");
    assert_eq!(answer.headers()["content-length"], bytes.len().to_string().as_str());
    let mut body = answer.into_body();
    let mut read = Vec::new();
    while let Some(frame) = body.frame().await {
        let piece = frame.expect("frame").into_data().expect("data");
        assert!(piece.len() <= PIECE, "{} bytes in memory", piece.len());
        read.extend_from_slice(&piece);
    }
    assert_eq!(read, bytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_has_so_many_requests_at_once_and_another_has_its_own() {
    let running = Running::start(trial(None)).await;
    let (one, other) = (running.sign_in().await, running.sign_in().await);
    let (one, other) = (one.delivery_credential, other.delivery_credential);
    let address = running.url.replace("http://", "");
    let head = format!(
        "POST /turns HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: 20\r\n\r\n{{",
        one.expose()
    );
    let mut begun = Vec::new();
    for _ in 0..AT_ONCE {
        let mut line = TcpStream::connect(&address).await.expect("connect");
        line.write_all(head.as_bytes()).await.expect("head");
        begun.push(line);
    }
    let refused = Err(OfficeError::Overloaded { retry_after: Some(1) });
    let ask = async |wanted: bool| {
        while (running.client.ask_turn(one.expose(), 1).await == refused) != wanted {}
    };
    tokio::time::timeout(SOON, ask(true)).await.expect("refused once all have begun");
    running.client.ask_turn(other.expose(), 1).await.expect("another's");
    running.client.get_hello().await.expect("nobody's");
    drop(begun);
    tokio::time::timeout(SOON, ask(false)).await.expect("when they are over");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_that_sends_and_sends_waits_and_another_does_not() {
    let (office, seconds) = at_own_time(trial(None));
    let client = Client::new(Arc::new(InProcess::new(Arc::new(office))));
    let signed = client.sign_in("1001", "demo-1001").await.expect("sign in");
    let other = client.sign_in("1002", "demo-1002").await.expect("sign in");
    let cred = signed.delivery_credential.expose();
    let refused = Err(OfficeError::Overloaded { retry_after: Some(1) });
    let send_all = async || {
        let mut sent = 0;
        while sent <= REQUESTS && client.ask_turn(cred, 1).await != refused {
            sent += 1;
        }
        sent
    };
    assert_eq!(send_all().await, REQUESTS);
    client.ask_turn(other.delivery_credential.expose(), 1).await.expect("another's");
    seconds.fetch_add(1, Ordering::SeqCst);
    assert_eq!(send_all().await, 200, "so many a second");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_wait_for_each_other_and_nobody_waits_for_them() {
    let (office, seconds) = at_own_time(trial(None));
    let client = Client::new(Arc::new(InProcess::new(Arc::new(office))));
    let known = client.sign_in("1001", "demo-1001").await.expect("sign in");
    let slowed = OfficeError::Overloaded { retry_after: Some(1) };
    let (mut asked, mut told) = (0, OfficeError::Unauthorized);
    while told == OfficeError::Unauthorized {
        asked += 1;
        let bearer = format!("invented {asked}");
        told = client.ask_turn(&bearer, 1).await.expect_err("nobody's");
    }
    assert_eq!((asked, &told), (STRANGERS + 1, &slowed));
    let code = Private::new("JGP1-XF3A-7QYF-R6F0-DTHB-RA48-W880-0DDA-AJMQ");
    let joined = client.join_as(Uuid::new_v4(), &code, None, Uuid::new_v4()).await;
    assert_eq!(joined, Err(slowed));
    for credential in [&known.token, &known.delivery_credential] {
        client.ask_turn(credential.expose(), 1).await.expect("known");
    }
    let new = client.sign_in("1002", "demo-1002").await.expect("sign in");
    client.ask_turn(new.token.expose(), 1).await.expect("given out meanwhile");
    seconds.fetch_add(1, Ordering::SeqCst);
    let nobody = client.ask_turn("invented", 1).await;
    assert_eq!(nobody, Err(OfficeError::Unauthorized), "a second later");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn who_waits_for_the_records_holds_up_no_other_caller() {
    let folder = tempfile::tempdir().expect("folder");
    let client = Client::new(Arc::new(InProcess::new(Arc::new(sealed_office(folder.path())))));
    let other = open_beside(folder.path(), "office.db");
    other.execute_batch("BEGIN IMMEDIATE").expect("the records are busy");
    let waiting = tokio::spawn({
        let client = client.clone();
        async move { client.sign_in("1001", "demo-1001").await }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let hello = tokio::spawn(async move { client.get_hello().await });
    let hello =
        tokio::time::timeout(Duration::from_secs(3), hello).await.expect("answered meanwhile");
    assert!(hello.expect("task").is_ok());
    assert!(!waiting.is_finished(), "it waits for the records");
    other.execute_batch("ROLLBACK").expect("free again");
    waiting.await.expect("task").expect("signed in");
}

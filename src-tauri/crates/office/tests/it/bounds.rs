//! What one caller may cost the others: no thread that serves them, and no more memory than a piece
//! of a part.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use counter_backoffice::Client;
use counter_office::{InProcess, Office, Setup, build_router, demo_accounts};
use http_body_util::BodyExt;
use tower_service::Service;

use crate::support::{PACK, page, part, submission};

const KEY: [u8; 32] = [7; 32];
/// As the office's own bound.
const PIECE: usize = 1024 * 1024;

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

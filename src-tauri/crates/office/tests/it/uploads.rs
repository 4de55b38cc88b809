//! Bytes that arrive in pieces, twice, damaged or not at all.

use std::sync::atomic::Ordering;

use counter_backoffice::digest::content_digest;
use counter_backoffice::{CONTENT_DIGEST, OfficeError, Submission, tus};
use tokio::io::AsyncWriteExt;

use crate::place::{Place, on_both};
use crate::support::{Running, at_own_time, page, part, send, submission, trial};

on_both!(
    a_cut_upload_goes_on_where_it_broke,
    wrong_bytes_are_thrown_away_and_asked_for_again,
    a_piece_damaged_on_the_way_is_taken_back,
    offsets_lengths_and_versions_are_checked,
    what_gateways_do_to_an_upload_is_put_up_with,
    an_upload_that_nobody_goes_on_with_ends_and_begins_anew,
);

struct Begun {
    running: Running,
    cred: String,
    case: Submission,
    url: String,
}

/// A filed case with one part of these bytes, and its open upload.
async fn begun(place: &Place, bytes: &[u8]) -> Begun {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose().to_owned();
    let case = submission(&signed, vec![part("p1", bytes)]);
    running.client.submit_case(&cred, &case).await.expect("submit");
    let url =
        running.client.create_upload(&cred, case.case, &case.manifest[0]).await.expect("create");
    Begun { running, cred, case, url }
}

fn patch(b: &Begun, offset: u64) -> http::request::Builder {
    http::Request::patch(&b.url)
        .header("authorization", format!("Bearer {}", b.cred))
        .header("content-type", tus::OFFSET_OCTETS)
        .header(tus::RESUMABLE, tus::VERSION)
        .header(tus::OFFSET, offset)
}

async fn a_cut_upload_goes_on_where_it_broke(place: Place) {
    let bytes = page(1, 400_000);
    let b = begun(&place, &bytes).await;
    let host = b.running.url.trim_start_matches("http://");
    let mut cut = tokio::net::TcpStream::connect(host).await.expect("connect");
    let head = format!(
        "PATCH {} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n\
         Content-Type: {}\r\nContent-Digest: {}\r\nContent-Length: 400000\r\n\r\n",
        b.url,
        b.cred,
        tus::OFFSET_OCTETS,
        content_digest(&bytes)
    );
    cut.write_all(head.as_bytes()).await.expect("head");
    cut.write_all(&bytes[..150_000]).await.expect("half");
    cut.shutdown().await.expect("shutdown");
    drop(cut);
    let arrived = async {
        while b.running.client.upload_offset(&b.cred, &b.url).await.expect("offset") < 150_000 {}
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), arrived).await.expect("arrived");
    let rest = async {
        loop {
            let sent = b
                .running
                .client
                .upload_bytes(&b.cred, &b.url, 150_000, bytes[150_000..].to_vec())
                .await;
            // The office may still be noticing that the first connection is gone.
            if sent != Err(OfficeError::InProgress) {
                break sent;
            }
        }
    };
    let sent =
        tokio::time::timeout(std::time::Duration::from_secs(20), rest).await.expect("in time");
    assert_eq!(sent, Ok(400_000));
    let acknowledged =
        b.running.client.complete_case(&b.cred, b.case.case).await.expect("complete");
    assert_eq!(acknowledged.received_digest, b.case.received_digest());
}

async fn wrong_bytes_are_thrown_away_and_asked_for_again(place: Place) {
    let bytes = page(1, 9000);
    let b = begun(&place, &bytes).await;
    let missing =
        Err(OfficeError::MaterialsMissing { missing: vec![b.case.manifest[0].sha256.clone()] });
    assert_eq!(
        b.running.client.complete_case(&b.cred, b.case.case).await,
        missing,
        "nothing came yet"
    );
    b.running.client.upload_bytes(&b.cred, &b.url, 0, page(2, 9000)).await.expect("other bytes");
    assert_eq!(b.running.client.complete_case(&b.cred, b.case.case).await, missing, "wrong hash");
    assert_eq!(b.running.client.upload_offset(&b.cred, &b.url).await, Err(OfficeError::UploadGone));
    send(&b.running.client, &b.cred, b.case.case, &b.case.manifest[0], &bytes).await;
    b.running.client.complete_case(&b.cred, b.case.case).await.expect("complete");
}

async fn a_piece_damaged_on_the_way_is_taken_back(place: Place) {
    let bytes = page(1, 2000);
    let b = begun(&place, &bytes).await;
    b.running.client.upload_bytes(&b.cred, &b.url, 0, bytes[..500].to_vec()).await.expect("piece");
    let request = patch(&b, 500).header(CONTENT_DIGEST, content_digest(&bytes[500..]));
    let answer = b.running.raw(request, page(2, 1500)).await;
    assert_eq!(answer.status(), 400);
    assert!(String::from_utf8_lossy(answer.body()).contains("digest_mismatch"));
    assert_eq!(b.running.client.upload_offset(&b.cred, &b.url).await, Ok(500));
}

async fn offsets_lengths_and_versions_are_checked(place: Place) {
    let bytes = page(1, 2000);
    let b = begun(&place, &bytes).await;
    let early = b.running.client.upload_bytes(&b.cred, &b.url, 7, vec![1]).await;
    assert_eq!(early, Err(OfficeError::OffsetConflict { at: 0 }));
    assert_eq!(b.running.raw(patch(&b, 0), page(1, 2001)).await.status(), 413);
    let mut other = patch(&b, 0);
    other.headers_mut().expect("headers").insert(tus::RESUMABLE, "0.2.2".parse().expect("value"));
    assert_eq!(b.running.raw(other, "x").await.status(), 412);
    let mut plain = patch(&b, 0);
    plain
        .headers_mut()
        .expect("headers")
        .insert("content-type", "text/plain".parse().expect("value"));
    assert_eq!(b.running.raw(plain, "x").await.status(), 415);
    assert_eq!(
        b.running.raw(patch(&b, 0).header(CONTENT_DIGEST, "md5=:AA==:"), "x").await.status(),
        400
    );
    assert_eq!(
        b.running.client.upload_offset(&b.cred, &b.url).await,
        Ok(0),
        "nothing of it was kept"
    );
    let stranger = part("p9", b"never announced");
    let refused = b.running.client.create_upload(&b.cred, b.case.case, &stranger).await;
    assert_eq!(refused, Err(OfficeError::Refused { status: 422, code: "not_in_manifest".into() }));
    let said = b.running.raw(http::Request::builder().method("OPTIONS").uri("/uploads"), "").await;
    assert_eq!(said.headers()["tus-extension"], "creation");
}

async fn an_upload_that_nobody_goes_on_with_ends_and_begins_anew(place: Place) {
    const DAY: i64 = 24 * 3600;
    let (office, seconds) = at_own_time(place.office());
    let running = Running::start(office).await;
    let (client, signed) = (&running.client, running.sign_in().await);
    let cred = signed.delivery_credential.expose();
    let bytes = page(1, 3000);
    let file = async |bytes: &[u8]| {
        let case = submission(&signed, vec![part("p1", bytes)]);
        client.submit_case(cred, &case).await.expect("submit");
        let url = client.create_upload(cred, case.case, &case.manifest[0]).await.expect("create");
        client.upload_bytes(cred, &url, 0, bytes[..1000].to_vec()).await.expect("a piece");
        (case, url)
    };
    let kept = file(&page(2, 1000)).await;
    client.complete_case(cred, kept.0.case).await.expect("complete");
    let (silent, continued) = (file(&bytes).await, file(&bytes).await);
    seconds.fetch_add(20 * DAY, Ordering::SeqCst);
    let on = client.upload_bytes(cred, &continued.1, 1000, bytes[1000..2000].to_vec()).await;
    assert_eq!(on, Ok(2000));
    seconds.fetch_add(11 * DAY, Ordering::SeqCst);
    // Whoever begins one clears away one.
    for _ in 0..3 {
        file(&bytes).await;
    }
    assert_eq!(client.upload_offset(cred, &silent.1).await, Err(OfficeError::UploadGone));
    assert_eq!(client.upload_offset(cred, &continued.1).await, Ok(2000));
    let signed_later = running.sign_in().await;
    let read =
        client.get_page(signed_later.token.expose(), kept.0.case, &kept.0.manifest[0].sha256).await;
    assert_eq!(read.as_deref(), Ok(&page(2, 1000)[..]), "what the office took over stays");
    let (case, _) = silent;
    send(client, cred, case.case, &case.manifest[0], &bytes).await;
    client.complete_case(cred, case.case).await.expect("nothing is lost");
    running.end().await;
}

/// As much as a station's uploads may have, all told, in the records beside the office.
#[tokio::test(flavor = "multi_thread")]
async fn more_bytes_than_a_station_may_have_open_wait_and_end_no_case() {
    let folder = tempfile::tempdir().expect("folder");
    let running = Running::start(trial(Some(folder.path()))).await;
    let (client, signed) = (&running.client, running.sign_in().await);
    let cred = signed.delivery_credential.expose();
    let bytes = page(1, 3000);
    let manifest = || vec![part("p1", &bytes)];
    let (first, next) = (submission(&signed, manifest()), submission(&signed, manifest()));
    for case in [&first, &next] {
        client.submit_case(cred, case).await.expect("submit");
    }
    client.create_upload(cred, first.case, &first.manifest[0]).await.expect("create");
    let db = rusqlite::Connection::open(folder.path().join("office.db")).expect("database");
    let set = |len: u64| {
        db.execute("UPDATE uploads SET len = ?1", [len as i64]).expect("length");
    };
    set(2 * 2_000 * 64 * 1024 * 1024 - 2_999);
    let refused = client.create_upload(cred, next.case, &next.manifest[0]).await;
    let refused = refused.expect_err("a byte too many");
    assert_eq!(refused, crate::support::refused(422, "upload_quota"));
    assert!(refused.is_passing(), "no case ends by it");
    let other = client.sign_in("9001", "demo-9001").await.expect("sign in");
    let theirs = submission(&other, vec![part("p1", &bytes)]);
    let their_cred = other.delivery_credential.expose();
    client.submit_case(their_cred, &theirs).await.expect("submit");
    client.create_upload(their_cred, theirs.case, &theirs.manifest[0]).await.expect("another's");
    set(3_000);
    send(client, cred, next.case, &next.manifest[0], &bytes).await;
    client.complete_case(cred, next.case).await.expect("later");
}

async fn what_gateways_do_to_an_upload_is_put_up_with(place: Place) {
    let bytes = page(1, 3000);
    let b = begun(&place, &bytes).await;
    let (client, cred, url) = (&b.running.client, &b.cred, &b.url);
    // A POST that says that it is a PATCH, and one that does not.
    let sent = client.upload_bytes_by_post(cred, url, 0, bytes[..1000].to_vec()).await;
    assert_eq!(sent, Ok(1000));
    let mut bare = patch(&b, 1000).method("POST");
    assert_eq!(b.running.raw(bare, "x").await.status(), 400);
    bare = patch(&b, 1000).method("POST").header("x-http-method-override", "DELETE");
    assert_eq!(b.running.raw(bare, "x").await.status(), 400);
    // An empty piece tells the offset, by the conflict or by being taken.
    for ask in [0, 1000] {
        let told = match client.upload_bytes(cred, url, ask, vec![]).await {
            Err(OfficeError::OffsetConflict { at }) => at,
            answer => answer.expect("taken"),
        };
        assert_eq!(told, 1000);
    }
    let conflict = b.running.raw(patch(&b, 7), "x").await;
    let said: counter_backoffice::Problem =
        serde_json::from_slice(conflict.body()).expect("problem");
    assert_eq!((said.code.as_str(), said.offset), ("wrong_offset", Some(1000)));
    // A charset behind bytes means nothing.
    let mut typed = patch(&b, 1000);
    let media = format!("{}; charset=UTF-8", tus::OFFSET_OCTETS.to_uppercase());
    typed.headers_mut().expect("headers").insert("content-type", media.parse().expect("value"));
    assert_eq!(b.running.raw(typed, bytes[1000..].to_vec()).await.status(), 204);
    client.complete_case(cred, b.case.case).await.expect("complete");
}

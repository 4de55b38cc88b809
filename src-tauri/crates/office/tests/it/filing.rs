//! Filed once, however often it is sent.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use counter_backoffice::transport::Answer;
use counter_backoffice::{Client, OfficeError, Private, Request, Transport, TransportError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::place::{Place, on_both};
use crate::support::{line, page, part, send, submission};

on_both!(
    a_lost_answer_is_given_again,
    the_same_key_with_another_content_is_refused,
    many_at_once_make_one_case,
    a_half_sent_case_holds_its_key_until_it_breaks_off,
    a_restart_forgets_nothing,
    two_cases_with_one_provisional_number_are_both_filed,
);

/// Carries requests to the office but can lose its answers.
struct Losing {
    inner: Arc<dyn Transport>,
    loses: AtomicBool,
}

impl Transport for Losing {
    fn call(&self, request: Request) -> Answer<'_> {
        Box::pin(async move {
            let answer = self.inner.call(request).await;
            if self.loses.load(Ordering::SeqCst) { Err(TransportError::Broken) } else { answer }
        })
    }
}

async fn a_lost_answer_is_given_again(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let losing =
        Arc::new(Losing { inner: Arc::new(line(&running.url)), loses: AtomicBool::new(true) });
    let client = Client::new(losing.clone());
    let bytes = page(1, 5000);
    let case = submission(&signed, vec![part("p1", &bytes)]);

    assert!(client.submit_case(cred, &case).await.is_err_and(|error| error.is_line_down()));
    let settled = running.client.case_status(cred, case.case).await.expect("it had arrived");
    losing.loses.store(false, Ordering::SeqCst);
    assert_eq!(client.submit_case(cred, &case).await.expect("again").number, settled.number);

    losing.loses.store(true, Ordering::SeqCst);
    assert!(client.create_upload(cred, case.case, &case.manifest[0]).await.is_err());
    losing.loses.store(false, Ordering::SeqCst);
    let url = client.create_upload(cred, case.case, &case.manifest[0]).await.expect("created");
    assert_eq!(
        client.create_upload(cred, case.case, &case.manifest[0]).await.expect("again"),
        url,
        "no orphans"
    );
    losing.loses.store(true, Ordering::SeqCst);
    assert!(client.upload_bytes(cred, &url, 0, bytes.clone()).await.is_err());
    losing.loses.store(false, Ordering::SeqCst);
    assert_eq!(
        client.upload_bytes(cred, &url, 0, bytes.clone()).await,
        Err(OfficeError::OffsetConflict { at: 5000 }),
        "the bytes had arrived"
    );

    losing.loses.store(true, Ordering::SeqCst);
    assert!(client.complete_case(cred, case.case).await.is_err());
    losing.loses.store(false, Ordering::SeqCst);
    let acknowledged = client.complete_case(cred, case.case).await.expect("again");
    assert_eq!(acknowledged.received_digest, case.received_digest());
    assert_eq!(running.client.my_cases(signed.token.expose()).await.expect("mine").len(), 1);
}

async fn the_same_key_with_another_content_is_refused(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let case = submission(&signed, vec![]);
    let first = running.client.submit_case(cred, &case).await.expect("submit");
    let mut other = case.clone();
    other.form.insert("name".into(), Private::new("孙示例"));
    assert_eq!(running.client.submit_case(cred, &other).await, Err(OfficeError::KeyReused));
    assert_eq!(running.client.submit_case(cred, &case).await.expect("replayed"), first);
}

async fn many_at_once_make_one_case(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let case = submission(&signed, vec![]);
    let mut attempts = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (client, case) = (running.client.clone(), case.clone());
        let cred = signed.delivery_credential.clone();
        attempts.spawn(async move { client.submit_case(cred.expose(), &case).await });
    }
    let mut numbers = BTreeSet::new();
    while let Some(outcome) = attempts.join_next().await {
        match outcome.expect("task") {
            Ok(accepted) => drop(numbers.insert(accepted.number)),
            Err(error) => assert_eq!(error, OfficeError::InProgress),
        }
    }
    assert_eq!(numbers.len(), 1);
    assert_eq!(running.client.my_cases(signed.token.expose()).await.expect("mine").len(), 1);
}

async fn a_half_sent_case_holds_its_key_until_it_breaks_off(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let case = submission(&signed, vec![]);
    let host = running.url.trim_start_matches("http://");
    let mut half = tokio::net::TcpStream::connect(host).await.expect("connect");
    let head = format!(
        "POST /cases HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {cred}\r\nIdempotency-Key: {}\r\n\
         Content-Type: application/json\r\nContent-Length: 4000\r\nExpect: 100-continue\r\n\r\n{{",
        case.case
    );
    half.write_all(head.as_bytes()).await.expect("write");
    // The office says so once it reads the body, and by then it holds the key.
    let mut go_on = [0; 25];
    half.read_exact(&mut go_on).await.expect("go on");
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    assert_eq!(running.client.submit_case(cred, &case).await, Err(OfficeError::InProgress));
    drop(half);
    let filed = async {
        loop {
            match running.client.submit_case(cred, &case).await {
                Err(OfficeError::InProgress) => continue,
                outcome => break outcome,
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), filed)
        .await
        .expect("in time")
        .expect("filed");
}

async fn a_restart_forgets_nothing(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let (one, two) = (page(1, 3000), page(2, 3000));
    let case = submission(&signed, vec![part("p1", &one), part("p2", &two)]);
    let number = running.client.submit_case(cred, &case).await.expect("submit").number;
    send(&running.client, cred, case.case, &case.manifest[0], &one).await;
    let url =
        running.client.create_upload(cred, case.case, &case.manifest[1]).await.expect("create");
    running.client.upload_bytes(cred, &url, 0, two[..1000].to_vec()).await.expect("upload");
    running.end().await;

    let running = place.start().await;
    assert_eq!(running.client.submit_case(cred, &case).await.expect("replayed").number, number);
    assert_eq!(running.client.upload_offset(cred, &url).await, Ok(1000));
    assert_eq!(running.client.upload_bytes(cred, &url, 1000, two[1000..].to_vec()).await, Ok(3000));
    running.client.complete_case(cred, case.case).await.expect("complete");
    let another =
        running.client.submit_case(cred, &submission(&signed, vec![])).await.expect("another");
    assert_ne!(another.number, number);
    running.end().await;
}

/// From one station, whose old copy of the data may count again, and from two.
async fn two_cases_with_one_provisional_number_are_both_filed(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let signed = running.sign_in().await;
    let elsewhere = client.sign_in("9001", "demo-9001").await.expect("another station");
    let mut numbers = BTreeSet::new();
    let mut filed = Vec::new();
    for signed in [&signed, &signed, &elsewhere] {
        let cred = signed.delivery_credential.expose();
        let mut case = submission(signed, vec![]);
        case.provisional = Some("L-DEMO01-1".into());
        let accepted = client.submit_case(cred, &case).await.expect("filed");
        numbers.insert(accepted.number.clone());
        filed.push((cred, case, accepted));
    }
    assert_eq!(numbers.len(), 3, "each has a number of the office's own");
    for (cred, case, accepted) in &filed {
        assert_eq!(client.submit_case(cred, case).await.as_ref(), Ok(accepted), "the same again");
        let status = client.case_status(cred, case.case).await.expect("status");
        assert_eq!(status.number, accepted.number);
        client.complete_case(cred, case.case).await.expect("complete");
        let answer = client.complete_case(cred, case.case).await.expect("complete again");
        assert_eq!(
            (&answer.number, &answer.received_digest),
            (&accepted.number, &case.received_digest())
        );
    }
    assert_eq!(client.my_cases(signed.token.expose()).await.expect("mine").len(), 2);
}

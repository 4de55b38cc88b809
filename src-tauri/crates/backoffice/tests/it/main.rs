//! The transport on a real line, against peers that are not, or not quite, an office.

// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]
#![cfg(feature = "client")]

mod downloading;
mod line_pin;
mod machine_roots;
mod tls_office;

use std::sync::Arc;
use std::time::{Duration, Instant};

use counter_backoffice::{Barrier, Client, HttpTransport, OfficeError, Timeouts, TransportError};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::rustls::version::TLS13;

const HELLO: &str = r#"{"name":"示例","trial":true,"demo_accounts":[],"version":"1"}"#;

fn client(url: &str) -> Client {
    let timeouts =
        Timeouts { connect: Duration::from_millis(500), answer: Duration::from_millis(700) };
    Client::new(Arc::new(HttpTransport::new(url, timeouts).expect("transport")))
}

async fn request_of(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut text = Vec::new();
    let mut piece = [0; 1024];
    while !text.windows(4).any(|w| w == b"\r\n\r\n") {
        match stream.read(&mut piece).await {
            Ok(read) if read > 0 => text.extend_from_slice(&piece[..read]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), answer: &str) {
    // The peer may hang up in the middle; that is its right.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.flush().await;
}

/// A peer that gives one answer to the first request, then closes or stays silent for ever. Returns
/// its address and the request it saw.
async fn peer(answer: String, closes: bool) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
    let url = format!("http://{}", listener.local_addr().expect("address"));
    let seen = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("accept");
        let seen = request_of(&mut stream).await;
        say(&mut stream, &answer).await;
        if !closes {
            std::future::pending::<()>().await;
        }
        seen
    });
    (url, seen)
}

fn http(status: &str, headers: &str, len: usize, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {len}\r\nConnection: close\r\n\r\n{body}"
    )
}

async fn outcome(answer: String, closes: bool) -> Result<(), OfficeError> {
    let (url, _seen) = peer(answer, closes).await;
    client(&url).get_hello().await.map(drop)
}

#[tokio::test]
async fn an_office_is_understood_below_any_path() {
    let (url, seen) = peer(http("200 OK", "Counter-Office: 1\r\n", HELLO.len(), HELLO), true).await;
    assert!(client(&format!("{url}/town/")).get_hello().await.expect("hello").hello.trial);
    assert!(seen.await.expect("peer").starts_with("GET /town/hello HTTP/1.1\r\n"));
}

#[tokio::test]
async fn strangers_are_recognised() {
    let page = "<html><body>please log in</body></html>";
    let portal = http("200 OK", "Content-Type: text/html\r\n", page.len(), page);
    assert_eq!(outcome(portal, true).await, Err(OfficeError::Gateway(Barrier::Page)));
    assert_eq!(
        outcome(http("200 OK", "", HELLO.len(), HELLO), true).await,
        Err(OfficeError::NotOurOffice)
    );
    let json = "Content-Type: application/json; charset=utf-8\r\n";
    let stripped = http("200 OK", json, HELLO.len(), HELLO);
    assert_eq!(outcome(stripped, true).await, Ok(()), "what it says shows who it is");
    let packed = "Counter-Office: 1\r\nContent-Encoding: gzip\r\n";
    let (url, seen) = peer(http("200 OK", packed, 6, "packed"), true).await;
    let unasked = client(&url).get_hello().await.map(drop);
    assert_eq!(unasked, Err(OfficeError::Gateway(Barrier::Headers)), "nobody here unpacks");
    let asked = seen.await.expect("peer").to_lowercase();
    assert!(asked.contains("\r\naccept-encoding: identity\r\n"), "{asked}");
    let garbage = http("200 OK", "Counter-Office: 1\r\n", 7, "garbage");
    assert_eq!(outcome(garbage, true).await, Err(OfficeError::Garbage));
    assert_eq!(outcome("\u{1}\u{2}SSH-2.0\r\n\r\n".into(), true).await, Err(OfficeError::Cut));
    assert_eq!(
        outcome(http("502 Bad", "", 0, ""), true).await,
        Err(OfficeError::Gateway(Barrier::NoAnswer { status: 502, retry_after: None }))
    );
}

#[tokio::test]
async fn the_length_of_an_empty_body_is_said() {
    let (url, seen) = peer(http("411 Length Required", "", 0, ""), true).await;
    let case = uuid::Uuid::from_u128(1);
    let refused = client(&url).complete_case("credential", case).await;
    assert_eq!(refused, Err(OfficeError::Gateway(Barrier::Length)));
    let asked = seen.await.expect("peer").to_lowercase();
    assert!(asked.contains("\r\ncontent-length: 0\r\n"), "{asked}");
    let (url, seen) = peer(http("405 No", "", 0, ""), true).await;
    let refused = client(&url).upload_bytes_by_post("credential", "/uploads/x", 0, vec![]).await;
    assert_eq!(refused, Err(OfficeError::Gateway(Barrier::Method)));
    let asked = seen.await.expect("peer").to_lowercase();
    assert!(asked.starts_with("post /uploads/x http/1.1\r\n"), "{asked}");
    assert!(asked.contains("\r\nx-http-method-override: patch\r\n"), "{asked}");
    assert!(asked.contains("\r\ncontent-length: 0\r\n"), "{asked}");
}

#[tokio::test]
async fn where_an_upload_lies_is_learnt_from_the_body_too() {
    let body = r#"{"location":"/uploads/ab-1"}"#;
    let json = "Content-Type: application/json\r\n";
    let part = counter_backoffice::Part {
        id: "p1".into(),
        material: "m1".into(),
        kind: counter_backoffice::PartKind::Page,
        media: "image/png".into(),
        sha256: "0a".repeat(32),
        len: 1,
    };
    for (body, found) in [
        (body, Ok("/uploads/ab-1".to_owned())),
        (r#"{"location":"/cases/1"}"#, Err(OfficeError::Gateway(Barrier::Headers))),
    ] {
        let (url, _seen) = peer(http("201 Created", json, body.len(), body), true).await;
        let case = uuid::Uuid::from_u128(1);
        assert_eq!(client(&url).create_upload("credential", case, &part).await, found);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = std::net::TcpListener::bind("127.0.0.1:0").expect("port");
    elsewhere.set_nonblocking(true).expect("nonblocking");
    let to = format!("Location: http://{}/hello\r\n", elsewhere.local_addr().expect("address"));
    let elsewhere_asked = outcome(http("302 Found", &to, 0, ""), true).await;
    assert_eq!(elsewhere_asked, Err(OfficeError::Gateway(Barrier::Page)));
    let visit = elsewhere.accept().map(drop).map_err(|error| error.kind());
    assert_eq!(visit, Err(std::io::ErrorKind::WouldBlock), "nobody may come with our credential");
}

#[tokio::test]
async fn a_broken_or_silent_line_is_noticed_in_time() {
    let started = Instant::now();
    assert_eq!(outcome(String::new(), false).await, Err(OfficeError::TimedOut), "never answers");
    let half = http("200 OK", "Counter-Office: 1\r\n", HELLO.len(), "{");
    assert_eq!(outcome(half.clone(), false).await, Err(OfficeError::TimedOut), "never ends");
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!(outcome(half, true).await, Err(OfficeError::Cut), "cut in the middle");
    assert_eq!(outcome(String::new(), true).await, Err(OfficeError::Cut), "hangs up");
    let free = TcpListener::bind("127.0.0.1:0").await.expect("port").local_addr().expect("address");
    assert_eq!(
        client(&format!("http://{free}")).get_hello().await,
        Err(OfficeError::Unreachable),
        "refused"
    );
}

#[tokio::test]
async fn a_certificate_of_nobody_is_not_trusted() {
    let key = tls_office::make_key();
    let own = tls_office::describe_office("localhost").self_signed(&key).expect("certificate");
    let office = tls_office::Papers { chain: vec![own.der().clone()], key };
    let (url, seen) = tls_office::open_office(&office, &TLS13).await;
    assert_eq!(client(&url).get_hello().await, Err(OfficeError::Untrusted));
    assert_eq!(seen.await.expect("peer"), None);
}

#[test]
fn an_address_that_is_none_is_refused_at_once() {
    for bad in ["", "office", "ftp://office", "file:///etc", "http://", "https://a:b@office"] {
        let refused = HttpTransport::new(bad, Timeouts::default()).err();
        assert_eq!(refused, Some(TransportError::Unreachable), "{bad}");
    }
}

#[test]
fn nothing_personal_or_secret_is_in_debug_output() {
    let sign_in = counter_backoffice::SignInRequest {
        number: "1001".into(),
        password: "hush-hush".into(),
        installation: None,
        station_code: None,
    };
    let person = counter_backoffice::PersonWire {
        name: "陈示例".into(),
        number: "440699199001010014".into(),
        ..Default::default()
    };
    let shown = format!("{sign_in:?} {person:?}");
    assert!(
        !shown.contains("hush") && !shown.contains("陈") && !shown.contains("440699"),
        "{shown}"
    );
}

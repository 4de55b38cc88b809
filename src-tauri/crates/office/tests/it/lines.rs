//! What comes over a line before there is a request: many lines, half a head, another's name.

use std::sync::Arc;
use std::time::Duration;

use counter_backoffice::{Client, Private, tus};
use counter_office::{BytePace, Limits, Office, Setup, serve_within};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::support::{line, page, part, submission, trial};

/// Far less than for ever, far more than a busy machine takes for a second.
const SOON: Duration = Duration::from_secs(20);
const HALF_A_HEAD: &[u8] = b"GET /hello HTTP/1.1\r\nHost: local";

/// Where it is answered, for as long as the test lasts.
async fn start(office: Office, limits: Limits) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
    let address = listener.local_addr().expect("address").to_string();
    tokio::spawn(serve_within(listener, Arc::new(office), limits, std::future::pending()));
    address
}

/// The first line of the answer; empty where the line is cut.
async fn greet(address: &str, host: &str) -> String {
    let mut line = TcpStream::connect(address).await.expect("connect");
    let head = format!("GET /hello HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
    line.write_all(head.as_bytes()).await.expect("head");
    let mut answer = Vec::new();
    let read = tokio::time::timeout(SOON, line.read_to_end(&mut answer));
    read.await.expect("answered in time").expect("read");
    let text = String::from_utf8_lossy(&answer).into_owned();
    assert!(text.is_empty() || text.contains("counter-office: 1"), "{text}");
    text.lines().next().unwrap_or_default().to_owned()
}

/// What the office wrote down, once it is so many lines: newest first.
async fn wait_for_log(office: &Office, count: usize) -> Vec<(String, u32)> {
    let read = async {
        loop {
            let lines = office.list_log(20).expect("log");
            if lines.len() >= count {
                return lines;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let lines = tokio::time::timeout(SOON, read).await.expect("written down in time");
    let from = |peer: &Option<String>| peer.as_deref() == Some("127.0.0.1");
    assert!(lines.iter().all(|line| from(&line.peer) && line.credential == "none"), "{lines:?}");
    lines.into_iter().map(|line| (line.code, line.status)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_of_no_request_is_written_down_too() {
    let limits = Limits { head: Duration::from_secs(1), ..Limits::default() };
    let office = trial(None);
    let address = start(office.clone(), limits).await;
    let long = format!("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: {}", "x".repeat(40_000));
    let whole = format!("{long}\r\n\r\n");
    let many = format!("GET /hello HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "a: b\r\n".repeat(100));
    let half = String::from_utf8_lossy(HALF_A_HEAD);
    let words = [
        // Falls silent after its answer, and is nobody's fault.
        ("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n", None),
        ("GET /hello HTTP/1.1\r\nno header\r\n\r\n", Some(("bad_head", 400))),
        ("GET /hello HTTP/9.9\r\nHost: localhost\r\n\r\n", Some(("bad_head", 400))),
        // Where a body ends must not be two things: one to a gateway, another to the office.
        (
            "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\
             Content-Length: 2\r\n\r\n",
            Some(("bad_head", 400)),
        ),
        (
            "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
            Some(("bad_head", 400)),
        ),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Some(("bad_head", 0))),
        (long.as_str(), Some(("head_too_large", 431))),
        (whole.as_str(), Some(("head_too_large", 431))),
        (many.as_str(), Some(("head_too_large", 431))),
        (&*half, Some(("head_late", 0))),
        ("", Some(("head_late", 0))),
    ];
    let mut wanted = Vec::new();
    for (head, code) in words {
        let mut line = TcpStream::connect(&address).await.expect("connect");
        // It may be cut while it still speaks.
        let _ = line.write_all(head.as_bytes()).await;
        let mut answer = Vec::new();
        let read = tokio::time::timeout(SOON, line.read_to_end(&mut answer));
        let _ = read.await.expect("over in time");
        wanted.extend(code.map(|(code, status)| (code.to_owned(), status)));
        let mut lines = wait_for_log(&office, wanted.len()).await;
        lines.reverse();
        assert_eq!(lines, wanted, "{:?}", String::from_utf8_lossy(&answer));
    }
    assert_eq!(greet(&address, "Host: evil.example\r\n").await, "HTTP/1.1 403 Forbidden");
    let lines = wait_for_log(&office, wanted.len() + 1).await;
    assert_eq!(lines[0], ("wrong_host".to_owned(), 403));
}

#[tokio::test(flavor = "multi_thread")]
async fn half_sent_heads_are_cut_in_time() {
    let limits = Limits { head: Duration::from_secs(1), ..Limits::default() };
    let address = start(trial(None), limits).await;
    let mut halves = JoinSet::new();
    for _ in 0..400 {
        let address = address.clone();
        halves.spawn(async move {
            let mut line = TcpStream::connect(address).await.expect("connect");
            line.write_all(HALF_A_HEAD).await.expect("half");
            // Closed or reset: either way it is over.
            let mut rest = Vec::new();
            let _ = line.read_to_end(&mut rest).await;
            assert!(rest.is_empty());
        });
    }
    assert_eq!(greet(&address, "Host: localhost\r\n").await, "HTTP/1.1 200 OK", "meanwhile");
    let over = tokio::time::timeout(SOON, halves.join_all()).await;
    assert_eq!(over.expect("each in time").len(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_says_nothing_between_two_requests_is_cut_in_time() {
    let limits = Limits { head: Duration::from_secs(1), ..Limits::default() };
    let address = start(trial(None), limits).await;
    let mut line = TcpStream::connect(&address).await.expect("connect");
    line.write_all(b"GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("request");
    let mut answer = Vec::new();
    let read = tokio::time::timeout(SOON, line.read_to_end(&mut answer));
    read.await.expect("cut in time").expect("read");
    assert!(answer.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_lines_than_are_served_wait_for_their_turn() {
    let limits = Limits { head: Duration::from_secs(2), lines: 2, ..Limits::default() };
    let address = start(trial(None), limits).await;
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut line = TcpStream::connect(&address).await.expect("connect");
        line.write_all(HALF_A_HEAD).await.expect("half");
        held.push(line);
    }
    let waiting = tokio::spawn({
        let address = address.clone();
        async move { greet(&address, "Host: localhost\r\n").await }
    });
    let mut rest = [0; 1];
    let first = tokio::time::timeout(SOON, held[0].read(&mut rest)).await.expect("cut in time");
    assert!(!first.is_ok_and(|len| len > 0), "the half head is not answered");
    assert_eq!(waiting.await.expect("task"), "HTTP/1.1 200 OK", "when one had left");
}

/// Of another machine's address there are fewer; which address it is makes no other difference.
#[tokio::test(flavor = "multi_thread")]
async fn more_lines_than_one_address_may_have_are_cut_and_written_down() {
    let office = trial(None);
    let address = start(office.clone(), Limits { own_lines: 2, ..Limits::default() }).await;
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut line = TcpStream::connect(&address).await.expect("connect");
        line.write_all(HALF_A_HEAD).await.expect("half");
        held.push(line);
    }
    assert_eq!(ask_and_listen(&address).await, "", "one too many");
    assert_eq!(wait_for_log(&office, 1).await, [("too_many_lines".to_owned(), 0)]);
    drop(held.pop());
    // The office needs a moment to see that it has gone.
    let served = async { while ask_and_listen(&address).await != "HTTP/1.1 200 OK" {} };
    tokio::time::timeout(SOON, served).await.expect("served when one has left");
}

/// The first line of the answer; empty where the line is cut, by whatever.
async fn ask_and_listen(address: &str) -> String {
    let mut line = TcpStream::connect(address).await.expect("connect");
    let head = b"GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let _ = line.write_all(head).await;
    let mut answer = Vec::new();
    let read = tokio::time::timeout(SOON, line.read_to_end(&mut answer));
    let _ = read.await.expect("answered or cut in time");
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_without_an_end_is_refused() {
    let address = start(trial(None), Limits::default()).await;
    let mut line = TcpStream::connect(&address).await.expect("connect");
    let long = format!("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: {}", "x".repeat(40_000));
    // Cut under a caller that is still speaking: the 431 may be lost with the line.
    let _ = line.write_all(long.as_bytes()).await;
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(10), line.read_to_end(&mut answer));
    let _ = read.await.expect("refused before the time for a head is over");
    let text = String::from_utf8_lossy(&answer);
    assert!(text.is_empty() || text.starts_with("HTTP/1.1 431"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_trickles_is_ended_and_goes_on_from_where_it_was() {
    let body = BytePace { grace: Duration::from_millis(500), ..Limits::default().body };
    let address = start(trial(None), Limits { body, ..Limits::default() }).await;
    let client = Client::new(Arc::new(line(&format!("http://{address}"))));
    let signed = client.sign_in("1001", "demo-1001").await.expect("sign in");
    let cred = signed.delivery_credential.expose();
    let bytes = page(1, 4_000);
    let case = submission(&signed, vec![part("p1", &bytes)]);
    client.submit_case(cred, &case).await.expect("submit");
    let url = client.create_upload(cred, case.case, &case.manifest[0]).await.expect("create");

    let mut slow = TcpStream::connect(&address).await.expect("connect");
    let head = format!(
        "PATCH {url} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {cred}\r\n\
         Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: {}\r\n\
         Content-Length: 4000\r\n\r\n",
        tus::OFFSET_OCTETS
    );
    slow.write_all(head.as_bytes()).await.expect("head");
    let (mut answered, mut sent) = slow.split();
    let trickle = async {
        for byte in bytes.chunks(1) {
            if sent.write_all(byte).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let mut answer = [0; 64];
    let told = async {
        tokio::select! {
            len = answered.read(&mut answer) => len.expect("read"),
            () = trickle => 0,
        }
    };
    let len = tokio::time::timeout(SOON, told).await.expect("ended in time");
    assert!(answer[..len].starts_with(b"HTTP/1.1 408"), "{:?}", String::from_utf8_lossy(&answer));
    let at = client.upload_offset(cred, &url).await.expect("offset");
    assert!((1..4_000).contains(&at), "{at}");
    let rest = bytes[at as usize..].to_vec();
    assert_eq!(client.upload_bytes(cred, &url, at, rest).await, Ok(4_000));
    client.complete_case(cred, case.case).await.expect("complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_falls_silent_is_ended_whichever_requests_it_is() {
    let body = BytePace { silence: Duration::from_millis(500), ..Limits::default().body };
    let address = start(trial(None), Limits { body, ..Limits::default() }).await;
    let client = Client::new(Arc::new(line(&format!("http://{address}"))));
    let signed = client.sign_in("1001", "demo-1001").await.expect("sign in");
    let known = |secret: &Private| format!("Authorization: Bearer {}\r\n", secret.expose());
    for (path, who) in [
        ("/sign-in", String::new()),
        ("/turns", known(&signed.delivery_credential)),
        ("/receipts/check", known(&signed.token)),
    ] {
        let mut silent = TcpStream::connect(&address).await.expect("connect");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\n{who}Content-Type: application/json\r\n\
             Content-Length: 99\r\n\r\n{{"
        );
        silent.write_all(head.as_bytes()).await.expect("head");
        let mut answer = [0; 64];
        let told = tokio::time::timeout(SOON, silent.read(&mut answer));
        let len = told.await.expect("ended in time").expect("read");
        assert!(answer[..len].starts_with(b"HTTP/1.1 408"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_no_answer_is_cut() {
    let pack = vec![7; 32 * 1024 * 1024];
    let office = Office::open(None, pack, true).expect("office");
    let answers = BytePace { silence: Duration::from_millis(500), ..Limits::default().answers };
    let limits = Limits { answers, lines: 1, ..Limits::default() };
    let address = start(office.clone(), limits).await;
    let mut idle = TcpStream::connect(&address).await.expect("connect");
    let head = b"GET /catalogue HTTP/1.1\r\nHost: localhost\r\n\r\n";
    idle.write_all(head).await.expect("request");
    // The only line there is, until it is cut.
    assert_eq!(greet(&address, "Host: localhost\r\n").await, "HTTP/1.1 200 OK");
    let mut taken = Vec::new();
    let _ = tokio::time::timeout(SOON, idle.read_to_end(&mut taken)).await.expect("over");
    assert!(taken.len() < 32 * 1024 * 1024, "{}", taken.len());
    assert_eq!(wait_for_log(&office, 1).await, [("answer_not_taken".to_owned(), 0)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_answers_to_its_own_names_alone() {
    let address = start(trial(None), Limits::default()).await;
    let good = "HTTP/1.1 200 OK";
    let refused = "HTTP/1.1 403 Forbidden";
    for (host, answer) in [
        (format!("Host: {address}\r\n"), good),
        ("Host: LocalHost:1\r\n".into(), good),
        ("Host: 192.0.2.7\r\n".into(), good),
        ("Host: evil.example\r\n".into(), refused),
        (String::new(), refused),
    ] {
        assert_eq!(greet(&address, &host).await, answer, "{host}");
    }
    let named = trial(None).with_hosts(vec!["office.town.example".into()]);
    let address = start(named, Limits::default()).await;
    assert_eq!(greet(&address, "Host: office.town.example\r\n").await, good);
    assert_eq!(greet(&address, "Host: evil.example\r\n").await, refused);
    let real = Office::set_up(Setup::default()).expect("office");
    let address = start(real, Limits::default()).await;
    assert_eq!(greet(&address, "Host: whatever.its.gateway.says\r\n").await, good);
}

//! A file from a web server: whole or not at all, and nobody is told who asks.
use crate::{http, peer};
use counter_backoffice::{Download, DownloadError, Timeouts, TransportError};
use std::time::Duration;

fn download(url: &str) -> Download {
    let timeouts =
        Timeouts { connect: Duration::from_millis(500), answer: Duration::from_millis(700) };
    Download::new(url, timeouts).unwrap()
}

/// What came of it, and what was handed on.
async fn fetch(answer: String, closes: bool) -> (Result<(), DownloadError>, String, String) {
    let (url, seen) = peer(answer, closes).await;
    let mut kept = Vec::new();
    let keep = |piece: &[u8]| {
        kept.extend_from_slice(piece);
        Ok(())
    };
    let told = download(&url).fetch("deb/pool/a.deb", 9, keep).await;
    let seen = if closes { seen.await.unwrap() } else { String::new() };
    (told, String::from_utf8(kept).unwrap(), seen)
}

#[tokio::test]
async fn the_question_names_the_file_and_nobody() {
    let (told, kept, seen) = fetch(http("200 OK", "", 9, "a package"), true).await;
    assert_eq!((told, kept.as_str()), (Ok(()), "a package"));
    let mut lines = seen.lines();
    assert_eq!(lines.next(), Some("GET /deb/pool/a.deb HTTP/1.1"));
    let rest = lines.filter_map(|line| line.split_once(':')).map(|(name, _)| name.to_lowercase());
    let mut names: Vec<String> = rest.collect();
    names.sort();
    assert_eq!(names, ["accept", "host"]);
}

#[tokio::test]
async fn what_is_no_whole_file_is_an_error() {
    let line = |error: TransportError| Err(DownloadError::Line(error));
    for (what, answer, closes, expected) in [
        ("half", http("200 OK", "", 9, "a pac"), true, line(TransportError::Broken)),
        ("silence", http("200 OK", "", 9, "a pac"), false, line(TransportError::TimedOut)),
        ("more", http("200 OK", "", 10, "a package!"), true, line(TransportError::TooLarge)),
        (
            "elsewhere",
            http("302 Found", "Location: /other\r\n", 0, ""),
            true,
            Err(DownloadError::Answer { status: 302 }),
        ),
    ] {
        assert_eq!(fetch(answer, closes).await.0, expected, "{what}");
    }
}

#[tokio::test]
async fn a_full_disk_is_told_from_a_bad_line() {
    let (url, _seen) = peer(http("200 OK", "", 9, "a package"), true).await;
    let full = |_: &[u8]| Err(std::io::Error::from(std::io::ErrorKind::StorageFull));
    let told = download(&url).fetch("a.deb", 9, full).await;
    assert_eq!(told, Err(DownloadError::NotKept(std::io::ErrorKind::StorageFull)));
}

#[test]
fn nobody_is_asked_in_the_clear() {
    for (address, error) in [
        ("http://updates.example.org", TransportError::Untrusted),
        ("ftp://updates.example.org", TransportError::Unreachable),
        ("https://who:what@updates.example.org", TransportError::Unreachable),
        ("updates.example.org", TransportError::Unreachable),
    ] {
        let told = Download::new(address, Timeouts::default());
        assert_eq!(told.err(), Some(error), "{address}");
    }
}

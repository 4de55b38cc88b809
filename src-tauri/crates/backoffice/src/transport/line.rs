//! The office over HTTP or HTTPS: one exchange, its time and its size. Whom the line trusts stands in
//! `tls`.

use std::time::Duration;

use http::{HeaderValue, Method, header};
use tokio::time::{Instant, timeout_at};

use super::condition::find_condition;
use super::line_pin::LinePin;
use super::tls::build_config;
use super::{Answer, Bytes, Request, Response, Transport, TransportError};

/// Slowest line that still counts as working: a body is granted a second for each of these.
const BYTES_PER_SECOND: usize = 32 * 1024;
const LARGEST_ANSWER: usize = counter_core::limits::MAX_FILE_BYTES as usize + 1024;

#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    pub connect: Duration,
    /// For the whole answer; bodies in either direction are granted time on top, by their size.
    pub answer: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts { connect: Duration::from_secs(3), answer: Duration::from_secs(15) }
    }
}

/// By rustls, and the machine's root certificates or a pin.
pub struct HttpTransport {
    client: reqwest::Client,
    base: String,
    answer: Duration,
}

fn is_this_machine(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost"
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether this may be spoken to at all.
pub(super) fn check_address(base_url: &str) -> Result<(), TransportError> {
    let url = reqwest::Url::parse(base_url).map_err(|_| TransportError::Unreachable)?;
    // An address is shown and kept in the clear: nobody's name and password stand in it.
    let is_named = !url.username().is_empty() || url.password().is_some();
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() || is_named {
        return Err(TransportError::Unreachable);
    }
    // In the clear only to this very machine: a trial, or a gateway that runs here.
    if url.scheme() == "http" && !is_this_machine(&url) {
        return Err(TransportError::Untrusted);
    }
    Ok(())
}

/// What is granted to a body of so many bytes, beside the answer's own time.
pub(super) fn grant_time(bytes: usize) -> Duration {
    Duration::from_secs((bytes / BYTES_PER_SECOND) as u64)
}

impl HttpTransport {
    /// `base_url` may have a path; its last slash does not matter. Proxies from the environment
    /// are ignored, and redirects are not followed: both would hand the credential to somebody
    /// who is not the office.
    ///
    /// # Errors
    /// `Unreachable` when the address is none, `Untrusted` when it may not be spoken to.
    pub fn new(base_url: &str, timeouts: Timeouts) -> Result<Self, TransportError> {
        Self::build(base_url, timeouts, reqwest::Client::builder())
    }

    /// The same, to whom the pin names and to nobody else.
    ///
    /// # Errors
    /// As for `new`, and `Untrusted` when the pin cannot be used (`LinePin::check` says why): then
    /// nobody is trusted, least of all whom the machine trusts.
    pub fn pinned(
        base_url: &str,
        timeouts: Timeouts,
        pin: &LinePin,
    ) -> Result<Self, TransportError> {
        let expected = pin.read().map_err(|_| TransportError::Untrusted)?;
        let tls = build_config(expected).map_err(|_| TransportError::Untrusted)?;
        Self::build(base_url, timeouts, reqwest::Client::builder().use_preconfigured_tls(tls))
    }

    fn build(
        base_url: &str,
        timeouts: Timeouts,
        builder: reqwest::ClientBuilder,
    ) -> Result<Self, TransportError> {
        check_address(base_url)?;
        let client = builder
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(timeouts.connect)
            // Shorter than gateways keep a silent connection: a stale one would look like a
            // broken line.
            .pool_idle_timeout(Duration::from_secs(20))
            .user_agent(concat!("counter/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| TransportError::Untrusted)?;
        let base = base_url.trim_end_matches('/').to_owned();
        Ok(HttpTransport { client, base, answer: timeouts.answer })
    }

    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let (mut head, body) = request.into_parts();
        // The library says no length of an empty body, and some gateways then ask for it (411).
        if body.is_empty() && !matches!(head.method, Method::GET | Method::HEAD) {
            head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        // Nothing here unpacks: without a word some gateways pack what passes.
        head.headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        let path = head.uri.path_and_query().map_or("/", |p| p.as_str());
        let (started, sent) = (Instant::now(), body.len());
        let request = self.client.request(head.method, format!("{}{path}", self.base));
        let sending = request.headers(head.headers).body(body).send();
        let due = self.due(started, sent);
        let mut answer = timeout_at(due, sending)
            .await
            .map_err(|_| TransportError::TimedOut)?
            .map_err(find_condition)?;
        let mut received = Vec::new();
        loop {
            let due = self.due(started, sent + received.len());
            let chunk =
                timeout_at(due, answer.chunk()).await.map_err(|_| TransportError::TimedOut)?;
            let Some(chunk) = chunk.map_err(find_condition)? else {
                break;
            };
            received.extend_from_slice(&chunk);
            if received.len() > LARGEST_ANSWER {
                return Err(TransportError::TooLarge);
            }
        }
        let mut response = http::Response::new(Bytes::from(received));
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }

    /// When an exchange that moved this many bytes so far must be over.
    fn due(&self, started: Instant, bytes: usize) -> Instant {
        started + self.answer + grant_time(bytes)
    }
}

impl Transport for HttpTransport {
    fn call(&self, request: Request) -> Answer<'_> {
        Box::pin(self.send(request))
    }
}

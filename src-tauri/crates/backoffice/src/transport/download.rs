//! A file from a plain web server, of whatever size, handed on piece by piece. The question names
//! the file and nothing else: no credential, no computer, not even this program.

use std::io;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::TransportError;
use super::condition::find_condition;
use super::line::{Timeouts, check_address, grant_time};

/// Below one address, over HTTPS by the machine's roots.
pub struct Download {
    client: reqwest::Client,
    base: String,
    answer: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DownloadError {
    #[error(transparent)]
    Line(#[from] TransportError),
    #[error("the server answers {status}")]
    Answer { status: u16 },
    /// Of whoever keeps it: the disk.
    #[error("what came could not be kept: {0}")]
    NotKept(io::ErrorKind),
}

impl Download {
    /// Neither proxies from the environment nor redirects are followed, as with an office.
    ///
    /// # Errors
    /// `Unreachable` when the address is none, `Untrusted` when it may not be spoken to.
    pub fn new(base_url: &str, timeouts: Timeouts) -> Result<Self, TransportError> {
        check_address(base_url)?;
        let client = reqwest::Client::builder()
            .no_proxy()
            // The file as it lies there: its bytes are counted, and nothing is unpacked.
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(timeouts.connect)
            .build()
            .map_err(|_| TransportError::Untrusted)?;
        let base = base_url.trim_end_matches('/').to_owned();
        Ok(Download { client, base, answer: timeouts.answer })
    }

    /// All of the file at this path, which must not have more than `most` bytes. What was handed on
    /// before an error is not the file.
    ///
    /// # Errors
    /// No whole answer came, it is none with the file, or it could not be kept.
    pub async fn fetch(
        &self,
        path: &str,
        most: u64,
        mut keep: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<(), DownloadError> {
        let started = Instant::now();
        let sending = self.client.get(format!("{}/{path}", self.base)).send();
        let mut answer = timeout_at(self.due(started, 0), sending)
            .await
            .map_err(|_| TransportError::TimedOut)?
            .map_err(find_condition)?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(DownloadError::Answer { status });
        }
        let mut received: u64 = 0;
        loop {
            let due = self.due(started, received);
            let piece =
                timeout_at(due, answer.chunk()).await.map_err(|_| TransportError::TimedOut)?;
            let Some(piece) = piece.map_err(find_condition)? else {
                return Ok(());
            };
            received = received.saturating_add(piece.len() as u64);
            if received > most {
                return Err(TransportError::TooLarge.into());
            }
            keep(&piece).map_err(|error| DownloadError::NotKept(error.kind()))?;
        }
    }

    fn due(&self, started: Instant, received: u64) -> Instant {
        started + self.answer + grant_time(usize::try_from(received).unwrap_or(usize::MAX))
    }
}

//! The requests of one upload, by the method that a gateway lets pass.
use super::passage::Passage;
use bytes::Bytes;
use counter_backoffice::tus::Octets;
use counter_backoffice::{Client, OfficeError};

pub struct Upload<'a> {
    pub client: &'a Client,
    pub credential: &'a str,
    pub passage: Passage,
}

impl Upload<'_> {
    pub async fn append(&self, url: &str, at: u64, octets: Octets) -> Result<u64, OfficeError> {
        self.append_by(self.passage.by_post, url, at, octets).await
    }

    async fn append_by(
        &self,
        by_post: bool,
        url: &str,
        at: u64,
        octets: Octets,
    ) -> Result<u64, OfficeError> {
        match by_post {
            false => self.client.upload_bytes(self.credential, url, at, octets).await,
            true => self.client.upload_bytes_by_post(self.credential, url, at, octets).await,
        }
    }

    /// How much the office holds. Where no HEAD passes, or what it says is taken away, an empty
    /// piece tells it too.
    pub async fn ask_offset(&mut self, url: &str) -> Result<u64, OfficeError> {
        match self.client.upload_offset(self.credential, url).await {
            Err(error) if error.may_pass_otherwise() => self.ask_by_piece(url, 0).await,
            answer => answer,
        }
    }

    /// An empty piece is taken, or the conflict names the offset: so it tells whether its method
    /// passes, and which of the two does is kept.
    pub async fn ask_by_piece(&mut self, url: &str, guess: u64) -> Result<u64, OfficeError> {
        let by_post = self.passage.by_post;
        match self.send_empty(by_post, url, guess).await {
            Err(error) if error.may_pass_otherwise() => {
                let at = self.send_empty(!by_post, url, guess).await.map_err(|_| error)?;
                self.passage.by_post = !by_post;
                tracing::info!(by_post = !by_post, "a gateway lets the other method pass");
                Ok(at)
            }
            answer => answer,
        }
    }

    async fn send_empty(&self, by_post: bool, url: &str, guess: u64) -> Result<u64, OfficeError> {
        match self.append_by(by_post, url, guess, Bytes::new().into()).await {
            Err(OfficeError::OffsetConflict { at }) => Ok(at),
            answer => answer,
        }
    }
}

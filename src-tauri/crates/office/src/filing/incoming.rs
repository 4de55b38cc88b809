//! The body of an upload's request, from the line to the store.

use axum::body::Body;
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

use super::upload::{Upload, beyond_length};
use crate::http::{ApiError, explain_break, run_blocking};
use crate::parts::PIECE;
use crate::storage::Storage;

/// Writes what arrives, and returns where the part ends then. A body that breaks off keeps what
/// came, to go on from; a whole body that does not match its digest is taken back.
pub async fn receive_body(
    storage: &Storage,
    upload: &Upload,
    from: u64,
    sha256: Option<String>,
    mut body: Body,
) -> Result<u64, ApiError> {
    let mut writer = PieceWriter { storage, id: &upload.id, at: from, buffer: Vec::new() };
    let mut hash = Sha256::new();
    let take_back = || run_blocking(|| storage.parts.cut(&upload.id, from));
    let outcome = loop {
        let frame = match body.frame().await {
            None => break Ok(()),
            Some(Err(error)) => break Err(explain_break(&error)),
            Some(Ok(frame)) => frame,
        };
        let Ok(bytes) = frame.into_data() else {
            continue;
        };
        if bytes.len() as u64 > upload.len - writer.end() {
            take_back()?;
            return Err(beyond_length());
        }
        hash.update(&bytes);
        writer.add_bytes(&bytes)?;
    };
    let end = writer.write_piece()?;
    outcome?;
    if sha256.is_some_and(|sha256| sha256 != hex::encode(hash.finalize())) {
        take_back()?;
        return Err(ApiError::bad_request(
            "digest_mismatch",
            "The body does not match its Content-Digest.",
        ));
    }
    if end == upload.len {
        run_blocking(|| storage.parts.sync(&upload.id))?;
    }
    Ok(end)
}

/// The network's crumbs are gathered, and what comes at once is divided: each write is a piece, on
/// a store even an object, and never more than a piece is in memory here.
struct PieceWriter<'a> {
    storage: &'a Storage,
    id: &'a str,
    at: u64,
    buffer: Vec<u8>,
}

impl PieceWriter<'_> {
    /// Where the part ends once the buffer is written.
    fn end(&self) -> u64 {
        self.at + self.buffer.len() as u64
    }

    fn add_bytes(&mut self, mut bytes: &[u8]) -> Result<(), ApiError> {
        while !bytes.is_empty() {
            let room = PIECE.saturating_sub(self.buffer.len());
            let (fitting, later) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
            self.buffer.extend_from_slice(fitting);
            bytes = later;
            if self.buffer.len() >= PIECE {
                self.write_piece()?;
            }
        }
        Ok(())
    }

    fn write_piece(&mut self) -> Result<u64, ApiError> {
        if !self.buffer.is_empty() {
            run_blocking(|| self.storage.parts.append(self.id, self.at, &self.buffer))?;
            self.at = self.end();
            self.buffer.clear();
        }
        Ok(self.at)
    }
}

//! The client: starts the document worker when it is first needed, asks it one thing at a time, and
//! ends it when it takes too long. A worker that died is replaced at the next call; no call is
//! repeated by itself.

use super::wire::{LIMITS, Part, Reply, Request};
use crate::{DocumentError, Inspected, OpenedFile, Picture, Sheet, Typeset};
use counter_child_pipe::{Program, Supervisor};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// Enough for a long notice on a slow machine; a file that needs more is not worth a clerk's wait.
const PATIENCE: Duration = Duration::from_secs(60);

/// The document worker, started or not.
pub struct Worker {
    supervisor: Supervisor,
    patience: Duration,
    /// The worker does one thing after the other; the time of a call counts from when it is its
    /// turn.
    turn: Mutex<()>,
}

impl Worker {
    pub fn new(exe: PathBuf) -> Self {
        Self::with_patience(exe, PATIENCE)
    }

    /// A worker that is ended when one call takes longer than `patience`.
    pub fn with_patience(exe: PathBuf, patience: Duration) -> Self {
        // Its standard error is thrown away: what a library says about a citizen's file belongs in
        // no log.
        Self {
            supervisor: Supervisor::new(Program::new(exe, LIMITS)),
            patience,
            turn: Mutex::new(()),
        }
    }

    /// The number of the running worker's process.
    pub fn process_id(&self) -> Option<u32> {
        self.supervisor.process_id()
    }

    /// What the file is; everything that will make it unusable is found here.
    pub async fn inspect_file(&self, bytes: Vec<u8>) -> Result<Inspected, DocumentError> {
        match self.call(&Request::Inspect, Arc::new(bytes)).await? {
            (Reply::Inspected(inspected), _) => Ok(inspected),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// Looks a file over and makes of it what the vault keeps: PDF, JPEG and PNG stay as they are,
    /// other images become PNG, one file for each page of a TIFF. Everything that will make it
    /// unusable is found here.
    pub async fn open_file(&self, bytes: Vec<u8>) -> Result<Vec<OpenedFile>, DocumentError> {
        let original = Arc::new(bytes);
        match self.call(&Request::Open, Arc::clone(&original)).await? {
            (Reply::OpenedUnchanged { media, pages }, _) => {
                Ok(vec![OpenedFile { media, pages, bytes: Arc::unwrap_or_clone(original) }])
            }
            (Reply::OpenedAsParts { parts }, body) => split_body(parts, &body),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// One page (counted from 0) as a picture at most `max_width` pixels wide, turned clockwise by
    /// quarter turns.
    pub async fn render_page(
        &self,
        bytes: Vec<u8>,
        page: u32,
        quarter_turns: u8,
        max_width: u32,
    ) -> Result<Picture, DocumentError> {
        match self
            .call(&Request::Picture { page, quarter_turns, max_width }, Arc::new(bytes))
            .await?
        {
            (Reply::Picture { media, width, height }, bytes) => {
                Ok(Picture { media, bytes, width, height })
            }
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// The printed form of a sheet, as PDF/A.
    pub async fn typeset_sheet(&self, sheet: &Sheet) -> Result<Typeset, DocumentError> {
        match self
            .call(&Request::Typeset { sheet: Box::new(sheet.clone()) }, Arc::default())
            .await?
        {
            (Reply::Typeset { pages, missing }, pdf) => Ok(Typeset { pdf, pages, missing }),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    async fn call(
        &self,
        request: &Request,
        body: Arc<Vec<u8>>,
    ) -> Result<(Reply, Vec<u8>), DocumentError> {
        let header = serde_json::to_vec(request).map_err(|_| DocumentError::Unprintable)?;
        let _turn = self.turn.lock().await;
        let answer = self.supervisor.call_within(self.patience, header, body).await?;
        match serde_json::from_slice(&answer.header) {
            Ok(Reply::Failed { error }) => Err(error),
            Ok(reply) => Ok((reply, answer.body)),
            Err(_) => Err(DocumentError::WorkerDied),
        }
    }
}

fn split_body(parts: Vec<Part>, mut body: &[u8]) -> Result<Vec<OpenedFile>, DocumentError> {
    let mut files = Vec::with_capacity(parts.len());
    for Part { media, pages, length } in parts {
        let length = usize::try_from(length).map_err(|_| DocumentError::WorkerDied)?;
        let (bytes, following) = body.split_at_checked(length).ok_or(DocumentError::WorkerDied)?;
        files.push(OpenedFile { media, pages, bytes: bytes.to_vec() });
        body = following;
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_cut_in_order_and_a_short_body_is_refused() {
        let part = |length| Part { media: "image/png".into(), pages: 1, length };
        let files = split_body(vec![part(2), part(3)], b"abcde").unwrap();
        let bytes: Vec<&[u8]> = files.iter().map(|file| file.bytes.as_slice()).collect();
        assert_eq!(bytes, [b"ab".as_slice(), b"cde"]);
        assert_eq!(
            split_body(vec![part(2), part(4)], b"abcde").unwrap_err(),
            DocumentError::WorkerDied
        );
    }

    #[tokio::test]
    async fn a_worker_that_is_not_there_is_named() {
        let worker = Worker::new("/nowhere/document-worker".into());
        assert_eq!(worker.inspect_file(vec![1]).await.unwrap_err(), DocumentError::WorkerMissing);
    }

    #[tokio::test]
    async fn a_file_that_no_frame_takes_is_too_large() {
        let worker = Worker::new("/bin/cat".into());
        let bytes = vec![0; LIMITS.body as usize + 1];
        assert_eq!(worker.open_file(bytes).await.unwrap_err(), DocumentError::TooLarge);
    }
}

//! The client: starts the document worker when it is first needed, asks it one thing at a time, and ends it when it
//! takes too long. A worker that died is replaced at the next call; no call is repeated by itself.

use super::wire::{Part, Reply, Request};
use crate::{DocumentError, Inspected, Picture, Sheet, Typeset, frame};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, io};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Mutex;
use tokio::time::timeout;

/// Enough for a long notice on a slow machine; a file that needs more is not worth a clerk's wait.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the worker is: what `COUNTER_DOCUMENT_WORKER` names, else beside this program.
pub fn worker_exe() -> PathBuf {
    if let Some(named) = env::var_os("COUNTER_DOCUMENT_WORKER") {
        return named.into();
    }
    let name = format!("document-worker{}", env::consts::EXE_SUFFIX);
    match env::current_exe() {
        Ok(this) => this.with_file_name(name),
        Err(_) => name.into(),
    }
}

struct Running {
    child: Child,
    ask: ChildStdin,
    answer: ChildStdout,
}

impl Running {
    fn if_alive(mut self) -> Option<Self> {
        matches!(self.child.try_wait(), Ok(None)).then_some(self)
    }
}

/// The document worker, started or not.
pub struct Worker {
    exe: PathBuf,
    patience: Duration,
    running: Mutex<Option<Running>>,
    process: AtomicU32,
}

impl Worker {
    pub fn new(exe: PathBuf) -> Self {
        Self::with_patience(exe, PATIENCE)
    }

    /// A worker that is ended when one call takes longer than `patience`.
    pub fn with_patience(exe: PathBuf, patience: Duration) -> Self {
        Self { exe, patience, running: Mutex::new(None), process: AtomicU32::new(0) }
    }

    /// The number of the worker's process last started.
    pub fn process(&self) -> Option<u32> {
        Some(self.process.load(Ordering::Relaxed)).filter(|number| *number != 0)
    }

    /// What the file is; everything that will make it unusable is found here.
    pub async fn inspect(&self, bytes: Vec<u8>) -> Result<Inspected, DocumentError> {
        match self.call(&Request::Inspect, &bytes).await? {
            (Reply::Inspected(inspected), _) => Ok(inspected),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// One page (counted from 0) as a picture at most `max_width` pixels wide, turned clockwise by quarter turns.
    pub async fn picture(
        &self,
        bytes: Vec<u8>,
        page: u32,
        quarter_turns: u8,
        max_width: u32,
    ) -> Result<Picture, DocumentError> {
        match self.call(&Request::Picture { page, quarter_turns, max_width }, &bytes).await? {
            (Reply::Picture { media, width, height }, bytes) => Ok(Picture { media, bytes, width, height }),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// The file as the vault keeps it: PDF, JPEG and PNG as they are, other images as PNG, one per page of a TIFF.
    pub async fn split(&self, bytes: Vec<u8>) -> Result<Vec<(String, Vec<u8>)>, DocumentError> {
        match self.call(&Request::Split, &bytes).await? {
            (Reply::Parts { parts }, body) => cut(parts, &body),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// The printed form of a sheet, as PDF/A.
    pub async fn typeset(&self, sheet: &Sheet) -> Result<Typeset, DocumentError> {
        match self.call(&Request::Typeset { sheet: Box::new(sheet.clone()) }, &[]).await? {
            (Reply::Typeset { pages }, pdf) => Ok(Typeset { pdf, pages }),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    async fn call(&self, request: &Request, body: &[u8]) -> Result<(Reply, Vec<u8>), DocumentError> {
        if body.len() > frame::MOST_BODY as usize {
            return Err(DocumentError::TooLarge);
        }
        let header = serde_json::to_vec(request).map_err(|_| DocumentError::Unprintable)?;
        let mut place = self.running.lock().await;
        // Taken out for the length of the call: a call that fails, is timed out or dropped half-way leaves a pipe
        // nobody could find his place in, and dropping the process ends it.
        let mut running = match place.take().and_then(Running::if_alive) {
            Some(running) => running,
            None => self.start()?,
        };
        let (header, body) = timeout(self.patience, exchange(&mut running, &header, body))
            .await
            .map_err(|_| DocumentError::TimedOut)?
            .map_err(|_| DocumentError::WorkerDied)?;
        let reply = serde_json::from_slice(&header).map_err(|_| DocumentError::WorkerDied)?;
        *place = Some(running);
        match reply {
            Reply::Failed { error } => Err(error),
            reply => Ok((reply, body)),
        }
    }

    fn start(&self) -> Result<Running, DocumentError> {
        let mut child = Command::new(&self.exe)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a library says about a citizen's file belongs in no log.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|_| DocumentError::WorkerMissing)?;
        self.process.store(child.id().unwrap_or(0), Ordering::Relaxed);
        match (child.stdin.take(), child.stdout.take()) {
            (Some(ask), Some(answer)) => Ok(Running { child, ask, answer }),
            _ => Err(DocumentError::WorkerDied),
        }
    }
}

async fn exchange(running: &mut Running, header: &[u8], body: &[u8]) -> io::Result<frame::Frame> {
    frame::send(&mut running.ask, header, body).await?;
    frame::receive(&mut running.answer).await
}

fn cut(parts: Vec<Part>, body: &[u8]) -> Result<Vec<(String, Vec<u8>)>, DocumentError> {
    let mut rest = body;
    let mut files = Vec::with_capacity(parts.len());
    for part in parts {
        let length = usize::try_from(part.length).map_err(|_| DocumentError::WorkerDied)?;
        let (file, after) = rest.split_at_checked(length).ok_or(DocumentError::WorkerDied)?;
        files.push((part.media, file.to_vec()));
        rest = after;
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_cut_in_order_and_a_short_body_is_refused() {
        let part = |length| Part { media: "image/png".into(), length };
        let files = cut(vec![part(2), part(3)], b"abcde").unwrap();
        assert_eq!(files, [("image/png".to_owned(), b"ab".to_vec()), ("image/png".to_owned(), b"cde".to_vec())]);
        assert_eq!(cut(vec![part(2), part(4)], b"abcde").unwrap_err(), DocumentError::WorkerDied);
    }

    #[tokio::test]
    async fn a_worker_that_is_not_there_is_named() {
        let worker = Worker::new("/nowhere/document-worker".into());
        assert_eq!(worker.inspect(vec![1]).await.unwrap_err(), DocumentError::WorkerMissing);
    }
}

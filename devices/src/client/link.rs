//! One running `device-host` as its client sees it: a child, a writer, a reader that hands each
//! answer to the call it belongs to. When the child ends, every waiting call learns of it.

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::AsyncWriteExt;
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::DeviceError;
use crate::protocol::{Answer, Call, Reply, Request, frame, receive};

type Answers = UnboundedSender<(Answer, Vec<u8>)>;

/// Calls that wait for an answer; `None` once the child has ended.
type Waiting = Arc<Mutex<Option<HashMap<u64, Answers>>>>;

pub(crate) struct Link {
    waiting: Waiting,
    outgoing: UnboundedSender<Vec<u8>>,
    next: AtomicU64,
    pid: Option<u32>,
}

/// A call under way. Dropped before its last answer, it asks the host to stop the work.
pub(crate) struct Pending {
    id: u64,
    answers: UnboundedReceiver<(Answer, Vec<u8>)>,
    waiting: Waiting,
    outgoing: UnboundedSender<Vec<u8>>,
    finished: bool,
}

impl Link {
    pub fn start(exe: &Path, environment: &[(String, String)]) -> Result<Self, DeviceError> {
        let mut child = Command::new(exe)
            .envs(environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .map_err(|_| DeviceError::HostMissing)?;
        let pid = child.id();
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(DeviceError::HostMissing);
        };
        let waiting: Waiting = Arc::new(Mutex::new(Some(HashMap::new())));
        let (outgoing, frames) = unbounded_channel();
        tokio::spawn(write(stdin, frames));
        tokio::spawn(read(child, stdout, Arc::clone(&waiting)));
        Ok(Self { waiting, outgoing, next: AtomicU64::new(1), pid })
    }

    pub fn is_alive(&self) -> bool {
        lock(&self.waiting).is_some()
    }

    pub fn pid(&self) -> Option<u32> {
        self.pid
    }

    pub fn call(&self, call: Call, body: &[u8]) -> Result<Pending, DeviceError> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let frame = frame(&Request { id, call }, body).map_err(|_| DeviceError::HostMisunderstood)?;
        let (sender, answers) = unbounded_channel();
        match lock(&self.waiting).as_mut() {
            Some(calls) => calls.insert(id, sender),
            None => return Err(DeviceError::HostDied),
        };
        self.outgoing.send(frame).map_err(|_| DeviceError::HostDied)?;
        Ok(Pending {
            id,
            answers,
            waiting: Arc::clone(&self.waiting),
            outgoing: self.outgoing.clone(),
            finished: false,
        })
    }
}

impl Pending {
    pub async fn next(&mut self) -> Result<(Answer, Vec<u8>), DeviceError> {
        let answer = self.answers.recv().await.ok_or(DeviceError::HostDied);
        self.finished = !matches!(&answer, Ok((answer, _)) if answer.is_event());
        match answer? {
            (Answer::Failed { error }, _) => Err(error),
            answer => Ok(answer),
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(calls) = lock(&self.waiting).as_mut() {
            calls.remove(&self.id);
        }
        if self.finished {
            return;
        }
        let cancel = Request { id: 0, call: Call::Cancel { target: self.id } };
        // A host that is gone has nothing left to stop.
        if let Ok(frame) = frame(&cancel, &[]) {
            let _ = self.outgoing.send(frame);
        }
    }
}

async fn write(mut stdin: ChildStdin, mut frames: UnboundedReceiver<Vec<u8>>) {
    while let Some(frame) = frames.recv().await {
        if stdin.write_all(&frame).await.is_err() || stdin.flush().await.is_err() {
            return;
        }
    }
}

/// Owns the child: it is reaped here when its output ends.
async fn read(mut child: Child, mut stdout: ChildStdout, waiting: Waiting) {
    while let Ok(Some((reply, body))) = receive::<Reply>(&mut stdout).await {
        let mut calls = lock(&waiting);
        let Some(calls) = calls.as_mut() else { break };
        let last = !reply.answer.is_event();
        if let Some(call) = calls.get(&reply.id) {
            // The caller may have lost interest; its cancel is on the way then.
            let _ = call.send((reply.answer, body));
        }
        if last {
            calls.remove(&reply.id);
        }
    }
    lock(&waiting).take();
    let _ = child.kill().await;
}

fn lock(waiting: &Waiting) -> std::sync::MutexGuard<'_, Option<HashMap<u64, Answers>>> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

//! One running child as its parent sees it: a process, a writer, a reader that hands each answer to
//! the call it belongs to. When the child ends, every call under way learns of it.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::os::unix::process::ExitStatusExt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::process::{Child, ChildStdin, ChildStdout};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::error::PipeError;
use crate::frame::{Frame, Limits};
use crate::program::{EndListener, Program};
use crate::version::{GREETING, VERSION};

/// How many answers to one call may wait to be taken. A child that sends more of them is ended: the
/// reader waits for no call, since the others' answers come over the same pipe.
pub const ANSWERS_AHEAD: usize = 4;

/// How long a child whose output has ended may take to be gone.
const LAST_BREATH: Duration = Duration::from_millis(500);

/// Calls under way; once the child has ended, why they failed.
type UnderWay = Result<HashMap<u64, mpsc::Sender<Frame>>, PipeError>;
type Calls = Arc<Mutex<UnderWay>>;

/// How the reading of a child's output came to its end.
#[derive(PartialEq)]
enum Stop {
    OutputEnded,
    /// It wrote what no child may write: it is not waited for.
    Breach,
    OtherVersion,
}

/// A frame on its way to the child. The body may still be the caller's too.
struct Outgoing {
    call: u64,
    header: Vec<u8>,
    body: Arc<Vec<u8>>,
}

/// A running child. Dropped, it closes the child's input and lets it come to its own end.
pub struct Link {
    calls: Calls,
    // Unbounded, for giving a call up must not wait; it holds at most what the calls under way have
    // asked.
    outgoing: UnboundedSender<Outgoing>,
    limits: Limits,
    next_call: AtomicU64,
    process: Option<u32>,
    reader: AbortHandle,
}

/// A call under way. Its answers go nowhere once it is dropped.
pub struct Call {
    number: u64,
    answers: mpsc::Receiver<Frame>,
    calls: Calls,
    outgoing: UnboundedSender<Outgoing>,
    limits: Limits,
}

impl Link {
    pub fn start(program: &Program) -> Result<Self, PipeError> {
        let mut child = program.spawn_child()?;
        let process = child.id();
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(PipeError::NotStarted);
        };
        let limits = program.frame_limits();
        let calls: Calls = Arc::new(Mutex::new(Ok(HashMap::new())));
        let (outgoing, frames) = mpsc::unbounded_channel();
        tokio::spawn(write_frames(stdin, frames, limits));
        let reading =
            read_answers(child, stdout, Arc::clone(&calls), limits, program.end_listener());
        let reader = tokio::spawn(reading).abort_handle();
        Ok(Self { calls, outgoing, limits, next_call: AtomicU64::new(1), process, reader })
    }

    pub fn is_alive(&self) -> bool {
        lock(&self.calls).is_ok()
    }

    /// The child's process number.
    pub fn process_id(&self) -> Option<u32> {
        self.process
    }

    /// Sends a request; its answers come through the call.
    pub fn start_call(&self, header: Vec<u8>, body: Arc<Vec<u8>>) -> Result<Call, PipeError> {
        let number = self.next_call.fetch_add(1, Ordering::Relaxed);
        let (sender, answers) = mpsc::channel(ANSWERS_AHEAD);
        match lock(&self.calls).as_mut() {
            Ok(calls) => calls.insert(number, sender),
            Err(why) => return Err(*why),
        };
        let (calls, outgoing) = (Arc::clone(&self.calls), self.outgoing.clone());
        let call = Call { number, answers, calls, outgoing, limits: self.limits };
        call.send_message(header, body)?;
        Ok(call)
    }

    /// Ends the child at once. Calls under way fail.
    pub fn kill_child(&self) {
        // Where its output has ended the reader sees it out, and ends it soon itself: what ended it
        // is told.
        if end_calls(&self.calls, PipeError::Ended) {
            // The reader owns the child, which is killed when it is dropped.
            self.reader.abort();
        }
    }
}

impl Call {
    /// The request, or a further word about it.
    pub fn send_message(&self, header: Vec<u8>, body: Arc<Vec<u8>>) -> Result<(), PipeError> {
        if !self.limits.allow_frame(header.len(), body.len()) {
            return Err(PipeError::TooLong);
        }
        let frame = Outgoing { call: self.number, header, body };
        self.outgoing.send(frame).map_err(|_| self.why_it_failed())
    }

    pub async fn next_answer(&mut self) -> Result<Frame, PipeError> {
        let answer = self.answers.recv().await;
        answer.ok_or_else(|| self.why_it_failed())
    }

    fn why_it_failed(&self) -> PipeError {
        lock(&self.calls).as_ref().err().copied().unwrap_or(PipeError::Ended)
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if let Ok(calls) = lock(&self.calls).as_mut() {
            calls.remove(&self.number);
        }
    }
}

async fn write_frames(
    mut stdin: ChildStdin,
    mut frames: UnboundedReceiver<Outgoing>,
    limits: Limits,
) {
    if limits.send_frame(&mut stdin, GREETING, VERSION.as_bytes(), &[]).await.is_err() {
        return;
    }
    while let Some(Outgoing { call, header, body }) = frames.recv().await {
        if limits.send_frame(&mut stdin, call, &header, &body).await.is_err() {
            return;
        }
    }
}

/// Owns the child: it is reaped here when its output ends.
async fn read_answers(
    mut child: Child,
    mut stdout: ChildStdout,
    calls: Calls,
    limits: Limits,
    listener: Option<EndListener>,
) {
    let stop = read_frames(&mut stdout, &calls, limits).await;
    let is_other = stop == Stop::OtherVersion;
    end_calls(&calls, if is_other { PipeError::OtherVersion } else { PipeError::Ended });
    if stop == Stop::OutputEnded
        && let Ok(Ok(status)) = timeout(LAST_BREATH, child.wait()).await
    {
        if let (Some(listener), Some(signal)) = (listener, status.signal()) {
            listener(signal);
        }
        return;
    }
    // It lives on, and nobody listens any more.
    let _ = child.kill().await;
}

async fn read_frames(stdout: &mut ChildStdout, calls: &Calls, limits: Limits) -> Stop {
    match limits.receive_frame(stdout).await {
        Ok(Some(frame)) if frame.greets_as_this_version() => {}
        Ok(Some(_)) => return Stop::OtherVersion,
        // What does not even begin with a frame.
        Err(error) if error.kind() == ErrorKind::InvalidData => return Stop::OtherVersion,
        Ok(None) | Err(_) => return Stop::OutputEnded,
    }
    loop {
        match limits.receive_frame(stdout).await {
            Ok(Some(frame)) => {
                if !hand_over(calls, frame) {
                    return Stop::Breach;
                }
            }
            // A frame that is too long.
            Err(error) if error.kind() == ErrorKind::InvalidData => return Stop::Breach,
            Ok(None) | Err(_) => return Stop::OutputEnded,
        }
    }
}

/// False where they had ended before.
fn end_calls(calls: &Calls, why: PipeError) -> bool {
    let mut calls = lock(calls);
    let is_alive = calls.is_ok();
    if is_alive {
        *calls = Err(why);
    }
    is_alive
}

/// False when more answers to the call wait than may.
fn hand_over(calls: &Calls, frame: Frame) -> bool {
    match lock(calls).as_ref().ok().and_then(|calls| calls.get(&frame.call)) {
        Some(call) => !matches!(call.try_send(frame), Err(TrySendError::Full(_))),
        // Given up meanwhile.
        None => true,
    }
}

fn lock(calls: &Calls) -> MutexGuard<'_, UnderWay> {
    calls.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Takes calls from standard input, works at several at once, answers on standard output. A
//! scanner that hangs does not keep a card from being read.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use counter_child_pipe::Frame;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::work::{Answers, Controls, Work};
use crate::driver::Registry;
use crate::protocol::{Answer, Call, LIMITS};
use crate::system::scratch;

/// Answers waiting for the pipe. The pages among them are bounded by what their takers let come.
const WAITING_FRAMES: usize = 4;
/// Work under way when the client goes: a scanner's carriage goes home.
const GOING_HOME: Duration = Duration::from_secs(5);

/// Calls under way, by their numbers.
type Calls = Arc<Mutex<HashMap<u64, Arc<Controls>>>>;

/// What calls share.
struct Server {
    drivers: Arc<Registry>,
    frames: mpsc::Sender<Frame>,
    calls: Calls,
    tasks: JoinSet<()>,
}

/// Until the client closes its side. Then everything under way is stopped. A client of another
/// version is not read.
pub async fn serve_calls(
    drivers: Registry,
    mut requests: impl AsyncRead + Unpin,
    mut replies: impl AsyncWrite + Unpin + Send + 'static,
) -> io::Result<()> {
    if !LIMITS.greet_parent_async(&mut requests, &mut replies).await? {
        return Ok(());
    }
    scratch::remove_abandoned();
    let (frames, waiting) = mpsc::channel(WAITING_FRAMES);
    tokio::spawn(write_frames(replies, waiting));
    let mut server = Server {
        drivers: Arc::new(drivers),
        frames,
        calls: Calls::default(),
        tasks: JoinSet::new(),
    };
    let outcome = loop {
        match LIMITS.receive_frame(&mut requests).await {
            Ok(Some(frame)) => match serde_json::from_slice(&frame.header) {
                Ok(call) => server.take_call(frame.call, call, frame.body),
                Err(error) => break Err(error.into()),
            },
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    server.stop_calls().await;
    outcome
}

impl Server {
    fn take_call(&mut self, number: u64, call: Call, body: Vec<u8>) {
        while self.tasks.try_join_next().is_some() {}
        let controls = lock(&self.calls).get(&number).map(Arc::clone);
        match (call, controls) {
            (Call::Cancel, Some(controls)) => controls.stop.request_stop(),
            (Call::PageTaken, Some(controls)) => controls.pages.add_permits(1),
            // The call they are said of has ended meanwhile.
            (Call::Cancel | Call::PageTaken, None) => {}
            (call, _) => self.start_work(number, call, body),
        }
    }

    fn start_work(&mut self, number: u64, call: Call, body: Vec<u8>) {
        let controls = Arc::new(Controls::default());
        lock(&self.calls).insert(number, Arc::clone(&controls));
        let answers = Answers { call: number, frames: self.frames.clone() };
        let work = Work { drivers: Arc::clone(&self.drivers), answers, controls };
        let calls = Arc::clone(&self.calls);
        self.tasks.spawn(async move {
            let outcome = work.answer_call(call, body).await;
            lock(&calls).remove(&number);
            let last = outcome.unwrap_or_else(|error| Answer::Failed { error });
            // A client that has gone wants no answer.
            let _ = work.answers.send_answer(last, Vec::new()).await;
        });
    }

    async fn stop_calls(&mut self) {
        for controls in lock(&self.calls).values() {
            controls.stop.request_stop();
        }
        let home = async { while self.tasks.join_next().await.is_some() {} };
        // What has not ended by then is killed with this process.
        let _ = tokio::time::timeout(GOING_HOME, home).await;
    }
}

async fn write_frames(mut to: impl AsyncWrite + Unpin, mut frames: mpsc::Receiver<Frame>) {
    while let Some(Frame { call, header, body }) = frames.recv().await {
        if LIMITS.send_frame(&mut to, call, &header, &body).await.is_err() {
            return;
        }
    }
}

fn lock(calls: &Calls) -> MutexGuard<'_, HashMap<u64, Arc<Controls>>> {
    calls.lock().unwrap_or_else(PoisonError::into_inner)
}

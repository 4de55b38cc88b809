//! The host's side: takes requests from standard input, works at several at once, answers on
//! standard output. A scanner that hangs does not keep a card from being read.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc;
use tokio::task::{JoinSet, spawn_blocking};

use crate::model::device as list;
use crate::printer::cups as print;
use crate::protocol::{Answer, Call, Reply, Request, frame, receive};
use crate::reader::serial::{self as reader, Readers};
use crate::scanner::batch as scan;
use crate::system::program::Stop;
use crate::system::scratch;
use crate::{DeviceError, ScanRequest};

/// Pages waiting for the pipe; more would only fill memory.
const WAITING_FRAMES: usize = 4;
/// Work under way when the client goes: a scanner's carriage goes home.
const GOING_HOME: Duration = Duration::from_secs(5);

type Stops = Arc<Mutex<HashMap<u64, Arc<Stop>>>>;

/// Where one request's answers go.
#[derive(Clone)]
struct Answers {
    id: u64,
    frames: mpsc::Sender<Vec<u8>>,
}

impl Answers {
    async fn send(&self, answer: Answer, body: &[u8]) -> bool {
        let reply = Reply { id: self.id, answer };
        match frame(&reply, body) {
            Ok(frame) => self.frames.send(frame).await.is_ok(),
            Err(_) => false,
        }
    }
}

/// What requests share.
struct Desk {
    frames: mpsc::Sender<Vec<u8>>,
    stops: Stops,
    readers: Arc<Readers>,
    tasks: JoinSet<()>,
}

/// Until the client closes its side. Then everything under way is stopped.
pub async fn serve(
    mut requests: impl AsyncRead + Unpin,
    replies: impl AsyncWrite + Unpin + Send + 'static,
) -> io::Result<()> {
    scratch::sweep();
    let (frames, waiting) = mpsc::channel(WAITING_FRAMES);
    tokio::spawn(write(replies, waiting));
    let mut desk = Desk { frames, stops: Stops::default(), readers: Arc::default(), tasks: JoinSet::new() };
    let outcome = loop {
        match receive::<Request>(&mut requests).await {
            Ok(Some((request, body))) => desk.take(request, body),
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    desk.close().await;
    outcome
}

impl Desk {
    fn take(&mut self, request: Request, body: Vec<u8>) {
        while self.tasks.try_join_next().is_some() {}
        if let Call::Cancel { target } = request.call {
            if let Some(stop) = lock(&self.stops).get(&target) {
                stop.set();
            }
            return;
        }
        let stop = Arc::new(Stop::default());
        lock(&self.stops).insert(request.id, Arc::clone(&stop));
        let answers = Answers { id: request.id, frames: self.frames.clone() };
        let (readers, stops) = (Arc::clone(&self.readers), Arc::clone(&self.stops));
        self.tasks.spawn(answer(request, body, answers, stop, readers, stops));
    }

    async fn close(&mut self) {
        for stop in lock(&self.stops).values() {
            stop.set();
        }
        let home = async { while self.tasks.join_next().await.is_some() {} };
        // What has not ended by then is killed with this process.
        let _ = tokio::time::timeout(GOING_HOME, home).await;
    }
}

async fn answer(
    request: Request,
    body: Vec<u8>,
    answers: Answers,
    stop: Arc<Stop>,
    readers: Arc<Readers>,
    stops: Stops,
) {
    let outcome = work(request.call, body, &answers, &stop, readers).await;
    lock(&stops).remove(&request.id);
    let last = outcome.unwrap_or_else(|error| Answer::Failed { error });
    // A client that has gone wants no answer.
    let _ = answers.send(last, &[]).await;
}

async fn work(
    call: Call,
    body: Vec<u8>,
    answers: &Answers,
    stop: &Arc<Stop>,
    readers: Arc<Readers>,
) -> Result<Answer, DeviceError> {
    match call {
        Call::Ping | Call::Cancel { .. } => Ok(Answer::Done),
        Call::List { readers } => Ok(Answer::Devices { devices: list::all(readers).await }),
        Call::Probe { port } => {
            let report = on_thread(move || reader::probe(&port)).await?;
            Ok(Answer::Probed { report })
        }
        Call::ReadCard { port, speed, timeout_ms } => {
            let stop = Arc::clone(stop);
            let wait = Duration::from_millis(timeout_ms);
            let reading = on_thread(move || readers.read_card(&port, speed, wait, &stop)).await?;
            Ok(Answer::Card { reading: Box::new(reading) })
        }
        Call::Scan(request) => scanned(&request, answers, stop).await,
        Call::Print { printer, title } => {
            print::print(&printer, &title, body).await?;
            Ok(Answer::Done)
        }
    }
}

async fn on_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeviceError> + Send + 'static,
) -> Result<T, DeviceError> {
    spawn_blocking(work).await.map_err(|_| DeviceError::HostDied)?
}

async fn scanned(request: &ScanRequest, answers: &Answers, stop: &Stop) -> Result<Answer, DeviceError> {
    let (pages, mut finished) = mpsc::channel(1);
    let (percent, mut done) = mpsc::channel(1);
    let scanning = async move { scan::scan(request, &pages, &percent, stop).await };
    // Each owns its end: when the client is gone, the end closes and the scan stops.
    let passing_pages = async move {
        while let Some(page) = finished.recv().await {
            let media = page.media;
            if !answers.send(Answer::Page { media }, &page.bytes).await {
                return;
            }
        }
    };
    let passing_percents = async move {
        while let Some(percent) = done.recv().await {
            if !answers.send(Answer::Progress { percent }, &[]).await {
                return;
            }
        }
    };
    let (ended, (), ()) = tokio::join!(scanning, passing_pages, passing_percents);
    Ok(Answer::Ended { ended: ended? })
}

async fn write(mut to: impl AsyncWrite + Unpin, mut frames: mpsc::Receiver<Vec<u8>>) {
    while let Some(frame) = frames.recv().await {
        if to.write_all(&frame).await.is_err() || to.flush().await.is_err() {
            return;
        }
    }
}

fn lock(stops: &Stops) -> std::sync::MutexGuard<'_, HashMap<u64, Arc<Stop>>> {
    stops.lock().unwrap_or_else(PoisonError::into_inner)
}

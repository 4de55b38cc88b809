//! Takes calls from standard input, works at several at once, answers on standard output. A
//! scanner that hangs does not keep a card from being read.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use counter_child_pipe::Frame;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::{JoinSet, spawn_blocking};

use crate::driver::Registry;
use crate::model::{DeviceError, Ended, ScanRequest, ScannedPage};
use crate::protocol::{Answer, Call, LIMITS, PAGES_AHEAD};
use crate::system::{StopSignal, scratch};

/// Answers waiting for the pipe. The pages among them are bounded by what their takers let come.
const WAITING_FRAMES: usize = 4;
/// Work under way when the client goes: a scanner's carriage goes home.
const GOING_HOME: Duration = Duration::from_secs(5);

/// Calls under way, by their numbers.
type Calls = Arc<Mutex<HashMap<u64, Arc<Controls>>>>;

/// What the client can still say to a call under way.
struct Controls {
    stop: StopSignal,
    /// How many pages may be sent.
    pages: Semaphore,
}

/// Where one call's answers go.
struct Answers {
    call: u64,
    frames: mpsc::Sender<Frame>,
}

impl Answers {
    /// False when nobody takes answers any more.
    async fn send_answer(&self, answer: Answer, body: Vec<u8>) -> bool {
        match encode_answer(&answer, body) {
            Ok((header, body)) => self.frames.send(Frame { call: self.call, header, body }).await.is_ok(),
            Err(_) => false,
        }
    }
}

/// Header and body of an answer; one that no frame takes is a refusal.
fn encode_answer(answer: &Answer, body: Vec<u8>) -> serde_json::Result<(Vec<u8>, Vec<u8>)> {
    let header = serde_json::to_vec(answer)?;
    if LIMITS.allow_frame(header.len(), body.len()) {
        return Ok((header, body));
    }
    let refusal = serde_json::to_vec(&Answer::Failed { error: DeviceError::TooLarge })?;
    Ok((refusal, Vec::new()))
}

/// What calls share.
struct Server {
    drivers: Arc<Registry>,
    frames: mpsc::Sender<Frame>,
    calls: Calls,
    tasks: JoinSet<()>,
}

/// Until the client closes its side. Then everything under way is stopped.
pub async fn serve_calls(
    drivers: Registry,
    mut requests: impl AsyncRead + Unpin,
    replies: impl AsyncWrite + Unpin + Send + 'static,
) -> io::Result<()> {
    scratch::remove_abandoned();
    let (frames, waiting) = mpsc::channel(WAITING_FRAMES);
    tokio::spawn(write_frames(replies, waiting));
    let mut server = Server { drivers: Arc::new(drivers), frames, calls: Calls::default(), tasks: JoinSet::new() };
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
        let controls = Arc::new(Controls { stop: StopSignal::default(), pages: Semaphore::new(PAGES_AHEAD) });
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

/// One call under way.
struct Work {
    drivers: Arc<Registry>,
    answers: Answers,
    controls: Arc<Controls>,
}

impl Work {
    async fn answer_call(&self, call: Call, body: Vec<u8>) -> Result<Answer, DeviceError> {
        match call {
            Call::Ping | Call::Cancel | Call::PageTaken => Ok(Answer::Done),
            Call::List { readers } => Ok(Answer::Devices { devices: self.drivers.list_devices(&readers).await }),
            Call::Probe { port } => {
                let driver = self.drivers.find_reader(&port).ok_or(DeviceError::ReaderNotConnected)?;
                let report = run_blocking(move || driver.probe_reader(&port)).await?;
                Ok(Answer::Probed { report })
            }
            Call::ReadCard { port, speed, timeout_ms } => {
                let driver = self.drivers.find_reader(&port).ok_or(DeviceError::ReaderNotConnected)?;
                let controls = Arc::clone(&self.controls);
                let wait = Duration::from_millis(timeout_ms);
                let reading = run_blocking(move || driver.read_card(&port, speed, wait, &controls.stop)).await?;
                Ok(Answer::Card { reading: Box::new(reading) })
            }
            Call::Scan(request) => self.scan_pages(&request).await,
            Call::Print { printer, title } => {
                let driver = self.drivers.find_printer(&printer).ok_or(DeviceError::NoPrinter)?;
                driver.print_document(&printer, &title, body).await?;
                Ok(Answer::Done)
            }
        }
    }

    async fn scan_pages(&self, request: &ScanRequest) -> Result<Answer, DeviceError> {
        let Some(driver) = self.drivers.find_scanner(&request.device) else {
            return Ok(Answer::Ended { ended: Ended::NotFound });
        };
        let (sender, pages) = mpsc::channel(1);
        // Each owns its end: when the client is gone, the end closes and the scan stops.
        let scanning = async move { driver.scan_pages(request, &sender, &self.controls.stop).await };
        let (ended, passed) = tokio::join!(scanning, self.pass_pages(pages));
        passed?;
        Ok(Answer::Ended { ended: ended? })
    }

    /// Sends pages as fast as they are taken. Returns, and closes the channel, when no more of them are wanted.
    async fn pass_pages(&self, mut pages: mpsc::Receiver<ScannedPage>) -> Result<(), DeviceError> {
        let controls = &self.controls;
        loop {
            tokio::select! {
                () = controls.stop.wait_until_set() => return Ok(()),
                permit = controls.pages.acquire() => match permit {
                    Ok(permit) => permit.forget(),
                    Err(_) => return Ok(()),
                },
            }
            let Some(ScannedPage { bytes, media }) = pages.recv().await else {
                return Ok(());
            };
            // Refused as an answer it would seem to be the last.
            if bytes.len() > LIMITS.body as usize {
                return Err(DeviceError::TooLarge);
            }
            if !self.answers.send_answer(Answer::Page { media }, bytes).await {
                return Ok(());
            }
        }
    }
}

async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeviceError> + Send + 'static,
) -> Result<T, DeviceError> {
    spawn_blocking(work).await.map_err(|_| DeviceError::HostDied)?
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeviceInfo, DeviceKind, DeviceState};

    #[test]
    fn an_answer_that_no_frame_takes_is_a_refusal() {
        let device = DeviceInfo { name: "x".repeat(1 << 19), kind: DeviceKind::Printer, state: DeviceState::Ready };
        let list = |count| Answer::Devices { devices: vec![device.clone(); count] };
        assert!(encode_answer(&list(1), Vec::new()).unwrap().0.len() > 1 << 19);
        let (header, _) = encode_answer(&list(2), Vec::new()).unwrap();
        let answer = serde_json::from_slice(&header).unwrap();
        assert!(matches!(answer, Answer::Failed { error: DeviceError::TooLarge }));
    }
}

//! What one call asks is done with the driver that has the device; pages go out as they are taken.

use std::sync::Arc;
use std::time::Duration;

use counter_child_pipe::Frame;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::spawn_blocking;

use crate::driver::Registry;
use crate::model::{DeviceError, Ended, ScanRequest, ScannedPage};
use crate::protocol::{Answer, Call, LIMITS, PAGES_AHEAD};
use crate::system::StopSignal;

/// What the client can still say to a call under way.
pub struct Controls {
    pub stop: StopSignal,
    /// How many pages may be sent.
    pub pages: Semaphore,
}

impl Default for Controls {
    fn default() -> Self {
        Self { stop: StopSignal::default(), pages: Semaphore::new(PAGES_AHEAD) }
    }
}

/// Where one call's answers go.
pub struct Answers {
    pub call: u64,
    pub frames: mpsc::Sender<Frame>,
}

impl Answers {
    /// False when nobody takes answers any more.
    pub async fn send_answer(&self, answer: Answer, body: Vec<u8>) -> bool {
        match encode_answer(&answer, body) {
            Ok((header, body)) => {
                self.frames.send(Frame { call: self.call, header, body }).await.is_ok()
            }
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

/// One call under way.
pub struct Work {
    pub drivers: Arc<Registry>,
    pub answers: Answers,
    pub controls: Arc<Controls>,
}

impl Work {
    /// Does what is asked. All answers but the last are on their way when it returns.
    pub async fn answer_call(&self, call: Call, body: Vec<u8>) -> Result<Answer, DeviceError> {
        match call {
            Call::Ping | Call::Cancel | Call::PageTaken => Ok(Answer::Done),
            Call::List { readers } => {
                Ok(Answer::Devices { devices: self.drivers.list_devices(&readers).await })
            }
            Call::Probe { port } => {
                let driver =
                    self.drivers.find_reader(&port).ok_or(DeviceError::ReaderNotConnected)?;
                let report = run_blocking(move || driver.probe_reader(&port)).await?;
                Ok(Answer::Probed { report })
            }
            Call::ReadCard { port, speed, timeout_ms } => {
                let driver =
                    self.drivers.find_reader(&port).ok_or(DeviceError::ReaderNotConnected)?;
                let controls = Arc::clone(&self.controls);
                let wait = Duration::from_millis(timeout_ms);
                let reading =
                    run_blocking(move || driver.read_card(&port, speed, wait, &controls.stop))
                        .await?;
                Ok(Answer::Card { reading: Box::new(reading) })
            }
            Call::Scan(request) => self.scan_pages(&request).await,
            Call::Print { printer, title, paper } => {
                let driver = self.drivers.find_printer(&printer).ok_or(DeviceError::NoPrinter)?;
                driver.print_document(&printer, &title, &paper, body).await?;
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
        let scanning =
            async move { driver.scan_pages(request, &sender, &self.controls.stop).await };
        let (ended, passed) = tokio::join!(scanning, self.pass_pages(pages));
        passed?;
        Ok(Answer::Ended { ended: ended? })
    }

    /// Sends pages as fast as they are taken. Returns, and closes the channel, when no more of them
    /// are wanted.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeviceInfo, DeviceKind, DeviceState};

    #[test]
    fn an_answer_that_no_frame_takes_is_a_refusal() {
        let device = DeviceInfo {
            name: "x".repeat(1 << 19),
            kind: DeviceKind::Printer,
            state: DeviceState::Ready,
        };
        let list = |count| Answer::Devices { devices: vec![device.clone(); count] };
        assert!(encode_answer(&list(1), Vec::new()).unwrap().0.len() > 1 << 19);
        let (header, _) = encode_answer(&list(2), Vec::new()).unwrap();
        let answer = serde_json::from_slice(&header).unwrap();
        assert!(matches!(answer, Answer::Failed { error: DeviceError::TooLarge }));
    }
}

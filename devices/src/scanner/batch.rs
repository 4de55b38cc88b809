//! One run of `scanimage` in batch mode: pages are taken as they are finished, the sign-of-life
//! clock runs all the while, and whatever happens the program is gone when this returns.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStderr};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::outcome::{Outcome, judge_line, judge_run};
use super::plan::ScanPlan;
use crate::model::{DeviceError, Ended, ScanRequest, ScannedPage};
use crate::system::StopSignal;
use crate::system::program::{end_program, system_command};
use crate::system::scratch::Scratch;

const SILENCE: Duration = Duration::from_secs(60);
/// After its last message the program is given this long to end; some runs hang there.
const AFTER_THE_FAULT: Duration = Duration::from_secs(3);
/// Between the interrupt and the kill: the carriage goes home.
const GOING_HOME: Duration = Duration::from_secs(3);

/// What the program shows while it runs.
enum Sign {
    Page(String),
    Fault(Outcome),
    /// Progress, notices: it lives.
    Life,
}

/// Pages go to the channel; a closed one stops the scan.
pub async fn scan_batch(
    request: &ScanRequest,
    plan: &ScanPlan,
    pages: &mpsc::Sender<ScannedPage>,
    stop: &StopSignal,
) -> Outcome {
    let scratch = Scratch::create()?;
    let mut program = system_command("scanimage");
    program.args(&plan.arguments).current_dir(scratch.folder_path());
    let mut child = program.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => DeviceError::ScannerProgramMissing,
        _ => DeviceError::NoScratch,
    })?;
    let signs = read_signs(&mut child);
    let mut run = Run {
        request,
        folder: scratch.folder_path(),
        signs,
        delivered: 0,
        damaged: false,
        fault: None,
    };
    let interruption = run.follow_program(pages, stop).await;
    let status = match interruption {
        None => child.wait().await.ok(),
        Some(_) => end_program(&mut child, GOING_HOME).await,
    };
    let code = status.and_then(|status| status.code());
    let outcome = match (interruption, run.fault) {
        (Some(Ended::TimedOut), Some(fault)) => fault,
        (Some(interruption), _) => Ok(interruption),
        (None, _) if run.damaged => Ok(Ended::IoError),
        (None, fault) => judge_run(code, fault, run.delivered, plan.limit),
    };
    outcome.map_err(|error| add_value(error, plan))
}

/// With the name of a refused setting what it should have become.
fn add_value(error: DeviceError, plan: &ScanPlan) -> DeviceError {
    match error {
        DeviceError::SettingRefused { option, .. } => {
            let value = plan.find_value(&option).unwrap_or_default().to_owned();
            DeviceError::SettingRefused { option, value }
        }
        error => error,
    }
}

struct Run<'a> {
    request: &'a ScanRequest,
    folder: &'a Path,
    signs: mpsc::Receiver<Sign>,
    delivered: u32,
    damaged: bool,
    fault: Option<Outcome>,
}

impl Run<'_> {
    /// Until the program closes its outputs. Returns why it has to be ended from here, if so.
    async fn follow_program(
        &mut self,
        pages: &mpsc::Sender<ScannedPage>,
        stop: &StopSignal,
    ) -> Option<Ended> {
        let silence = self.request.silence_ms.map_or(SILENCE, Duration::from_millis);
        let mut until = Instant::now() + silence;
        loop {
            let sign = tokio::select! {
                sign = self.signs.recv() => sign?,
                () = tokio::time::sleep_until(until) => return Some(Ended::TimedOut),
                () = stop.wait_until_set() => return Some(Ended::Cancelled),
            };
            let patience = if self.fault.is_some() { AFTER_THE_FAULT } else { silence };
            until = Instant::now() + patience;
            match sign {
                Sign::Page(name) => {
                    if !self.deliver_page(&name, pages).await {
                        return Some(Ended::Cancelled);
                    }
                    // Time spent waiting for the taker is not the scanner's silence.
                    until = Instant::now() + silence;
                }
                Sign::Fault(fault) => {
                    self.fault = Some(fault);
                    until = Instant::now() + AFTER_THE_FAULT.min(silence);
                }
                Sign::Life => {}
            }
        }
    }

    /// Takes a finished page out of the folder once there is room for it. False when nobody wants
    /// pages any more.
    async fn deliver_page(&mut self, name: &str, pages: &mpsc::Sender<ScannedPage>) -> bool {
        let Some(name) = Path::new(name).file_name() else {
            return true;
        };
        let Ok(room) = pages.reserve().await else {
            return false;
        };
        let path = self.folder.join(name);
        let bytes = std::fs::read(&path).unwrap_or_default();
        // The folder goes away at the end in any case.
        let _ = std::fs::remove_file(&path);
        if !self.request.format.is_complete(&bytes) {
            self.damaged = true;
            return true;
        }
        self.delivered += 1;
        room.send(ScannedPage { bytes, media: self.request.format.media_type().to_owned() });
        true
    }
}

/// Both outputs of the program as one stream, which ends when the program does.
fn read_signs(child: &mut Child) -> mpsc::Receiver<Sign> {
    let (sender, receiver) = mpsc::channel(16);
    if let Some(stdout) = child.stdout.take() {
        tokio::spawn(read_finished_pages(stdout, sender.clone()));
    }
    if let Some(stderr) = child.stderr.take() {
        tokio::spawn(read_messages(stderr, sender));
    }
    receiver
}

async fn read_finished_pages(stdout: impl AsyncRead + Unpin, to: mpsc::Sender<Sign>) {
    let mut lines = BufReader::new(stdout).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if to.send(Sign::Page(line)).await.is_err() {
            return;
        }
    }
}

/// Progress comes with carriage returns, everything else with line feeds.
async fn read_messages(stderr: ChildStderr, to: mpsc::Sender<Sign>) {
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    while let Ok(byte) = stderr.read_u8().await {
        if !matches!(byte, b'\r' | b'\n') {
            line.push(byte);
            continue;
        }
        let sign = judge_line(&String::from_utf8_lossy(&line)).map_or(Sign::Life, Sign::Fault);
        line.clear();
        if to.send(sign).await.is_err() {
            return;
        }
    }
}

//! One run of `scanimage` in batch mode: pages are taken as they are finished, the sign-of-life
//! clock runs all the while, and whatever happens the program is gone when this returns.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStderr};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::options::{arguments, asked_for};
use super::outcome as verdict;
use crate::DeviceError;
use crate::model::scan::{Ended, ScanRequest, ScannedPage};
use crate::system::program::{Stop, command, end};
use crate::system::scratch::Scratch;

const SILENCE: Duration = Duration::from_secs(60);
/// After its last message the program is given this long to end; some runs hang there.
const AFTER_THE_FAULT: Duration = Duration::from_secs(3);
/// Between the interrupt and the kill: the carriage goes home.
const GOING_HOME: Duration = Duration::from_secs(3);

/// What the program shows while it runs.
enum Sign {
    Page(String),
    Fault(Ended),
    Percent(u8),
    Other,
}

/// Pages and percents go to the two channels; a closed page channel stops the scan.
pub async fn scan(
    request: &ScanRequest,
    pages: &mpsc::Sender<ScannedPage>,
    percent: &mpsc::Sender<u8>,
    stop: &Stop,
) -> Result<Ended, DeviceError> {
    let words = arguments(request).await;
    let asked = asked_for(request, &words);
    let scratch = Scratch::new()?;
    let mut program = command("scanimage");
    program.args(&words).current_dir(scratch.path());
    let mut child = program.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => DeviceError::ScannerProgramMissing,
        _ => DeviceError::NoScratch,
    })?;
    let mut run =
        Run { request, folder: scratch.path(), signs: signs(&mut child), delivered: 0, damaged: false, said: None };
    let cut = run.follow(pages, percent, stop).await;
    let status = match cut {
        None => child.wait().await.ok(),
        Some(_) => end(&mut child, GOING_HOME).await,
    };
    let code = status.and_then(|status| status.code());
    Ok(match (cut, run.said) {
        (Some(Ended::TimedOut), Some(said)) => said,
        (Some(cut), _) => cut,
        (None, _) if run.damaged => Ended::IoError,
        (None, said) => verdict::of_run(code, said, run.delivered, asked),
    })
}

struct Run<'a> {
    request: &'a ScanRequest,
    folder: &'a Path,
    signs: mpsc::Receiver<Sign>,
    delivered: u32,
    damaged: bool,
    said: Option<Ended>,
}

impl Run<'_> {
    /// Until the program closes its outputs. Returns why it has to be ended from here, if so.
    async fn follow(
        &mut self,
        pages: &mpsc::Sender<ScannedPage>,
        percent: &mpsc::Sender<u8>,
        stop: &Stop,
    ) -> Option<Ended> {
        let silence = self.request.silence_ms.map_or(SILENCE, Duration::from_millis);
        let mut until = Instant::now() + silence;
        loop {
            let sign = tokio::select! {
                sign = self.signs.recv() => sign?,
                () = tokio::time::sleep_until(until) => return Some(Ended::TimedOut),
                () = stop.wait() => return Some(Ended::Cancelled),
            };
            let patience = if self.said.is_some() { AFTER_THE_FAULT } else { silence };
            until = Instant::now() + patience;
            match sign {
                Sign::Page(name) => {
                    if !self.deliver(&name, pages).await {
                        return Some(Ended::Cancelled);
                    }
                    // Time spent waiting for the taker is not the scanner's silence.
                    until = Instant::now() + silence;
                }
                Sign::Fault(ended) => {
                    self.said = Some(ended);
                    until = Instant::now() + AFTER_THE_FAULT.min(silence);
                }
                // Progress is a courtesy; nobody waits for it.
                Sign::Percent(done) => drop(percent.try_send(done)),
                Sign::Other => {}
            }
        }
    }

    /// Takes a finished page out of the folder. False when nobody wants pages any more.
    async fn deliver(&mut self, name: &str, pages: &mpsc::Sender<ScannedPage>) -> bool {
        let Some(name) = Path::new(name).file_name() else {
            return true;
        };
        let path = self.folder.join(name);
        let bytes = std::fs::read(&path).unwrap_or_default();
        // The folder goes away at the end in any case.
        let _ = std::fs::remove_file(&path);
        if !self.request.format.is_whole(&bytes) {
            self.damaged = true;
            return true;
        }
        self.delivered += 1;
        let media = self.request.format.media().to_owned();
        pages.send(ScannedPage { bytes, media }).await.is_ok()
    }
}

/// Both outputs of the program as one stream, which ends when the program does.
fn signs(child: &mut Child) -> mpsc::Receiver<Sign> {
    let (sender, receiver) = mpsc::channel(16);
    if let Some(stdout) = child.stdout.take() {
        tokio::spawn(finished_pages(stdout, sender.clone()));
    }
    if let Some(stderr) = child.stderr.take() {
        tokio::spawn(messages(stderr, sender));
    }
    receiver
}

async fn finished_pages(stdout: impl AsyncRead + Unpin, to: mpsc::Sender<Sign>) {
    let mut lines = BufReader::new(stdout).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if to.send(Sign::Page(line)).await.is_err() {
            return;
        }
    }
}

/// Progress comes with carriage returns, everything else with line feeds.
async fn messages(mut stderr: ChildStderr, to: mpsc::Sender<Sign>) {
    let mut line = Vec::new();
    let mut chunk = [0; 1024];
    while let Ok(count @ 1..) = stderr.read(&mut chunk).await {
        for byte in &chunk[..count] {
            if !matches!(byte, b'\r' | b'\n') {
                line.push(*byte);
                continue;
            }
            let sign = sign(&String::from_utf8_lossy(&line));
            line.clear();
            if to.send(sign).await.is_err() {
                return;
            }
        }
    }
}

fn sign(line: &str) -> Sign {
    if let Some(rest) = line.trim().strip_prefix("Progress: ") {
        let done = rest.trim_end_matches('%').parse::<f32>().unwrap_or(0.0);
        return Sign::Percent(done.clamp(0.0, 100.0) as u8);
    }
    verdict::of_line(line).map_or(Sign::Other, Sign::Fault)
}

//! The devices as the rest of the program sees them: one async call per thing a clerk asks for.
//! The work is done by `device-host`; when that dies, the call under way says so and the next
//! call starts it again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use counter_child_pipe::{EndListener, Program, Supervisor};
use tokio::sync::mpsc;

use super::pending::Pending;
use crate::emulate::Emulator;
use crate::model::{
    CardReading, DeviceError, DeviceInfo, Ended, ProbeReport, ScanRequest, ScannedPage,
};
use crate::protocol::{Answer, Call, LIMITS};

/// How long `read_card` waits for a card to be laid down.
const CARD_WAIT: Duration = Duration::from_secs(5);

/// Cheap to clone; all clones share one `device-host`.
#[derive(Clone)]
pub struct Host {
    supervisor: Arc<Supervisor>,
}

impl Host {
    /// Starts nothing yet: the first call does.
    pub fn new(exe: PathBuf) -> Self {
        Self::with_environment(exe, Vec::new())
    }

    /// The same with variables added for the host, such as `SANE_CONFIG_DIR` for a trial scanner.
    pub fn with_environment(exe: PathBuf, environment: Vec<(String, String)>) -> Self {
        Self::of_program(Program::new(exe, LIMITS).with_environment(environment))
    }

    /// The same, and somebody who is told when a signal ends the host.
    pub fn with_end_listener(
        exe: PathBuf,
        environment: Vec<(String, String)>,
        listener: EndListener,
    ) -> Self {
        let program = Program::new(exe, LIMITS).with_environment(environment);
        Self::of_program(program.with_end_listener(listener))
    }

    fn of_program(program: Program) -> Self {
        Self { supervisor: Arc::new(Supervisor::new(program.with_stderr())) }
    }

    /// Starts the emulated reader of `device-host --emulate default` beside this host.
    pub async fn start_emulator(exe: &Path, link: &Path) -> Result<Emulator, DeviceError> {
        Emulator::start(exe, "default".as_ref(), link, None).await
    }

    /// A host that was never asked for anything does not run.
    pub fn is_running(&self) -> bool {
        self.supervisor.is_running()
    }

    /// The running host's process number.
    pub fn process_id(&self) -> Option<u32> {
        self.supervisor.process_id()
    }

    /// Starts the host if need be and waits for its answer.
    pub async fn ping(&self) -> Result<(), DeviceError> {
        self.call_until_done(Call::Ping, Vec::new()).await
    }

    pub async fn list_devices(&self) -> Result<Vec<DeviceInfo>, DeviceError> {
        self.list_with_readers(&[]).await
    }

    /// The same, with the configured reader ports asked for their state.
    pub async fn list_with_readers(
        &self,
        readers: &[String],
    ) -> Result<Vec<DeviceInfo>, DeviceError> {
        let readers = readers.to_vec();
        match self.start_call(Call::List { readers }, Vec::new())?.next_answer().await? {
            (Answer::Devices { devices }, _) => Ok(devices),
            _ => Err(DeviceError::HostMisunderstood),
        }
    }

    /// Asks whether an ID card reader is on this port, at whatever speed.
    pub async fn probe_reader(&self, port: &str) -> Result<ProbeReport, DeviceError> {
        let port = port.to_owned();
        match self.start_call(Call::Probe { port }, Vec::new())?.next_answer().await? {
            (Answer::Probed { report }, _) => Ok(report),
            _ => Err(DeviceError::HostMisunderstood),
        }
    }

    /// Reads one card. Without a speed every one is tried.
    pub async fn read_card(
        &self,
        port: &str,
        speed: Option<u32>,
    ) -> Result<CardReading, DeviceError> {
        self.read_card_within(port, speed, CARD_WAIT).await
    }

    /// The same with a patience of one's own. Dropping the future stops the reading.
    pub async fn read_card_within(
        &self,
        port: &str,
        speed: Option<u32>,
        wait: Duration,
    ) -> Result<CardReading, DeviceError> {
        let call = Call::ReadCard {
            port: port.to_owned(),
            speed,
            timeout_ms: u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
        };
        match self.start_call(call, Vec::new())?.next_answer().await? {
            (Answer::Card { reading }, _) => Ok(*reading),
            _ => Err(DeviceError::HostMisunderstood),
        }
    }

    /// Scans page by page; each page goes to `on_page` as soon as it is there. What ended the
    /// scan, a jam included, is the result, so the pages before it count. Dropping the future, or
    /// closing `on_page`, stops the scanner. While `on_page` is full the host holds its pages
    /// back, so that no more than [`PAGES_AHEAD`](crate::PAGES_AHEAD) wait besides.
    pub async fn scan_pages(
        &self,
        request: ScanRequest,
        on_page: mpsc::Sender<ScannedPage>,
    ) -> Result<Ended, DeviceError> {
        let mut pending = self.start_call(Call::Scan(request), Vec::new())?;
        loop {
            match pending.next_answer().await? {
                (Answer::Page { media }, bytes) => {
                    if on_page.send(ScannedPage { bytes, media }).await.is_err() {
                        return Ok(Ended::Cancelled);
                    }
                    pending.send_note(&Call::PageTaken);
                }
                (Answer::Ended { ended }, _) => return Ok(ended),
                _ => return Err(DeviceError::HostMisunderstood),
            }
        }
    }

    /// Hands a document to the print queue, made for sheets of this size (`A4`). The title shows in
    /// queues and printer logs: it must say what kind of paper it is, never whose.
    pub async fn print_document(
        &self,
        printer: &str,
        title: &str,
        paper: &str,
        document: Vec<u8>,
    ) -> Result<(), DeviceError> {
        let (printer, title) = (printer.to_owned(), title.to_owned());
        let call = Call::Print { printer, title, paper: paper.to_owned() };
        self.call_until_done(call, document).await
    }

    async fn call_until_done(&self, call: Call, body: Vec<u8>) -> Result<(), DeviceError> {
        match self.start_call(call, body)?.next_answer().await? {
            (Answer::Done, _) => Ok(()),
            _ => Err(DeviceError::HostMisunderstood),
        }
    }

    fn start_call(&self, call: Call, body: Vec<u8>) -> Result<Pending, DeviceError> {
        Pending::start(&self.supervisor, &call, body)
    }
}

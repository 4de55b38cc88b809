//! The devices as the rest of the program sees them: one async call per thing a clerk asks for.
//! The work is done by `device-host`; when that dies, the call under way says so and the next
//! call starts it again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, mpsc};

use super::link::{Link, Pending};
use crate::protocol::{Answer, Call};
use crate::{CardReading, DeviceError, DeviceInfo, Emulator, Ended, ProbeReport, ScanRequest, ScannedPage};

/// How long `read_card` waits for a card to be laid down.
pub const CARD_WAIT: Duration = Duration::from_secs(5);

/// Cheap to clone; all clones share one `device-host`.
#[derive(Clone)]
pub struct Host {
    inner: Arc<Inner>,
}

struct Inner {
    exe: PathBuf,
    environment: Vec<(String, String)>,
    link: Mutex<Option<Arc<Link>>>,
}

impl Host {
    /// Starts nothing yet: the first call does.
    pub fn new(exe: PathBuf) -> Self {
        Self::with_environment(exe, Vec::new())
    }

    /// The same with variables added for the host, such as `SANE_CONFIG_DIR` for a trial scanner.
    pub fn with_environment(exe: PathBuf, environment: Vec<(String, String)>) -> Self {
        Self { inner: Arc::new(Inner { exe, environment, link: Mutex::new(None) }) }
    }

    /// Starts the emulated reader of `device-host --emulate default` beside this host.
    pub async fn start_emulator(exe: &Path, link: &Path) -> Result<Emulator, DeviceError> {
        Emulator::start(exe, "default".as_ref(), link, None).await
    }

    /// Whether the host is running. A host that was never asked for anything is not.
    pub async fn alive(&self) -> bool {
        let link = self.inner.link.lock().await;
        link.as_ref().is_some_and(|link| link.is_alive())
    }

    /// The running host's process number.
    pub async fn pid(&self) -> Option<u32> {
        let link = self.inner.link.lock().await;
        link.as_ref().filter(|link| link.is_alive())?.pid()
    }

    /// Starts the host if need be and waits for its answer.
    pub async fn ping(&self) -> Result<(), DeviceError> {
        self.expect_done(Call::Ping, &[]).await
    }

    pub async fn list(&self) -> Result<Vec<DeviceInfo>, DeviceError> {
        self.list_with_readers(&[]).await
    }

    /// The same, with the configured reader ports asked for their state.
    pub async fn list_with_readers(&self, readers: &[String]) -> Result<Vec<DeviceInfo>, DeviceError> {
        let readers = readers.to_vec();
        match self.start(Call::List { readers }, &[]).await?.next().await? {
            (Answer::Devices { devices }, _) => Ok(devices),
            _ => Err(DeviceError::HostMisunderstood),
        }
    }

    /// Asks whether an ID card reader is on this port, at whatever speed.
    pub async fn probe(&self, port: &str) -> Result<ProbeReport, DeviceError> {
        let port = port.to_owned();
        match self.start(Call::Probe { port }, &[]).await?.next().await? {
            (Answer::Probed { report }, _) => Ok(report),
            _ => Err(DeviceError::HostMisunderstood),
        }
    }

    /// Reads one card. Without a speed every one is tried.
    pub async fn read_card(&self, port: &str, speed: Option<u32>) -> Result<CardReading, DeviceError> {
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
        match self.start(call, &[]).await?.next().await? {
            (Answer::Card { reading }, _) => Ok(*reading),
            _ => Err(DeviceError::HostMisunderstood),
        }
    }

    /// Scans page by page; each page goes to `on_page` as soon as it is there. What ended the
    /// scan, a jam included, is the result, so the pages before it count. Dropping the future, or
    /// closing `on_page`, stops the scanner.
    pub async fn scan(&self, request: ScanRequest, on_page: mpsc::Sender<ScannedPage>) -> Result<Ended, DeviceError> {
        let mut pending = self.start(Call::Scan(request), &[]).await?;
        loop {
            match pending.next().await? {
                (Answer::Page { media }, bytes) => {
                    if on_page.send(ScannedPage { bytes, media }).await.is_err() {
                        return Ok(Ended::Cancelled);
                    }
                }
                (Answer::Progress { .. }, _) => {}
                (Answer::Ended { ended }, _) => return Ok(ended),
                _ => return Err(DeviceError::HostMisunderstood),
            }
        }
    }

    /// Hands a document to the print queue. The title shows in queues and printer logs: it must
    /// say what kind of paper it is, never whose.
    pub async fn print(&self, printer: &str, title: &str, document: Vec<u8>) -> Result<(), DeviceError> {
        let call = Call::Print { printer: printer.to_owned(), title: title.to_owned() };
        self.expect_done(call, &document).await
    }

    async fn expect_done(&self, call: Call, body: &[u8]) -> Result<(), DeviceError> {
        match self.start(call, body).await?.next().await? {
            (Answer::Done, _) => Ok(()),
            _ => Err(DeviceError::HostMisunderstood),
        }
    }

    async fn start(&self, call: Call, body: &[u8]) -> Result<Pending, DeviceError> {
        let mut slot = self.inner.link.lock().await;
        let link = match slot.as_ref() {
            Some(link) if link.is_alive() => Arc::clone(link),
            _ => {
                let link = Arc::new(Link::start(&self.inner.exe, &self.inner.environment)?);
                *slot = Some(Arc::clone(&link));
                link
            }
        };
        drop(slot);
        link.call(call, body)
    }
}

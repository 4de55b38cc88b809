//! Files on their way through a storm, by the product's own client, to servers that are killed
//! again and again.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use counter_backoffice::{
    Client, Decision, HttpTransport, OfficeError, Part, PartKind, SignIn, Submission, Timeouts,
    digest,
};

use kit::network::Relay;
use kit::place::repository_root;
use kit::process::Running;
use kit::{Fault, TestResult, wait_until};

/// One request carries so much here, so that there are many to disturb.
pub const PIECE: usize = 64 * 1024;
const ENOUGH: Duration = Duration::from_secs(90);

/// The tus project's server in a process of its own; killed when dropped.
pub struct TusServer {
    _running: Running,
}

impl TusServer {
    /// # Errors
    /// Node or the server is not installed, or the port is taken.
    pub fn start(port: u16, folder: &Path) -> TestResult<Self> {
        let script = repository_root().join("tests/peers/tus.js");
        let mut running = Running::start("node", |command| {
            command.arg(script).arg(port.to_string()).arg(folder).stdout(Stdio::piped());
        })?;
        running.first_line("node")?;
        Ok(Self { _running: running })
    }
}

pub struct File {
    pub part: Part,
    pub bytes: Vec<u8>,
}

/// Files of 40 to 300 kB, the same for the same seed.
pub fn random_files(count: usize, seed: u64) -> Vec<File> {
    let mut dice = fastrand::Rng::with_seed(seed);
    (0..count).map(|n| random_file(n, dice.usize(40_000..300_000), &mut dice)).collect()
}

pub fn random_file(number: usize, len: usize, dice: &mut fastrand::Rng) -> File {
    let mut bytes = vec![0; len];
    dice.fill(&mut bytes);
    let part = Part {
        id: format!("p{number}"),
        material: "m1".into(),
        kind: PartKind::Page,
        media: "image/jpeg".into(),
        sha256: digest::sha256_hex(&bytes),
        len: bytes.len() as u64,
    };
    File { part, bytes }
}

/// # Errors
/// The address is none.
pub fn upload_client(port: u16) -> TestResult<Client> {
    let timeouts = Timeouts { connect: Duration::from_secs(1), answer: Duration::from_secs(5) };
    let line = HttpTransport::new(&format!("http://127.0.0.1:{port}"), timeouts);
    Ok(Client::new(Arc::new(line.map_err(|error| Fault::wrong(error.to_string()))?)))
}

/// A case that has these files.
pub fn submission_of(signed: &SignIn, files: &[File]) -> Submission {
    Submission {
        case: uuid::Uuid::from_u128(2),
        provisional: None,
        item: "elderly-allowance".into(),
        pack_version: "2026.11".into(),
        decision: Decision::Accepted,
        received_at: "2026-11-22T01:00:00Z".parse().unwrap_or_default(),
        decided_at: "2026-11-22T01:10:00Z".parse().unwrap_or_default(),
        clerk: signed.clerk.number.clone(),
        station_code: signed.clerk.station_code.clone(),
        window: signed.clerk.window.clone(),
        people: Vec::new(),
        answers: Default::default(),
        form: Default::default(),
        materials: Vec::new(),
        manifest: files.iter().map(|file| file.part.clone()).collect(),
        journal_head: "0f".repeat(32),
        entries: 9,
        revision: 1,
        in_place_of: None,
        slip: None,
        opened_by: None,
        accepted_at: None,
        deferred: None,
        deemed: None,
        off_list: Vec::new(),
        permit: None,
        consented_by: None,
        words: None,
        signatures: Vec::new(),
        refusals: Vec::new(),
        signed_slip: None,
        audit: None,
        continues: None,
    }
}

/// Whoever sends a file: client, credential and case.
pub struct Sender {
    pub client: Client,
    pub credential: String,
    pub case: uuid::Uuid,
}

impl Sender {
    /// Until the server holds the whole file; the address it lies at.
    ///
    /// # Errors
    /// It does not get there in time, or is refused for good.
    pub async fn carry_file(&self, file: &File) -> TestResult<String> {
        let (start, mut url) = (Instant::now(), None::<String>);
        while start.elapsed() < ENOUGH {
            match self.go_on(file, &mut url).await {
                Ok(()) => return url.ok_or_else(|| Fault::wrong("a file without an address")),
                Err(OfficeError::UploadGone) => url = None,
                Err(error) if error.is_passing() => {
                    tokio::time::sleep(Duration::from_millis(5)).await
                }
                Err(error) => return Err(Fault::wrong(format!("refused: {error:?}"))),
            }
        }
        Err(Fault::InVain(format!("file {} to arrive", file.part.id)))
    }

    /// As far as it goes without a disturbance.
    async fn go_on(&self, file: &File, url: &mut Option<String>) -> Result<(), OfficeError> {
        let address = match url {
            Some(address) => address.clone(),
            None => url
                .insert(self.client.create_upload(&self.credential, self.case, &file.part).await?)
                .clone(),
        };
        let mut at = self.client.upload_offset(&self.credential, &address).await? as usize;
        while at < file.bytes.len() {
            let piece = file.bytes[at..(at + PIECE).min(file.bytes.len())].to_vec();
            at = self.client.upload_bytes(&self.credential, &address, at as u64, piece).await?
                as usize;
        }
        Ok(())
    }
}

/// Kills and starts again, `times` over, each time after so many exchanges more on the line.
///
/// # Errors
/// The server does not come up again.
pub async fn kill_and_start<S>(
    relay: &Relay,
    times: u32,
    every: u64,
    start: impl AsyncFn() -> TestResult<S>,
) -> TestResult<S> {
    let mut server = start().await?;
    for _ in 0..times {
        let from = relay.exchange_count();
        wait_until("traffic", async || Ok((relay.exchange_count() >= from + every).then_some(())))
            .await?;
        drop(server);
        server = start().await?;
    }
    Ok(server)
}

/// Where the tus project's server keeps what lies at that address.
pub fn stored_at(folder: &Path, url: &str) -> PathBuf {
    folder.join(url.rsplit('/').next().unwrap_or_default())
}

//! A newer centre file: from the office, asked for from time to time, and from this computer's own
//! configuration at each start. After any refusal the one in use stays, and the reason is told.
//! Nobody at the window did it: where it makes the station another one's, their session is over.
use super::Office;
use crate::Failure;
use crate::contract::FailureCode;
use crate::station::audit::SetBy;
use crate::station::stored::StoredName;
use counter_backoffice::TaggedAnswer;
use counter_backoffice::digest::sha256_hex;
use counter_centre::{CentreFile, MAX_FILE_BYTES};
use std::fs::File;
use std::io::Read;
use std::path::Path;

const ASK_EVERY_MS: i64 = 10 * 60_000;
/// How soon this computer's file is looked at again where nobody answered at the address in it.
const LOOK_EVERY_MS: i64 = 30_000;
const NO_ANSWER: [FailureCode; 2] = [FailureCode::OfficeUnreachable, FailureCode::OfficeTimedOut];
/// In the folder that an administrator of this computer writes.
pub const FILE_NAME: &str = "station.centre";

/// What was asked of the office, over which connection, and why its last offer and this computer's
/// file were not taken.
#[derive(Default)]
pub struct CentreNews {
    asked_ms: i64,
    connection: u64,
    etag: Option<String>,
    offer_refusal: Option<Failure>,
    looked_ms: i64,
    file_refusal: Option<Failure>,
}

impl Office {
    /// Of the file that the office offers.
    pub fn offer_refusal(&self) -> Option<Failure> {
        self.centre_news.lock().offer_refusal.clone()
    }

    /// Of the file that this computer's administrator put down.
    pub fn system_file_refusal(&self) -> Option<Failure> {
        self.centre_news.lock().file_refusal.clone()
    }

    /// Asks for a newer file when it is time to.
    pub async fn watch_centre_file(&self) {
        let station = &self.station;
        let gives = self.introduction().gives_centre_files;
        let may_ask = gives && station.joined_centre().is_some() && self.line().is_up();
        if !may_ask || !self.is_due() {
            return;
        }
        let credential = station.delivery_credential();
        let (Some(client), Some(credential)) = (self.client(), credential) else { return };
        let etag = self.centre_news.lock().etag.clone();
        let answer = client.get_centre_file(&credential, etag.as_deref()).await;
        let Ok(TaggedAnswer::Fresh { etag, body }) = answer else { return };
        let outcome = self.admit_offer(&body).await;
        let mut news = self.centre_news.lock();
        // What waits for something here is asked for again.
        news.etag = outcome.is_ok().then_some(etag);
        news.offer_refusal = outcome.err();
    }

    fn is_due(&self) -> bool {
        let (now, connection) = (self.station.now().millis(), self.news.borrow().connection);
        let mut news = self.centre_news.lock();
        let is_new = news.connection != connection;
        let is_due = is_new || now - news.asked_ms >= ASK_EVERY_MS || now < news.asked_ms;
        if is_due {
            (news.asked_ms, news.connection) = (now, connection);
        }
        if is_new {
            news.etag = None;
        }
        is_due
    }

    async fn admit_offer(&self, body: &[u8]) -> Result<(), Failure> {
        let file = CentreFile::read(body).map_err(|error| Failure::from(&error))?;
        if self.station.joined_centre().is_some_and(|current| *current == file) {
            return Ok(());
        }
        self.check_offer(&file, false)?;
        self.take_file_unasked(file).await
    }

    /// What an administrator put down counts from the next start on. A file that was taken once is
    /// not looked at again: the one in use may have come after it.
    pub async fn take_system_file(&self) {
        let station = &self.station;
        if station.environment.fixed {
            return;
        }
        let outcome = match read_system_file(&station.folders.system.join(FILE_NAME)) {
            Ok(None) => Ok(()),
            Ok(Some(bytes)) => self.admit_system_file(&bytes).await,
            Err(reason) => {
                tracing::warn!(reason, "this computer's centre file is not believed");
                Err(Failure::new(FailureCode::CentreFileUnbelieved))
            }
        };
        let mut news = self.centre_news.lock();
        news.looked_ms = station.now().millis();
        news.file_refusal = outcome.err();
    }

    /// A network may be there later than the window.
    pub async fn watch_system_file(&self) {
        let now = self.station.now().millis();
        let is_due = {
            let news = self.centre_news.lock();
            let waits = |failure: &Failure| NO_ANSWER.contains(&failure.code);
            news.file_refusal.as_ref().is_some_and(waits)
                && (now - news.looked_ms).abs() >= LOOK_EVERY_MS
        };
        if is_due {
            self.take_system_file().await;
        }
    }

    async fn admit_system_file(&self, bytes: &[u8]) -> Result<(), Failure> {
        let hash = sha256_hex(bytes);
        let name = StoredName::SystemFileTaken;
        if self.station.stored_text(name).is_some_and(|before| before == hash) {
            return Ok(());
        }
        let file = CentreFile::read(bytes).map_err(|error| Failure::from(&error))?;
        if self.station.joined_centre().is_none_or(|current| *current != file) {
            self.check_offer(&file, true)?;
            self.take_file_unasked(file).await?;
        }
        self.station.store_text(name, &hash)
    }

    async fn take_file_unasked(&self, file: CentreFile) -> Result<(), Failure> {
        self.follow_office(&file).await?;
        // What an office answers just now is not kept for the one that comes.
        let alone = self.renewal.lock().await;
        let whose = || (self.station.office_id(), self.station.known_station_code());
        let before = whose();
        self.take_centre_file(file, SetBy::Station)?;
        drop(alone);
        if whose() != before {
            self.end_session().await;
            self.stop_own();
        }
        Ok(())
    }

    /// Whoever is signed in at the office of before, or at another station of it, is not at the one
    /// that comes: nothing of theirs goes there, since the line is not up yet. The keyring may take
    /// its time.
    async fn end_session(&self) {
        let station = self.station.clone();
        let ending = tokio::task::spawn_blocking(move || {
            if let Ok(clerk) = station.require_clerk() {
                station.end_session(&clerk.number);
            }
        });
        let _ = ending.await;
    }
}

/// None where there is no file.
///
/// # Errors
/// Somebody else than the administrator could have written it, or it cannot be read.
pub fn read_system_file(path: &Path) -> Result<Option<Vec<u8>>, &'static str> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(_) => return Err("it cannot be opened"),
    };
    let folder = path.parent().and_then(|folder| folder.metadata().ok());
    let [folder, own] = [folder, file.metadata().ok()].map(|it| it.is_some_and(is_administrators));
    if !folder || !own {
        return Err("not the administrator's alone");
    }
    let mut bytes = Vec::new();
    let most = MAX_FILE_BYTES as u64 + 1;
    file.take(most).read_to_end(&mut bytes).map_err(|_| "it cannot be read")?;
    Ok(Some(bytes))
}

#[cfg(unix)]
fn is_administrators(data: std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    data.uid() == 0 && data.mode() & 0o022 == 0
}

/// Untested, as all that is said of Windows: who may write a file there, its access list says, which
/// nobody here reads yet. So no file is believed.
#[cfg(not(unix))]
fn is_administrators(_: std::fs::Metadata) -> bool {
    false
}

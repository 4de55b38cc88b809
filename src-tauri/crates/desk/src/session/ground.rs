//! Where this desk stands: at the counter, or at the practice place beside it. This module alone knows the mode; everybody
//! else finds what differs as plain data here and does not ask why.
use crate::config::Folders;
use crate::view::{DemoAccount, GroundView, Settings};
use crate::{Desk, Failure};
use counter_backoffice::{HttpTransport, Timeouts, Transport};
use counter_catalog::Pack;
use counter_office::{Account, InProcess, Library, Office, Setup};
use counter_store::{Place, StationKey, keys};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// SQLite's application ids: neither database opens as the other.
const REAL: i32 = 0x5a43_0001;
const PRACTICE: i32 = 0x5a43_0002;

/// Number, password, name, role. Public on purpose: they open nothing but invented cases.
const LEARNERS: [(&str, &str, &str, &str); 2] =
    [("9001", "practice-9001", "学员示例", "trainee"), ("9002", "practice-9002", "教员示例", "trainer")];

pub struct Ground {
    /// Folder of the key; beside it everything of this ground.
    pub home: PathBuf,
    pub place: Place,
    /// Printed papers where no printer is set.
    pub forms: PathBuf,
    /// Folder of the mark that moves on with the database.
    pub witness: PathBuf,
    /// Where the emulated reader's line appears.
    pub reader_link: PathBuf,
    /// A band across every printed paper.
    pub mark: Option<&'static str>,
    /// Accounts to be shown at sign-in beside those that the office tells.
    pub accounts: Vec<DemoAccount>,
    /// Addresses and devices are given by the ground and cannot be set.
    pub fixed: bool,
    /// Whether a missing office address means the office on loopback.
    pub loopback: bool,
    /// Before a clerk's number in the keyring.
    token_prefix: &'static str,
    /// The office without a socket, once the key is known.
    office: OnceLock<Arc<Office>>,
    practice: bool,
    behind: u32,
}

/// Where the counter's records lie under the folder of its data.
pub fn counter_place(home: &Path) -> Place {
    Place { db: home.join("station.db"), vault: home.join("pages"), application_id: REAL }
}

impl Ground {
    pub fn counter(folders: &Folders) -> Ground {
        let home = folders.data.clone();
        Ground {
            place: counter_place(&home),
            forms: home.join("forms"),
            witness: folders.config.clone(),
            reader_link: folders.runtime.join("id-reader"),
            mark: None,
            accounts: Vec::new(),
            fixed: false,
            loopback: true,
            token_prefix: "token-",
            office: OnceLock::new(),
            practice: false,
            behind: 0,
            home,
        }
    }

    /// `behind`: cases of the counter that wait to be sent until practice is over.
    fn practice(folders: &Folders, behind: u32) -> Ground {
        let home = folders.data.join("practice");
        let shown = |(number, password, name, role): (&str, &str, &str, &str)| DemoAccount {
            number: number.to_owned(),
            password: password.to_owned(),
            name: name.to_owned(),
            role: role.to_owned(),
        };
        Ground {
            place: Place { db: home.join("practice.db"), vault: home.join("pages"), application_id: PRACTICE },
            forms: home.join("forms"),
            // Goes with the rest: a ground that was cleared has no past.
            witness: home.clone(),
            reader_link: folders.runtime.join("practice-reader"),
            mark: Some("练习"),
            accounts: LEARNERS.into_iter().map(shown).collect(),
            fixed: true,
            loopback: false,
            token_prefix: "practice-token-",
            office: OnceLock::new(),
            practice: true,
            behind,
            home,
        }
    }

    /// The settings as they count here.
    pub fn settings(&self, kept: Settings) -> Settings {
        if !self.fixed {
            return kept;
        }
        let none = String::new;
        Settings { office: none(), reader_port: none(), scanner: none(), printer: none(), ..kept }
    }

    /// The way to the office: the router in this very process, else the address.
    pub fn way(&self, address: Option<&str>, timeouts: Timeouts) -> Option<Arc<dyn Transport>> {
        if self.practice {
            return self.office.get().cloned().map(|office| Arc::new(InProcess::new(office)) as Arc<dyn Transport>);
        }
        let http = HttpTransport::new(address?, timeouts).ok()?;
        Some(Arc::new(http))
    }

    pub fn token_name(&self, clerk: &str) -> String {
        format!("{}{clerk}", self.token_prefix)
    }

    pub fn view(&self) -> GroundView {
        GroundView { practice: self.practice, behind: self.behind }
    }
}

/// The office in this very process, sealed with a key that hangs from the ground's own.
pub async fn open_office(desk: &Desk, key: &StationKey) {
    if desk.ground.office.get().is_some() {
        return;
    }
    let (home, key) = (desk.ground.home.clone(), key.for_trial_office());
    // Verifiers of passwords take their time.
    let opened = tokio::task::spawn_blocking(move || office(&home, &key)).await;
    match opened.unwrap_or(Err("internal")) {
        // Two unlocks at a time open the same office twice; the first one stays.
        Ok(office) => _ = desk.ground.office.set(office),
        Err(code) => tracing::error!(code, "the office in process cannot be opened"),
    }
}

/// The reference office on the practice ground's own folder, with two accounts of its own.
fn office(home: &Path, key: &[u8; 32]) -> Result<Arc<Office>, &'static str> {
    let catalogue = Pack::builtin_signed().map_err(|_| "no_catalogue")?;
    let data = home.join("office");
    let certificates = Library::demo();
    let setup = Setup { data: Some(&data), catalog: catalogue, key: Some(key), certificates, ..Setup::default() };
    let office = Office::set_up(setup).map_err(|error| error.code())?;
    for (number, password, name, role) in LEARNERS {
        let account = Account {
            number: number.to_owned(),
            name: name.to_owned(),
            role: role.to_owned(),
            station: "练习·示例街道".to_owned(),
            station_code: "LIANXI".to_owned(),
            window: "练习窗".to_owned(),
        };
        office.enrol(&account, password).map_err(|error| error.code())?;
    }
    Ok(Arc::new(office))
}

fn in_practice(desk: &Desk) -> Result<(), Failure> {
    if desk.ground.practice { Ok(()) } else { Err(Failure::new("not_in_practice")) }
}

/// The desk to practise at; the counter's is closed first. Only from the sign-in screen.
pub async fn enter_practice(desk: &Desk) -> Result<Desk, Failure> {
    if desk.ground.practice || desk.signed().is_some() {
        return Err(Failure::new("not_allowed"));
    }
    let (folders, behind) = (desk.folders.clone(), desk.outbox_counts().0);
    desk.cross(move || Ground::practice(&folders, behind)).await
}

pub async fn leave_practice(desk: &Desk) -> Result<Desk, Failure> {
    in_practice(desk)?;
    let folders = desk.folders.clone();
    desk.cross(move || Ground::counter(&folders)).await
}

/// Everything of the practice ground goes: cases, pages, papers, results, the office's copy, and the key.
pub async fn reset_practice(desk: &Desk) -> Result<Desk, Failure> {
    in_practice(desk)?;
    let (folders, behind) = (desk.folders.clone(), desk.ground.behind);
    let (home, place) = (desk.ground.home.clone(), desk.ground.place.clone());
    desk.cross(move || {
        if let Err(error) = keys::forget(&home, &place, &keys::SecretService::new()) {
            tracing::warn!(code = error.code(), "the practice key stays in the keyring");
        }
        if let Err(error) = std::fs::remove_dir_all(&home) {
            tracing::error!(kind = ?error.kind(), "the practice folder could not be removed");
        }
        Ground::practice(&folders, behind)
    })
    .await
}

/// For what exists in practice only.
pub fn require_practice(desk: &Desk) -> Result<(), Failure> {
    in_practice(desk)
}

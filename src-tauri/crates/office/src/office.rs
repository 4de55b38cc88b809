//! The office itself: opened once, from a setup, out of the parts that its requests work on. No
//! HTTP.

mod administration;
mod records_alone;

use std::ffi::OsStr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use counter_centre::{CentreFile, CodeEntry};
use counter_core::turn::Turns;

use crate::auth::{Account, Auth, Lockout, Refusals, demo_accounts, store_missing_accounts};
use crate::error::{OpenError, PublishError};
use crate::filing::{Filing, KnownPacks};
use crate::http::Catalog;
use crate::joining::{store_code, store_file};
use crate::library::{Library, Lookup};
use crate::parts::{BucketStore, DatabaseStore, FolderStore, PartStore};
use crate::records::{Records, ServerRuntime, read_lockout_key, read_office_key, values};
use crate::storage::{Clock, Storage};
use crate::supervision::{DepartmentPace, Departments};

/// The records' file in the office's folder.
const RECORDS: &str = "office.db";
/// The parts', and the beginning of their database's where they are sealed.
const PARTS: &str = "parts";

/// A handle: clones are the same office.
#[derive(Clone)]
pub struct Office {
    pub(crate) storage: Arc<Storage>,
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) auth: Arc<Auth>,
    pub(crate) filing: Arc<Filing>,
    pub(crate) lookup: Arc<Lookup>,
    /// One for the requests and for the lines that they come by.
    pub(crate) refusals: Arc<Refusals>,
    /// Of a trial that plays them, and of no other office.
    departments: Option<Arc<Departments>>,
    /// Names by which requests on a socket may call it.
    pub(crate) hosts: Arc<Vec<String>>,
}

/// What an office is opened with.
#[derive(Default)]
pub struct Setup<'a> {
    /// The office's folder, or none for an office that forgets.
    pub data: Option<&'a Path>,
    /// The pack it gives out, byte for byte.
    pub catalog: Vec<u8>,
    /// Invented accounts and their public passwords. An office that has any is a trial and says so
    /// in its answers.
    pub demo: Vec<(Account, String)>,
    /// Seals all that it keeps in its folder. Without one that belongs on an encrypted volume.
    pub key: Option<&'a [u8; 32]>,
    /// A PostgreSQL database for the records instead of a file in the folder: `postgres://…`.
    pub database: Option<&'a str>,
    /// An S3-compatible store for the parts instead of a place in the folder: `s3://…`.
    pub materials: Option<&'a str>,
    /// What its certificate library has.
    pub certificates: Library,
}

impl Office {
    /// A real office, or a trial with the usual invented people.
    pub fn open(data: Option<&Path>, catalog: Vec<u8>, trial: bool) -> Result<Self, OpenError> {
        let demo = if trial { demo_accounts() } else { Vec::new() };
        Self::set_up(Setup { data, catalog, demo, ..Setup::default() })
    }

    /// Opens what is there, or makes it. Waits for disk and servers and hashes the trial's
    /// passwords: on an async runtime, call it on a thread that may block.
    pub fn set_up(setup: Setup<'_>) -> Result<Self, OpenError> {
        let trial = !setup.demo.is_empty();
        let storage = Arc::new(open_storage(&setup, trial)?);
        store_missing_accounts(&storage, &setup.demo)?;
        let packs = KnownPacks::open(&storage, &setup.catalog)?;
        Self::assemble(storage, setup, trial, packs)
    }

    fn assemble(
        storage: Arc<Storage>,
        setup: Setup<'_>,
        trial: bool,
        packs: KnownPacks,
    ) -> Result<Self, OpenError> {
        let key = read_office_key(&storage.records.get_db()?)?;
        let lockout = Lockout::new(read_lockout_key(&storage.records.get_db()?)?);
        let filing = Filing::new(storage.clone(), trial, key.public_key(), packs);
        Ok(Office {
            catalog: Arc::new(Catalog::new(setup.catalog)),
            auth: Arc::new(Auth::new(storage.clone(), key, lockout, &setup.demo)),
            filing: Arc::new(filing),
            lookup: Arc::new(Lookup::new(storage.clone(), setup.certificates)),
            refusals: Arc::new(Refusals::new(storage.clone())),
            departments: None,
            hosts: Arc::default(),
            storage,
        })
    }

    /// The same office, known on a socket by these names beside its addresses.
    pub fn with_hosts(self, names: Vec<String>) -> Self {
        Office { hosts: Arc::new(names), ..self }
    }

    /// The same office by another clock. Counts once.
    pub fn with_clock(self, clock: Clock) -> Self {
        self.storage.set_clock(clock);
        self
    }

    /// The same office, taking in at most so many cases a second. After an outage it hands out
    /// turns. Counts once.
    pub fn with_pace(self, cases_a_second: u32) -> Self {
        let _ = self.filing.turns.set(Mutex::new(Turns::new(cases_a_second)));
        self
    }

    /// The same office, playing its departments at this pace. A real one has its own.
    pub fn with_departments(self, pace: DepartmentPace) -> Self {
        let own = Departments::new(pace, self.catalog.bytes());
        let departments = self.filing.trial.then(|| Arc::new(own));
        Office { departments, ..self }
    }

    /// Lets the departments that a trial plays do what is due by its clock. Whoever has the office calls
    /// it now and then, on a thread that may block. How many words they said.
    ///
    /// # Errors
    /// The stable word for why the records cannot be read or written.
    pub fn play_departments(&self) -> Result<u32, &'static str> {
        let Some(departments) = &self.departments else { return Ok(0) };
        departments.play(&self.storage).map_err(|failure| failure.code)
    }

    /// Whether each of these cases, by id, has been filed here.
    pub fn has_all_cases<'a>(
        &self,
        mut cases: impl Iterator<Item = &'a str>,
    ) -> Result<bool, OpenError> {
        let db = self.storage.records.get_db()?;
        let find = "SELECT 1 FROM cases WHERE uuid = ?1";
        cases.try_fold(true, |all, case| Ok(all && db.query_first(find, &values![case])?.is_some()))
    }

    /// Gives a station's next centre file out. It must be one that the station would take.
    pub fn publish_centre_file(&self, file: &CentreFile) -> Result<(), PublishError> {
        store_file(&self.storage, self.filing.trial, file)
    }

    /// Lets a station join by a code, of which this is what is kept.
    pub fn publish_join_code(&self, code: &CodeEntry) -> Result<(), PublishError> {
        store_code(&self.storage, code)
    }
}

fn open_storage(setup: &Setup<'_>, trial: bool) -> Result<Storage, OpenError> {
    if let Some(folder) = setup.data {
        make_private_folder(folder).map_err(OpenError::DataFolder)?;
    }
    if setup.data.is_none() && setup.database.is_some() != setup.materials.is_some() {
        return Err(OpenError::HalfKept);
    }
    let file = |name: &str| setup.data.map(|folder| folder.join(name));
    let runtime = Arc::new(ServerRuntime::default());
    let records = match setup.database {
        Some(url) => Records::open_server(url, &runtime, trial)?,
        None => Records::open_file(file(RECORDS).as_deref(), setup.key, trial)?,
    };
    let parts: Box<dyn PartStore> = match (setup.materials, file(PARTS), setup.key) {
        (Some(address), ..) => Box::new(BucketStore::open(address, &runtime)?),
        (None, Some(folder), None) => {
            Box::new(FolderStore::open(&folder).map_err(OpenError::DataFolder)?)
        }
        (None, _, key) => Box::new(DatabaseStore::open(file("parts.db").as_deref(), key)?),
    };
    Ok(Storage::new(records, parts))
}

/// Papers of citizens in the clear lie in it, and whoever reads its key may sign as this office:
/// for the office's own account alone. In a folder that has other things too only the office's are
/// closed.
fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    counter_walls::keep_files_private();
    std::fs::create_dir_all(folder)?;
    let entries: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    let is_own = |name: &OsStr| {
        let name = name.as_encoded_bytes();
        name.starts_with(RECORDS.as_bytes()) || name.starts_with(PARTS.as_bytes())
    };
    if !entries.is_empty() && entries.iter().all(|entry| is_own(entry.file_name().as_os_str())) {
        counter_walls::close_to_others(folder);
        return Ok(());
    }
    for own in entries.iter().filter(|entry| is_own(entry.file_name().as_os_str())) {
        counter_walls::close_to_others(&own.path());
    }
    Ok(())
}

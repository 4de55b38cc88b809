//! The office itself: its records, its shelf, its catalogue, and what is being worked on right now. No HTTP.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use counter_backoffice::{DemoAccount, digest};
use counter_core::turn::Turns;
use jiff::Timestamp;

use crate::OpenError;
use crate::auth::access;
use crate::auth::accounts;
use crate::auth::accounts::Account;
use crate::auth::lockout::Lockout;
use crate::http::answer::Fault;
use crate::library::certificates::{Codes, Library};
use crate::parts::{Bucket, Folder, Sealed, Shelf};
use crate::records::Records;
use crate::records::server_runtime::Aside;

/// Where the office gets the time from.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

pub struct Office {
    pub(crate) records: Records,
    pub(crate) shelf: Box<dyn Shelf>,
    pub(crate) catalogue: Bytes,
    pub(crate) etag: String,
    pub(crate) trial: bool,
    pub(crate) demo: Vec<DemoAccount>,
    pub(crate) lockout: Mutex<Lockout>,
    pub(crate) library: Library,
    pub(crate) codes: Mutex<Codes>,
    busy: Mutex<HashSet<String>>,
    /// None: cases are taken in as they come.
    pub(crate) turns: Option<Mutex<Turns>>,
    clock: Clock,
}

/// What an office is opened with.
#[derive(Default)]
pub struct Setup<'a> {
    /// The office's folder, or none for an office that forgets.
    pub data: Option<&'a Path>,
    /// The pack it gives out, byte for byte.
    pub catalogue: Vec<u8>,
    /// Invented accounts and their public passwords. An office that has any is a trial and says so in its answers.
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
    pub fn open(data: Option<&Path>, catalogue: Vec<u8>, trial: bool) -> Result<Self, OpenError> {
        let demo = if trial { accounts::demo() } else { Vec::new() };
        Self::set_up(Setup { data, catalogue, demo, ..Setup::default() })
    }

    pub fn set_up(setup: Setup<'_>) -> Result<Self, OpenError> {
        let trial = !setup.demo.is_empty();
        if let Some(folder) = setup.data {
            std::fs::create_dir_all(folder).map_err(OpenError::DataFolder)?;
        }
        let file = |name: &str| setup.data.map(|folder| folder.join(name));
        if setup.data.is_none() && setup.database.is_some() != setup.materials.is_some() {
            return Err(OpenError::HalfKept);
        }
        let aside = Arc::new(Aside::default());
        let records = match setup.database {
            Some(url) => Records::server(url, &aside, trial)?,
            None => Records::file(file("office.db").as_deref(), setup.key, trial)?,
        };
        let shelf: Box<dyn Shelf> = match (setup.materials, file("parts"), setup.key) {
            (Some(address), ..) => Box::new(Bucket::open(address, &aside)?),
            (None, Some(folder), None) => Box::new(Folder::open(&folder).map_err(OpenError::DataFolder)?),
            (None, _, key) => Box::new(Sealed::open(file("parts.db").as_deref(), key)?),
        };
        accounts::enrol_missing(&records.get()?, &setup.demo)?;
        Ok(Office {
            records,
            shelf,
            etag: format!("\"{}\"", digest::sha256_hex(&setup.catalogue)),
            catalogue: setup.catalogue.into(),
            trial,
            demo: accounts::shown(&setup.demo),
            lockout: Mutex::default(),
            library: setup.certificates,
            codes: Mutex::default(),
            busy: Mutex::default(),
            turns: None,
            clock: Arc::new(Timestamp::now),
        })
    }

    /// The same office by another clock.
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The same office, taking in at most so many cases a second. After an outage it hands out turns.
    pub fn with_pace(mut self, cases_a_second: u32) -> Self {
        self.turns = Some(Mutex::new(Turns::new(cases_a_second)));
        self
    }

    /// Adds an account, or gives an existing one new data and a new password.
    pub fn enrol(&self, account: &Account, password: &str) -> Result<(), OpenError> {
        accounts::enrol(&self.records.get()?, account, password)
    }

    /// A delivery credential for a station, as a sign-in there brings one.
    pub fn admit_station(&self, station_code: &str) -> Result<String, OpenError> {
        access::issue_credential(&self.records.get()?, station_code).map_err(|_| OpenError::Account)
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Marks `what` as being worked on until the claim is dropped.
    pub(crate) fn claim(self: &Arc<Self>, what: String) -> Result<Claim, Fault> {
        if !self.busy.lock().unwrap_or_else(PoisonError::into_inner).insert(what.clone()) {
            return Err(Fault::busy());
        }
        Ok(Claim { office: self.clone(), what })
    }
}

pub(crate) struct Claim {
    office: Arc<Office>,
    what: String,
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.office.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.what);
    }
}

/// Runs what waits for the disk or burns the processor without holding up other requests. On a runtime of one thread
/// it simply runs, which keeps a simulation's order of events the same every time.
pub(crate) fn at_leisure<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current() {
        Ok(handle) if handle.runtime_flavor() == RuntimeFlavor::MultiThread => tokio::task::block_in_place(work),
        _ => work(),
    }
}

/// Unguessable text of 32 bytes, fit for headers and paths.
pub(crate) fn random_text() -> Result<String, Fault> {
    use base64::Engine;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| std::io::Error::other("no randomness"))?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}

//! The station: the real store under the real courier. Ends at any write, and is opened again.
use crate::line::Line;
use crate::world::{World, hold};
use counter_backoffice::Client;
use counter_core::case::Case;
use counter_core::date::Moment;
use counter_core::fact::{self, Fact};
use counter_core::outbox::Breaker;
use counter_desk::Failure;
use counter_desk::courier::{Post, store_failure};
use counter_store::{CaseWrite, EntryRow, HeadRow, OutboxRow, Place, StationKey, Store, StoreError};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

pub const CLERK: &str = "1001";
const CREDENTIAL: &str = "delivery_credential";
/// Pages are small here, and so are the pieces they go in.
const PIECE: usize = 64;
/// One write in so many is the last before the program ends; half of the time it still reaches the disk.
const ENDS: u32 = 700;

pub struct Station {
    home: PathBuf,
    pub store: Mutex<Option<Store>>,
    breaker: Mutex<Breaker>,
    /// Drawn at each start, for provisional numbers.
    pub word: Mutex<String>,
}

impl Station {
    pub fn new(home: PathBuf) -> Station {
        Station { home, store: Mutex::new(None), breaker: Mutex::default(), word: Mutex::default() }
    }

    fn open(&self) {
        let place =
            Place { db: self.home.join("station.db"), vault: self.home.join("pages"), application_id: 0x5a43_0001 };
        let key = StationKey::from_bytes(&[7; 32]).unwrap();
        *hold(&self.store) = None;
        *hold(&self.store) = Some(Store::open(&place, &key).unwrap());
        *hold(&self.breaker) = Breaker::unproven();
    }

    pub fn keep_credential(&self, credential: &str) {
        if let Some(store) = hold(&self.store).as_mut() {
            store.put_setting(CREDENTIAL, credential).unwrap();
        }
        *hold(&self.breaker) = Breaker::default();
    }

    /// The disk as it is now, beside the living one.
    pub fn copy(&self) {
        hold(&self.store).take();
        let copy = self.home.with_extension("copy");
        let _ = std::fs::remove_dir_all(&copy);
        copy_folder(&self.home, &copy);
        self.open();
    }

    /// The disk of then in the place of today's.
    pub fn restore(&self) -> bool {
        let copy = self.home.with_extension("copy");
        if !copy.exists() {
            return false;
        }
        hold(&self.store).take();
        std::fs::remove_dir_all(&self.home).unwrap();
        copy_folder(&copy, &self.home);
        true
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &there),
            false => drop(std::fs::copy(entry.path(), there).unwrap()),
        }
    }
}

impl World {
    pub fn start_station(&self) {
        self.station.open();
        let letters = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let word = self.rng(|r| (0..4).map(|_| char::from(letters[r.usize(..32)])).collect());
        *hold(&self.station.word) = word;
    }

    pub fn at(&self) -> Moment {
        Moment::from_millis(self.wall())
    }
}

/// A case as its journal tells it, the chain proved.
pub fn journal(store: &Store, case: &str) -> Result<Option<Case>, StoreError> {
    let line = |e: EntryRow| fact::Line { seq: e.seq, at: e.at, by: e.by, body: e.body, prev: e.prev, hash: e.hash };
    let lines: Vec<_> = store.entries(case)?.into_iter().map(line).collect();
    let entries = fact::read(&lines).map_err(|_| StoreError::Damaged)?;
    Ok(Case::fold(&entries))
}

pub fn append(
    store: &mut Store,
    id: &str,
    facts: Vec<Fact>,
    at: Moment,
    outbox: Option<&OutboxRow>,
) -> Result<Case, StoreError> {
    let mut case = journal(store, id)?.unwrap_or_else(|| Case::empty(at));
    let expected_seq = case.length;
    let mut entries = Vec::new();
    for fact in facts {
        let line = fact::line(&case.last_hash, case.length, at, CLERK, &fact).map_err(|_| StoreError::Damaged)?;
        case.apply(&fact, at, CLERK);
        case.length += 1;
        case.last_hash = line.hash.clone();
        let fact::Line { seq, at, by, body, prev, hash } = line;
        entries.push(EntryRow { case: id.to_owned(), seq, at, by, body, prev, hash });
    }
    let head = HeadRow {
        case: id.to_owned(),
        status: String::new(),
        delivery: String::new(),
        clerk: CLERK.to_owned(),
        item: String::new(),
        provisional: case.provisional.clone(),
        official: case.official.clone(),
        updated_ms: at.millis(),
        summary: "{}".to_owned(),
    };
    store.append(&CaseWrite { case: id, expected_seq, entries: &entries, head: &head, outbox })?;
    Ok(case)
}

impl Post for World {
    type Claim = ();

    fn now_ms(&self) -> i64 {
        self.wall()
    }

    fn dice(&self) -> f64 {
        self.rng(|r| r.f64())
    }

    fn chunk(&self) -> usize {
        PIECE
    }

    fn office(&self) -> Option<(Arc<Client>, String)> {
        let credential = self.store(|s| s.setting(CREDENTIAL)).ok().flatten().unwrap_or_default();
        Some((Arc::new(Client::new(Arc::new(Line(self.me.clone())))), credential))
    }

    fn store<T>(&self, act: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, Failure> {
        let gone = || Failure::new("store_io");
        let ends = self.faults.load(Ordering::Relaxed) && self.rng(|r| r.u32(..ENDS)) == 0;
        if ends && !self.is_crashed() && self.rng(|r| r.bool()) {
            self.crash();
        }
        if self.is_crashed() {
            return Err(gone());
        }
        let done = hold(&self.station.store).as_mut().map_or(Err(gone()), |s| act(s).map_err(store_failure));
        if ends {
            self.crash();
            return Err(gone());
        }
        done
    }

    fn official(&self, case: &str) -> Result<Option<String>, Failure> {
        self.store(|s| Ok(journal(s, case)?.and_then(|case| case.official)))
    }

    fn record(&self, row: OutboxRow, fact: Fact) -> Result<(), Failure> {
        let at = self.at();
        self.store(|s| append(s, &row.case, vec![fact], at, Some(&row)).map(drop))
    }

    fn claim(&self, _: &str) -> Option<()> {
        Some(())
    }

    fn is_held(&self, _: &str) -> bool {
        false
    }

    fn is_paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }

    fn breaker<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T {
        act(&mut hold(&self.station.breaker))
    }

    fn heard(&self, up: bool) {
        self.lamp.store(up, Ordering::Relaxed);
        if up {
            self.breaker(|b| *b = std::mem::take(b).heard());
        }
    }

    fn sent(&self, _: &str, _: u64) {}

    fn changed(&self, _: &str) {}
}

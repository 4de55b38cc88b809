//! The station: the real store under the real courier. Ends at any write, and is opened again.
use crate::office::CLERK;
use crate::sync::lock;
use counter_backoffice::Permit;
use counter_core::case::Case;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::journal::{Chain, Line, read_journal};
use counter_core::outbox::Breaker;
use counter_store::{
    CaseWrite, EntryRow, HeadRow, NumberRange, OutboxRow, Place, StationKey, Store, StoreError,
};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

pub const CREDENTIAL: &str = "delivery_credential";

pub struct Station {
    home: PathBuf,
    pub store: Mutex<Option<Store>>,
    pub breaker: Mutex<Breaker>,
    /// Drawn at each start, for provisional numbers.
    pub word: Mutex<String>,
    /// The office's word of the last sign-in.
    pub permit: Mutex<Option<Permit>>,
}

impl Station {
    pub fn new(home: PathBuf) -> Station {
        Station {
            home,
            store: Mutex::new(None),
            breaker: Mutex::default(),
            word: Mutex::default(),
            permit: Mutex::default(),
        }
    }

    pub fn open(&self) {
        let place = Place {
            db: self.home.join("station.db"),
            vault: self.home.join("pages"),
            application_id: 0x5a43_0001,
        };
        let key = StationKey::from_bytes(&[7; 32]).unwrap();
        *lock(&self.store) = None;
        *lock(&self.store) = Some(Store::open(&place, &key).unwrap());
        *lock(&self.breaker) = Breaker::unproven();
    }

    pub fn permit(&self) -> Option<Permit> {
        lock(&self.permit).clone()
    }

    pub fn keep_credential(&self, credential: &str) {
        if let Some(store) = lock(&self.store).as_mut() {
            store.put_setting(CREDENTIAL, credential).unwrap();
        }
        *lock(&self.breaker) = Breaker::default();
    }

    /// As after a sign-in: what is known already is the same range.
    pub fn keep_numbers(&self, ranges: &[NumberRange]) {
        if let Some(store) = lock(&self.store).as_mut() {
            ranges.iter().for_each(|range| store.add_number_range(range).unwrap());
        }
    }

    /// The disk as it is now, beside the living one.
    pub fn copy_disk(&self) {
        lock(&self.store).take();
        let copy = self.home.with_extension("copy");
        let _ = std::fs::remove_dir_all(&copy);
        copy_folder(&self.home, &copy);
        self.open();
    }

    /// A page goes bad on the disk: half of it is left.
    pub fn spoil_page(&self, case: &str, file: &str) {
        let path = self.home.join("pages").join(case).join(file).with_extension("page");
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }

    /// The disk of then in the place of today's.
    pub fn restore_disk(&self) -> bool {
        let copy = self.home.with_extension("copy");
        if !copy.exists() {
            return false;
        }
        lock(&self.store).take();
        std::fs::remove_dir_all(&self.home).unwrap();
        copy_folder(&copy, &self.home);
        true
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// A case as its journal tells it, the chain proved.
pub fn read_case(store: &Store, case: &str) -> Result<Option<Case>, StoreError> {
    let line = |e: EntryRow| Line {
        seq: e.seq,
        at: e.at,
        by: e.by,
        body: e.body,
        prev: e.prev,
        hash: e.hash,
    };
    let lines: Vec<_> = store.entries(case)?.into_iter().map(line).collect();
    let entries = read_journal(case, Chain::Second, &lines).map_err(|_| StoreError::Damaged)?;
    Ok(Case::fold(&entries))
}

pub fn append_facts(
    store: &mut Store,
    id: &str,
    facts: Vec<Fact>,
    at: Moment,
    outbox: &[OutboxRow],
) -> Result<Case, StoreError> {
    let mut case = read_case(store, id)?.unwrap_or_else(|| Case::empty(at));
    let expected_seq = case.length;
    let mut entries = Vec::new();
    for fact in facts {
        let line = case.append(id, &fact, at, CLERK).map_err(|_| StoreError::Damaged)?;
        let Line { seq, at, by, body, prev, hash } = line;
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
        search: id.to_owned(),
    };
    store.append(&CaseWrite { case: id, expected_seq, entries: &entries, head: &head, outbox })?;
    Ok(case)
}

//! A station's records read from outside, while no window has them open: for whoever has to know
//! that nothing is missing. Nothing in the folder changes.
//!
//! Invariant: records can be proved from outside (`desk::records`, `counter verify`): chains,
//! pages, submissions, lists, the audit trail, and the office's word. Looking works on a copy of the database and
//! changes no byte of the original.
mod audit;
mod bundle;
mod check;
mod day;
mod events;
mod list;
mod matching;
mod numbers;
mod proof;
mod receipt;
mod rescue;

pub use bundle::{ClosedBundle, ClosedStation};
pub use check::Report;
pub use list::ListedCase;
pub use rescue::{CopiedRecords, Rescue};

use crate::cases::journal::StoredJournal;
use crate::station::environment::counter_place;
use crate::station::stored::StoredName;
use counter_core::case::Case;
use counter_core::journal::{ChainBroken, Line};
use counter_store::{HeadFilter, HeadRow, Look, OutboxRow, Place, StationKey, StoreError, keys};
use std::path::{Path, PathBuf};

pub struct Records {
    look: Look,
    /// Holds the copy of the database; goes with it.
    _scratch: tempfile::TempDir,
}

/// One case as it lies there.
struct CaseRecord {
    head: HeadRow,
    lines: Vec<Line>,
    case: Result<Case, ChainBroken>,
    submissions: Vec<OutboxRow>,
    events: Vec<OutboxRow>,
}

impl Records {
    /// `folder` is the station's data, or the folder above it. The failure is a stable code.
    pub fn open(folder: &Path, passphrase: Option<&str>) -> Result<Records, &'static str> {
        let (home, place) = find_records(folder)?;
        // Looking for a key that never was would leave a new name for one behind.
        if !home.join("key.json").exists() && !home.join("station-name").exists() {
            return Err("key_missing");
        }
        let key = keys::station_key(&home, &place, &keys::SystemKeyring::new(), passphrase)
            .map_err(|e| e.code())?;
        Records::open_with(&place, &key)
    }

    fn open_with(place: &Place, key: &StationKey) -> Result<Records, &'static str> {
        let scratch = tempfile::tempdir().map_err(|_| "no_scratch")?;
        let look = Look::open(place, key, scratch.path()).map_err(|e| e.code())?;
        Ok(Records { look, _scratch: scratch })
    }

    /// A small value as the station has stored it.
    pub(crate) fn stored_text(&self, name: StoredName) -> Result<Option<String>, &'static str> {
        self.look.setting(&name.text()).map_err(|error| error.code())
    }

    /// In the order of their numbers, those without one last.
    fn read_cases(&self) -> Result<Vec<CaseRecord>, StoreError> {
        let mut heads = self.look.heads(&HeadFilter::default())?;
        heads.sort_by_key(|head| {
            (head.provisional.is_none(), head.provisional.clone(), head.updated_ms)
        });
        heads.into_iter().map(|head| self.read_case(head)).collect()
    }

    fn read_case(&self, head: HeadRow) -> Result<CaseRecord, StoreError> {
        let journal = StoredJournal::load(&self.look, &head.case)?;
        let case =
            journal.prove().and_then(|entries| Case::fold(&entries).ok_or(ChainBroken::At(0)));
        let submissions = self.look.outbox_rows(&head.case)?;
        let events = self.look.outbox_events(&head.case)?;
        Ok(CaseRecord { head, lines: journal.lines, case, submissions, events })
    }
}

/// The station's data is this folder, or the one below it.
fn find_records(folder: &Path) -> Result<(PathBuf, Place), &'static str> {
    let below = folder.join("data");
    let home = if folder.join("station.db").exists() { folder.to_owned() } else { below };
    let place = counter_place(&home);
    if place.db.exists() { Ok((home, place)) } else { Err("no_records") }
}

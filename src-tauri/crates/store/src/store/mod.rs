//! The store itself: each call is one step, whole or not at all.

pub mod look;
pub mod planted;
mod room;

use crate::crypto::station_key::StationKey;
use crate::crypto::{seal, station_key};
use crate::database::open::Place;
use crate::database::rows::{
    AuditHead, AuditRow, CaseWrite, EntryRow, HeadFilter, HeadRow, NumberRange, OutboxRow, PageRow,
    TakenNumber,
};
use crate::database::tables::{
    audit, case_keys, document_numbers, entries, heads, numbers, older_cases, outbox, pages,
    series, settings,
};
use crate::database::{migrations, open, upgrade_copy};
use crate::error::StoreError;
use crate::files::reserve::Reserve;
use crate::files::vault::{self, Vault};
use counter_core::audit_chain::TrailProof;
use planted::allow_write;
use room::Share;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Numbers taken with one commit; those of a program that ends are gone.
const AT_ONCE: u64 = 8;

/// An open database with its vault. Closing is dropping.
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) vault: Vault,
    wrapping: station_key::Secret,
    /// Where the database lies, for the copies beside it.
    path: PathBuf,
    reserved: BTreeMap<String, RangeInclusive<u64>>,
    reserve: Reserve,
    /// Whose writes may take the last share of the reserve.
    favoured: Option<String>,
    /// What must go on found no room, or what is left is the last share.
    is_out_of_room: bool,
    // Last, so that the lock falls after the connection.
    _lock: Option<open::Lock>,
}

impl Store {
    pub fn open(place: &Place, key: &StationKey) -> Result<Self, StoreError> {
        let (db, lock) = open::open_database(place, key)?;
        let vault = Vault::open(&place.vault)?;
        // A purge that was cut short after its commit is finished here.
        for case in case_keys::destroyed_cases(&db)? {
            vault.remove_case(&case)?;
        }
        // A copy that cannot be opened must not keep the station from working; it opens for nobody
        // else either.
        let _ = upgrade_copy::destroy_keys(&db, &place.db);
        Ok(Self {
            path: place.db.clone(),
            ..Self::from_parts(db, vault, key.case_wrapping(), Some(lock))
        })
    }

    pub(crate) fn from_parts(
        db: Connection,
        vault: Vault,
        wrapping: station_key::Secret,
        lock: Option<open::Lock>,
    ) -> Self {
        Self {
            db,
            vault,
            wrapping,
            path: PathBuf::new(),
            reserved: BTreeMap::new(),
            reserve: Reserve::default(),
            favoured: None,
            is_out_of_room: false,
            _lock: lock,
        }
    }

    /// Stores one step of a case: entries, head, numbers, and the submissions and events that it makes
    /// or moves.
    pub fn append(&mut self, w: &CaseWrite) -> Result<(), StoreError> {
        self.append_audited(w, &[])
    }

    /// The same, with lines for the audit trail in the same transaction.
    pub fn append_audited(&mut self, w: &CaseWrite, lines: &[AuditRow]) -> Result<(), StoreError> {
        let share = self.share_of_case(w.case);
        self.write_from(share, 0, |store| store.append_once(w, lines))
    }

    /// One step of each of two cases, in one transaction: both or neither.
    pub fn append_pair(&mut self, steps: &[CaseWrite; 2]) -> Result<(), StoreError> {
        let [first, _] = steps;
        let share = self.share_of_case(first.case);
        self.write_from(share, 0, |store| {
            let tx = begin(&mut store.db, &store.path)?;
            for step in steps {
                write_step(&tx, step)?;
            }
            Ok(tx.commit()?)
        })
    }

    fn append_once(&mut self, w: &CaseWrite, lines: &[AuditRow]) -> Result<(), StoreError> {
        let tx = begin(&mut self.db, &self.path)?;
        write_step(&tx, w)?;
        for line in lines {
            audit::insert_line(&tx, line)?;
        }
        Ok(tx.commit()?)
    }

    /// A case's journal, oldest first.
    pub fn entries(&self, case: &str) -> Result<Vec<EntryRow>, StoreError> {
        entries::of_case(&self.db, case)
    }

    /// Whether the case stood before the list of such cases was closed.
    pub fn is_older_case(&self, case: &str) -> Result<bool, StoreError> {
        older_cases::has_case(&self.db, case)
    }

    /// Newest first.
    pub fn heads(&self, filter: &HeadFilter) -> Result<Vec<HeadRow>, StoreError> {
        heads::list_heads(&self.db, filter)
    }

    pub fn head(&self, case: &str) -> Result<Option<HeadRow>, StoreError> {
        heads::find_head(&self.db, case)
    }

    /// Heads that an older program left without a search text.
    pub fn heads_to_fill(&self) -> Result<Vec<HeadRow>, StoreError> {
        heads::heads_to_fill(&self.db)
    }

    /// Stores summary and search text of these heads, all or none; one that has a search text by
    /// now stays as it is.
    pub fn fill_heads(&mut self, rows: &[HeadRow]) -> Result<(), StoreError> {
        let tx = begin(&mut self.db, &self.path)?;
        for row in rows {
            heads::fill_head(&tx, row)?;
        }
        Ok(tx.commit()?)
    }

    /// Seals a page or an issued document and returns once both file and row are on the disk.
    pub fn put_page(
        &mut self,
        case: &str,
        media: &str,
        bytes: &[u8],
    ) -> Result<PageRow, StoreError> {
        let share = self.share_of_page(case, media);
        self.write_from(share, bytes.len() as u64, |store| store.put_page_once(case, media, bytes))
    }

    fn put_page_once(
        &mut self,
        case: &str,
        media: &str,
        bytes: &[u8],
    ) -> Result<PageRow, StoreError> {
        let mut row = PageRow {
            id: uuid::Uuid::new_v4().to_string(),
            case: case.into(),
            media: media.into(),
            sha256: String::new(),
            len: bytes.len() as u64,
        };
        let (case_key, wrapped) = match self.case_key(case)? {
            Some(key) => (key, None),
            None => self.new_case_key(case)?,
        };
        allow_write(&self.path)?;
        // The hash is not in the seal, so it is made while the disk is waited for.
        let (vault_result, hash) = std::thread::scope(|scope| {
            let hash = scope.spawn(|| hex::encode(Sha256::digest(bytes)));
            let vault_result = seal::seal_page(&label(&row), bytes, &case_key)
                .and_then(|sealed| self.vault.write_page(case, &row.id, &sealed));
            (vault_result, hash.join())
        });
        vault_result?;
        row.sha256 = hash.map_err(|_| StoreError::Damaged)?;
        let recorded = self.record_page(&row, wrapped.as_deref());
        if matches!(recorded, Err(StoreError::DiskFull)) {
            // The row is surely absent and the disk needs the room. After any other failure the row
            // may yet be found in the log, so the file stays.
            let _ = self.vault.remove_page(case, &row.id);
        }
        recorded.map(|()| row)
    }

    fn record_page(&mut self, row: &PageRow, new_key: Option<&[u8]>) -> Result<(), StoreError> {
        let tx = begin(&mut self.db, &self.path)?;
        if let Some(wrapped) = new_key {
            case_keys::insert_key(&tx, &row.case, wrapped)?;
        }
        pages::insert_page(&tx, row)?;
        Ok(tx.commit()?)
    }

    /// The page in the clear, after its seal and its hash were found whole.
    pub fn page(&self, case: &str, id: &str) -> Result<(PageRow, Vec<u8>), StoreError> {
        // Destroyed pages have no row either: the key's place tells that there were some.
        let key = self.case_key(case)?;
        let row = pages::find_page(&self.db, case, id)?.ok_or(StoreError::UnknownPage)?;
        let key = key.ok_or(StoreError::PageDamaged)?;
        let bytes = seal::open_page(&label(&row), &self.vault.read_page(case, id)?, &key)?;
        if hex::encode(Sha256::digest(&bytes)) != row.sha256 {
            return Err(StoreError::PageDamaged);
        }
        Ok((row, bytes))
    }

    /// In the order they were put.
    pub fn pages(&self, case: &str) -> Result<Vec<PageRow>, StoreError> {
        pages::of_case(&self.db, case)
    }

    /// Whether the case's pages were destroyed for good.
    pub fn is_purged(&self, case: &str) -> Result<bool, StoreError> {
        Ok(matches!(case_keys::find_key(&self.db, case)?, case_keys::Kept::Destroyed))
    }

    pub(crate) fn has_page(&self, case: &str, id: &str) -> Result<bool, StoreError> {
        Ok(pages::find_page(&self.db, case, id)?.is_some())
    }

    /// Makes a case's pages unreadable for good: its key goes first, then the files, then what the
    /// log and the copies beside remember of the key.
    pub fn purge_case_pages(&mut self, case: &str) -> Result<(), StoreError> {
        vault::check_name(case)?;
        let tx = begin(&mut self.db, &self.path)?;
        case_keys::destroy_key(&tx, case)?;
        pages::remove_case(&tx, case)?;
        tx.commit()?;
        allow_write(&self.path)?;
        self.vault.remove_case(case)?;
        let busy: i64 =
            self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        upgrade_copy::destroy_keys(&self.db, &self.path)?;
        if busy == 0 { Ok(()) } else { Err(StoreError::AlreadyOpen) }
    }

    /// Lets a case whose pages were destroyed have pages again, under another key. Those that were
    /// destroyed stay so. No change where none were.
    pub fn renew_case_key(&mut self, case: &str) -> Result<(), StoreError> {
        vault::check_name(case)?;
        if !self.is_purged(case)? {
            return Ok(());
        }
        // What a cut left of them must not come under the new key's case.
        self.vault.remove_case(case)?;
        let (_, wrapped) = self.new_case_key(case)?;
        let Some(wrapped) = wrapped else { return Ok(()) };
        let tx = begin(&mut self.db, &self.path)?;
        case_keys::renew_key(&tx, case, &wrapped)?;
        Ok(tx.commit()?)
    }

    /// Submissions and events that are not settled, oldest first. Quick however many have been.
    pub fn outbox_open(&self) -> Result<Vec<OutboxRow>, StoreError> {
        outbox::open_rows(&self.db)
    }

    /// All submissions and events, oldest first.
    pub fn outbox_all(&self) -> Result<Vec<OutboxRow>, StoreError> {
        outbox::all_rows(&self.db)
    }

    /// The case's newest submission.
    pub fn outbox_row(&self, case: &str) -> Result<Option<OutboxRow>, StoreError> {
        Ok(self.outbox_rows(case)?.pop())
    }

    /// All submissions of a case, the first one first.
    pub fn outbox_rows(&self, case: &str) -> Result<Vec<OutboxRow>, StoreError> {
        outbox::of_case(&self.db, case)
    }

    /// All events of a case, the first one first.
    pub fn outbox_events(&self, case: &str) -> Result<Vec<OutboxRow>, StoreError> {
        outbox::events_of_case(&self.db, case)
    }

    /// The submission or event with this key.
    pub fn outbox_by_key(&self, key: &str) -> Result<Option<OutboxRow>, StoreError> {
        outbox::find_key(&self.db, key)
    }

    pub fn put_outbox(&mut self, row: &OutboxRow) -> Result<(), StoreError> {
        let share = self.share_of_case(&row.case);
        self.write_from(share, 0, |store| {
            let tx = begin(&mut store.db, &store.path)?;
            outbox::upsert_row(&tx, row)?;
            Ok(tx.commit()?)
        })
    }

    /// What an older program made is this office's. Once said it never changes.
    pub fn assign_outbox(&mut self, office: &str) -> Result<(), StoreError> {
        allow_write(&self.path)?;
        outbox::assign_office(&self.db, office)
    }

    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        settings::get_setting(&self.db, name)
    }

    pub fn put_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        let share = self.share_of_setting(value);
        self.write_from(share, 0, |store| {
            allow_write(&store.path)?;
            settings::put_setting(&store.db, name, value)
        })
    }

    /// The names of settings that begin so; values may be large.
    pub fn settings_named(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        settings::setting_names(&self.db, prefix)
    }

    pub fn remove_setting(&mut self, name: &str) -> Result<(), StoreError> {
        allow_write(&self.path)?;
        settings::remove_setting(&self.db, name)
    }

    /// The next number of a series, from 1; never the same twice, whatever happens after.
    pub fn next_number(&mut self, series: &str) -> Result<u64, StoreError> {
        if let Some(number) = self.reserved.get_mut(series).and_then(Iterator::next) {
            return Ok(number);
        }
        let mut numbers = self.write_from(Share::Whole, 0, |store| {
            let tx = begin(&mut store.db, &store.path)?;
            let numbers = series::take_numbers(&tx, series, AT_ONCE)?;
            tx.commit()?;
            Ok(numbers)
        })?;
        let number = numbers.next().ok_or(StoreError::Damaged)?;
        self.reserved.insert(series.to_owned(), numbers);
        Ok(number)
    }

    /// 文号 that the office gave in advance.
    pub fn add_number_range(&mut self, range: &NumberRange) -> Result<(), StoreError> {
        self.write_from(Share::Nothing, 0, |store| {
            let tx = begin(&mut store.db, &store.path)?;
            document_numbers::insert_range(&tx, range)?;
            Ok(tx.commit()?)
        })
    }

    /// How many 文号 of a department are left.
    pub fn count_document_numbers(&self, department: &str) -> Result<u64, StoreError> {
        document_numbers::count_free(&self.db, department)
    }

    /// The department's next 文号, for this case; none where none is left. It is gone, used or not.
    pub fn take_document_number(
        &mut self,
        department: &str,
        case: &str,
    ) -> Result<Option<String>, StoreError> {
        self.write_from(Share::Whole, 0, |store| {
            let tx = begin(&mut store.db, &store.path)?;
            let number = document_numbers::take_number(&tx, department, case)?;
            tx.commit()?;
            Ok(number)
        })
    }

    /// Every 文号 that was taken: what no decision of its case bears is spoilt.
    pub fn taken_document_numbers(&self) -> Result<Vec<TakenNumber>, StoreError> {
        document_numbers::list_taken(&self.db)
    }

    pub fn append_audit(&mut self, line: &AuditRow) -> Result<(), StoreError> {
        let share = self.share_of_line(line.case.as_deref());
        self.write_from(share, 0, |store| {
            allow_write(&store.path)?;
            audit::insert_line(&store.db, line)
        })
    }

    /// Newest first.
    pub fn audit_lines(&self, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        audit::latest_lines(&self.db, limit)
    }

    /// How far the trail goes.
    pub fn audit_head(&self) -> Result<AuditHead, StoreError> {
        audit::find_tail(&self.db)
    }

    /// The hash of a chained line, by its turn.
    pub fn audit_hash(&self, turn: u64) -> Result<Option<String>, StoreError> {
        audit::find_hash(&self.db, turn)
    }

    /// Reads the whole trail and proves its chain. Slow: not for each start.
    pub fn prove_audit(&self) -> Result<TrailProof, StoreError> {
        audit::prove_trail(&self.db)
    }

    /// How many cases there are of each status.
    pub fn count_statuses(&self) -> Result<Vec<(String, u32)>, StoreError> {
        heads::count_statuses(&self.db)
    }

    /// How many submissions there are of each state, by what was last said of them.
    pub fn count_states(&self) -> Result<Vec<(String, Option<String>, u32)>, StoreError> {
        outbox::count_states(&self.db)
    }

    /// The schema's version, which a start has brought to this program's.
    pub fn schema_version(&self) -> Result<i64, StoreError> {
        migrations::schema_version(&self.db)
    }

    /// Which SQLite and SQLCipher this is.
    pub fn engine_version(&self) -> Result<String, StoreError> {
        let sqlite: String = self.db.query_row("SELECT sqlite_version()", [], |row| row.get(0))?;
        let cipher: String = self.db.query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
        Ok(format!("SQLite {sqlite}, SQLCipher {cipher}"))
    }

    /// Reads every block of the database; `Damaged` when one does not fit. Slow: not for each
    /// start.
    pub fn check_integrity(&self) -> Result<(), StoreError> {
        let mut cipher = self.db.prepare("PRAGMA cipher_integrity_check")?;
        let sound = cipher.query([])?.next()?.is_none();
        let answer: String = self.db.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        let mut foreign = self.db.prepare("PRAGMA foreign_key_check")?;
        let tied = foreign.query([])?.next()?.is_none();
        if sound && tied && answer == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
    }

    fn case_key(&self, case: &str) -> Result<Option<station_key::Secret>, StoreError> {
        match case_keys::find_key(&self.db, case)? {
            case_keys::Kept::Never => Ok(None),
            case_keys::Kept::Destroyed => Err(StoreError::Purged),
            case_keys::Kept::Wrapped(wrapped) => {
                let key = seal::unwrap_key(&wrapped, &self.wrapping, case.as_bytes());
                key.map(Some).ok_or(StoreError::Damaged)
            }
        }
    }

    fn new_case_key(
        &self,
        case: &str,
    ) -> Result<(station_key::Secret, Option<Vec<u8>>), StoreError> {
        let key = station_key::Secret::new(station_key::random_bytes());
        let wrapped = seal::wrap_key(&key, &self.wrapping, case.as_bytes())?;
        Ok((key, Some(wrapped)))
    }
}

fn begin<'a>(db: &'a mut Connection, path: &Path) -> Result<Transaction<'a>, StoreError> {
    allow_write(path)?;
    Ok(db.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

fn label(row: &PageRow) -> seal::Label<'_> {
    seal::Label { case: &row.case, page: &row.id, media: &row.media, len: row.len }
}

fn write_step(db: &Connection, w: &CaseWrite) -> Result<(), StoreError> {
    check_order(db, w)?;
    heads::upsert_head(db, w.head)?;
    numbers::record_numbers(db, w.head)?;
    for entry in w.entries {
        entries::insert_entry(db, entry)?;
    }
    for row in w.outbox {
        outbox::upsert_row(db, row)?;
    }
    Ok(())
}

/// The writer must have seen the whole journal, and its entries must follow it without a gap, in
/// number and in chain.
fn check_order(db: &Connection, w: &CaseWrite) -> Result<(), StoreError> {
    let tail = entries::journal_tail(db, w.case)?;
    if tail.count != w.expected_seq || w.head.case != w.case {
        return Err(StoreError::Conflict);
    }
    if w.outbox.iter().any(|row| row.case != w.case) {
        return Err(StoreError::Conflict);
    }
    let mut last = tail.hash.as_str();
    for (entry, seq) in w.entries.iter().zip(tail.count..) {
        if entry.case != w.case || entry.seq != seq || entry.prev != last {
            return Err(StoreError::Conflict);
        }
        last = &entry.hash;
    }
    Ok(())
}

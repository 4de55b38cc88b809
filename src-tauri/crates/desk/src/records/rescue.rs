//! A disk that was rescued: its keyring is gone, or its passphrase forgotten. Both halves of the
//! centre's recovery key open the copy of the station's key beside the records. They are looked at
//! as they lie; what is handed over is handed over from a copy, which gets a passphrase of its own
//! and is a station's data like any other.
//!
//! What was destroyed stays so: the keys of pages hang from the station's key, and one that was
//! destroyed is in no database.
use super::{Records, find_records};
use crate::station::environment::counter_place;
use crate::station::stored::StoredName;
use counter_backoffice::RecoveryReport;
use counter_core::date::{Moment, moment_text};
use counter_store::{AuditRow, RecoverySecret, StationKey, Store, keys};
use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// In the place of a clerk's number.
const BY: &str = "recovery";
/// What records are beside their pages. Printed papers lie in the clear: they stay where they are.
const FILES: [&str; 5] =
    ["station.db", "station.db-wal", "station.db-journal", "station-name", "recovery.sealed"];

pub struct Rescue {
    home: PathBuf,
    key: StationKey,
    fingerprint: String,
    records: Records,
}

/// What came of copying.
pub struct CopiedRecords {
    /// The folder that is a station's data.
    pub data: PathBuf,
    /// Sealed pages that the disk does not give any more. Their cases cannot be sent whole.
    pub unreadable_pages: u32,
}

impl Rescue {
    /// `folder` is the station's data, or the folder above it; nothing in it changes. A running
    /// station is refused. The failure is a stable code.
    pub fn open(folder: &Path, secret: &RecoverySecret) -> Result<Rescue, &'static str> {
        let (home, place) = find_records(folder)?;
        let key = keys::open_recovery_seal(&home, &place, secret).map_err(|e| e.code())?;
        let records = Records::open_with(&place, &key)?;
        Ok(Rescue { home, key, fingerprint: secret.public_key().fingerprint(), records })
    }

    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Into a folder that is not there yet: the data below it, the key under this passphrase, with a
    /// line in the audit trail and a word of it for the office. That somebody had stopped delivery
    /// there does not count here.
    pub fn copy_to(
        &self,
        folder: &Path,
        passphrase: &str,
        now: Moment,
    ) -> Result<CopiedRecords, &'static str> {
        let listed = self.records.list_cases()?;
        let waiting = listed.iter().filter(|case| case.waiting).count();
        let word = self.describe_recovery(now, (listed.len(), waiting))?;
        make_private_folder(folder).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => "folder_taken",
            kind => describe(kind),
        })?;
        let data = folder.join("data");
        let unreadable_pages = self.copy_files(&data).map_err(|error| describe(error.kind()))?;
        let place = counter_place(&data);
        keys::keep_under_passphrase(&data, &place, &self.key, passphrase).map_err(|e| e.code())?;
        let line = AuditRow {
            at: moment_text(now),
            by: BY.to_owned(),
            action: "recovered".to_owned(),
            case: None,
            outcome: format!("{} waiting {waiting}", self.fingerprint),
        };
        let mut store = Store::open(&place, &self.key).map_err(|e| e.code())?;
        store
            .append_audit(&line)
            .and_then(|()| store.put_setting(&StoredName::Recovered.text(), &word))
            .and_then(|()| store.remove_setting(&StoredName::DeliveryPaused.text()))
            .map_err(|e| e.code())?;
        Ok(CopiedRecords { data, unreadable_pages })
    }

    /// What the copy tells the office of itself.
    fn describe_recovery(
        &self,
        now: Moment,
        (cases, waiting): (usize, usize),
    ) -> Result<String, &'static str> {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        let report = RecoveryReport {
            at: jiff::Timestamp::from_millisecond(now.millis()).unwrap_or_default(),
            halves: self.fingerprint.clone(),
            cases: count(cases),
            waiting: count(waiting),
        };
        serde_json::to_string(&report).map_err(|_| "internal")
    }

    fn copy_files(&self, data: &Path) -> std::io::Result<u32> {
        make_private_folder(data)?;
        for name in FILES {
            match copy_file(&self.home.join(name), &data.join(name)) {
                // Each but the database may be missing, and that was there when it was opened.
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        copy_pages(&counter_place(&self.home).vault, &counter_place(data).vault)
    }
}

/// How many cannot be read. A bad spot of the disk must not keep the other cases here.
fn copy_pages(from: &Path, to: &Path) -> std::io::Result<u32> {
    let mut unreadable = 0;
    let cases = match std::fs::read_dir(from) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        cases => cases?,
    };
    make_private_folder(to)?;
    for case in cases {
        let case = case?;
        if !case.file_type()?.is_dir() {
            continue;
        }
        let folder = to.join(case.file_name());
        make_private_folder(&folder)?;
        let Ok(pages) = std::fs::read_dir(case.path()) else {
            unreadable += 1;
            continue;
        };
        for page in pages {
            // How many more there were nobody can tell.
            let Ok(page) = page else {
                unreadable += 1;
                break;
            };
            let copy = folder.join(page.file_name());
            match copy_file(&page.path(), &copy) {
                Ok(()) => {}
                // The fault is this side's: going on would call whole pages unreadable.
                Err(error) if is_of_target(error.kind()) => return Err(error),
                Err(_) => {
                    let _ = std::fs::remove_file(&copy);
                    unreadable += 1;
                }
            }
        }
    }
    Ok(unreadable)
}

fn is_of_target(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem
    )
}

/// A disk may be mounted so that nobody may write to its files: the copy is its owner's.
fn copy_file(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(from, to)?;
    #[cfg(unix)]
    std::fs::set_permissions(to, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(())
}

/// For its owner alone; one that is there is refused.
fn make_private_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn describe(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk_full",
        _ => "io",
    }
}

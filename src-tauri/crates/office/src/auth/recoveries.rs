//! Disks of stations that were opened with both halves of the centre's recovery key: their copies say
//! so, and the office writes it down, once for each copy. A repeat changes nothing of it.

use counter_backoffice::RecoveryReport;
use jiff::Timestamp;
use uuid::Uuid;

use crate::error::DbError;
use crate::records::{Db, values};

/// A recovery in the office's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRecovery {
    /// By the clock of where the copy was made.
    pub at: Timestamp,
    /// When the office heard of it first.
    pub heard: Timestamp,
    /// Fingerprint of the recovery key.
    pub halves: String,
    /// Cases on the disk, as the copy said.
    pub cases: u32,
    /// Those of them that were not acknowledged.
    pub waiting: u32,
}

pub fn record_recovery(
    change: &Db<'_>,
    installation: Uuid,
    recovered: &RecoveryReport,
    now: Timestamp,
) -> Result<(), DbError> {
    change.execute(
        "INSERT INTO recoveries (installation, at_ms, halves, cases, waiting, heard_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (installation, at_ms) DO NOTHING",
        &values![
            installation,
            recovered.at.as_millisecond(),
            &recovered.halves,
            recovered.cases,
            recovered.waiting,
            now.as_millisecond()
        ],
    )
}

/// Each with its installation, the oldest first.
pub fn list_recoveries(db: &Db<'_>) -> Result<Vec<(Uuid, ListedRecovery)>, DbError> {
    let select = "SELECT installation, at_ms, heard_ms, halves, cases, waiting FROM recoveries
                  ORDER BY heard_ms, at_ms, installation";
    let mut list = Vec::new();
    for row in db.query(select, &[])? {
        let installation: Uuid = row.get::<String>(0)?.parse().map_err(|_| DbError::Unreadable)?;
        let recovery = ListedRecovery {
            at: row.get(1)?,
            heard: row.get(2)?,
            halves: row.get(3)?,
            cases: row.get(4)?,
            waiting: row.get(5)?,
        };
        list.push((installation, recovery));
    }
    Ok(list)
}

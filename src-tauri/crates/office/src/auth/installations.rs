//! Installations of stations: one program on one computer each, with a credential of its own, kept
//! as hashes only. However many a hall has, none takes another's place.
//!
//! An answer that brings a new credential may be lost, so the one before stays good until the new
//! one was used. It is told apart by `hash_before`: set while the newest was never used.

use counter_backoffice::digest::sha256_hex;
use jiff::Timestamp;
use uuid::Uuid;

use super::recoveries::{ListedRecovery, list_recoveries};
use super::secret::generate_secret;
use super::tokens::{end_former_credentials, end_installation_tokens};
use crate::error::DbError;
use crate::http::ApiError;
use crate::records::{Db, values};
use crate::storage::Storage;

/// An installation in the office's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedInstallation {
    pub id: Uuid,
    pub station_code: String,
    /// As it said itself, or where the first clerk of it sits; empty before both.
    pub window: String,
    pub first_seen: Timestamp,
    pub last_seen: Timestamp,
    /// Cases that waited there, as it said; none before it said anything.
    pub unsent: Option<u32>,
    /// None while it is good.
    pub ended_at: Option<Timestamp>,
    /// Copies of its rescued disk, as they said themselves.
    pub recoveries: Vec<ListedRecovery>,
}

/// How an installation stands.
pub struct Standing {
    pub station_code: String,
    pub is_ended: bool,
}

impl Standing {
    pub fn is_good_at(&self, station_code: &str) -> bool {
        !self.is_ended && self.station_code == station_code
    }
}

/// Changes of one installation, one after the other.
pub fn begin_installation_change(storage: &Storage, id: Uuid) -> Result<Db<'_>, DbError> {
    storage.records.begin_change(&format!("installation {id}"))
}

pub fn find_standing(db: &Db<'_>, id: Uuid) -> Result<Option<Standing>, DbError> {
    let select = "SELECT station_code, ended_ms IS NOT NULL FROM installations WHERE id = ?1";
    let Some(row) = db.query_first(select, &values![id])? else { return Ok(None) };
    Ok(Some(Standing { station_code: row.get(0)?, is_ended: row.get(1)? }))
}

/// Makes it an installation of the station, and gives it a credential. One that had ended, or was
/// of another station, begins anew: no credential ever counts for two stations.
pub fn enrol_installation(
    change: &Db<'_>,
    id: Uuid,
    station_code: &str,
    window: &str,
    now: Timestamp,
) -> Result<String, ApiError> {
    if find_standing(change, id)?.is_some_and(|standing| standing.is_good_at(station_code)) {
        return renew_credential(change, id, now);
    }
    let credential = generate_secret()?;
    change.execute(
        "INSERT INTO installations (id, station_code, \"window\", hash, first_seen_ms, last_seen_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)
         ON CONFLICT (id) DO UPDATE SET \"window\" = CASE
             WHEN installations.station_code = excluded.station_code THEN installations.\"window\"
             ELSE excluded.\"window\" END,
           station_code = excluded.station_code, hash = excluded.hash,
           hash_before = NULL, last_seen_ms = excluded.last_seen_ms, ended_ms = NULL",
        &values![id, station_code, window, sha256_hex(credential.as_bytes()), now.as_millisecond()],
    )?;
    Ok(credential)
}

/// The installation's next credential. Where the newest was never used, it alone is replaced.
pub fn renew_credential(change: &Db<'_>, id: Uuid, now: Timestamp) -> Result<String, ApiError> {
    let credential = generate_secret()?;
    change.execute(
        "UPDATE installations SET hash_before = coalesce(hash_before, hash), hash = ?2,
           last_seen_ms = ?3 WHERE id = ?1",
        &values![id, sha256_hex(credential.as_bytes()), now.as_millisecond()],
    )?;
    Ok(credential)
}

/// The newest credential was used: the one before is not needed any more.
pub fn forget_credential_before(db: &Db<'_>, hash: &str) -> Result<(), DbError> {
    db.execute("UPDATE installations SET hash_before = NULL WHERE hash = ?1", &values![hash])
}

/// All of them, by station and window.
pub fn list_installations(db: &Db<'_>) -> Result<Vec<ListedInstallation>, DbError> {
    let select = "
SELECT id, station_code, \"window\", first_seen_ms, last_seen_ms, unsent, ended_ms
FROM installations ORDER BY station_code, \"window\", id";
    let recoveries = list_recoveries(db)?;
    let mut list = Vec::new();
    for row in db.query(select, &[])? {
        let id: Uuid = row.get::<String>(0)?.parse().map_err(|_| DbError::Unreadable)?;
        let own = recoveries.iter().filter(|(installation, _)| *installation == id);
        list.push(ListedInstallation {
            id,
            station_code: row.get(1)?,
            window: row.get(2)?,
            first_seen: row.get(3)?,
            last_seen: row.get(4)?,
            unsent: row.get(5)?,
            ended_at: row.get(6)?,
            recoveries: own.map(|(_, recovery)| recovery.clone()).collect(),
        });
    }
    Ok(list)
}

/// Whether there is such an installation. It keeps its hashes: who comes with its credential is
/// told that it has ended. What else may lie on that computer ends with it: the tokens of whoever
/// signed in there, and the credentials of its station as a whole, which lie nobody knows where.
pub fn end_installation(storage: &Storage, id: Uuid) -> Result<bool, DbError> {
    let change = begin_installation_change(storage, id)?;
    let Some(standing) = find_standing(&change, id)? else { return Ok(false) };
    let end = "UPDATE installations SET ended_ms = ?2 WHERE id = ?1 AND ended_ms IS NULL";
    change.execute(end, &values![id, storage.now().as_millisecond()])?;
    end_installation_tokens(&change, id)?;
    end_former_credentials(&change, &standing.station_code)?;
    change.commit()?;
    Ok(true)
}

/// Whether there is such an installation. It goes on with the credential that it has.
pub fn enable_installation(storage: &Storage, id: Uuid) -> Result<bool, DbError> {
    let db = storage.records.get_db()?;
    db.execute("UPDATE installations SET ended_ms = NULL WHERE id = ?1", &values![id])?;
    Ok(find_standing(&db, id)?.is_some())
}

//! Which packs the office gave out, and what they have: only so much of the catalogue as says
//! whether a case can be of it. What an item asks for is the catalogue's and the counter's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use counter_backoffice::FilingMark;
use counter_backoffice::digest::sha256_hex;
use counter_core::version::is_newer;
use serde::Deserialize;

use crate::error::DbError;
use crate::records::{Db, Row, values};
use crate::storage::Storage;

/// Ids of items by the version of the pack, as far as they were read.
type Packs = BTreeMap<String, BTreeSet<String>>;

#[derive(Default)]
pub struct KnownPacks(Mutex<Packs>);

/// The version of a pack and the ids of its items.
struct Outline {
    version: String,
    items: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Head {
    version: String,
}

#[derive(Deserialize)]
struct Line {
    id: String,
}

impl KnownPacks {
    /// For an office that serves this pack: all that were ever given out, this one among them from
    /// now on. One that cannot be read here is not: then nothing is said of the cases of it.
    pub fn open(storage: &Storage, pack: &[u8]) -> Result<Self, DbError> {
        remember_pack(storage, pack)?;
        let rows = storage.records.get_db()?.query("SELECT version, items FROM packs", &[])?;
        let mut packs = Packs::new();
        add_packs(&mut packs, &rows)?;
        Ok(KnownPacks(Mutex::new(packs)))
    }

    /// What is odd about a case of this pack and this item. Nothing is said where the office
    /// remembers no pack, and of one that is older than all that it remembers: packs were given out
    /// before it began to remember them.
    pub fn find_mark(
        &self,
        db: &Db<'_>,
        version: &str,
        item: &str,
    ) -> Result<Option<FilingMark>, DbError> {
        // Another office on the same records may have given it out since this one began.
        if self.is_missing(version) {
            let select = "SELECT version, items FROM packs WHERE version = ?1";
            let rows = db.query(select, &values![version])?;
            add_packs(&mut self.lock(), &rows)?;
        }
        let packs = self.lock();
        Ok(match packs.get(version) {
            Some(items) => (!items.contains(item)).then_some(FilingMark::UnknownItem),
            None if packs.keys().all(|pack| is_newer(pack, version)) => None,
            None => Some(FilingMark::UnknownPack),
        })
    }

    /// Where nothing is known at all, nothing is missing.
    fn is_missing(&self, version: &str) -> bool {
        let packs = self.lock();
        !packs.is_empty() && !packs.contains_key(version)
    }

    fn lock(&self) -> MutexGuard<'_, Packs> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn add_packs(packs: &mut Packs, rows: &[Row]) -> Result<(), DbError> {
    for row in rows {
        let items: Vec<String> =
            serde_json::from_str(&row.get::<String>(1)?).map_err(|_| DbError::Unreadable)?;
        packs.entry(row.get(0)?).or_default().extend(items);
    }
    Ok(())
}

/// Read once: it has some megabytes, and a digest tells it from any other of its version.
fn remember_pack(storage: &Storage, pack: &[u8]) -> Result<(), DbError> {
    let sha256 = sha256_hex(pack);
    let db = storage.records.get_db()?;
    let find = "SELECT version FROM packs WHERE sha256 = ?1";
    if db.query_first(find, &values![&sha256])?.is_some() {
        return Ok(());
    }
    let Some(outline) = read_outline(pack) else { return Ok(()) };
    let items = serde_json::to_string(&outline.items).map_err(|_| DbError::Unreadable)?;
    db.execute(
        "INSERT INTO packs (sha256, version, items, first_ms) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (sha256) DO NOTHING",
        &values![sha256, outline.version, items, storage.now().as_millisecond()],
    )
}

/// Lines of JSON: the head, its signature, what is common to all items, then an item per line.
fn read_outline(pack: &[u8]) -> Option<Outline> {
    let mut lines = std::str::from_utf8(pack).ok()?.lines();
    let head: Head = serde_json::from_str(lines.next()?).ok()?;
    let read = |line: &str| serde_json::from_str::<Line>(line).ok().map(|item| item.id);
    let items = lines.skip(2).map(read).collect::<Option<BTreeSet<String>>>()?;
    Some(Outline { version: head.version, items })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_its_version_and_its_items_and_anything_else_is_none() {
        let pack = "{\"pack\":2,\"version\":\"2026.11.3\"}\n{\"key\":\"\"}\n{\"forms\":[]}\n\
                    {\"id\":\"a\",\"name\":\"x\"}\n{\"id\":\"b\"}\n";
        let outline = read_outline(pack.as_bytes()).expect("a pack");
        assert_eq!(outline.version, "2026.11.3");
        assert_eq!(outline.items, BTreeSet::from(["a".to_owned(), "b".to_owned()]));
        for nothing in ["", "a pack of items", "{}", &pack.replace("\"id\":\"b\"", "")] {
            assert!(read_outline(nothing.as_bytes()).is_none(), "{nothing}");
        }
        assert!(read_outline(&[0xff]).is_none());
    }
}

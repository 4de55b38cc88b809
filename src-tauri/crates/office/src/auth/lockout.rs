//! Five wrong passwords close a number for a minute. Tries are counted before anybody judges them,
//! in the records: they outlast a restart, and two offices on one database count together.
//!
//! Whoever shows the credential of a known installation has a table of that installation's own;
//! everybody else shares one. So a right password typed there is refused for guesses made there and
//! for no others. The tables do not grow: a number counts where its hash, by a key of the office,
//! falls. Invented numbers push no other out, at worst they count for one that nobody can foresee.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::DbError;
use crate::limits::{KNOWN_SLOTS, STRANGERS_SLOTS};
use crate::records::{Row, values};
use crate::storage::Storage;

const TRIES_ALLOWED: u32 = 5;
const LOCK_MS: i64 = 60_000;
/// Tries this far apart are not one attack.
const FORGET_MS: i64 = 15 * 60_000;

pub struct Lockout {
    key: Zeroizing<[u8; 32]>,
}

/// Where tries of a number are counted.
struct Slot {
    /// The installation's id; empty for everybody else.
    scope: String,
    number: u32,
}

/// What was counted so far, as of when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Count {
    tries: u32,
    last_ms: i64,
}

impl Lockout {
    pub fn new(key: Zeroizing<[u8; 32]>) -> Self {
        Lockout { key }
    }

    /// Counts a try of now, if one is allowed. Otherwise the seconds that the number must wait.
    pub fn count_try(
        &self,
        storage: &Storage,
        known: Option<Uuid>,
        number: &str,
        now: Timestamp,
    ) -> Result<Option<u64>, DbError> {
        let slot = self.find_slot(known, number);
        let change =
            storage.records.begin_change(&format!("tries {} {}", slot.scope, slot.number))?;
        let select = "SELECT tries, last_ms FROM sign_in_tries WHERE scope = ?1 AND slot = ?2";
        let row = change.query_first(select, &values![&slot.scope, slot.number])?;
        let before = row.as_ref().map(read_count).transpose()?;
        let (count, locked) = judge_try(before, now.as_millisecond());
        change.execute(
            "INSERT INTO sign_in_tries (scope, slot, tries, last_ms) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (scope, slot) DO UPDATE SET tries = excluded.tries,
               last_ms = excluded.last_ms",
            &values![&slot.scope, slot.number, count.tries, count.last_ms],
        )?;
        change.commit()?;
        Ok(locked)
    }

    /// The password was right.
    pub fn forget_tries(
        &self,
        storage: &Storage,
        known: Option<Uuid>,
        number: &str,
    ) -> Result<(), DbError> {
        let slot = self.find_slot(known, number);
        let delete = "DELETE FROM sign_in_tries WHERE scope = ?1 AND slot = ?2";
        storage.records.get_db()?.execute(delete, &values![&slot.scope, slot.number])
    }

    fn find_slot(&self, known: Option<Uuid>, number: &str) -> Slot {
        let hash = Sha256::new().chain_update(*self.key).chain_update(number).finalize();
        let hash = hash.iter().take(4).fold(0_u32, |hash, byte| (hash << 8) | u32::from(*byte));
        match known {
            Some(id) => Slot { scope: id.to_string(), number: hash % KNOWN_SLOTS },
            None => Slot { scope: String::new(), number: hash % STRANGERS_SLOTS },
        }
    }
}

fn read_count(row: &Row) -> Result<Count, DbError> {
    Ok(Count { tries: row.get(0)?, last_ms: row.get(1)? })
}

/// What is counted from here on, and the seconds still to wait where the try is not allowed. A clock
/// that was set back makes a lock begin anew, once, and no longer.
fn judge_try(before: Option<Count>, now_ms: i64) -> (Count, Option<u64>) {
    let first = Count { tries: 1, last_ms: now_ms };
    let Some(Count { tries, last_ms }) = before else { return (first, None) };
    let last_ms = last_ms.min(now_ms);
    if tries >= TRIES_ALLOWED {
        let remaining = u64::try_from(last_ms + LOCK_MS - now_ms).unwrap_or_default();
        // A lock that has run out starts a new count.
        return match remaining {
            0 => (first, None),
            ms => (Count { tries, last_ms }, Some(ms.div_ceil(1000))),
        };
    }
    if now_ms - last_ms >= FORGET_MS {
        return (first, None);
    }
    (Count { tries: tries + 1, last_ms: now_ms }, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::Office;

    fn judge(tries: u32, last_ms: i64, now_ms: i64) -> (u32, i64, Option<u64>) {
        let (count, locked) = judge_try(Some(Count { tries, last_ms }), now_ms);
        (count.tries, count.last_ms, locked)
    }

    #[test]
    fn the_fifth_wrong_one_locks_for_a_minute_and_then_the_count_begins_anew() {
        assert_eq!(judge_try(None, 7), (Count { tries: 1, last_ms: 7 }, None));
        assert_eq!(judge(4, 0, 1_000), (5, 1_000, None), "the fifth is judged");
        assert_eq!(judge(5, 0, 0), (5, 0, Some(60)));
        assert_eq!(judge(5, 0, 59_001), (5, 0, Some(1)));
        assert_eq!(judge(5, 0, 60_000), (1, 60_000, None));
        assert_eq!(judge(4, 0, FORGET_MS), (1, FORGET_MS, None));
        assert_eq!(judge(5, 9_999_999, 1_000), (5, 1_000, Some(60)), "clock set back");
        assert_eq!(judge(4, 9_999_999, 1_000), (5, 1_000, None), "what was counted stays");
    }

    #[test]
    fn no_number_of_invented_ones_switches_it_off() {
        let office = Office::open(None, Vec::new(), true).expect("office");
        let (storage, lockout) = (&office.storage, &office.auth.lockout);
        let now = storage.now();
        let count =
            |known, number: &str| lockout.count_try(storage, known, number, now).expect("counted");
        for i in 0..10_001 {
            count(None, &format!("invented {i}"));
        }
        for _ in 0..5 {
            count(None, "1001");
        }
        assert_eq!(count(None, "1001"), Some(60));
        let (one, other) = (Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
        for known in [one, other] {
            assert_eq!(count(known, "1001"), None, "others' guesses count nothing there");
        }
        for i in 0..10_001 {
            count(one, &format!("invented {i}"));
        }
        assert!(count(one, "1001").is_some(), "those made there do");
        assert_eq!(count(other, "1001"), None);
        let rows = "SELECT count(*) FROM sign_in_tries";
        let db = storage.records.get_db().expect("records");
        let rows: u32 = db.query_first(rows, &[]).expect("rows").expect("one").get(0).expect("n");
        assert!(rows <= STRANGERS_SLOTS + 2 * KNOWN_SLOTS, "{rows}");
    }

    #[test]
    fn nobody_foresees_where_a_number_counts() {
        let slot = |key| Lockout::new(Zeroizing::new([key; 32])).find_slot(None, "1001").number;
        assert_ne!(slot(1), slot(2));
        assert_eq!(slot(1), slot(1));
    }

    /// Where it lay is read once more as another program would: from the process's memory.
    #[cfg(target_os = "linux")]
    #[test]
    fn its_key_is_wiped_where_it_is_let_go() {
        use std::os::unix::fs::FileExt;
        let memory = std::fs::File::open("/proc/self/mem").expect("this process's memory");
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).expect("chance");
        let lockout = Box::new(Lockout::new(Zeroizing::new(secret)));
        let place = lockout.key.as_ptr().addr() as u64;
        let read = || {
            let mut bytes = [0; 32];
            memory.read_exact_at(&mut bytes, place).expect("read");
            bytes
        };
        assert_eq!(read(), secret);
        drop(lockout);
        // Whoever manages the memory may have written to its beginning.
        assert_ne!(read()[16..], secret[16..]);
    }
}

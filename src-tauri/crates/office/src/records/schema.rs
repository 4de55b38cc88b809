//! The tables, made forward only: written for SQLite, and put in PostgreSQL's words where those
//! differ.

use super::db::{Backend, Db};
use super::people_index::index_filed_people;
use super::receipt_index::index_filed_receipts;
use super::value::values;
use counter_backoffice::OfficeKey;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::{DbError, OpenError};

pub(super) const VERSION: i64 = 18;

const V1: &str = r#"
CREATE TABLE office (trial INTEGER NOT NULL) STRICT;
CREATE TABLE accounts (
  number TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, station TEXT NOT NULL, station_code TEXT NOT NULL,
  "window" TEXT NOT NULL, verifier TEXT NOT NULL) STRICT;
-- Only hashes: nobody signs in by a copy. (The office's own key lies here in the clear: see V5.)
CREATE TABLE tokens (hash TEXT PRIMARY KEY, clerk TEXT NOT NULL, expires_ms INTEGER NOT NULL) STRICT;
CREATE TABLE credentials (
  seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, station_code TEXT NOT NULL) STRICT;
CREATE TABLE cases (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given out twice
  uuid TEXT NOT NULL UNIQUE, number TEXT UNIQUE, provisional TEXT UNIQUE, station_code TEXT NOT NULL,
  clerk TEXT NOT NULL, filed_ms INTEGER NOT NULL, state TEXT NOT NULL, submission TEXT NOT NULL,
  answer TEXT, acknowledgement TEXT) STRICT;
CREATE INDEX cases_by_clerk ON cases (clerk, seq);
CREATE TABLE uploads (
  id TEXT PRIMARY KEY, case_uuid TEXT NOT NULL REFERENCES cases (uuid), sha256 TEXT NOT NULL, len INTEGER NOT NULL,
  UNIQUE (case_uuid, sha256)) STRICT;
"#;

/// A case can be filed again, amended. What each filing said and how it was answered stays; the
/// case keeps its numbers.
const V2: &str = "
CREATE TABLE revisions (
  case_uuid TEXT NOT NULL REFERENCES cases (uuid), revision INTEGER NOT NULL, clerk TEXT NOT NULL,
  filed_ms INTEGER NOT NULL, submission TEXT NOT NULL, answer TEXT NOT NULL, acknowledgement TEXT,
  PRIMARY KEY (case_uuid, revision)) STRICT;
INSERT INTO revisions SELECT uuid, 1, clerk, filed_ms, submission, answer, acknowledgement FROM cases;
CREATE INDEX revisions_by_clerk ON revisions (clerk);
DROP INDEX cases_by_clerk;
ALTER TABLE cases DROP COLUMN clerk;
ALTER TABLE cases DROP COLUMN filed_ms;
ALTER TABLE cases DROP COLUMN state;
ALTER TABLE cases DROP COLUMN submission;
ALTER TABLE cases DROP COLUMN answer;
ALTER TABLE cases DROP COLUMN acknowledgement;
CREATE INDEX cases_by_station ON cases (station_code, seq);
-- Open while it is of the newest revision.
CREATE TABLE returns (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, case_uuid TEXT NOT NULL, revision INTEGER NOT NULL,
  clerk TEXT NOT NULL, clerk_name TEXT NOT NULL, at_ms INTEGER NOT NULL, comments TEXT NOT NULL,
  UNIQUE (case_uuid, revision), FOREIGN KEY (case_uuid, revision) REFERENCES revisions (case_uuid, revision)) STRICT;
-- Who looked at whose papers. Ids only.
CREATE TABLE looks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, clerk TEXT NOT NULL, case_uuid TEXT NOT NULL, what TEXT NOT NULL,
  at_ms INTEGER NOT NULL) STRICT;
";

/// What the deciding office says of an accepted case.
const V3: &str = "
CREATE TABLE steps (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, case_uuid TEXT NOT NULL REFERENCES cases (uuid),
  clerk TEXT NOT NULL, clerk_name TEXT NOT NULL, at_ms INTEGER NOT NULL, step TEXT NOT NULL) STRICT;
CREATE INDEX steps_by_case ON steps (case_uuid, seq);
";

/// A provisional number is its station's own word: two cases may come with one, and the office's
/// number tells them apart. Neither SQLite nor the rows that refer to a case let go of a column's
/// UNIQUE, so the table is filled anew; what it refers to is looked at when all is there again.
const V4_FILE: &str = "
PRAGMA defer_foreign_keys = ON;
CREATE TEMP TABLE cases_before AS SELECT seq, uuid, number, provisional, station_code FROM cases;
DROP TABLE cases;
CREATE TABLE cases (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given out twice
  uuid TEXT NOT NULL UNIQUE, number TEXT UNIQUE, provisional TEXT, station_code TEXT NOT NULL) STRICT;
CREATE INDEX cases_by_station ON cases (station_code, seq);
INSERT INTO cases SELECT seq, uuid, number, provisional, station_code FROM cases_before ORDER BY seq;
DROP TABLE cases_before;
";
const V4_SERVER: &str = "ALTER TABLE cases DROP CONSTRAINT cases_provisional_key";

/// The key that the office proves itself with, 32 bytes in hexadecimal, made once. In the clear, so
/// that the office starts by itself: whoever copies these records can answer as this office, and sign
/// permits.
const V5: &str = "ALTER TABLE office ADD COLUMN seed TEXT NOT NULL DEFAULT '';";

/// What a centre settles for its stations, and the codes by which they join. A code is known by its
/// hash; its answer stays with it, for an installation that did not hear it.
const V6: &str = "
CREATE TABLE centre_files (
  station_code TEXT NOT NULL, version INTEGER NOT NULL, file TEXT NOT NULL, PRIMARY KEY (station_code, version)) STRICT;
CREATE TABLE join_codes (
  hash TEXT PRIMARY KEY, station_code TEXT NOT NULL, until_day TEXT NOT NULL, attempt TEXT, used_ms INTEGER,
  answer TEXT) STRICT;
";

/// Installations with a credential each, and accounts that end or change. Of credentials hashes
/// only; the one before stays until the newest was used. An ended row keeps both: whoever comes with
/// them is told so.
const V7: &str = r#"
CREATE TABLE installations (
  id TEXT PRIMARY KEY, station_code TEXT NOT NULL, "window" TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
  hash_before TEXT UNIQUE, first_seen_ms INTEGER NOT NULL, last_seen_ms INTEGER NOT NULL, unsent INTEGER,
  ended_ms INTEGER) STRICT;
ALTER TABLE accounts ADD COLUMN ended_ms INTEGER;
ALTER TABLE accounts ADD COLUMN changed_ms INTEGER;
ALTER TABLE join_codes ADD COLUMN installation TEXT;
"#;

/// What the office finds out by itself about what is filed, who filed a case first, and which packs
/// it gave out. A mark that was cleared stays where it is, with who looked into it.
const V8: &str = "
ALTER TABLE cases ADD COLUMN installation TEXT;
ALTER TABLE revisions ADD COLUMN author TEXT;
ALTER TABLE revisions ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';
CREATE TABLE cleared_marks (
  case_uuid TEXT NOT NULL, revision INTEGER NOT NULL, mark TEXT NOT NULL, clerk TEXT NOT NULL, clerk_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL, PRIMARY KEY (case_uuid, revision, mark),
  FOREIGN KEY (case_uuid, revision) REFERENCES revisions (case_uuid, revision)) STRICT;
CREATE TABLE packs (
  sha256 TEXT PRIMARY KEY, version TEXT NOT NULL, items TEXT NOT NULL, first_ms INTEGER NOT NULL) STRICT;
";

/// Where a clerk signed in: the tokens of a computer end with its installation, and are its only word
/// on clerks of other stations. Those of before are of none. And how many of a revision's marks
/// nobody has cleared, so that those are found among all that was ever filed: a list of names has
/// one comma less than names.
const V9: &str = "
ALTER TABLE tokens ADD COLUMN installation TEXT;
ALTER TABLE revisions ADD COLUMN open_marks INTEGER NOT NULL DEFAULT 0;
UPDATE revisions SET open_marks = length(marks) - length(replace(marks, ',', '')) + 1
  - (SELECT count(*) FROM cleared_marks c
     WHERE c.case_uuid = revisions.case_uuid AND c.revision = revisions.revision)
  WHERE marks <> '[]';
CREATE INDEX revisions_marked ON revisions (case_uuid) WHERE open_marks > 0;
";

/// That a station's disk was recovered, as its copy said: once for each copy. `at_ms` is by the clock
/// of where it was made, `heard_ms` by the office's own.
const V10: &str = "
CREATE TABLE recoveries (
  installation TEXT NOT NULL REFERENCES installations (id), at_ms INTEGER NOT NULL, halves TEXT NOT NULL,
  cases INTEGER NOT NULL, waiting INTEGER NOT NULL, heard_ms INTEGER NOT NULL, PRIMARY KEY (installation, at_ms)) STRICT;
";

/// Codes of receipts by the revision that they are of, and the digest of all that was filed, as they
/// were then.
const V11: &str = "
CREATE TABLE receipt_codes (
  code TEXT PRIMARY KEY, case_uuid TEXT NOT NULL, revision INTEGER NOT NULL, sha256 TEXT NOT NULL,
  FOREIGN KEY (case_uuid, revision) REFERENCES revisions (case_uuid, revision)) STRICT;
";

/// Whose each look is, so that a station's are read without all others: the case's station, or the
/// clerk's where the case is not here yet. And where they looked; of before that nobody knows.
const V12: &str = "
ALTER TABLE looks ADD COLUMN station_code TEXT NOT NULL DEFAULT '';
ALTER TABLE looks ADD COLUMN installation TEXT;
UPDATE looks SET station_code = coalesce(
  (SELECT c.station_code FROM cases c WHERE c.uuid = looks.case_uuid),
  (SELECT a.station_code FROM accounts a WHERE a.number = looks.clerk), '');
CREATE INDEX looks_by_station ON looks (station_code, seq);
";

/// Why somebody looked, as their window said: `LookReason`. Of before nobody said.
const V13: &str = "ALTER TABLE looks ADD COLUMN reason TEXT;";

/// Tries of passwords, counted where a number's hash falls: of everybody, and of each installation
/// that showed its credential. No number stands here. And when an upload was last gone on with, while
/// no revision that has it is acknowledged; of before only where none of the case's is.
const V14: &str = "
CREATE TABLE sign_in_tries (
  scope TEXT NOT NULL, slot INTEGER NOT NULL, tries INTEGER NOT NULL, last_ms INTEGER NOT NULL,
  PRIMARY KEY (scope, slot)) STRICT;
ALTER TABLE uploads ADD COLUMN station_code TEXT NOT NULL DEFAULT '';
ALTER TABLE uploads ADD COLUMN open_ms INTEGER;
UPDATE uploads SET
  station_code = coalesce((SELECT c.station_code FROM cases c WHERE c.uuid = uploads.case_uuid), ''),
  open_ms = (SELECT max(r.filed_ms) FROM revisions r WHERE r.case_uuid = uploads.case_uuid
             HAVING count(r.acknowledgement) = 0);
CREATE INDEX uploads_open ON uploads (open_ms) WHERE open_ms IS NOT NULL;
CREATE INDEX uploads_of_station ON uploads (station_code) WHERE open_ms IS NOT NULL;
";

/// How far each installation's audit trail went, as it said with what it decided: the longest. And what
/// the office writes down of those who call it.
const V15: &str = "
CREATE TABLE audit_anchors (
  installation TEXT PRIMARY KEY REFERENCES installations (id), lines INTEGER NOT NULL, head TEXT NOT NULL,
  at_ms INTEGER NOT NULL, heard_ms INTEGER NOT NULL) STRICT;
CREATE TABLE office_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, peer TEXT, credential TEXT NOT NULL, code TEXT NOT NULL,
  status INTEGER NOT NULL, times INTEGER NOT NULL) STRICT;
";

/// What stations tell of cases after acceptance, with the answer that each got.
const V16: &str = "
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, case_uuid TEXT NOT NULL REFERENCES cases (uuid),
  clerk TEXT NOT NULL, filed_ms INTEGER NOT NULL, filing TEXT NOT NULL, verdict TEXT NOT NULL, acknowledgement TEXT,
  author TEXT, marks TEXT NOT NULL) STRICT;
CREATE INDEX events_by_case ON events (case_uuid, seq);
";

/// 文号 given to installations in advance, and which of them a decision bore first.
const V17: &str = "
CREATE TABLE number_ranges (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
  installation TEXT NOT NULL REFERENCES installations (id), department TEXT NOT NULL, prefix TEXT NOT NULL,
  suffix TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, given_ms INTEGER NOT NULL) STRICT;
CREATE INDEX number_ranges_by_installation ON number_ranges (installation, seq);
CREATE TABLE used_numbers (number TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (id)) STRICT;
";

/// Any window of a station. Who filed each revision; of before only who filed the case first is known.
/// Whose case it is, by a hash of the number under the office's own key. Which window has, or had, a case
/// in hand, and what the office acknowledged since of those that one had.
const V18: &str = r#"
ALTER TABLE revisions ADD COLUMN filed_by TEXT;
CREATE TABLE case_people (
  person TEXT NOT NULL, case_uuid TEXT NOT NULL REFERENCES cases (uuid), PRIMARY KEY (person, case_uuid)) STRICT;
CREATE TABLE case_claims (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, case_uuid TEXT NOT NULL REFERENCES cases (uuid),
  revision INTEGER NOT NULL, installation TEXT NOT NULL, clerk TEXT NOT NULL, clerk_name TEXT NOT NULL,
  "window" TEXT NOT NULL, at_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, ended_ms INTEGER) STRICT;
CREATE INDEX case_claims_by_case ON case_claims (case_uuid, seq);
CREATE INDEX case_claims_open ON case_claims (until_ms) WHERE ended_ms IS NULL;
CREATE TABLE continuations (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, case_uuid TEXT NOT NULL, revision INTEGER NOT NULL, at_ms INTEGER NOT NULL,
  FOREIGN KEY (case_uuid, revision) REFERENCES revisions (case_uuid, revision)) STRICT;
"#;

/// Brings the tables to this program's version and makes sure that they are of the kind of office
/// asked for.
pub fn migrate_tables(change: Db<'_>, trial: bool) -> Result<(), OpenError> {
    let version = read_version(&change)?;
    if version > VERSION {
        return Err(OpenError::NewerDatabase);
    }
    if version < 1 {
        create_tables(&change, V1)?;
        change.execute("INSERT INTO office (trial) VALUES (?1)", &values![trial])?;
    }
    if version < 2 {
        create_tables(&change, V2)?;
    }
    if version < 3 {
        create_tables(&change, V3)?;
    }
    if version < 4 {
        match change.backend {
            Backend::File(_) => change.run_batch(V4_FILE)?,
            Backend::Server(_) => change.run_batch(V4_SERVER)?,
        }
    }
    if version < 5 {
        create_tables(&change, V5)?;
        let mut seed = Zeroizing::new([0u8; 32]);
        getrandom::fill(seed.as_mut_slice()).map_err(|_| DbError::Unreadable)?;
        let text = Zeroizing::new(hex::encode(seed.as_slice()));
        change.execute("UPDATE office SET seed = ?1", &values![text.as_str()])?;
    }
    if version < 6 {
        create_tables(&change, V6)?;
    }
    if version < 7 {
        create_tables(&change, V7)?;
    }
    if version < 8 {
        create_tables(&change, V8)?;
    }
    if version < 9 {
        create_tables(&change, V9)?;
    }
    if version < 10 {
        create_tables(&change, V10)?;
    }
    if version < 11 {
        create_tables(&change, V11)?;
        index_filed_receipts(&change)?;
    }
    if version < 12 {
        create_tables(&change, V12)?;
    }
    if version < 13 {
        create_tables(&change, V13)?;
    }
    if version < 14 {
        create_tables(&change, V14)?;
    }
    if version < 15 {
        create_tables(&change, V15)?;
    }
    if version < 16 {
        create_tables(&change, V16)?;
    }
    if version < 17 {
        create_tables(&change, V17)?;
    }
    if version < 18 {
        create_tables(&change, V18)?;
        index_filed_people(&change)?;
    }
    if version < VERSION {
        write_version(&change)?;
    }
    let stored: Option<bool> =
        change.query_first("SELECT trial FROM office", &[])?.map(|row| row.get(0)).transpose()?;
    change.commit()?;
    if stored == Some(trial) { Ok(()) } else { Err(OpenError::TrialMixed) }
}

/// The office's own key.
pub fn read_office_key(db: &Db<'_>) -> Result<OfficeKey, DbError> {
    OfficeKey::from_seed(&read_seed(db)?).ok_or(DbError::Unreadable)
}

/// By which numbers are spread over the counts of their tries.
pub fn read_lockout_key(db: &Db<'_>) -> Result<Zeroizing<[u8; 32]>, DbError> {
    let hash = Sha256::new().chain_update("counter-office lock-out 1");
    Ok(Zeroizing::new(hash.chain_update(&*read_seed(db)?).finalize().into()))
}

/// By which people are known without their numbers.
pub fn read_people_key(db: &Db<'_>) -> Result<Zeroizing<[u8; 32]>, DbError> {
    let hash = Sha256::new().chain_update("counter-office people 1");
    Ok(Zeroizing::new(hash.chain_update(&*read_seed(db)?).finalize().into()))
}

fn read_seed(db: &Db<'_>) -> Result<Zeroizing<Vec<u8>>, DbError> {
    let mut row = db.query_first("SELECT seed FROM office", &[])?.ok_or(DbError::Unreadable)?;
    let seed = hex::decode(row.take_secret(0)?.as_str()).map_err(|_| DbError::Unreadable)?;
    Ok(Zeroizing::new(seed))
}

fn create_tables(db: &Db<'_>, tables: &str) -> Result<(), DbError> {
    match db.backend {
        Backend::File(_) => db.run_batch(tables),
        Backend::Server(_) => db.run_batch(&translate_for_server(tables)),
    }
}

/// Whole numbers of eight bytes, row numbers that the database counts, no word for strictness since
/// it is always strict.
fn translate_for_server(tables: &str) -> String {
    let counter = "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY";
    let tables = tables.replace(" AUTOINCREMENT", "").replace("INTEGER PRIMARY KEY", counter);
    tables.replace("INTEGER", "BIGINT").replace(" STRICT", "")
}

fn read_version(db: &Db<'_>) -> Result<i64, DbError> {
    let query = match db.backend {
        Backend::File(_) => "PRAGMA user_version",
        Backend::Server(_) => {
            db.run_batch("CREATE TABLE IF NOT EXISTS office_version (version BIGINT NOT NULL)")?;
            "SELECT coalesce(max(version), 0) FROM office_version"
        }
    };
    db.query_first(query, &[])?.ok_or(DbError::Unreadable)?.get(0)
}

fn write_version(db: &Db<'_>) -> Result<(), DbError> {
    match db.backend {
        Backend::File(_) => db.run_batch(&format!("PRAGMA user_version = {VERSION}")),
        Backend::Server(_) => {
            db.execute("INSERT INTO office_version (version) VALUES (?1)", &values![VERSION])
        }
    }
}

//! What the office writes down of those who call it: each refusal, and what does not fit what it
//! knows. Codes, addresses, and what a credential is called; never a secret, nothing of a case.

use jiff::Timestamp;

use crate::error::DbError;
use crate::records::{Db, Row, values};

/// The oldest go.
const MOST_KEPT: i64 = 100_000;

/// A line that is about to be written.
pub struct LogLine<'a> {
    /// Where the request came from; none where it came by no socket.
    pub peer: Option<String>,
    /// What the credential is called: `clerk 1001`, `installation …`, `station …`, `account …` of a
    /// sign-in, `unknown`, `none`.
    pub credential: &'a str,
    pub code: &'a str,
    /// Of the answer; 0 where there was none: a line that was cut, or nothing was refused.
    pub status: u16,
    pub times: u32,
}

/// The same as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedLine {
    pub at: Timestamp,
    pub peer: Option<String>,
    pub credential: String,
    pub code: String,
    pub status: u32,
    pub times: u32,
}

pub fn write_line(db: &Db<'_>, line: &LogLine, now: Timestamp) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO office_log (at_ms, peer, credential, code, status, times)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![
            now.as_millisecond(),
            &line.peer,
            line.credential,
            line.code,
            u32::from(line.status),
            line.times
        ],
    )?;
    let forget = "DELETE FROM office_log WHERE seq <= (SELECT max(seq) FROM office_log) - ?1";
    db.execute(forget, &values![MOST_KEPT])
}

/// Newest first.
pub fn list_lines(db: &Db<'_>, most: u32) -> Result<Vec<ListedLine>, DbError> {
    let select = "SELECT at_ms, peer, credential, code, status, times FROM office_log
                  ORDER BY seq DESC LIMIT ?1";
    db.query(select, &values![most])?.iter().map(read_line).collect()
}

fn read_line(row: &Row) -> Result<ListedLine, DbError> {
    Ok(ListedLine {
        at: row.get(0)?,
        peer: row.get(1)?,
        credential: row.get(2)?,
        code: row.get(3)?,
        status: row.get(4)?,
        times: row.get(5)?,
    })
}

/// What a credential with this hash is called, also where it is good no more. None of a stranger's.
pub fn name_credential(db: &Db<'_>, hash: &str) -> Result<Option<String>, DbError> {
    let find = "SELECT 'clerk ' || clerk FROM tokens WHERE hash = ?1
UNION ALL SELECT 'installation ' || id FROM installations WHERE hash = ?1 OR hash_before = ?1
UNION ALL SELECT 'station ' || station_code FROM credentials WHERE hash = ?1";
    db.query_first(find, &values![hash])?.map(|row| row.get(0)).transpose()
}

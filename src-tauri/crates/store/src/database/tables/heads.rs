//! One row per case for the lists: derived from the journal and replaced with each step.

use crate::database::rows::{HeadFilter, HeadRow};
use crate::error::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

pub(crate) const CREATE: &str = "
CREATE TABLE heads (
  case_id TEXT NOT NULL PRIMARY KEY,
  status TEXT NOT NULL,
  delivery TEXT NOT NULL,
  clerk TEXT NOT NULL,
  item TEXT NOT NULL,
  provisional TEXT,
  official TEXT,
  updated_ms INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT;
CREATE INDEX heads_by_time ON heads (updated_ms);
";

/// What is searched, apart from the JSON. Rows that were there before have none until whoever knows
/// what a summary says fills it in; the index makes asking for them cost nothing once there are
/// none.
pub(crate) const SEARCH: &str = "
ALTER TABLE heads ADD COLUMN search TEXT NOT NULL DEFAULT '';
CREATE INDEX heads_to_fill ON heads (case_id) WHERE search = '';
";

const COLUMNS: &str =
    "case_id, status, delivery, clerk, item, provisional, official, updated_ms, summary, search";

pub(crate) fn upsert_head(db: &Connection, h: &HeadRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO heads (case_id, status, delivery, clerk, item, provisional, official, updated_ms, summary, search)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (case_id) DO UPDATE SET status = ?2, delivery = ?3, clerk = ?4, item = ?5,
           provisional = ?6, official = ?7, updated_ms = ?8, summary = ?9, search = ?10",
    )?
    .execute((
        &h.case,
        &h.status,
        &h.delivery,
        &h.clerk,
        &h.item,
        &h.provisional,
        &h.official,
        h.updated_ms,
        &h.summary,
        &h.search,
    ))?;
    Ok(())
}

/// How many cases there are of each status.
pub(crate) fn count_statuses(db: &Connection) -> Result<Vec<(String, u32)>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT status, count(*) FROM heads GROUP BY status ORDER BY status")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn find_head(db: &Connection, case: &str) -> Result<Option<HeadRow>, StoreError> {
    Ok(db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM heads WHERE case_id = ?1"))?
        .query_row([case], read)
        .optional()?)
}

/// Newest first.
pub(crate) fn list_heads(db: &Connection, filter: &HeadFilter) -> Result<Vec<HeadRow>, StoreError> {
    let (sql, values) = query(filter);
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Rows whose search text is still missing.
pub(crate) fn heads_to_fill(db: &Connection) -> Result<Vec<HeadRow>, StoreError> {
    let mut statement = db.prepare(&format!("SELECT {COLUMNS} FROM heads WHERE search = ''"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A row that was written anew meanwhile has its search text and stays as it is.
pub(crate) fn fill_head(db: &Connection, h: &HeadRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE heads SET summary = ?2, search = ?3 WHERE case_id = ?1 AND search = ''",
    )?
    .execute((&h.case, &h.summary, &h.search))?;
    Ok(())
}

fn query(filter: &HeadFilter) -> (String, Vec<Value>) {
    let mut sql = format!("SELECT {COLUMNS} FROM heads WHERE 1");
    let mut values = Vec::<Value>::new();
    if let Some(clerk) = &filter.clerk {
        sql.push_str(" AND clerk = ?");
        values.push(clerk.clone().into());
    }
    if !filter.statuses.is_empty() {
        let marks = vec!["?"; filter.statuses.len()].join(", ");
        sql.push_str(&format!(" AND status IN ({marks})"));
        values.extend(filter.statuses.iter().cloned().map(Value::from));
    }
    if let Some(text) = filter.text.as_deref().filter(|t| !t.is_empty()) {
        let like = r"search LIKE ? ESCAPE '\'";
        let words = vec![like; filter.words.len()].join(" AND ");
        let or_words = if words.is_empty() { words } else { format!(" OR {words}") };
        sql.push_str(&format!(" AND ({like}{or_words})"));
        values.push(contains(text).into());
        values.extend(filter.words.iter().map(|word| Value::from(contains(word))));
    }
    sql.push_str(" ORDER BY updated_ms DESC, case_id DESC LIMIT ?");
    // SQLite reads a negative limit as none.
    let limit = if filter.limit == 0 { -1 } else { i64::from(filter.limit) };
    values.push(limit.into());
    (sql, values)
}

/// What the clerk typed is sought as it stands: `%` and `_` are letters like others.
fn contains(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

fn read(row: &Row) -> rusqlite::Result<HeadRow> {
    Ok(HeadRow {
        case: row.get(0)?,
        status: row.get(1)?,
        delivery: row.get(2)?,
        clerk: row.get(3)?,
        item: row.get(4)?,
        provisional: row.get(5)?,
        official: row.get(6)?,
        updated_ms: row.get(7)?,
        summary: row.get(8)?,
        search: row.get(9)?,
    })
}

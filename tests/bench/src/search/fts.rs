//! SQLite's own full-text search. Trigrams need three characters; shorter queries, and those that
//! match nothing whole, are asked for as any of their trigrams, then by LIKE, which is what its
//! documentation offers.

use rusqlite::Connection;
use serde_json::Value;

use super::{Done, Query, measure_queries, millis};
use kit::{Fault, TestResult};

pub(super) fn measure_fts(docs: &[Value], queries: &[Query]) -> TestResult<Done> {
    let start = std::time::Instant::now();
    let db = Connection::open_in_memory().map_err(to_fault)?;
    let schema = "CREATE VIRTUAL TABLE items USING fts5(id UNINDEXED, name, everyday, department, pinyin, initials, tokenize='trigram')";
    db.execute_batch(schema).map_err(to_fault)?;
    {
        let mut put =
            db.prepare("INSERT INTO items VALUES (?1, ?2, ?3, ?4, ?5, ?6)").map_err(to_fault)?;
        db.execute_batch("BEGIN").map_err(to_fault)?;
        for doc in docs {
            let text = |field: &str| doc[field].as_str().unwrap_or_default().to_owned();
            let everyday: Vec<&str> = doc["everyday"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            let row = [
                text("id"),
                text("name"),
                everyday.join(" "),
                text("department"),
                text("pinyin"),
                text("initials"),
            ];
            put.execute(row).map_err(to_fault)?;
        }
        db.execute_batch("COMMIT").map_err(to_fault)?;
    }
    let build = millis(start);
    let pages = |name: &str| {
        db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, f64>(0)).unwrap_or_default()
    };
    let memory = pages("page_count") * pages("page_size") / 1_048_576.0;
    Ok(measure_queries(queries, build, memory, |text| find(&db, text).unwrap_or_default()))
}

fn find(db: &Connection, text: &str) -> rusqlite::Result<Vec<String>> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.len() < 3 {
        let like = format!("%{}%", letters.iter().collect::<String>());
        return ids(
            db,
            "SELECT id FROM items WHERE name LIKE ?1 OR everyday LIKE ?1 OR initials LIKE ?1 LIMIT 5",
            &like,
        );
    }
    let quoted = |letters: &[char]| format!("\"{}\"", letters.iter().collect::<String>());
    let ranked = "SELECT id FROM items WHERE items MATCH ?1 ORDER BY bm25(items, 0, 3, 3, 0.5, 2, 2) LIMIT 5";
    let matches = ids(db, ranked, &quoted(&letters))?;
    if !matches.is_empty() {
        return Ok(matches);
    }
    let any: Vec<String> = letters.windows(3).map(quoted).collect();
    ids(db, ranked, &any.join(" OR "))
}

fn ids(db: &Connection, sql: &str, text: &str) -> rusqlite::Result<Vec<String>> {
    let mut measure_queries = db.prepare_cached(sql)?;
    measure_queries.query_map([text], |row| row.get(0))?.collect()
}

fn to_fault(error: rusqlite::Error) -> Fault {
    Fault::wrong(format!("FTS5: {error}"))
}

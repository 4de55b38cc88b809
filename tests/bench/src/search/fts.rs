//! SQLite's own full-text search. Trigrams need three characters; shorter queries, and those that match nothing whole, are
//! asked for as any of their trigrams, then by LIKE, which is what its documentation offers.

use rusqlite::Connection;
use serde_json::Value;

use super::{Done, Query, asked, millis};
use kit::{Fault, Told};

pub(super) fn run(docs: &[Value], queries: &[Query]) -> Told<Done> {
    let began = std::time::Instant::now();
    let db = Connection::open_in_memory().map_err(said)?;
    let made = "CREATE VIRTUAL TABLE items USING fts5(id UNINDEXED, name, everyday, department, pinyin, initials, tokenize='trigram')";
    db.execute_batch(made).map_err(said)?;
    {
        let mut put = db.prepare("INSERT INTO items VALUES (?1, ?2, ?3, ?4, ?5, ?6)").map_err(said)?;
        db.execute_batch("BEGIN").map_err(said)?;
        for doc in docs {
            let text = |field: &str| doc[field].as_str().unwrap_or_default().to_owned();
            let everyday: Vec<&str> =
                doc["everyday"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let row =
                [text("id"), text("name"), everyday.join(" "), text("department"), text("pinyin"), text("initials")];
            put.execute(row).map_err(said)?;
        }
        db.execute_batch("COMMIT").map_err(said)?;
    }
    let build = millis(began);
    let pages =
        |what: &str| db.query_row(&format!("PRAGMA {what}"), [], |row| row.get::<_, f64>(0)).unwrap_or_default();
    let memory = pages("page_count") * pages("page_size") / 1_048_576.0;
    Ok(asked(queries, build, memory, |text| find(&db, text).unwrap_or_default()))
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
    let whole = ids(db, ranked, &quoted(&letters))?;
    if !whole.is_empty() {
        return Ok(whole);
    }
    let any: Vec<String> = letters.windows(3).map(quoted).collect();
    ids(db, ranked, &any.join(" OR "))
}

fn ids(db: &Connection, sql: &str, text: &str) -> rusqlite::Result<Vec<String>> {
    let mut asked = db.prepare_cached(sql)?;
    asked.query_map([text], |row| row.get(0))?.collect()
}

fn said(error: rusqlite::Error) -> Fault {
    Fault::wrong(format!("FTS5: {error}"))
}

//! The schema's history, forward only: step N takes a database of version N to N+1, in one
//! transaction with the version number.
//!
//! A step that has been released is never edited; a change is a new step at the end. There is no
//! way back: an older program refuses a newer database instead.

use crate::database::tables::{
    audit, case_keys, document_numbers, entries, heads, numbers, older_cases, outbox, pages,
    series, settings,
};
use crate::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// The statements of one step.
pub(crate) type Step = &'static [&'static str];

pub(crate) const STEPS: &[Step] = &[
    &[
        heads::CREATE,
        entries::CREATE,
        numbers::CREATE,
        series::CREATE,
        outbox::CREATE,
        case_keys::CREATE,
        pages::CREATE,
        settings::CREATE,
        audit::CREATE,
    ],
    &[outbox::REVISIONS],
    &[outbox::OPEN],
    &[heads::SEARCH],
    &[outbox::SETTLED],
    &[older_cases::CREATE, outbox::OFFICE],
    // Besides the chain of the audit trail: the journal says of acting, witnesses and copies what a
    // program of before would pass over in silence.
    &[audit::CHAIN],
    &[outbox::EVENTS],
    &[document_numbers::CREATE],
];

pub(crate) fn schema_version(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings the database to the newest version, or refuses one that is newer than this program.
pub(crate) fn run_steps(
    db: &mut Connection,
    application_id: i32,
    steps: &[Step],
) -> Result<(), StoreError> {
    let current = schema_version(db)?;
    let applied = usize::try_from(current).map_err(|_| StoreError::ForeignDatabase)?;
    let Some(pending) = steps.get(applied..) else {
        return Err(StoreError::NewerDatabase { found: current });
    };
    for (step, to) in pending.iter().zip(current + 1..) {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for sql in *step {
            tx.execute_batch(sql)?;
        }
        tx.pragma_update(None, "application_id", application_id)?;
        tx.pragma_update(None, "user_version", to)?;
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Step = &["CREATE TABLE a (x TEXT)"];
    const SECOND: Step = &["ALTER TABLE a ADD COLUMN y TEXT", "CREATE TABLE b (x TEXT)"];
    const BROKEN: Step = &["CREATE TABLE c (x TEXT)", "this is no statement"];

    fn schema(db: &Connection) -> rusqlite::Result<String> {
        let mut statement = db.prepare(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name",
        )?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        Ok(rows.map(|r| r.map(|sql| sql + ";\n")).collect::<Result<Vec<_>, _>>()?.concat())
    }

    #[test]
    fn the_schema_is_the_one_on_record() -> Result<(), StoreError> {
        let mut db = Connection::open_in_memory()?;
        run_steps(&mut db, 7, STEPS)?;
        let on_record = include_str!("../../tests/schema.sql");
        assert_eq!(
            schema(&db)?,
            on_record,
            "tests/schema.sql must follow a new step, and no released step may change"
        );
        Ok(())
    }

    #[test]
    fn what_waited_before_there_were_revisions_is_the_first() -> Result<(), StoreError> {
        let mut db = Connection::open_in_memory()?;
        run_steps(&mut db, 7, &STEPS[..1])?;
        db.execute_batch(
            "INSERT INTO heads VALUES ('b', 's', 'd', 'c', 'i', NULL, NULL, 1, '{}'), ('a', 's', 'd', 'c', 'i', NULL, NULL, 1, '{}');
             INSERT INTO outbox (case_id, payload, key, state, attempts, next_at_ms, last_code, progress) VALUES
               ('b', 'pb', 'kb', 'queued', 3, 9, 'x', '{}'), ('a', 'pa', 'ka', 'acknowledged', 0, 0, NULL, '{}');",
        )?;
        run_steps(&mut db, 7, STEPS)?;
        let rows = outbox::all_rows(&db)?;
        let told: Vec<_> = rows
            .iter()
            .map(|r| (r.case.as_str(), r.revision, r.key.as_str(), r.attempts))
            .collect();
        assert_eq!(told, [("b", 1, "kb", 3), ("a", 1, "ka", 0)]);
        assert!(
            db.execute("UPDATE outbox SET payload = 'other'", []).is_err(),
            "still never changed"
        );
        outbox::upsert_row(
            &db,
            &crate::database::rows::OutboxRow {
                revision: 2,
                key: "kb.2".into(),
                ..rows[0].clone()
            },
        )?;
        outbox::upsert_row(
            &db,
            &crate::database::rows::OutboxRow { state: "acknowledged".into(), ..rows[0].clone() },
        )?;
        assert_eq!(outbox::open_rows(&db)?.iter().map(|r| r.revision).collect::<Vec<_>>(), [2]);
        Ok(())
    }

    #[test]
    fn what_is_settled_is_not_open_and_costs_no_look() -> Result<(), StoreError> {
        let mut db = Connection::open_in_memory()?;
        run_steps(&mut db, 7, STEPS)?;
        db.execute_batch(
            "INSERT INTO heads (case_id, status, delivery, clerk, item, updated_ms, summary) VALUES ('a', '', '', '', '', 1, '{}');
             INSERT INTO outbox (case_id, revision, payload, key, state, attempts, next_at_ms, progress) VALUES
               ('a', 1, '', 'k1', 'replaced', 0, 0, '{}'), ('a', 2, '', 'k2', 'handed_over', 0, 0, '{}'),
               ('a', 3, '', 'k3', 'parked', 0, 0, '{}'), ('a', 4, '', 'k4', 'acknowledged', 0, 0, '{}');",
        )?;
        let open = outbox::open_rows(&db)?;
        assert_eq!(open.iter().map(|r| r.revision).collect::<Vec<_>>(), [3]);
        let plan: String = db.query_row(
            "EXPLAIN QUERY PLAN SELECT turn FROM outbox
             WHERE state NOT IN ('acknowledged', 'replaced', 'handed_over') ORDER BY turn",
            [],
            |row| row.get(3),
        )?;
        assert!(plan.contains("outbox_open"), "{plan}");
        Ok(())
    }

    #[test]
    fn what_waited_before_there_were_events_is_a_submission() -> Result<(), StoreError> {
        let mut db = Connection::open_in_memory()?;
        run_steps(&mut db, 7, &STEPS[..7])?;
        db.execute_batch(
            "INSERT INTO heads (case_id, status, delivery, clerk, item, updated_ms, summary)
               VALUES ('a', '', '', '', '', 1, '{}');
             INSERT INTO outbox (case_id, revision, payload, key, state, attempts, next_at_ms, progress, office) VALUES
               ('a', 1, 'p1', 'k1', 'acknowledged', 0, 0, '{}', 'o'), ('a', 2, 'p2', 'k2', 'queued', 3, 9, '{}', 'o');",
        )?;
        run_steps(&mut db, 7, STEPS)?;
        let rows = outbox::of_case(&db, "a")?;
        let told: Vec<_> = rows
            .iter()
            .map(|r| (r.revision, r.event.is_none(), r.key.as_str(), r.office.as_str()))
            .collect();
        assert_eq!(told, [(1, true, "k1", "o"), (2, true, "k2", "o")]);
        assert!(outbox::events_of_case(&db, "a")?.is_empty());
        assert_eq!(outbox::open_rows(&db)?.len(), 1);
        for column in ["payload", "event", "office"] {
            let change = format!("UPDATE outbox SET {column} = 'other'");
            assert!(db.execute(&change, []).is_err(), "{column}");
        }
        Ok(())
    }

    #[test]
    fn cases_that_stand_are_written_down_once() -> Result<(), StoreError> {
        let mut db = Connection::open_in_memory()?;
        run_steps(&mut db, 7, &STEPS[..5])?;
        let head = |case: &str| {
            format!(
                "INSERT INTO heads (case_id, status, delivery, clerk, item, updated_ms, summary)
                 VALUES ('{case}', '', '', '', '', 1, '{{}}')"
            )
        };
        db.execute(&head("a"), [])?;
        run_steps(&mut db, 7, STEPS)?;
        db.execute(&head("b"), [])?;
        assert!(older_cases::has_case(&db, "a")? && !older_cases::has_case(&db, "b")?);
        for change in [
            "INSERT INTO older_cases VALUES ('b')",
            "UPDATE older_cases SET case_id = 'b'",
            "DELETE FROM older_cases",
        ] {
            assert!(db.execute(change, []).is_err(), "{change}");
        }
        Ok(())
    }

    #[test]
    fn steps_build_on_each_other_and_run_once() -> Result<(), StoreError> {
        let mut db = Connection::open_in_memory()?;
        run_steps(&mut db, 7, &[FIRST])?;
        db.execute("INSERT INTO a (x) VALUES ('kept')", [])?;
        run_steps(&mut db, 7, &[FIRST, SECOND])?;
        run_steps(&mut db, 7, &[FIRST, SECOND])?;
        assert_eq!(schema_version(&db)?, 2);
        let kept: String = db.query_row("SELECT x FROM a WHERE y IS NULL", [], |r| r.get(0))?;
        assert_eq!(kept, "kept");
        Ok(())
    }

    #[test]
    fn a_step_that_fails_leaves_no_trace() -> Result<(), StoreError> {
        let mut db = Connection::open_in_memory()?;
        assert!(run_steps(&mut db, 7, &[FIRST, BROKEN]).is_err());
        assert_eq!(schema_version(&db)?, 1);
        assert_eq!(schema(&db)?, "CREATE TABLE a (x TEXT);\n");
        Ok(())
    }

    #[test]
    fn a_newer_database_is_refused() -> Result<(), StoreError> {
        let mut db = Connection::open_in_memory()?;
        run_steps(&mut db, 7, &[FIRST, SECOND])?;
        assert!(matches!(
            run_steps(&mut db, 7, &[FIRST]),
            Err(StoreError::NewerDatabase { found: 2 })
        ));
        Ok(())
    }
}

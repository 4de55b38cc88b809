//! How far an installation's audit trail went when it last decided or told something: a later look at
//! its records is held against it. None is refused for it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::AuditAnchor;
use jiff::Timestamp;
use uuid::Uuid;

use crate::auth::{Caller, LogLine, identify_caller, write_line};
use crate::error::DbError;
use crate::http::{ApiError, json_answer, run_blocking};
use crate::records::{Db, values};
use crate::storage::Storage;

/// `GET /audit-anchor`
pub async fn get_audit_anchor(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let anchor = run_blocking(|| {
        let installation = identify_caller(&storage, &headers)?.require_installation()?;
        let anchor = find_anchor(&storage.records.get_db()?, installation)?;
        let title = "No audit trail of this installation is known here.";
        anchor.ok_or_else(|| ApiError::new(StatusCode::NOT_FOUND, "no_anchor", title))
    })?;
    Ok(json_answer(StatusCode::OK, &anchor))
}

/// Keeps the longest; one that is behind it is told in the log.
pub fn note_anchor(
    change: &Db<'_>,
    caller: &Caller,
    anchor: Option<&AuditAnchor>,
    now: Timestamp,
) -> Result<(), DbError> {
    let anchor = anchor.filter(|anchor| anchor.is_possible());
    let (Some(installation), Some(anchor)) = (caller.installation(), anchor) else {
        return Ok(());
    };
    let kept = find_anchor(change, installation)?;
    if kept.is_some_and(|kept| anchor.is_behind(&kept)) {
        let credential = format!("installation {installation}");
        let (peer, code) = (None, "audit_went_back");
        let line = LogLine { peer, credential: &credential, code, status: 0, times: 1 };
        write_line(change, &line, now)?;
    }
    let lines = i64::try_from(anchor.lines).unwrap_or(i64::MAX);
    change.execute(
        "INSERT INTO audit_anchors (installation, lines, head, at_ms, heard_ms)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (installation) DO UPDATE SET lines = excluded.lines, head = excluded.head,
           at_ms = excluded.at_ms, heard_ms = excluded.heard_ms
         WHERE excluded.lines > audit_anchors.lines",
        &values![
            installation,
            lines,
            &anchor.head,
            anchor.at.as_millisecond(),
            now.as_millisecond()
        ],
    )
}

fn find_anchor(db: &Db<'_>, installation: Uuid) -> Result<Option<AuditAnchor>, DbError> {
    let select = "SELECT lines, head, at_ms FROM audit_anchors WHERE installation = ?1";
    let Some(row) = db.query_first(select, &values![installation])? else { return Ok(None) };
    Ok(Some(AuditAnchor { lines: row.get(0)?, head: row.get(1)?, at: row.get(2)? }))
}

//! Putting a case aside and taking it up again at the same place. Pages that are being drawn in are never cut off for it.
use super::record;
use crate::contract::views::{CaseRow, CaseView, HoldReason};
use crate::contract::{CaseId, Hold, Nothing};
use crate::station::errors::{same, store_failure};
use crate::station::session::{Rows, hold as lock, require_clerk};
use crate::views::case;
use crate::{Desk, Failure};
use counter_core::fact::Fact;
use counter_core::state::{Action, Role, Status, may};
use counter_core::text::Private;
use counter_store::HeadFilter;

pub async fn hold(desk: &Desk, payload: Hold) -> Result<CaseView, Failure> {
    let open = desk.read_case(&payload.case)?;
    if open.case.hold.is_some() {
        return case::case_view(desk, &open);
    }
    if !may(open.case.status, Role::Clerk, Action::Hold) {
        return Err(Failure::new("not_allowed"));
    }
    // The stack in the feeder is this case's: it is stopped or drawn in first, never filed behind a closed case.
    if lock(&desk.scanning).is_some() {
        return Err(Failure::new("scan_running"));
    }
    let note = payload.note.trim();
    if payload.reason == HoldReason::Other && note.is_empty() {
        return Err(Failure::new("reason_missing"));
    }
    let bad = || Failure::new("bad_request");
    let fact = Fact::Held {
        reason: same(&payload.reason).ok_or_else(bad)?,
        note: (!note.is_empty()).then(|| Private::new(note)),
        originals: same(&payload.originals).ok_or_else(bad)?,
    };
    let view = record(desk, open, vec![fact])?;
    super::citizen::blank(desk);
    desk.notify("status");
    Ok(view)
}

/// Opening a held case takes it up again, whoever put it aside at this window; one that is not held is only shown.
pub async fn resume(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let open = desk.read_case(&payload.case)?;
    if open.case.hold.is_none() {
        return case::case_view(desk, &open);
    }
    let me = require_clerk(desk)?.number;
    let mut facts: Vec<Fact> = super::lock::handed_over(&open, &me).into_iter().collect();
    facts.push(Fact::Resumed);
    let view = record(desk, open, facts)?;
    desk.notify("status");
    Ok(view)
}

/// What is on hold at this window, whoever put it there: the store is one window's. The longest held first.
pub async fn held_cases(desk: &Desk, _: Nothing) -> Result<Rows, Failure> {
    let statuses = [Status::Draft, Status::Received, Status::Correction, Status::Returned];
    let statuses = statuses.iter().map(crate::station::errors::word).collect();
    let filter = HeadFilter { clerk: None, statuses, text: None, limit: 0 };
    let heads = desk.with_store(|s| s.heads(&filter).map_err(store_failure))?;
    // Heads come by their last entry, newest first; on a held case that is the hold.
    let rows = heads.into_iter().rev().filter_map(|head| serde_json::from_str::<CaseRow>(&head.summary).ok());
    Ok(rows.filter(|row| row.held.is_some()).collect())
}

//! Cases on their way to the office, as a list; a parked one may be sent again by hand.
use crate::contract::{CaseId, Nothing};
use crate::show;
use crate::translate::{same, store_failure};
use crate::view::{CaseRow, DeliveryState, OutboxLine};
use crate::{Desk, Failure};
use counter_core::date::Moment;
use counter_store::OutboxRow;

pub async fn outbox(desk: &Desk, _: Nothing) -> Result<Vec<OutboxLine>, Failure> {
    let rows = desk.with_store(|s| s.outbox().map_err(store_failure))?;
    rows.into_iter().filter(|r| r.state != "acknowledged").map(|row| line(desk, row)).collect()
}

fn line(desk: &Desk, row: OutboxRow) -> Result<OutboxLine, Failure> {
    let head = desk.with_store(|s| s.head(&row.case).map_err(store_failure))?;
    let shown: Option<CaseRow> = head.as_ref().and_then(|h| serde_json::from_str(&h.summary).ok());
    let next_at = (row.next_at_ms > 0).then(|| show::moment_text(Moment::from_millis(row.next_at_ms)));
    Ok(OutboxLine {
        provisional: head.as_ref().and_then(|h| h.provisional.clone()),
        number: head.as_ref().and_then(|h| h.official.clone()),
        state: same(&row.state).unwrap_or(DeliveryState::Queued),
        attempts: row.attempts,
        last_code: row.last_code.as_deref().map(told),
        next_at,
        item: shown.map(|r| r.item).unwrap_or_default(),
        revision: row.revision,
        case: row.case,
    })
}

/// The outbox keeps what happened on the line; the clerk is told what that means, in a word the screen has.
fn told(code: &str) -> String {
    let code = match code {
        "not_our_office" | "office_untrusted" => "office_not_ours",
        "outcome_unknown" => "office_timed_out",
        "office_in_progress" => "office_overloaded",
        "materials_missing" | "offset_conflict" | "upload_gone" => "office_garbage",
        known if crate::failure::CODES.contains(&known) => known,
        _ => "office_refused",
    };
    code.to_owned()
}

pub async fn retry(desk: &Desk, payload: CaseId) -> Result<Vec<OutboxLine>, Failure> {
    let rows = desk.with_store(|s| s.outbox_rows(&payload.case).map_err(store_failure))?;
    if rows.is_empty() {
        return Err(Failure::new("no_such_case"));
    }
    for row in rows.into_iter().filter(|row| row.state != "acknowledged") {
        let again = OutboxRow { state: "queued".into(), next_at_ms: 0, ..row };
        desk.with_store(|s| s.put_outbox(&again).map_err(store_failure))?;
    }
    desk.wake.notify_one();
    outbox(desk, Nothing {}).await
}

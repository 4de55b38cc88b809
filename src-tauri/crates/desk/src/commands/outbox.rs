//! Cases on their way to the office, as a list with the reason of each; one may be sent again by hand, all may be stopped.
use crate::contract::views::{CaseRow, DeliveryState, OutboxLine, OutboxPause, OutboxView, OutboxWait};
use crate::contract::{CaseId, Nothing};
use crate::delivery::courier::{Parcel, state_of};
use crate::delivery::{deadline, outbox};
use crate::station::errors::{same, store_failure};
use crate::station::session::{hold, require_clerk};
use crate::views::case;
use crate::{Desk, Failure};
use counter_core::date::Moment;
use counter_core::outbox::{Waiting, Waits, waits};
use counter_store::OutboxRow;

pub async fn outbox(desk: &Desk, _: Nothing) -> Result<OutboxView, Failure> {
    let rows = desk.with_store(|s| s.outbox_open().map_err(store_failure))?;
    let stopped = outbox::stopped(desk);
    let states: Vec<_> = rows.iter().map(state_of).collect();
    let waiting: Vec<Waiting> =
        rows.iter().zip(&states).map(|(row, state)| Waiting { case: &row.case, state, held: false }).collect();
    let (breaker, now) = (hold(&desk.breaker).clone(), desk.now().millis());
    let why = |i: usize| waits(&breaker, stopped.is_some(), &waiting, i, now);
    let lines =
        rows.iter().enumerate().map(|(i, row)| line(desk, row, why(i), breaker.code())).collect::<Result<_, _>>()?;
    let paused = stopped.map(|by| OutboxPause {
        by: super::session::name_of(desk, &by.by),
        at: case::moment_text(Moment::from_millis(by.at_ms)),
    });
    Ok(OutboxView { paused, lines })
}

fn line(desk: &Desk, row: &OutboxRow, why: Waits, of_line: Option<&str>) -> Result<OutboxLine, Failure> {
    let head = desk.with_store(|s| s.head(&row.case).map_err(store_failure))?;
    let shown: Option<CaseRow> = head.as_ref().and_then(|h| serde_json::from_str(&h.summary).ok());
    let (waits, next_at) = match why {
        Waits::Turn => (OutboxWait::Turn, None),
        Waits::Time(at) => (OutboxWait::Time, Some(at)),
        Waits::Line(at) => (OutboxWait::Line, Some(at)),
        Waits::Paused => (OutboxWait::Paused, None),
        Waits::Earlier => (OutboxWait::Earlier, None),
        Waits::Person => (OutboxWait::Person, None),
    };
    // What keeps everybody says more than what this one met before.
    let code = of_line.filter(|_| matches!(why, Waits::Line(_))).or(row.last_code.as_deref());
    let parcel = Parcel::of(row);
    let under_way =
        Some(hold(&desk.sent).clone()).filter(|(case, ..)| *case == row.case).map_or(0, |(_, bytes, _)| bytes);
    let bytes = |count: u64| u32::try_from(count.min(parcel.total)).unwrap_or(u32::MAX);
    Ok(OutboxLine {
        provisional: head.as_ref().and_then(|h| h.provisional.clone()),
        number: head.as_ref().and_then(|h| h.official.clone()),
        state: same(&row.state).unwrap_or(DeliveryState::Queued),
        attempts: row.attempts,
        last_code: code.map(told),
        waits,
        next_at: next_at.map(|at| case::moment_text(Moment::from_millis(at))),
        sent: bytes(parcel.sent + under_way),
        total: bytes(parcel.total),
        limit: deadline::limit(desk, row),
        item: shown.map(|r| r.item).unwrap_or_default(),
        revision: row.revision,
        case: row.case.clone(),
    })
}

/// The outbox keeps what happened on the line; the clerk is told what that means, in a word the screen has.
fn told(code: &str) -> String {
    let code = match code {
        "not_our_office" | "office_untrusted" => "office_not_ours",
        "outcome_unknown" => "office_timed_out",
        "office_in_progress" => "office_overloaded",
        "materials_missing" | "offset_conflict" | "upload_gone" => "office_garbage",
        "newer_at_office" | "key_reused" => "already_filed",
        known if crate::contract::failure::CODES.contains(&known) => known,
        _ => "office_refused",
    };
    code.to_owned()
}

/// By hand, without waiting out its pause; what was set aside is released.
pub async fn retry(desk: &Desk, payload: CaseId) -> Result<OutboxView, Failure> {
    if desk.with_store(|s| s.outbox_row(&payload.case).map_err(store_failure))?.is_none() {
        return Err(Failure::new("no_such_case"));
    }
    {
        let mut breaker = hold(&desk.breaker);
        *breaker = std::mem::take(&mut *breaker).hurried();
    }
    outbox::release(desk, &payload.case)?;
    outbox(desk, Nothing {}).await
}

pub async fn pause_delivery(desk: &Desk, _: Nothing) -> Result<OutboxView, Failure> {
    outbox::stop(desk, Some(&require_clerk(desk)?.number))?;
    outbox(desk, Nothing {}).await
}

pub async fn resume_delivery(desk: &Desk, _: Nothing) -> Result<OutboxView, Failure> {
    outbox::stop(desk, None)?;
    outbox(desk, Nothing {}).await
}

//! Cases on their way to the office, as a list with the reason of each.
use crate::Failure;
use crate::cases::Cases;
use crate::cases::summary::CaseSummary;
use crate::contract::FailureCode;
use crate::contract::views::{OutboxLine, OutboxPause, OutboxView, OutboxWait};
use crate::delivery::Delivery;
use crate::delivery::courier::{Parcel, is_event_behind};
use crate::office::Office;
use counter_core::case::{Event, EventKind};
use counter_core::date::{Moment, moment_text};
use counter_core::outbox::{OutboxState, Stop, Waiting, Waits, explain_wait};
use counter_core::way_out::WayOut;
use counter_store::OutboxRow;
use serde::Deserialize;

/// The rest of a submission is not even taken out of it.
#[derive(Deserialize)]
struct Place {
    in_place_of: Option<u32>,
}

#[derive(Deserialize)]
struct Told {
    event: Event,
}

/// What the row tells, where it is about an event.
fn read_kind(row: &OutboxRow) -> Option<EventKind> {
    row.event.as_ref()?;
    serde_json::from_str(&row.payload).ok().map(|told: Told| told.event.kind())
}

fn read_place(row: &OutboxRow) -> Option<u32> {
    serde_json::from_str(&row.payload).ok().and_then(|place: Place| place.in_place_of)
}

pub fn outbox_view(
    cases: &Cases,
    office: &Office,
    delivery: &Delivery,
) -> Result<OutboxView, Failure> {
    let station = &cases.station;
    let (rows, behind) = station.with_store(|store| {
        let rows = store.outbox_open()?;
        let behind = rows.iter().map(|row| is_event_behind(store, row));
        let behind = behind.collect::<Result<Vec<_>, _>>()?;
        Ok::<_, Failure>((rows, behind))
    })?;
    let stop = delivery.current_stop();
    let stops_all = match &stop {
        Some(_) => Some(Stop::ByHand),
        None => (!station.is_office_confirmed()).then_some(Stop::Unconfirmed),
    };
    let states: Vec<_> = rows.iter().map(|row| delivery.standing_of(row)).collect();
    let waiting: Vec<Waiting> = rows
        .iter()
        .zip(&states)
        .zip(behind)
        .map(|((row, state), behind)| Waiting { case: &row.case, state, held: false, behind })
        .collect();
    let breaker = office.with_breaker(|breaker| breaker.clone());
    let now = station.now().millis();
    let reason = |i: usize| explain_wait(&breaker, stops_all, &waiting, i, now);
    let lines = rows.iter().zip(&states).enumerate().map(|(i, (row, state))| {
        // An event that waits for what comes after it keeps nobody.
        let keeps = |one: &Waiting| !one.behind && one.case == row.case;
        let is_first = waiting.iter().position(keeps) == Some(i);
        let ways = if is_first { ways_out(cases, delivery, row) } else { Vec::new() };
        let line = outbox_line(cases, delivery, (row, state), reason(i), breaker.code())?;
        Ok::<_, Failure>(OutboxLine { ways, ..line })
    });
    let lines = lines.collect::<Result<_, Failure>>()?;
    let paused = stop.map(|stop| OutboxPause {
        by: station.colleague_name(&stop.by),
        at: moment_text(Moment::from_millis(stop.at_ms)),
    });
    Ok(OutboxView { paused, lines })
}

/// A case that cannot be read has none; why is said elsewhere.
fn ways_out(cases: &Cases, delivery: &Delivery, row: &OutboxRow) -> Vec<WayOut> {
    if !delivery.standing_of(row).state.is_set_aside() {
        return Vec::new();
    }
    let file = cases.read_case(&row.case);
    file.map(|file| delivery.ways_out(&file.case, row)).unwrap_or_default()
}

fn outbox_line(
    cases: &Cases,
    delivery: &Delivery,
    (row, state): (&OutboxRow, &OutboxState),
    reason: Waits,
    line_code: Option<&str>,
) -> Result<OutboxLine, Failure> {
    let head = cases.station.with_store(|store| store.head(&row.case))?;
    let (waits, next_at) = match reason {
        Waits::Turn => (OutboxWait::Turn, None),
        Waits::Time(at) => (OutboxWait::Time, Some(at)),
        Waits::Line(at) => (OutboxWait::Line, Some(at)),
        Waits::Paused => (OutboxWait::Paused, None),
        Waits::Unconfirmed => (OutboxWait::Unconfirmed, None),
        Waits::Earlier => (OutboxWait::Earlier, None),
        Waits::Person => (OutboxWait::Person, None),
    };
    // What keeps everybody says more than what this case met before.
    let code =
        line_code.filter(|_| matches!(reason, Waits::Line(_))).or(state.last_code.as_deref());
    let parcel = Parcel::of(row);
    let transfer = delivery.transfer();
    let under_way = if transfer.case == row.case { transfer.bytes } else { 0 };
    let bytes = |count: u64| u32::try_from(count.min(parcel.total)).unwrap_or(u32::MAX);
    Ok(OutboxLine {
        provisional: head.as_ref().and_then(|head| head.provisional.clone()),
        number: head.as_ref().and_then(|head| head.official.clone()),
        state: state.state,
        attempts: row.attempts,
        last_code: code.map(explain_code),
        waits,
        next_at: next_at.map(|at| moment_text(Moment::from_millis(at))),
        sent: bytes(parcel.sent + under_way),
        total: bytes(parcel.total),
        limit: delivery.delivery_limit(row),
        item: head.as_ref().map(|head| CaseSummary::read(head).item).unwrap_or_default(),
        revision: row.revision,
        event: row.event.clone(),
        event_kind: read_kind(row),
        case: row.case.clone(),
        ways: Vec::new(),
        in_place_of: read_place(row),
    })
}

/// The outbox keeps what happened on the line; the clerk is told what that means, in a word the
/// screen has.
pub fn explain_code(code: &str) -> String {
    let explained = match code {
        "not_our_office" | "office_untrusted" => FailureCode::OfficeNotOurs,
        "outcome_unknown" => FailureCode::OfficeTimedOut,
        "office_in_progress" => FailureCode::OfficeOverloaded,
        "materials_missing" | "offset_conflict" | "upload_gone" => FailureCode::OfficeGarbage,
        "newer_at_office" | "key_reused" => FailureCode::AlreadyFiled,
        "too_large" | "bad_manifest" | "text_too_long" => FailureCode::BeyondOffice,
        known => FailureCode::find(known).unwrap_or(FailureCode::OfficeRefused),
    };
    explained.as_str().to_owned()
}

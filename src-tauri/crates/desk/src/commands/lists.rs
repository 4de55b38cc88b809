//! The lists of cases: the clerk's own, and what is on hold at this window.
use crate::Failure;
use crate::contract::views::CaseRow;
use crate::contract::{CaseFilter, Nothing};
use crate::desk::Desk;
use crate::views::lists::case_row;
use counter_core::code::{parse_variant, variant_code};
use counter_core::date::Moment;
use counter_core::state::{Delivery, Status};
use counter_core::text::{fold_query, latin_words};
use counter_store::HeadFilter;

const MOST: u32 = 200;

/// The clerk's own cases, those that need somebody first.
pub async fn my_cases(desk: &Desk, payload: CaseFilter) -> Result<Vec<CaseRow>, Failure> {
    let clerk = desk.station.require_clerk()?;
    let text = fold_query(&payload.text);
    let filter = HeadFilter {
        clerk: Some(clerk.number),
        statuses: payload.statuses.iter().map(variant_code).collect(),
        text: (!text.is_empty()).then_some(text),
        words: latin_words(&payload.text),
        limit: MOST,
    };
    let heads = desk.station.with_store(|store| store.heads(&filter))?;
    let today = desk.station.now().date();
    let wanted = heads.into_iter().filter(|head| {
        let day = Moment::from_millis(head.updated_ms).date();
        let delivery: Delivery = parse_variant(&head.delivery).unwrap_or_default();
        let waiting = delivery != Delivery::None && !delivery.is_settled();
        (!payload.today || day == today) && (!payload.waiting || waiting)
    });
    Ok(wanted.map(case_row).collect())
}

/// What is on hold at this window, whoever put it there: the store is one window's. The longest
/// held first.
pub async fn held_cases(desk: &Desk, _: Nothing) -> Result<Vec<CaseRow>, Failure> {
    let statuses =
        [Status::Draft, Status::Received, Status::Correction, Status::Returned, Status::Replacing];
    let filter = HeadFilter {
        statuses: statuses.iter().map(variant_code).collect(),
        ..HeadFilter::default()
    };
    let heads = desk.station.with_store(|store| store.heads(&filter))?;
    // Heads come by their last entry, newest first; on a held case that is the hold.
    let rows = heads.into_iter().rev().map(case_row);
    Ok(rows.filter(|row| row.held.is_some()).collect())
}

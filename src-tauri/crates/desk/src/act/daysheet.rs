//! The daily reconciliation: to look at, and as paper and table.
use crate::contract::DayOf;
use crate::daysheet::{self, One};
use crate::session::require_clerk;
use crate::translate::{document_failure, store_failure};
use crate::view::{DaySheetPrint, DaySheetView};
use crate::{Desk, Failure, print, sheets};
use counter_core::date::{Date, parse_date, start_of};
use counter_store::HeadFilter;

pub async fn day_sheet(desk: &Desk, payload: DayOf) -> Result<DaySheetView, Failure> {
    let today = desk.now().date();
    let day = match payload.day {
        None => today,
        Some(text) => parse_date(&text).map_err(|_| Failure::new("bad_request").with("field", "day"))?,
    };
    Ok(daysheet::sheet(day, desk.now(), &since(desk, day)?))
}

/// What was last touched before the day cannot have been taken in on it.
fn since(desk: &Desk, day: Date) -> Result<Vec<One>, Failure> {
    let from = start_of(day).millis();
    let heads = desk.with_store(|s| s.heads(&HeadFilter::default()).map_err(store_failure))?;
    let one = |id: String| {
        let open = desk.read_case(&id)?;
        let item = open.item().map(|item| item.name.clone()).unwrap_or_default();
        Ok(One { id, item, newest: open.outbox, case: open.case })
    };
    heads.into_iter().filter(|head| head.updated_ms >= from).map(|head| one(head.case)).collect()
}

pub async fn print_day_sheet(desk: &Desk, payload: DayOf) -> Result<DaySheetPrint, Failure> {
    let clerk = require_clerk(desk)?;
    let view = day_sheet(desk, payload).await?;
    let paper = daysheet::paper(&view, &clerk, sheets::stamp(desk));
    let made = desk.worker.typeset_sheet(&paper).await.map_err(|e| document_failure(&e))?;
    let name = daysheet::file_name(&view);
    // Spreadsheets take UTF-8 for something else unless it says so.
    let table = [b"\xef\xbb\xbf".to_vec(), daysheet::csv(&view)].concat();
    let csv = print::keep(desk, &format!("{name}.csv"), &table)?;
    let print = print::send(desk, &name, made.pdf).await?;
    Ok(DaySheetPrint { print, csv })
}

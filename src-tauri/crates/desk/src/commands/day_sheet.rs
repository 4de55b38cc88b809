//! The daily reconciliation: to look at, on paper, and as a table.
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::contract::views::{DaySheetExported, DaySheetView, PrintResult};
use crate::contract::{DayOf, DaySheetExport, FailureCode};
use crate::desk::Desk;
use crate::papers::day_sheet::{DayCase, DaySheet};
use crate::review::trail::require_reason;
use crate::views::day_sheet::day_sheet_view;
use counter_core::date::start_of;
use counter_core::daysheet::count_held;
use counter_core::written::read_date;
use counter_store::HeadFilter;

/// Spreadsheets take UTF-8 for something else unless it says so.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

pub async fn day_sheet(desk: &Desk, payload: DayOf) -> Result<DaySheetView, Failure> {
    Ok(day_sheet_view(&make_day_sheet(desk, payload)?))
}

fn make_day_sheet(desk: &Desk, payload: DayOf) -> Result<DaySheet, Failure> {
    let now = desk.station.now();
    let day = match payload.day {
        None => now.date(),
        Some(text) => read_date(&text).map_err(|_| Failure::new(FailureCode::DayUnreadable))?,
    };
    // What was last touched before the day cannot have been taken in on it.
    let from = start_of(day).millis();
    let heads = desk.station.with_store(|store| store.heads(&HeadFilter::default()))?;
    let read = |id: String| {
        let file = desk.cases.read_case(&id)?;
        Ok::<_, Failure>(DayCase {
            id,
            item_name: file.item_name(),
            held: count_held(&file.assess().materials),
            newest: file.outbox,
            case: file.case,
        })
    };
    let cases =
        heads.into_iter().filter(|head| head.updated_ms >= from).map(|head| read(head.case));
    Ok(DaySheet::new(day, now, &cases.collect::<Result<Vec<_>, _>>()?))
}

pub async fn print_day_sheet(desk: &Desk, payload: DayOf) -> Result<PrintResult, Failure> {
    let context = desk.paper_context(desk.station.require_clerk()?);
    let sheet = make_day_sheet(desk, payload)?;
    let paper = sheet.paper(&context);
    let typeset = typeset_paper(desk, &desk.catalog.current(), &paper, Telling::Before).await?;
    desk.devices.print(&sheet.file_name(), typeset.pdf).await
}

/// The same as a table, which leaves this computer. Why is a line of the audit trail.
pub async fn export_day_sheet(
    desk: &Desk,
    payload: DaySheetExport,
) -> Result<DaySheetExported, Failure> {
    let DaySheetExport { day, reason } = payload;
    let reason = require_reason(&reason)?;
    let sheet = make_day_sheet(desk, DayOf { day })?;
    desk.station.audit_reason("export_day_sheet", None, &reason)?;
    let table = format!("{BYTE_ORDER_MARK}{}", sheet.csv());
    let file = desk.devices.save_form(&sheet.file_name(), "csv", table.as_bytes())?;
    Ok(DaySheetExported { file })
}

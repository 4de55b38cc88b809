//! 用印登记: to look at, and as a table beside the daily reconciliation.
use super::day_sheet::BYTE_ORDER_MARK;
use crate::Failure;
use crate::contract::views::{DaySheetExported, PaperRegisterView};
use crate::contract::{DayOf, DaySheetExport, FailureCode};
use crate::desk::Desk;
use crate::papers::register::{PaperRegister, RegisteredCase};
use crate::review::trail::require_reason;
use crate::views::register::register_view;
use counter_core::written::read_date;
use counter_store::HeadFilter;

pub async fn paper_register(desk: &Desk, payload: DayOf) -> Result<PaperRegisterView, Failure> {
    Ok(register_view(&make_register(desk, payload)?))
}

/// What leaves this computer. Why is a line of the audit trail.
pub async fn export_paper_register(
    desk: &Desk,
    payload: DaySheetExport,
) -> Result<DaySheetExported, Failure> {
    let DaySheetExport { day, reason } = payload;
    let reason = require_reason(&reason)?;
    let register = make_register(desk, DayOf { day })?;
    desk.station.audit_reason("export_paper_register", None, &reason)?;
    let table = format!("{BYTE_ORDER_MARK}{}", register.csv());
    let file = desk.devices.save_form(&register.file_name(), "csv", table.as_bytes())?;
    Ok(DaySheetExported { file })
}

/// All cases are read: a number that was taken for one of any day may be spoilt.
fn make_register(desk: &Desk, payload: DayOf) -> Result<PaperRegister, Failure> {
    let now = desk.station.now();
    let day = match payload.day {
        None => now.date(),
        Some(text) => read_date(&text).map_err(|_| Failure::new(FailureCode::DayUnreadable))?,
    };
    let taken = desk.station.with_store(|store| store.taken_document_numbers())?;
    let heads = desk.station.with_store(|store| store.heads(&HeadFilter::default()))?;
    let read = |id: String| {
        let file = desk.cases.read_case(&id)?;
        Ok::<_, Failure>(RegisteredCase { id, item_name: file.item_name(), case: file.case })
    };
    let cases = heads.into_iter().map(|head| read(head.case));
    Ok(PaperRegister::new(day, now, &cases.collect::<Result<Vec<_>, _>>()?, taken))
}

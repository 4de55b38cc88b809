//! The daily reconciliation as its page shows it.
use crate::contract::views::{DayRow, DaySheetView, DaySums};
use crate::papers::day_sheet::{self, DaySheet};
use counter_core::date::{date_text, moment_text, weekday};

pub fn day_sheet_view(sheet: &DaySheet) -> DaySheetView {
    let sums = sheet.sums;
    DaySheetView {
        day: date_text(sheet.day),
        weekday: weekday(sheet.day),
        as_of: moment_text(sheet.as_of),
        taken: sheet.taken(),
        at_office: sums.at_office,
        here: sums.count_here(),
        sums: DaySums {
            open: sums.open,
            waiting: sums.waiting,
            parked: sums.parked,
            refused: sums.refused,
            withdrawn: sums.withdrawn,
            voided: sums.voided,
            on_paper: sums.on_paper,
        },
        drafts: sheet.drafts,
        given_up: sheet.given_up,
        rows: sheet.rows.iter().map(row_view).collect(),
    }
}

fn row_view(row: &day_sheet::DayRow) -> DayRow {
    DayRow {
        case: row.case.clone(),
        number: row.number.clone(),
        provisional: row.provisional.clone(),
        item: row.item_name.clone(),
        clerk: row.clerk.clone(),
        received_at: row.received_at.map(moment_text),
        decided_at: row.decided_at.map(moment_text),
        status: row.status,
        delivery: row.delivery,
        lies: row.lies,
        code: row.code.clone(),
        in_place_of: row.in_place_of,
        held_originals: row.held.originals,
        held_copies: row.held.copies,
        held_objects: row.held.objects,
    }
}

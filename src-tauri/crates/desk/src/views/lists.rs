//! A row in the lists of cases: the columns of its head and the summary that is stored with it.
use crate::cases::due::is_with_department;
use crate::cases::summary::{CaseSummary, HoldSummary, SlipSummary};
use crate::contract::views::{CaseRow, HoldView, SlipView};
use counter_core::clock::Pressure;
use counter_core::code::parse_variant;
use counter_core::date::{Moment, moment_text};
use counter_store::HeadRow;

/// `judged`: how pressing it is today, and how many working days are left. `damaged`: something
/// sealed under it cannot be read back.
pub fn case_row(
    head: HeadRow,
    summary: CaseSummary,
    judged: (Pressure, Option<i64>),
    damaged: bool,
) -> CaseRow {
    let (pressure, days_left) = judged;
    CaseRow {
        status: parse_variant(&head.status).unwrap_or_default(),
        delivery: parse_variant(&head.delivery).unwrap_or_default(),
        updated_at: moment_text(Moment::from_millis(head.updated_ms)),
        id: head.case,
        number: head.official,
        provisional: head.provisional,
        clerk: head.clerk,
        item: summary.item,
        people: summary.people,
        deadline: summary.deadline,
        deadline_provisional: summary.deadline_provisional,
        days_left: days_left.map(|days| days as i32),
        pressure,
        with_department: is_with_department(summary.period_days, summary.status),
        next: summary.next,
        held: summary.hold.map(hold_view),
        slip: summary.slip.map(slip_view),
        damaged,
    }
}

pub fn hold_view(hold: HoldSummary) -> HoldView {
    let HoldSummary { reason, originals, note, since, by } = hold;
    HoldView { reason, note, originals, since, by }
}

pub fn slip_view(slip: SlipSummary) -> SlipView {
    let SlipSummary { slip, received_at } = slip;
    SlipView { slip, received_at }
}

//! 补录: a case that was taken in on a numbered paper slip during an outage, with its true time of receipt.
use super::opening::opened_facts;
use crate::cases::journal::Open;
use crate::contract::OpenSlip;
use crate::contract::views::{CaseRow, CaseStatus, CaseView};
use crate::station::errors::store_failure;
use crate::station::session::require_clerk;
use crate::views::case;
use crate::{Desk, Failure};
use counter_core::case::Case;
use counter_core::date::{Moment, parse_date};
use counter_core::fact::Fact;
use counter_store::HeadFilter;

/// Older slips are not entered here: the correction notice's five days and every outage are long over, so it is a slip of the pen
/// or a matter for the supervisor's own records.
const OLDEST_DAYS: i64 = 30;
const LONGEST: usize = 20;

pub async fn open_slip(desk: &Desk, payload: OpenSlip) -> Result<CaseView, Failure> {
    let clerk = require_clerk(desk)?;
    let slip = payload.slip.trim().to_owned();
    if slip.is_empty() || slip.chars().count() > LONGEST {
        return Err(Failure::new("slip_missing"));
    }
    let received_at = moment(&payload.date, &payload.time)?;
    let age = desk.now().millis() - received_at.millis();
    if age < 0 {
        return Err(Failure::new("slip_in_future"));
    }
    if age > OLDEST_DAYS * 86_400_000 {
        return Err(Failure::new("slip_too_old").with("days", OLDEST_DAYS));
    }
    free(desk, &slip)?;
    let shelf = desk.shelf();
    let mut facts = opened_facts(&clerk, &shelf);
    facts.push(Fact::SlipNoted { slip, received_at });
    let open = Open { id: desk.fresh_id(), case: Case::empty(desk.now()), shelf, outbox: None };
    let open = desk.change(open, facts)?;
    desk.notify("status");
    case::case_view(desk, &open)
}

fn moment(date: &str, time: &str) -> Result<Moment, Failure> {
    let bad = || Failure::new("slip_time_bad");
    parse_date(date).map_err(|_| bad())?;
    let shaped =
        time.len() == 5 && time.bytes().enumerate().all(|(i, b)| if i == 2 { b == b':' } else { b.is_ascii_digit() });
    if !shaped {
        return Err(bad());
    }
    format!("{date}T{time}:00+08:00").parse().map_err(|_| bad())
}

/// A slip is entered once; one that was entered by mistake and given up may come again.
fn free(desk: &Desk, slip: &str) -> Result<(), Failure> {
    let filter = HeadFilter { clerk: None, statuses: Vec::new(), text: Some(slip.to_owned()), limit: 0 };
    let heads = desk.with_store(|s| s.heads(&filter).map_err(store_failure))?;
    let rows = heads.iter().filter_map(|head| serde_json::from_str::<CaseRow>(&head.summary).ok());
    let mut same = rows.filter(|row| row.slip.as_ref().is_some_and(|known| known.slip == slip));
    match same.find(|row| row.status != CaseStatus::Voided) {
        None => Ok(()),
        Some(row) => {
            let number = row.number.or(row.provisional).unwrap_or_default();
            Err(Failure::new("slip_taken").with("slip", slip).with("number", number).with("case", row.id))
        }
    }
}

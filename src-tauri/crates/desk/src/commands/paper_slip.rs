//! 补录: a case that was taken in on a numbered paper slip during an outage, with its true time of
//! receipt.
//!
//! Invariant: the stamp of receipt of a paper slip (补录) bears the slip's time, noted before it;
//! any other stamp bears its own.
use super::editing::show_case;
use crate::Failure;
use crate::cases::opening::opening_facts;
use crate::cases::summary::{CaseSummary, SlipSummary};
use crate::contract::limits::{SLIP_NUMBER, check_length};
use crate::contract::views::CaseView;
use crate::contract::{FailureCode, OpenSlip, Topic};
use crate::desk::Desk;
use counter_core::code::variant_code;
use counter_core::date::{Moment, moment_of};
use counter_core::fact::Fact;
use counter_core::state::Status;
use counter_core::text::{fold_slip_number, normalize_code};
use counter_core::written::{read_date, read_time};
use counter_store::HeadFilter;

/// Older slips are not entered here: the correction notice's five days and every outage are long
/// over, so it is a slip of the pen or a matter for the supervisor's own records.
const OLDEST_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

pub async fn open_slip(desk: &Desk, payload: OpenSlip) -> Result<CaseView, Failure> {
    let clerk = desk.station.require_clerk()?;
    let slip = normalize_code(&payload.slip);
    if slip.is_empty() {
        return Err(Failure::new(FailureCode::SlipMissing));
    }
    check_length(&slip, SLIP_NUMBER)?;
    let received_at = parse_slip_time(&payload.date, &payload.time)?;
    let age = desk.station.now().millis() - received_at.millis();
    if age < 0 {
        return Err(Failure::new(FailureCode::SlipInFuture));
    }
    if age > OLDEST_DAYS * DAY_MS {
        return Err(Failure::new(FailureCode::SlipTooOld).with("days", OLDEST_DAYS));
    }
    require_new_slip(desk, &slip)?;
    let loaded = desk.catalog.current();
    let mut facts = opening_facts(&clerk, &loaded);
    facts.push(Fact::SlipNoted { slip, received_at });
    let file = desk.cases.append_facts(desk.cases.new_case(loaded), facts)?;
    desk.drop_form_of_other(Some(&file.id));
    desk.station.announce(Topic::Status);
    show_case(desk, &file)
}

fn parse_slip_time(date: &str, time: &str) -> Result<Moment, Failure> {
    let day = read_date(date).ok();
    let moment = day.zip(read_time(time)).map(|(day, time)| moment_of(day, time));
    moment.ok_or_else(|| Failure::new(FailureCode::SlipTimeBad))
}

/// A slip is entered once, however its number is written; one that was entered by mistake and given
/// up may come again.
fn require_new_slip(desk: &Desk, slip: &str) -> Result<(), Failure> {
    let number = fold_slip_number(slip);
    let filter = HeadFilter { text: Some(number.clone()), ..HeadFilter::default() };
    let heads = desk.station.with_store(|store| store.heads(&filter))?;
    let voided = variant_code(&Status::Voided);
    let is_same = |entered: SlipSummary| fold_slip_number(&entered.slip) == number;
    let has_slip = |summary: CaseSummary| summary.slip.is_some_and(is_same);
    let same =
        heads.into_iter().find(|head| head.status != voided && has_slip(CaseSummary::read(head)));
    match same {
        None => Ok(()),
        Some(head) => {
            let number = head.official.or(head.provisional).unwrap_or_default();
            Err(Failure::new(FailureCode::SlipTaken)
                .with("slip", slip)
                .with("number", number)
                .with("case", head.case))
        }
    }
}

//! 容缺受理: which papers may follow when the case is accepted now, and until when. A second acceptance keeps the day that was
//! promised at the first.
use super::Cases;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::materials;
use crate::contract::FailureCode;
use crate::contract::views::{DeferrableView, MaterialState, MaterialView};
use counter_core::case::Deferred;
use counter_core::clock::{Course, legal_clock};
use counter_core::date::date_text;
use counter_core::date::{Date, parse_date};
use counter_core::state::Status;

/// Working days proposed when the case allows more [G]: this program's own proposal, no rule names it.
const PROPOSED_DAYS: u32 = 10;

/// What accepting now leaves to come; none when everything is here.
struct Deferrable {
    rows: Vec<MaterialView>,
    proposed: Date,
    latest: Option<Date>,
}

fn deferrable(cases: &Cases, file: &CaseFile) -> Option<Deferrable> {
    let item = file.item()?;
    let rows: Vec<MaterialView> =
        materials::rows(file).into_iter().filter(|row| row.state == MaterialState::Promised).collect();
    if rows.is_empty() {
        return None;
    }
    let (today, loaded) = (cases.station.now().date(), cases.catalog.current());
    let calendar = &loaded.calendar;
    let course = Course { accepted: file.course().accepted.or(Some(today)), deferred_until: None, ..file.course() };
    let limit = legal_clock(item, &course, Status::Accepted, calendar, today).deadline.map(|deadline| deadline.date);
    let latest = file.case.deferred().map(|deferred| deferred.until).or(limit);
    let usual = calendar.add_working_days(today, PROPOSED_DAYS).date;
    let proposed = file.case.deferred().map_or(usual, |deferred| deferred.until);
    Some(Deferrable { rows, proposed: latest.map_or(proposed, |latest| proposed.min(latest)), latest })
}

pub fn deferrable_view(cases: &Cases, file: &CaseFile) -> Option<DeferrableView> {
    let found = deferrable(cases, file)?;
    Some(DeferrableView {
        materials: found.rows.into_iter().map(|row| row.name).collect(),
        until: date_text(found.proposed),
        latest: found.latest.map(date_text),
    })
}

/// What an acceptance promises: every paper that may follow and is not here, by a day that the case allows.
pub fn promise(cases: &Cases, file: &CaseFile, until: Option<&str>) -> Result<Option<Deferred>, Failure> {
    let Some(found) = deferrable(cases, file) else { return Ok(None) };
    let wrong = || {
        let latest = found.latest.map(date_text).unwrap_or_default();
        Failure::new(FailureCode::DeferralDayWrong).with("latest", latest)
    };
    let until = match file.case.deferred() {
        Some(before) => before.until,
        None => {
            let until = until.and_then(|text| parse_date(text).ok()).ok_or_else(wrong)?;
            let fits = until >= cases.station.now().date() && found.latest.is_none_or(|latest| until <= latest);
            fits.then_some(until).ok_or_else(wrong)?
        }
    };
    Ok(Some(Deferred { until, materials: found.rows.into_iter().map(|row| row.id).collect() }))
}

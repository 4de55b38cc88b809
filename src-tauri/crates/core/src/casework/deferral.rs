//! 容缺受理: which papers may follow when the case is accepted now, and until when. A second acceptance
//! keeps the day that was promised at the first.
//!
//! Invariant: papers that may follow are promised by one day, not after the case's own due day;
//! bringing them is the next revision, and only papers that the catalogue lets follow can be
//! promised. Once the day was warned of, it is made later at most once, with a supervisor's reason.

use super::assessment::CaseAssessment;
use super::materials::{CaseMaterial, MaterialState};
use crate::calendar::Calendar;
use crate::case::{Case, Deferred, Extension};
use crate::clock::{Alert, Course, legal_clock};
use crate::date::Date;
use crate::item::{Item, settle_item};
use crate::private::Private;
use crate::state::Status;

/// Working days proposed when the case allows more [G]: this program's own proposal, no rule names
/// it.
const PROPOSED_DAYS: u32 = 10;

/// What accepting now leaves to come.
#[derive(Debug, Clone)]
pub struct DeferralOffer<'a> {
    pub materials: Vec<&'a CaseMaterial<'a>>,
    pub proposed: Date,
    /// The last day that the case allows, where it has a due day.
    pub latest: Option<Date>,
    /// The last day to which what was promised can be extended now, where it can.
    pub extendable: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the papers cannot be promised for that day")]
pub struct DeferralDayWrong {
    pub latest: Option<Date>,
}

/// None when everything is here.
pub fn offer_deferral<'b>(
    assessment: &'b CaseAssessment<'_>,
    calendar: &Calendar,
    today: Date,
) -> Option<DeferralOffer<'b>> {
    let (case, item) = (assessment.case, assessment.item?);
    // What silence accepted is promised by nobody: its papers are asked for.
    if assessment.is_unanswered {
        return None;
    }
    let promised =
        assessment.materials.iter().filter(|material| material.state == MaterialState::Promised);
    let materials: Vec<&CaseMaterial> = promised.collect();
    if materials.is_empty() {
        return None;
    }
    let course = case.clock_course();
    let course =
        Course { accepted: course.accepted.or(Some(today)), deferred_until: None, ..course };
    let item = settle_item(item, &assessment.situation);
    let due = legal_clock(&item, &course, Status::Accepted, calendar, today)
        .deadline
        .map(|deadline| deadline.date);
    let extendable = due.filter(|due| is_extendable(case, &item, *due, calendar, today));
    let earlier = case.deferred_papers().map(|deferred| deferred.until);
    let latest = earlier.or(due);
    let proposed = earlier.unwrap_or_else(|| calendar.add_working_days(today, PROPOSED_DAYS).date);
    Some(DeferralOffer {
        materials,
        proposed: latest.map_or(proposed, |latest| proposed.min(latest)),
        latest,
        extendable,
    })
}

/// Warned of and not extended yet, and the case's own due day leaves room.
fn is_extendable(case: &Case, item: &Item, due: Date, calendar: &Calendar, today: Date) -> bool {
    let Some(earlier) = case.deferred_papers() else { return false };
    let clock = legal_clock(item, &case.clock_course(), case.legal_status(), calendar, today);
    let is_warned = clock.deferral.is_some_and(|deferral| deferral.alert != Alert::None);
    is_warned && !case.was_deferral_extended() && due > earlier.until && due >= today
}

/// What an acceptance promises: every paper that may follow and is not here, by a day that the case
/// allows. `reason`: a supervisor's, for another day than was promised.
///
/// # Errors
/// The day is missing, is past, or lies after the last one that the case allows; or what was promised
/// cannot be extended.
pub fn promise_deferral(
    assessment: &CaseAssessment,
    until: Option<Date>,
    reason: Option<Private>,
    calendar: &Calendar,
    today: Date,
) -> Result<Option<Deferred>, DeferralDayWrong> {
    let Some(offer) = offer_deferral(assessment, calendar, today) else { return Ok(None) };
    let (until, extended) = match (assessment.case.deferred_papers(), reason) {
        (Some(earlier), None) => (earlier.until, None),
        (Some(earlier), Some(reason)) => {
            let latest = offer.extendable;
            let fits = |day: &Date| {
                *day > earlier.until && *day >= today && latest.is_some_and(|last| *day <= last)
            };
            let until = until.filter(fits).ok_or(DeferralDayWrong { latest })?;
            (until, Some(Extension { from: earlier.until, reason }))
        }
        (None, _) => {
            let fits =
                |day: &Date| *day >= today && offer.latest.is_none_or(|latest| *day <= latest);
            (until.filter(fits).ok_or(DeferralDayWrong { latest: offer.latest })?, None)
        }
    };
    let materials = offer.materials.iter().map(|material| material.id().to_owned()).collect();
    Ok(Some(Deferred { until, materials, extended }))
}

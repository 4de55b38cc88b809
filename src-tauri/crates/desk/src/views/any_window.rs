//! Where a case of this window goes on from, and where it went on.
use crate::contract::views::{ClaimView, ContinuedView, ElsewhereView};
use counter_backoffice::ClaimWire;
use counter_core::case::Case;
use counter_core::date::{Moment, moment_text};

/// None where it began here.
pub fn continued_view(case: &Case) -> Option<ContinuedView> {
    let (join, record) = (case.continuation.as_ref()?, case.record.as_ref()?);
    let place = join.revision.checked_sub(1)? as usize;
    Some(ContinuedView {
        revision: join.revision,
        kind: case.decisions.get(place).map(|(decision, _)| decision.kind),
        clerk: record.clerk.clone(),
        window: record.window.clone(),
        can_release: case.is_only_claimed(),
    })
}

pub fn elsewhere_view(case: &Case) -> Option<ElsewhereView> {
    let there = case.newest_elsewhere()?;
    Some(ElsewhereView {
        revision: there.revision,
        clerk: there.clerk.clone(),
        window: there.window.clone(),
        at: moment_text(there.at),
    })
}

pub fn claim_view(claim: &ClaimWire) -> ClaimView {
    let minute = |at: jiff::Timestamp| moment_text(Moment::from_millis(at.as_millisecond()));
    ClaimView {
        by: claim.by.clone(),
        by_name: claim.by_name.clone(),
        window: claim.window.clone(),
        here: claim.here,
        at: minute(claim.at),
        until: minute(claim.until),
    }
}

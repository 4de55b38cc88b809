//! Interruptions as the lists and the case show them: a hold, who acted, a paper slip.
use crate::Desk;
use crate::commands::name_of;
use crate::contract::views::{Hand, HoldReason, HoldView, Originals, SlipView};
use crate::station::errors::same;
use counter_core::case::Case;
use counter_core::date::Moment;
use counter_core::hold::Hold;
use counter_core::state::{Action, Role, may};

pub fn view(hold: &Hold) -> HoldView {
    HoldView {
        reason: same(&hold.reason).unwrap_or(HoldReason::Other),
        note: hold.note.as_ref().map(|note| note.expose().to_owned()),
        originals: same(&hold.originals).unwrap_or(Originals::AtWindow),
        since: crate::views::case::moment_text(hold.since),
        by: hold.by.clone(),
    }
}

/// Before the decision, and while the papers are awaited again; not twice.
pub fn possible(case: &Case) -> bool {
    case.hold.is_none() && may(case.status, Role::Clerk, Action::Hold)
}

/// Who opened the case and who took it over, in order; the last one acts now.
pub fn hands(desk: &Desk, case: &Case) -> Vec<Hand> {
    let all = std::iter::once(&case.clerk).chain(&case.taken_over);
    all.map(|number| Hand { number: number.clone(), name: name_of(desk, number) }).collect()
}

pub fn slip((slip, received_at): &(String, Moment)) -> SlipView {
    SlipView { slip: slip.clone(), received_at: crate::views::case::moment_text(*received_at) }
}

//! Interruptions as the lists and the case show them: a hold, who acted, a paper slip.
use crate::cases::case_file::CaseFile;
use crate::contract::views::{Hand, HoldView, SlipView};
use crate::contract::words::same;
use crate::station::Station;
use counter_core::case::Case;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::hold::Hold;
use counter_core::hold::HoldReason;
use counter_core::hold::Originals;
use counter_core::state::{Action, Role, may};

pub fn hold_view(hold: &Hold) -> HoldView {
    HoldView {
        reason: hold.reason,
        note: hold.note.as_ref().map(|note| note.expose().to_owned()),
        originals: hold.originals,
        since: counter_core::date::moment_text(hold.since),
        by: hold.by.clone(),
    }
}

/// Before the decision, and while the papers are awaited again; not twice.
pub fn can_hold(case: &Case) -> bool {
    case.hold.is_none() && may(case.status, Role::Clerk, Action::Hold)
}

/// The fact that somebody else acts from here, if it is somebody else.
pub fn take_over_fact(file: &CaseFile, to: &str) -> Option<Fact> {
    let from = file.case.acting();
    (from != to).then(|| Fact::TakenOver { from: from.to_owned(), to: to.to_owned() })
}

/// Who opened the case and who took it over, in order; the last one acts now.
pub fn list_hands(station: &Station, case: &Case) -> Vec<Hand> {
    let all = std::iter::once(&case.clerk).chain(&case.taken_over);
    all.map(|number| Hand { number: number.clone(), name: station.colleague_name(number) }).collect()
}

pub fn slip_view((slip, received_at): &(String, Moment)) -> SlipView {
    SlipView { slip: slip.clone(), received_at: counter_core::date::moment_text(*received_at) }
}

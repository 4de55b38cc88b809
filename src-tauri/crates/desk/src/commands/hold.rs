//! Putting a case aside and taking it up again at the same place. Pages that are being drawn in are
//! never cut off for it.
use super::citizen::clear_list;
use super::editing::{record_facts, require_status, show_case};
use crate::Failure;
use crate::cases::hold::take_over_fact;
use crate::contract::limits::{HOLD_NOTE, check_length};
use crate::contract::views::CaseView;
use crate::contract::{CaseId, FailureCode, Hold, Topic};
use crate::desk::Desk;
use counter_core::fact::Fact;
use counter_core::hold::HoldReason;
use counter_core::private::Private;
use counter_core::state::Action;
use counter_core::text::normalize_lines;

pub async fn hold(desk: &Desk, payload: Hold) -> Result<CaseView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    if file.case.hold.is_some() {
        return show_case(desk, &file);
    }
    let is_for_void = payload.reason == HoldReason::VoidConsent;
    require_status(&file, if is_for_void { Action::AwaitVoid } else { Action::Hold })?;
    if is_for_void && !file.can_void() {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    // The stack in the feeder is this case's: it is stopped or drawn in first, never filed behind a
    // closed case.
    if desk.devices.is_scanning() {
        return Err(Failure::new(FailureCode::ScanRunning));
    }
    let note = normalize_lines(&payload.note);
    if wants_note(payload.reason) && note.is_empty() {
        return Err(Failure::new(FailureCode::ReasonMissing));
    }
    check_length(&note, HOLD_NOTE)?;
    let note = (!note.is_empty()).then(|| Private::new(note));
    let fact = Fact::Held { reason: payload.reason, note, originals: payload.originals };
    let view = record_facts(desk, file, vec![fact])?;
    clear_list(desk);
    desk.station.announce(Topic::Status);
    Ok(view)
}

/// What the words of the reason do not say: a void needs its own, and so does whom somebody telephoned.
fn wants_note(reason: HoldReason) -> bool {
    matches!(reason, HoldReason::Other | HoldReason::VoidConsent | HoldReason::Signature)
}

/// Opening a held case takes it up again, whoever put it aside at this window; one that is not held
/// is only shown.
pub async fn resume(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    desk.drop_form_of_other(Some(&file.id));
    if file.case.hold.is_none() {
        return show_case(desk, &file);
    }
    let clerk = desk.station.require_clerk()?.number;
    let mut facts: Vec<Fact> = take_over_fact(&file, &clerk).into_iter().collect();
    facts.push(Fact::Resumed);
    let view = record_facts(desk, file, facts)?;
    desk.station.announce(Topic::Status);
    Ok(view)
}

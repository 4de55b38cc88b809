//! 撤回申请 after acceptance: told to the office as an event. It is asked for and not done: the case
//! goes on, and its clock runs, until the office has ended or decided it. Before acceptance the window
//! ends the case itself: that is `abandon`.
use super::editing::{require_action, show_case};
use crate::Failure;
use crate::cases::event::event_row;
use crate::contract::views::CaseView;
use crate::contract::{FailureCode, Topic, WithdrawalBy};
use crate::desk::Desk;
use crate::station::ids::new_id;
use counter_core::case::Event;
use counter_core::fact::Fact;
use counter_core::state::Action;

/// Once, until the office says no; and of a case that goes to the office by the line.
pub async fn ask_withdrawal(desk: &Desk, payload: WithdrawalBy) -> Result<CaseView, Failure> {
    let clerk = desk.station.require_clerk()?;
    desk.station.require_plausible_clock()?;
    let file = require_action(desk, &payload.case, Action::AskWithdrawal)?;
    let is_on_paper = file.case.handed_over.contains(&file.case.revision());
    if file.case.is_withdrawal_asked() || is_on_paper {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    if file.case.find_person(payload.by).is_none() {
        return Err(Failure::new(FailureCode::BadRequest));
    }
    let event = Event::WithdrawalAsked { by: payload.by };
    if !desk.office.may_take_event(event.kind()) {
        return Err(Failure::new(FailureCode::OfficeWithoutEvent));
    }
    let id = new_id();
    let row = event_row(&file, &desk.cases.hand_of(&clerk, &file), &id, event.clone())?;
    let facts = vec![Fact::EventMade { id, event }];
    desk.cases.append_facts_by(&clerk.number, file, facts, vec![row])?;
    desk.delivery.wake();
    desk.station.announce(Topic::Outbox);
    desk.station.announce(Topic::Status);
    show_case(desk, &desk.cases.read_case(&payload.case)?)
}

//! What happened to a case after acceptance and is told to the office, with its answer: off the
//! journal, or as the office has it.
use crate::cases::case_file::CaseFile;
use crate::contract::views::{
    EventDecision, EventStanding, EventView, LapseView, RefilingView, WithdrawalView,
};
use crate::papers::entrusted::name_points;
use crate::station::Station;
use counter_backoffice::EventWire;
use counter_core::case::{Case, CaseEvent, Event, EventAnswer};
use counter_core::date::{Moment, date_text, moment_text};
use counter_core::item::Item;
use counter_core::state::Action;

/// In the order in which they happened. `item`: whose words the points of a decision have.
pub fn event_views(station: &Station, case: &Case, item: Option<&Item>) -> Vec<EventView> {
    case.events.iter().map(|told| event_view(station, told, item)).collect()
}

/// None where it cannot be asked for, or not now.
pub fn withdrawal_view(file: &CaseFile) -> Option<WithdrawalView> {
    let case = &file.case;
    let can_ask = file.can_withdraw() && case.hold.is_none();
    can_ask.then(|| WithdrawalView {
        by: case.list_withdrawers().iter().map(|person| person.role).collect(),
        drawn_up: case.open_withdrawal().map(|drawn| drawn.by),
        ends_here: case.withdrawal_action() == Action::Abandon,
    })
}

/// None where no notice is open that states a day and what follows.
pub fn lapse_view(file: &CaseFile) -> Option<LapseView> {
    let (terms, warning) = (file.case.lapse_terms()?, file.case.lapse_warning());
    Some(LapseView {
        until: date_text(terms.until),
        consequence: terms.consequence.clone(),
        source: terms.source.clone(),
        warned: warning.map(|warning| warning.how),
        warned_on: warning.map(|warning| date_text(warning.on)),
        obstacle: file.find_lapse_obstacle(),
    })
}

pub fn refiling_view(file: &CaseFile) -> RefilingView {
    let case = &file.case;
    RefilingView {
        can_void: file.can_void() && (case.hold.is_none() || case.awaits_void()),
        is_request: case.has_department_begun(),
        standing: case.void_standing(),
        refiled_as: case.refiled_as().map(str::to_owned),
        first: case.refiled.as_ref().map(|refiled| refiled.case.clone()),
        first_number: case.refiled.as_ref().map(|refiled| refiled.number.clone()),
        has_notice: case.refiled.is_some() && case.display_number().is_some(),
    }
}

fn event_view(station: &Station, told: &CaseEvent, item: Option<&Item>) -> EventView {
    let view = EventView {
        id: told.id.clone(),
        kind: told.event.kind(),
        at: moment_text(told.at),
        clerk: station.colleague_name(&told.by),
        standing: EventStanding::Waiting,
        code: None,
        marks: Vec::new(),
        decision: decision_view(&told.event, item),
    };
    match &told.answer {
        _ if told.handed_over => EventView { standing: EventStanding::HandedOver, ..view },
        None => view,
        Some(answer) => with_answer(view, answer),
    }
}

pub fn filed_event_view(station: &Station, filed: &EventWire, item: Option<&Item>) -> EventView {
    let view = EventView {
        id: filed.id.to_string(),
        kind: filed.event.kind(),
        at: moment_text(Moment::from_millis(filed.at.as_millisecond())),
        clerk: station.colleague_name(&filed.clerk),
        standing: EventStanding::Waiting,
        code: None,
        marks: Vec::new(),
        decision: decision_view(&filed.event, item),
    };
    with_answer(view, &filed.verdict)
}

fn decision_view(event: &Event, item: Option<&Item>) -> Option<EventDecision> {
    let Event::Decided { granted, number, entrusted_by, points, reasons } = event else {
        return None;
    };
    Some(EventDecision {
        granted: *granted,
        number: number.clone(),
        entrusted_by: entrusted_by.clone(),
        points: name_points(item, points),
        reasons: reasons.clone(),
    })
}

fn with_answer(view: EventView, answer: &EventAnswer) -> EventView {
    match answer {
        EventAnswer::Taken { marks } => {
            EventView { standing: EventStanding::Taken, marks: marks.clone(), ..view }
        }
        EventAnswer::Refused { code } => {
            EventView { standing: EventStanding::Refused, code: Some(code.clone()), ..view }
        }
    }
}

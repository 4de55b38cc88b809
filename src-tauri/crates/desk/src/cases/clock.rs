//! How a case stands before the law's clock, and what the deciding office said of it.
use crate::Desk;
use crate::cases::journal::Open;
use crate::contract::views::{CaseClock, ClockAlert, ClockKind, DeferralView, StepKind, StepView};
use crate::station::errors::{same, word};
use crate::views::case::{date_text, moment_text, weekday};
use counter_core::case::{Step, Told};
use counter_core::clock::{self, ClockView, Course};

impl Open {
    /// The days of the case for the legal clock.
    pub fn course(&self) -> Course {
        self.case.course(self.item().is_some_and(|item| item.joint.is_some()))
    }
}

pub fn case_clock(desk: &Desk, open: &Open) -> CaseClock {
    let none = CaseClock {
        kind: ClockKind::None,
        received_at: open.case.received.map(moment_text),
        deadline: None,
        weekday: None,
        days_left: None,
        provisional: false,
        promise_days: None,
        promise_working: true,
        promised: false,
        extended: None,
        alert: ClockAlert::None,
        deferral: None,
    };
    let Some(item) = open.item() else { return none };
    let course = open.course();
    let today = desk.now().date();
    let clock = clock::legal_clock(item, &course, open.case.standing(), &desk.shelf().calendar, today);
    CaseClock {
        kind: same(&clock.kind).unwrap_or(ClockKind::None),
        deadline: clock.deadline.map(|d| date_text(d.date)),
        weekday: clock.deadline.map(|d| weekday(d.date)),
        days_left: clock.days_left.map(|d| d as i32),
        provisional: clock.deadline.is_some_and(|d| d.provisional),
        promise_days: clock.promise_days,
        promise_working: clock.promise_working,
        promised: !clock.from_class && !clock.from_statute,
        extended: course.extended,
        alert: same(&clock.alert).unwrap_or(ClockAlert::None),
        deferral: deferral(open, &clock),
        ..none
    }
}

/// While promised papers are still to come.
fn deferral(open: &Open, clock: &ClockView) -> Option<DeferralView> {
    let (deferred, counted) = (open.case.deferred()?, clock.deferral?);
    let item = open.item()?;
    let name = |id: &String| item.materials.iter().find(|m| m.id == *id).map_or_else(|| id.clone(), |m| m.name.clone());
    Some(DeferralView {
        until: date_text(counted.until),
        weekday: weekday(counted.until),
        days_left: counted.days_left as i32,
        alert: same(&counted.alert).unwrap_or(ClockAlert::None),
        materials: deferred.materials.iter().map(name).collect(),
    })
}

/// What was said, in order. A procedure and its end are one line.
pub fn steps(open: &Open) -> Vec<StepView> {
    let told = open.case.told.iter().filter(|told| !matches!(told.step, Step::SpecialEnded { .. }));
    told.map(|told| step(open, told)).collect()
}

fn step(open: &Open, told: &Told) -> StepView {
    let paper = open.case.documents.iter().find(|(document, _)| document.id == told.id);
    let mut view = StepView {
        id: told.id.clone(),
        kind: StepKind::Delivered,
        procedure: None,
        on: None,
        until: None,
        days: None,
        working: true,
        reason: None,
        by_name: told.by_name.clone(),
        at: moment_text(told.at),
        paper: matches!(told.step, Step::SpecialProcedure { .. } | Step::Extended { .. }),
        prints: paper.map_or(0, |(document, _)| open.case.prints.get(&document.id).copied().unwrap_or(0)),
    };
    match &told.step {
        Step::SpecialProcedure { procedure, from, days, working } => {
            view.kind = StepKind::Special;
            view.procedure = Some(word(procedure));
            view.on = Some(date_text(*from));
            view.until = open.course().pauses.iter().find(|p| p.from == *from).and_then(|p| p.to).map(date_text);
            (view.days, view.working) = (Some(*days), *working);
        }
        Step::Extended { days, reason } => {
            view.kind = StepKind::Extended;
            (view.days, view.reason) = (Some(*days), Some(reason.clone()));
        }
        Step::Decided { granted, on } => {
            view.kind = if *granted { StepKind::Granted } else { StepKind::NotGranted };
            view.on = Some(date_text(*on));
        }
        Step::Delivered { on } => view.on = Some(date_text(*on)),
        Step::SpecialEnded { .. } => {}
    }
    view
}

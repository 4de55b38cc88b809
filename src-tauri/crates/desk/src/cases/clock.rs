//! How a case stands before the law's clock, and what the deciding office said of it.
use super::Cases;
use crate::cases::case_file::CaseFile;
use crate::contract::views::{CaseClock, DeferralView, StepKind, StepView};
use crate::contract::words::{same, word};
use counter_core::calendar::Calendar;
use counter_core::case::{Step, Told};
use counter_core::clock::Alert;
use counter_core::clock::ClockKind;
use counter_core::clock::{self, ClockView, Course};
use counter_core::date::Date;
use counter_core::date::{date_text, moment_text, weekday};

impl CaseFile {
    /// The days of the case for the legal clock.
    pub fn course(&self) -> Course {
        self.case.course(self.item().is_some_and(|item| item.joint.is_some()))
    }
}

impl Cases {
    pub fn case_clock(&self, file: &CaseFile) -> CaseClock {
        let today = self.station.now().date();
        clock_view(&self.catalog.current().calendar, file, today)
    }
}

fn clock_view(calendar: &Calendar, file: &CaseFile, today: Date) -> CaseClock {
    let none = CaseClock {
        kind: ClockKind::None,
        received_at: file.case.received.map(moment_text),
        deadline: None,
        weekday: None,
        days_left: None,
        provisional: false,
        promise_days: None,
        promise_working: true,
        promised: false,
        extended: None,
        alert: Alert::None,
        deferral: None,
    };
    let Some(item) = file.item() else { return none };
    let course = file.course();
    let clock = clock::legal_clock(item, &course, file.case.standing(), calendar, today);
    CaseClock {
        kind: clock.kind,
        deadline: clock.deadline.map(|d| date_text(d.date)),
        weekday: clock.deadline.map(|d| weekday(d.date)),
        days_left: clock.days_left.map(|d| d as i32),
        provisional: clock.deadline.is_some_and(|d| d.provisional),
        promise_days: clock.promise_days,
        promise_working: clock.promise_working,
        promised: !clock.from_class && !clock.from_statute,
        extended: course.extended,
        alert: clock.alert,
        deferral: deferral(file, &clock),
        ..none
    }
}

/// While promised papers are still to come.
fn deferral(file: &CaseFile, clock: &ClockView) -> Option<DeferralView> {
    let (deferred, counted) = (file.case.deferred()?, clock.deferral?);
    let item = file.item()?;
    let name = |id: &String| item.materials.iter().find(|m| m.id == *id).map_or_else(|| id.clone(), |m| m.name.clone());
    Some(DeferralView {
        until: date_text(counted.until),
        weekday: weekday(counted.until),
        days_left: counted.days_left as i32,
        alert: counted.alert,
        materials: deferred.materials.iter().map(name).collect(),
    })
}

/// What was said, in order. A procedure and its end are one line.
pub fn steps(file: &CaseFile) -> Vec<StepView> {
    let told = file.case.told.iter().filter(|told| !matches!(told.step, Step::SpecialEnded { .. }));
    told.map(|told| step(file, told)).collect()
}

fn step(file: &CaseFile, told: &Told) -> StepView {
    let paper = file.case.documents.iter().find(|(document, _)| document.id == told.id);
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
        prints: paper.map_or(0, |(document, _)| file.case.prints.get(&document.id).copied().unwrap_or(0)),
    };
    match &told.step {
        Step::SpecialProcedure { procedure, from, days, working } => {
            view.kind = StepKind::Special;
            view.procedure = Some(word(procedure));
            view.on = Some(date_text(*from));
            view.until = file.course().pauses.iter().find(|p| p.from == *from).and_then(|p| p.to).map(date_text);
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

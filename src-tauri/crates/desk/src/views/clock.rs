//! The law's clock of a case as the screen shows it, and what the deciding office said.
use crate::cases::Cases;
use crate::cases::case_file::CaseFile;
use crate::contract::views::{CaseClock, DeferralView, StepKind, StepView};
use counter_backoffice::StepWire;
use counter_core::case::{Step, Told, UnknownStep, with_steps};
use counter_core::clock::{ClockKind, ClockView, Course};
use counter_core::code::variant_code;
use counter_core::date::{Moment, date_text, moment_text, weekday};
use counter_core::state::Status;

pub fn case_clock(cases: &Cases, file: &CaseFile) -> CaseClock {
    let clock = cases.legal_clock(file);
    let has_item = clock.is_some();
    let clock = clock.unwrap_or_default();
    CaseClock {
        kind: clock.kind,
        received_at: file.case.received.map(moment_text),
        deadline: clock.deadline.map(|deadline| date_text(deadline.date)),
        weekday: clock.deadline.map(|deadline| weekday(deadline.date)),
        days_left: clock.days_left.map(|days| days as i32),
        period_days: clock.deadline.and(clock.period_days),
        provisional: clock.deadline.is_some_and(|deadline| deadline.provisional),
        rolled_from: clock.deadline.and_then(|deadline| deadline.rolled_from).map(date_text),
        on_day_off: clock.deadline.is_some_and(|deadline| deadline.on_day_off),
        promise_days: clock.promise_days,
        promise_working: !has_item || clock.promise_working,
        promised: has_item && !clock.from_class && !clock.from_statute,
        extended: if has_item { file.course().extended } else { None },
        alert: clock.alert,
        unanswered: file.is_left_unanswered(),
        deferral: deferral_view(file, &clock),
        with_department: clock.kind == ClockKind::OnTheSpot && file.case.status == Status::Accepted,
    }
}

/// While promised papers are still to come.
fn deferral_view(file: &CaseFile, clock: &ClockView) -> Option<DeferralView> {
    let (deferred, counted) = (file.case.deferred_papers()?, clock.deferral?);
    let names = deferred.materials.iter().map(|id| file.material_name(id).to_owned());
    Some(DeferralView {
        until: date_text(counted.until),
        weekday: weekday(counted.until),
        days_left: counted.days_left as i32,
        alert: counted.alert,
        materials: names.collect(),
    })
}

/// What was said, in order. A procedure and its end are one line.
pub fn step_views(file: &CaseFile) -> Vec<StepView> {
    let prints = |step: &Told| file.case.prints.get(&step.id).copied().unwrap_or_default();
    list_steps(&file.case.told, &file.case.unknown_steps, &file.course(), prints)
}

/// The same as the office tells it.
pub fn filed_step_views(steps: &[StepWire]) -> Vec<StepView> {
    let (mut told, mut unknown) = (Vec::new(), Vec::new());
    for wire in steps {
        let (id, by_name) = (wire.id.to_string(), wire.by_name.clone());
        let at = Moment::from_millis(wire.at.as_millisecond());
        match wire.step.read() {
            Some(step) => told.push(Told { id, step, by_name, at }),
            None => unknown.push(UnknownStep { id, by_name, at }),
        }
    }
    let course = with_steps(
        Course::default(),
        told.iter().map(|step: &Told| (step.id.as_str(), &step.step)),
    );
    list_steps(&told, &unknown, &course, |_| 0)
}

fn list_steps(
    told: &[Told],
    unknown: &[UnknownStep],
    course: &Course,
    prints: impl Fn(&Told) -> u32,
) -> Vec<StepView> {
    let is_line = |step: &&Told| !matches!(step.step, Step::SpecialEnded { .. });
    let lines = told.iter().filter(is_line).map(|step| step_view(step, course, prints(step)));
    lines.chain(unknown.iter().map(unknown_step_view)).collect()
}

fn unknown_step_view(step: &UnknownStep) -> StepView {
    StepView {
        id: step.id.clone(),
        kind: StepKind::Unknown,
        procedure: None,
        on: None,
        until: None,
        days: None,
        working: true,
        reason: None,
        by_name: step.by_name.clone(),
        at: moment_text(step.at),
        paper: false,
        prints: 0,
    }
}

fn step_view(office_step: &Told, course: &Course, prints: u32) -> StepView {
    let mut view = StepView {
        id: office_step.id.clone(),
        kind: StepKind::Delivered,
        procedure: None,
        on: None,
        until: None,
        days: None,
        working: true,
        reason: None,
        by_name: office_step.by_name.clone(),
        at: moment_text(office_step.at),
        paper: matches!(office_step.step, Step::SpecialProcedure { .. } | Step::Extended { .. }),
        prints,
    };
    match &office_step.step {
        Step::SpecialProcedure { procedure, from, days, working } => {
            view.kind = StepKind::Special;
            view.procedure = Some(variant_code(procedure));
            view.on = Some(date_text(*from));
            let pause = course.pauses.iter().find(|pause| pause.from == *from);
            view.until = pause.and_then(|pause| pause.to).map(date_text);
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
        Step::Withdrawn { on } => {
            view.kind = StepKind::Withdrawn;
            view.on = Some(date_text(*on));
        }
        Step::Voided { on } => {
            view.kind = StepKind::Voided;
            view.on = Some(date_text(*on));
        }
        Step::Delivered { on } => view.on = Some(date_text(*on)),
        Step::SpecialEnded { .. } => {}
    }
    view
}

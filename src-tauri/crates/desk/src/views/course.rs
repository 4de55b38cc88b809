//! The course of a case as the window shows it.
use crate::cases::Cases;
use crate::cases::case_file::CaseFile;
use crate::contract::views::{AttendanceView, CourseView, MilestoneView, NextThingView};
use crate::papers::context::PaperContext;
use crate::papers::course::CaseCourse;
use counter_core::case::Milestone;
use counter_core::casework::NextThing;
use counter_core::code::variant_code;
use counter_core::date::date_text;
use counter_core::state::Action;

pub fn course_view(
    cases: &Cases,
    context: &PaperContext,
    file: &CaseFile,
    course: &CaseCourse,
) -> CourseView {
    CourseView {
        item: file.item_name(),
        milestones: course.milestones.iter().map(milestone_view).collect(),
        next: next_view(&course.next),
        attendance: attendance_view(cases, file),
        told: course.short_text(context, file),
        can_print: file.may(Action::Reprint),
    }
}

pub fn attendance_view(cases: &Cases, file: &CaseFile) -> AttendanceView {
    let days = cases.list_attendance(file);
    let promised = file.item().and_then(|item| item.visits);
    AttendanceView {
        today: days.contains(&file.today),
        days: days.into_iter().map(date_text).collect(),
        promised: promised.map(|promised| promised.most),
        official: promised.is_some_and(|promised| promised.official),
    }
}

fn milestone_view(milestone: &Milestone) -> MilestoneView {
    MilestoneView {
        kind: milestone.kind,
        on: date_text(milestone.on),
        until: milestone.until.map(date_text),
        count: milestone.count,
        procedure: milestone.procedure.map(|procedure| variant_code(&procedure)),
        number: milestone.number.clone(),
    }
}

fn next_view(next: &NextThing) -> NextThingView {
    NextThingView {
        kind: next.kind,
        until: next.until.map(|until| date_text(until.date)),
        provisional: next.until.is_some_and(|until| until.provisional),
        papers: next.papers.iter().map(|paper| paper.name.clone()).collect(),
        procedure: next.procedure.map(|procedure| variant_code(&procedure)),
        office: next.office.clone(),
    }
}

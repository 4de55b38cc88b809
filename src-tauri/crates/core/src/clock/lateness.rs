//! A step that came after its last day. It stays true when the case has gone on, so it is worked
//! out from the day of the step and not from today.

use super::{ClockKind, ClockView, Course, Stage, legal_clock, stage_clock};
use crate::item::Item;
use crate::state::Status;
use crate::time::calendar::Calendar;
use crate::time::date::Date;

/// Which limit ran, until when, and the day on which the step came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateStep {
    pub kind: ClockKind,
    pub due: Date,
    /// The last day was counted on a calendar that is not known yet (暂定).
    pub provisional: bool,
    pub on: Date,
}

/// What the window answered on that day, for a case that stood in `status` until then.
pub fn find_late_answer(
    item: &Item,
    course: &Course,
    status: Status,
    cal: &Calendar,
    on: Date,
) -> Option<LateStep> {
    late_step(&legal_clock(item, course, status, cal, on), on)
}

/// The deciding office's decision, once there is one, against the day that it was promised for.
pub fn find_late_decision(item: &Item, course: &Course, cal: &Calendar) -> Option<LateStep> {
    let on = course.decided?;
    late_step(&stage_clock(item, Stage::Decision, course, cal, on), on)
}

/// Days that only a class gives were promised by nobody: no step is late by them.
fn late_step(clock: &ClockView, on: Date) -> Option<LateStep> {
    let is_guess = clock.kind == ClockKind::Promise && clock.from_class;
    let deadline = clock.deadline.filter(|deadline| deadline.date < on && !is_guess)?;
    let (due, provisional) = (deadline.date, deadline.provisional);
    Some(LateStep { kind: clock.kind, due, provisional, on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn item(limit: serde_json::Value) -> Item {
        let json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "01",
            "form": "general", "project_type": "commitment", "article32": true, "limit": limit,
        });
        serde_json::from_value(json).unwrap()
    }

    fn promised() -> Item {
        item(serde_json::json!({ "legal_days": 20, "promise_days": 10 }))
    }

    #[test]
    fn an_answer_is_late_the_day_after_the_fifth_working_day() {
        // A Monday; the fifth working day is the next Monday.
        let course = Course { received: Some(date(2026, 11, 2)), ..Course::default() };
        let cal = Calendar::builtin();
        let answer = |on| find_late_answer(&promised(), &course, Status::Received, &cal, on);
        assert_eq!(answer(date(2026, 11, 9)), None);
        let late = answer(date(2026, 11, 10)).unwrap();
        assert_eq!((late.kind, late.due), (ClockKind::CorrectionNotice, date(2026, 11, 9)));
        assert_eq!((late.on, late.provisional), (date(2026, 11, 10), false));
    }

    #[test]
    fn a_decision_is_late_by_the_promise_and_never_by_a_class() {
        let cal = Calendar::builtin();
        let course = |decided| Course {
            received: Some(date(2026, 11, 2)),
            accepted: Some(date(2026, 11, 2)),
            decided,
            ..Course::default()
        };
        let decision = |item: &Item, on| find_late_decision(item, &course(on), &cal);
        assert_eq!(decision(&promised(), None), None);
        assert_eq!(decision(&promised(), Some(date(2026, 11, 16))), None);
        let late = decision(&promised(), Some(date(2026, 11, 17))).unwrap();
        assert_eq!((late.kind, late.due), (ClockKind::Promise, date(2026, 11, 16)));
        let by_class = item(serde_json::json!({ "class": "general" }));
        assert_eq!(decision(&by_class, Some(date(2027, 11, 17))), None);
    }
}

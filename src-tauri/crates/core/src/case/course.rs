//! What the deciding office said of a case after the window handed it over, and the days that
//! follow from it and from the window's own stamps. Not the counting: that is `clock`. The window
//! only hears these steps; none of them is its own.
//!
//! Invariant: after a correction notice the time to decide counts from `CorrectionsIn`, the stamp
//! that all is in, whenever the slip is written; an acceptance that was amended, or completed by
//! promised papers (容缺受理), keeps its first day.
use super::Case;
use super::fact::Fact;
use super::step::{Step, Told, UnknownStep, with_steps};
use crate::clock::Course;
use crate::state::Status;
use crate::time::date::Moment;

impl Case {
    /// The same step twice is one. A decision ends the window's part of a case that stands
    /// accepted.
    pub(super) fn apply_step(&mut self, fact: &Fact) {
        let (id, step, by_name, at) = match fact.clone() {
            Fact::StepTold { id, step, by_name, at } => (id, step, by_name, at),
            Fact::StepUnknown { id, by_name, at, .. } => {
                self.unknown_steps.push(UnknownStep { id, by_name, at });
                return;
            }
            _ => return,
        };
        if self.has_step(&id) {
            return;
        }
        if let Some(end) = end_by_step(&step)
            && matches!(self.status, Status::Accepted | Status::Deferred | Status::Deemed)
        {
            self.status = end;
        }
        self.told.push(Told { id, step, by_name, at });
    }

    /// Whether the step was heard already, read or not.
    pub fn has_step(&self, id: &str) -> bool {
        self.told.iter().any(|step| step.id == id)
            || self.unknown_steps.iter().any(|unknown| unknown.id == id)
    }

    /// The days of this case for the legal clock.
    pub fn clock_course(&self) -> Course {
        let course = Course {
            corrected: self.corrected_at().map(Moment::date),
            deferred_until: self.deferred_papers().map(|deferred| deferred.until),
            decided: self.counter_decision().map(|event| event.at.date()),
            silent_until: self.silent_until(),
            from_receipt: self.counts_from_receipt(),
            ..Course::from_moments(self.received, self.accepted_at())
        };
        with_steps(course, self.told.iter().map(|step| (step.id.as_str(), &step.step)))
    }
}

/// Where an accepted case stands after a step that ends its way at the office.
pub(super) fn end_by_step(step: &Step) -> Option<Status> {
    match step {
        Step::Decided { .. } => Some(Status::Completed),
        Step::Withdrawn { .. } => Some(Status::Withdrawn),
        Step::Voided { .. } => Some(Status::Voided),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::{Decision, DecisionKind, Deferred};
    use crate::case::step::Special;
    use crate::clock::{ClockKind, legal_clock};
    use crate::item::Item;
    use crate::time::calendar::Calendar;
    use crate::time::date::Date;
    use jiff::civil::date;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn decided(kind: DecisionKind, deferred: Option<Deferred>) -> Fact {
        let decision = Decision { deferred, ..Decision::of_kind(kind) };
        Fact::Decided { decision }
    }

    fn told(id: &str, step: Step) -> Fact {
        Fact::StepTold {
            id: id.into(),
            step,
            by_name: "审查员".into(),
            at: at("2026-05-06T10:00:00+08:00"),
        }
    }

    fn case(facts: &[(&str, Fact)]) -> Case {
        let mut case = Case::empty(at(facts[0].0));
        for (when, fact) in facts {
            case.apply(fact, at(when), "1001");
        }
        case
    }

    fn licence() -> Item {
        let json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "01", "form": "general",
            "project_type": "commitment", "article32": true,
            "limit": { "legal_days": 20, "promise_days": 10 },
        });
        serde_json::from_value(json).unwrap()
    }

    fn clock(case: &Case, today: Date) -> (ClockKind, Option<Date>) {
        let view = legal_clock(
            &licence(),
            &case.clock_course(),
            case.legal_status(),
            &Calendar::builtin(),
            today,
        );
        (view.kind, view.deadline.map(|deadline| deadline.date))
    }

    const TAKEN: &str = "2026-04-30T09:00:00+08:00";

    /// Accepted on a Thursday before the May holidays: the tenth working day is 18 May.
    fn accepted() -> Vec<(&'static str, Fact)> {
        vec![
            (TAKEN, Fact::Received),
            ("2026-04-30T10:00:00+08:00", decided(DecisionKind::Accept, None)),
        ]
    }

    #[test]
    fn a_special_procedure_stops_the_clock_and_its_end_starts_it() {
        let mut facts = accepted();
        assert_eq!(
            clock(&case(&facts), date(2026, 5, 8)),
            (ClockKind::Promise, Some(date(2026, 5, 18)))
        );
        let special = Step::SpecialProcedure {
            procedure: Special::Inspection,
            from: date(2026, 5, 7),
            days: 5,
            working: true,
        };
        facts.push(("2026-05-06T11:00:00+08:00", told("s1", special)));
        assert_eq!(clock(&case(&facts), date(2026, 5, 8)), (ClockKind::Paused, None));
        facts.push((
            "2026-05-11T11:00:00+08:00",
            told("s2", Step::SpecialEnded { begun: "s1".into(), on: date(2026, 5, 11) }),
        ));
        // 7, 8, 9 (a working Saturday) and 11 May are not counted.
        assert_eq!(
            clock(&case(&facts), date(2026, 5, 12)),
            (ClockKind::Promise, Some(date(2026, 5, 22)))
        );
    }

    #[test]
    fn an_extension_counts_once_and_the_law_caps_it() {
        let mut facts = accepted();
        let extended = |days| Step::Extended { days, reason: "案情复杂".into() };
        facts.push(("2026-05-12T11:00:00+08:00", told("e1", extended(5))));
        facts.push(("2026-05-12T11:00:01+08:00", told("e1", extended(5))));
        assert_eq!(clock(&case(&facts), date(2026, 5, 12)).1, Some(date(2026, 5, 25)));
        facts.push(("2026-05-13T11:00:00+08:00", told("e2", extended(30))));
        assert_eq!(
            clock(&case(&facts), date(2026, 5, 13)).1,
            Some(date(2026, 6, 1)),
            "ten days at most"
        );
    }

    #[test]
    fn a_decision_completes_and_the_certificate_is_due_until_it_is_handed_over() {
        let mut facts = accepted();
        facts.push((
            "2026-05-12T11:00:00+08:00",
            told("d", Step::Decided { granted: true, on: date(2026, 5, 12) }),
        ));
        let done = case(&facts);
        assert_eq!(done.status, Status::Completed);
        assert_eq!(clock(&done, date(2026, 5, 13)), (ClockKind::Result, Some(date(2026, 5, 26))));
        facts.push((
            "2026-05-14T11:00:00+08:00",
            told("h", Step::Delivered { on: date(2026, 5, 14) }),
        ));
        assert_eq!(clock(&case(&facts), date(2026, 5, 15)), (ClockKind::None, None));
    }

    #[test]
    fn corrections_that_are_all_in_start_the_time_to_decide_before_the_slip_is_written() {
        let mut facts = vec![
            (TAKEN, Fact::Received),
            ("2026-04-30T10:00:00+08:00", decided(DecisionKind::Correction, None)),
        ];
        assert_eq!(clock(&case(&facts), date(2026, 5, 8)), (ClockKind::None, None));
        facts.push(("2026-05-08T10:00:00+08:00", Fact::CorrectionsIn));
        assert_eq!(
            clock(&case(&facts), date(2026, 5, 9)),
            (ClockKind::Promise, Some(date(2026, 5, 21)))
        );
        facts.push(("2026-05-11T10:00:00+08:00", decided(DecisionKind::Accept, None)));
        let late = case(&facts);
        assert_eq!(late.accepted_at(), Some(at("2026-05-08T10:00:00+08:00")));
        assert_eq!(clock(&late, date(2026, 5, 11)), (ClockKind::Promise, Some(date(2026, 5, 21))));
    }

    #[test]
    fn after_a_further_notice_its_own_corrections_start_the_time_to_decide() {
        let mut facts = vec![
            (TAKEN, Fact::Received),
            ("2026-04-30T10:00:00+08:00", decided(DecisionKind::Correction, None)),
            ("2026-05-08T10:00:00+08:00", Fact::CorrectionsIn),
            ("2026-05-09T10:00:00+08:00", decided(DecisionKind::Correction, None)),
        ];
        assert_eq!(clock(&case(&facts), date(2026, 5, 11)), (ClockKind::None, None));
        facts.push(("2026-05-11T10:00:00+08:00", Fact::CorrectionsIn));
        let due = (ClockKind::Promise, Some(date(2026, 5, 25)));
        assert_eq!(clock(&case(&facts), date(2026, 5, 12)), due);
        facts.push(("2026-05-13T10:00:00+08:00", decided(DecisionKind::Accept, None)));
        let accepted = case(&facts);
        assert_eq!(accepted.accepted_at(), Some(at("2026-05-11T10:00:00+08:00")));
        assert_eq!(clock(&accepted, date(2026, 5, 13)), due);
    }

    #[test]
    fn promised_papers_are_counted_beside_the_promise_and_bringing_them_changes_no_day() {
        let deferred =
            Deferred { until: date(2026, 5, 12), materials: vec!["proof".into()], extended: None };
        let mut facts =
            vec![(TAKEN, Fact::Received), (TAKEN, decided(DecisionKind::Accept, Some(deferred)))];
        let waiting = case(&facts);
        assert_eq!(waiting.status, Status::Deferred);
        let view = |case: &Case, today| {
            legal_clock(&licence(), &case.clock_course(), case.status, &Calendar::builtin(), today)
        };
        let now = view(&waiting, date(2026, 5, 11));
        assert_eq!(now.deadline.map(|d| d.date), Some(date(2026, 5, 18)));
        assert_eq!(now.deferral.map(|d| (d.until, d.days_left)), Some((date(2026, 5, 12), 1)));
        facts.push(("2026-05-11T10:00:00+08:00", decided(DecisionKind::Accept, None)));
        let whole = case(&facts);
        assert_eq!((whole.status, whole.accepted_at()), (Status::Accepted, Some(at(TAKEN))));
        let then = view(&whole, date(2026, 5, 11));
        assert_eq!((then.deadline.map(|d| d.date), then.deferral), (Some(date(2026, 5, 18)), None));
    }

    #[test]
    fn a_case_that_the_office_ended_as_asked_has_no_clock_and_stays_so() {
        let (on, when) = (date(2026, 5, 12), "2026-05-12T11:00:00+08:00");
        let withdrawn = (when, told("w", Step::Withdrawn { on }));
        let decided = (when, told("d", Step::Decided { granted: true, on }));
        let ended = case(&[accepted(), vec![withdrawn.clone(), decided.clone()]].concat());
        assert_eq!((ended.status, ended.told.len()), (Status::Withdrawn, 2));
        assert_eq!(clock(&ended, on), (ClockKind::None, None));
        let completed = case(&[accepted(), vec![decided, withdrawn]].concat());
        assert_eq!(completed.status, Status::Completed, "what came first stands");
    }
}

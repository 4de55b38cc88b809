//! 作废重开: an accepted case of the wrong item is made void, and goes on as another one under the right
//! item. What the office makes of it is an event (`case::event`); how days are counted is `clock`.
//!
//! Invariant: the new case has the receipt day of the first, whoever opened it when. Silence does not
//! apply to it before the end of the day of re-filing where the first was answered in time; after
//! that day its rule is the ordinary one.
use super::Case;
use super::decision::DecisionKind;
use super::event::{CaseEvent, Event, EventAnswer};
use super::fact::Fact;
use super::hold::HoldReason;
use crate::state::{Action, Status};
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};

/// Stable name of 更正告知书.
pub const REFILING_NOTICE: &str = "refiling_notice";

/// The mark of an office at which the department had begun before the void came.
pub const DEPARTMENT_BEGUN: &str = "department_begun";

/// What this case goes on from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refiled {
    /// Id of the first case.
    pub case: String,
    /// Its number as it was printed.
    pub number: String,
    pub received_at: Moment,
    /// It was answered within its time.
    pub was_answered: bool,
    /// Why it was made void.
    pub reason: String,
    /// The citizen gave back its receipt.
    pub receipt_back: bool,
    pub on: Moment,
}

/// What has become of the void of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoidStanding {
    /// The case is void.
    Done,
    /// The office has not answered yet.
    Asked,
    /// The department had begun: it is for the department to end the case.
    WithDepartment,
    /// The office said no.
    Refused,
}

impl Case {
    pub(super) fn apply_refiling(&mut self, fact: &Fact, at: Moment) {
        let Fact::RefiledFrom { case, number, received_at, was_answered, reason, receipt_back } =
            fact
        else {
            return;
        };
        self.refiled = Some(Refiled {
            case: case.clone(),
            number: number.clone(),
            received_at: *received_at,
            was_answered: *was_answered,
            reason: reason.clone(),
            receipt_back: *receipt_back,
            on: at,
        });
    }

    /// The decision that stands for the citizen is an acceptance, also while a supervisor sent it back.
    pub fn stands_accepted(&self) -> bool {
        let is_accepted =
            matches!(self.legal_status(), Status::Accepted | Status::Deferred | Status::Deemed);
        is_accepted && self.decision().is_some_and(|(d, _)| d.kind == DecisionKind::Accept)
    }

    /// What a supervisor sent back may be decided anew, but an acceptance is undone by a void alone: it
    /// is accepted again, or stays with the department. And only an acceptance can be void.
    pub fn is_barred(&self, action: Action) -> bool {
        // Of what was given up before it was decided nothing goes to the office.
        if self.status == Status::Voided && action == Action::HandOver {
            return self.revision() == 0;
        }
        if self.status != Status::Returned {
            return false;
        }
        match action {
            Action::NotifyCorrection
            | Action::NotifyNew
            | Action::NotifyAgain
            | Action::Refuse
            | Action::Redirect
            | Action::Receive => self.stands_accepted(),
            Action::Void | Action::AwaitVoid => !self.stands_accepted(),
            _ => false,
        }
    }

    /// The void that was told last.
    pub fn void_event(&self) -> Option<&CaseEvent> {
        self.events.iter().rev().find(|event| matches!(event.event, Event::Void { .. }))
    }

    pub fn void_standing(&self) -> Option<VoidStanding> {
        let void = self.void_event()?;
        let is_done = matches!(void.event, Event::Void { done: true, .. });
        Some(match &void.answer {
            _ if is_done => VoidStanding::Done,
            None => VoidStanding::Asked,
            Some(EventAnswer::Refused { .. }) => VoidStanding::Refused,
            Some(EventAnswer::Taken { marks }) if is_for_department(marks) => {
                VoidStanding::WithDepartment
            }
            Some(EventAnswer::Taken { .. }) => VoidStanding::Done,
        })
    }

    /// It was asked for, or done, and nobody has said no.
    pub fn is_void_asked(&self) -> bool {
        self.void_standing().is_some_and(|standing| standing != VoidStanding::Refused)
    }

    /// Made void here, or at the office. That the department ended it is a step.
    pub(super) fn is_void(&self) -> bool {
        self.void_standing() == Some(VoidStanding::Done)
    }

    /// The office gave no number yet, so that no department can have begun: the window may end it.
    pub fn is_void_here(&self) -> bool {
        self.official.is_none()
    }

    /// The department has begun, as far as it was heard here: a step, or its answer.
    pub fn has_department_begun(&self) -> bool {
        !self.told.is_empty() || !self.unknown_steps.is_empty()
    }

    /// A supervisor's consent to a void was not to be had: it waits for one.
    pub fn awaits_void(&self) -> bool {
        self.hold.as_ref().is_some_and(|hold| hold.reason == HoldReason::VoidConsent)
    }

    /// Until the end of this day nobody may say that nobody answered.
    pub fn silent_until(&self) -> Option<Date> {
        let refiled = self.refiled.as_ref().filter(|refiled| refiled.was_answered)?;
        Some(refiled.on.date())
    }

    /// The promised day counts from the receipt of the first; where a notice was given here, from when
    /// all of it came in, as ever.
    pub fn counts_from_receipt(&self) -> bool {
        self.refiled.is_some() && !self.was_notified()
    }
}

pub(super) fn is_for_department(marks: &[String]) -> bool {
    marks.iter().any(|mark| mark == DEPARTMENT_BEGUN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::Decision;
    use crate::case::step::Step;
    use crate::clock::{ClockKind, legal_clock};
    use crate::item::Item;
    use crate::state::Role;
    use crate::time::calendar::Calendar;
    use jiff::civil::date;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    /// A Monday; the fifth working day is Monday 30 November.
    const TAKEN: &str = "2026-11-23T09:00:00+08:00";
    /// The sixth working day.
    const REFILED: &str = "2026-12-01T10:00:00+08:00";

    fn item() -> Item {
        let json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "01", "form": "general",
            "project_type": "commitment", "article32": true, "limit": { "promise_days": 10 },
        });
        serde_json::from_value(json).unwrap()
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    fn refiled_from(was_answered: bool) -> Fact {
        Fact::RefiledFrom {
            case: "c1".into(),
            number: "示编1".into(),
            received_at: at(TAKEN),
            was_answered,
            reason: "事项选错".into(),
            receipt_back: true,
        }
    }

    fn refiled(was_answered: bool, facts: &[(&str, Fact)]) -> Case {
        let mut case = Case::empty(at(REFILED));
        case.apply(&refiled_from(was_answered), at(REFILED), "1001");
        case.apply(&Fact::Received, at(REFILED), "1001");
        for (when, fact) in facts {
            case.apply(fact, at(when), "1001");
        }
        case
    }

    fn is_silent(case: &Case, day: i8) -> bool {
        case.is_left_unanswered(&item(), &Calendar::builtin(), date(2026, 12, day))
    }

    #[test]
    fn the_new_case_has_the_first_ones_receipt_and_its_silence_waits_for_the_end_of_the_day() {
        let open = refiled(true, &[]);
        assert_eq!((open.status, open.received), (Status::Received, Some(at(TAKEN))));
        assert!(!is_silent(&open, 1), "the day of re-filing");
        assert!(is_silent(&open, 2) && is_silent(&open, 3), "the rule of silence holds again");
        assert!(is_silent(&refiled(false, &[]), 1), "nobody had answered the first either");
        let notice = refiled(true, &[(REFILED, decided(DecisionKind::Correction))]);
        assert!(!is_silent(&notice, 2), "asked for on that day");
        let late = "2026-12-02T09:00:00+08:00";
        let late = refiled(true, &[(late, decided(DecisionKind::Correction))]);
        assert!(is_silent(&late, 2), "a notice of the day after answers nothing");
    }

    fn due(case: &Case) -> (ClockKind, Option<Date>) {
        let (course, calendar) = (case.clock_course(), Calendar::builtin());
        let view = legal_clock(&item(), &course, case.legal_status(), &calendar, date(2026, 12, 1));
        (view.kind, view.deadline.map(|deadline| deadline.date))
    }

    #[test]
    fn the_promised_day_counts_from_the_first_ones_receipt() {
        let accepted = refiled(true, &[(REFILED, decided(DecisionKind::Accept))]);
        // Ten working days after 23 November.
        assert_eq!(due(&accepted), (ClockKind::Promise, Some(date(2026, 12, 7))));
        assert!(accepted.counts_from_receipt());
        let notified = refiled(
            true,
            &[
                (REFILED, decided(DecisionKind::Correction)),
                ("2026-12-02T09:00:00+08:00", Fact::CorrectionsIn),
                ("2026-12-02T10:00:00+08:00", decided(DecisionKind::Accept)),
            ],
        );
        assert!(!notified.counts_from_receipt());
        assert_eq!(due(&notified), (ClockKind::Promise, Some(date(2026, 12, 16))));
    }

    fn void(id: &str, done: bool) -> Fact {
        let event = Event::Void {
            reason: "事项选错".into(),
            refiled_as: "c2".into(),
            receipt_back: false,
            done,
        };
        Fact::EventMade { id: id.into(), event }
    }

    fn answered(marks: &[&str]) -> Fact {
        let marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
        Fact::EventAnswered { id: "v".into(), answer: EventAnswer::Taken { marks } }
    }

    fn accepted(facts: &[Fact]) -> Case {
        let mut case = Case::empty(at(TAKEN));
        let first = [Fact::Received, decided(DecisionKind::Accept)];
        for fact in first.iter().chain(facts) {
            case.apply(fact, at(TAKEN), "1001");
        }
        case
    }

    #[test]
    fn a_void_is_done_where_no_number_was_given_and_else_when_the_office_says_so() {
        let here = accepted(&[void("v", true)]);
        assert_eq!((here.status, here.void_standing()), (Status::Voided, Some(VoidStanding::Done)));
        let asked = accepted(&[void("v", false)]);
        assert_eq!(
            (asked.status, asked.void_standing(), asked.is_void_asked()),
            (Status::Accepted, Some(VoidStanding::Asked), true)
        );
        let done = accepted(&[void("v", false), answered(&[])]);
        assert_eq!((done.status, done.void_standing()), (Status::Voided, Some(VoidStanding::Done)));
        let refused = EventAnswer::Refused { code: "already_decided".into() };
        let refused = Fact::EventAnswered { id: "v".into(), answer: refused };
        let no = accepted(&[void("v", false), refused]);
        assert_eq!((no.status, no.is_void_asked()), (Status::Accepted, false));
    }

    #[test]
    fn where_the_department_had_begun_it_alone_ends_the_case() {
        let facts = [void("v", false), answered(&[DEPARTMENT_BEGUN])];
        let asked = accepted(&facts);
        assert_eq!(
            (asked.status, asked.void_standing()),
            (Status::Accepted, Some(VoidStanding::WithDepartment))
        );
        let told = Fact::StepTold {
            id: "s".into(),
            step: Step::Voided { on: date(2026, 12, 2) },
            by_name: "审查员".into(),
            at: at(REFILED),
        };
        assert_eq!(accepted(&[facts.as_slice(), &[told]].concat()).status, Status::Voided);
    }

    #[test]
    fn a_void_case_stays_so_however_its_revision_goes_to_the_office() {
        let on_paper = Fact::HandedOver { revision: 1, code: "too_large".into() };
        let here = accepted(&[void("v", true), on_paper.clone()]);
        assert_eq!((here.status, here.handed_over.len()), (Status::Voided, 1));
        // The office answers while what it did not take is put right.
        let begun = Fact::ReplacementBegun { revision: 1, code: "too_large".into() };
        let replaced = Fact::Replaced { revision: 1, papers: false };
        let answer = [void("v", false), begun, answered(&[]), replaced];
        assert_eq!(accepted(&answer).status, Status::Voided);
        let asked = accepted(&[void("v", false), on_paper]);
        assert_eq!(asked.status, Status::Accepted, "nobody has answered");
    }

    #[test]
    fn a_returned_acceptance_is_accepted_again_or_made_void_and_nothing_else() {
        let back = Fact::SentBack {
            id: "r".into(),
            revision: 1,
            by: "2001".into(),
            by_name: "赵示例".into(),
            at: at(TAKEN),
            comments: Vec::new(),
        };
        let returned = accepted(std::slice::from_ref(&back));
        assert_eq!(returned.status, Status::Returned);
        for (kind, may) in [
            (DecisionKind::Accept, true),
            (DecisionKind::Correction, false),
            (DecisionKind::Refuse, false),
            (DecisionKind::Redirect, false),
        ] {
            assert_eq!(returned.may_state(&decided(kind), Role::Clerk), may, "{kind:?}");
        }
        assert!(returned.may_state(&void("v", false), Role::Supervisor));
        assert!(
            !returned.may_state(&void("v", false), Role::Clerk),
            "a supervisor's word is wanted"
        );
        let mut refused = Case::empty(at(TAKEN));
        for fact in [Fact::Received, decided(DecisionKind::Refuse), back] {
            refused.apply(&fact, at(TAKEN), "1001");
        }
        assert_eq!(refused.status, Status::Returned);
        assert!(refused.may_state(&decided(DecisionKind::Correction), Role::Clerk));
        assert!(!refused.may_state(&void("v", false), Role::Supervisor), "nothing was accepted");
    }

    #[test]
    fn a_check_comes_along_as_the_first_ones_and_ends_with_a_new_page() {
        let carried = Fact::CheckCarried {
            material: "hukou".into(),
            by: "1002".into(),
            at: at(TAKEN),
            number: "示编1".into(),
        };
        let case = refiled(true, &[(REFILED, carried)]);
        let state = case.material_state("hukou");
        assert_eq!(state.checked, Some(("1002".into(), at(TAKEN))));
        assert_eq!(state.checked_in.as_deref(), Some("示编1"));
        let own = Fact::OriginalChecked { material: "hukou".into() };
        let again = refiled(true, &[(REFILED, own)]).material_state("hukou");
        assert_eq!((again.checked, again.checked_in), (Some(("1001".into(), at(REFILED))), None));
    }

    #[test]
    fn what_is_written_of_it_never_changes() {
        let text = |fact: &Fact| serde_json::to_string(fact).unwrap();
        assert_eq!(
            text(&void("v", true)),
            r#"{"fact":"event_made","id":"v","event":{"kind":"void","reason":"事项选错","refiled_as":"c2","done":true}}"#
        );
        let moved = Fact::CustodyMoved { material: "hukou".into(), to: "c2".into() };
        assert_eq!(text(&moved), r#"{"fact":"custody_moved","material":"hukou","to":"c2"}"#);
        for fact in [void("v", false), moved, refiled_from(true), refiled_from(false)] {
            assert_eq!(serde_json::from_str::<Fact>(&text(&fact)).unwrap(), fact);
        }
    }
}

//! What the citizen has to do next: one thing, and each of it off the record.
use super::*;
use crate::calendar::Calendar;
use crate::case::{Deferred, Event, LapseTerms, Special, Step};
use crate::clock::{ClockView, legal_clock};
use crate::hold::{HoldReason, Originals};
use NextThingKind as Kind;
use jiff::civil::date;

fn next(facts: impl IntoIterator<Item = Fact>) -> NextThing {
    let (case, item, form) = (case(facts), item(), form());
    let (course, status) = (case.clock_course(), case.legal_status());
    let clock = legal_clock(&item, &course, status, &Calendar::builtin(), today());
    find_next_thing(&assess(&case, &item, &form), &clock)
}

fn names(thing: &NextThing) -> Vec<&str> {
    thing.papers.iter().map(|paper| paper.name.as_str()).collect()
}

fn notice(lapse: Option<LapseTerms>) -> Fact {
    let fault = |material: Option<&str>, name: &str| Fault {
        material: material.map(str::to_owned),
        name: name.into(),
        problem: "未提交".into(),
        fix: "请提交。".into(),
        reason: None,
    };
    let faults = vec![fault(Some("hukou"), "居民户口簿"), fault(None, "村里的说明")];
    let kind = DecisionKind::Correction;
    Fact::Decided { decision: Decision { faults, lapse, ..Decision::of_kind(kind) } }
}

fn told(step: Step) -> Fact {
    Fact::StepTold { id: "s".into(), step, by_name: "审查员".into(), at: at(9) }
}

#[test]
fn before_a_decision_it_is_to_hand_in_and_then_to_wait() {
    assert_eq!(next([by_card(PersonRole::Applicant)]).kind, Kind::HandIn);
    let waiting = next([Fact::Received]);
    assert_eq!((waiting.kind, waiting.until), (Kind::AwaitAnswer, None), "no five days run here");
    let held = |reason| Fact::Held { reason, note: None, originals: Originals::WithOwner };
    assert_eq!(next([Fact::Received, held(HoldReason::Signature)]).kind, Kind::Sign);
    assert_eq!(next([Fact::Received, held(HoldReason::Copying)]).kind, Kind::AwaitAnswer);
}

#[test]
fn after_a_notice_it_is_to_bring_what_did_not_come_by_the_day_that_was_stated() {
    let open = next([Fact::Received, notice(None)]);
    assert_eq!((open.kind, open.until), (Kind::BringCorrections, None));
    assert_eq!(names(&open), ["居民户口簿", "村里的说明"]);
    assert_eq!((open.papers[1].material.as_deref(), open.papers[1].place), (None, 2));
    let until = date(2026, 12, 1);
    let (consequence, source) = ("终止办理".to_owned(), "示例办法".to_owned());
    let stated = next([Fact::Received, notice(Some(LapseTerms { until, consequence, source }))]);
    assert_eq!(stated.until.map(|until| until.date), Some(until));
    let brought = [
        Fact::Received,
        notice(None),
        page("h", Some("hukou")),
        shown("h"),
        checked("hukou"),
        Fact::CorrectionNoted { revision: 1, fault: 1, came: true },
    ];
    assert_eq!(next(brought.clone()).kind, Kind::AwaitReceipt);
    let one = next(brought[..5].iter().cloned());
    assert_eq!((one.kind, names(&one)), (Kind::BringCorrections, vec!["村里的说明"]));
    let stamped = brought.into_iter().chain([Fact::CorrectionsIn]);
    assert_eq!(next(stamped).kind, Kind::AwaitReceipt);
}

#[test]
fn what_was_promised_is_brought_by_its_day_and_then_the_department_is_waited_for() {
    let until = today().tomorrow().unwrap();
    let deferred = Some(Deferred { until, materials: vec!["later".into()], extended: None });
    let decision = Decision { deferred, ..Decision::of_kind(DecisionKind::Accept) };
    let accepted = [Fact::Received, Fact::Decided { decision }];
    let open = next(accepted.clone());
    assert_eq!((open.kind, names(&open)), (Kind::BringPromised, vec!["体检报告"]));
    assert_eq!(open.until.map(|until| until.date), Some(until));
    let came = accepted.into_iter().chain([page("l", Some("later")), shown("l")]);
    assert_eq!(next(came).kind, Kind::AwaitReceipt);
    let whole = next([Fact::Received, decided(DecisionKind::Accept)]);
    assert_eq!(whole.kind, Kind::AwaitDecision);
    assert!(whole.until.is_some(), "the promise is known");
}

#[test]
fn a_procedure_a_wish_and_a_decision_are_waited_for() {
    let with = |facts: Vec<Fact>| {
        let accepted = [Fact::Received, decided(DecisionKind::Accept)];
        next(accepted.into_iter().chain(facts))
    };
    let from = today();
    let procedure = Special::ExpertReview;
    let special =
        with(vec![told(Step::SpecialProcedure { procedure, from, days: 5, working: true })]);
    assert_eq!((special.kind, special.procedure), (Kind::AwaitProcedure, Some(procedure)));
    let wish = Event::WithdrawalAsked { by: PersonRole::Applicant };
    let asked = with(vec![Fact::EventMade { id: "e".into(), event: wish }]);
    assert_eq!(asked.kind, Kind::AwaitWithdrawal);
    let on = today();
    let granted = told(Step::Decided { granted: true, on });
    assert_eq!(with(vec![granted.clone()]).kind, Kind::AwaitResult);
    let delivered = Fact::StepTold {
        id: "d".into(),
        step: Step::Delivered { on },
        by_name: "审查员".into(),
        at: at(9),
    };
    assert_eq!(with(vec![granted, delivered]).kind, Kind::Nothing);
    assert_eq!(with(vec![told(Step::Withdrawn { on })]).kind, Kind::Ended);
}

#[test]
fn what_is_turned_away_says_where_to_go() {
    assert_eq!(next([Fact::Received, decided(DecisionKind::Refuse)]).kind, Kind::Refused);
    let right_office = Some("邻市示例局".to_owned());
    let decision = Decision { right_office, ..Decision::of_kind(DecisionKind::Redirect) };
    let away = next([Fact::Decided { decision }]);
    assert_eq!((away.kind, away.office.as_deref()), (Kind::AskElsewhere, Some("邻市示例局")));
    let void = |done: bool| Fact::EventMade {
        id: "v".into(),
        event: Event::Void {
            reason: "错件".into(),
            refiled_as: "c2".into(),
            receipt_back: true,
            done,
        },
    };
    let accepted = || [Fact::Received, decided(DecisionKind::Accept)].into_iter();
    assert_eq!(next(accepted().chain([void(true)])).kind, Kind::GoesOn);
    assert_eq!(next(accepted().chain([void(false)])).kind, Kind::AwaitVoid);
    let given_up = Fact::Abandoned { reason: "申请人撤回".into() };
    assert_eq!(next([Fact::Received, given_up]).kind, Kind::Ended);
}

#[test]
fn what_nobody_answered_is_fetched() {
    let (case, item, form) = (case([Fact::Received]), item(), form());
    let unanswered = assess(&case, &item, &form).with_silence(true);
    assert_eq!(find_next_thing(&unanswered, &ClockView::default()).kind, Kind::FetchReceipt);
}

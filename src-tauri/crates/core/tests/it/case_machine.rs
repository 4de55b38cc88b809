//! A case's states and who may do what in them, beside a model that is written by actions instead
//! of by states.
use crate::walk::walk;
use counter_core::case::{
    Case, ConsentedAct, Decision, DecisionKind, Deferred, Event, Extension, FurtherNotice, WarnedBy,
};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::hold::{HoldReason, Originals};
use counter_core::item::PersonRole;
use counter_core::journal::{Chain, Line, read_journal};
use counter_core::private::Private;
use counter_core::state::{Action, Role, Status, is_allowed, leads_to};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};

const CASE: &str = "6f0c0c5e-0000-4000-8000-000000000001";
const ROLES: [Role; 4] = [Role::Clerk, Role::Supervisor, Role::Trainer, Role::Trainee];
const ACTIONS: [Action; 24] = [
    Action::Edit,
    Action::Hold,
    Action::Receive,
    Action::ReceiveCorrections,
    Action::Accept,
    Action::Defer,
    Action::ExtendDeferral,
    Action::NotifyCorrection,
    Action::NotifyNew,
    Action::NotifyAgain,
    Action::Refuse,
    Action::Redirect,
    Action::Return,
    Action::Submit,
    Action::Replace,
    Action::HandOver,
    Action::Reprint,
    Action::GiveBackOriginal,
    Action::Abandon,
    Action::AskWithdrawal,
    Action::DecideForDepartment,
    Action::Lapse,
    Action::Void,
    Action::AwaitVoid,
];

#[derive(Clone, Debug)]
struct Model {
    status: Status,
    /// The decision that stands while what the office does not take is put right.
    standing: Status,
    decided: u32,
    /// The newest decision is an acceptance.
    accepted: bool,
    notified: bool,
    edited: bool,
    returned: u32,
    asked: usize,
}

/// A notice is the first or another one whatever whoever gives it calls it.
fn notice(notified: bool, action: Action) -> Action {
    match action {
        Action::NotifyCorrection if notified => Action::NotifyAgain,
        Action::NotifyNew | Action::NotifyAgain if !notified => Action::NotifyCorrection,
        action => action,
    }
}

fn allowed(status: Status, role: Role, action: Action) -> bool {
    use Status::*;
    let open = matches!(status, Draft | Received | Correction | Deferred | Returned);
    let decided =
        matches!(status, Correction | Deferred | Deemed | Accepted | Refused | Redirected);
    let boss = role == Role::Supervisor;
    match action {
        Action::Edit | Action::Hold => open || matches!(status, Replacing | Deemed),
        Action::Replace => decided,
        Action::HandOver => {
            decided || matches!(status, Replacing | Completed | Withdrawn | Lapsed | Voided)
        }
        Action::Receive => matches!(status, Draft | Returned),
        Action::ReceiveCorrections => status == Correction,
        Action::Accept => status == Deemed || (open && status != Draft),
        Action::Defer => open && status != Draft,
        Action::ExtendDeferral => boss && status == Deferred,
        Action::Refuse => matches!(status, Received | Correction | Returned),
        Action::Redirect => matches!(status, Draft | Received | Returned),
        Action::NotifyCorrection => matches!(status, Received | Returned),
        Action::NotifyNew => matches!(status, Correction | Returned),
        Action::NotifyAgain => boss && matches!(status, Correction | Returned),
        Action::Return => boss && decided,
        Action::Submit | Action::Reprint => status != Draft,
        Action::GiveBackOriginal => true,
        Action::Abandon => matches!(status, Draft | Received),
        Action::AskWithdrawal => matches!(status, Accepted | Deferred | Deemed),
        Action::DecideForDepartment => status == Accepted,
        Action::Lapse => status == Correction,
        Action::Void => boss && matches!(status, Accepted | Deferred | Returned),
        Action::AwaitVoid => matches!(status, Accepted | Deferred | Returned),
    }
}

/// What the table lets be done with what was sent back, and the decision that stands does not: an
/// acceptance is given again or made void, and nothing else can be made void.
fn barred(model: &Model, action: Action) -> bool {
    use Action::*;
    let undoes = [NotifyCorrection, NotifyNew, NotifyAgain, Refuse, Redirect, Receive];
    let voids = [Void, AwaitVoid];
    // Of what was given up before it was decided nothing goes to the office.
    if model.status == Status::Voided && model.decided == 0 && action == HandOver {
        return true;
    }
    model.status == Status::Returned
        && if model.accepted { undoes.contains(&action) } else { voids.contains(&action) }
}

impl ReferenceStateMachine for Model {
    type State = Model;
    type Transition = (Role, Action);

    fn init_state() -> BoxedStrategy<Model> {
        Just(Model {
            status: Status::Draft,
            standing: Status::Draft,
            decided: 0,
            accepted: false,
            notified: false,
            edited: false,
            returned: 0,
            asked: 0,
        })
        .boxed()
    }

    fn transitions(_: &Model) -> BoxedStrategy<(Role, Action)> {
        // An abandoned case ends the walk: seldom.
        let often = ACTIONS.into_iter().filter(|action| *action != Action::Abandon);
        let action = prop_oneof![
            30 => proptest::sample::select(often.collect::<Vec<_>>()),
            1 => Just(Action::Abandon),
        ];
        (proptest::sample::select(ROLES.to_vec()), action).boxed()
    }

    fn apply(mut model: Model, (role, action): &(Role, Action)) -> Model {
        let action = notice(model.notified, *action);
        if !allowed(model.status, *role, action) || barred(&model, action) {
            return model;
        }
        let decide = |model: &mut Model, status| {
            (model.status, model.edited) = (status, false);
            model.decided += 1;
        };
        match action {
            Action::Edit => model.edited = true,
            Action::Receive => model.status = Status::Received,
            Action::Accept => {
                model.accepted = true;
                decide(&mut model, Status::Accepted);
            }
            Action::Defer | Action::ExtendDeferral => {
                model.accepted = true;
                decide(&mut model, Status::Deferred);
            }
            Action::Refuse => {
                model.accepted = false;
                decide(&mut model, Status::Refused);
            }
            Action::Redirect => {
                model.accepted = false;
                decide(&mut model, Status::Redirected);
            }
            Action::NotifyCorrection | Action::NotifyNew | Action::NotifyAgain => {
                (model.notified, model.accepted) = (true, false);
                decide(&mut model, Status::Correction);
            }
            Action::Return => {
                model.returned += 1;
                model.status = Status::Returned;
            }
            Action::Abandon => model.status = Status::Voided,
            Action::Replace => {
                (model.standing, model.edited) = (model.status, false);
                model.status = Status::Replacing;
            }
            Action::Submit if model.status == Status::Replacing => {
                let standing = model.standing;
                decide(&mut model, standing);
            }
            Action::HandOver if model.status == Status::Replacing => {
                (model.status, model.edited) = (model.standing, false);
            }
            Action::HandOver => model.edited = false,
            Action::AskWithdrawal | Action::Void => model.asked += 1,
            Action::DecideForDepartment => {
                model.asked += 1;
                model.status = Status::Completed;
            }
            Action::Lapse => {
                model.asked += 1;
                model.status = Status::Lapsed;
            }
            _ => {}
        }
        model
    }
}

/// The real case with its journal.
struct Real {
    case: Case,
    journal: Vec<Line>,
}

fn at(minute: u64) -> Moment {
    Moment::from_millis(1_790_000_000_000 + minute as i64 * 60_000)
}

fn fact_of(case: &Case, action: Action) -> Option<Fact> {
    let decided = |kind| Some(Fact::Decided { decision: Decision::of_kind(kind) });
    match action {
        Action::Edit => {
            Some(Fact::FieldFilled { field: "phone".into(), value: Private::new("10012345678") })
        }
        Action::Receive => Some(Fact::Received),
        Action::Accept => decided(DecisionKind::Accept),
        Action::Defer | Action::ExtendDeferral => {
            let until = at(0).date();
            let extension = Extension { from: until, reason: "住院".into() };
            let extended = (action == Action::ExtendDeferral).then_some(extension);
            let deferred = Some(Deferred { until, materials: vec!["proof".into()], extended });
            Some(Fact::Decided {
                decision: Decision { deferred, ..Decision::of_kind(DecisionKind::Accept) },
            })
        }
        Action::ReceiveCorrections => Some(Fact::CorrectionsIn),
        Action::NotifyCorrection | Action::NotifyAgain => decided(DecisionKind::Correction),
        Action::NotifyNew => {
            let further = Some(FurtherNotice { seen_before: Vec::new(), reason: None });
            Some(Fact::Decided {
                decision: Decision { further, ..Decision::of_kind(DecisionKind::Correction) },
            })
        }
        Action::Refuse => decided(DecisionKind::Refuse),
        Action::Redirect => decided(DecisionKind::Redirect),
        Action::Return => Some(Fact::SentBack {
            id: case.length.to_string(),
            revision: case.revision(),
            by: "2001".into(),
            by_name: "赵示例".into(),
            at: at(case.length),
            comments: Vec::new(),
        }),
        Action::Abandon => Some(Fact::Abandoned { reason: "误开".into() }),
        Action::Replace => {
            Some(Fact::ReplacementBegun { revision: case.revision(), code: "too_large".into() })
        }
        Action::Submit if case.status == Status::Replacing => {
            let papers = case.length.is_multiple_of(2);
            Some(Fact::Replaced { revision: case.revision(), papers })
        }
        Action::HandOver => {
            Some(Fact::HandedOver { revision: case.revision(), code: "too_large".into() })
        }
        Action::AskWithdrawal => Some(Fact::EventMade {
            id: case.length.to_string(),
            event: Event::WithdrawalAsked { by: PersonRole::Applicant },
        }),
        Action::Void => Some(Fact::EventMade {
            id: case.length.to_string(),
            event: Event::Void {
                reason: "事项选错".into(),
                refiled_as: "6f0c0c5e-0000-4000-8000-000000000002".into(),
                receipt_back: false,
                done: false,
            },
        }),
        Action::DecideForDepartment => Some(Fact::EventMade {
            id: case.length.to_string(),
            event: Event::Decided {
                granted: true,
                number: format!("示准〔2026〕{}号", case.length),
                entrusted_by: "示例委托书".into(),
                points: Vec::new(),
                reasons: Vec::new(),
            },
        }),
        Action::Lapse => Some(Fact::EventMade {
            id: case.length.to_string(),
            event: Event::Lapsed {
                until: at(0).date(),
                consequence: "终止办理".into(),
                source: "示例办法第一条".into(),
                how: WarnedBy::Telephone,
                warned_on: at(0).date(),
            },
        }),
        _ => None,
    }
}

impl StateMachineTest for Real {
    type SystemUnderTest = Real;
    type Reference = Model;

    fn init_test(_: &Model) -> Real {
        Real { case: Case::empty(at(0)), journal: Vec::new() }
    }

    fn apply(mut real: Real, _: &Model, (role, action): (Role, Action)) -> Real {
        let Some(fact) = fact_of(&real.case, action) else { return real };
        // What moves a case is refused where it is written down; the rest where it is asked for.
        let is_refused = match real.case.action_of(&fact) {
            Some(_) => !real.case.may_state(&fact, role),
            None => !is_allowed(real.case.status, role, action),
        };
        if is_refused {
            return real;
        }
        // What a trainee does has a mentor's consent before it: an entry more, and nothing else.
        if matches!(role, Role::Trainer | Role::Trainee) {
            let consented = Fact::Consented { act: ConsentedAct::Issue, by: "1001".into() };
            let now = at(real.case.length);
            real.journal.push(real.case.append(CASE, &consented, now, "3101").unwrap());
        }
        let now = at(real.case.length);
        real.journal.push(real.case.append(CASE, &fact, now, "1001").unwrap());
        if let Some(status) = leads_to(action) {
            assert_eq!(real.case.status, status, "the table says where {action:?} leads");
        }
        real
    }

    fn check_invariants(real: &Real, model: &Model) {
        let case = &real.case;
        let told = (case.status, case.revision(), case.was_notified(), !case.touched.is_empty());
        assert_eq!(told, (model.status, model.decided, model.notified, model.edited));
        // Each revision is open, or was settled in one way.
        let settled = case.replaced.len() + case.handed_over.len();
        assert_eq!(settled + case.open_revisions().len(), case.revision() as usize);
        assert_eq!(case.replacement.is_some(), model.status == Status::Replacing);
        assert_eq!(case.returns.len() as u32, model.returned);
        assert_eq!(case.events.len(), model.asked);
        assert_eq!(case.open_return().is_some(), model.status == Status::Returned);
        for (role, action) in
            ROLES.into_iter().flat_map(|role| ACTIONS.map(|action| (role, action)))
        {
            let same = is_allowed(case.status, role, action) == allowed(model.status, role, action);
            assert!(same, "{role:?} {action:?} in {:?}", case.status);
            // Nobody in any role states of a case what the table does not let them do.
            let Some(fact) = fact_of(case, action) else { continue };
            let action = notice(model.notified, action);
            let may = case.action_of(&fact).is_none()
                || (allowed(model.status, role, action) && !barred(model, action));
            assert_eq!(case.may_state(&fact, role), may, "{role:?} {fact:?} in {:?}", case.status);
        }
        let Some(folded) = Case::fold(&read_journal(CASE, Chain::First, &real.journal).unwrap())
        else {
            return;
        };
        let folded = (folded.status, folded.revision(), folded.length, folded.last_hash);
        assert_eq!(folded, (case.status, case.revision(), case.length, case.last_hash.clone()));
    }
}

#[test]
fn a_case_is_its_model() {
    walk::<Real>(400, 2_000).unwrap();
}

const STATUSES: [Status; 14] = [
    Status::Draft,
    Status::Received,
    Status::Correction,
    Status::Accepted,
    Status::Deferred,
    Status::Deemed,
    Status::Refused,
    Status::Redirected,
    Status::Returned,
    Status::Replacing,
    Status::Completed,
    Status::Withdrawn,
    Status::Lapsed,
    Status::Voided,
];

/// What is written down on the way to an end, beside the event that ends it.
fn facts_beside(case: &Case) -> Vec<(Action, Fact)> {
    let is_undecided = matches!(case.status, Status::Draft | Status::Received);
    let withdrawal = if is_undecided { Action::Abandon } else { Action::AskWithdrawal };
    let document = || "d1".to_owned();
    let (how, on) = (WarnedBy::Telephone, at(0).date());
    vec![
        (Action::DecideForDepartment, Fact::PointExamined { point: "identity".into(), met: true }),
        (Action::Lapse, Fact::LapseWarned { revision: case.revision(), how, on }),
        (Action::HandOver, Fact::EventHandedOver { id: "e1".into(), code: "too_large".into() }),
        (
            withdrawal,
            Fact::WithdrawalDrawnUp {
                document: document(),
                by: PersonRole::Applicant,
                covered: false,
            },
        ),
        (withdrawal, Fact::WithdrawalSigned { document: document(), pages: Vec::new() }),
        (
            Action::Hold,
            Fact::Held { reason: HoldReason::Copying, note: None, originals: Originals::AtWindow },
        ),
    ]
}

/// The walk does not come to what silence or the office makes of a case; here is each state, with
/// each fact that moves one, for each role.
#[test]
fn in_no_state_does_anybody_state_what_the_table_does_not_name() {
    let mut refused = 0;
    for (status, notified) in STATUSES.into_iter().flat_map(|one| [(one, false), (one, true)]) {
        let mut case = Case::empty(at(0));
        if notified {
            let decision = Decision::of_kind(DecisionKind::Correction);
            case.apply(&Fact::Decided { decision }, at(1), "1001");
        }
        case.status = status;
        let moves = ACTIONS.into_iter().filter_map(|action| {
            let fact = fact_of(&case, action)?;
            case.action_of(&fact).map(|_| (notice(notified, action), fact))
        });
        let all: Vec<_> = moves.chain(facts_beside(&case)).collect();
        for ((action, fact), role) in all.iter().flat_map(|one| ROLES.map(|role| (one, role))) {
            let may = allowed(status, role, *action);
            assert_eq!(case.may_state(fact, role), may, "{role:?} {fact:?} in {status:?}");
            refused += u32::from(!may);
        }
    }
    assert!(refused > 1_000, "{refused}");
}

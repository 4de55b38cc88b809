//! A trial's departments by themselves: what they say of a case, when, and who does not hear it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use counter_backoffice::{Client, Decision, SignIn, StepRequest, Submission};
use counter_core::case::{Deferred, Special, Step};
use counter_office::{DepartmentPace, Office};
use jiff::civil::date;
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{
    Running, amended, at_own_time, hand_over, sent_back, submission, with_neighbours,
};

on_both!(
    a_case_has_a_whole_life_by_the_clock_and_the_seed,
    what_is_not_wholly_there_or_came_back_waits,
);

/// A minute is a day of theirs.
const PACE: DepartmentPace = DepartmentPace { day_ms: 60_000, seed: 1 };
const DAY: i64 = 60;
/// By this seed the one is extended and granted, the other is refused.
const GRANTED: Uuid = Uuid::from_u128(1);
const REFUSED: Uuid = Uuid::from_u128(33);

async fn play(office: &Office) -> u32 {
    let office = office.clone();
    let playing = tokio::task::spawn_blocking(move || office.play_departments());
    playing.await.expect("played").expect("records")
}

struct Trial {
    running: Running,
    office: Office,
    seconds: Arc<AtomicI64>,
}

impl Trial {
    async fn start(office: Office) -> Trial {
        let (office, seconds) = at_own_time(office);
        let running = Running::start(office.clone()).await;
        Trial { running, office, seconds }
    }

    async fn pass(&self, days: i64) -> u32 {
        self.seconds.fetch_add(days * DAY, Ordering::SeqCst);
        play(&self.office).await
    }

    async fn steps(&self, signed: &SignIn) -> Vec<Step> {
        let cred = signed.delivery_credential.expose();
        let steps = self.running.client.get_steps(cred, 0).await.expect("steps");
        steps.iter().map(|entry| entry.step.read().expect("known")).collect()
    }
}

async fn accepted(client: &Client, signed: &SignIn, case: Uuid) -> Submission {
    let case = Submission { case, decision: Decision::Accepted, ..submission(signed, vec![]) };
    hand_over(client, signed.delivery_credential.expose(), &case).await;
    case
}

async fn a_case_has_a_whole_life_by_the_clock_and_the_seed(place: Place) {
    let trial = Trial::start(place.office().with_departments(PACE)).await;
    let signed = trial.running.sign_in().await;
    accepted(&trial.running.client, &signed, GRANTED).await;
    assert_eq!(trial.pass(0).await, 0, "not on the day on which it came");
    assert_eq!((trial.pass(1).await, play(&trial.office).await), (1, 0), "a word a day at most");
    assert_eq!((trial.pass(4).await, trial.pass(1).await), (0, 1));
    assert_eq!((trial.pass(2).await, trial.pass(4).await, trial.pass(2).await), (1, 1, 1));
    assert_eq!(trial.pass(99).await, 0, "its life is over");
    let today = date(2026, 11, 22);
    let steps = trial.steps(&signed).await;
    assert!(matches!(
        steps[0],
        Step::SpecialProcedure { procedure: Special::ExpertReview, from, .. } if from == today
    ));
    assert!(matches!(steps[1], Step::SpecialEnded { on, .. } if on == today));
    assert!(matches!(steps[2], Step::Extended { .. }));
    assert_eq!(
        steps[3..],
        [Step::Decided { granted: true, on: today }, Step::Delivered { on: today }]
    );
    let cred = signed.delivery_credential.expose();
    let wire = trial.running.client.get_steps(cred, 0).await.expect("steps");
    assert!(wire.iter().all(|entry| entry.by_name == "示例审批部门"), "an example, and says so");

    accepted(&trial.running.client, &signed, REFUSED).await;
    for _ in 0..20 {
        trial.pass(5).await;
    }
    let steps = trial.steps(&signed).await;
    let decided: Vec<bool> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Decided { granted, .. } => Some(*granted),
            _ => None,
        })
        .collect();
    assert_eq!(decided, [true, false]);
    trial.running.end().await;
}

async fn what_is_not_wholly_there_or_came_back_waits(place: Place) {
    let trial = Trial::start(place.office().with_departments(PACE)).await;
    let (client, signed) = (&trial.running.client, trial.running.sign_in().await);
    let cred = signed.delivery_credential.expose();
    let supervisor = trial.running.supervisor().await;
    let open = Submission {
        case: Uuid::from_u128(1),
        decision: Decision::Accepted,
        ..submission(&signed, vec![])
    };
    client.submit_case(cred, &open).await.expect("filed");
    let refusal = Submission { case: Uuid::from_u128(2), ..open.clone() };
    let refusal = Submission { decision: Decision::Refused, ..refusal };
    hand_over(client, cred, &refusal).await;
    let deferred =
        Deferred { until: date(2026, 12, 4), materials: vec!["proof".into()], extended: None };
    let promised =
        Submission { case: Uuid::from_u128(3), deferred: Some(deferred), ..open.clone() };
    hand_over(client, cred, &promised).await;
    let back = accepted(client, &signed, Uuid::from_u128(4)).await;
    let comments = sent_back(&[("case", "请重签")]);
    client.send_back(supervisor.token.expose(), back.case, &comments).await.expect("sent back");
    assert_eq!(trial.pass(9).await, 0);
    client.complete_case(cred, open.case).await.expect("complete");
    let whole =
        Submission { deferred: None, accepted_at: Some(promised.decided_at), ..amended(&promised) };
    hand_over(client, cred, &whole).await;
    hand_over(client, cred, &amended(&back)).await;
    assert_eq!(trial.pass(9).await, 3);
    trial.running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_on_the_spot_is_only_decided() {
    let place = Place::disk();
    let pack = "{\"pack\":2,\"version\":\"2026.11\"}\n{\"key\":\"\"}\n{\"forms\":[]}\n\
                {\"id\":\"elderly-allowance\",\"project_type\":\"on_the_spot\"}\n";
    let office = place.office_with(pack.as_bytes().to_vec()).with_departments(PACE);
    let trial = Trial::start(office).await;
    let signed = trial.running.sign_in().await;
    accepted(&trial.running.client, &signed, GRANTED).await;
    assert_eq!((trial.pass(4).await, trial.pass(2).await, trial.pass(99).await), (1, 1, 0));
    let on = date(2026, 11, 22);
    let steps = trial.steps(&signed).await;
    assert_eq!(steps, [Step::Decided { granted: true, on }, Step::Delivered { on }]);
    trial.running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_plays_the_departments_of_a_real_office_or_of_a_trial_that_does_not_want_it() {
    let folder = tempfile::tempdir().expect("folder");
    let real = Office::open(Some(folder.path()), Vec::new(), false).expect("office");
    assert_eq!(play(&with_neighbours(real).with_departments(PACE)).await, 0);

    let place = Place::disk();
    let trial = Trial::start(place.office()).await;
    let signed = trial.running.sign_in().await;
    let case = accepted(&trial.running.client, &signed, GRANTED).await;
    assert_eq!(trial.pass(99).await, 0);
    let supervisor = trial.running.supervisor().await;
    let step = Step::Decided { granted: true, on: date(2026, 11, 22) };
    let request = StepRequest { id: Uuid::new_v4(), step };
    let token = supervisor.token.expose();
    trial.running.client.enter_step(token, case.case, &request).await.expect("by hand");
    assert_eq!(trial.steps(&signed).await.len(), 1);
    trial.running.end().await;
}

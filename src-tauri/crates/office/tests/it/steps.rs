//! What the deciding office says of an accepted case, and who hears it.

use counter_backoffice::{Client, Decision, OfficeError, SignIn, StepRequest, Submission};
use counter_core::case::{Deferred, Special, Step};
use jiff::civil::date;
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{amended, hand_over, refused, sent_back, submission};

on_both!(
    a_step_is_entered_once_and_heard_in_order,
    a_step_that_makes_no_sense_is_refused_by_name,
    promised_papers_come_as_the_next_revision,
);

fn asked(step: Step) -> StepRequest {
    StepRequest { id: Uuid::new_v4(), step }
}

fn special() -> StepRequest {
    asked(Step::SpecialProcedure {
        procedure: Special::Inspection,
        from: date(2026, 11, 24),
        days: 5,
        working: true,
    })
}

fn decided() -> StepRequest {
    asked(Step::Decided { granted: true, on: date(2026, 12, 4) })
}

async fn accepted(client: &Client, signed: &SignIn) -> Submission {
    let case = Submission { decision: Decision::Accepted, ..submission(signed, vec![]) };
    hand_over(client, signed.delivery_credential.expose(), &case).await;
    case
}

async fn a_step_is_entered_once_and_heard_in_order(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let case = accepted(&running.client, &signed).await;
    let begun = special();
    let first = running.client.enter_step(token, case.case, &begun).await.expect("special");
    assert_eq!((first.case, first.by.as_str()), (case.case, "2001"));
    assert_eq!(first.step.read().as_ref(), Some(&begun.step));
    let over = asked(Step::SpecialEnded { begun: begun.id.to_string(), on: date(2026, 11, 27) });
    let second = running.client.enter_step(token, case.case, &over).await.expect("ended");
    let third = running.client.enter_step(token, case.case, &decided()).await.expect("decided");
    running.end().await;

    let running = place.start().await;
    let client = &running.client;
    assert_eq!(client.enter_step(token, case.case, &begun).await.expect("a repeat"), first);
    let all = client.get_steps(cred, 0).await.expect("steps");
    assert_eq!(all, [first.clone(), second.clone(), third.clone()]);
    assert_eq!(client.get_steps(cred, first.seq).await.expect("steps"), [second, third.clone()]);
    assert_eq!(client.get_steps(cred, third.seq).await.expect("steps"), []);
    assert_eq!(
        client.get_steps(cred, 1 << 53).await,
        Err(refused(400, "bad_query")),
        "beyond what can be said"
    );
    let course = client.get_queue(token).await.expect("queue")[0].course.clone().expect("course");
    assert_eq!(
        (course.pauses[0].from, course.pauses[0].to),
        (date(2026, 11, 24), Some(date(2026, 11, 27)))
    );
    assert_eq!(course.decided, Some(date(2026, 12, 4)));
    running.end().await;
}

async fn a_step_that_makes_no_sense_is_refused_by_name(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let client = &running.client;
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    assert_eq!(
        client.enter_step(token, Uuid::new_v4(), &special()).await,
        Err(refused(404, "unknown_case"))
    );
    let outcome = client.enter_step(signed.token.expose(), Uuid::new_v4(), &special()).await;
    assert_eq!(outcome, Err(refused(403, "supervisor_only")));
    let refusal = Submission { decision: Decision::Refused, ..submission(&signed, vec![]) };
    hand_over(client, signed.delivery_credential.expose(), &refusal).await;
    assert_eq!(
        client.enter_step(token, refusal.case, &special()).await,
        Err(refused(422, "not_accepted"))
    );

    let case = accepted(client, &signed).await.case;
    let begun = special();
    client.enter_step(token, case, &begun).await.expect("special");
    let begun_id = begun.id.to_string();
    let bad = [
        Step::SpecialProcedure {
            procedure: Special::Hearing,
            from: date(2026, 11, 24),
            days: 0,
            working: true,
        },
        Step::SpecialEnded { begun: Uuid::new_v4().to_string(), on: date(2026, 11, 27) },
        Step::SpecialEnded { begun: begun_id.clone(), on: date(2026, 11, 23) },
        Step::Extended { days: 0, reason: "案情复杂".into() },
        Step::Extended { days: 5, reason: "  ".into() },
        Step::Extended { days: 5, reason: "长".repeat(501) },
        Step::Delivered { on: date(2026, 12, 4) },
    ];
    for step in bad {
        assert_eq!(
            client.enter_step(token, case, &asked(step.clone())).await,
            Err(refused(422, "bad_step")),
            "{step:?}"
        );
    }
    let other = StepRequest { id: begun.id, step: decided().step };
    assert_eq!(client.enter_step(token, case, &other).await, Err(OfficeError::KeyReused));
    client.enter_step(token, case, &decided()).await.expect("decided");
    let late =
        [decided().step, special().step, Step::Extended { days: 5, reason: "案情复杂".into() }];
    for step in late {
        assert_eq!(
            client.enter_step(token, case, &asked(step.clone())).await,
            Err(refused(422, "bad_step")),
            "{step:?}"
        );
    }
    let back = client.send_back(token, case, &sent_back(&[("case", "请重签")])).await;
    assert_eq!(back, Err(refused(422, "already_decided")), "what is decided is not sent back");
    let early = Step::Delivered { on: date(2026, 12, 3) };
    assert_eq!(client.enter_step(token, case, &asked(early)).await, Err(refused(422, "bad_step")));
    client
        .enter_step(token, case, &asked(Step::Delivered { on: date(2026, 12, 4) }))
        .await
        .expect("handed over");
}

async fn promised_papers_come_as_the_next_revision(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let supervisor = running.supervisor().await;
    let deferred = Some(Deferred {
        until: date(2026, 12, 4),
        materials: vec!["proof".into()],
        extended: None,
    });
    let first =
        Submission { decision: Decision::Accepted, deferred, ..submission(&signed, vec![]) };
    let number = hand_over(client, cred, &first).await;
    let course = client.get_queue(supervisor.token.expose()).await.expect("queue")[0]
        .course
        .clone()
        .expect("course");
    assert_eq!(course.deferred_until, Some(date(2026, 12, 4)));
    let accepted_at = Some(first.decided_at);
    let whole =
        Submission { decision: Decision::Accepted, deferred: None, accepted_at, ..amended(&first) };
    assert_eq!(hand_over(client, cred, &whole).await, number);
    let again = Submission { revision: 3, ..whole };
    assert_eq!(
        client.submit_case(cred, &again).await,
        Err(refused(422, "not_returned")),
        "nothing is to come any more"
    );
}

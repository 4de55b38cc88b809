//! An amended case: the next revision under the same number, filed once, and nothing of the one
//! before lost.

use std::collections::BTreeSet;

use counter_backoffice::{CaseState, Decision, OfficeError, Private};

use crate::place::{Place, on_both};
use crate::support::{amended, hand_over, page, part, refused, send, sent_back, submission};

on_both!(
    a_correction_is_amended_under_the_same_number,
    late_repeats_get_their_old_answers,
    what_may_not_follow_is_refused_by_name,
    key_path_and_body_name_the_same_revision,
    many_at_once_make_one_revision,
);

async fn a_correction_is_amended_under_the_same_number(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let (old, new) = (page(1, 3000), page(2, 4000));
    let mut first = submission(&signed, vec![part("p1", &old)]);
    first.decision = Decision::Correction;
    let accepted = client.submit_case(cred, &first).await.expect("submit");
    send(client, cred, first.case, &first.manifest[0], &old).await;
    client.complete_case(cred, first.case).await.expect("complete");

    let mut second = amended(&first);
    second.decision = Decision::Accepted;
    second.manifest.push(part("p2", &new));
    let again = client.submit_case(cred, &second).await.expect("revise");
    assert_eq!((&again.number, again.state), (&accepted.number, CaseState::AwaitingMaterials));
    let status = client.case_status(cred, first.case).await.expect("status");
    assert_eq!((status.revision, status.state), (2, CaseState::AwaitingMaterials));
    assert_eq!(
        status.missing,
        [second.manifest[1].sha256.clone()],
        "what came before is not asked for again"
    );
    let missing = client.complete_case(cred, first.case).await;
    assert_eq!(missing, Err(OfficeError::MaterialsMissing { missing: status.missing }));

    send(client, cred, first.case, &second.manifest[1], &new).await;
    let acknowledged = client.complete_case(cred, first.case).await.expect("complete");
    assert_eq!(acknowledged.received_digest, second.received_digest());
    assert_eq!(client.complete_case(cred, first.case).await.expect("again"), acknowledged);
    let mine = client.my_cases(signed.token.expose()).await.expect("mine");
    assert_eq!(mine.len(), 1);
    assert_eq!(
        (mine[0].revision, mine[0].decision, mine[0].returned),
        (2, Decision::Accepted, false)
    );
}

async fn late_repeats_get_their_old_answers(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let mut first = submission(&signed, vec![]);
    first.decision = Decision::Correction;
    let accepted = running.client.submit_case(cred, &first).await.expect("first");
    running.client.complete_case(cred, first.case).await.expect("complete");
    let second = amended(&first);
    let revised = running.client.submit_case(cred, &second).await.expect("second");
    running.end().await;

    let running = place.start().await;
    let client = &running.client;
    assert_eq!(client.submit_case(cred, &first).await.expect("late repeat of the first"), accepted);
    assert_eq!(client.submit_case(cred, &second).await.expect("repeat of the second"), revised);
    let number = hand_over(client, cred, &second).await;
    assert_eq!(
        hand_over(client, cred, &amended(&second)).await,
        number,
        "a correction may need a third"
    );
    assert_eq!(
        client.submit_case(cred, &second).await.expect("late repeat of the second"),
        revised
    );
    assert_eq!(client.case_status(cred, first.case).await.expect("status").revision, 3);
    let mut other = second.clone();
    other.form.insert("phone".into(), Private::new("x"));
    assert_eq!(client.submit_case(cred, &other).await, Err(OfficeError::KeyReused));
    running.end().await;
}

async fn what_may_not_follow_is_refused_by_name(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let mut first = submission(&signed, vec![part("p1", b"a page")]);
    first.provisional = Some("L-DEMO01-7".into());
    let second = amended(&first);
    assert_eq!(
        client.submit_case(cred, &second).await,
        Err(refused(404, "unknown_case")),
        "no first one"
    );
    client.submit_case(cred, &first).await.expect("submit");
    let early = client.submit_case(cred, &second).await.expect_err("early");
    assert_eq!(early, OfficeError::InProgress, "the revision before is still on its way");
    assert!(early.is_passing(), "so it is tried again");
    send(client, cred, first.case, &first.manifest[0], b"a page").await;
    client.complete_case(cred, first.case).await.expect("complete");
    assert_eq!(
        client.submit_case(cred, &second).await,
        Err(refused(422, "not_returned")),
        "accepted, and nobody minds"
    );

    let supervisor = running.supervisor().await;
    let back = sent_back(&[("case", "照片不清")]);
    client.send_back(supervisor.token.expose(), first.case, &back).await.expect("sent back");
    let bad = |change: &dyn Fn(&mut counter_backoffice::Submission)| {
        let mut case = second.clone();
        change(&mut case);
        case
    };
    let wrong = [
        (bad(&|c| c.revision = 3), "revision_gap"),
        (bad(&|c| c.revision = u32::MAX), "revision_gap"),
        (bad(&|c| c.provisional = Some("L-DEMO01-8".into())), "number_changed"),
        (bad(&|c| c.manifest[0].len = 5), "bad_manifest"),
        (bad(&|c| c.entries = 0), "bad_journal"),
    ];
    for (case, code) in wrong {
        assert_eq!(client.submit_case(cred, &case).await, Err(refused(422, code)));
        assert_eq!(
            client.case_status(cred, first.case).await.expect("status").revision,
            1,
            "nothing was kept"
        );
    }
    client.submit_case(cred, &second).await.expect("the right one");
    client.complete_case(cred, first.case).await.expect("complete");
    assert_eq!(
        client.submit_case(cred, &amended(&second)).await,
        Err(refused(422, "not_returned")),
        "closed by the second"
    );
}

async fn key_path_and_body_name_the_same_revision(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let first = submission(&signed, vec![]);
    let case = first.case;
    let bearer = format!("Bearer {}", signed.delivery_credential.expose());
    let other = uuid::Uuid::new_v4();
    let (of_case, of_other) =
        (format!("/cases/{case}/revisions"), format!("/cases/{other}/revisions"));
    let (one, two) = (
        serde_json::to_string(&first).expect("json"),
        serde_json::to_string(&amended(&first)).expect("json"),
    );
    let wrong = [
        (of_case.as_str(), format!("\"{case}.3\""), &two, 422, "key_mismatch"),
        (&of_case, format!("\"{case}\""), &two, 422, "key_mismatch"),
        (&of_case, format!("\"{other}.2\""), &two, 422, "key_mismatch"),
        (&of_other, format!("\"{case}.2\""), &two, 422, "key_mismatch"),
        (&of_case, format!("\"{case}.two\""), &two, 400, "idempotency_key_missing"),
        (&of_case, format!("\"{case}.+2\""), &two, 400, "idempotency_key_missing"),
        (&of_case, format!("\"{case}.1\""), &one, 422, "revision_gap"),
        ("/cases", format!("\"{case}.2\""), &two, 422, "revision_gap"),
        ("/cases/no-uuid/revisions", format!("\"{case}.2\""), &two, 404, "unknown_case"),
        (&of_case, format!("{case}.2"), &two, 404, "unknown_case"),
    ];
    for (path, key, body, status, code) in wrong {
        let asked = http::Request::post(path)
            .header("authorization", &bearer)
            .header("idempotency-key", &key);
        let answer =
            running.raw(asked.header("content-type", "application/json"), body.clone()).await;
        let problem: counter_backoffice::Problem =
            serde_json::from_slice(answer.body()).expect("problem");
        assert_eq!(
            (answer.status().as_u16(), problem.code.as_str()),
            (status, code),
            "{path} {key}"
        );
    }
}

async fn many_at_once_make_one_revision(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let mut first = submission(&signed, vec![]);
    first.decision = Decision::Correction;
    let number = hand_over(&running.client, cred, &first).await;
    let second = amended(&first);
    let mut attempts = tokio::task::JoinSet::new();
    for turn in 0..20 {
        let (client, case) = (running.client.clone(), second.clone());
        let cred = signed.delivery_credential.clone();
        attempts.spawn(async move {
            match turn % 2 {
                0 => client.submit_case(cred.expose(), &case).await.map(|accepted| accepted.number),
                _ => {
                    client.complete_case(cred.expose(), case.case).await.map(|answer| answer.number)
                }
            }
        });
    }
    let mut numbers = BTreeSet::new();
    while let Some(outcome) = attempts.join_next().await {
        match outcome.expect("task") {
            Ok(number) => drop(numbers.insert(number)),
            Err(error) => assert_eq!(error, OfficeError::InProgress),
        }
    }
    assert!(numbers.is_subset(&BTreeSet::from([number])), "{numbers:?}");
    running.client.submit_case(cred, &second).await.expect("filed, now or before");
    let acknowledged = running.client.complete_case(cred, second.case).await.expect("complete");
    assert_eq!(acknowledged.received_digest, second.received_digest());
}

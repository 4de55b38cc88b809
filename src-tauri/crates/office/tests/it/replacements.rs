//! A revision in the place of one that the office did not take: the first or the next that it has
//! of the case.

use counter_backoffice::{Ability, CaseState, Decision, OfficeError, Submission};

use crate::place::{Place, on_both};
use crate::support::{amended, hand_over, page, part, refused, send, sent_back, submission};

on_both!(
    the_first_that_it_has_of_a_case_may_be_a_replacement,
    one_that_is_there_with_pages_missing_is_replaced,
    several_that_were_not_taken_are_replaced_by_one,
    what_may_not_be_replaced_is_refused_by_name,
    what_was_sent_elsewhere_at_once_is_received_after_it_came_back,
    every_revision_says_when_the_papers_were_received_as_the_one_before,
);

/// The next revision, in the place of `before`.
fn replacing(before: &Submission) -> Submission {
    let next = amended(before);
    Submission { in_place_of: Some(before.revision), ..next }
}

async fn the_first_that_it_has_of_a_case_may_be_a_replacement(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let hello = client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::InPlaceOf));
    let bytes = page(1, 3000);
    let mut first = submission(&signed, vec![part("p1", &bytes)]);
    first.provisional = Some("L-DEMO01-8".into());
    first.manifest[0].media = "no media type".into();
    assert_eq!(client.submit_case(cred, &first).await, Err(refused(422, "bad_manifest")));
    let mut second = replacing(&first);
    second.manifest = vec![part("p1", &bytes)];
    let accepted = client.submit_case(cred, &second).await.expect("in its place");
    assert_eq!(client.submit_case(cred, &second).await.expect("repeat"), accepted);
    send(client, cred, first.case, &second.manifest[0], &bytes).await;
    let answer = client.complete_case(cred, first.case).await.expect("complete");
    assert_eq!(answer.received_digest, second.received_digest());
    let status = client.case_status(cred, first.case).await.expect("status");
    assert_eq!((status.revision, status.in_place_of), (2, Some(1)));
    let mine = client.my_cases(signed.token.expose()).await.expect("mine");
    assert_eq!((mine.len(), mine[0].revision, mine[0].in_place_of), (1, 2, Some(1)));
    let supervisor = running.supervisor().await;
    let queue = client.get_queue(supervisor.token.expose()).await.expect("queue");
    assert_eq!(queue[0].filed.in_place_of, Some(1), "the supervisor is told");
    // It goes on like any other.
    let late = client.submit_case(cred, &first).await.expect_err("late");
    assert!(matches!(late, OfficeError::Refused { .. }), "{late:?}");
    // Also one with which nothing is wrong but that it comes late.
    let sound = Submission { manifest: second.manifest.clone(), ..first.clone() };
    assert_eq!(client.submit_case(cred, &sound).await, Err(refused(422, "revision_gap")));
}

async fn one_that_is_there_with_pages_missing_is_replaced(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let (good, lost, fresh) = (page(1, 3000), page(2, 3000), page(3, 3000));
    let first = submission(&signed, vec![part("p1", &good), part("p2", &lost)]);
    let number = client.submit_case(cred, &first).await.expect("submit").number;
    send(client, cred, first.case, &first.manifest[0], &good).await;
    let mut second = replacing(&first);
    second.manifest[1] = part("p3", &fresh);
    let accepted = client.submit_case(cred, &second).await.expect("in its place");
    assert_eq!((&accepted.number, accepted.state), (&number, CaseState::AwaitingMaterials));
    let status = client.case_status(cred, first.case).await.expect("status");
    assert_eq!(status.missing, [second.manifest[1].sha256.clone()], "what came is there");
    assert_eq!(client.submit_case(cred, &first).await.expect("late repeat").number, number);
    send(client, cred, first.case, &second.manifest[1], &fresh).await;
    let answer = client.complete_case(cred, first.case).await.expect("complete");
    assert_eq!(answer.received_digest, second.received_digest());
}

async fn several_that_were_not_taken_are_replaced_by_one(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    // 1 is at the office; 2 and 3 never came; 4 goes in their place.
    let mut first = submission(&signed, vec![]);
    first.decision = Decision::Correction;
    let number = hand_over(client, cred, &first).await;
    let second = amended(&first);
    let fourth = replacing(&replacing(&second));
    assert_eq!((fourth.revision, fourth.in_place_of), (4, Some(3)));
    assert_eq!(hand_over(client, cred, &fourth).await, number);
    // The counter did not hear that the fourth came: it went one further.
    let fifth = replacing(&fourth);
    assert_eq!(hand_over(client, cred, &fifth).await, number);
}

async fn what_may_not_be_replaced_is_refused_by_name(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let first = submission(&signed, vec![]);
    let bad = |change: &dyn Fn(&mut Submission)| {
        let mut case = replacing(&first);
        change(&mut case);
        case
    };
    // Told by its content alone.
    for (case, code) in [
        (bad(&|c| c.in_place_of = Some(0)), "bad_journal"),
        (bad(&|c| c.in_place_of = Some(2)), "bad_journal"),
        (bad(&|c| c.in_place_of = Some(u32::MAX)), "bad_journal"),
    ] {
        assert_eq!(client.submit_case(cred, &case).await, Err(refused(422, code)));
    }
    client.submit_case(cred, &first).await.expect("submit");
    let later = "2026-11-22T03:00:00Z".parse().expect("time");
    let other_day = bad(&|c| c.received_at = later);
    let told = client.submit_case(cred, &other_day).await;
    assert_eq!(told, Err(refused(422, "receipt_changed")));
    let second = replacing(&first);
    client.submit_case(cred, &second).await.expect("in its place");
    let again = bad(&|c| c.form.clear());
    assert_eq!(client.submit_case(cred, &again).await, Err(OfficeError::KeyReused));
    client.complete_case(cred, first.case).await.expect("complete");
    // Acknowledged, and nothing was to be put right: a third that never came changes nothing.
    let fourth = replacing(&amended(&second));
    assert_eq!(client.submit_case(cred, &fourth).await, Err(refused(422, "not_returned")));
}

/// Sent elsewhere by a clerk before anything was handed over, sent back, and once more; then the papers
/// came. What the office has is older than what was not taken.
async fn what_was_sent_elsewhere_at_once_is_received_after_it_came_back(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let whole = submission(&signed, vec![]);
    let first =
        Submission { decision: Decision::Redirected, received_at: whole.decided_at, ..whole };
    hand_over(client, cred, &first).await;
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let course = client.get_queue(token).await.expect("queue")[0].course.clone();
    assert_eq!(course.expect("its days").received, None, "nothing was received");
    let back = sent_back(&[("case", "请受理")]);
    client.send_back(token, first.case, &back).await.expect("sent back");
    let next_day = "2026-11-23T01:00:00Z".parse().expect("time");
    // The second never came.
    let third =
        Submission { received_at: next_day, decided_at: next_day, ..replacing(&amended(&first)) };
    client.submit_case(cred, &third).await.expect("nothing was received before either");
    let fourth = Submission {
        decision: Decision::Accepted,
        received_at: "2026-11-24T01:00:00Z".parse().expect("time"),
        decided_at: "2026-11-24T01:10:00Z".parse().expect("time"),
        ..replacing(&third)
    };
    hand_over(client, cred, &fourth).await;
    let course = client.get_queue(token).await.expect("queue")[0].course.clone();
    assert!(course.expect("its days").received.is_some());
    let fifth = Submission { received_at: next_day, ..replacing(&fourth) };
    let answer = client.submit_case(cred, &fifth).await;
    assert_eq!(answer, Err(refused(422, "receipt_changed")), "it is received once");
}

async fn every_revision_says_when_the_papers_were_received_as_the_one_before(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let notice = Submission { decision: Decision::Correction, ..submission(&signed, vec![]) };
    hand_over(client, cred, &notice).await;
    let whole = Submission { decision: Decision::Accepted, ..amended(&notice) };
    let later = "2026-11-22T01:05:00Z".parse().expect("time");
    let moved = Submission { received_at: later, ..whole.clone() };
    let answer = client.submit_case(cred, &moved).await;
    assert_eq!(answer, Err(refused(422, "receipt_changed")));
    hand_over(client, cred, &whole).await;
}

//! Sent back by a supervisor, put right at the window.

use counter_backoffice::{OfficeError, Private};
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{amended, hand_over, part, refused, sent_back, submission};

on_both!(
    a_return_is_open_until_the_next_revision,
    a_return_that_makes_no_sense_is_refused_by_name,
    two_supervisors_at_once_make_one_return,
);

async fn a_return_is_open_until_the_next_revision(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let first = submission(&signed, vec![]);
    let number = hand_over(&running.client, cred, &first).await;
    let supervisor = running.supervisor().await;
    let back = sent_back(&[
        ("field:phone", "号码少一位"),
        ("material:m1", "第二页缺"),
        ("case", "请重签"),
    ]);
    let sent = running
        .client
        .send_back(supervisor.token.expose(), first.case, &back)
        .await
        .expect("sent back");
    assert_eq!((sent.case, sent.number.as_str(), sent.revision), (first.case, number.as_str(), 1));
    assert_eq!(
        (sent.by.as_str(), sent.by_name.as_str(), &sent.comments),
        ("2001", "赵示例", &back.comments)
    );
    running.end().await;

    let running = place.start().await;
    let (client, token) = (&running.client, supervisor.token.expose());
    assert_eq!(client.get_returns(cred).await.expect("returns"), std::slice::from_ref(&sent));
    assert_eq!(client.send_back(token, first.case, &back).await.expect("a repeat"), sent);
    assert!(client.my_cases(signed.token.expose()).await.expect("mine")[0].returned);
    assert!(client.get_queue(token).await.expect("queue")[0].filed.returned);

    let second = amended(&first);
    assert_eq!(client.submit_case(cred, &second).await.expect("revise").number, number);
    assert_eq!(client.get_returns(cred).await.expect("returns"), [], "closed by the next filing");
    assert_eq!(client.send_back(token, first.case, &back).await.expect("a late repeat"), sent);
    assert_eq!(client.get_returns(cred).await.expect("returns"), [], "and it stays closed");
    let queue = client.get_queue(token).await.expect("queue");
    assert_eq!((queue[0].filed.returned, queue[0].filed.revision), (false, 2));
    running.end().await;
}

async fn a_return_that_makes_no_sense_is_refused_by_name(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let case = submission(&signed, vec![part("p1", b"x")]);
    let back = sent_back(&[("case", "缺页")]);
    assert_eq!(
        client.send_back(token, Uuid::new_v4(), &back).await,
        Err(refused(404, "unknown_case"))
    );
    client.submit_case(cred, &case).await.expect("submit");
    assert_eq!(
        client.send_back(token, case.case, &back).await,
        Err(refused(422, "not_acknowledged"))
    );
    crate::support::send(client, cred, case.case, &case.manifest[0], b"x").await;
    client.complete_case(cred, case.case).await.expect("complete");

    let too_long = "长".repeat(2001);
    let long_target = format!("field:{}", "x".repeat(129));
    let bad: [&[(&str, &str)]; 8] = [
        &[],
        &[("case", "  ")],
        &[("case", &too_long)],
        &[("page:1", "x")],
        &[("field:", "x")],
        &[("material:a\nb", "x")],
        &[(&long_target, "x")],
        &[("case", "x"); 201],
    ];
    for comments in bad {
        let outcome = client.send_back(token, case.case, &sent_back(comments)).await;
        assert_eq!(outcome, Err(refused(422, "bad_return")), "{} comments", comments.len());
    }
    let mut seen = sent_back(&[("case", "x")]);
    seen.revision = Some(2);
    assert_eq!(
        client.send_back(token, case.case, &seen).await,
        Err(refused(422, "newer_revision"))
    );
    client.send_back(token, case.case, &back).await.expect("sent back");
    let another = sent_back(&[("case", "还有")]);
    assert_eq!(
        client.send_back(token, case.case, &another).await,
        Err(refused(422, "already_returned"))
    );
    let mut other = back.clone();
    other.comments[0].text = Private::new("别的");
    assert_eq!(client.send_back(token, case.case, &other).await, Err(OfficeError::KeyReused));
    let second = submission(&signed, vec![]);
    hand_over(client, cred, &second).await;
    assert_eq!(
        client.send_back(token, second.case, &back).await,
        Err(OfficeError::KeyReused),
        "another case's id"
    );
}

async fn two_supervisors_at_once_make_one_return(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let case = submission(&signed, vec![]);
    hand_over(&running.client, signed.delivery_credential.expose(), &case).await;
    let supervisor = running.supervisor().await;
    let mut attempts = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (client, token, id) = (running.client.clone(), supervisor.token.clone(), case.case);
        attempts.spawn(async move {
            client.send_back(token.expose(), id, &sent_back(&[("case", "缺页")])).await
        });
    }
    let outcomes = attempts.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(
        outcomes
            .iter()
            .flat_map(|o| o.as_ref().err())
            .all(|e| *e == refused(422, "already_returned"))
    );
    assert_eq!(
        running
            .client
            .get_returns(signed.delivery_credential.expose())
            .await
            .expect("returns")
            .len(),
        1
    );
}

//! A paper held against the record: ours as it was, ours and altered, or unknown; and nothing else.

use counter_backoffice::{Ability, ReceiptStanding};
use counter_core::receipt_code::ReceiptCode;

use crate::place::{Place, on_both};
use crate::support::{amended, hand_over, refused, sent_back, submission};

on_both!(
    a_paper_of_each_revision_is_known_and_an_invented_one_is_not,
    a_record_that_was_altered_is_seen_to_differ,
    only_a_clerk_asks_and_a_mistyped_code_is_told_apart,
);

async fn a_paper_of_each_revision_is_known_and_an_invented_one_is_not(place: Place) {
    let running = place.start().await;
    let hello = running.client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::Receipts) && hello.can(Ability::Looks));
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let first = submission(&signed, vec![]);
    let ask = async |token: &str, code: &ReceiptCode| {
        client.check_receipt(token, code).await.expect("answer").standing
    };
    let (token, code) = (signed.token.expose(), first.receipt_code());
    assert_eq!(ask(token, &code).await, ReceiptStanding::Unknown, "not filed yet");
    client.submit_case(cred, &first).await.expect("submit");
    assert_eq!(ask(token, &code).await, ReceiptStanding::Unchanged, "before it is acknowledged");
    hand_over(client, cred, &first).await;
    let supervisor = running.supervisor().await;
    let back = sent_back(&[("case", "缺页")]);
    client.send_back(supervisor.token.expose(), first.case, &back).await.expect("sent back");
    let second = amended(&first);
    hand_over(client, cred, &second).await;
    let elsewhere = client.sign_in("9001", "demo-9001").await.expect("another station");
    for code in [&code, &second.receipt_code()] {
        assert_eq!(ask(token, code).await, ReceiptStanding::Unchanged);
        assert_eq!(ask(elsewhere.token.expose(), code).await, ReceiptStanding::Unchanged);
    }
    let never_filed = amended(&second).receipt_code();
    assert_eq!(ask(token, &never_filed).await, ReceiptStanding::Unknown);
    running.end().await;
    let looks =
        place.texts("SELECT clerk, what FROM looks WHERE clerk = '9001' ORDER BY seq").await;
    let wanted = [1, 2].map(|n| ["9001".to_owned(), format!("receipt of revision {n}: unchanged")]);
    assert_eq!(looks, wanted);
}

async fn a_record_that_was_altered_is_seen_to_differ(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let [time, head, name] = [(); 3].map(|()| submission(&signed, vec![]));
    for case in [&time, &head, &name] {
        hand_over(&running.client, signed.delivery_credential.expose(), case).await;
    }
    running.end().await;
    let alter = |what: &str, case: &counter_backoffice::Submission| {
        format!(
            "UPDATE revisions SET submission = replace(submission, {what}) WHERE case_uuid = '{}'
             RETURNING case_uuid",
            case.case
        )
    };
    place.texts(&alter("'01:10:00Z', '01:11:00Z'", &time)).await;
    place.texts(&alter("'0f0f', '0f0e'", &head)).await;
    // What is no part of the code is as much of the record.
    place.texts(&alter("'陈示例', '陈示范'", &name)).await;
    let running = place.start().await;
    let signed = running.sign_in().await;
    for case in [&time, &head, &name] {
        let answer =
            running.client.check_receipt(signed.token.expose(), &case.receipt_code()).await;
        assert_eq!(answer.expect("answer").standing, ReceiptStanding::Differs);
    }
    running.end().await;
}

async fn only_a_clerk_asks_and_a_mistyped_code_is_told_apart(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let code = submission(&signed, vec![]).receipt_code();
    let cred = signed.delivery_credential.expose();
    let answer = running.client.check_receipt(cred, &code).await;
    assert_eq!(answer.err(), Some(refused(403, "clerk_only")));
    let post = |body: String| {
        let request = http::Request::builder()
            .method("POST")
            .uri("/receipts/check")
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {}", signed.token.expose()));
        running.raw(request, body)
    };
    let mut mistyped = code.as_str().to_owned();
    let last = mistyped.pop();
    mistyped.push(if last == Some('7') { '8' } else { '7' });
    let answer = post(format!("{{\"code\":\"{mistyped}\"}}")).await;
    assert_eq!(answer.status(), 422);
    assert!(String::from_utf8_lossy(answer.body()).contains("bad_code"));
    let answer = post(format!("{{\"code\":\" {} \"}}", code.to_string().to_lowercase())).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.body().as_ref(), br#"{"standing":"unknown"}"#, "and nothing else");
    running.end().await;
}

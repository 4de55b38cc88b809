//! The decision's words: kept and shown as they came, bounded like any other text, and no reason to
//! take a case for another one.

use counter_backoffice::{
    Ability, CheckWire, CorrectionWire, Decision, DecisionWords, FaultWire, FurtherWire,
    IntakeWire, LateWire, OfficeError, PaperWire, Private, PromiseWire, SignIn, Submission,
};
use counter_core::case::{Deemed, Fault, PaperCount};
use counter_core::limits::MAX_TEXT_CHARS;

use crate::place::{Place, on_both};
use crate::support::{amended, hand_over, refused, submission};

on_both!(
    the_words_come_back_as_they_came,
    each_text_of_them_is_bounded,
    what_was_kept_without_them_is_the_same_submission,
    what_was_kept_without_the_clerks_word_is_the_same_submission,
    late_papers_come_to_an_office_that_did_not_know_silence,
    the_queue_says_that_silence_still_asks_for_papers,
);

fn late() -> LateWire {
    let day = |text: &str| text.parse().expect("day");
    let (due, on) = (day("2026-11-20"), day("2026-11-22"));
    LateWire { kind: "correction_notice".into(), due, provisional: true, on }
}

/// With a word in every place.
fn with_words(signed: &SignIn) -> Submission {
    let mut case = submission(signed, vec![]);
    case.decision = Decision::Correction;
    let fault = FaultWire {
        material: Some("m1".into()),
        field: Some("phone".into()),
        name: "户口簿".into(),
        problem: "缺本人页".into(),
        fix: "请补交".into(),
        reason: Some("区里当面要求".into()),
    };
    let paper = PaperWire {
        form: "materials_receipt".into(),
        sha256: "ab".repeat(32),
        number: Some("临1".into()),
        issued_at: case.received_at,
        prints: 2,
        saves: 1,
    };
    case.words = Some(DecisionWords {
        faults: vec![fault],
        reasons: vec!["户籍不在本市。".into()],
        remedies: vec!["可以依法申请行政复议。".into()],
        right_office: Some("邻市示例局".into()),
        promise: Some(PromiseWire {
            text: "承诺办结：2026年12月4日（暂定）前".into(),
            day: Some("2026-12-04".parse().expect("day")),
            provisional: true,
        }),
        late: vec![late()],
        papers: vec![paper],
        corrections: vec![CorrectionWire {
            name: "村里的说明".into(),
            clerk: "1001".into(),
            at: case.received_at,
        }],
        further: Some(FurtherWire { seen_before: vec![0], reason: Some("上次看漏。".into()) }),
    });
    case.materials[0].wanted = Some(PaperCount { originals: 1, ..PaperCount::default() });
    case.materials[0].intake = Some(IntakeWire {
        papers: PaperCount { originals: 1, copies: 2, electronic: 3, objects: 4 },
        pages: 5,
        check: Some(CheckWire { clerk: "1001".into(), at: case.received_at }),
        custody: Some("held".into()),
        place: Some("3号柜第2格".into()),
        copies_custody: Some("returned".into()),
        copies_place: Some("2号柜".into()),
        problem: Some("印章不清".into()),
    });
    case
}

async fn the_words_come_back_as_they_came(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let case = with_words(&signed);
    client.submit_case(cred, &case).await.expect("submit");
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let filed = client.get_revision(token, case.case, 1).await.expect("revision");
    assert_eq!(filed.submission, case);
    let queue = client.get_queue(token).await.expect("queue");
    assert_eq!(queue[0].late, [late()], "the list says that it was late");
    let promised = Some("2026-12-04".parse().expect("day"));
    assert_eq!(queue[0].promise_day, promised, "and by which day it is to be decided");
}

async fn each_text_of_them_is_bounded(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let long = "示".repeat(MAX_TEXT_CHARS + 1);
    let change: [fn(&mut Submission, String); 13] = [
        |case, text| words(case).faults[0].name = Private::new(text),
        |case, text| words(case).faults[0].problem = Private::new(text),
        |case, text| words(case).faults[0].fix = Private::new(text),
        |case, text| words(case).faults[0].reason = Some(Private::new(text)),
        |case, text| words(case).reasons[0] = Private::new(text),
        |case, text| words(case).remedies[0] = text,
        |case, text| words(case).right_office = Some(Private::new(text)),
        |case, text| words(case).promise.as_mut().expect("promise").text = text,
        |case, text| words(case).corrections[0].name = Private::new(text),
        |case, text| {
            let further = words(case).further.as_mut();
            further.expect("further").reason = Some(Private::new(text));
        },
        |case, text| intake(case).place = Some(Private::new(text)),
        |case, text| intake(case).problem = Some(Private::new(text)),
        |case, text| case.form.insert("name".into(), Private::new(text)).map_or((), drop),
    ];
    for change in change {
        let mut case = with_words(&signed);
        change(&mut case, long.clone());
        assert!(case.check_bounds().is_err(), "the counter does not queue it");
        assert_eq!(client.submit_case(cred, &case).await, Err(refused(422, "text_too_long")));
    }
}

fn words(case: &mut Submission) -> &mut DecisionWords {
    case.words.as_mut().expect("words")
}

fn intake(case: &mut Submission) -> &mut IntakeWire {
    case.materials[0].intake.as_mut().expect("intake")
}

/// An office of before passed them over, its answer was lost, and it was updated meanwhile.
async fn what_was_kept_without_them_is_the_same_submission(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let case = with_words(&signed);
    let bare = case.clone().without_words();
    assert_eq!(bare.received_digest(), case.received_digest());
    let first = client.submit_case(cred, &bare).await.expect("submit");
    let again = client.submit_case(cred, &case).await.expect("again");
    assert_eq!(first.number, again.number);
    // Another content is another content all the same.
    let other = Submission { window: "9号窗".into(), ..case.clone() };
    assert_eq!(client.submit_case(cred, &other).await, Err(OfficeError::KeyReused));
    // And what was kept with words has those and no others.
    let second = with_words(&signed);
    client.submit_case(cred, &second).await.expect("submit");
    let bare = client.submit_case(cred, &second.without_words()).await;
    assert_eq!(bare, Err(OfficeError::KeyReused));
}

/// An office of before 0.7.0 passed what came by the clerk's word over, and what a further notice rests
/// on, and kept the other words.
async fn what_was_kept_without_the_clerks_word_is_the_same_submission(place: Place) {
    let running = place.start().await;
    let hello = running.client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::NotedCorrections) && hello.can(Ability::FurtherNotices));
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let case = with_words(&signed);
    let bare = case.clone().without_refusals();
    assert_eq!(bare.received_digest(), case.received_digest());
    let first = client.submit_case(cred, &bare).await.expect("submit");
    let again = client.submit_case(cred, &case).await.expect("again");
    assert_eq!(first.number, again.number);
    let other = Submission { window: "9号窗".into(), ..case };
    assert_eq!(client.submit_case(cred, &other).await, Err(OfficeError::KeyReused));
}

/// The office passed over that silence accepted it; updated, it hears that from the next revision.
async fn late_papers_come_to_an_office_that_did_not_know_silence(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let fault = Fault {
        material: None,
        name: "户口簿".into(),
        problem: "未提交".into(),
        fix: "请提交".into(),
        reason: None,
    };
    let deemed = |papers| Some(Deemed { papers });
    let first = Submission {
        decision: Decision::Accepted,
        deemed: deemed(vec![fault]),
        ..with_words(&signed)
    };
    client.submit_case(cred, &first.clone().without_words()).await.expect("as of before");
    client.submit_case(cred, &first).await.expect("the same case");
    client.complete_case(cred, first.case).await.expect("complete");
    let plain = amended(&first.clone().without_words());
    assert_eq!(client.submit_case(cred, &plain).await, Err(refused(422, "not_returned")));
    let papers = Submission { deemed: deemed(vec![]), ..amended(&first) };
    client.submit_case(cred, &papers).await.expect("the papers that were asked for");
}

async fn the_queue_says_that_silence_still_asks_for_papers(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let fault = Fault {
        material: None,
        name: "户口簿".into(),
        problem: "未提交".into(),
        fix: "请提交".into(),
        reason: None,
    };
    let asked =
        Submission { deemed: Some(Deemed { papers: vec![fault] }), ..submission(&signed, vec![]) };
    hand_over(client, cred, &submission(&signed, vec![])).await;
    hand_over(client, cred, &asked).await;
    let supervisor = running.supervisor().await;
    let queue = client.get_queue(supervisor.token.expose()).await.expect("queue");
    let asks: Vec<bool> = queue.iter().map(|row| row.asks_papers).collect();
    assert_eq!(asks, [true, false], "newest first");
    let whole = Submission { deemed: Some(Deemed { papers: vec![] }), ..amended(&asked) };
    hand_over(client, cred, &whole).await;
    let queue = client.get_queue(supervisor.token.expose()).await.expect("queue");
    assert!(queue.iter().all(|row| !row.asks_papers), "they have come");
}

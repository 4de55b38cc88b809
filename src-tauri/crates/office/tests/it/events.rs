//! What a station tells of a case after acceptance: filed once, answered once, whatever comes after.

use counter_backoffice::{
    Ability, CaseState, Client, Decision, EventFiling, OfficeError, Part, SignIn, StepRequest,
    Submission,
};
use counter_core::case::{Event, EventAnswer, Step, WarnedBy};
use counter_core::item::PersonRole;
use jiff::civil::date;
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{amended, hand_over, page, part, refused, send, sent_back, submission};

on_both!(
    a_wish_is_filed_once_and_keeps_its_answer,
    a_wish_that_the_state_does_not_allow_is_answered_and_not_refused,
    a_case_is_ended_only_as_it_was_asked_and_before_it_is_decided,
    what_the_counter_decided_is_taken_whatever_the_state_and_marked,
    a_void_ends_a_case_until_its_department_has_begun,
    an_event_comes_after_its_revision,
    what_no_honest_station_sends_is_refused_by_name,
    a_lapse_is_taken_whatever_the_state_and_ends_the_case_here,
);

pub fn asked(case: &Submission, manifest: Vec<Part>) -> EventFiling {
    EventFiling {
        id: Uuid::new_v4(),
        case: case.case,
        after: case.revision,
        event: Event::WithdrawalAsked { by: PersonRole::Applicant },
        at: "2026-11-23T01:00:00Z".parse().expect("time"),
        clerk: case.clerk.clone(),
        station_code: case.station_code.clone(),
        window: case.window.clone(),
        manifest,
        journal_head: "0e".repeat(32),
        entries: case.entries + 4,
        permit: None,
        consented_by: None,
        audit: None,
    }
}

fn is_taken(verdict: &EventAnswer) -> bool {
    matches!(verdict, EventAnswer::Taken { .. })
}

fn no(code: &str) -> EventAnswer {
    EventAnswer::Refused { code: code.into() }
}

async fn accepted(client: &Client, signed: &SignIn) -> Submission {
    let case = submission(signed, vec![]);
    hand_over(client, signed.delivery_credential.expose(), &case).await;
    case
}

async fn decide(client: &Client, token: &str, case: Uuid) {
    let step = Step::Decided { granted: true, on: date(2026, 12, 4) };
    let request = StepRequest { id: Uuid::new_v4(), step };
    client.enter_step(token, case, &request).await.expect("decided");
}

async fn a_wish_is_filed_once_and_keeps_its_answer(place: Place) {
    let running = place.start().await;
    let hello = running.client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::WithdrawalAsked));
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let supervisor = running.supervisor().await;
    let client = &running.client;
    let case = accepted(client, &signed).await;
    let bytes = page(3, 5_000);
    let wish = asked(&case, vec![part("request", &bytes)]);
    let unknown = client.event_status(cred, case.case, wish.id).await;
    assert_eq!(unknown, Err(refused(404, "unknown_event")));
    let first = client.submit_event(cred, &wish).await.expect("filed");
    assert_eq!(first.state, CaseState::AwaitingMaterials);
    // It came without a permit: taken, and marked for the supervisor.
    assert_eq!(first.verdict, EventAnswer::Taken { marks: vec!["no_permit".into()] });
    let missing = client.complete_event(cred, case.case, wish.id).await;
    let sha256 = wish.manifest[0].sha256.clone();
    assert_eq!(missing, Err(OfficeError::MaterialsMissing { missing: vec![sha256.clone()] }));
    let status = client.event_status(cred, case.case, wish.id).await.expect("status");
    assert_eq!((status.missing, status.received_digest), (vec![sha256], None));
    send(client, cred, case.case, &wish.manifest[0], &bytes).await;
    // The case goes on; the answer stays what it was.
    decide(client, supervisor.token.expose(), case.case).await;
    assert_eq!(client.submit_event(cred, &wish).await.as_ref(), Ok(&first));
    let done = client.complete_event(cred, case.case, wish.id).await.expect("complete");
    assert_eq!(done.received_digest, wish.received_digest());
    running.end().await;

    let running = place.start().await;
    let client = &running.client;
    assert_eq!(client.submit_event(cred, &wish).await, Ok(first.clone()), "a late repeat");
    assert_eq!(client.complete_event(cred, case.case, wish.id).await, Ok(done));
    let status = client.event_status(cred, case.case, wish.id).await.expect("status");
    assert_eq!((status.state, status.verdict), (CaseState::Acknowledged, first.verdict));
    assert_eq!(status.received_digest, Some(wish.received_digest()));
    let token = running.supervisor().await.token;
    let read = client.get_revision(token.expose(), case.case, 1).await.expect("revision");
    let told: Vec<_> =
        read.events.iter().map(|told| (told.id, told.state, &told.verdict)).collect();
    let taken = EventAnswer::Taken { marks: vec!["no_permit".into()] };
    assert_eq!(
        told,
        [(wish.id, CaseState::Acknowledged, &taken)],
        "with its mark, for a supervisor"
    );
    let there = client.case_status(cred, case.case).await.expect("the case");
    assert_eq!((there.revision, there.state), (1, CaseState::Acknowledged), "it is no revision");
    running.end().await;
}

async fn a_wish_that_the_state_does_not_allow_is_answered_and_not_refused(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let supervisor = running.supervisor().await;
    let verdict = |wish: EventFiling| async move {
        let filed = client.submit_event(cred, &wish).await.expect("filed");
        let done = client.complete_event(cred, wish.case, wish.id).await.expect("complete");
        assert_eq!(done.received_digest, wish.received_digest(), "on record whatever came of it");
        filed.verdict
    };
    let refusal = Submission { decision: Decision::Refused, ..submission(&signed, vec![]) };
    hand_over(client, cred, &refusal).await;
    assert_eq!(verdict(asked(&refusal, vec![])).await, no("not_accepted"));
    let decided = accepted(client, &signed).await;
    decide(client, supervisor.token.expose(), decided.case).await;
    assert_eq!(verdict(asked(&decided, vec![])).await, no("already_decided"));
    let twice = accepted(client, &signed).await;
    assert!(is_taken(&verdict(asked(&twice, vec![])).await));
    assert_eq!(verdict(asked(&twice, vec![])).await, no("already_asked"));
    // A refused wish is none that was made.
    assert_eq!(verdict(asked(&decided, vec![])).await, no("already_decided"));
}

async fn a_case_is_ended_only_as_it_was_asked_and_before_it_is_decided(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let supervisor = running.supervisor().await;
    let end = |case: Uuid| {
        let token = supervisor.token.expose();
        let step = Step::Withdrawn { on: date(2026, 12, 4) };
        let request = StepRequest { id: Uuid::new_v4(), step };
        async move { client.enter_step(token, case, &request).await.map(drop) }
    };
    let case = accepted(client, &signed).await;
    assert_eq!(end(case.case).await, Err(refused(422, "bad_step")), "nobody asked");
    client.submit_event(cred, &asked(&case, vec![])).await.expect("filed");
    end(case.case).await.expect("ended");
    assert_eq!(end(case.case).await, Err(refused(422, "bad_step")), "once");
    let step = Step::Decided { granted: true, on: date(2026, 12, 4) };
    let request = StepRequest { id: Uuid::new_v4(), step };
    let late = client.enter_step(supervisor.token.expose(), case.case, &request).await;
    assert_eq!(late.map(drop), Err(refused(422, "bad_step")), "nothing follows it");
    let back = sent_back(&[("case", "请重签")]);
    let returned = client.send_back(supervisor.token.expose(), case.case, &back).await;
    assert_eq!(returned.map(drop), Err(refused(422, "already_decided")));
    let queue = client.get_queue(supervisor.token.expose()).await.expect("queue");
    assert!(queue.iter().any(|one| one.filed.case == case.case && one.withdrawn));
    let decided = accepted(client, &signed).await;
    client.submit_event(cred, &asked(&decided, vec![])).await.expect("filed");
    decide(client, supervisor.token.expose(), decided.case).await;
    assert_eq!(end(decided.case).await, Err(refused(422, "bad_step")), "the decision stands");
}

fn decided(case: &Submission) -> EventFiling {
    let event = Event::Decided {
        granted: true,
        number: "示准〔2026〕1号".into(),
        entrusted_by: "示例委托书".into(),
        points: vec!["identity".into()],
        reasons: Vec::new(),
    };
    EventFiling { event, ..asked(case, vec![]) }
}

async fn what_the_counter_decided_is_taken_whatever_the_state_and_marked(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let verdict = |event: EventFiling| async move {
        client.submit_event(cred, &event).await.expect("filed").verdict
    };
    let marked = |names: &[&str]| EventAnswer::Taken {
        marks: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let first = accepted(client, &signed).await;
    assert_eq!(verdict(decided(&first)).await, marked(&["no_permit", "number_not_given"]));
    // It ends the case as the deciding office's own word does.
    assert_eq!(verdict(asked(&first, vec![])).await, no("already_decided"));
    let back = client.send_back(token, first.case, &sent_back(&[("case", "请重签")])).await;
    assert_eq!(back.err(), Some(refused(422, "already_decided")));
    let row = client.get_queue(token).await.expect("queue").remove(0);
    let told = row.course.and_then(|course| course.decided);
    assert_eq!((row.filed.case, told), (first.case, Some(date(2026, 11, 23))));
    let twice = ["no_permit", "already_decided", "number_not_given", "number_used"];
    assert_eq!(verdict(decided(&first)).await, marked(&twice));
    let refusal = Submission { decision: Decision::Refused, ..submission(&signed, vec![]) };
    hand_over(client, cred, &refusal).await;
    let refused = ["no_permit", "not_accepted", "number_not_given", "number_used"];
    assert_eq!(verdict(decided(&refusal)).await, marked(&refused));
}

fn void(case: &Submission, done: bool) -> EventFiling {
    let event = Event::Void {
        reason: "事项选错".into(),
        refiled_as: Uuid::new_v4().to_string(),
        receipt_back: true,
        done,
    };
    EventFiling { event, ..asked(case, vec![]) }
}

async fn a_void_ends_a_case_until_its_department_has_begun(place: Place) {
    let running = place.start().await;
    let hello = running.client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::Void));
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let verdict = |event: EventFiling| async move {
        client.submit_event(cred, &event).await.expect("filed").verdict
    };
    let marked = |names: &[&str]| EventAnswer::Taken {
        marks: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let end = |case: Uuid| {
        let step = Step::Voided { on: date(2026, 12, 4) };
        let request = StepRequest { id: Uuid::new_v4(), step };
        async move { client.enter_step(token, case, &request).await.map(drop) }
    };
    let first = accepted(client, &signed).await;
    assert_eq!(end(first.case).await, Err(refused(422, "bad_step")), "nobody asked");
    // Without a supervisor's consent it is taken, and said to their face.
    assert_eq!(verdict(void(&first, false)).await, marked(&["no_permit", "unfit_role"]));
    let row = client.get_queue(token).await.expect("queue").remove(0);
    assert_eq!((row.filed.case, row.voided, row.withdrawn), (first.case, true, false));
    // Nothing more is done with it there.
    assert_eq!(verdict(void(&first, false)).await, no("already_ended"));
    assert_eq!(verdict(asked(&first, vec![])).await, no("already_ended"));
    assert_eq!(end(first.case).await, Err(refused(422, "bad_step")));
    let back = client.send_back(token, first.case, &sent_back(&[("case", "请重签")])).await;
    assert_eq!(back.err(), Some(refused(422, "already_decided")));

    // The department has begun: a request to it, once.
    let begun = accepted(client, &signed).await;
    let step = Step::Extended { days: 5, reason: "案情复杂".into() };
    let step = StepRequest { id: Uuid::new_v4(), step };
    client.enter_step(token, begun.case, &step).await.expect("extended");
    let request = marked(&["no_permit", "unfit_role", "department_begun"]);
    assert_eq!(verdict(void(&begun, false)).await, request);
    assert_eq!(verdict(void(&begun, false)).await, no("already_asked"));
    let rows = client.get_queue(token).await.expect("queue");
    assert!(rows.iter().any(|row| row.filed.case == begun.case && !row.voided));
    assert_eq!(end(begun.case).await, Ok(()));
    let rows = client.get_queue(token).await.expect("queue");
    assert!(rows.iter().any(|row| row.filed.case == begun.case && row.voided));

    let decided = accepted(client, &signed).await;
    decide(client, token, decided.case).await;
    assert_eq!(verdict(void(&decided, false)).await, no("already_decided"));
    let refusal = Submission { decision: Decision::Refused, ..submission(&signed, vec![]) };
    hand_over(client, cred, &refusal).await;
    assert_eq!(verdict(void(&refusal, false)).await, no("not_accepted"));
    running.end().await;
}

async fn an_event_comes_after_its_revision(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let supervisor = running.supervisor().await;
    let case = submission(&signed, vec![]);
    let wish = asked(&case, vec![]);
    assert_eq!(client.submit_event(cred, &wish).await, Err(refused(404, "unknown_case")));
    client.submit_case(cred, &case).await.expect("submit");
    assert_eq!(client.submit_event(cred, &wish).await, Err(OfficeError::InProgress));
    client.complete_case(cred, case.case).await.expect("complete");
    let next = EventFiling { after: 2, ..asked(&case, vec![]) };
    assert_eq!(client.submit_event(cred, &next).await, Err(OfficeError::InProgress));
    assert!(is_taken(&client.submit_event(cred, &wish).await.expect("filed").verdict));
    // A revision that came meanwhile keeps nothing that happened before it.
    let back = sent_back(&[("case", "请重签")]);
    client.send_back(supervisor.token.expose(), case.case, &back).await.expect("sent back");
    client.submit_case(cred, &amended(&case)).await.expect("amended");
    client.submit_event(cred, &asked(&case, vec![])).await.expect("of the revision before");
}

async fn what_no_honest_station_sends_is_refused_by_name(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let case = accepted(client, &signed).await;
    let wish = asked(&case, vec![]);
    client.submit_event(cred, &wish).await.expect("filed");
    let other = EventFiling { window: "2号窗".into(), ..wish.clone() };
    assert_eq!(client.submit_event(cred, &other).await, Err(OfficeError::KeyReused));
    let second = accepted(client, &signed).await;
    let elsewhere = EventFiling { case: second.case, ..wish.clone() };
    assert_eq!(client.submit_event(cred, &elsewhere).await, Err(OfficeError::KeyReused));
    let status = client.event_status(cred, second.case, wish.id).await;
    assert_eq!(status, Err(refused(404, "unknown_event")), "another case's");
    for (wrong, status, code) in [
        (EventFiling { station_code: "OTHER1".into(), ..wish.clone() }, 403, "other_station"),
        (EventFiling { after: 0, ..wish.clone() }, 422, "bad_journal"),
        (EventFiling { journal_head: "x".into(), ..wish.clone() }, 422, "bad_journal"),
        (
            EventFiling { manifest: vec![Part { len: 0, ..part("p", b"x") }], ..wish.clone() },
            422,
            "bad_manifest",
        ),
    ] {
        assert_eq!(client.submit_event(cred, &wrong).await, Err(refused(status, code)));
    }
    let path = format!("/cases/{}/events", case.case);
    let raw = |body: String, key: Option<String>| {
        let mut request = http::Request::post(&path)
            .header("authorization", format!("Bearer {cred}"))
            .header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        running.raw(request, body)
    };
    let text = serde_json::to_string(&wish).expect("json");
    assert_eq!(raw(text.clone(), None).await.status(), 400, "without a key");
    let another = Some(Uuid::new_v4().to_string());
    assert_eq!(raw(text.clone(), another).await.status(), 422, "of another event");
    let later = text.replace("withdrawal_asked", "of_a_later_program");
    assert_eq!(raw(later, Some(wish.id.to_string())).await.status(), 422, "a strange kind");
}

fn lapsed(case: &Submission) -> EventFiling {
    let event = Event::Lapsed {
        until: date(2026, 11, 20),
        consequence: "视为放弃申请，终止办理".into(),
        source: "示例办法第十条".into(),
        how: WarnedBy::Telephone,
        warned_on: date(2026, 11, 23),
    };
    EventFiling { event, ..asked(case, vec![]) }
}

async fn a_lapse_is_taken_whatever_the_state_and_ends_the_case_here(place: Place) {
    let running = place.start().await;
    let hello = running.client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::Lapsed));
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let marks = |event: EventFiling| async move {
        let filed = client.submit_event(cred, &event).await.expect("filed");
        client.complete_event(cred, event.case, event.id).await.expect("complete");
        match filed.verdict {
            EventAnswer::Taken { marks } => marks,
            EventAnswer::Refused { code } => panic!("the applicant has its paper: {code}"),
        }
    };
    let notice = Submission { decision: Decision::Correction, ..submission(&signed, vec![]) };
    hand_over(client, cred, &notice).await;
    let listed = |case: Uuid| async move {
        let queue = client.get_queue(token).await.expect("queue");
        queue.into_iter().find(|one| one.filed.case == case).expect("listed").lapsed
    };
    assert!(!listed(notice.case).await);
    let event = lapsed(&notice);
    assert_eq!(marks(event.clone()).await, ["no_permit"]);
    assert_eq!(marks(event).await, ["no_permit"], "a repeat gets its first answer");
    assert!(listed(notice.case).await);
    let back = client.send_back(token, notice.case, &sent_back(&[("case", "请重签")])).await;
    assert_eq!(back.map(drop), Err(refused(422, "already_decided")), "it is over");
    let other = accepted(client, &signed).await;
    assert_eq!(marks(lapsed(&other)).await, ["no_permit", "not_notified"]);
}

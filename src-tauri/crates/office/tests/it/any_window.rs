//! Any window of a station: found by number or by card, one hand at a time, and joined to what the
//! office had of the case.

use counter_backoffice::{
    Ability, CaseQuestion, ClaimRequest, ClaimWire, Client, Decision, FilingMark, LookKind,
    LookReason, PersonQuestion, Private, SignIn, Submission,
};
use counter_core::case::Continuation;
use jiff::Timestamp;
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{
    NOON, Running, amended, at_own_time, hand_over, refused, sent_back, submission,
};

on_both!(
    a_case_is_found_by_number_and_by_card_and_each_look_is_written_down,
    one_window_at_a_time_has_a_case_in_hand,
    a_claim_ends_with_its_day,
    another_window_goes_on_from_what_the_office_acknowledged,
    of_two_revisions_the_first_that_arrives_counts_and_the_other_goes_after_it,
    what_was_decided_without_a_claim_is_taken_and_marked,
);

async fn sign_in(client: &Client, number: &str) -> SignIn {
    let password = format!("demo-{number}");
    client.sign_in_at(Uuid::new_v4(), number, &password).await.expect("sign in")
}

fn looking(client: &Client) -> Client {
    client.looking_for(LookReason::Typed { text: "换窗口续办".into() })
}

fn by_number(number: &str) -> CaseQuestion {
    CaseQuestion { number: Some(number.to_owned()), person: None }
}

fn by_person(number: &str) -> CaseQuestion {
    let person = PersonQuestion { id_kind: "resident".into(), number: Private::new(number) };
    CaseQuestion { number: None, person: Some(person) }
}

/// A notice that waits for corrections, and its number.
async fn notified(client: &Client, signed: &SignIn) -> (Submission, String) {
    let case = Submission { decision: Decision::Correction, ..submission(signed, vec![]) };
    let number = hand_over(client, signed.delivery_credential.expose(), &case).await;
    (case, number)
}

async fn claim(client: &Client, signed: &SignIn, case: Uuid, revision: u32) -> ClaimWire {
    let asked = ClaimRequest { id: Uuid::new_v4(), revision };
    let claimed = looking(client).claim_case(signed.token.expose(), case, &asked).await;
    claimed.expect("claimed")
}

/// The next revision, from a journal of this window's own.
fn continued(before: &Submission, number: &str, decided_at: Timestamp) -> Submission {
    let continues = Some(Continuation {
        number: number.to_owned(),
        revision: before.revision,
        journal_head: before.journal_head.clone(),
    });
    let journal_head = "c0".repeat(32);
    Submission { continues, decided_at, journal_head, entries: 5, ..amended(before) }
}

async fn a_case_is_found_by_number_and_by_card_and_each_look_is_written_down(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let hello = client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::AnyWindow));
    let (mine, other) = (sign_in(client, "1001").await, sign_in(client, "1002").await);
    let (case, number) = notified(client, &mine).await;
    let token = other.token.expose();
    let reasoned = looking(client);
    let found = reasoned.search_cases(token, &by_number(&number)).await.expect("found");
    assert_eq!((found.len(), found[0].filed.case, found[0].here), (1, case.case, false));
    assert_eq!((found[0].clerk.as_str(), &found[0].claim), ("1001", &None));
    let found = reasoned.search_cases(token, &by_person(" 440699199001010014 ")).await;
    assert_eq!(found.expect("found").len(), 1, "blanks make no other number");
    let own = reasoned.search_cases(mine.token.expose(), &by_number(&number)).await.expect("own");
    assert!(own[0].here);
    for nobodys in [by_number("TRIAL-20200101-000001"), by_person("440699199001010022")] {
        assert_eq!(reasoned.search_cases(token, &nobodys).await, Ok(vec![]));
    }
    let stranger = sign_in(client, "9001").await;
    let elsewhere = reasoned.search_cases(stranger.token.expose(), &by_number(&number)).await;
    assert_eq!(elsewhere, Ok(vec![]), "another station's clerk");
    let unread = reasoned.get_record(stranger.token.expose(), case.case).await;
    assert_eq!(unread, Err(refused(404, "unknown_case")));

    let record = reasoned.get_record(token, case.case).await.expect("record");
    assert_eq!((record.revision, record.here, &record.submission), (1, false, &case));
    assert_eq!(record.continuation().journal_head, case.journal_head);

    // Nobody looks without a reason, and a machine does not look at all.
    let unreasoned = client.search_cases(token, &by_number(&number)).await;
    assert_eq!(unreasoned, Err(refused(422, "reason_missing")));
    assert_eq!(client.get_record(token, case.case).await, Err(refused(422, "reason_missing")));
    let machine = other.delivery_credential.expose();
    let unseen = reasoned.get_record(machine, case.case).await;
    assert_eq!(unseen, Err(refused(403, "clerk_only")));
    let both = CaseQuestion { number: Some(number), ..by_person("440699199001010014") };
    assert_eq!(reasoned.search_cases(token, &both).await, Err(refused(422, "bad_question")));

    let supervisor = running.supervisor().await;
    let looks = client.get_looks(supervisor.token.expose(), None).await.expect("looks");
    let told: Vec<_> = looks.iter().map(|look| (look.clerk.as_str(), look.kind)).collect();
    let other_kind = LookKind::Other;
    assert_eq!(
        told,
        [
            ("1002", LookKind::Revision),
            ("1001", other_kind),
            ("1002", other_kind),
            ("1002", other_kind),
        ]
    );
    assert!(looks.iter().all(|look| look.case == case.case && look.reason.is_some()));
    let people = place.texts("SELECT person FROM case_people").await;
    assert_eq!(people.len(), 1);
    assert!(!people[0][0].contains("440699199001010014"), "no number stands in the index");
    running.end().await;
}

async fn one_window_at_a_time_has_a_case_in_hand(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let (mine, other) = (sign_in(client, "1001").await, sign_in(client, "1002").await);
    let third = sign_in(client, "1001").await;
    let (case, _) = notified(client, &mine).await;
    let (id, reasoned) = (case.case, looking(client));
    let asked = ClaimRequest { id: Uuid::new_v4(), revision: 1 };
    let nowhere = running.sign_in().await;
    let unplaced = reasoned.claim_case(nowhere.token.expose(), id, &asked).await;
    assert_eq!(unplaced, Err(refused(403, "installation_only")));
    let stale = ClaimRequest { id: Uuid::new_v4(), revision: 2 };
    let stale = reasoned.claim_case(other.token.expose(), id, &stale).await;
    assert_eq!(stale, Err(refused(422, "newer_revision")));

    let claimed = reasoned.claim_case(other.token.expose(), id, &asked).await.expect("claimed");
    assert_eq!((claimed.by.as_str(), claimed.revision, claimed.here), ("1002", 1, true));
    let again = reasoned.claim_case(other.token.expose(), id, &asked).await;
    assert_eq!(again, Ok(claimed.clone()), "a repeat");
    let same_window = claim(client, &other, id, 1).await;
    assert_eq!(same_window.id, claimed.id, "the window has it in hand already");
    let second = ClaimRequest { id: Uuid::new_v4(), revision: 1 };
    let refusal = reasoned.claim_case(third.token.expose(), id, &second).await;
    assert_eq!(refusal, Err(refused(422, "case_claimed")));
    let open = client.list_claims(mine.delivery_credential.expose()).await.expect("claims");
    assert_eq!(open, [ClaimWire { here: false, ..claimed.clone() }]);

    let taken = client.end_claim(third.token.expose(), id, claimed.id).await;
    assert_eq!(taken, Err(refused(403, "supervisor_only")));
    let unknown = client.end_claim(other.token.expose(), id, Uuid::new_v4()).await;
    assert_eq!(unknown, Err(refused(404, "unknown_claim")));
    let supervisor = running.supervisor().await;
    let ended = client.end_claim(supervisor.token.expose(), id, claimed.id).await.expect("ended");
    assert!(ended.ended_at.is_some());
    let later = client.end_claim(other.token.expose(), id, claimed.id).await.expect("again");
    assert_eq!(later.ended_at, ended.ended_at, "again is no change");
    assert_eq!(client.list_claims(mine.delivery_credential.expose()).await, Ok(vec![]));
    // Free for the next one, who lets it go by hand.
    let next = claim(client, &third, id, 1).await;
    client.end_claim(third.token.expose(), id, next.id).await.expect("by hand");
    claim(client, &other, id, 1).await;
    running.end().await;
}

async fn a_claim_ends_with_its_day(place: Place) {
    let (office, seconds) = at_own_time(place.office());
    let running = Running::start(office).await;
    let client = &running.client;
    let (mine, other) = (sign_in(client, "1001").await, sign_in(client, "1002").await);
    let (case, _) = notified(client, &mine).await;
    let claimed = claim(client, &other, case.case, 1).await;
    let midnight = NOON + 12 * 3600;
    assert_eq!(claimed.until, Timestamp::from_second(midnight).expect("time"));
    let cred = mine.delivery_credential.expose();
    seconds.store(midnight - 1, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(client.list_claims(cred).await.expect("claims").len(), 1);
    seconds.store(midnight, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(client.list_claims(cred).await, Ok(vec![]));
    running.end().await;
}

async fn another_window_goes_on_from_what_the_office_acknowledged(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let (mine, other) = (sign_in(client, "1001").await, sign_in(client, "1002").await);
    let (first, number) = notified(client, &mine).await;
    let (own, theirs) = (mine.delivery_credential.expose(), other.delivery_credential.expose());
    let unclaimed = continued(&first, &number, Timestamp::now());
    let refusal = client.submit_case(theirs, &unclaimed).await;
    assert_eq!(refusal, Err(refused(403, "case_of_another_installation")));

    claim(client, &other, first.case, 1).await;
    let second = continued(&first, &number, Timestamp::now());
    let join = second.continues.clone().expect("join");
    let wrong = [
        None,
        Some(Continuation { journal_head: "aa".repeat(32), ..join.clone() }),
        Some(Continuation { number: "TRIAL-20200101-000001".into(), ..join }),
    ];
    for continues in wrong {
        let unjoined = Submission { continues, ..second.clone() };
        let refusal = client.submit_case(theirs, &unjoined).await;
        assert_eq!(refusal, Err(refused(422, "bad_join")));
    }
    assert_eq!(hand_over(client, theirs, &second).await, number, "under the number it has");
    assert_eq!(client.list_claims(own).await, Ok(vec![]), "it ends with the acknowledgement");
    assert_eq!(hand_over(client, theirs, &second).await, number, "a repeat is no other");

    let heard = client.list_continuations(own, 0).await.expect("heard");
    assert_eq!((heard.len(), heard[0].case, heard[0].revision), (1, first.case, 2));
    assert_eq!((heard[0].here, &heard[0].journal_head), (false, &second.journal_head));
    assert!(client.list_continuations(theirs, 0).await.expect("own")[0].here);
    assert_eq!(client.list_continuations(own, heard[0].seq).await, Ok(vec![]));
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let read = client.get_revision(token, first.case, 2).await.expect("revision");
    assert!(!read.marks.contains(&FilingMark::ClaimEnded), "{:?}", read.marks);
    assert_eq!(read.submission.continues, second.continues);
    // Whoever reads it knows what was decided before.
    let record = looking(client).get_record(mine.token.expose(), first.case).await.expect("record");
    let earlier: Vec<_> = record
        .earlier
        .iter()
        .map(|one| (one.revision, one.decision, one.clerk.as_str(), one.decided_at))
        .collect();
    assert_eq!(earlier, [(1, Decision::Correction, "1001", first.decided_at)]);
    assert_eq!((record.revision, &record.submission), (2, &second));
    // What is sent back goes on there too, from the same join.
    client.send_back(token, first.case, &sent_back(&[("case", "缺页")])).await.expect("back");
    claim(client, &other, first.case, 2).await;
    let third = Submission { decided_at: Timestamp::now(), ..amended(&second) };
    assert_eq!(hand_over(client, theirs, &third).await, number);
    running.end().await;
}

async fn of_two_revisions_the_first_that_arrives_counts_and_the_other_goes_after_it(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let (mine, other) = (sign_in(client, "1001").await, sign_in(client, "1002").await);
    let (first, number) = notified(client, &mine).await;
    let (own, theirs) = (mine.delivery_credential.expose(), other.delivery_credential.expose());
    claim(client, &other, first.case, 1).await;
    let second = continued(&first, &number, Timestamp::now());
    hand_over(client, theirs, &second).await;
    // The window where it began was off line, and decided too.
    let late = amended(&first);
    let refusal = client.submit_case(own, &late).await;
    assert_eq!(refusal, Err(refused(422, "revision_taken")));
    let after = Submission { in_place_of: Some(late.revision), ..amended(&late) };
    assert_eq!(hand_over(client, own, &after).await, number);
    // And the other way round.
    let (first, number) = notified(client, &mine).await;
    claim(client, &other, first.case, 1).await;
    hand_over(client, own, &amended(&first)).await;
    let late = continued(&first, &number, Timestamp::now());
    let refusal = client.submit_case(theirs, &late).await;
    assert_eq!(refusal, Err(refused(422, "revision_taken")));
    let after = Submission { in_place_of: Some(late.revision), ..amended(&late) };
    assert_eq!(hand_over(client, theirs, &after).await, number);
    running.end().await;
}

async fn what_was_decided_without_a_claim_is_taken_and_marked(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let (mine, other) = (sign_in(client, "1001").await, sign_in(client, "1002").await);
    let supervisor = running.supervisor().await;
    let (first, number) = notified(client, &mine).await;
    let claimed = claim(client, &other, first.case, 1).await;
    let token = supervisor.token.expose();
    client.end_claim(token, first.case, claimed.id).await.expect("taken away");
    let later = claimed.until.checked_add(jiff::SignedDuration::from_hours(1)).expect("time");
    let second = continued(&first, &number, later);
    hand_over(client, other.delivery_credential.expose(), &second).await;
    let read = client.get_revision(token, first.case, 2).await.expect("revision");
    assert!(read.marks.contains(&FilingMark::ClaimEnded), "{:?}", read.marks);
    running.end().await;
}

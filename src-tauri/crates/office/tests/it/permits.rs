//! Who decided: named by the office's own hand or not at all. What an honest station can make is
//! filed and marked, and a supervisor clears it; what none can is refused.

use std::sync::atomic::Ordering;

use counter_backoffice::{
    Author, Client, ConsentWire, FilingMark, InstallationReport, OfficeError, OfficeKey, Permit,
    PermitBody, SignIn, Submission,
};
use counter_office::{Account, Office, Setup, demo_accounts};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{
    NOON, Running, amended, at_own_time, hand_over, refused, submission, trial, with_neighbours,
};

on_both!(
    a_permit_names_the_author_also_days_later,
    what_an_honest_station_can_make_is_filed_and_marked,
    a_trainee_decides_with_a_mentor_whose_own_permit_proves_it,
    a_permit_of_another_is_refused_and_a_repeat_gets_its_answer,
    no_permit_is_there_to_be_read,
    a_case_goes_on_at_the_installation_that_began_it,
    a_supervisor_clears_marks_once_and_they_stay_cleared,
);

const HOUR: i64 = 3600;

fn second(at: i64) -> Timestamp {
    Timestamp::from_second(at).expect("time")
}

async fn sign_in(client: &Client, id: Uuid) -> SignIn {
    client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in")
}

/// Decided at that second under the permit of this sign-in.
fn decided(signed: &SignIn, at: i64) -> Submission {
    let mut case = submission(signed, vec![]);
    (case.received_at, case.decided_at) = (second(at - 600), second(at));
    case.permit = signed.permit.clone();
    case
}

fn bare(signed: &SignIn, at: i64) -> Submission {
    Submission { permit: None, ..decided(signed, at) }
}

async fn file(client: &Client, signed: &SignIn, case: &Submission) {
    client.submit_case(signed.delivery_credential.expose(), case).await.expect("filed");
}

/// What the supervisor sees of the case: in the queue and in the revision the same.
async fn seen(running: &Running, case: &Submission) -> (Option<Author>, Vec<FilingMark>) {
    let supervisor = running.supervisor().await;
    let (client, token) = (&running.client, supervisor.token.expose());
    let queue = client.get_queue(token).await.expect("queue");
    let row = queue.into_iter().find(|row| row.filed.case == case.case).expect("in the queue");
    let revision = client.get_revision(token, case.case, case.revision).await.expect("revision");
    assert_eq!((&row.author, &row.marks), (&revision.author, &revision.marks));
    (revision.author, revision.marks)
}

async fn a_permit_names_the_author_also_days_later(place: Place) {
    let (office, seconds) = at_own_time(place.office());
    let running = Running::start(office).await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let greeting = client.get_hello().await.expect("hello");
    let signed = sign_in(client, id).await;
    let permit = signed.permit.clone().expect("permit");
    assert!(permit.verify(&greeting.key.expect("key")), "the station can look itself");
    let until = second(NOON) + SignedDuration::from_hours(signed.offline_hours.into());
    let body = permit.read_body().expect("body");
    let wanted = PermitBody {
        clerk: "1001".into(),
        role: "clerk".into(),
        station_code: "DEMO01".into(),
        installation: id,
        from: second(NOON),
        until,
    };
    assert_eq!(body, wanted);
    assert_eq!(running.sign_in().await.permit, None, "none without an installation");
    let guest = client.sign_in_at(id, "9001", "demo-9001").await.expect("sign in");
    assert_eq!(guest.permit, None, "none elsewhere");

    // Decided without the line, and filed a week later: by then the clerk has signed in anew.
    seconds.fetch_add(7 * 24 * HOUR, Ordering::SeqCst);
    let later = sign_in(client, id).await;
    let author = Author {
        clerk: "1001".into(),
        name: Some("李示例".into()),
        role: "clerk".into(),
        installation: id,
        from: second(NOON),
        until,
        consented_by: None,
    };
    // A counter's clock may be a little behind.
    for at in [NOON - 300, NOON, NOON + HOUR, until.as_second()] {
        let case = Submission { permit: Some(permit.clone()), ..decided(&signed, at) };
        file(client, &later, &case).await;
        assert_eq!(seen(&running, &case).await, (Some(author.clone()), vec![]), "{at}");
    }
    running.end().await;
}

async fn what_an_honest_station_can_make_is_filed_and_marked(place: Place) {
    use FilingMark as Mark;
    let (office, _) = at_own_time(place.office());
    let running = Running::start(office.clone()).await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let signed = sign_in(client, id).await;
    let permit = signed.permit.clone().expect("permit");
    let until = permit.read_body().expect("body").until.as_second();
    let stranger = OfficeKey::from_seed(&[9; 32]).expect("key");
    let forged = stranger.sign_permit(&permit.read_body().expect("body")).expect("permit");
    let bent = Permit { body: permit.body.replace("1001", "1002"), ..permit.clone() };
    let unread = Permit { body: "no permit".into(), signature: "?".into() };
    let with = |permit: &Permit| Submission { permit: Some(permit.clone()), ..bare(&signed, NOON) };
    let year = 366 * 24 * HOUR;
    let far = |at: i64| Submission { received_at: second(at), ..decided(&signed, NOON) };
    let unknown = Submission { clerk: "7777".into(), ..bare(&signed, NOON) };
    for (case, marks, is_named) in [
        (bare(&signed, NOON), vec![Mark::NoPermit], false),
        (with(&forged), vec![Mark::PermitUnproven], false),
        (with(&bent), vec![Mark::PermitUnproven], false),
        (with(&unread), vec![Mark::PermitUnproven], false),
        (decided(&signed, NOON - 301), vec![Mark::PermitEnded], false),
        (decided(&signed, until + 1), vec![Mark::PermitEnded], false),
        (unknown, vec![Mark::NoPermit, Mark::UnknownClerk], false),
        (far(NOON - 3 * year), vec![Mark::DateOutOfBounds], true),
        (far(NOON + 2 * year), vec![Mark::DateOutOfBounds], true),
        (decided(&signed, NOON + 2 * year), vec![Mark::PermitEnded, Mark::DateOutOfBounds], false),
        (far(0), vec![Mark::DateOutOfBounds], true),
    ] {
        file(client, &signed, &case).await;
        let (author, found) = seen(&running, &case).await;
        assert_eq!((found, author.is_some()), (marks, is_named));
    }

    // To the second, by the days of the legal calendar.
    for (received_at, is_odd) in [
        ("2024-11-21T15:59:59Z", true),
        ("2024-11-21T16:00:00Z", false),
        ("2027-11-22T15:59:59Z", false),
        ("2027-11-22T16:00:00Z", true),
    ] {
        let received_at = received_at.parse().expect("time");
        let case = Submission { received_at, ..decided(&signed, NOON) };
        file(client, &signed, &case).await;
        let (_, marks) = seen(&running, &case).await;
        assert_eq!(marks.contains(&Mark::DateOutOfBounds), is_odd, "{received_at}");
    }

    // The account changes after the sign-in: the permit still proves who it was.
    let mut account = Account {
        number: "1001".into(),
        name: "李示例".into(),
        role: "trainee".into(),
        station: "三水·西南街道".into(),
        station_code: "DEMO01".into(),
        window: "3号窗".into(),
    };
    office.enrol(&account, "demo-1001").expect("changed");
    let case = decided(&signed, NOON);
    file(client, &signed, &case).await;
    let (author, marks) = seen(&running, &case).await;
    assert_eq!((author.expect("proven").role.as_str(), marks), ("clerk", vec![Mark::UnfitRole]));
    let trainee = sign_in(client, id).await;
    account.role = "clerk".into();
    office.enrol(&account, "demo-1001").expect("changed");
    let case = decided(&trainee, NOON);
    file(client, &trainee, &case).await;
    assert_eq!(seen(&running, &case).await.1, [Mark::UnfitRole], "as it was at that time");
    office.end_account("1001").expect("ended");
    let case = decided(&signed, NOON);
    file(client, &trainee, &case).await;
    let (author, marks) = seen(&running, &case).await;
    assert_eq!((author.is_some(), marks), (true, vec![Mark::AccountEnded]));
    running.end().await;
}

async fn sign_in_as(client: &Client, id: Uuid, number: &str) -> SignIn {
    client.sign_in_at(id, number, &format!("demo-{number}")).await.expect("sign in")
}

async fn a_trainee_decides_with_a_mentor_whose_own_permit_proves_it(place: Place) {
    let (office, seconds) = at_own_time(place.office());
    for (number, role) in [("3101", "trainee"), ("3102", "trainer")] {
        let account = Account {
            number: number.into(),
            name: "吴示例".into(),
            role: role.into(),
            station: "三水·西南街道".into(),
            station_code: "DEMO01".into(),
            window: "3号窗".into(),
        };
        office.enrol(&account, &format!("demo-{number}")).expect("enrolled");
    }
    let running = Running::start(office).await;
    let (client, here, there) = (&running.client, Uuid::new_v4(), Uuid::new_v4());
    let trainee = sign_in_as(client, here, "3101").await;
    let clerk = sign_in_as(client, here, "1002").await.permit.expect("permit");
    let supervisor = sign_in_as(client, here, "2001").await.permit;
    let trainer = sign_in_as(client, here, "3102").await;
    let elsewhere = sign_in_as(client, there, "1002").await.permit;
    let stranger = OfficeKey::from_seed(&[9; 32]).expect("key");
    let forged = stranger.sign_permit(&clerk.read_body().expect("body")).expect("permit");
    seconds.fetch_add(HOUR, Ordering::SeqCst);
    // Whoever signed in last has the installation's credential.
    let last = sign_in_as(client, here, "1002").await;
    let (clerk, later) = (Some(clerk), last.permit.clone());
    for (signed, mentor, permit, is_proven) in [
        (&trainee, "1002", clerk.clone(), true),
        (&trainee, "2001", supervisor, true),
        (&trainer, "1002", clerk.clone(), true),
        (&trainee, "1002", None, false),
        (&trainee, "1002", Some(forged), false),
        (&trainee, "1001", clerk, false),
        (&trainee, "1002", elsewhere, false),
        (&trainee, "1002", later, false),
        (&trainee, "3102", trainer.permit.clone(), false),
        (&trainee, "3101", trainee.permit.clone(), false),
    ] {
        let consented_by = Some(ConsentWire { clerk: mentor.into(), permit });
        let case = Submission { consented_by, ..decided(signed, NOON) };
        file(client, &last, &case).await;
        let (author, marks) = seen(&running, &case).await;
        let author = author.expect("who decided is proven by itself");
        assert_eq!(author.clerk, signed.clerk.number);
        assert_eq!(author.consented_by, is_proven.then(|| mentor.to_owned()), "{mentor}");
        assert_eq!(marks.contains(&FilingMark::UnfitRole), !is_proven, "{mentor}: {marks:?}");
        assert!(marks.len() < 2, "{marks:?}");
    }
    // Their words are as good as none where they do not come from that computer.
    let (permit, former) = (last.permit.clone(), running.sign_in().await);
    let consented_by = Some(ConsentWire { clerk: "1002".into(), permit });
    let case = Submission { consented_by, ..decided(&trainee, NOON + HOUR) };
    file(client, &former, &case).await;
    let marks = vec![FilingMark::NoPermit, FilingMark::UnfitRole];
    assert_eq!(seen(&running, &case).await, (None, marks));
    running.end().await;
}

async fn a_permit_of_another_is_refused_and_a_repeat_gets_its_answer(place: Place) {
    let (office, _) = at_own_time(place.office());
    let running = Running::start(office).await;
    let (client, here, there) = (&running.client, Uuid::new_v4(), Uuid::new_v4());
    let (mine, other) = (sign_in(client, here).await, sign_in(client, there).await);
    let colleague = client.sign_in_at(here, "1002", "demo-1002").await.expect("sign in");
    let cred = colleague.delivery_credential.expose();
    let another = Err(refused(422, "permit_of_another"));
    let of_clerk = Submission { permit: colleague.permit.clone(), ..decided(&mine, NOON) };
    let of_place = Submission { permit: other.permit.clone(), ..decided(&mine, NOON) };
    for case in [&of_clerk, &of_place] {
        assert_eq!(client.submit_case(cred, case).await, another);
        let status = client.case_status(cred, case.case).await;
        assert_eq!(status, Err(refused(404, "unknown_case")), "nothing was kept");
    }
    // Anybody's token and a credential of the station as a whole are of no installation: whoever came
    // by a permit is not its clerk.
    let (former, supervisor) = (running.sign_in().await, running.supervisor().await);
    for bearer in [&former.delivery_credential, &former.token, &supervisor.token] {
        let case = decided(&mine, NOON);
        client.submit_case(bearer.expose(), &case).await.expect("filed");
        assert_eq!(seen(&running, &case).await, (None, vec![FilingMark::NoPermit]));
    }
    // Filed before: whoever repeats it gets the first answer.
    let case = decided(&mine, NOON);
    let accepted = client.submit_case(cred, &case).await.expect("filed");
    let theirs = other.delivery_credential.expose();
    assert_eq!(client.submit_case(theirs, &case).await, Ok(accepted));
    running.end().await;
}

async fn no_permit_is_there_to_be_read(place: Place) {
    let (office, _) = at_own_time(place.office());
    let running = Running::start(office).await;
    let (client, here) = (&running.client, Uuid::new_v4());
    let colleague = sign_in_as(client, here, "1002").await;
    let signed = sign_in(client, here).await;
    let consent = |permit| Some(ConsentWire { clerk: "1002".into(), permit });
    let case = Submission { consented_by: consent(colleague.permit), ..decided(&signed, NOON) };
    file(client, &signed, &case).await;
    let supervisor = running.supervisor().await;
    let read = client.get_revision(supervisor.token.expose(), case.case, 1).await.expect("read");
    let author = read.author.expect("proven");
    assert_eq!((author.clerk.as_str(), author.consented_by.as_deref()), ("1001", Some("1002")));
    let wanted = Submission { permit: None, consented_by: consent(None), ..case };
    assert_eq!(read.submission, wanted);
    running.end().await;
}

async fn a_case_goes_on_at_the_installation_that_began_it(place: Place) {
    let running = place.start().await;
    let (client, here, there) = (&running.client, Uuid::new_v4(), Uuid::new_v4());
    let (mine, other) = (sign_in(client, here).await, sign_in(client, there).await);
    let former = running.sign_in().await;
    let correction = |signed: &SignIn| {
        let decision = counter_backoffice::Decision::Correction;
        Submission { decision, ..submission(signed, vec![]) }
    };
    let (own, theirs) = (mine.delivery_credential.expose(), other.delivery_credential.expose());
    let first = correction(&mine);
    hand_over(client, own, &first).await;
    let second = amended(&first);
    let refusal = client.submit_case(theirs, &second).await;
    assert_eq!(refusal, Err(refused(403, "case_of_another_installation")));
    hand_over(client, own, &second).await;
    hand_over(client, former.delivery_credential.expose(), &amended(&second)).await;
    let fourth = amended(&amended(&second));
    client.submit_case(former.token.expose(), &fourth).await.expect("a clerk's token");
    client.complete_case(own, first.case).await.expect("complete");
    let fifth = amended(&fourth);
    assert_eq!(
        client.submit_case(theirs, &fifth).await,
        Err(refused(403, "case_of_another_installation")),
        "whatever came in between"
    );
    // What the first version began is the station's.
    let first = correction(&former);
    hand_over(client, former.delivery_credential.expose(), &first).await;
    hand_over(client, theirs, &amended(&first)).await;
    hand_over(client, own, &amended(&amended(&first))).await;
    // One provisional number, from two windows: two cases.
    for signed in [&mine, &other] {
        let mut case = submission(signed, vec![]);
        case.provisional = Some("L-DEMO01-1".into());
        hand_over(client, signed.delivery_credential.expose(), &case).await;
    }
    running.end().await;
}

async fn a_supervisor_clears_marks_once_and_they_stay_cleared(place: Place) {
    let (office, seconds) = at_own_time(place.office());
    let running = Running::start(office).await;
    let client = &running.client;
    let former = running.sign_in().await;
    let mut case = bare(&former, NOON);
    case.received_at = Timestamp::UNIX_EPOCH;
    case.decision = counter_backoffice::Decision::Correction;
    hand_over(client, former.delivery_credential.expose(), &case).await;
    let none = FilingMark::NoPermit;
    let odd = [FilingMark::DateOutOfBounds];
    let both = [none.clone(), odd[0].clone()];
    assert_eq!(seen(&running, &case).await, (None, both.to_vec()));
    let supervisor = running.supervisor().await;
    let (token, id) = (supervisor.token.expose(), case.case);
    let elsewhere = FilingMark::Other("seen_twice".into());
    for _ in 0..2 {
        let asked = [none.clone(), elsewhere.clone()];
        let left = client.clear_marks(token, id, 1, &asked).await.expect("cleared");
        assert_eq!(left.marks, odd);
        assert_eq!(seen(&running, &case).await.1, odd);
        seconds.fetch_add(60, Ordering::SeqCst);
    }
    // Each revision has its own.
    let next = amended(&case);
    client.submit_case(former.delivery_credential.expose(), &next).await.expect("filed");
    assert_eq!(seen(&running, &next).await.1, both);
    let left = client.clear_marks(token, id, 1, &odd).await.expect("cleared");
    assert_eq!(left.marks, []);

    for wrong in [former.token.expose(), former.delivery_credential.expose()] {
        let refusal = client.clear_marks(wrong, id, 1, &[]).await;
        assert_eq!(refusal, Err(refused(403, "supervisor_only")));
    }
    let other = client.sign_in("9002", "demo-9002").await.expect("sign in");
    for (token, id, revision, code) in [
        (other.token.expose(), id, 1, "unknown_case"),
        (token, Uuid::new_v4(), 1, "unknown_case"),
        (token, id, 3, "unknown_revision"),
    ] {
        let refusal = client.clear_marks(token, id, revision, &[]).await;
        assert_eq!(refusal, Err(refused(404, code)));
    }
    for bad in [vec![FilingMark::Other("No".into())], vec![none.clone(); 51]] {
        let refusal = client.clear_marks(token, id, 1, &bad).await;
        assert_eq!(refusal, Err(refused(422, "bad_marks")));
    }
    running.end().await;
    let cleared = "SELECT mark, clerk, clerk_name FROM cleared_marks ORDER BY at_ms, mark";
    let rows = place.texts(cleared).await;
    let row = |mark: &str| vec![mark.to_owned(), "2001".to_owned(), "赵示例".to_owned()];
    assert_eq!(rows, [row("no_permit"), row("date_out_of_bounds")], "who was first");
}

/// A pack as it is served, with these items.
fn pack(version: &str, items: &[&str]) -> Vec<u8> {
    let head = format!("{{\"pack\":2,\"version\":\"{version}\"}}\n{{\"key\":\"\"}}\n{{}}\n");
    let items = items.iter().map(|item| format!("{{\"id\":\"{item}\",\"name\":\"示例\"}}\n"));
    (head + &items.collect::<String>()).into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_held_against_every_pack_that_was_given_out() {
    let folder = tempfile::tempdir().expect("folder");
    let open = |catalog: Vec<u8>| {
        let data = Some(folder.path());
        let setup = Setup { data, catalog, demo: demo_accounts(), ..Setup::default() };
        Office::set_up(setup).expect("office")
    };
    drop(open(pack("1", &["old", "both"])));
    drop(open(b"none that can be read".to_vec()));
    let running = Running::start(open(pack("2", &["both", "new"]))).await;
    let former = running.sign_in().await;
    use FilingMark::{NoPermit, UnknownItem, UnknownPack};
    for (version, item, mark) in [
        ("1", "old", None),
        ("2", "both", None),
        ("1", "new", Some(UnknownItem)),
        ("2", "old", Some(UnknownItem)),
        ("3", "both", Some(UnknownPack)),
    ] {
        let mut case = submission(&former, vec![]);
        (case.pack_version, case.item) = (version.into(), item.into());
        file(&running.client, &former, &case).await;
        let wanted: Vec<FilingMark> = [Some(NoPermit), mark].into_iter().flatten().collect();
        assert_eq!(seen(&running, &case).await.1, wanted, "{version} {item}");
    }
    running.end().await;
}

/// Station and installation are two things: a clerk's permit of before does not name them at another
/// station.
#[tokio::test(flavor = "multi_thread")]
async fn a_permit_for_another_station_proves_nobody() {
    let key = OfficeKey::from_seed(&[3; 32]).expect("key");
    let folder = tempfile::tempdir().expect("folder");
    drop(trial(Some(folder.path())));
    let db = rusqlite::Connection::open(folder.path().join("office.db")).expect("database");
    db.execute("UPDATE office SET seed = ?1", [hex::encode([3; 32])]).expect("seed");
    drop(db);
    let office = with_neighbours(Office::open(Some(folder.path()), vec![], true).expect("office"));
    let (office, _) = at_own_time(office);
    let running = Running::start(office).await;
    let signed = sign_in(&running.client, Uuid::new_v4()).await;
    let body = signed.permit.clone().expect("permit").read_body().expect("body");
    let moved = PermitBody { station_code: "OTHER1".into(), ..body };
    let mut case = decided(&signed, NOON);
    case.permit = Some(key.sign_permit(&moved).expect("permit"));
    file(&running.client, &signed, &case).await;
    assert_eq!(seen(&running, &case).await, (None, vec![FilingMark::NoPermit]));
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permit_is_no_longer_than_other_texts() {
    let running = Running::start(trial(None)).await;
    let signed = running.sign_in().await;
    let long = "x".repeat(counter_core::limits::MAX_TEXT_CHARS + 1);
    for permit in [
        Permit { body: long.clone(), signature: String::new() },
        Permit { body: String::new(), signature: long },
    ] {
        let case = Submission { permit: Some(permit), ..submission(&signed, vec![]) };
        let refusal = running.client.submit_case(signed.delivery_credential.expose(), &case).await;
        assert_eq!(refusal, Err(refused(422, "text_too_long")));
    }
}

/// The next of a row of numbers that look like chance and are the same in each run.
fn draw(state: &mut u64, below: i64) -> i64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    i64::try_from((*state >> 33) % u64::try_from(below.max(1)).expect("positive")).expect("small")
}

/// Whatever became meanwhile of the permit, the account, the installation's credential or the pack,
/// and however wrong the computer's clock was within what a station decides by, the office files
/// what was decided under a permit. What it thinks of it are marks.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_decided_while_a_permit_holds_is_filed_up_to_thirty_days_later() {
    let (office, seconds) = at_own_time(trial(None));
    let running = Running::start(office.clone()).await;
    let client = &running.client;
    let account = |role: &str| Account {
        number: "1001".into(),
        name: "李示例".into(),
        role: role.into(),
        station: "三水·西南街道".into(),
        station_code: "DEMO01".into(),
        window: "3号窗".into(),
    };
    let (mut chance, mut marked) = (14, 0);
    let day = 24 * HOUR;
    for round in 0..300 {
        let now = seconds.fetch_add(day, Ordering::SeqCst) + day;
        office.enrol(&account("clerk"), "demo-1001").expect("enrolled");
        office.enable_account("1001").expect("enabled");
        let id = Uuid::new_v4();
        let signed = sign_in(client, id).await;
        // The last day before the bounds, either way; what lies beyond, no station decides.
        let off = match draw(&mut chance, 4) {
            0 => draw(&mut chance, 3 * HOUR) - HOUR,
            1 => -draw(&mut chance, 729 * day),
            2 => draw(&mut chance, 300 * day),
            _ => 0,
        };
        let decided_after = draw(&mut chance, 72 * HOUR);
        let mut case = decided(&signed, now + decided_after + off);
        if draw(&mut chance, 3) == 0 {
            case.pack_version = "2026.01.1".into();
        }
        match draw(&mut chance, 5) {
            0 => assert!(office.end_account("1001").expect("ended")),
            1 => office.enrol(&account("trainee"), "demo-1001").expect("another role"),
            2 => office.enrol(&account("clerk"), "other-1001").expect("another password"),
            _ => {}
        }
        let mut credential = signed.delivery_credential.clone();
        match draw(&mut chance, 4) {
            // An answer that never arrived: the one before is good.
            0 => {
                let report = InstallationReport {
                    window: "3号窗".into(),
                    unsent: 1,
                    sign_ins: Vec::new(),
                    renew: true,
                    recovered: None,
                };
                client.report_installation(credential.expose(), &report).await.expect("renewed");
            }
            1 => {
                let colleague = client.sign_in_at(id, "1002", "demo-1002").await.expect("sign in");
                credential = colleague.delivery_credential;
            }
            // Ended, and let in again: the same installation.
            2 => {
                office.end_installation(id).expect("ended");
                let refusal = client.submit_case(credential.expose(), &case).await;
                assert_eq!(refusal, Err(OfficeError::InstallationEnded), "{round}");
                office.enable_installation(id).expect("enabled");
            }
            _ => {}
        }
        seconds.fetch_add(decided_after + draw(&mut chance, 30 * day), Ordering::SeqCst);
        let filed = client.submit_case(credential.expose(), &case).await;
        assert!(filed.is_ok(), "{round}: {filed:?}");
        marked += usize::from(!seen(&running, &case).await.1.is_empty());
    }
    assert!((50..300).contains(&marked), "{marked}: neither all nor none is odd");
    running.end().await;
}

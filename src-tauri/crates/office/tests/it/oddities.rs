//! What the office finds odd of what it files, by the packs that it gave out and by its own day; and
//! how long a mark stays in the supervisor's queue.

use std::sync::atomic::Ordering;

use counter_backoffice::{
    Decision, FilingMark, MAX_OWN_CASES, QueueCase, RevisionMarks, SignIn, Submission,
};
use counter_core::case::Deferred;
use counter_core::date::Date;
use counter_office::{Office, Setup, demo_accounts};
use jiff::Timestamp;
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{NOON, Running, amended, at_own_time, hand_over, refused, submission, trial};

on_both!(
    a_pack_that_another_office_on_the_same_records_gave_out_is_known,
    a_mark_stays_in_the_queue_after_the_next_revision_until_it_is_cleared,
);

/// A pack as it is served, with one item.
fn pack(version: &str, item: &str) -> Vec<u8> {
    let head = format!("{{\"pack\":2,\"version\":\"{version}\"}}\n{{\"key\":\"\"}}\n{{}}\n");
    format!("{head}{{\"id\":\"{item}\",\"name\":\"示例\"}}\n").into_bytes()
}

/// Files the case. What the supervisor reads of it, but for what all of these have: no permit.
async fn find_marks(running: &Running, signed: &SignIn, case: &Submission) -> Vec<FilingMark> {
    let credential = signed.delivery_credential.expose();
    running.client.submit_case(credential, case).await.expect("filed");
    let supervisor = running.supervisor().await;
    let read = running.client.get_revision(supervisor.token.expose(), case.case, 1).await;
    let mut marks = read.expect("revision").marks;
    marks.retain(|mark| *mark != FilingMark::NoPermit);
    marks
}

async fn find_pack_marks(
    running: &Running,
    signed: &SignIn,
    version: &str,
    item: &str,
) -> Vec<FilingMark> {
    let mut case = submission(signed, vec![]);
    (case.pack_version, case.item) = (version.into(), item.into());
    find_marks(running, signed, &case).await
}

async fn a_pack_that_another_office_on_the_same_records_gave_out_is_known(place: Place) {
    let (office, _) = at_own_time(place.office_with(pack("2", "old")));
    let running = Running::start(office).await;
    let signed = running.sign_in().await;
    let marks = find_pack_marks(&running, &signed, "3", "new").await;
    assert_eq!(marks, [FilingMark::UnknownPack]);
    drop(place.office_with(pack("3", "new")));
    for (version, item, wanted) in [
        ("3", "new", vec![]),
        ("3", "old", vec![FilingMark::UnknownItem]),
        ("2", "old", vec![]),
        ("4", "new", vec![FilingMark::UnknownPack]),
    ] {
        let marks = find_pack_marks(&running, &signed, version, item).await;
        assert_eq!(marks, wanted, "{version} {item}");
    }
    running.end().await;
}

/// An office that was updated remembers packs from then on, and cases of earlier ones still come.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_said_of_a_pack_older_than_all_that_are_remembered() {
    let (catalog, demo) = (pack("2026.11.3", "item"), demo_accounts());
    let office = Office::set_up(Setup { catalog, demo, ..Setup::default() }).expect("office");
    let (office, _) = at_own_time(office);
    let running = Running::start(office).await;
    let signed = running.sign_in().await;
    for (version, is_odd) in [
        ("2026.11.3", false),
        ("2026.11.2", false),
        ("2025.12.31", false),
        ("2026.11.10", true),
        ("2026.11.3-draft", true),
    ] {
        let marks = find_pack_marks(&running, &signed, version, "item").await;
        assert_eq!(marks.contains(&FilingMark::UnknownPack), is_odd, "{version}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_cannot_be_true_is_marked_whatever_was_on_it() {
    let (office, _) = at_own_time(trial(None));
    let running = Running::start(office).await;
    let signed = running.sign_in().await;
    let plain = submission(&signed, vec![]);
    let accepted = |at: &str| {
        let accepted_at = Some(at.parse().expect("time"));
        Submission { accepted_at, ..plain.clone() }
    };
    let promised = |until: Date| {
        let deferred = Some(Deferred { until, materials: vec!["m1".into()], extended: None });
        Submission { deferred, ..plain.clone() }
    };
    for (case, is_odd) in [
        (plain.clone(), false),
        (accepted("2026-11-22T01:00:00Z"), false),
        (accepted("2024-11-21T15:59:59Z"), true),
        (accepted("2027-11-22T16:00:00Z"), true),
        (promised(Date::constant(2027, 11, 22)), false),
        (promised(Date::constant(2027, 11, 23)), true),
        (promised(Date::constant(2024, 11, 21)), true),
    ] {
        let case = Submission { case: Uuid::new_v4(), ..case };
        let marks = find_marks(&running, &signed, &case).await;
        let wanted = if is_odd { vec![FilingMark::DateOutOfBounds] } else { vec![] };
        assert_eq!(marks, wanted, "{:?} {:?}", case.accepted_at, case.deferred);
    }
}

async fn a_mark_stays_in_the_queue_after_the_next_revision_until_it_is_cleared(place: Place) {
    let (office, _) = at_own_time(place.office());
    let running = Running::start(office).await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let signed = client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in");
    let cred = signed.delivery_credential.expose();
    let at = Timestamp::from_second(NOON).expect("time");
    let (permit, decision) = (signed.permit.clone(), Decision::Correction);
    let plain = Submission {
        permit,
        decision,
        received_at: at,
        decided_at: at,
        ..submission(&signed, vec![])
    };
    let first = Submission { decided_at: Timestamp::UNIX_EPOCH, ..plain.clone() };
    hand_over(client, cred, &first).await;
    client.submit_case(cred, &amended(&plain)).await.expect("filed");

    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    // At the beginning of all time no permit held either.
    let odd = vec![FilingMark::PermitEnded, FilingMark::DateOutOfBounds];
    let row = client.get_queue(token).await.expect("queue").remove(0);
    let wanted = [RevisionMarks { revision: 1, marks: odd.clone() }];
    assert_eq!((row.filed.revision, row.marks.len()), (2, 0));
    assert_eq!(row.earlier_marks, wanted);
    let read = client.get_revision(token, first.case, 1).await.expect("revision");
    assert_eq!(read.marks, odd, "where it is cleared");
    let left = client.clear_marks(token, first.case, 1, &odd).await.expect("cleared");
    assert_eq!(left.marks, []);
    let row = client.get_queue(token).await.expect("queue").remove(0);
    assert_eq!((row.marks.len(), row.earlier_marks.len()), (0, 0));
    running.end().await;
}

/// As many cases as a queue has, filed after all that were there.
const NEWER_CASES: &str = "
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO cases (uuid, number, station_code)
  SELECT printf('00000000-0000-4000-8000-%012d', i), 'N-' || i, 'DEMO01' FROM n;
INSERT INTO revisions (case_uuid, revision, clerk, filed_ms, submission, answer)
  SELECT newer.uuid, 1, '1001', 0, replace(model.submission, model.case_uuid, newer.uuid),
    model.answer
  FROM cases newer, revisions model
  WHERE newer.uuid LIKE '00000000-%' AND model.case_uuid NOT LIKE '00000000-%';
";

#[tokio::test(flavor = "multi_thread")]
async fn a_marked_case_stays_behind_the_newest_two_thousand() {
    let folder = tempfile::tempdir().expect("folder");
    let (office, _) = at_own_time(trial(Some(folder.path())));
    let running = Running::start(office).await;
    let (client, signed) = (&running.client, running.sign_in().await);
    let odd = submission(&signed, vec![]);
    client.submit_case(signed.delivery_credential.expose(), &odd).await.expect("filed");
    let db = rusqlite::Connection::open(folder.path().join("office.db")).expect("database");
    db.execute_batch(NEWER_CASES).expect("newer ones");

    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let mut queue = client.get_queue(token).await.expect("queue");
    assert_eq!(queue.len(), 2001);
    let last = queue.pop().expect("the oldest");
    assert_eq!((last.filed.case, &last.marks), (odd.case, &vec![FilingMark::NoPermit]));
    assert!(queue.iter().all(|row| row.marks.is_empty()));
    client.clear_marks(token, odd.case, 1, &last.marks).await.expect("cleared");
    let queue = client.get_queue(token).await.expect("queue");
    assert_eq!(queue.len(), 2000);
    assert!(queue.iter().all(|row| row.filed.case != odd.case), "nobody has to look any more");
    // It is older, and told as such, each case once.
    let of = |rows: &[QueueCase]| rows.iter().map(|row| row.filed.case).collect::<Vec<_>>();
    let older = client.get_older_queue(token, queue[1_999].filed.case).await.expect("older");
    assert_eq!(of(&older), [odd.case]);
    let older = client.get_older_queue(token, queue[999].filed.case).await.expect("older");
    assert_eq!(older.len(), 1_001);
    assert_eq!(of(&older)[..1_000], of(&queue)[1_000..]);
    assert_eq!(client.get_older_queue(token, odd.case).await.expect("no older"), []);
    let unknown = client.get_older_queue(token, Uuid::from_u128(7)).await;
    assert_eq!(unknown, Err(refused(404, "unknown_case")));

    // A clerk's own list goes by the same pages.
    let own = signed.token.expose();
    let mut mine: Vec<Uuid> = Vec::new();
    let mut page = client.my_cases(own).await.expect("mine");
    assert_eq!(page.len(), MAX_OWN_CASES as usize);
    while let Some(last) = page.last().map(|case| case.case) {
        mine.extend(page.iter().map(|case| case.case));
        page = client.my_older_cases(own, last).await.expect("older");
    }
    assert_eq!(mine.len(), 2_001);
    assert_eq!(mine[..2_000], of(&queue)[..]);
    let unknown = client.my_older_cases(own, Uuid::from_u128(7)).await;
    assert_eq!(unknown, Err(refused(404, "unknown_case")));
}

/// As many cases as a station may file in a day, an hour before noon.
const A_DAYS_CASES: &str = "
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
INSERT INTO cases (uuid, number, station_code)
  SELECT printf('00000000-0000-4000-8000-%012d', i), 'N-' || i, 'DEMO01' FROM n;
INSERT INTO revisions (case_uuid, revision, clerk, filed_ms, submission, answer)
  SELECT uuid, 1, '1001', 1795316400000, '', '' FROM cases WHERE uuid LIKE '00000000-%';
";

#[tokio::test(flavor = "multi_thread")]
async fn more_cases_than_a_station_may_file_in_a_day_wait_and_none_ends() {
    let folder = tempfile::tempdir().expect("folder");
    let (office, seconds) = at_own_time(trial(Some(folder.path())));
    let running = Running::start(office).await;
    let (client, signed) = (&running.client, running.sign_in().await);
    let cred = signed.delivery_credential.expose();
    let next = submission(&signed, vec![]);
    let before = Submission { decision: Decision::Correction, ..submission(&signed, vec![]) };
    let number = client.submit_case(cred, &before).await.expect("filed").number;
    let db = rusqlite::Connection::open(folder.path().join("office.db")).expect("database");
    db.execute_batch(A_DAYS_CASES).expect("a day's cases");

    let waiting = client.submit_case(cred, &next).await.expect_err("one too many");
    assert_eq!(waiting, refused(422, "case_quota"));
    assert!(waiting.is_passing(), "no case ends by it");
    assert_eq!(client.submit_case(cred, &before).await.expect("a repeat").number, number);
    client.complete_case(cred, before.case).await.expect("complete");
    client.submit_case(cred, &amended(&before)).await.expect("what is there goes on");
    let other = client.sign_in("9001", "demo-9001").await.expect("sign in");
    let theirs = submission(&other, vec![]);
    let their_cred = other.delivery_credential.expose();
    client.submit_case(their_cred, &theirs).await.expect("another station's");
    seconds.fetch_add(24 * 3600, Ordering::SeqCst);
    client.submit_case(cred, &next).await.expect("a day later");
    running.end().await;
}

//! An office's folder from before revisions is taken over with everything in it, and goes on as one
//! that began today.

use std::path::Path;

use counter_backoffice::{
    Acknowledgement, CaseQuestion, CaseState, Decision, FilingMark, InstallationReport,
    InstallationState, KnownSignIn, LookKind, LookReason, PersonQuestion, ReceiptStanding,
    RecoveryReport, Submission,
};
use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::support::{Running, amended, hand_over, part, submission, trial};

const NUMBER: &str = "TRIAL-20261120-000007";

/// As the first published schema had it: one acknowledged case, number seven.
fn of_version_one(folder: &Path, case: &Submission) {
    std::fs::create_dir_all(folder.join("parts")).expect("folder");
    let db = Connection::open(folder.join("office.db")).expect("database");
    db.execute_batch(include_str!("v1.sql")).expect("schema");
    let answer = serde_json::json!({ "number": NUMBER, "state": "awaiting_materials" }).to_string();
    let acknowledgement = Acknowledgement {
        number: NUMBER.into(),
        state: CaseState::Acknowledged,
        received_digest: case.received_digest(),
    };
    let acknowledgement = serde_json::to_string(&acknowledgement).expect("json");
    let submission = serde_json::to_string(case).expect("json");
    db.execute(
        "INSERT INTO cases VALUES (7, ?1, ?2, ?3, 'DEMO01', '1001', 1795000000000, 'acknowledged', ?4, ?5, ?6)",
        params![case.case.to_string(), NUMBER, case.provisional, submission, answer,
            acknowledgement],
    )
    .expect("case");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_from_before_revisions_is_its_own_first() {
    let signed = Running::start(trial(None)).await.sign_in().await;
    let mut first = submission(&signed, vec![]);
    first.decision = Decision::Correction;
    first.provisional = Some("L-DEMO01-3".into());
    let folder = tempfile::tempdir().expect("folder");
    of_version_one(folder.path(), &first);

    let office = trial(Some(folder.path()));
    let running = Running::start(office.clone()).await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let mine = client.my_cases(signed.token.expose()).await.expect("mine");
    assert_eq!((mine.len(), mine[0].revision, mine[0].state), (1, 1, CaseState::Acknowledged));
    assert_eq!(mine[0].filed_at.as_millisecond(), 1_795_000_000_000);
    // And whose it is, is known as if it had been filed today.
    let person =
        PersonQuestion { id_kind: "resident".into(), number: first.people[0].number.clone() };
    let question = CaseQuestion { number: None, person: Some(person) };
    let reason = LookReason::Typed { text: "换窗口续办".into() };
    let found = client.looking_for(reason).search_cases(signed.token.expose(), &question).await;
    let found: Vec<_> = found.expect("found").iter().map(|one| one.filed.case).collect();
    assert_eq!(found, [first.case]);
    // A paper of before the office knew of codes, whose counter printed one all the same.
    let answer = client.check_receipt(signed.token.expose(), &first.receipt_code()).await;
    assert_eq!(answer.expect("answer").standing, ReceiptStanding::Unchanged);
    assert_eq!(
        hand_over(client, cred, &first).await,
        NUMBER,
        "a repeat still gets its old answers"
    );
    assert_eq!(hand_over(client, cred, &amended(&first)).await, NUMBER);
    let next = client.submit_case(cred, &submission(&signed, vec![])).await.expect("submit").number;
    assert!(next.ends_with("-000008"), "numbers go on: {next}");
    let mut other = submission(&signed, vec![]);
    other.provisional = first.provisional.clone();
    let number = client.submit_case(cred, &other).await.expect("one number, two cases").number;
    assert!(number.ends_with("-000009"), "{number}");
    let parts = submission(&signed, vec![part("p1", b"a page")]);
    client.submit_case(cred, &parts).await.expect("submit");
    client.create_upload(cred, parts.case, &parts.manifest[0]).await.expect("rows refer to it");
    // What came after it is there: installations, and accounts that end.
    let id = uuid::Uuid::new_v4();
    let signed = client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in");
    assert_eq!(signed.installation, Some(InstallationState::Current));
    let known = KnownSignIn { clerk: "1001".into(), since: Timestamp::UNIX_EPOCH };
    let (window, sign_ins) = ("3号窗".into(), vec![known]);
    let at = Timestamp::UNIX_EPOCH;
    let recovered = Some(RecoveryReport { at, halves: "abcd".into(), cases: 1, waiting: 1 });
    let report = InstallationReport { window, unsent: 0, sign_ins, renew: true, recovered };
    let credential = signed.delivery_credential.expose();
    let answer = client.report_installation(credential, &report).await.expect("noted");
    assert!(answer.delivery_credential.is_some());
    assert!(answer.ended_sign_ins.is_empty(), "an account of before was not changed since");
    let listed = office.list_installations().expect("list");
    assert_eq!((listed.len(), listed[0].recoveries.len()), (1, 1));
    // And what was filed before was judged by nobody.
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let old = client.get_revision(token, first.case, 1).await.expect("revision");
    assert_eq!((old.author, old.marks), (None, vec![]));
    let new = client.get_revision(token, first.case, 2).await.expect("revision");
    assert_eq!(new.marks, [FilingMark::NoPermit]);
    client.clear_marks(token, first.case, 2, &new.marks).await.expect("cleared");
    running.end().await;
}

/// As the schema before the looks' stations had them.
#[tokio::test(flavor = "multi_thread")]
async fn looks_of_before_are_their_stations() {
    let folder = tempfile::tempdir().expect("folder");
    let running = Running::start(trial(Some(folder.path()))).await;
    let signed = running.sign_in().await;
    let case = submission(&signed, vec![]);
    hand_over(&running.client, signed.delivery_credential.expose(), &case).await;
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    running.client.get_revision(token, case.case, 1).await.expect("revision");
    running.end().await;
    let db = Connection::open(folder.path().join("office.db")).expect("database");
    db.execute_batch(
        "DROP TABLE continuations; DROP TABLE case_claims; DROP TABLE case_people;
         ALTER TABLE revisions DROP COLUMN filed_by; DROP TABLE used_numbers; DROP TABLE number_ranges; DROP TABLE events;
         DROP INDEX looks_by_station; ALTER TABLE looks DROP COLUMN station_code;
         ALTER TABLE looks DROP COLUMN installation; ALTER TABLE looks DROP COLUMN reason;
         DROP TABLE sign_in_tries; DROP INDEX uploads_open; DROP INDEX uploads_of_station;
         ALTER TABLE uploads DROP COLUMN station_code; ALTER TABLE uploads DROP COLUMN open_ms;
         DROP TABLE audit_anchors; DROP TABLE office_log; PRAGMA user_version = 11;",
    )
    .expect("as before");
    let draft = uuid::Uuid::new_v4().to_string();
    let look = "INSERT INTO looks (clerk, case_uuid, what, at_ms) VALUES (?1, ?2, ?3, 0)";
    for clerk in ["9001", "1001"] {
        db.execute(look, params![clerk, draft, "certificates 居住证 for x (y), authorised"])
            .expect("look");
    }
    drop(db);
    let running = Running::start(trial(Some(folder.path()))).await;
    let supervisor = running.supervisor().await;
    let looks = running.client.get_looks(supervisor.token.expose(), None).await.expect("looks");
    let told: Vec<_> = looks.iter().map(|look| (look.clerk.as_str(), look.kind)).collect();
    assert_eq!(told, [("1001", LookKind::Certificates), ("2001", LookKind::Revision)]);
    assert!(looks.iter().all(|look| look.reason.is_none()), "nobody said why");
    running.end().await;
}

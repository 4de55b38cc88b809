//! A case from its number to its acknowledgement, over the line and in process.

use std::sync::Arc;

use counter_backoffice::digest::sha256_hex;
use counter_backoffice::{CaseState, Client};
use counter_office::{InProcess, Office, OpenError, Setup, demo_accounts};

use crate::place::{Place, on_both};
use crate::support::{PACK, Running, page, part, refused, send, submission, trial};
use crate::watched::Watched;

on_both!(over_the_line);

async fn files_a_case(client: &Client) {
    let hello = client.get_hello().await.expect("hello").hello;
    assert!(hello.trial && hello.demo_accounts.len() == 3);
    let demo = &hello.demo_accounts[0];
    let signed = client.sign_in(&demo.number, &demo.password).await.expect("sign in");
    assert_eq!((signed.clerk.name.as_str(), signed.clerk.window.as_str()), ("李示例", "3号窗"));
    let cred = signed.delivery_credential.expose();

    let (front, back) = (page(1, 250_000), page(2, 17));
    let parts = vec![part("p1", &front), part("p2", &back), part("p3", &back)];
    let case = submission(&signed, parts.clone());
    assert_eq!(client.case_status(cred, case.case).await, Err(refused(404, "unknown_case")));
    let accepted = client.submit_case(cred, &case).await.expect("submit");
    assert!(accepted.number.starts_with("TRIAL-"), "{}", accepted.number);
    assert_eq!(accepted.state, CaseState::AwaitingMaterials);

    let status = client.case_status(cred, case.case).await.expect("status");
    assert_eq!(status.missing, [parts[0].sha256.clone(), parts[1].sha256.clone()]);
    send(client, cred, case.case, &parts[0], &front).await;
    send(client, cred, case.case, &parts[1], &back).await;
    assert!(
        client.get_page(signed.token.expose(), case.case, &parts[0].sha256).await.is_err(),
        "not yet acknowledged"
    );

    let acknowledged = client.complete_case(cred, case.case).await.expect("complete");
    assert_eq!(acknowledged.number, accepted.number);
    assert_eq!(acknowledged.state, CaseState::Acknowledged);
    assert_eq!(acknowledged.received_digest, case.received_digest());
    assert_eq!(client.complete_case(cred, case.case).await.expect("again"), acknowledged);

    let status = client.case_status(cred, case.case).await.expect("status");
    assert_eq!((status.state, status.missing.len()), (CaseState::Acknowledged, 0));
    assert_eq!(status.received_digest, Some(case.received_digest()));
    let mine = client.my_cases(signed.token.expose()).await.expect("mine");
    assert_eq!((mine.len(), &mine[0].number, mine[0].case), (1, &accepted.number, case.case));
    assert_eq!(
        client.get_page(signed.token.expose(), case.case, &parts[0].sha256).await.expect("page"),
        front
    );
}

async fn over_the_line(place: Place) {
    let running = place.start().await;
    files_a_case(&running.client).await;
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sealed_on_a_disk_and_opened_again_with_the_key_only() {
    let folder = tempfile::tempdir().expect("folder");
    let sealed = |key| Setup {
        data: Some(folder.path()),
        catalog: PACK.to_vec(),
        demo: demo_accounts(),
        key: Some(key),
        ..Setup::default()
    };
    let running = Running::start(Office::set_up(sealed(&[7; 32])).expect("office")).await;
    files_a_case(&running.client).await;
    running.end().await;

    let (name, page) = ("陈示例".as_bytes(), &page(1, 250_000)[..64]);
    let mut files = 0;
    for file in std::fs::read_dir(folder.path()).expect("folder") {
        let bytes = std::fs::read(file.expect("file").path()).expect("bytes");
        for word in [name, page, b"SQLite format 3"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word), "in the clear");
        }
        files += 1;
    }
    assert!(files >= 2, "database and parts");
    assert!(matches!(Office::set_up(sealed(&[8; 32])), Err(OpenError::WrongKey)));
    let running = Running::start(Office::set_up(sealed(&[7; 32])).expect("office")).await;
    let signed = running.sign_in().await;
    let mine = running.client.my_cases(signed.token.expose()).await.expect("mine");
    let sha256 = sha256_hex(&crate::support::page(2, 17));
    assert_eq!(
        running
            .client
            .get_page(signed.token.expose(), mine[0].case, &sha256)
            .await
            .expect("page")
            .len(),
        17
    );
    running.end().await;
}

#[tokio::test]
async fn in_process_and_forgotten_afterwards() {
    let office = InProcess::new(Arc::new(trial(None)));
    files_a_case(&Client::new(Arc::new(Watched::new(Arc::new(office))))).await;
}

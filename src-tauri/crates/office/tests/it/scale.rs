//! What only servers can do: go away in the middle, answer two offices at once, keep less than they
//! promise.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use counter_backoffice::{Client, OfficeError, SignIn, Submission};
use counter_office::{Office, OpenError, Setup, demo_accounts};
use uuid::Uuid;

use crate::cluster::Cluster;
use crate::place::{Place, on_both};
use crate::store::Store;
use crate::support::{PACK, page, part, send, submission};

on_both!(a_part_damaged_where_it_lies_is_asked_for_again);

/// The longest wait for what has to happen, and how often it is looked for.
const SOON: Duration = Duration::from_secs(40);
const AGAIN: Duration = Duration::from_millis(20);

/// Asks again until the office has decided, as a counter does. It may be busy or away; what it must
/// never do is fall over.
async fn file(client: &Client, cred: &str, case: &Submission) -> String {
    let end = Instant::now() + SOON;
    loop {
        match client.submit_case(cred, case).await {
            Ok(accepted) => return accepted.number,
            Err(error) => {
                let is_fault = matches!(error, OfficeError::ServerFault { .. });
                let goes_on = !is_fault && error.is_passing() && Instant::now() < end;
                assert!(goes_on, "an office that fell over: {error:?}");
            }
        }
        tokio::time::sleep(AGAIN).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_stopped_in_mid_flight_loses_and_doubles_nothing() {
    let cluster =
        tokio::task::spawn_blocking(|| Arc::new(Cluster::start())).await.expect("cluster");
    let place = Place::on(cluster.clone()).await;
    let running = place.start().await;
    let signed = running.sign_in().await;
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (client, signed, stop) = (running.client.clone(), signed.clone(), stop.clone());
        clients.spawn(async move {
            let mut numbers = BTreeMap::new();
            while !stop.load(std::sync::atomic::Ordering::SeqCst) {
                let case = submission(&signed, vec![]);
                numbers.insert(
                    case.case,
                    file(&client, signed.delivery_credential.expose(), &case).await,
                );
            }
            numbers
        });
    }
    for _ in 0..2 {
        grows(&running.client, &signed).await;
        cluster.stop();
        let asked = Instant::now();
        let refused = running
            .client
            .submit_case(signed.delivery_credential.expose(), &submission(&signed, vec![]))
            .await;
        assert!(
            matches!(refused, Err(OfficeError::Overloaded { retry_after: Some(1..=10) })),
            "{refused:?}"
        );
        assert!(
            asked.elapsed() < Duration::from_secs(8),
            "said within seconds: {:?}",
            asked.elapsed()
        );
        cluster.again();
    }
    grows(&running.client, &signed).await;
    stop.store(true, std::sync::atomic::Ordering::SeqCst);
    let acknowledged: BTreeMap<Uuid, String> =
        clients.join_all().await.into_iter().flatten().collect();

    let kept = place
        .texts("SELECT uuid, number, answer FROM cases JOIN revisions ON case_uuid = uuid")
        .await;
    let kept: BTreeMap<&str, &[String]> =
        kept.iter().map(|row| (row[0].as_str(), &row[1..])).collect();
    for (case, number) in &acknowledged {
        let row = kept.get(case.to_string().as_str()).expect("an acknowledged case is there");
        assert!(row[0] == *number && row[1].contains(number), "with the number that was given");
    }
    let distinct: BTreeSet<&String> = acknowledged.values().collect();
    assert_eq!(distinct.len(), acknowledged.len(), "no number twice");
    assert_eq!(
        kept.len(),
        acknowledged.len(),
        "what was tried again, and what was refused, is not there twice or at all"
    );
}

/// Waits until more cases are there than now.
async fn grows(client: &Client, signed: &SignIn) {
    let end = Instant::now() + SOON;
    let mut first = None;
    loop {
        assert!(Instant::now() < end, "the office came back");
        match client.my_cases(signed.token.expose()).await {
            // The list ends at five hundred; a newest case that is another one shows growth as
            // well.
            Ok(mine) => {
                let newest = mine.first().map(|case| case.case);
                if first.get_or_insert(newest) != &newest {
                    return;
                }
            }
            Err(error) => assert!(error.is_passing(), "{error:?}"),
        }
        tokio::time::sleep(AGAIN).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_clients_of_two_offices_get_one_number_for_one_case() {
    let place = Place::servers().await;
    let (one, two) = (place.start().await, place.start().await);
    let signed = one.sign_in().await;
    for _ in 0..5 {
        let case = submission(&signed, vec![]);
        let mut attempts = tokio::task::JoinSet::new();
        for turn in 0..8 {
            let client = if turn % 2 == 0 { one.client.clone() } else { two.client.clone() };
            let (case, cred) = (case.clone(), signed.delivery_credential.clone());
            attempts.spawn(async move { file(&client, cred.expose(), &case).await });
        }
        let numbers: BTreeSet<String> = attempts.join_all().await.into_iter().collect();
        assert_eq!(numbers.len(), 1, "{numbers:?}");
    }
    assert_eq!(two.client.my_cases(signed.token.expose()).await.expect("mine").len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_waits_for_a_store_that_is_away() {
    let place = Place::servers().await;
    let store = &place.on_servers().store;
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let bytes = page(3, 2_500_000);
    let case = submission(&signed, vec![part("p1", &bytes)]);
    client.submit_case(cred, &case).await.expect("submit");
    let url = client.create_upload(cred, case.case, &case.manifest[0]).await.expect("create");
    assert_eq!(client.upload_bytes(cred, &url, 0, bytes[..700_000].to_vec()).await, Ok(700_000));

    store.stop();
    let away = |outcome| matches!(outcome, Some(OfficeError::Overloaded { retry_after: Some(_) }));
    assert!(away(
        client.upload_bytes(cred, &url, 700_000, bytes[700_000..900_000].to_vec()).await.err()
    ));
    assert!(away(client.upload_offset(cred, &url).await.err()));
    assert!(away(client.complete_case(cred, case.case).await.err()));
    file(client, cred, &submission(&signed, vec![])).await;

    let _again = store.again().await;
    send(client, cred, case.case, &case.manifest[0], &bytes).await;
    let acknowledged = client.complete_case(cred, case.case).await.expect("complete");
    assert_eq!(acknowledged.received_digest, case.received_digest());
    assert_eq!(
        client
            .get_page(signed.token.expose(), case.case, &case.manifest[0].sha256)
            .await
            .expect("page"),
        bytes
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_piece_that_comes_late_is_counted_and_never_written_over() {
    let place = Place::servers().await;
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let bytes = page(4, 3000);
    let case = submission(&signed, vec![part("p1", &bytes)]);
    client.submit_case(cred, &case).await.expect("submit");
    let url = client.create_upload(cred, case.case, &case.manifest[0]).await.expect("create");
    client.upload_bytes(cred, &url, 0, bytes[..1000].to_vec()).await.expect("piece");
    let id = url.rsplit('/').next().expect("id");
    let folder = place.on_servers().store.folder.join("papers/town").join(id);
    // Its request was given up as lost, and the store carries it out now.
    std::fs::write(folder.join("0000000000001000"), &bytes[1000..1400]).expect("late piece");
    // Out of reach: an end that nothing leads up to is not counted.
    std::fs::write(folder.join("0000000000002000"), &bytes[2000..]).expect("late piece");
    let conflict = client.upload_bytes(cred, &url, 1000, bytes[1000..].to_vec()).await;
    assert_eq!(conflict, Err(OfficeError::OffsetConflict { at: 1400 }));
    assert_eq!(client.upload_bytes(cred, &url, 1400, bytes[1400..].to_vec()).await, Ok(3000));
    client.complete_case(cred, case.case).await.expect("complete");
    assert_eq!(
        client
            .get_page(signed.token.expose(), case.case, &case.manifest[0].sha256)
            .await
            .expect("page"),
        bytes
    );
}

async fn a_part_damaged_where_it_lies_is_asked_for_again(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let bytes = page(5, 40_000);
    let case = submission(&signed, vec![part("p1", &bytes)]);
    client.submit_case(cred, &case).await.expect("submit");
    send(client, cred, case.case, &case.manifest[0], &bytes).await;
    let at = |file: &std::path::PathBuf| std::fs::read(file).is_ok_and(|held| held == bytes);
    let file = place.stored().into_iter().find(at).expect("it lies somewhere");
    let mut damaged = bytes.clone();
    damaged[17] ^= 1;
    std::fs::write(&file, damaged).expect("damage");
    let missing =
        Err(OfficeError::MaterialsMissing { missing: vec![case.manifest[0].sha256.clone()] });
    assert_eq!(client.complete_case(cred, case.case).await, missing);
    assert!(!file.exists(), "nothing of it is kept");
    send(client, cred, case.case, &case.manifest[0], &bytes).await;
    client.complete_case(cred, case.case).await.expect("complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_would_not_keep_its_promise_is_refused() {
    let cluster =
        tokio::task::spawn_blocking(|| Arc::new(Cluster::start())).await.expect("cluster");
    let place = Place::on(cluster.clone()).await;
    let servers = place.on_servers();
    let (database, materials) = (cluster.url(&servers.schema), servers.store.url("town"));
    let open = |database: Option<&str>, materials: Option<&str>| {
        let setup = Setup {
            database,
            materials,
            catalog: PACK.to_vec(),
            demo: demo_accounts(),
            ..Setup::default()
        };
        Office::set_up(setup).map(drop)
    };
    assert!(matches!(open(Some(&database), None), Err(OpenError::HalfKept)));
    assert!(matches!(open(None, Some(&materials)), Err(OpenError::HalfKept)));
    open(Some(&database), Some(&materials)).expect("both");
    let wrong = materials.replace("a%2F", "b%2F");
    assert!(
        matches!(open(Some(&database), Some(&wrong)), Err(OpenError::Materials)),
        "another secret"
    );
    let careless = Store::careless(&servers.store.folder).await;
    assert!(matches!(
        open(Some(&database), Some(&careless.url("town"))),
        Err(OpenError::Overwrites)
    ));
    let real = Setup { database: Some(&database), materials: Some(&materials), ..Setup::default() };
    assert!(matches!(Office::set_up(real).map(drop), Err(OpenError::TrialMixed)));

    let client = cluster.client().await;
    client.batch_execute("ALTER SYSTEM SET fsync = off").await.expect("setting");
    cluster.stop();
    cluster.again();
    assert!(matches!(open(Some(&database), Some(&materials)), Err(OpenError::UnsafeDatabase)));
    cluster.stop();
    assert!(matches!(open(Some(&database), Some(&materials)), Err(OpenError::Database(_))));
}

//! Who is let in, and for how long.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use counter_backoffice::{OfficeError, SignInPlace};
use jiff::Timestamp;
use uuid::Uuid;

use crate::support::{Running, amended, part, refused, sent_back, submission, trial};

/// An office whose clock stands until the test moves it.
async fn at_own_time() -> (Running, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(1_795_000_000));
    let read = seconds.clone();
    let clock = move || Timestamp::from_second(read.load(Ordering::SeqCst)).expect("time");
    (Running::start(trial(None).with_clock(Arc::new(clock))).await, seconds)
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_passwords_lock_the_number_for_a_minute() {
    let (running, seconds) = at_own_time().await;
    for _ in 0..5 {
        assert_eq!(running.client.sign_in("1001", "guess").await, Err(OfficeError::WrongPassword));
    }
    let locked = Err(OfficeError::LockedOut { retry_after: 60 });
    assert_eq!(running.client.sign_in("1001", "demo-1001").await, locked, "the right one too");
    running.client.sign_in("1002", "demo-1002").await.expect("others are free");
    seconds.fetch_add(60, Ordering::SeqCst);
    running.client.sign_in("1001", "demo-1001").await.expect("a minute later");
    assert_eq!(
        running.client.sign_in("7777", "guess").await,
        Err(OfficeError::WrongPassword),
        "unknown number"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_side_by_side_are_as_many_as_one_after_the_other() {
    let (running, _) = at_own_time().await;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = running.client.clone();
        tries.spawn(async move { client.sign_in("1001", "guess").await.expect_err("a guess") });
    }
    let told = tries.join_all().await;
    let judged = told.iter().filter(|error| **error == OfficeError::WrongPassword).count();
    assert!((1..=5).contains(&judged), "{told:?}");
    let is_put_off = |error: &OfficeError| {
        matches!(error, OfficeError::LockedOut { .. } | OfficeError::Overloaded { .. })
    };
    assert_eq!(told.iter().filter(|error| is_put_off(error)).count(), 20 - judged, "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_outlasts_a_restart() {
    let folder = tempfile::tempdir().expect("folder");
    let begin = || Running::start(crate::support::at_own_time(trial(Some(folder.path()))).0);
    let running = begin().await;
    for _ in 0..5 {
        assert_eq!(running.client.sign_in("1001", "guess").await, Err(OfficeError::WrongPassword));
    }
    running.end().await;
    let running = begin().await;
    let locked = Err(OfficeError::LockedOut { retry_after: 60 });
    assert_eq!(running.client.sign_in("1001", "demo-1001").await, locked);
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_made_elsewhere_refuse_no_right_password_at_a_known_installation() {
    let (running, seconds) = at_own_time().await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let signed = client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in");
    let credential = Some(signed.delivery_credential);
    let here = SignInPlace { credential, ..SignInPlace::from(id) };
    // By somebody who knows the number, and the installation's id, and not its credential.
    for _ in 0..5 {
        let guess = client.sign_in_at(id, "1001", "guess").await;
        assert_eq!(guess, Err(OfficeError::WrongPassword));
    }
    let locked = Err(OfficeError::LockedOut { retry_after: 60 });
    assert_eq!(client.sign_in_at(id, "1001", "demo-1001").await, locked);
    client.sign_in_at(here.clone(), "1001", "demo-1001").await.expect("where it is known");
    // Whatever numbers come to mind, until all strangers have to wait.
    let mut told = OfficeError::WrongPassword;
    for i in 0..100 {
        told = client.sign_in(&format!("invented {i}"), "guess").await.expect_err("a guess");
        if matches!(told, OfficeError::Overloaded { .. }) {
            break;
        }
    }
    assert_eq!(told, OfficeError::Overloaded { retry_after: Some(1) });
    let stranger = client.sign_in("1002", "demo-1002").await;
    assert_eq!(stranger, Err(OfficeError::Overloaded { retry_after: Some(1) }));
    client.sign_in_at(here.clone(), "1002", "demo-1002").await.expect("where it is known");

    for _ in 0..5 {
        let guess = client.sign_in_at(here.clone(), "1002", "guess").await;
        assert_eq!(guess, Err(OfficeError::WrongPassword));
    }
    assert_eq!(client.sign_in_at(here.clone(), "1002", "demo-1002").await, locked, "guessed here");
    seconds.fetch_add(60, Ordering::SeqCst);
    client.sign_in_at(here, "1002", "demo-1002").await.expect("a minute later");
    client.sign_in("1002", "demo-1002").await.expect("strangers too");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_ends_and_delivery_goes_on() {
    let (running, seconds) = at_own_time().await;
    let signed = running.sign_in().await;
    running.client.my_cases(signed.token.expose()).await.expect("at first");
    seconds.fetch_add(12 * 3600, Ordering::SeqCst);
    assert_eq!(
        running.client.my_cases(signed.token.expose()).await,
        Err(OfficeError::Unauthorized)
    );
    let case = submission(&signed, vec![]);
    running.client.submit_case(signed.delivery_credential.expose(), &case).await.expect("delivery");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_in_without_a_credential() {
    let running = Running::start(trial(None)).await;
    let signed = running.sign_in().await;
    let case = submission(&signed, vec![part("p1", b"x")]);
    for wrong in ["", "nonsense", "Bearer", "\u{7f}"] {
        let c = &running.client;
        let id = case.case;
        let outcomes = [
            c.submit_case(wrong, &case).await.err(),
            c.complete_case(wrong, id).await.err(),
            c.case_status(wrong, id).await.err(),
            c.my_cases(wrong).await.err(),
            c.get_page(wrong, id, &case.manifest[0].sha256).await.err(),
            c.create_upload(wrong, id, &case.manifest[0]).await.err(),
            c.upload_offset(wrong, "/uploads/x").await.err(),
            c.upload_bytes(wrong, "/uploads/x", 0, vec![1]).await.err(),
            c.submit_case(wrong, &amended(&case)).await.err(),
            c.send_back(wrong, id, &sent_back(&[("case", "x")])).await.err(),
            c.get_revision(wrong, id, 1).await.err(),
            c.get_queue(wrong).await.err(),
            c.get_returns(wrong).await.err(),
        ];
        assert_eq!(outcomes, [const { Some(OfficeError::Unauthorized) }; 13], "{wrong:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_station_sees_nothing() {
    let running = Running::start(trial(None)).await;
    let signed = running.sign_in().await;
    let case = submission(&signed, vec![part("p1", b"x")]);
    let cred = signed.delivery_credential.expose();
    running.client.submit_case(cred, &case).await.expect("submit");
    let url =
        running.client.create_upload(cred, case.case, &case.manifest[0]).await.expect("create");

    let other = running.client.sign_in("9001", "demo-9001").await.expect("sign in");
    let theirs = other.delivery_credential.expose();
    assert_eq!(
        running.client.case_status(theirs, case.case).await,
        Err(refused(404, "unknown_case"))
    );
    assert_eq!(running.client.upload_offset(theirs, &url).await, Err(OfficeError::UploadGone));
    let mut mine = submission(&signed, vec![]);
    mine.case = Uuid::new_v4();
    assert_eq!(running.client.submit_case(theirs, &mine).await, Err(refused(403, "other_station")));
    assert_eq!(running.client.my_cases(theirs).await, Err(refused(403, "clerk_only")));
}

//! A town comes back at once: turns for those who ask, a place behind them for those who do not.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use counter_backoffice::{OfficeError, Turn};
use jiff::Timestamp;

use crate::support::{Running, amended, refused, submission, trial};

const PACE: u32 = 4;

/// An office that takes in four cases a second, by a clock that stands until the test moves it.
async fn paced() -> (Running, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(1_795_000_000_000));
    let read = now.clone();
    let clock = move || Timestamp::from_millisecond(read.load(Ordering::SeqCst)).expect("time");
    (Running::start(trial(None).with_clock(Arc::new(clock)).with_pace(PACE)).await, now)
}

#[tokio::test(flavor = "multi_thread")]
async fn turns_lie_one_after_the_other_and_are_kept() {
    let (running, now) = paced().await;
    let (here, there) = (
        running.sign_in().await,
        running.client.sign_in("1002", "demo-1002").await.expect("sign in"),
    );
    let (one, two) = (here.delivery_credential.expose(), there.delivery_credential.expose());
    let turn = |after_ms, cases| Ok(Turn { after_ms, every_ms: 4_445, cases });
    assert_eq!(running.client.ask_turn(one, 34).await, turn(0, 8));
    // Sixteen may file side by side.
    for _ in 0..15 {
        now.fetch_add(1, Ordering::SeqCst);
        assert_eq!(running.client.ask_turn(one, 26).await, turn(0, 26));
    }
    assert_eq!(running.client.ask_turn(two, 34).await, turn(35_545, 8), "after the first eight");
    now.fetch_add(1_000, Ordering::SeqCst);
    assert_eq!(running.client.ask_turn(two, 34).await, turn(34_545, 8), "the same turn");
    assert_eq!(running.client.ask_turn("nonsense", 34).await, Err(OfficeError::Unauthorized));
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_the_pace_a_case_gets_its_own_time_and_is_then_taken_in() {
    let (running, now) = paced().await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let (first, second) = (submission(&signed, vec![]), submission(&signed, vec![]));
    running.client.submit_case(cred, &first).await.expect("within the pace");
    let busy = Err(OfficeError::Overloaded { retry_after: Some(1) });
    assert_eq!(running.client.submit_case(cred, &second).await, busy, "told when to come");
    assert_eq!(
        running.client.case_status(cred, second.case).await,
        Err(refused(404, "unknown_case"))
    );
    running.client.complete_case(cred, first.case).await.expect("only new cases wait");
    let again = running.client.submit_case(cred, &amended(&second)).await;
    assert!(
        matches!(again, Err(OfficeError::Overloaded { .. })),
        "a revision is a case at the door too: {again:?}"
    );
    now.fetch_add(1_000, Ordering::SeqCst);
    running.client.submit_case(cred, &second).await.expect("at its time");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_without_a_pace_never_makes_wait() {
    let running = Running::start(trial(None)).await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let at_once = Ok(Turn { after_ms: 0, every_ms: 0, cases: 5_000 });
    assert_eq!(running.client.ask_turn(cred, 5_000).await, at_once);
    assert_eq!(running.client.ask_turn(cred, 5_000).await, at_once);
    for _ in 0..20 {
        running.client.submit_case(cred, &submission(&signed, vec![])).await.expect("taken in");
    }
}

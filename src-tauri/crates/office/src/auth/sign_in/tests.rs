//! What may happen while a password is being checked, which no lock covers; and how many are at once.

use std::sync::{Arc, Barrier};

use counter_backoffice::{Client, OfficeError, Private, SignIn, SignInPlace, SignInRequest};
use tokio::task::{JoinSet, spawn_blocking};
use uuid::Uuid;

use super::{check_password, issue_sign_in};
use crate::auth::demo_accounts;
use crate::limits::{PASSWORD_CHECKS, PASSWORD_WAIT};
use crate::office::Office;
use crate::service::InProcess;

/// The password was found right, this happens, and the sign-in goes on.
fn sign_in_around(meanwhile: impl FnOnce(&Office)) -> Result<SignIn, &'static str> {
    let office = Office::open(None, Vec::new(), true).expect("office");
    let request = SignInRequest {
        number: "1001".into(),
        password: Private::new("demo-1001"),
        installation: None,
        station_code: None,
    };
    let now = office.storage.now();
    let checked = check_password(&office.auth, &request, None, now).expect("the right password");
    meanwhile(&office);
    issue_sign_in(&office.auth, &checked, &request, now).map_err(|error| error.code)
}

#[test]
fn a_sign_in_under_way_ends_with_the_account_and_with_its_password() {
    let outcome = sign_in_around(|office| assert!(office.end_account("1001").expect("ended")));
    assert_eq!(outcome, Err("wrong_password"));
    let (account, password) = demo_accounts().remove(0);
    for password in ["another password", password.as_str()] {
        let changed =
            sign_in_around(|office| office.enrol(&account, password).expect("a new password"));
        assert_eq!(changed, Err("wrong_password"));
    }
    let again = sign_in_around(|office| {
        office.end_account("1001").expect("ended");
        office.enable_account("1001").expect("enabled");
    });
    assert!(again.is_ok_and(|signed| signed.clerk.number == "1001"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_stranger_waits_for_a_check_and_a_known_installation_has_its_own() {
    let office = Arc::new(Office::open(None, Vec::new(), true).expect("office"));
    let client = Client::new(Arc::new(InProcess::new(office.clone())));
    let id = Uuid::from_u128(1);
    let signed = client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in");
    let here =
        SignInPlace { credential: Some(signed.delivery_credential), ..SignInPlace::from(id) };

    // All that strangers have begin together and end together.
    let gate = Arc::new(Barrier::new(PASSWORD_CHECKS + 1));
    let pass = || {
        let gate = gate.clone();
        async move { spawn_blocking(move || gate.wait()).await.map(|_| ()).expect("passed") }
    };
    let mut strangers = JoinSet::new();
    for _ in 0..PASSWORD_CHECKS {
        let (office, gate) = (office.clone(), gate.clone());
        strangers.spawn(async move {
            let work = || {
                gate.wait();
                gate.wait();
            };
            office.auth.checks.run(false, work).await.is_ok()
        });
    }
    pass().await;
    let busy = OfficeError::Overloaded { retry_after: Some(PASSWORD_WAIT.as_secs()) };
    assert_eq!(client.sign_in("1002", "demo-1002").await, Err(busy));
    client.sign_in_at(here, "1002", "demo-1002").await.expect("where it is known");
    pass().await;
    assert!(strangers.join_all().await.into_iter().all(|is_done| is_done));
    client.sign_in("1002", "demo-1002").await.expect("a stranger's turn");
}

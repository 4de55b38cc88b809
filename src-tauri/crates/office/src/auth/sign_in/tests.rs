//! What may happen while a password is being checked, which no lock covers.

use counter_backoffice::{Private, SignIn, SignInRequest};

use super::{check_password, issue_sign_in};
use crate::auth::demo_accounts;
use crate::office::Office;

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

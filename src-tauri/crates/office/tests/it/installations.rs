//! A credential for each installation: none silences another, none is lost with an answer, and each
//! can be ended by itself.

use std::sync::atomic::Ordering;

use counter_backoffice::{
    Ability, Client, InstallationReport, InstallationState, KnownSignIn, MAX_FINGERPRINT,
    MAX_SIGN_INS, MAX_WINDOW_CHARS, OfficeError, Private, RecoveryReport, SignIn, SignInPlace,
};
use counter_office::{Account, FormerCredentials, ListedRecovery};
use jiff::Timestamp;
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{NOON, Running, at_own_time, refused, submission, trial};

on_both!(
    thirty_installations_of_one_station_all_deliver,
    a_credential_stays_good_until_the_next_was_used,
    a_clerk_from_elsewhere_does_not_disturb_the_installation,
    a_guest_takes_no_computer_along,
    an_installation_stands_where_its_own_clerks_say,
    an_ended_installation_is_told_so_until_it_is_enabled,
    what_lies_on_an_ended_computer_ends_with_it,
    a_report_names_the_clerks_whose_accounts_ended_or_changed,
    a_report_says_nothing_of_strangers,
    an_ended_account_is_as_unknown_and_what_it_left_is_delivered,
    a_recovered_disk_is_written_down_once_for_each_copy,
);

async fn sign_in(client: &Client, id: Uuid) -> SignIn {
    client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in")
}

fn report(sign_ins: &[(&str, i64)], renew: bool) -> InstallationReport {
    let known = |(clerk, since): &(&str, i64)| KnownSignIn {
        clerk: (*clerk).to_owned(),
        since: Timestamp::from_second(*since).expect("time"),
    };
    let sign_ins = sign_ins.iter().map(known).collect();
    InstallationReport { window: "7号窗".into(), unsent: 3, sign_ins, renew, recovered: None }
}

async fn renew(client: &Client, credential: &Private) -> Private {
    let answer = client.report_installation(credential.expose(), &report(&[], true)).await;
    answer.expect("renewed").delivery_credential.expect("a new one")
}

/// Asks without changing anything.
async fn is_good(client: &Client, credential: &Private) -> bool {
    match client.get_returns(credential.expose()).await {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error, OfficeError::Unauthorized);
            false
        }
    }
}

async fn thirty_installations_of_one_station_all_deliver(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    assert!(client.get_hello().await.expect("hello").hello.can(Ability::Installations));
    let ids: Vec<Uuid> = (0..30).map(|_| Uuid::new_v4()).collect();
    let mut latest = Vec::new();
    for _ in 0..2 {
        latest.clear();
        for id in &ids {
            let signed = sign_in(client, *id).await;
            assert_eq!(signed.installation, Some(InstallationState::Current));
            latest.push(signed);
        }
    }
    // Programs of the first version go round sixteen credentials, and disturb nobody else.
    for _ in 0..17 {
        assert_eq!(running.sign_in().await.installation, None);
    }
    for signed in &latest {
        let case = submission(signed, vec![]);
        let credential = signed.delivery_credential.expose();
        client.submit_case(credential, &case).await.expect("each of them delivers");
    }
    running.end().await;
    let hashes = place.texts("SELECT hash FROM installations").await;
    assert_eq!(hashes.len(), 30);
    let is_secret = |text: &String| latest.iter().any(|s| text == s.delivery_credential.expose());
    assert!(!hashes.iter().flatten().any(is_secret), "only hashes");
}

async fn a_credential_stays_good_until_the_next_was_used(place: Place) {
    let running = place.start().await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let first = sign_in(client, id).await.delivery_credential;
    // Answers are lost, of whichever kind: the one at the station stays good.
    for turn in 0..5 {
        let lost = match turn % 2 {
            0 => renew(client, &first).await,
            _ => sign_in(client, id).await.delivery_credential,
        };
        assert!(lost != first && is_good(client, &first).await, "turn {turn}");
    }
    let second = renew(client, &first).await;
    assert!(is_good(client, &first).await, "not used yet");
    assert!(is_good(client, &second).await);
    assert!(!is_good(client, &first).await, "the newest was used");
    assert!(is_good(client, &second).await);
    running.end().await;

    let running = place.start().await;
    let client = &running.client;
    let third = renew(client, &second).await;
    assert!(is_good(client, &second).await && is_good(client, &third).await);
    assert!(!is_good(client, &second).await);
    running.end().await;
}

async fn a_clerk_from_elsewhere_does_not_disturb_the_installation(place: Place) {
    let running = place.start().await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let own = sign_in(client, id).await.delivery_credential;
    let guest = client.sign_in_at(id, "9001", "demo-9001").await.expect("sign in");
    assert_eq!(guest.installation, Some(InstallationState::Elsewhere));
    assert!(guest.delivery_credential.is_empty());
    client.my_cases(guest.token.expose()).await.expect("the clerk is signed in");
    assert!(is_good(client, &own).await);
    let office = place.office();
    let list = office.list_installations().expect("list");
    assert_eq!((list.len(), list[0].station_code.as_str()), (1, "DEMO01"));
    running.end().await;
}

async fn a_guest_takes_no_computer_along(place: Place) {
    let running = place.start().await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let of = |code: &str| SignInPlace { station_code: Some(code.into()), ..SignInPlace::from(id) };
    let elsewhere = Some(InstallationState::Elsewhere);
    // The office has not heard of it yet, and the first who signs in there is of another station.
    let guest = client.sign_in_at(of("DEMO01"), "9001", "demo-9001").await.expect("sign in");
    assert_eq!((guest.installation, &guest.permit), (elsewhere, &None));
    assert!(guest.delivery_credential.is_empty());
    assert_eq!(place.office().list_installations().expect("list"), []);
    let own = client.sign_in_at(of("DEMO01"), "1001", "demo-1001").await.expect("sign in");
    assert_eq!(own.installation, Some(InstallationState::Current));
    assert!(own.permit.is_some());
    // What it says of itself counts also against what the office has.
    let other = client.sign_in_at(of("OTHER1"), "1001", "demo-1001").await.expect("sign in");
    assert_eq!((other.installation, &other.permit), (elsewhere, &None));
    assert!(is_good(client, &own.delivery_credential).await);
    running.end().await;
}

/// A guest, and a program in which nobody is signed in, say nothing of it.
async fn an_installation_stands_where_its_own_clerks_say(place: Place) {
    let office = place.office();
    let running = Running::start(office.clone()).await;
    let client = &running.client;
    let credential = sign_in(client, Uuid::new_v4()).await.delivery_credential;
    for (said, kept) in [("", "3号窗"), ("7号窗", "7号窗"), ("", "7号窗")] {
        let said = InstallationReport { window: said.into(), ..report(&[], false) };
        client.report_installation(credential.expose(), &said).await.expect("noted");
        let list = office.list_installations().expect("list");
        assert_eq!((list[0].window.as_str(), list[0].unsent), (kept, Some(3)));
    }
    running.end().await;
}

async fn an_ended_installation_is_told_so_until_it_is_enabled(place: Place) {
    let (office, _) = at_own_time(place.office());
    let running = Running::start(office.clone()).await;
    let (client, id, other) = (&running.client, Uuid::new_v4(), Uuid::new_v4());
    let before = sign_in(client, id).await.delivery_credential;
    let newest = renew(client, &before).await;
    let neighbour = sign_in(client, other).await;
    assert!(!office.end_installation(Uuid::new_v4()).expect("none"), "no such one");
    for _ in 0..2 {
        assert!(office.end_installation(id).expect("ended"));
    }
    let ended = Some(OfficeError::InstallationEnded);
    for credential in [&before, &newest] {
        let case = submission(&neighbour, vec![]);
        assert_eq!(client.submit_case(credential.expose(), &case).await.err(), ended);
        let told = client.report_installation(credential.expose(), &report(&[], true)).await;
        assert_eq!(told.err(), ended);
    }
    let signed = sign_in(client, id).await;
    assert_eq!(signed.installation, Some(InstallationState::Ended));
    assert!(signed.delivery_credential.is_empty());
    assert!(is_good(client, &neighbour.delivery_credential).await, "the others are not ended");
    assert!(office.enable_installation(id).expect("enabled"));
    assert!(is_good(client, &before).await && is_good(client, &newest).await);
    running.end().await;
}

async fn what_lies_on_an_ended_computer_ends_with_it(place: Place) {
    let (office, _) = at_own_time(place.office());
    let running = Running::start(office.clone()).await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let (there, neighbour) = (sign_in(client, id).await, sign_in(client, Uuid::new_v4()).await);
    let guest = client.sign_in_at(id, "9001", "demo-9001").await.expect("sign in");
    let former = running.sign_in().await;
    let elsewhere = client.sign_in("9001", "demo-9001").await.expect("sign in");
    let one_of = |code: &str| FormerCredentials { station_code: code.into(), count: 1 };
    let list = office.list_former_credentials().expect("list");
    assert_eq!(list, [one_of("DEMO01"), one_of("OTHER1")]);
    assert!(office.end_installation(id).expect("ended"));
    for signed in [&there, &guest] {
        let cases = client.my_cases(signed.token.expose()).await;
        assert_eq!(cases, Err(OfficeError::Unauthorized), "{}", signed.clerk.number);
    }
    for signed in [&neighbour, &former] {
        client.my_cases(signed.token.expose()).await.expect("they sit elsewhere");
    }
    assert!(!is_good(client, &former.delivery_credential).await, "nobody knows where it lies");
    assert!(is_good(client, &elsewhere.delivery_credential).await);
    // Whoever works without an id signs in again.
    let again = running.sign_in().await.delivery_credential;
    assert!(is_good(client, &again).await);
    assert_eq!(office.end_former_credentials("DEMO01").expect("ended"), 1);
    assert!(!is_good(client, &again).await);
    assert_eq!(office.end_former_credentials("DEMO01").expect("none left"), 0);
    assert_eq!(office.list_former_credentials().expect("list"), [one_of("OTHER1")]);
    running.end().await;
}

async fn a_report_names_the_clerks_whose_accounts_ended_or_changed(place: Place) {
    let (office, seconds) = at_own_time(place.office());
    let running = Running::start(office.clone()).await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let signed = sign_in(client, id).await;
    let credential = signed.delivery_credential.expose();
    let told = |sign_ins: Vec<(&'static str, i64)>| async move {
        let answer = client.report_installation(credential, &report(&sign_ins, false)).await;
        let answer = answer.expect("noted");
        assert_eq!(answer.delivery_credential, None);
        answer.ended_sign_ins
    };
    let all = || vec![("1001", NOON), ("1002", NOON), ("9001", NOON), ("7777", NOON)];
    let none: [&str; 0] = [];
    assert_eq!(told(all()[..2].to_vec()).await, none);
    assert_eq!(told(all()).await, ["9001", "7777"], "of another station, and of nobody");
    seconds.fetch_add(60, Ordering::SeqCst);
    assert!(office.end_account("1002").expect("ended"));
    let changed = Account {
        number: "1001".into(),
        name: "李示例".into(),
        role: "clerk".into(),
        station: "三水·西南街道".into(),
        station_code: "DEMO01".into(),
        window: "3号窗".into(),
    };
    office.enrol(&changed, "another password").expect("changed");
    assert_eq!(told(all()[..2].to_vec()).await, ["1001", "1002"]);
    assert_eq!(told(vec![("1001", NOON + 60)]).await, none, "signed in with the new password");
    assert!(office.enable_account("1002").expect("enabled"));
    assert_eq!(told(vec![("1002", NOON)]).await, none);
    let token = client.my_cases(signed.token.expose()).await;
    assert_eq!(token, Err(OfficeError::Unauthorized), "tokens end with the password");

    let list = office.list_installations().expect("list");
    assert_eq!((list[0].window.as_str(), list[0].unsent), ("7号窗", Some(3)));
    assert_eq!((list[0].first_seen.as_second(), list[0].last_seen.as_second()), (NOON, NOON + 60));
    running.end().await;
}

/// Of other stations' accounts an installation hears whether its own guests are still signed in.
async fn a_report_says_nothing_of_strangers(place: Place) {
    let (office, seconds) = at_own_time(place.office());
    let running = Running::start(office.clone()).await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let signed = sign_in(client, id).await;
    let credential = signed.delivery_credential.expose();
    let told = |number: &'static str| async move {
        let said = report(&[(number, NOON)], false);
        client.report_installation(credential, &said).await.expect("noted").ended_sign_ins
    };
    let sign_in_guest = |at: Uuid| async move {
        let guest = client.sign_in_at(at, "9001", "demo-9001").await;
        guest.expect("sign in").installation
    };
    let none: [&str; 0] = [];
    assert_eq!(told("9001").await, ["9001"], "as one whom nobody knows");
    sign_in_guest(Uuid::new_v4()).await;
    assert_eq!(told("9001").await, ["9001"], "it was not here");
    assert_eq!(sign_in_guest(id).await, Some(InstallationState::Elsewhere));
    assert_eq!(told("9001").await, none);
    assert!(office.end_account("9001").expect("ended"));
    assert_eq!(told("9001").await, ["9001"]);
    assert!(office.enable_account("9001").expect("enabled"));
    sign_in_guest(id).await;
    assert_eq!(told("9001").await, none);
    seconds.fetch_add(12 * 3600, Ordering::SeqCst);
    assert_eq!(told("9001").await, ["9001"], "a day as a guest is over");
    assert_eq!(told("1001").await, none, "those of the house sign in without the line for longer");
    running.end().await;
}

async fn an_ended_account_is_as_unknown_and_what_it_left_is_delivered(place: Place) {
    let (office, _) = at_own_time(place.office());
    let running = Running::start(office.clone()).await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let signed = sign_in(client, id).await;
    assert!(!office.end_account("7777").expect("none"), "no such one");
    assert!(office.end_account("1001").expect("ended"));
    let wrong = client.sign_in_at(id, "1001", "demo-1001").await;
    assert_eq!(wrong, Err(OfficeError::WrongPassword));
    let token = client.my_cases(signed.token.expose()).await;
    assert_eq!(token, Err(OfficeError::Unauthorized));
    let credential = signed.delivery_credential.expose();
    client.submit_case(credential, &submission(&signed, vec![])).await.expect("delivered");
    let list = office.list_accounts().expect("list");
    let state: Vec<_> = list
        .iter()
        .map(|listed| (listed.account.number.as_str(), listed.ended_at.is_some()))
        .collect();
    let of = |number, is_ended| (number, is_ended);
    let wanted = [of("1001", true), of("1002", false), of("2001", false)];
    assert_eq!(state[..3], wanted);
    office.enable_account("1001").expect("enabled");
    sign_in(client, id).await;
    running.end().await;
}

fn recovery(second: i64, halves: &str) -> RecoveryReport {
    let at = Timestamp::from_second(second).expect("time");
    RecoveryReport { at, halves: halves.into(), cases: 5, waiting: 2 }
}

async fn a_recovered_disk_is_written_down_once_for_each_copy(place: Place) {
    let (office, now) = at_own_time(place.office());
    let running = Running::start(office.clone()).await;
    let client = &running.client;
    assert!(client.get_hello().await.expect("hello").hello.can(Ability::Recoveries));
    let (id, other) = (Uuid::new_v4(), Uuid::new_v4());
    let credential = sign_in(client, id).await.delivery_credential;
    let neighbour = sign_in(client, other).await.delivery_credential;
    let tell = async |credential: &Private, recovered: Option<RecoveryReport>| {
        let said = InstallationReport { recovered, ..report(&[], false) };
        client.report_installation(credential.expose(), &said).await
    };
    let recoveries = |of: Uuid| -> Vec<ListedRecovery> {
        let list = office.list_installations().expect("list");
        list.into_iter().find(|row| row.id == of).expect("listed").recoveries
    };
    tell(&credential, None).await.expect("noted");
    assert_eq!(recoveries(id), []);
    let first = recovery(NOON - 60, "0123456789abcdef0123");
    tell(&credential, Some(first.clone())).await.expect("noted");
    let written = recoveries(id);
    let listed = ListedRecovery {
        at: first.at,
        heard: written[0].heard,
        halves: first.halves.clone(),
        cases: 5,
        waiting: 2,
    };
    assert_eq!(written, [listed]);
    // The answer was lost: the copy says it again, later.
    now.fetch_add(3_600, Ordering::SeqCst);
    tell(&credential, Some(first.clone())).await.expect("noted");
    tell(&credential, Some(RecoveryReport { waiting: 0, ..first.clone() })).await.expect("noted");
    assert_eq!(recoveries(id), written);
    // Another copy of the same disk, and another disk of the same moment.
    tell(&credential, Some(recovery(NOON, "0123456789abcdef0123"))).await.expect("noted");
    tell(&neighbour, Some(first.clone())).await.expect("noted");
    assert_eq!((recoveries(id).len(), recoveries(other).len()), (2, 1));
    assert_eq!(recoveries(id)[0], written[0]);
    // Whom the office has ended is heard no more.
    office.end_installation(other).expect("ended");
    let told = tell(&neighbour, Some(recovery(NOON + 60, "ab"))).await;
    assert_eq!(told.err(), Some(OfficeError::InstallationEnded));
    assert_eq!(recoveries(other).len(), 1);
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_installation_reports_and_only_what_is_possible() {
    let running = Running::start(trial(None)).await;
    let client = &running.client;
    let (signed, former) = (sign_in(client, Uuid::new_v4()).await, running.sign_in().await);
    let said = report(&[], false);
    for other in [&signed.token, &former.delivery_credential] {
        let refusal = client.report_installation(other.expose(), &said).await;
        assert_eq!(refusal, Err(refused(403, "installation_only")));
    }
    let nobody = client.report_installation("nobody", &said).await;
    assert_eq!(nobody, Err(OfficeError::Unauthorized));
    let credential = signed.delivery_credential.expose();
    let window = |chars| InstallationReport { window: "窗".repeat(chars), ..said.clone() };
    let sign_ins = |count| report(&vec![("1001", NOON); count], false);
    let halves = |text: &str| {
        let recovered = Some(recovery(NOON, text));
        InstallationReport { recovered, ..said.clone() }
    };
    let (longest, longer) = ("a".repeat(MAX_FINGERPRINT), "a".repeat(MAX_FINGERPRINT + 1));
    for possible in [window(MAX_WINDOW_CHARS), sign_ins(MAX_SIGN_INS), halves(&longest)] {
        client.report_installation(credential, &possible).await.expect("noted");
    }
    let too_much = [window(MAX_WINDOW_CHARS + 1), sign_ins(MAX_SIGN_INS + 1)];
    let no_fingerprints = ["", "ABCD", "陈示例", longer.as_str()].map(halves);
    for impossible in too_much.into_iter().chain(no_fingerprints) {
        let refusal = client.report_installation(credential, &impossible).await;
        assert_eq!(refusal, Err(refused(422, "bad_report")));
    }
}

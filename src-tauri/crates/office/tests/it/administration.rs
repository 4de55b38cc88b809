//! What an administrator does at an office's records, beside it and before it runs at all.

use counter_backoffice::{MAX_WINDOW_CHARS, OfficeError};
use counter_office::{Account, OpenError};

use crate::place::{Place, on_both};
use crate::support::trial;

on_both!(an_office_is_found_by_its_records_alone_and_none_is_made);

async fn an_office_is_found_by_its_records_alone_and_none_is_made(place: Place) {
    for _ in 0..2 {
        assert!(matches!(place.find_records().map(drop), Err(OpenError::NoOffice)));
    }
    let running = place.start().await;
    let office = place.find_records().expect("a trial, as it says itself");
    assert!(office.end_account("1001").expect("ended"));
    let refusal = running.client.sign_in("1001", "demo-1001").await;
    assert_eq!(refusal, Err(OfficeError::WrongPassword), "at once");
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_ended_while_the_materials_store_is_away() {
    let place = Place::servers().await;
    drop(place.office());
    place.on_servers().store.stop();
    let office = place.find_records().expect("found");
    assert!(office.end_account("1001").expect("ended"));
    let list = office.list_accounts().expect("list");
    let ended = list.iter().filter(|listed| listed.ended_at.is_some());
    assert_eq!(ended.map(|listed| listed.account.number.as_str()).collect::<Vec<_>>(), ["1001"]);
}

#[test]
fn a_window_that_no_installation_could_say_is_no_accounts() {
    let office = trial(None);
    let account = |chars| Account {
        number: "3001".into(),
        name: "张示例".into(),
        role: "clerk".into(),
        station: "三水·西南街道".into(),
        station_code: "DEMO01".into(),
        window: "窗".repeat(chars),
    };
    office.enrol(&account(MAX_WINDOW_CHARS), "demo-3001").expect("enrolled");
    let refusal = office.enrol(&account(MAX_WINDOW_CHARS + 1), "demo-3001").expect_err("too long");
    assert_eq!(refusal.code(), "office_window_too_long");
}

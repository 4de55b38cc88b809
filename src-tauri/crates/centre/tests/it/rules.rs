//! Which file takes the place of which, and where a station stands that has none or one that ended.

use counter_centre::{CentreFile, Kind, Standing, check_first, check_replacement};
use serde_json::{Value, json};

use crate::fixture::{day, key, least, sign};

const TODAY: &str = "2027-06-30";

fn file(number: u8, change: impl FnOnce(&mut Value)) -> CentreFile {
    let mut body = least();
    change(&mut body);
    sign(&body, number).unwrap()
}

#[test]
fn a_file_takes_the_place_of_another() {
    let current = file(0, |body| body["next_key"] = json!(key(1).public_key()));
    let next = |version: u64| move |body: &mut Value| body["version"] = version.into();
    let with = |path: &'static str, value: Value| {
        move |body: &mut Value| {
            body["version"] = 8.into();
            *body.pointer_mut(path).unwrap() = value;
        }
    };
    let offers = [
        (file(0, next(8)), None),
        (file(0, next(1_000)), None),
        (file(1, next(8)), None),
        (file(2, next(8)), Some("centre_other_key")),
        (file(2, with("/centre/code", json!("X"))), Some("centre_other_key")),
        (file(0, next(7)), Some("centre_not_newer")),
        (file(0, next(6)), Some("centre_not_newer")),
        (file(1, next(7)), Some("centre_not_newer")),
        (file(0, with("/centre/code", json!("440699-02"))), Some("centre_other_centre")),
        (file(0, with("/centre/name", json!("新名"))), None),
        (file(0, with("/station/code", json!("SS-XN2"))), Some("centre_other_station")),
        (file(0, with("/kind", json!("trial"))), Some("centre_other_kind")),
        (file(0, with("/until", json!("2027-06-29"))), Some("centre_ended")),
        (file(0, with("/until", json!("2027-06-30"))), None),
    ];
    for (offer, code) in offers {
        let answer = check_replacement(&current, &offer, day(TODAY));
        assert_eq!(answer.err().map(|refusal| refusal.code()), code, "{}", offer.text());
    }
    // Whoever is named as the next signs from then on; the key before does not come back.
    let successor = file(1, next(8));
    assert_eq!(check_replacement(&successor, &file(1, next(9)), day(TODAY)), Ok(()));
    let back = check_replacement(&successor, &file(0, next(9)), day(TODAY)).unwrap_err();
    assert_eq!(back.code(), "centre_other_key");
    // One that ended here is still followed.
    assert_eq!(
        check_replacement(
            &current,
            &file(0, with("/until", json!("2030-01-01"))),
            day("2029-01-01")
        ),
        Ok(())
    );
}

#[test]
fn a_file_is_in_force_until_its_last_day() {
    let file_here = file(0, |_| ());
    for (file, today, standing) in [
        (None, TODAY, Standing::NotJoined),
        (Some(&file_here), "2027-12-31", Standing::InForce),
        (Some(&file_here), "2028-01-01", Standing::Ended),
    ] {
        assert_eq!(Standing::judge_file(file, day(today)), standing);
    }
    assert_eq!(check_first(&file_here, day("2027-12-31")), Ok(()));
    assert_eq!(check_first(&file_here, day("2028-01-01")).unwrap_err().code(), "centre_ended");
}

#[test]
fn an_office_gives_out_files_of_its_kind_only() {
    for (kind, by_trial, by_real) in
        [(Kind::Real, false, true), (Kind::Trial, true, false), (Kind::Practice, true, false)]
    {
        assert_eq!((kind.is_of_office(true), kind.is_of_office(false)), (by_trial, by_real));
    }
}

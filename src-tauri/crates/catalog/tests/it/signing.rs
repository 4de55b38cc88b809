//! A pack as one signed file, and everything a station refuses.
use counter_catalog::{CatalogError, Key, Pack, Source, Trust};
use counter_core::date::parse_date;

const SECRET: &str = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

fn key() -> Key {
    Key::from_secret(SECRET).unwrap()
}

/// A pack of one item under this version.
fn small(version: &str) -> Pack {
    let item = "{id: one, name: 一, department: 示例局, task_type: '21', project_type: on_the_spot, form: general}";
    let files = [
        ("pack.yaml", format!("{{id: small, version: '{version}', title: 小包, note: 示例}}")),
        ("items/one.yaml", item.to_owned()),
        ("forms/general.yaml", "{id: general, title: 申请表, sections: []}".to_owned()),
        ("calendar.yaml", "2027: {off: [2027-01-01], work: []}".to_owned()),
    ];
    Pack::from_source(
        &files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect::<Source>(),
    )
    .unwrap()
}

fn admit(bytes: &[u8], current: Option<&Pack>) -> Result<Pack, CatalogError> {
    let keys = [key().public_key()];
    Pack::admit(bytes, &Trust { keys: &keys, today: parse_date("2026-11-22").unwrap(), current })
}

fn refused(bytes: &[u8], current: Option<&Pack>) -> &'static str {
    admit(bytes, current).unwrap_err().code()
}

#[test]
fn a_file_gives_back_the_pack_and_the_same_bytes() {
    let pack = Pack::builtin().unwrap();
    let bytes = pack.sign_pack(&key(), None).unwrap();
    let again = admit(&bytes, None).unwrap();
    assert!(again.items().eq(pack.items()) && again.forms() == pack.forms());
    assert_eq!((again.id(), again.version(), again.len()), (pack.id(), pack.version(), pack.len()));
    assert_eq!(again.sign_pack(&key(), None).unwrap(), bytes);
    assert_eq!(
        admit(&small("1").sign_pack(&key(), None).unwrap(), None).unwrap().calendar(),
        small("1").calendar()
    );
}

#[test]
fn one_flipped_bit_anywhere_is_noticed() {
    let bytes = small("1").sign_pack(&key(), None).unwrap();
    for at in 0..bytes.len() {
        let mut wrong = bytes.clone();
        wrong[at] ^= 1 << (at % 7);
        let code = refused(&wrong, None);
        let known =
            ["catalog_damaged", "catalog_forged", "catalog_wrong_key", "catalog_not_a_bundle"];
        assert!(known.contains(&code), "byte {at}: {code}");
    }
    for short in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        assert!(admit(&bytes[..short], None).is_err(), "cut at {short}");
    }
}

#[test]
fn older_expired_another_key_and_too_large() {
    let (old, new) = (small("2026.9"), small("2026.10"));
    assert_eq!(refused(&old.sign_pack(&key(), None).unwrap(), Some(&new)), "catalog_older");
    assert!(admit(&new.sign_pack(&key(), None).unwrap(), Some(&old)).is_ok());
    assert!(admit(&new.sign_pack(&key(), None).unwrap(), Some(&new)).is_ok());
    // Another publisher's numbers say nothing about ours.
    assert!(admit(&old.sign_pack(&key(), None).unwrap(), Some(&Pack::builtin().unwrap())).is_ok());
    let until = |day: &str| new.sign_pack(&key(), Some(parse_date(day).unwrap())).unwrap();
    assert_eq!(refused(&until("2026-11-21"), None), "catalog_expired");
    assert_eq!(admit(&until("2026-11-22"), None).unwrap().until(), parse_date("2026-11-22").ok());
    let example = Key::example_key().unwrap();
    assert_eq!(refused(&new.sign_pack(&example, None).unwrap(), None), "catalog_wrong_key");
    assert_eq!(refused(&vec![b' '; counter_catalog::LARGEST + 1], None), "catalog_too_large");
    assert_eq!(Key::from_secret("c2hvcnQ=").err().unwrap().code(), "catalog_not_a_key");
}

/// The signature of one file under the head of another, and a head that was put right after the
/// content.
#[test]
fn parts_of_two_files_do_not_make_a_third() {
    let [a, b] = ["1", "2"]
        .map(|version| String::from_utf8(small(version).sign_pack(&key(), None).unwrap()).unwrap());
    let (a, b): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    let mixed = |lines: [&str; 2]| ([&lines[..], &a[2..]].concat().join("\n") + "\n").into_bytes();
    assert!(admit(&mixed([a[0], a[1]]), None).is_ok());
    assert_eq!(refused(&mixed([b[0], a[1]]), None), "catalog_forged");
    assert_eq!(refused(&mixed([a[0], b[1]]), None), "catalog_forged");
}

//! A pack as one signed file, and everything a station refuses.
use counter_catalog::{CatalogError, Key, Pack, Source, Trust, is_newer};
use counter_core::date::parse_date;

const SECRET: &str = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

fn key() -> Key {
    Key::from_secret(SECRET).unwrap()
}

/// A pack of one item under this version.
fn small(version: &str) -> Pack {
    small_with_head(&format!("{{id: small, version: '{version}', title: 小包, note: 示例}}"))
}

fn small_with_head(head: &str) -> Pack {
    let item = "{id: one, name: 一, department: 示例局, task_type: '21', project_type: on_the_spot, form: general}";
    let files = [
        ("pack.yaml", head.to_owned()),
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
    let today = parse_date("2026-11-22").unwrap();
    Pack::admit(bytes, &Trust { keys: &keys, today, current, newest: None })
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

/// The example pack of the program before, signed by it: cases are pinned to it.
#[test]
fn a_pack_of_the_first_shape_is_read_for_ever() {
    let bytes = include_bytes!("../data/shili-2026.11.3.pack");
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.starts_with(r#"{"pack":1,"id":"shili","version":"2026.11.3""#));
    let kept = Pack::from_file(text).unwrap();
    assert_eq!((kept.version(), kept.len(), kept.items().count()), ("2026.11.3", 32, 32));
    let keys = [Key::example_key().unwrap().public_key()];
    let today = parse_date("2026-11-22").unwrap();
    let taken =
        Pack::admit(bytes, &Trust { keys: &keys, today, current: None, newest: None }).unwrap();
    let builtin = Pack::builtin().unwrap();
    assert!(is_newer(builtin.version(), taken.version()), "other bytes have another version");
    // What a later program adds has a default that means as before.
    assert!(taken.items().zip(builtin.items()).all(|(a, b)| a.id == b.id));
}

#[test]
fn a_pack_for_a_later_program_says_so_once_it_is_believed() {
    let needing = |needs: &str| {
        let head =
            format!("{{id: small, version: '3', title: 小包, note: 示例, needs: '{needs}'}}");
        let bytes = small_with_head(&head).sign_pack(&key(), None).unwrap();
        (bytes.clone(), admit(&bytes, None))
    };
    assert!(needing("0.2.0").1.is_ok() && needing(counter_catalog::PROGRAM).1.is_ok());
    let (bytes, refusal) = needing("99.1.0");
    assert!(matches!(refusal, Err(CatalogError::NeedsNewer { needs }) if needs == "99.1.0"));
    let text = String::from_utf8(bytes).unwrap();
    // Nobody else may say that this program is too old.
    let forged = text.replace("99.1.0", "99.2.0");
    assert_eq!(refused(forged.as_bytes(), None), "catalog_forged");
    // A shape of a later program, of which nothing else can be read.
    let later = r#"{"pack":9,"needs":"99.1.0","everything":"else"}"#;
    assert!(matches!(Pack::from_file(format!("{later}\n{}\n", text.lines().nth(1).unwrap())),
        Err(CatalogError::NeedsNewer { needs }) if needs == "99.1.0"));
}

#[test]
fn older_expired_another_key_and_too_large() {
    let (old, new) = (small("2026.9"), small("2026.10"));
    assert_eq!(refused(&old.sign_pack(&key(), None).unwrap(), Some(&new)), "catalog_older");
    assert!(admit(&new.sign_pack(&key(), None).unwrap(), Some(&old)).is_ok());
    assert!(admit(&new.sign_pack(&key(), None).unwrap(), Some(&new)).is_ok());
    // Another publisher's numbers say nothing about ours.
    assert!(admit(&old.sign_pack(&key(), None).unwrap(), Some(&Pack::builtin().unwrap())).is_ok());
    // But what was taken once is not gone back behind by giving the pack another name.
    let keys = [key().public_key()];
    let today = parse_date("2026-11-22").unwrap();
    let trust = |newest| Trust { keys: &keys, today, current: None, newest: Some(newest) };
    let bytes = old.sign_pack(&key(), None).unwrap();
    assert_eq!(Pack::admit(&bytes, &trust("2026.10")).unwrap_err().code(), "catalog_older");
    assert!(Pack::admit(&bytes, &trust("2026.9")).is_ok());
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

//! A database that is not the one asked for is refused.

use std::path::Path;

use super::schema::VERSION;
use super::{Key, Records};
use crate::error::OpenError;

#[test]
fn a_newer_database_and_a_mixed_one_are_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("office.db");
    let open = |trial| Records::open_file(Some(&file), None, trial);
    drop(open(true).expect("first"));
    assert!(matches!(open(false), Err(OpenError::TrialMixed)));
    let db = rusqlite::Connection::open(&file).expect("again");
    db.pragma_update(None, "user_version", VERSION + 1).expect("raise");
    drop(db);
    assert!(matches!(open(true), Err(OpenError::NewerDatabase)));
}

#[test]
fn a_sealed_database_opens_with_its_key_only() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("office.db");
    let open = |file: &Path, key: Option<&Key>| Records::open_file(Some(file), key, true);
    drop(open(&file, Some(&[1; 32])).expect("first"));
    assert!(matches!(open(&file, Some(&[2; 32])), Err(OpenError::WrongKey)));
    assert!(matches!(open(&file, None), Err(OpenError::WrongKey)));
    drop(open(&file, Some(&[1; 32])).expect("again"));
    let plain = folder.path().join("plain.db");
    drop(open(&plain, None).expect("first"));
    assert!(matches!(open(&plain, Some(&[1; 32])), Err(OpenError::WrongKey)));
}

//! The keyring of a real Secret Service, in a session of its own: bus, home and runtime folder are
//! made for the test and go with it.
//!
//! Each test runs itself again inside such a session, since a bus and a keyring belong to a
//! process's surroundings.

use crate::station::place;
use counter_store::Store;
use counter_store::keys::{KeyError, Keyring, KeyringError, SystemKeyring, station_key};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::Command;
use tempfile::tempdir;

type Done = Result<(), Box<dyn std::error::Error>>;

const INSIDE: &str = "COUNTER_STORE_TEST_SESSION";
/// The daemon takes the password of its keyring from standard input and goes with the bus.
const UNLOCKED: &str = r#"printf %s ci | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null && exec "$@""#;
/// Started and never given a password: what a session without a login looks like.
const NEVER_UNLOCKED: &str = r#"gnome-keyring-daemon --start --components=secrets --daemonize </dev/null >/dev/null && exec "$@""#;

/// Runs the named test again inside a session over `home`, and passes its failure on.
fn again(test: &str, script: &str, scene: &str, home: &Path) -> Done {
    let runtime = home.join("run");
    if !runtime.exists() {
        std::fs::DirBuilder::new().mode(0o700).create(&runtime)?;
    }
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", script, "sh"])
        .arg(std::env::current_exe()?)
        .args(["--exact", &format!("keyring::{test}"), "--nocapture"])
        .env(INSIDE, scene)
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", &runtime)
        .env_remove("XDG_DATA_HOME")
        .env_remove("DISPLAY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .output()
        .map_err(|error| format!("dbus-run-session is needed for this test: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "in the session ({scene}): {said}");
    assert!(said.contains("1 passed"), "the test did not run in the session: {said}");
    Ok(())
}

fn scene() -> Option<String> {
    std::env::var(INSIDE).ok()
}

fn home() -> Result<std::path::PathBuf, std::env::VarError> {
    std::env::var("HOME").map(Into::into)
}

#[test]
fn an_unlocked_keyring_keeps_the_key_over_a_new_login() -> Done {
    let Some(scene) = scene() else {
        let dir = tempdir()?;
        let name = "an_unlocked_keyring_keeps_the_key_over_a_new_login";
        again(name, UNLOCKED, "first login", dir.path())?;
        return again(name, UNLOCKED, "second login", dir.path());
    };
    let ring = SystemKeyring::new();
    let data = home()?.join("data");
    let place = place(&data);
    let key = station_key(&data, &place, &ring, None)?;
    let mut store = Store::open(&place, &key)?;
    if scene == "first login" {
        store.put_setting("window", "3")?;
        ring.set("other", b"\0\xff bytes")?;
        assert_eq!(ring.get("other")?.as_deref(), Some(b"\0\xff bytes".as_slice()));
        ring.delete("other")?;
        assert_eq!(ring.get("other")?, None);
        ring.delete("other")?;
    } else {
        assert_eq!(store.setting("window")?.as_deref(), Some("3"));
    }
    Ok(())
}

#[test]
fn a_keyring_never_unlocked_makes_no_key_for_an_existing_database() -> Done {
    if scene().is_none() {
        let name = "a_keyring_never_unlocked_makes_no_key_for_an_existing_database";
        return again(name, NEVER_UNLOCKED, "never unlocked", tempdir()?.path());
    }
    let ring = SystemKeyring::new();
    let data = home()?.join("data");
    let place = place(&data);
    assert_eq!(ring.get("anything"), Ok(None), "it looks like an empty one");
    assert_eq!(ring.set("anything", b"x"), Err(KeyringError::Locked));
    let fresh = station_key(&data, &place, &ring, None);
    assert!(matches!(fresh, Err(KeyError::PassphraseNeeded { new: true })));
    std::fs::write(&place.db, [1; 4096])?;
    for passphrase in [None, Some("合口令")] {
        let beside = station_key(&data, &place, &ring, passphrase);
        assert!(matches!(beside, Err(KeyError::MissingForExistingDatabase)));
    }
    assert!(!data.join("key.json").exists());
    Ok(())
}

#[test]
fn without_a_bus_there_is_no_keyring_and_a_passphrase_serves() -> Done {
    if scene().is_none() {
        let name = "without_a_bus_there_is_no_keyring_and_a_passphrase_serves";
        let script = r#"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent/bus exec "$@""#;
        return again(name, script, "no bus", tempdir()?.path());
    }
    let ring = SystemKeyring::new();
    assert_eq!(ring.get("anything"), Err(KeyringError::Unavailable));
    assert_eq!(ring.set("anything", b"x"), Err(KeyringError::Unavailable));
    let data = home()?.join("data");
    let place = place(&data);
    let asked = station_key(&data, &place, &ring, None);
    assert!(matches!(asked, Err(KeyError::PassphraseNeeded { new: true })));
    let key = station_key(&data, &place, &ring, Some("合口令"))?;
    drop(Store::open(&place, &key)?);
    let again = station_key(&data, &place, &ring, Some("合口令"))?;
    Store::open(&place, &again)?;
    Ok(())
}

//! A pin on a machine that trusts an authority by itself.

use std::process::Stdio;

use counter_backoffice::LinePin;
use tokio::process::Command;

use crate::tls_office::{
    Authority, describe_authority, describe_office, hash_key, is_taken, make_authority, make_key,
    sign_office,
};

/// Where the process that is such a machine finds its authority's certificate and key.
const FOLDER: &str = "TEST_AUTHORITY_OF_THE_MACHINE";

/// In a process of its own: the machine's roots are named by its environment.
#[tokio::test]
async fn a_pin_holds_against_roots_of_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let key = make_key();
    let root = describe_authority("root of the machine").self_signed(&key).unwrap();
    std::fs::write(folder.path().join("root.pem"), root.pem()).unwrap();
    std::fs::write(folder.path().join("root.key"), key.serialize_pem()).unwrap();
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "machine_roots::on_such_a_machine", "--nocapture"])
        .env(FOLDER, folder.path())
        .env("SSL_CERT_FILE", folder.path().join("root.pem"))
        .env_remove("SSL_CERT_DIR")
        .stdin(Stdio::null())
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stderr));
    assert!(said.contains("every pin was tried"), "{said}");
}

#[tokio::test]
async fn on_such_a_machine() {
    let Some(folder) = std::env::var_os(FOLDER).map(std::path::PathBuf::from) else { return };
    let key = std::fs::read_to_string(folder.join("root.key")).unwrap();
    let key = rcgen::KeyPair::from_pem(&key).unwrap();
    let key_of_root = hash_key(&key);
    let root = Authority::self_signed(describe_authority("root of the machine"), key).unwrap();
    let town = Authority::signed_by(describe_authority("town"), make_key(), &root).unwrap();
    let mut office = sign_office(&town, &describe_office("localhost"));
    office.chain.push(town.der().clone());

    let by_key = |sha256: String| LinePin::Authority { pem: None, sha256: Some(sha256) };
    assert!(is_taken(&office, None).await, "the machine trusts it");
    assert!(is_taken(&office, Some(&by_key(key_of_root.clone()))).await, "the root, not sent");
    assert!(is_taken(&office, Some(&by_key(hash_key(town.key())))).await, "what is sent");
    let own = LinePin::Keys { current: hash_key(&office.key), next: None };
    assert!(is_taken(&office, Some(&own)).await);

    let other = make_authority("root of the machine");
    let strangers = [
        LinePin::Keys { current: hash_key(&make_key()), next: Some(key_of_root.clone()) },
        LinePin::Authority { pem: Some(other.pem()), sha256: None },
        by_key(hash_key(other.key())),
    ];
    for pin in strangers {
        assert!(!is_taken(&office, Some(&pin)).await, "the machine's trust is no help: {pin:?}");
    }
    // Whom the machine's root never signed, under the very name of the root.
    let mut impostor = sign_office(&other, &describe_office("localhost"));
    impostor.chain.push(other.der().clone());
    assert!(!is_taken(&impostor, Some(&by_key(key_of_root))).await);
    println!("every pin was tried");
}

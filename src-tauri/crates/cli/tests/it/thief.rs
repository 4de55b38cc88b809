//! Somebody who has the passphrase, and opens a station's database with tools of his own.
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::Connection;
use serde_json::Value;
use std::path::Path;

const APPLICATION: u32 = 0x5a43_0001;

/// The station's key out of `key.json`, the database's out of that, and the triggers that hold to
/// history gone.
pub fn opened(data: &Path, passphrase: &str) -> Connection {
    let file: Value =
        serde_json::from_slice(&std::fs::read(data.join("key.json")).unwrap()).unwrap();
    let bytes = |name: &str| STANDARD.decode(file[name].as_str().unwrap()).unwrap();
    let argon = Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(64 * 1024, 3, 1, None).unwrap(),
    );
    let mut lock = [0; 32];
    argon.hash_password_into(passphrase.as_bytes(), &bytes("salt"), &mut lock).unwrap();
    let wrapped = bytes("wrapped");
    let (nonce, locked) = wrapped.split_at(12);
    let context = format!("counter/key-file/1/{APPLICATION:08x}");
    let payload = Payload { msg: locked, aad: context.as_bytes() };
    let station = Aes256Gcm::new(&lock.into()).decrypt(Nonce::from_slice(nonce), payload).unwrap();
    let mut key = [0; 32];
    hkdf::Hkdf::<sha2::Sha256>::new(None, &station)
        .expand(b"counter/database/1", &mut key)
        .unwrap();
    let db = Connection::open(data.join("station.db")).unwrap();
    db.pragma_update(None, "key", format!("x'{}'", hex::encode(key))).unwrap();
    db.execute_batch("DROP TRIGGER entries_never_change; DROP TRIGGER entries_never_go;").unwrap();
    db
}

//! A manifest of updates: what was signed is read to the letter, nothing else is.
use counter_centre::{CentreKey, SignedUpdate, UpdateError, draw_secret, sign_update};

fn draw_key() -> CentreKey {
    CentreKey::from_secret(&draw_secret().unwrap()).unwrap()
}

const BODY: &str = "{\"shape\": 1,\n \"news\": [\"换证提醒更早\"]}\n";

#[test]
fn what_was_signed_is_read_to_the_letter_and_only_of_its_key() {
    let (key, other) = (draw_key(), draw_key().public_key());
    let file = sign_update(BODY, &key).unwrap();
    let signed = SignedUpdate::read_of(file.as_bytes(), &key.public_key()).unwrap();
    assert_eq!((signed.body.as_str(), signed.key), (BODY, key.public_key()));
    assert_eq!(SignedUpdate::read_of(file.as_bytes(), &other), Err(UpdateError::OtherKey));
    // Another's signature under the key that counts.
    let words = |key: &str| file.replace(signed_key(&file), key);
    assert_eq!(SignedUpdate::read(words(other.as_str()).as_bytes()), Err(UpdateError::Forged));
}

fn signed_key(file: &str) -> &str {
    file.split("\"key\":\"").nth(1).unwrap().split('"').next().unwrap()
}

#[test]
fn no_flipped_bit_and_no_half_is_read() {
    let key = draw_key();
    let file = sign_update(BODY, &key).unwrap().into_bytes();
    for at in 0..file.len() {
        let mut flipped = file.clone();
        flipped[at] ^= 1;
        // A sign between the fields may be another of the same meaning; what was signed never is.
        if let Ok(signed) = SignedUpdate::read_of(&flipped, &key.public_key()) {
            assert_eq!(signed.body, BODY, "byte {at}");
        }
        assert!(SignedUpdate::read(&file[..at]).is_err() || at + 1 == file.len(), "{at} bytes");
    }
}

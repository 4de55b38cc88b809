//! The centre's recovery key: an X25519 pair, and a box that its private half alone opens. The
//! public half stands in the centre file; where the private one is, `recovery_halves` says.
//!
//! A box: a key of the moment is agreed with the public half, HKDF-SHA256 over both makes the key of
//! AES-256-GCM, and what the box belongs to is bound to it.

use crate::crypto::seal;
use crate::crypto::station_key::{KEY_LEN, Secret, random_bytes};
use crate::error::RecoveryError;
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use std::fmt;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};

const PURPOSE: &[u8] = b"counter/recovery-box/1";
/// 80 bits, as hexadecimal digits.
const FINGERPRINT: usize = 20;

/// The public half: 32 bytes, 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryKey(PublicKey);

/// The private half. It is wiped when dropped.
pub struct RecoverySecret(StaticSecret);

/// What is locked, and the public half of the key that was made for it.
pub(crate) struct SealedBox {
    pub ephemeral: [u8; KEY_LEN],
    pub locked: Vec<u8>,
}

impl RecoveryKey {
    pub fn read(text: &str) -> Result<Self, RecoveryError> {
        read_digits(text).map(|bytes| Self(bytes.into())).ok_or(RecoveryError::BadKey)
    }

    pub fn text(&self) -> String {
        hex::encode(self.0.as_bytes())
    }

    /// What files and people call it by.
    pub fn fingerprint(&self) -> String {
        let mut digits = hex::encode(Sha256::digest(self.0.as_bytes()));
        digits.truncate(FINGERPRINT);
        digits
    }

    /// `context` is what the box belongs to: it opens as nothing else.
    pub(crate) fn seal(&self, key: &Secret, context: &[u8]) -> Result<SealedBox, RecoveryError> {
        let own = StaticSecret::from(random_bytes::<KEY_LEN>());
        let ephemeral = PublicKey::from(&own);
        let shared = own.diffie_hellman(&self.0);
        // Some public keys lead to a secret that everybody knows.
        if !shared.was_contributory() {
            return Err(RecoveryError::BadKey);
        }
        let lock = derive_lock(&shared, &ephemeral, &self.0);
        let locked =
            seal::wrap_key(key, &lock, context).map_err(|_| RecoveryError::SealUnreadable)?;
        Ok(SealedBox { ephemeral: ephemeral.to_bytes(), locked })
    }
}

impl RecoverySecret {
    pub fn random() -> Self {
        Self::from_bytes(&Secret::new(random_bytes()))
    }

    pub(crate) fn from_bytes(bytes: &Secret) -> Self {
        Self(StaticSecret::from(**bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_LEN] {
        self.0.as_bytes()
    }

    pub fn public_key(&self) -> RecoveryKey {
        RecoveryKey(PublicKey::from(&self.0))
    }

    pub(crate) fn open(&self, sealed: &SealedBox, context: &[u8]) -> Option<Secret> {
        let ephemeral = PublicKey::from(sealed.ephemeral);
        let shared = self.0.diffie_hellman(&ephemeral);
        let lock = derive_lock(&shared, &ephemeral, &self.public_key().0);
        seal::unwrap_key(&sealed.locked, &lock, context)
    }
}

impl fmt::Debug for RecoverySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoverySecret(…)")
    }
}

fn derive_lock(shared: &SharedSecret, ephemeral: &PublicKey, recovery: &PublicKey) -> Secret {
    let info = [PURPOSE, ephemeral.as_bytes().as_slice(), recovery.as_bytes().as_slice()].concat();
    let mut lock = Secret::default();
    // Cannot fail: 32 bytes are far below HKDF's limit of 255 blocks.
    let _ = Hkdf::<Sha256>::new(None, shared.as_bytes()).expand(&info, lock.as_mut());
    lock
}

/// Small digits alone: one value is written in one way.
pub(crate) fn read_digits(text: &str) -> Option<[u8; KEY_LEN]> {
    let bytes = hex::decode(text).ok().filter(|bytes| hex::encode(bytes) == text)?;
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_opens_with_its_own_key_as_what_it_is_and_as_nothing_else() {
        let (secret, other) = (RecoverySecret::random(), RecoverySecret::random());
        let key = Secret::new(random_bytes());
        let sealed = secret.public_key().seal(&key, b"here").unwrap();
        assert_eq!(secret.open(&sealed, b"here").as_ref(), Some(&key));
        assert!(secret.open(&sealed, b"there").is_none());
        assert!(other.open(&sealed, b"here").is_none());
        for at in 0..sealed.locked.len() {
            let mut locked = sealed.locked.clone();
            locked[at] ^= 1;
            let altered = SealedBox { ephemeral: sealed.ephemeral, locked };
            assert!(secret.open(&altered, b"here").is_none(), "byte {at}");
        }
        let mut ephemeral = sealed.ephemeral;
        ephemeral[3] ^= 1;
        let altered = SealedBox { ephemeral, locked: sealed.locked.clone() };
        assert!(secret.open(&altered, b"here").is_none());
        let again = secret.public_key().seal(&key, b"here").unwrap();
        assert!(again.ephemeral != sealed.ephemeral && again.locked != sealed.locked);
    }

    #[test]
    fn a_public_half_is_read_as_it_is_written_and_a_worthless_one_seals_nothing() {
        let public = RecoverySecret::random().public_key();
        assert_eq!(RecoveryKey::read(&public.text()), Ok(public));
        assert_eq!(public.fingerprint().len(), FINGERPRINT);
        let (short, large) = ("ab".repeat(31), "AB".repeat(32));
        for text in ["", "no key", &short, &large] {
            assert_eq!(RecoveryKey::read(text), Err(RecoveryError::BadKey), "{text}");
        }
        let worthless = RecoveryKey::read(&"00".repeat(32)).unwrap();
        let outcome = worthless.seal(&Secret::new(random_bytes()), b"here");
        assert!(matches!(outcome, Err(RecoveryError::BadKey)));
        assert_eq!(format!("{:?}", RecoverySecret::random()), "RecoverySecret(…)");
    }
}

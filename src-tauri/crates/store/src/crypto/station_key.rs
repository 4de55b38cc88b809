//! The station's key: the one secret everything else on the disk hangs from. How it is kept is the
//! `keys` module's matter.

use aes_gcm::aead::OsRng;
use aes_gcm::aead::rand_core::RngCore;
use hkdf::Hkdf;
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

pub(crate) const KEY_LEN: usize = 32;
pub(crate) type Secret = Zeroizing<[u8; KEY_LEN]>;

/// 32 random bytes, wiped when dropped.
#[derive(Clone)]
pub struct StationKey(Secret);

impl StationKey {
    pub fn random() -> Self {
        Self(Secret::new(random_bytes()))
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; KEY_LEN] = bytes.try_into().ok()?;
        Some(Self(Secret::new(*bytes)))
    }

    pub(crate) fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }

    /// A key of its own for each purpose, so that no key serves two algorithms.
    fn derive(&self, purpose: &[u8]) -> Secret {
        let mut out = Secret::default();
        // Cannot fail: 32 bytes are far below HKDF's limit of 255 blocks.
        let _ = Hkdf::<Sha256>::new(None, self.bytes()).expand(purpose, out.as_mut());
        out
    }

    pub(crate) fn database_key(&self) -> Secret {
        self.derive(b"counter/database/1")
    }

    pub(crate) fn case_wrapping(&self) -> Secret {
        self.derive(b"counter/case-keys/1")
    }

    /// What the trial office in this program seals its own records with.
    pub fn for_trial_office(&self) -> Zeroizing<[u8; KEY_LEN]> {
        self.derive(b"counter/trial-office/1")
    }
}

impl fmt::Debug for StationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StationKey(…)")
    }
}

pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_nothing_of_itself() {
        assert_eq!(format!("{:?}", StationKey::random()), "StationKey(…)");
    }

    #[test]
    fn each_purpose_has_its_own_key() {
        let key = StationKey::random();
        assert_ne!(key.database_key(), key.case_wrapping());
        assert_ne!(*key.database_key(), *key.bytes());
        assert!(![key.database_key(), key.case_wrapping()].contains(&key.for_trial_office()));
        assert_eq!(key.database_key(), key.clone().database_key());
        assert_ne!(StationKey::random().bytes(), key.bytes());
    }

    #[test]
    fn takes_exactly_thirty_two_bytes() {
        assert!(StationKey::from_bytes(&[0; 31]).is_none());
        assert!(StationKey::from_bytes(&[0; 32]).is_some());
    }

    /// Where it lay is read once more as another program would: from the process's memory.
    #[cfg(target_os = "linux")]
    #[test]
    fn is_wiped_where_it_is_let_go() {
        use std::os::unix::fs::FileExt;
        let memory = std::fs::File::open("/proc/self/mem").unwrap();
        let bytes: [u8; KEY_LEN] = random_bytes();
        let key = Box::new(StationKey::from_bytes(&bytes).unwrap());
        let place = key.bytes().as_ptr().addr() as u64;
        let read = || {
            let mut left = [0; KEY_LEN];
            memory.read_exact_at(&mut left, place).unwrap();
            left
        };
        assert_eq!(read(), bytes);
        drop(key);
        // Whoever manages the memory may have written to its beginning.
        assert_ne!(read()[16..], bytes[16..]);
    }
}

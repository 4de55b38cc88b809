//! The centre's key: Ed25519, as packs are signed. Not where the secret lies.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counter_core::private::Private;
use ring::digest::{SHA256, digest};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use crate::error::CentreError;

const EXAMPLE_SEED: &[u8; 32] = b"example centre: anyone signs it ";
/// What is signed begins with this, so that no other text of the same key passes for a body.
const CONTEXT: &[u8] = b"counter centre file 1\n";
/// Of Crockford's base 32: nothing that is taken for another letter.
pub(crate) const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Five bits each: 85 bits.
pub(crate) const FINGERPRINT_LETTERS: usize = 17;

/// Who signs centre files.
pub struct CentreKey(Ed25519KeyPair);

/// 32 bytes of chance, Base64, as the secret key of a pack is kept.
///
/// # Errors
/// The system has no chance to give.
pub fn draw_secret() -> Result<Private, CentreError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| CentreError::NoChance)?;
    Ok(Private::new(STANDARD.encode(seed)))
}

impl CentreKey {
    /// From 32 bytes of chance, Base64: a secret.
    ///
    /// # Errors
    /// It is none.
    pub fn from_secret(secret: &Private) -> Result<Self, CentreError> {
        let seed = STANDARD.decode(secret.expose().trim()).map_err(|_| CentreError::NotAKey)?;
        Self::from_seed(&seed)
    }

    /// Everybody has this one: it signs what is said to be a trial or practice, nothing else.
    pub(crate) fn example_key() -> Result<Self, CentreError> {
        Self::from_seed(EXAMPLE_SEED)
    }

    fn from_seed(seed: &[u8]) -> Result<Self, CentreError> {
        Ed25519KeyPair::from_seed_unchecked(seed).map(Self).map_err(|_| CentreError::NotAKey)
    }

    pub fn public_key(&self) -> PublicKey {
        PublicKey(hex::encode(self.0.public_key()))
    }

    pub(crate) fn sign(&self, body: &str) -> String {
        self.sign_under(CONTEXT, body)
    }

    /// Another context for each kind of text: none passes for one of another kind.
    pub(crate) fn sign_under(&self, context: &[u8], text: &str) -> String {
        hex::encode(self.0.sign(&[context, text.as_bytes()].concat()))
    }
}

/// Of whom a file is: 32 bytes as 64 small hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicKey(String);

impl PublicKey {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What people compare and what a code carries: 85 bits of the key's SHA-256.
    pub fn fingerprint(&self) -> String {
        let hash = digest(&SHA256, &hex::decode(&self.0).unwrap_or_default());
        let bytes = hash.as_ref().iter().take(FINGERPRINT_LETTERS);
        bytes.map(|byte| letter(*byte)).collect()
    }

    pub(crate) fn is_example(&self) -> bool {
        CentreKey::example_key().is_ok_and(|example| example.public_key() == *self)
    }

    pub(crate) fn verify(&self, body: &str, signature: &str) -> Result<(), CentreError> {
        self.verify_under(CONTEXT, body, signature)
    }

    pub(crate) fn verify_under(
        &self,
        context: &[u8],
        text: &str,
        signature: &str,
    ) -> Result<(), CentreError> {
        let key = hex::decode(&self.0).map_err(|_| CentreError::Forged)?;
        let signature = decode_hex(signature).ok_or(CentreError::Forged)?;
        let key = UnparsedPublicKey::new(&ED25519, key);
        key.verify(&[context, text.as_bytes()].concat(), &signature)
            .map_err(|_| CentreError::Forged)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PublicKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match decode_hex(&text) {
            Some(bytes) if bytes.len() == 32 => Ok(Self(text)),
            _ => Err("not a public key"),
        }
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.0
    }
}

/// The letter of a byte's last five bits: of a random byte, any letter as often as any other.
pub(crate) fn letter(byte: u8) -> char {
    LETTERS.get(usize::from(byte & 31)).map_or('0', |letter| char::from(*letter))
}

/// Small digits alone: one value is written in one way.
pub(crate) fn decode_hex(text: &str) -> Option<Vec<u8>> {
    hex::decode(text).ok().filter(|bytes| hex::encode(bytes) == text)
}

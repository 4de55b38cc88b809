//! The manifest of updates: whose it is. Signed as a centre file is, by a key of its own, over the
//! body's very text; what the text says is `counter_core::update`.

use serde::{Deserialize, Serialize};

use crate::error::CentreError;
use crate::key::{CentreKey, PublicKey};

/// What is signed begins with this: no other text of the same key passes for a manifest.
const CONTEXT: &[u8] = b"counter-update-1\n";

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError {
    #[error("the file is no manifest of updates, or not a whole one")]
    NotAManifest,
    #[error("the manifest is signed with another key than the one that counts here")]
    OtherKey,
    #[error("the signature of the manifest is not of the key in it")]
    Forged,
}

impl UpdateError {
    /// Stable name of the condition, for messages and tests.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAManifest => "update_not_a_manifest",
            Self::OtherKey => "update_other_key",
            Self::Forged => "update_forged",
        }
    }
}

/// A body whose signature holds for the key beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedUpdate {
    pub body: String,
    pub key: PublicKey,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    /// A text of JSON, so that nobody between lays it out anew.
    body: String,
    key: String,
    /// Hexadecimal.
    signature: String,
}

impl SignedUpdate {
    /// # Errors
    /// It is no manifest, or was changed after it was signed.
    pub fn read(bytes: &[u8]) -> Result<Self, UpdateError> {
        let Envelope { body, key, signature } =
            serde_json::from_slice(bytes).map_err(|_| UpdateError::NotAManifest)?;
        let key = PublicKey::try_from(key).map_err(|_| UpdateError::Forged)?;
        key.verify_under(CONTEXT, &body, &signature).map_err(|_| UpdateError::Forged)?;
        Ok(Self { body, key })
    }

    /// The same, of this key and no other.
    ///
    /// # Errors
    /// As for `read`, and `OtherKey`.
    pub fn read_of(bytes: &[u8], key: &PublicKey) -> Result<Self, UpdateError> {
        let signed = Self::read(bytes)?;
        if signed.key == *key { Ok(signed) } else { Err(UpdateError::OtherKey) }
    }
}

/// The manifest as it is published.
///
/// # Errors
/// It cannot be written as JSON.
pub fn sign_update(body: &str, key: &CentreKey) -> Result<String, CentreError> {
    let signature = key.sign_under(CONTEXT, body);
    let envelope = Envelope { body: body.to_owned(), key: key.public_key().into(), signature };
    let text = serde_json::to_string(&envelope).map_err(|_| CentreError::NotACentreFile)?;
    Ok(text + "\n")
}

//! An office proves who it is: each `GET /hello` brings a fresh nonce, the office signs it with the
//! key that it made when it was set up. So another office, at the same address or at another, is
//! told apart before it is given anything. Not whom a line is encrypted for: that is TLS.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

/// What is signed begins so: a signature for one purpose is none for another.
const PURPOSE: &str = "counter-office hello 1";

/// In the answer to `GET /hello` that brought a nonce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The office's public key: Base64 of 32 bytes (Ed25519).
    pub key: String,
    /// Base64 of 64 bytes, over purpose and nonce.
    pub signature: String,
}

/// The secret half, of which an office has one for ever.
pub struct OfficeKey(Ed25519KeyPair);

impl OfficeKey {
    /// From 32 bytes of chance; none when they are not so many.
    pub fn from_seed(seed: &[u8]) -> Option<OfficeKey> {
        Ed25519KeyPair::from_seed_unchecked(seed).ok().map(OfficeKey)
    }

    /// Base64.
    pub fn public_key(&self) -> String {
        STANDARD.encode(self.0.public_key())
    }

    pub fn prove(&self, nonce: &str) -> Proof {
        let signature = self.sign_text(&text_to_sign(nonce));
        Proof { key: self.public_key(), signature }
    }

    /// Base64. Whoever calls it begins the text with a purpose of its own.
    pub(crate) fn sign_text(&self, text: &str) -> String {
        STANDARD.encode(self.0.sign(text.as_bytes()))
    }
}

impl Proof {
    /// Whether whoever has the key answered this very nonce.
    pub fn proves(&self, nonce: &str) -> bool {
        verify_signature(&self.key, &text_to_sign(nonce), &self.signature)
    }
}

/// Whether whoever has the key (Base64) signed this text (the signature Base64 too).
pub(crate) fn verify_signature(key: &str, text: &str, signature: &str) -> bool {
    let decode = |text: &str| STANDARD.decode(text).ok();
    let (Some(key), Some(signature)) = (decode(key), decode(signature)) else { return false };
    UnparsedPublicKey::new(&ED25519, key).verify(text.as_bytes(), &signature).is_ok()
}

fn text_to_sign(nonce: &str) -> String {
    format!("{PURPOSE}\n{nonce}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_itself_proves_and_only_this_nonce() {
        let (key, other) =
            (OfficeKey::from_seed(&[1; 32]).unwrap(), OfficeKey::from_seed(&[2; 32]).unwrap());
        let proof = key.prove("n1");
        assert!(proof.proves("n1") && !proof.proves("n2") && !proof.proves(""));
        let borrowed = Proof { key: key.public_key(), ..other.prove("n1") };
        assert!(!borrowed.proves("n1"));
        let garbage = Proof { key: "?".into(), signature: "?".into() };
        assert!(!garbage.proves("n1"));
        assert!(OfficeKey::from_seed(&[1; 31]).is_none());
    }
}

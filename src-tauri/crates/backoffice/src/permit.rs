//! Who may decide, where and until when, in the office's own hand: signed at a sign-in, kept at the
//! station, sent along with what was decided there without the line. The office believes nothing
//! else of who the author was.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::proof::{OfficeKey, verify_signature};

/// What is signed begins so: a signature for one purpose is none for another.
const PURPOSE: &str = "counter-office permit 1";

/// In the answer to a sign-in, and with each submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    /// The JSON text that was signed, byte for byte.
    pub body: String,
    /// Base64 of 64 bytes (Ed25519), over purpose and body.
    pub signature: String,
}

/// What a permit says. Fields that are not known here are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermitBody {
    /// The clerk's number.
    pub clerk: String,
    /// As the account had it at the sign-in.
    pub role: String,
    pub station_code: String,
    pub installation: Uuid,
    pub from: Timestamp,
    pub until: Timestamp,
}

impl OfficeKey {
    pub fn sign_permit(&self, body: &PermitBody) -> Result<Permit, serde_json::Error> {
        let body = serde_json::to_string(body)?;
        let signature = self.sign_text(&text_to_sign(&body));
        Ok(Permit { body, signature })
    }
}

impl Permit {
    /// Whether whoever has this key (Base64) signed these very bytes.
    pub fn verify(&self, key: &str) -> bool {
        verify_signature(key, &text_to_sign(&self.body), &self.signature)
    }

    /// What it says, proven or not. None for a text that is no permit.
    pub fn read_body(&self) -> Option<PermitBody> {
        serde_json::from_str(&self.body).ok()
    }
}

fn text_to_sign(body: &str) -> String {
    format!("{PURPOSE}\n{body}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::Proof;

    fn body() -> PermitBody {
        PermitBody {
            clerk: "1001".into(),
            role: "clerk".into(),
            station_code: "SS-XN".into(),
            installation: Uuid::from_u128(7),
            from: "2026-11-22T01:00:00Z".parse().unwrap(),
            until: "2026-11-25T01:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn only_the_key_itself_proves_it_and_only_to_the_byte() {
        let (key, other) =
            (OfficeKey::from_seed(&[1; 32]).unwrap(), OfficeKey::from_seed(&[2; 32]).unwrap());
        let permit = key.sign_permit(&body()).unwrap();
        assert!(permit.verify(&key.public_key()) && !permit.verify(&other.public_key()));
        assert_eq!(permit.read_body(), Some(body()));
        let bent = |body: String| Permit { body, ..permit.clone() };
        for body in [permit.body.replace("1001", "1002"), format!("{} ", permit.body)] {
            assert!(!bent(body).verify(&key.public_key()));
        }
        let nothing = Permit { body: "?".into(), signature: "?".into() };
        assert!(!nothing.verify(&key.public_key()) && !permit.verify("?"));
        assert_eq!(nothing.read_body(), None);
    }

    #[test]
    fn a_signature_for_another_purpose_is_none() {
        let key = OfficeKey::from_seed(&[1; 32]).unwrap();
        let permit = key.sign_permit(&body()).unwrap();
        let signature = key.prove(&permit.body).signature;
        assert!(!Permit { signature, ..permit.clone() }.verify(&key.public_key()));
        let proof = Proof { key: key.public_key(), signature: permit.signature };
        assert!(!proof.proves(&permit.body));
    }

    #[test]
    fn what_a_later_office_adds_is_passed_over() {
        let text = serde_json::to_string(&body()).unwrap();
        let body_text = text.replacen('{', r#"{"desks":[1,2],"#, 1);
        let permit = Permit { body: body_text, signature: String::new() };
        assert_eq!(permit.read_body(), Some(body()));
    }
}

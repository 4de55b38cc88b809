//! By what the line to an office is known, where the machine's own roots do not settle it. Here is
//! what a pin says and whether it can be used; how a handshake is held against it stands in `tls`.

use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, TrustAnchor};

use crate::digest::{is_sha256, sha256_hex};

/// Hashes are SHA-256 of a SubjectPublicKeyInfo in DER, lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinePin {
    /// Who signs the office's certificates: at least one of the two, and both of the same key.
    Authority {
        /// The authority's certificate and no other. The machine's roots are not asked then.
        pem: Option<String>,
        /// Without the certificate, it comes from the machine's roots or with the handshake.
        sha256: Option<String>,
    },
    /// The keys of the office's own certificate: the one in use, and the one that comes after it.
    /// Who signed the certificate, for which name and until when, does not matter.
    Keys { current: String, next: Option<String> },
}

/// Why a pin cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    #[error("the pin names nobody")]
    Empty,
    #[error("the pin holds no certificate, one that cannot be used, or several")]
    NotACertificate,
    #[error("the pin's hash is no SHA-256 in lower-case hexadecimal")]
    NotAHash,
    #[error("the pin's hash is of another key than its certificate's")]
    OtherKey,
}

/// A pin that can be used.
pub(super) enum Expected {
    /// This one root.
    Root(RootCertStore),
    /// An authority whose key has this hash.
    AuthorityKey(String),
    /// An office whose own key has one of these.
    OfficeKeys(Vec<String>),
}

impl LinePin {
    /// For whoever is told of a pin before a line is opened by it.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn check(&self) -> Result<(), PinError> {
        self.read().map(drop)
    }

    pub(super) fn read(&self) -> Result<Expected, PinError> {
        match self {
            Self::Authority { pem: None, sha256: None } => Err(PinError::Empty),
            Self::Authority { pem: None, sha256: Some(key) } => {
                read_hash(key).map(Expected::AuthorityKey)
            }
            Self::Authority { pem: Some(pem), sha256 } => {
                let roots = read_certificate(pem)?;
                if let Some(key) = sha256 {
                    let key = read_hash(key)?;
                    if !roots.roots.iter().all(|root| hash_key(root) == key) {
                        return Err(PinError::OtherKey);
                    }
                }
                Ok(Expected::Root(roots))
            }
            Self::Keys { current, next } => {
                let keys = std::iter::once(current).chain(next).map(|key| read_hash(key));
                keys.collect::<Result<_, _>>().map(Expected::OfficeKeys)
            }
        }
    }
}

fn read_hash(text: &str) -> Result<String, PinError> {
    if is_sha256(text) { Ok(text.to_owned()) } else { Err(PinError::NotAHash) }
}

fn read_certificate(pem: &str) -> Result<RootCertStore, PinError> {
    let mut certificates = CertificateDer::pem_slice_iter(pem.as_bytes());
    // Of two, nobody could say which one is meant.
    let (Some(Ok(certificate)), None) = (certificates.next(), certificates.next()) else {
        return Err(PinError::NotACertificate);
    };
    let mut roots = RootCertStore::empty();
    roots.add(certificate).map_err(|_| PinError::NotACertificate)?;
    Ok(roots)
}

pub(super) fn hash_key(anchor: &TrustAnchor<'_>) -> String {
    sha256_hex(&wrap_sequence(&anchor.subject_public_key_info))
}

/// A trust anchor keeps of its SubjectPublicKeyInfo only what is inside of the outer SEQUENCE.
/// Parsing the certificate once more as an office's would give all of it, but not of the roots in
/// the first version of X.509 that a town's authority may still have.
fn wrap_sequence(inner: &[u8]) -> Vec<u8> {
    const SEQUENCE: u8 = 0x30;
    const LONG_FORM: u8 = 0x80;
    let length = inner.len().to_be_bytes().into_iter().skip_while(|byte| *byte == 0);
    let length: Vec<u8> = length.collect();
    let mut whole = vec![SEQUENCE];
    if inner.len() >= usize::from(LONG_FORM) {
        whole.push(LONG_FORM | length.len() as u8);
    }
    whole.extend(length);
    whole.extend_from_slice(inner);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_is_as_long_as_it_says() {
        for (len, head) in [
            (1, &[0x30, 1][..]),
            (127, &[0x30, 127]),
            (128, &[0x30, 0x81, 128]),
            (255, &[0x30, 0x81, 255]),
            (290, &[0x30, 0x82, 1, 34]),
            (512, &[0x30, 0x82, 2, 0]),
        ] {
            let whole = wrap_sequence(&vec![7; len]);
            assert_eq!((&whole[..head.len()], whole.len()), (head, head.len() + len), "{len}");
        }
    }
}

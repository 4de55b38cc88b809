//! Where the office is, and by what its line is known.

use serde::{Deserialize, Serialize};

use crate::key::decode_hex;
use crate::limits::{MAX_ADDRESS_BYTES, MAX_PEM_BYTES};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficePlace {
    /// `https://office.example`; `http` on this very machine only.
    pub address: String,
    /// A real office on another machine always has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pin {
    /// Who signs the office's certificates.
    Authority(Authority),
    /// The keys of the office's own certificate.
    Keys(PinnedKeys),
}

/// One of the two, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// The authority's certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pem: Option<String>,
    /// SHA-256 of its SubjectPublicKeyInfo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// SHA-256 of the SubjectPublicKeyInfo, of the key in use and of the one that comes after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinnedKeys {
    pub current: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl OfficePlace {
    pub(super) fn is_possible(&self, is_real: bool) -> bool {
        let is_pinned = !is_real || self.pin.is_some() || self.is_on_this_machine();
        is_address(&self.address) && is_pinned && self.pin.as_ref().is_none_or(Pin::is_possible)
    }

    /// On loopback nobody stands between.
    fn is_on_this_machine(&self) -> bool {
        split_address(&self.address).is_some_and(|(_, host)| is_loopback(host))
    }
}

impl Pin {
    fn is_possible(&self) -> bool {
        match self {
            Self::Authority(Authority { pem: None, sha256: None }) => false,
            Self::Authority(Authority { pem, sha256 }) => {
                pem.as_deref().is_none_or(is_certificate) && sha256.as_deref().is_none_or(is_sha256)
            }
            Self::Keys(keys) => {
                is_sha256(&keys.current) && keys.next.as_deref().is_none_or(is_sha256)
            }
        }
    }
}

pub(super) fn is_sha256(text: &str) -> bool {
    decode_hex(text).is_some_and(|bytes| bytes.len() == 32)
}

/// Its frame only: whether it is a certificate that can be used, the line says.
fn is_certificate(text: &str) -> bool {
    let text = text.trim();
    text.len() <= MAX_PEM_BYTES
        && text.starts_with("-----BEGIN CERTIFICATE-----")
        && text.ends_with("-----END CERTIFICATE-----")
}

fn is_address(text: &str) -> bool {
    let is_plain = text.bytes().all(|b| b.is_ascii_graphic() && !b"@?#\\\"<>".contains(&b));
    let is_origin = split_address(text).is_some_and(|(scheme, host)| match scheme {
        "https" => !host.is_empty(),
        "http" => is_loopback(host),
        _ => false,
    });
    text.len() <= MAX_ADDRESS_BYTES && is_plain && is_origin
}

/// Scheme, and host without the port.
fn split_address(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    let authority = rest.split('/').next()?;
    let host = match authority.strip_prefix('[') {
        Some(inner) => inner.split(']').next()?,
        None => authority.split(':').next()?,
    };
    Some((scheme, host))
}

fn is_loopback(host: &str) -> bool {
    let address = host.parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

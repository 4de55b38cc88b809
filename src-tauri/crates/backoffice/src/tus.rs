//! tus 1.0 without IO: headers to send, answers to read, metadata both ways. Creation and offset
//! only; no checksum or expiration extension, since integrity belongs to the final call.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use counter_core::text::parse_digits;
use http::HeaderMap;
use uuid::Uuid;

use crate::digest;

pub const RESUMABLE: &str = "tus-resumable";
pub const VERSION: &str = "1.0.0";
pub const OFFSET: &str = "upload-offset";
pub const LENGTH: &str = "upload-length";
pub const METADATA: &str = "upload-metadata";
pub const MAX_SIZE: &str = "tus-max-size";
pub const VERSIONS: &str = "tus-version";
/// Media type of every PATCH body.
pub const OFFSET_OCTETS: &str = "application/offset+octet-stream";
/// Where uploads live, below the office's address.
pub const UPLOADS: &str = "/uploads";

/// What an upload is for. Names nobody: metadata is the part of a request that ends up in servers'
/// logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    pub case: Uuid,
    pub part: String,
    pub sha256: String,
}

impl Metadata {
    pub fn to_header(&self) -> String {
        let pair = |key: &str, value: &str| format!("{key} {}", STANDARD.encode(value));
        [
            pair("case", &self.case.to_string()),
            pair("part", &self.part),
            pair("sha256", &self.sha256),
        ]
        .join(",")
    }

    /// `None` when a key is missing or a value is not what it should be.
    pub fn parse(header: &str) -> Option<Self> {
        let value = |key: &str| {
            let mut pairs = header.split(',').filter_map(|pair| pair.trim().split_once(' '));
            let (_, encoded) = pairs.find(|(name, _)| *name == key)?;
            String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()
        };
        let sha256 = value("sha256").filter(|text| crate::digest::is_sha256(text))?;
        Some(Metadata { case: value("case")?.parse().ok()?, part: value("part")?, sha256 })
    }
}

/// What one request of an upload carries, with its Content-Digest.
pub struct Octets {
    pub(crate) bytes: Bytes,
    pub(crate) digest: String,
}

impl Octets {
    /// A whole part, whose SHA-256 is known: reading it once more would cost a fast line a third of
    /// its speed.
    pub fn whole_part(bytes: Bytes, sha256: &str) -> Self {
        match digest::content_digest_of(sha256) {
            Some(digest) => Octets { bytes, digest },
            None => bytes.into(),
        }
    }
}

impl<B: Into<Bytes>> From<B> for Octets {
    fn from(bytes: B) -> Self {
        let bytes = bytes.into();
        Octets { digest: digest::content_digest(&bytes), bytes }
    }
}

/// Reads a header that is a count of bytes.
pub fn count_header(headers: &HeaderMap, name: &str) -> Option<u64> {
    parse_digits(headers.get(name)?.to_str().ok()?)
}

/// The upload's path, from whatever form of Location the office or a gateway before it gives. Only
/// our own uploads folder is accepted: a credential must never follow a Location to some other
/// place.
pub fn upload_path(location: &str) -> Option<String> {
    let (_, id) = location.rsplit_once("/uploads/")?;
    let fine = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (!id.is_empty() && id.len() <= 128 && id.bytes().all(fine)).then(|| format!("{UPLOADS}/{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_survives_the_wire() {
        let metadata =
            Metadata { case: Uuid::from_u128(7), part: "p-1".into(), sha256: "0a".repeat(32) };
        assert_eq!(Metadata::parse(&metadata.to_header()), Some(metadata));
        assert_eq!(Metadata::parse("case AAAA"), None);
        assert_eq!(Metadata::parse(""), None);
    }

    #[test]
    fn a_location_leads_to_our_uploads_only() {
        assert_eq!(upload_path("/uploads/ab-1").as_deref(), Some("/uploads/ab-1"));
        assert_eq!(upload_path("https://gate/x/uploads/ab-1").as_deref(), Some("/uploads/ab-1"));
        for bad in ["/cases/1", "/uploads/", "/uploads/../cases", "/uploads/a/b", "/uploads/a?x=1"]
        {
            assert_eq!(upload_path(bad), None, "{bad}");
        }
    }

    #[test]
    fn counts_are_digits_only() {
        let mut headers = HeaderMap::new();
        for (text, want) in
            [("5", Some(5)), ("+5", None), ("-1", None), ("", None), ("99999999999999999999", None)]
        {
            headers.insert(OFFSET, text.parse().expect("header"));
            assert_eq!(count_header(&headers, OFFSET), want, "{text}");
        }
    }
}

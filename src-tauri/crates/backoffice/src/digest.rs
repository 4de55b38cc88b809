//! Content-Digest (RFC 9530) with SHA-256, the one algorithm that both sides speak. Other
//! algorithms are ignored, not refused.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Lower-case hexadecimal SHA-256.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Value of a Content-Digest header, e.g. `sha-256=:…:`.
pub fn content_digest(bytes: &[u8]) -> String {
    header(&Sha256::digest(bytes))
}

/// The same of bytes whose SHA-256 is known, hexadecimal. `None` when it is none.
pub fn content_digest_of(sha256: &str) -> Option<String> {
    is_sha256(sha256).then(|| hex::decode(sha256).ok()).flatten().map(|bytes| header(&bytes))
}

fn header(sha256: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(sha256))
}

/// The SHA-256 named by a header's value, hexadecimal. `None` when it names none or is malformed.
pub fn named_sha256(header: &str) -> Option<String> {
    let member = header.split(',').map(str::trim).find_map(|m| m.strip_prefix("sha-256="))?;
    let inner = member.strip_prefix(':')?.strip_suffix(':')?;
    let bytes = STANDARD.decode(inner).ok()?;
    (bytes.len() == 32).then(|| hex::encode(bytes))
}

/// True for 64 lower-case hexadecimal digits.
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rfc_example_is_read() {
        // RFC 9530, Appendix B.1: the body {"hello": "world"} and a line feed.
        let header = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
        assert_eq!(content_digest(b"{\"hello\": \"world\"}\n"), header);
        let sha256 = sha256_hex(b"{\"hello\": \"world\"}\n");
        assert_eq!(content_digest_of(&sha256).as_deref(), Some(header));
        assert_eq!(content_digest_of("0a"), None);
        assert_eq!(named_sha256(header), Some(sha256));
    }

    #[test]
    fn others_are_skipped_and_nonsense_is_none() {
        let both = format!("sha-512=:AAAA:, {}", content_digest(b"x"));
        assert_eq!(named_sha256(&both), Some(sha256_hex(b"x")));
        for bad in ["", "sha-256=", "sha-256=:::", "sha-256=:AAAA:", "md5=:AAAA:"] {
            assert_eq!(named_sha256(bad), None, "{bad}");
        }
    }
}

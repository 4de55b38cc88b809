//! What is handed over in bytes: the manifest's lines and the digest that both sides compute over
//! them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One file of a case, announced before its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Unique within the case.
    pub id: String,
    /// The material it belongs to; generated forms name the material they satisfy or are. What was
    /// signed: `application_form`, `application_form_strokes`, `application_form_signed`.
    pub material: String,
    pub kind: PartKind,
    /// Media type, e.g. `image/jpeg`, `application/pdf`.
    pub media: String,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub len: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// A page that was scanned or imported.
    Page,
    /// A form that the counter generated, also with strokes in it, and the strokes themselves.
    Document,
}

/// Body of the answer to `POST /uploads`: what its `Location` says too, for whom a gateway takes
/// headers from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedUpload {
    pub location: String,
}

/// SHA-256, hexadecimal, over what tells this decision from any other about the same case, and
/// every part in the manifest's order. Pages alone would not do: an old copy of a station's disk
/// may decide once more over the same pages.
///
/// The office answers with it after it has read every byte again; the counter computes its own from
/// what it meant to send. Only when both agree may anything be purged.
pub(super) fn received_digest(decision: &[&str], manifest: &[Part]) -> String {
    let mut hash = Sha256::new();
    for word in decision {
        hash.update(format!("{word}\n").as_bytes());
    }
    for part in manifest {
        hash.update(format!("{}:{}:{}\n", part.id, part.sha256, part.len).as_bytes());
    }
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(id: &str) -> Part {
        Part {
            id: id.into(),
            material: "m1".into(),
            kind: PartKind::Page,
            media: "image/jpeg".into(),
            sha256: "ab".repeat(32),
            len: 3,
        }
    }

    #[test]
    fn every_line_and_their_order_count() {
        let whole = received_digest(&["head", "1"], &[part("a"), part("b")]);
        assert_eq!(whole.len(), 64);
        assert_ne!(whole, received_digest(&["head", "1"], &[part("b"), part("a")]));
        assert_ne!(whole, received_digest(&["head", "1"], &[part("a")]));
        assert_ne!(whole, received_digest(&["head", "2"], &[part("a"), part("b")]));
    }
}

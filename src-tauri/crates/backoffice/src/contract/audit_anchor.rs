//! How far a station's audit trail went when something was decided, or told of a case: kept by the
//! office, it tells later whether lines were taken away there, or the trail made anew.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::digest::is_sha256;

/// More lines no station writes; as a number it goes through any JSON.
const MAX_LINES: u64 = (1 << 53) - 1;

/// In a submission and in an event, and the answer to `GET /audit-anchor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditAnchor {
    /// How many lines there are, those of before there was a chain among them.
    pub lines: u64,
    /// Hash of the last of them, hexadecimal.
    pub head: String,
    /// When that was, by the station's clock.
    pub at: Timestamp,
}

impl AuditAnchor {
    /// Whether an office keeps it. One that is not possible is no reason to refuse a case.
    pub fn is_possible(&self) -> bool {
        (1..=MAX_LINES).contains(&self.lines) && is_sha256(&self.head)
    }

    /// Whether the trail went back after `kept`: less of it at a later time, or another one.
    pub fn is_behind(&self, kept: &AuditAnchor) -> bool {
        let is_shorter = self.lines < kept.lines && self.at > kept.at;
        is_shorter || (self.lines == kept.lines && self.head != kept.head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(lines: u64, letter: &str, at: i64) -> AuditAnchor {
        let at = Timestamp::from_second(at).expect("time");
        AuditAnchor { lines, head: letter.repeat(64), at }
    }

    #[test]
    fn a_trail_that_went_back_is_known_and_a_late_case_is_none() {
        let kept = anchor(10, "a", 100);
        for (new, behind) in [
            (anchor(11, "b", 101), false),
            (anchor(10, "a", 101), false),
            // Decided before, delivered after.
            (anchor(9, "b", 99), false),
            (anchor(9, "b", 101), true),
            (anchor(10, "b", 101), true),
            (anchor(10, "b", 99), true),
        ] {
            assert_eq!(new.is_behind(&kept), behind, "{new:?}");
        }
    }

    #[test]
    fn what_is_no_hash_is_not_kept() {
        assert!(anchor(1, "a", 0).is_possible());
        assert!(!anchor(0, "a", 0).is_possible());
        assert!(!anchor(1, "A", 0).is_possible());
        assert!(!anchor(MAX_LINES + 1, "a", 0).is_possible());
    }
}

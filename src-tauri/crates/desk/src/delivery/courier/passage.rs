//! What is known of the gateway before an office, learnt from what it refused: how much one request
//! may carry, and whether it lets a PATCH through. Kept for the office's address, so that neither a
//! page nor a restart pays for it again.
use serde::{Deserialize, Serialize};

/// How long a limit that the gateway named is believed; then a larger piece may try once.
const NAMED_MS: i64 = 86_400_000;
/// One that was concluded from a refusal for no named reason.
const CONCLUDED_MS: i64 = 3_600_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passage {
    /// A POST that says that it is a PATCH.
    pub by_post: bool,
    /// The most that passes, in bytes.
    pub largest: Option<u64>,
    /// Until when that is believed.
    pub until_ms: i64,
}

impl Passage {
    pub fn with_limit(self, largest: u64, is_named: bool, now_ms: i64) -> Passage {
        let hold_ms = if is_named { NAMED_MS } else { CONCLUDED_MS };
        Passage { largest: Some(largest), until_ms: now_ms.saturating_add(hold_ms), ..self }
    }

    /// The limit, while it is believed. One that lasts longer than any does means that the clock
    /// was set back.
    pub fn limit(&self, now_ms: i64) -> Option<u64> {
        let left_ms = self.until_ms.saturating_sub(now_ms);
        self.largest.filter(|_| (1..=NAMED_MS).contains(&left_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_believed_for_its_time_and_read_from_any_version() {
        let named = Passage::default().with_limit(1 << 20, true, 1_000);
        assert_eq!(named.limit(1_000), Some(1 << 20));
        assert_eq!(named.limit(1_000 + NAMED_MS), None, "a larger piece may try");
        assert_eq!(named.limit(1_000 - 315_360_000_000), None, "the clock was set back");
        assert_eq!(Passage::default().limit(0), None);
        let other = Passage::default().with_limit(5, false, 0);
        assert_eq!((other.limit(CONCLUDED_MS - 1), other.limit(CONCLUDED_MS)), (Some(5), None));
        let by_post = serde_json::from_str::<Passage>(r#"{"by_post":true,"more":1}"#).unwrap();
        assert_eq!(by_post, Passage { by_post: true, ..Passage::default() });
    }
}

//! When the papers of a case were received, as its submissions say it, and that it stays so. The counter
//! makes a revision by this and the office holds each against the one before it by the same.
use super::case::{Decision, Submission};
use jiff::Timestamp;

/// Nothing but a matter of another office is decided before its papers were handed over; then there is
/// no time of receipt, and the time of the decision stands in its place.
pub fn is_received(decision: Decision, received_at: Timestamp, decided_at: Timestamp) -> bool {
    decision != Decision::Redirected || received_at != decided_at
}

impl Submission {
    pub fn is_received(&self) -> bool {
        is_received(self.decision, self.received_at, self.decided_at)
    }

    /// Papers are received once. A case that was sent elsewhere before they were, and came back, is
    /// received after that.
    pub fn keeps_receipt(&self, before: &Submission) -> bool {
        !before.is_received() || self.received_at == before.received_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EARLY: &str = "2026-11-23T01:00:00Z";
    const LATE: &str = "2026-11-24T02:00:00Z";

    fn filed(decision: Decision, received_at: &str, decided_at: &str) -> Submission {
        let wire = serde_json::json!({
            "case": "00000000-0000-4000-8000-000000000001", "provisional": null, "item": "shili",
            "pack_version": "2026.11", "decision": decision, "received_at": received_at,
            "decided_at": decided_at, "clerk": "1001", "station_code": "DEMO01", "window": "3号窗",
            "people": [], "answers": {}, "form": {}, "materials": [], "manifest": [],
            "journal_head": "0f", "entries": 9, "revision": 1,
        });
        serde_json::from_value(wire).unwrap()
    }

    #[test]
    fn only_what_was_sent_elsewhere_at_once_was_not_received() {
        for decision in [Decision::Accepted, Decision::Correction, Decision::Refused] {
            assert!(filed(decision, EARLY, EARLY).is_received(), "{decision:?}");
        }
        assert!(!filed(Decision::Redirected, EARLY, EARLY).is_received());
        assert!(filed(Decision::Redirected, EARLY, LATE).is_received());
    }

    #[test]
    fn papers_are_received_once_and_not_before_they_were() {
        let noticed = filed(Decision::Correction, EARLY, EARLY);
        let accepted = |received_at: &str| filed(Decision::Accepted, received_at, LATE);
        assert!(accepted(EARLY).keeps_receipt(&noticed));
        assert!(!accepted(LATE).keeps_receipt(&noticed), "another receipt");
        let elsewhere = filed(Decision::Redirected, EARLY, EARLY);
        assert!(accepted(LATE).keeps_receipt(&elsewhere), "it came back, and is received now");
        let again = filed(Decision::Redirected, LATE, LATE);
        assert!(again.keeps_receipt(&elsewhere), "nothing was received on either day");
        assert!(!again.keeps_receipt(&noticed), "what was received is not unreceived");
    }
}

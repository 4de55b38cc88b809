//! A mentor's (带教人) word for one act of whoever may not do it alone: of one person, in one case, in
//! memory only and for two minutes. What it leaves behind is an entry of the case's journal. Who may
//! give it, the command says.
use super::Station;
use crate::contract::views::StaffRole;
use counter_core::case::ConsentedAct;

const GOOD_MS: i64 = 2 * 60_000;

pub struct Consent {
    pub case: String,
    pub act: ConsentedAct,
    /// Number of whoever acts.
    pub to: String,
    /// Number of the mentor.
    pub by: String,
    /// On the count of time that no setting of the clock takes back.
    pub given_ms: i64,
    /// The journal has it: an act that failed and is tried again is the same one.
    pub is_noted: bool,
}

impl Consent {
    fn covers(&self, case: &str, act: ConsentedAct, to: &str, now_ms: i64) -> bool {
        let age_ms = now_ms.saturating_sub(self.given_ms);
        (self.case == case && self.act == act && self.to == to) && (0..=GOOD_MS).contains(&age_ms)
    }
}

impl Station {
    /// Whether whoever is signed in does here only with a mentor's consent what binds the house.
    pub fn wants_mentor(&self) -> bool {
        let learns = |role: StaffRole| matches!(role, StaffRole::Trainee | StaffRole::Trainer);
        self.environment.wants_mentor && self.require_clerk().is_ok_and(|clerk| learns(clerk.role))
    }

    /// One at a time: a newer one takes its place.
    pub fn keep_consent(&self, consent: Consent) {
        *self.consent.lock() = Some(consent);
    }

    /// Nobody else finds it while the act is under way: two at once are not both covered.
    pub fn take_consent(&self, case: &str, act: ConsentedAct) -> Option<Consent> {
        let (to, now_ms) = (self.require_clerk().ok()?.number, self.reckoned_ms());
        self.consent.lock().take_if(|consent| consent.covers(case, act, &to, now_ms))
    }

    /// The act failed. What became of the session meanwhile holds, and so does a newer word.
    pub fn put_back_consent(&self, consent: Consent) {
        let is_same = self.require_clerk().is_ok_and(|clerk| clerk.number == consent.to);
        if is_same && !self.is_locked() {
            self.consent.lock().get_or_insert(consent);
        }
    }

    /// With the session of whoever it was given to.
    pub fn drop_consent(&self) {
        self.consent.lock().take();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::case::ConsentedAct::{CheckOriginal, Issue};

    #[test]
    fn a_consent_covers_its_case_its_act_and_its_person_for_two_minutes() {
        let text = |text: &str| text.to_owned();
        let given_ms = 1_790_000_000_000;
        let (case, to, by) = (text("a"), text("3101"), text("1001"));
        let consent = Consent { case, act: Issue, to, by, given_ms, is_noted: false };
        for (after_ms, is_good) in [(0, true), (GOOD_MS, true), (GOOD_MS + 1, false), (-1, false)] {
            assert_eq!(consent.covers("a", Issue, "3101", given_ms + after_ms), is_good);
        }
        for (case, act, to) in
            [("b", Issue, "3101"), ("a", CheckOriginal, "3101"), ("a", Issue, "3102")]
        {
            assert!(!consent.covers(case, act, to, given_ms), "{case} {act:?} {to}");
        }
    }
}

//! A mentor's (带教人) word for one act of whoever may not do it alone: of one person, in one case,
//! for what was asked about and nothing else, in memory only and for two minutes. It ends with the
//! question, the lock and the session, also where it was only being given. What it leaves behind is
//! an entry of the case's journal. Who may give it, the command says.
use super::Station;
use crate::contract::views::StaffRole;
use counter_core::case::ConsentedAct;

const GOOD_MS: i64 = 2 * 60_000;

pub struct Consent {
    pub case: String,
    pub act: ConsentedAct,
    /// What of the case it is about, as the refusal named it.
    pub of: String,
    /// Number of whoever acts.
    pub to: String,
    /// Number of the mentor.
    pub by: String,
    /// On the count of time that no setting of the clock takes back.
    pub given_ms: i64,
    /// How many words had been dropped when the mentor began to give it.
    pub drops: u64,
    /// The journal has it: an act that failed and is tried again is the same one.
    pub is_noted: bool,
}

/// An act as it is asked for. A word for one material or one paper is none for another.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub case: &'a str,
    pub act: ConsentedAct,
    pub of: &'a str,
}

impl Consent {
    fn covers(&self, asked: Asked, to: &str, now_ms: i64) -> bool {
        let age_ms = now_ms.saturating_sub(self.given_ms);
        let is_asked = self.case == asked.case && self.act == asked.act && self.of == asked.of;
        (is_asked && self.to == to) && (0..=GOOD_MS).contains(&age_ms)
    }
}

/// The word that waits for its act.
#[derive(Default)]
pub struct WaitingConsent {
    kept: Option<Consent>,
    drops: u64,
}

impl WaitingConsent {
    /// Nothing ended what it was given for while it was on its way.
    fn is_in_time(&self, consent: &Consent) -> bool {
        consent.drops == self.drops
    }

    fn drop_all(&mut self) {
        self.kept = None;
        self.drops += 1;
    }
}

impl Station {
    /// Whether whoever is signed in does here only with a mentor's consent what binds the house.
    pub fn wants_mentor(&self) -> bool {
        let learns = |role: StaffRole| matches!(role, StaffRole::Trainee | StaffRole::Trainer);
        self.environment.wants_mentor && self.require_clerk().is_ok_and(|clerk| learns(clerk.role))
    }

    /// Read before a word is given, kept with it.
    pub fn count_consent_drops(&self) -> u64 {
        self.consent.lock().drops
    }

    /// One at a time: a newer one takes its place. Says whether it was kept.
    pub fn keep_consent(&self, consent: Consent) -> bool {
        let mut waiting = self.consent.lock();
        let is_in_time = waiting.is_in_time(&consent);
        if is_in_time {
            waiting.kept = Some(consent);
        }
        is_in_time
    }

    /// Nobody else finds it while the act is under way: two at once are not both covered.
    pub fn take_consent(&self, asked: Asked) -> Option<Consent> {
        let (to, now_ms) = (self.require_clerk().ok()?.number, self.reckoned_ms());
        self.consent.lock().kept.take_if(|consent| consent.covers(asked, &to, now_ms))
    }

    /// The act failed. What became of the session meanwhile holds, and so does a newer word.
    pub fn put_back_consent(&self, consent: Consent) {
        let mut waiting = self.consent.lock();
        if waiting.is_in_time(&consent) {
            waiting.kept.get_or_insert(consent);
        }
    }

    /// With the question, the lock, or the session of whoever it was given to.
    pub fn drop_consent(&self) {
        self.consent.lock().drop_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::case::ConsentedAct::{CheckOriginal, Issue};

    const GIVEN_MS: i64 = 1_790_000_000_000;

    fn consent(of: &str) -> Consent {
        let text = |text: &str| text.to_owned();
        let (case, of, to, by) = (text("a"), text(of), text("3101"), text("1001"));
        Consent { case, act: Issue, of, to, by, given_ms: GIVEN_MS, drops: 0, is_noted: false }
    }

    #[test]
    fn a_consent_covers_what_was_asked_and_its_person_for_two_minutes() {
        let consent = consent("p1");
        let question = Asked { case: "a", act: Issue, of: "p1" };
        for (after_ms, is_good) in [(0, true), (GOOD_MS, true), (GOOD_MS + 1, false), (-1, false)] {
            assert_eq!(consent.covers(question, "3101", GIVEN_MS + after_ms), is_good);
        }
        for (other, to) in [
            (Asked { case: "b", ..question }, "3101"),
            (Asked { act: CheckOriginal, ..question }, "3101"),
            (Asked { of: "p2", ..question }, "3101"),
            (Asked { of: "", ..question }, "3101"),
            (question, "3102"),
        ] {
            let Asked { case, act, of } = other;
            assert!(!consent.covers(other, to, GIVEN_MS), "{case} {act:?} {of} {to}");
        }
    }

    #[test]
    fn a_word_that_comes_after_the_end_of_its_question_is_too_late() {
        let mut waiting = WaitingConsent::default();
        assert!(waiting.is_in_time(&consent("p1")));
        waiting.kept = Some(consent("p1"));
        waiting.drop_all();
        assert!(waiting.kept.is_none() && !waiting.is_in_time(&consent("p1")));
    }
}

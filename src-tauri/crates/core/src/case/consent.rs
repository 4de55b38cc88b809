//! What a trainee may not do alone, and a mentor's (带教人) word for one such act. Not who may be a
//! mentor, nor how long the word is good: those are the desk's.
use super::Case;
use serde::{Deserialize, Serialize};

/// Each is called like the command that does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentedAct {
    /// The stamp of receipt.
    Receive,
    CorrectionsIn,
    /// 已验原件.
    CheckOriginal,
    /// Giving an original back, or keeping it.
    SetCustody,
    /// Deciding, and the paper of it.
    Issue,
    SendReplacement,
    HandOver,
    /// The paper of what the deciding office said.
    PrintStep,
    /// 撤回: ending a case, or asking the office to.
    AskWithdrawal,
    /// 委托: deciding in a department's name, and the paper of it.
    DecideForDepartment,
    /// 逾期未补: ending a case whose corrections never came.
    EndLapsed,
    /// 作废重开: making an accepted case void and opening it under the right item.
    VoidCase,
}

/// The last word for what is sent with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Consent {
    act: ConsentedAct,
    to: String,
    by: String,
}

impl Case {
    /// Of all acts a decision, the office's own or a department's, a withdrawal, the end of a lapsed case
    /// and a void alone are sent with whoever consented to them; a replacement keeps the decision as it
    /// was.
    pub(super) fn apply_consent(&mut self, act: ConsentedAct, by: &str, to: &str) {
        use ConsentedAct::{AskWithdrawal, DecideForDepartment, EndLapsed, Issue, VoidCase};
        if matches!(act, Issue | AskWithdrawal | DecideForDepartment | EndLapsed | VoidCase) {
            self.consent = Some(Consent { act, to: to.to_owned(), by: by.to_owned() });
        }
    }

    /// Who consented to the decision that this clerk is about to make. A word that was given to
    /// somebody else, who left it unused, is none.
    pub fn consent_to_decide(&self, clerk: &str) -> Option<&str> {
        self.find_consent(ConsentedAct::Issue, clerk)
    }

    /// The same of a withdrawal that this clerk is about to tell.
    pub fn consent_to_withdraw(&self, clerk: &str) -> Option<&str> {
        self.find_consent(ConsentedAct::AskWithdrawal, clerk)
    }

    /// The same of a decision that this clerk is about to make in a department's name.
    pub fn consent_to_decide_for_department(&self, clerk: &str) -> Option<&str> {
        self.find_consent(ConsentedAct::DecideForDepartment, clerk)
    }

    /// The same of the end of a case whose corrections never came.
    pub fn consent_to_end_lapsed(&self, clerk: &str) -> Option<&str> {
        self.find_consent(ConsentedAct::EndLapsed, clerk)
    }

    /// The same of a void, which wants a supervisor's from everybody.
    pub fn consent_to_void(&self, clerk: &str) -> Option<&str> {
        self.find_consent(ConsentedAct::VoidCase, clerk)
    }

    fn find_consent(&self, act: ConsentedAct, clerk: &str) -> Option<&str> {
        let consent = self.consent.as_ref();
        let own = consent.filter(|consent| consent.act == act && consent.to == clerk);
        own.map(|consent| &*consent.by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::{Decision, DecisionKind};
    use crate::case::event::Event;
    use crate::case::fact::Fact;
    use crate::item::PersonRole;
    use crate::time::date::Moment;

    const ACTS: [(ConsentedAct, &str); 12] = [
        (ConsentedAct::Receive, "receive"),
        (ConsentedAct::CorrectionsIn, "corrections_in"),
        (ConsentedAct::CheckOriginal, "check_original"),
        (ConsentedAct::SetCustody, "set_custody"),
        (ConsentedAct::Issue, "issue"),
        (ConsentedAct::SendReplacement, "send_replacement"),
        (ConsentedAct::HandOver, "hand_over"),
        (ConsentedAct::PrintStep, "print_step"),
        (ConsentedAct::AskWithdrawal, "ask_withdrawal"),
        (ConsentedAct::DecideForDepartment, "decide_for_department"),
        (ConsentedAct::EndLapsed, "end_lapsed"),
        (ConsentedAct::VoidCase, "void_case"),
    ];

    fn at(minute: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + minute * 60_000)
    }

    fn consented(act: ConsentedAct) -> Fact {
        Fact::Consented { act, by: "1001".into() }
    }

    fn decided() -> Fact {
        Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) }
    }

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(at(0));
        for (minute, fact) in facts.iter().enumerate() {
            case.apply(fact, at(minute as i64), "3101");
        }
        case
    }

    #[test]
    fn a_consent_lies_in_the_journal_by_the_words_of_the_act() {
        for (act, word) in ACTS {
            let text = serde_json::to_string(&consented(act)).unwrap();
            assert_eq!(text, format!(r#"{{"fact":"consented","act":"{word}","by":"1001"}}"#));
            assert_eq!(serde_json::from_str::<Fact>(&text).unwrap(), consented(act));
        }
        let later = r#"{"fact":"consented","act":"sign_for_them","by":"1001"}"#;
        assert!(serde_json::from_str::<Fact>(later).is_err(), "an unknown act stops the reading");
    }

    #[test]
    fn a_decision_takes_the_word_that_was_given_for_it_and_uses_it_up() {
        for (act, _) in ACTS {
            let asked = case(&[Fact::Received, consented(act)]);
            let wanted = (act == ConsentedAct::Issue).then_some("1001");
            assert_eq!(asked.consent_to_decide("3101"), wanted, "{act:?}");
            assert_eq!(asked.consent_to_decide("1002"), None, "it was given to another one");
            assert_eq!((asked.acting_clerk(), asked.taken_over.len()), ("3101", 0));
        }
        let issue = consented(ConsentedAct::Issue);
        let done = case(&[Fact::Received, issue.clone(), decided()]);
        assert_eq!(done.consent_to_decide("3101"), None);
        let begun = Fact::ReplacementBegun { revision: 1, code: "bad_manifest".into() };
        let replaced = Fact::Replaced { revision: 1, papers: false };
        let anew = case(&[Fact::Received, decided(), issue, begun, replaced]);
        assert_eq!((anew.revision(), anew.consent_to_decide("3101")), (2, None));
    }

    #[test]
    fn a_withdrawal_takes_its_own_word_and_uses_it_up() {
        let word = consented(ConsentedAct::AskWithdrawal);
        let asked = case(&[Fact::Received, decided(), word.clone()]);
        assert_eq!(asked.consent_to_withdraw("3101"), Some("1001"));
        assert_eq!(
            (asked.consent_to_withdraw("1002"), asked.consent_to_decide("3101")),
            (None, None)
        );
        let event = Event::WithdrawalAsked { by: PersonRole::Applicant };
        let made = Fact::EventMade { id: "e".into(), event };
        let done = case(&[Fact::Received, decided(), word, made]);
        assert_eq!(done.consent_to_withdraw("3101"), None);
    }

    #[test]
    fn a_decision_for_a_department_takes_its_own_word_and_uses_it_up() {
        let word = consented(ConsentedAct::DecideForDepartment);
        let asked = case(&[Fact::Received, decided(), word.clone()]);
        assert_eq!(asked.consent_to_decide_for_department("3101"), Some("1001"));
        assert_eq!(asked.consent_to_decide_for_department("1002"), None);
        assert_eq!(asked.consent_to_withdraw("3101"), None);
        let event = Event::Decided {
            granted: false,
            number: "示准〔2026〕1号".into(),
            entrusted_by: "示例委托书".into(),
            points: Vec::new(),
            reasons: vec!["示例".into()],
        };
        let made = Fact::EventMade { id: "e".into(), event };
        let done = case(&[Fact::Received, decided(), word, made]);
        assert_eq!(done.consent_to_decide_for_department("3101"), None);
    }

    #[test]
    fn a_consent_changes_nothing_of_what_the_case_says() {
        let again = case(&[Fact::Received, consented(ConsentedAct::Issue)]);
        assert!(again.touched.is_empty());
    }
}

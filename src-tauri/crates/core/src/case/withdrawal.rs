//! 撤回申请书: drawn up for somebody to sign, and signed by hand. What comes of it is another fact: the
//! end of a case that was not accepted, or the event that asks the office.
use super::Case;
use super::fact::Fact;
use super::person::Person;
use crate::identity::idnum::IdKind;
use crate::item::PersonRole;
use crate::state::{Action, Status};
use crate::time::date::Moment;

/// Stable name of the paper.
pub const WITHDRAWAL_REQUEST: &str = "withdrawal_request";

/// The newest request of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawalRequest {
    /// Id of the paper.
    pub document: String,
    pub by: PersonRole,
    /// The clerk read that the authority of whoever asks covers a withdrawal: an agent's only.
    pub is_covered: bool,
    pub signed: Option<Moment>,
    /// Sealed pages of the signed paper; none where it was not scanned and lies at the window.
    pub pages: u32,
}

impl Case {
    /// What the table calls a withdrawal of the case as it stands: before acceptance the window ends it,
    /// after it the office is asked.
    pub fn withdrawal_action(&self) -> Action {
        match self.status {
            Status::Draft | Status::Received => Action::Abandon,
            _ => Action::AskWithdrawal,
        }
    }

    pub(super) fn apply_withdrawal(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::WithdrawalDrawnUp { document, by, covered } => {
                self.withdrawal = Some(WithdrawalRequest {
                    document: document.clone(),
                    by: *by,
                    is_covered: *covered,
                    signed: None,
                    pages: 0,
                });
            }
            Fact::WithdrawalSigned { document, pages } => {
                let drawn = self.withdrawal.as_mut().filter(|drawn| drawn.document == *document);
                if let Some(drawn) = drawn {
                    (drawn.signed, drawn.pages) = (Some(at), pages.len() as u32);
                }
            }
            _ => {}
        }
    }

    /// Drawn up and not signed yet.
    pub fn open_withdrawal(&self) -> Option<&WithdrawalRequest> {
        self.withdrawal.as_ref().filter(|drawn| drawn.signed.is_none())
    }

    /// Who may sign it: the applicant, for a firm whoever stands for it; and who acts for them.
    pub fn list_withdrawers(&self) -> Vec<&Person> {
        let applicant = self.find_person(PersonRole::Applicant);
        let is_firm = applicant.is_some_and(|person| person.id_kind == IdKind::Uscc);
        let own: &[PersonRole] = match is_firm {
            true => &[PersonRole::LegalRepresentative, PersonRole::PersonInCharge],
            false => &[PersonRole::Applicant],
        };
        let acting = [PersonRole::Agent, PersonRole::Guardian];
        let roles = own.iter().copied().chain(acting);
        roles.filter_map(|role| self.find_person(role)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::signature::SealedPart;

    fn drawn_up(document: &str, by: PersonRole) -> Fact {
        Fact::WithdrawalDrawnUp { document: document.into(), by, covered: by == PersonRole::Agent }
    }

    fn signed(document: &str, pages: usize) -> Fact {
        let page = SealedPart { file: "f".into(), sha256: "ab".repeat(32), len: 3 };
        Fact::WithdrawalSigned { document: document.into(), pages: vec![page; pages] }
    }

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(Moment::from_millis(0));
        for (minute, fact) in facts.iter().enumerate() {
            case.apply(fact, Moment::from_millis(minute as i64 * 60_000), "1001");
        }
        case
    }

    #[test]
    fn a_request_is_open_until_that_very_paper_is_signed() {
        let drawn = case(&[Fact::Received, drawn_up("d1", PersonRole::Applicant)]);
        let open = drawn.open_withdrawal().unwrap();
        assert_eq!((open.by, open.is_covered, open.pages), (PersonRole::Applicant, false, 0));
        assert_eq!((drawn.status, drawn.withdrawal_action()), (Status::Received, Action::Abandon));
        let again = [drawn_up("d1", PersonRole::Applicant), drawn_up("d2", PersonRole::Agent)];
        let other = case(&[again.as_slice(), &[signed("d1", 1)]].concat());
        assert_eq!(other.open_withdrawal().map(|open| open.is_covered), Some(true));
        let done = case(&[again.as_slice(), &[signed("d2", 2)]].concat());
        assert!(done.open_withdrawal().is_none());
        assert_eq!(done.withdrawal.map(|drawn| drawn.pages), Some(2));
    }

    #[test]
    fn what_is_written_of_it_never_changes() {
        let text = |fact: &Fact| serde_json::to_string(fact).unwrap();
        assert_eq!(
            text(&drawn_up("d1", PersonRole::Applicant)),
            r#"{"fact":"withdrawal_drawn_up","document":"d1","by":"applicant"}"#
        );
        assert_eq!(
            text(&drawn_up("d1", PersonRole::Agent)),
            r#"{"fact":"withdrawal_drawn_up","document":"d1","by":"agent","covered":true}"#
        );
        let none = text(&signed("d1", 0));
        assert_eq!(none, r#"{"fact":"withdrawal_signed","document":"d1","pages":[]}"#);
        for fact in [drawn_up("d1", PersonRole::Agent), signed("d1", 1)] {
            assert_eq!(serde_json::from_str::<Fact>(&text(&fact)).unwrap(), fact);
        }
    }
}

//! What a paper must say: each sentence that holds and belongs to the paper. A true sentence that is
//! missing hides as much as a false one claims.
use super::scene::{Scene, What};
use crate::papers::sentences::Sentence;
use counter_core::case::DecisionKind;
use counter_core::item::PersonRole;

impl Scene<'_> {
    /// Words that stand on the paper, as they are set; what is said of a row or a check, its row says.
    pub fn list_must(&self) -> Vec<String> {
        let own = Sentence::ALL.iter().copied();
        let own = own.filter(|sentence| self.belongs(*sentence) && self.holds(*sentence));
        let own = own.map(|sentence| self.fill(sentence));
        let course = match self.what {
            What::Course => self.list_course(),
            _ => Vec::new(),
        };
        let course = course.into_iter().map(|(_, line)| line);
        let next = matches!(self.what, What::Course).then(|| self.tell_next().1);
        own.chain(course).chain(next).chain(self.list_remarks_of_paper()).collect()
    }

    fn belongs(&self, sentence: Sentence) -> bool {
        use Sentence as S;
        match self.form_name() {
            "acceptance_receipt" => match sentence {
                S::AllInOrder | S::AllThere => self.lacks_nothing(),
                S::AppliedOn | S::Applied | S::Examined | S::Compared | S::Accepted => true,
                S::DeemedAccepted | S::ClockRunsOn | S::CheckByCode => true,
                S::ClockConfirmed | S::ClockUnconfirmed | S::ClockUnknown => true,
                _ => Sentence::DUE.contains(&sentence),
            },
            "deferred_notice" => match sentence {
                S::MostInOrder | S::MostThere => self.lacks_nothing(),
                S::AppliedOn | S::Applied | S::Deferred | S::BringLater => true,
                S::DeferralExtended => true,
                S::CheckByCode => true,
                S::ClockConfirmed | S::ClockUnconfirmed | S::ClockUnknown => true,
                _ => false,
            },
            "correction_notice" => matches!(
                sentence,
                S::AppliedOn
                    | S::Applied
                    | S::Examined
                    | S::Faulty
                    | S::AllAtOnce
                    | S::OnceMore
                    | S::ListedAtOnce
                    | S::NewFound
                    | S::SeenBefore
                    | S::CountsAnew
                    | S::BringCorrections
                    | S::StatesDay
            ),
            "refusal" => match sentence {
                S::AppliedOn | S::Applied | S::Refused | S::NotOurs | S::Remedies => true,
                S::StaysHere => true,
                S::NotOursReason => self.carried().is_some_and(|one| one.reasons.is_empty()),
                _ => false,
            },
            "materials_receipt" => match sentence {
                S::HandedIn | S::NotAccepted => true,
                // Beside a notice the five days are kept.
                S::FiveDays => self.record.decisions().is_empty() && self.has_five_days(),
                _ => false,
            },
            "deferred_commitment" => matches!(
                sentence,
                S::Promising | S::PromiseInTime | S::PromiseTruth | S::PromiseCare
            ),
            "special_notice" => matches!(sentence, S::SpecialNeeded | S::SpecialTime),
            "extension_notice" => matches!(sentence, S::Extended | S::AskAtWindow),
            "handover_slip" => match sentence {
                S::HandedOver | S::SignedFor | S::WithPages | S::WithCopies => true,
                S::WithHeld | S::WithPapers => true,
                // Which form lies with any other decision, the program settles.
                S::WithForm => self.carried().is_some_and(|one| one.kind == DecisionKind::Accept),
                _ => false,
            },
            "withdrawal_request" => matches!(
                sentence,
                S::WithdrawalWish
                    | S::WithdrawalEnds
                    | S::WithdrawalAsked
                    | S::WithdrawalLate
                    | S::AuthorityRead
            ),
            "entrusted_grant" => {
                matches!(sentence, S::AppliedOn | S::Applied | S::EntrustedGranted | S::EntrustedBy)
            }
            "entrusted_refusal" => matches!(
                sentence,
                S::AppliedOn
                    | S::Applied
                    | S::EntrustedRefused
                    | S::EntrustedBy
                    | S::EntrustedRemedies
            ),
            "lapse_notice" => matches!(
                sentence,
                S::LapseStated
                    | S::LapseEnds
                    | S::LapseByTelephone
                    | S::LapseByMessage
                    | S::LapseInPerson
                    | S::Remedies
            ),
            "refiling_notice" => matches!(
                sentence,
                S::RefiledAs
                    | S::VoidDone
                    | S::VoidAsked
                    | S::VoidWithDepartment
                    | S::VoidRefused
                    | S::ReceiptBack
                    | S::ReceiptOut
                    | S::CountsFromFirst
                    | S::BringAsTold
                    | S::RefilingRemedies
            ),
            "check_record" => matches!(
                sentence,
                S::CheckedBelow
                    | S::CheckByCode
                    | S::ClockConfirmed
                    | S::ClockUnconfirmed
                    | S::ClockUnknown
            ),
            "application_form" => matches!(
                sentence,
                S::DeclaredTrue
                    | S::DeclaredChecked
                    | S::TermsOfProgram
                    | S::TermsPurpose
                    | S::TermsKept
                    | S::TermsGo
                    | S::TermsStay
            ),
            "blank_form" => sentence == S::DeclaredOnBlank,
            _ => false,
        }
    }

    /// By the rules' own list: then nobody can hold that something is missing.
    fn lacks_nothing(&self) -> bool {
        self.assessment.item.is_some() && self.assessment.readiness.lacks.is_empty()
    }

    pub(super) fn lists_late_papers(&self) -> bool {
        let deemed = self.carried().and_then(|decision| decision.deemed.as_ref());
        deemed.is_some_and(|deemed| !deemed.papers.is_empty())
    }

    /// As the answers settle the item.
    fn has_five_days(&self) -> bool {
        self.record.file.settled_item().is_some_and(|item| item.article32)
    }

    /// What is said of people, and of whom.
    fn list_remarks_of_paper(&self) -> Vec<String> {
        let form = self.form_name();
        let mut remarks = Vec::new();
        if ["acceptance_receipt", "deferred_notice", "handover_slip", "application_form"]
            .contains(&form)
        {
            remarks.extend(self.tell_remarks());
        }
        if ["handover_slip", "application_form"].contains(&form) {
            remarks.extend(self.tell_second_names());
        }
        if !self.is_of_case() {
            return remarks;
        }
        remarks.extend(self.tell_typed());
        // The form has its people in fields of its own.
        if form == "application_form" {
            return remarks;
        }
        // That it came from a paper slip, on each paper of what was received.
        let received = self.record.received();
        remarks.extend(received.and_then(|_| self.slip_words()));
        let applicant = self.record.person_as(PersonRole::Applicant);
        let signer = match self.what {
            What::Withdrawal(by, _) => self.record.person_as(*by),
            _ => self.record.acting(),
        };
        let people = applicant.into_iter().chain(signer);
        remarks.extend(people.map(|person| person.full_name()));
        remarks
    }

    /// It has the head that says whose case it is.
    fn is_of_case(&self) -> bool {
        match self.what {
            What::List | What::Blank(..) | What::Mandate | What::Day | What::Reprint(_) => false,
            What::Receipt
            | What::Form
            | What::Preview(_)
            | What::Decided
            | What::Commitment
            | What::Letter(_)
            | What::Slip
            | What::Withdrawal(..)
            | What::Entrusted(_)
            | What::Lapse
            | What::Refiling(_)
            | What::Course
            | What::Check => true,
        }
    }
}

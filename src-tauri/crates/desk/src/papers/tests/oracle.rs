//! The table of sentences in plain words: when each may be printed, read off the record and not off
//! the table's own conditions. A sentence that is added there has no arm here and does not compile.
use super::claims::name_with_role;
use super::record::RowFacts;
use super::scene::{Scene, What};
use crate::papers::sentences::Sentence;
use crate::papers::wording::{long_date, long_moment};
use counter_core::case::{
    Custody, DecisionKind, Event, Extension, Reading, ShownTo, SignedBy, Special, Step,
    VoidStanding, WarnedBy,
};
use counter_core::casework::list_signers;
use counter_core::fact::Fact;
use counter_core::item::PersonRole;

/// The item that the case of before was accepted under.
pub const WRONG_ITEM: &str = "示例错件事项";

/// What a paper of one decision says of its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Examined and taken, with nothing to follow.
    Plain,
    Deferred,
    Deemed,
    Notice,
    Refused,
    Redirected,
}

impl Scene<'_> {
    /// What may be printed, with what is set into it. What still has a gap is spelt with the row, the
    /// check or the notice that it is of.
    pub fn list_true(&self) -> Vec<String> {
        let standing = Sentence::ALL.iter().copied().filter(|sentence| self.holds(*sentence));
        standing.map(|sentence| self.fill(sentence)).filter(|words| !words.contains('{')).collect()
    }

    fn kind(&self) -> Option<Kind> {
        let decision = self.carried()?;
        Some(match decision.kind {
            DecisionKind::Accept if decision.deferred.is_some() => Kind::Deferred,
            DecisionKind::Accept if decision.deemed.is_some() => Kind::Deemed,
            DecisionKind::Accept => Kind::Plain,
            DecisionKind::Correction => Kind::Notice,
            DecisionKind::Refuse => Kind::Refused,
            DecisionKind::Redirect => Kind::Redirected,
        })
    }

    pub(super) fn holds(&self, sentence: Sentence) -> bool {
        use Sentence as S;
        let record = &self.record;
        let (kind, is_whole) = (self.kind(), self.is_whole);
        let is = |of_kind: Kind| kind == Some(of_kind);
        let is_received = record.received().is_some();
        let is_noted = !self.noted_people().is_empty();
        let is_slip = matches!(self.what, What::Slip);
        let is_check = matches!(self.what, What::Check);
        let settled = &self.window.settled;
        match sentence {
            S::AppliedOn => is_received,
            S::Applied => !is_received,
            S::Examined => is(Kind::Plain) || is(Kind::Notice),
            S::AllInOrder => is(Kind::Plain) && is_whole && !is_noted,
            S::AllThere => is(Kind::Plain) && is_whole && is_noted,
            S::Compared => is(Kind::Plain) && is_noted && self.are_documents_confirmed(),
            S::Accepted => is(Kind::Plain),
            S::DeemedAccepted => is(Kind::Deemed),
            S::ClockRunsOn => is(Kind::Deemed) && self.lists_late_papers(),
            S::StaysHere => {
                let turns_away = is(Kind::Refused) || is(Kind::Redirected);
                turns_away && !self.tell_stays().is_empty()
            }
            S::MostInOrder => is(Kind::Deferred) && is_whole && !is_noted,
            S::MostThere => is(Kind::Deferred) && is_whole && is_noted,
            S::Deferred | S::BringLater => is(Kind::Deferred),
            S::DeferralExtended => is(Kind::Deferred) && self.extension().is_some(),
            S::Promising | S::PromiseInTime | S::PromiseTruth | S::PromiseCare => {
                matches!(self.what, What::Commitment) && self.promised().is_some()
            }
            S::SpecialNeeded | S::SpecialTime => {
                matches!(self.step(), Some(Step::SpecialProcedure { .. }))
            }
            S::Extended | S::AskAtWindow => matches!(self.step(), Some(Step::Extended { .. })),
            S::Faulty | S::BringCorrections => is(Kind::Notice) && self.names_faults(),
            S::AllAtOnce | S::ListedAtOnce => is(Kind::Notice) && self.count_notices() == 1,
            S::OnceMore | S::CountsAnew => is(Kind::Notice) && self.count_notices() > 1,
            S::NewFound => is(Kind::Notice) && !self.list_places(true).is_empty(),
            // Looked at before anybody was asked.
            S::SeenBefore => {
                let is_preview = matches!(self.what, What::Preview(_));
                let is_agreed = record.has(|fact| matches!(fact, Fact::Consented { .. }));
                is(Kind::Notice) && !self.list_places(false).is_empty() && (is_preview || is_agreed)
            }
            S::StatesDay => is(Kind::Notice) && self.lapse().is_some() && settled.lapse.is_some(),
            S::LapseStated | S::LapseEnds => self.is_lapse(),
            S::LapseByTelephone => self.was_warned(WarnedBy::Telephone),
            S::LapseByMessage => self.was_warned(WarnedBy::Message),
            S::LapseInPerson => self.was_warned(WarnedBy::InPerson),
            S::Refused => is(Kind::Refused),
            S::NotOurs | S::NotOursReason => is(Kind::Redirected),
            S::HandedIn => is_received && !self.list_rows(false).is_empty(),
            S::NotAccepted => record.accepted_at().is_none() && !self.is_silent(),
            S::FiveDays => self.is_answer_due(),
            S::WithdrawalWish => self.is_withdrawal(),
            S::WithdrawalEnds => self.is_withdrawal() && record.decisions().is_empty(),
            S::WithdrawalAsked | S::WithdrawalLate => {
                self.is_withdrawal() && !record.decisions().is_empty()
            }
            S::RefiledAs | S::RefilingRemedies => self.refiling().is_some(),
            S::VoidDone => self.refiling() == Some(VoidStanding::Done),
            S::VoidAsked => self.refiling() == Some(VoidStanding::Asked),
            S::VoidWithDepartment => self.refiling() == Some(VoidStanding::WithDepartment),
            S::VoidRefused => self.refiling() == Some(VoidStanding::Refused),
            S::ReceiptBack => self.refiling().is_some() && self.has_receipt_back(),
            S::ReceiptOut => self.refiling().is_some() && !self.has_receipt_back(),
            S::CountsFromFirst => self.refiling().is_some() && !record.was_notified(),
            S::BringAsTold => {
                let newest = record.decisions().last().map(|decided| decided.decision.kind);
                self.refiling().is_some() && newest == Some(DecisionKind::Correction)
            }
            S::NotedRefiled => is_check && record.refiled().is_some(),
            S::NotedPersonRefiled => is_check && record.refiled().is_some(),
            S::NotedCheckCarried => {
                is_check && record.has(|fact| matches!(fact, Fact::CheckCarried { .. }))
            }
            S::NotedMoved => {
                is_check && record.has(|fact| matches!(fact, Fact::CustodyMoved { .. }))
            }
            // Each spelt with its day and what it is of (`course`).
            S::WasReceived
            | S::WasRefiled
            | S::WasAccepted
            | S::WasDeferred
            | S::WasDeemed
            | S::WasCompleted
            | S::WasAmended
            | S::WasNotified
            | S::WasCorrected
            | S::WasWarned
            | S::WasLapsed
            | S::WasRefused
            | S::WasRedirected
            | S::WasGivenUp
            | S::WasWithdrawalAsked
            | S::WasWithdrawalRefused
            | S::WasWithdrawn
            | S::WasVoidAsked
            | S::WasVoidRefused
            | S::WasVoided
            | S::WasSpecial
            | S::WasSpecialEnded
            | S::WasExtended
            | S::WasGranted
            | S::WasNotGranted
            | S::WasGrantedHere
            | S::WasNotGrantedHere
            | S::WasDelivered
            | S::WasUnread
            | S::NextHandIn
            | S::NextSign
            | S::NextAnswer
            | S::NextAnswerAnyDay
            | S::NextSameDay
            | S::NextFetchReceipt
            | S::NextCorrections
            | S::NextCorrectionsAnyDay
            | S::NextReceipt
            | S::NextPromised
            | S::NextLate
            | S::NextDecision
            | S::NextProcedure
            | S::NextWithdrawal
            | S::NextVoid
            | S::NextResult
            | S::NextResultAnyDay
            | S::NextNothing
            | S::NextRefused
            | S::NextElsewhere
            | S::NextEnded
            | S::NextGoesOn => false,
            S::CameTimes | S::CamePromised | S::CameExample => false,
            S::AuthorityRead => matches!(self.what, What::Withdrawal(PersonRole::Agent, true)),
            S::EntrustedGranted => self.grants() == Some(true),
            S::EntrustedRefused | S::EntrustedRemedies => self.grants() == Some(false),
            S::EntrustedBy => self.grants().is_some(),
            S::HandedOver | S::SignedFor => is_slip && kind.is_some(),
            S::WithForm => is_slip && self.goes_with_form(),
            S::WithPages => is_slip && !record.pages().is_empty(),
            S::WithCopies => {
                let stays = |row: &RowFacts<'_>| row.copies_custody != Custody::Returned;
                is_slip && self.has_row(|row| row.papers.copies > 0 && stays(row))
            }
            S::WithHeld => is_slip && self.has_row(|row| row.custody == Custody::Held),
            S::WithPapers => {
                is_slip && record.documents().iter().any(|(_, d, _)| d.form != "application_form")
            }
            S::SignedByStrokes => self.is_signed(SignedBy::Strokes, false),
            S::SignedByPen => self.is_signed(SignedBy::Pen, false),
            S::WitnessByStrokes => self.is_signed(SignedBy::Strokes, true),
            S::WitnessByPen => self.is_signed(SignedBy::Pen, true),
            S::SignedByFingerprint => {
                self.is_signed(SignedBy::Fingerprint, false)
                    || self.is_signed(SignedBy::Fingerprint, true)
            }
            S::ReadAloud => {
                record.signatures().iter().any(|(signature, at)| record.was_read(signature, *at))
            }
            S::Witnessed => self.is_signed(SignedBy::Fingerprint, true),
            S::SignedOnSlip => record.signed_slip().is_some(),
            S::WillNotSign => !record.refusals().is_empty(),
            S::WillNotSignFor => record.refusals().iter().any(|(_, note, _)| note.is_some()),
            S::Remedies => is(Kind::Refused) || is(Kind::Redirected) || self.is_lapse(),
            S::ExampleLook => self.window.is_example,
            S::BuiltInLook => self.window.is_template_refused,
            S::UsualSeal => settled.seal.is_none(),
            S::UsualCopies => settled.copies.is_none() && !is_slip && !is_check,
            S::HandoverCopies => settled.copies.is_none() && is_slip,
            S::RecordCopies => settled.copies.is_none() && is_check,
            S::DeclaredTrue | S::DeclaredChecked => {
                let form = self.assessment.form.as_ref();
                matches!(self.what, What::Form)
                    && form.is_some_and(|form| form.def.declaration.is_empty())
            }
            S::DeclaredOnBlank => self.is_blank_silent(),
            S::TermsOfProgram | S::TermsPurpose | S::TermsKept => {
                self.is_to_sign() && settled.kept.is_none()
            }
            S::TermsGo => self.is_to_sign() && self.window.keep_days() > 0,
            S::TermsStay => self.is_to_sign() && self.window.keep_days() == 0,
            S::CheckByCode => self.code().is_some(),
            S::ClockConfirmed => self.code().is_some() && record.clock().flatten().is_some(),
            S::ClockUnconfirmed => self.code().is_some() && record.clock() == Some(None),
            S::ClockUnknown => self.code().is_some() && record.clock().is_none(),
            S::CheckedBelow => is_check && !self.list_checks().is_empty(),
            S::NotedReceipt => is_check && is_received,
            S::NotedCard => is_check && self.was_read_by(Reading::Card),
            S::NotedTyped => is_check && self.was_read_by(Reading::Typed),
            S::NotedCarried => {
                is_check && record.has(|fact| matches!(fact, Fact::CarriedFrom { .. }))
            }
            S::NotedExpiry => is_check && record.has(is_confirmed),
            S::NotedMandate => is_check && record.has(has_mandate),
            S::NotedAuthority => {
                is_check
                    && record
                        .has(|fact| matches!(fact, Fact::WithdrawalDrawnUp { covered: true, .. }))
            }
            S::NotedOriginal => {
                is_check && record.has(|fact| matches!(fact, Fact::OriginalChecked { .. }))
            }
            S::NotedReturn => is_check && record.has(|fact| is_settled(fact, Custody::Returned)),
            S::NotedHeld => is_check && record.has(|fact| is_settled(fact, Custody::Held)),
            S::NotedCopiesReturn => {
                is_check && record.has(|fact| are_copies_settled(fact, Custody::Returned))
            }
            S::NotedCopiesHeld => {
                is_check && record.has(|fact| are_copies_settled(fact, Custody::Held))
            }
            S::NotedSlip => is_check && record.has(|fact| matches!(fact, Fact::SlipScanned { .. })),
            S::NotedProblem => {
                is_check
                    && record.has(|fact| matches!(fact, Fact::ProblemSet { problem: Some(_), .. }))
            }
            S::NotedCertificate => {
                is_check && record.has(|fact| matches!(fact, Fact::CertificateUsed { .. }))
            }
            S::NotedLibrary => {
                is_check && record.has(|fact| matches!(fact, Fact::CertificateMissed { .. }))
            }
            S::NotedPoint | S::NotedPointBack => {
                is_check && record.has(|fact| matches!(fact, Fact::PointExamined { .. }))
            }
            S::NotedFormShown => {
                is_check && record.has(|fact| is_shown_to(fact, ShownTo::CitizenScreen))
            }
            S::NotedFormOnPaper => is_check && record.has(|fact| is_shown_to(fact, ShownTo::Paper)),
            S::NotedFormConfirmed => {
                is_check && record.has(|fact| matches!(fact, Fact::FormConfirmed { .. }))
            }
            S::NotedReadAloud => {
                is_check && record.has(|fact| matches!(fact, Fact::FormReadAloud { .. }))
            }
            S::NotedSignature => is_check && record.has(|fact| is_signed_by_hand(fact, false)),
            S::NotedWitness => is_check && record.has(|fact| is_signed_by_hand(fact, true)),
            S::NotedFingerprint => {
                is_check && record.has(|fact| is_signed_so(fact, SignedBy::Fingerprint))
            }
            S::NotedRefusal => {
                is_check && record.has(|fact| matches!(fact, Fact::SignatureRefused { .. }))
            }
            S::NotedNamesake => is_check && record.has(is_namesake_named),
            S::NotedConsent => {
                is_check && record.has(|fact| matches!(fact, Fact::Consented { .. }))
            }
            S::NotedCorrections => {
                is_check && record.has(|fact| matches!(fact, Fact::CorrectionsIn))
            }
            S::NotedCorrection => is_check && record.has(|fact| is_correction_word(fact, true)),
            S::NotedCorrectionBack => {
                is_check && record.has(|fact| is_correction_word(fact, false))
            }
            // Of whoever acts, spelt with the mandate.
            S::ActsByLetter
            | S::ActsAsParent
            | S::ActsAsGuardian
            | S::ActsForCommittee
            | S::ActsToDay
            | S::ActsToCaseEnd
            | S::EndUnrecorded => false,
            // Spelt with the row of the form.
            S::FormSaved => false,
            // Each spelt with the reason that it belongs to.
            S::ReasonTemporary
            | S::ReasonRegister
            | S::ReasonAllowed
            | S::SecondNumber
            | S::SecondUntil
            | S::SecondRow
            | S::SecondUnrecorded => false,
            // Of the notices that the record lists, each spelt with its own.
            S::TitleAccept
            | S::TitleDeferred
            | S::TitleDeemed
            | S::TitleCorrection
            | S::TitleRefuse
            | S::TitleRedirect
            | S::StillLacking
            | S::PromisedLater
            | S::PaperPrinted
            | S::PaperSaved
            | S::PaperUnprinted => false,
            S::DueToday | S::DueThatDay | S::DuePromised | S::DueLegal | S::DueGuide => {
                (is(Kind::Plain) || is(Kind::Deemed)) && !is_slip && self.due.0 == sentence
            }
        }
    }

    /// The day that the notice stated is over, and the applicant was told.
    fn is_lapse(&self) -> bool {
        let is_over = self.lapse().is_some_and(|terms| terms.until < self.record.now.date());
        matches!(self.what, What::Lapse) && is_over && self.lapse_warning().is_some()
    }

    fn was_warned(&self, by: WarnedBy) -> bool {
        self.is_lapse() && self.lapse_warning().is_some_and(|(how, _)| how == by)
    }

    /// Of 更正告知书, what has become of the case of the wrong item.
    fn refiling(&self) -> Option<VoidStanding> {
        match self.what {
            What::Refiling(standing) => Some(*standing),
            _ => None,
        }
    }

    fn has_receipt_back(&self) -> bool {
        self.record.refiled().is_some_and(|(.., is_back)| is_back)
    }

    fn is_withdrawal(&self) -> bool {
        matches!(self.what, What::Withdrawal(..))
    }

    /// Which department entrusted the decision, and by what.
    fn name_department(&self, words: &str) -> String {
        let document = match self.entrusted() {
            Some(Event::Decided { entrusted_by, .. }) => entrusted_by.as_str(),
            _ => "",
        };
        let department = self.record.file.item().map_or("", |item| item.department.as_str());
        words.replace("{department}", department).replace("{document}", document)
    }

    /// Of whoever signs a request to withdraw.
    fn withdrawer(&self) -> String {
        let What::Withdrawal(by, _) = self.what else { return String::new() };
        self.record.person_as(*by).map(name_with_role).unwrap_or_default()
    }

    fn has_row(&self, is: impl Fn(&RowFacts<'_>) -> bool) -> bool {
        self.assessment.materials.iter().any(|row| is(&self.record.row(row.def)))
    }

    /// With this notice itself.
    fn count_notices(&self) -> usize {
        let decisions = self.record.decisions();
        decisions.iter().filter(|one| one.decision.kind == DecisionKind::Correction).count()
    }

    fn extension(&self) -> Option<&Extension> {
        self.promised()?.extended.as_ref()
    }

    /// Of a further notice, by their numbers on it: what came after the one before, or what did not.
    fn list_places(&self, is_new: bool) -> String {
        let decision = self.carried().filter(|_| self.count_notices() > 1);
        let faults = decision.map(|decision| decision.faults.as_slice()).unwrap_or_default();
        let of_kind =
            (1u32..).zip(faults).filter(|(_, fault)| self.record.is_of_new(fault) == is_new);
        of_kind.map(|(place, _)| place.to_string()).collect::<Vec<_>>().join("、")
    }

    fn names_faults(&self) -> bool {
        self.carried().is_some_and(|decision| !decision.faults.is_empty())
    }

    fn are_documents_confirmed(&self) -> bool {
        self.noted_people().iter().all(|person| {
            person.reading == Reading::Card && self.record.confirmation(&person.id).is_some()
        })
    }

    /// The time to answer is over, and nobody answered in it: a rule, which is asked.
    fn is_silent(&self) -> bool {
        self.record.file.is_left_unanswered()
    }

    /// The law's five days run: received, of an item that has them, and neither accepted nor over.
    fn is_answer_due(&self) -> bool {
        let has_five_days = self.record.file.item().is_some_and(|item| item.article32);
        let is_open = self.record.accepted_at().is_none() && !self.is_silent();
        has_five_days && is_open && self.record.received().is_some()
    }

    /// The form itself, and somebody has to sign it.
    fn is_to_sign(&self) -> bool {
        matches!(self.what, What::Form) && !list_signers(&self.assessment).is_empty()
    }

    fn is_signed(&self, by: SignedBy, has_witness: bool) -> bool {
        let mut signatures = self.record.signatures().into_iter();
        signatures.any(|(one, _)| one.by == by && one.witness.is_some() == has_witness)
    }

    fn was_read_by(&self, reading: Reading) -> bool {
        self.record
            .has(|fact| matches!(fact, Fact::PersonPut { person } if person.reading == reading))
    }

    pub(super) fn fill(&self, sentence: Sentence) -> String {
        let until = self.promised().map(|promised| promised.until);
        let terms = self.lapse();
        let until = until.or(terms.map(|terms| terms.until));
        let until = until.map(long_date).unwrap_or_default();
        let settled = &self.window.settled;
        let review = settled.review_office.map(|office| format!("向{office}")).unwrap_or_default();
        let clock = self.record.clock().flatten().map(long_moment).unwrap_or_default();
        let procedure = match self.step() {
            Some(Step::SpecialProcedure { procedure, .. }) => name_procedure(*procedure),
            _ => "",
        };
        let further = self.carried().and_then(|decision| decision.further.as_ref());
        let reason = further.and_then(|further| further.reason.as_deref());
        let reason = reason.or(self.extension().map(|extension| extension.reason.expose()));
        let from = self.extension().map(|extension| long_date(extension.from));
        let words = sentence
            .words()
            .replace("{new}", &self.list_places(true))
            .replace("{seen}", &self.list_places(false))
            .replace("{consequence}", terms.map_or("", |terms| &terms.consequence))
            .replace("{source}", terms.map_or("", |terms| &terms.source))
            .replace("{reason}", reason.unwrap_or_default())
            .replace("{from}", &from.unwrap_or_default())
            .replace("{received}", &self.received_words())
            .replace("{item}", &self.item_name())
            .replace("{until}", &until)
            .replace("{procedure}", procedure)
            .replace("{review}", &review)
            .replace("{court}", settled.court.unwrap_or("人民法院"))
            .replace("{days}", &self.window.keep_days().to_string())
            .replace("{clock}", &clock);
        let words = match sentence {
            Sentence::AuthorityRead => words.replace("{who}", &self.withdrawer()),
            Sentence::StaysHere => words.replace("{held}", &self.tell_stays().join("、")),
            Sentence::EntrustedBy | Sentence::EntrustedRemedies => self.name_department(&words),
            Sentence::RefiledAs => {
                let first = self.record.refiled().map(|(number, ..)| number).unwrap_or_default();
                words.replace("{first}", first).replace("{wrong}", WRONG_ITEM)
            }
            _ => words,
        };
        let day = match sentence {
            Sentence::FiveDays => self.five_days(),
            Sentence::LapseByTelephone | Sentence::LapseByMessage | Sentence::LapseInPerson => {
                self.lapse_warning().map(|(_, on)| long_date(on))
            }
            _ if sentence == self.due.0 => Some(self.due.1.clone()),
            _ => None,
        };
        match day {
            Some(day) => words.replace("{day}", &day),
            None => words,
        }
    }
}

fn is_confirmed(fact: &Fact) -> bool {
    matches!(fact, Fact::PersonPut { person } if person.expiry_confirmed)
}

fn has_mandate(fact: &Fact) -> bool {
    matches!(fact, Fact::PersonPut { person } if person.mandate.is_some())
}

fn is_settled(fact: &Fact, wanted: Custody) -> bool {
    matches!(fact, Fact::CustodySet { custody, .. } if *custody == wanted)
}

fn is_correction_word(fact: &Fact, wanted: bool) -> bool {
    matches!(fact, Fact::CorrectionNoted { came, .. } if *came == wanted)
}

fn are_copies_settled(fact: &Fact, wanted: Custody) -> bool {
    matches!(fact, Fact::CopiesSet { custody, .. } if *custody == wanted)
}

fn is_signed_so(fact: &Fact, by: SignedBy) -> bool {
    matches!(fact, Fact::FormSigned { signature } if signature.by == by)
}

fn is_namesake_named(fact: &Fact) -> bool {
    matches!(fact, Fact::WitnessNamed { witness: Some(witness), .. } if witness.namesake)
}

fn is_signed_by_hand(fact: &Fact, of_witness: bool) -> bool {
    let Fact::FormSigned { signature } = fact else { return false };
    signature.by != SignedBy::Fingerprint && signature.witness.is_some() == of_witness
}

fn is_shown_to(fact: &Fact, whom: ShownTo) -> bool {
    matches!(fact, Fact::FormShown { to, .. } if *to == whom)
}

pub fn name_procedure(procedure: Special) -> &'static str {
    match procedure {
        Special::Hearing => "听证",
        Special::Tender => "招标",
        Special::Auction => "拍卖",
        Special::Inspection => "检验",
        Special::Testing => "检测",
        Special::Quarantine => "检疫",
        Special::Appraisal => "鉴定",
        Special::ExpertReview => "专家评审",
        Special::OnSiteCheck => "实地核查",
    }
}

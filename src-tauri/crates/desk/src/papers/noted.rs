//! What an entry of a journal says that somebody checked or did: the kinds of lines of 免责凭据.
use counter_core::case::{Custody, Person, Reading, ShownTo, SignedBy};
use counter_core::certificate::Miss;
use counter_core::fact::Fact;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    Received,
    CardRead,
    PersonTyped,
    PersonCarried,
    /// The same, from the case of the wrong item.
    PersonRefiled,
    CardConfirmed,
    /// By what, how far and until when somebody acts was put on record.
    MandateRecorded,
    /// 撤回申请书 was drawn up, and the clerk read that the authority covers it.
    AuthorityRead,
    OriginalCompared,
    /// Compared in the case of the wrong item.
    CheckCarried,
    /// This case goes on from that one.
    Refiled,
    /// What was held is held for the case that goes on from this one.
    CustodyMoved,
    GivenBack,
    Held,
    CopiesGivenBack,
    CopiesHeld,
    Problem,
    Certificate,
    /// The library answered, and had nothing that will do.
    LibraryInVain,
    PointMet,
    PointTakenBack,
    FormShown,
    /// To be read and signed on paper: whether it came out, prints and files say.
    FormOnPaper,
    FormConfirmed,
    FormReadAloud,
    FormSigned,
    FormFingerprinted,
    /// By the hand of the witness, in the place of the signer's.
    FormWitnessed,
    SlipScanned,
    SignatureRefused,
    /// A witness who bears the name of one of the staff.
    Namesake,
    Consent,
    CorrectionsIn,
    CorrectionCame,
    CorrectionTakenBack,
}

/// None of what is no check. `before`: the person of a new reading as the journal had them.
pub fn find_noted(fact: &Fact, before: Option<&Person>) -> Option<Noted> {
    Some(match fact {
        Fact::Received => Noted::Received,
        Fact::PersonPut { person } => return find_reading(person, before),
        Fact::OriginalChecked { .. } => Noted::OriginalCompared,
        Fact::CheckCarried { .. } => Noted::CheckCarried,
        Fact::RefiledFrom { .. } => Noted::Refiled,
        Fact::CustodyMoved { .. } => Noted::CustodyMoved,
        Fact::CustodySet { custody: Custody::Returned, .. } => Noted::GivenBack,
        Fact::CustodySet { custody: Custody::Held, .. } => Noted::Held,
        Fact::CopiesSet { custody: Custody::Returned, .. } => Noted::CopiesGivenBack,
        Fact::CopiesSet { custody: Custody::Held, .. } => Noted::CopiesHeld,
        Fact::ProblemSet { problem: Some(_), .. } => Noted::Problem,
        Fact::CertificateUsed { .. } => Noted::Certificate,
        Fact::CertificateMissed { reason, .. } if has_answered(*reason) => Noted::LibraryInVain,
        Fact::PointExamined { met: true, .. } => Noted::PointMet,
        Fact::PointExamined { met: false, .. } => Noted::PointTakenBack,
        Fact::FormShown { to: ShownTo::CitizenScreen, .. } => Noted::FormShown,
        Fact::FormShown { to: ShownTo::Paper, .. } => Noted::FormOnPaper,
        Fact::FormConfirmed { .. } => Noted::FormConfirmed,
        Fact::FormReadAloud { .. } => Noted::FormReadAloud,
        Fact::FormSigned { signature } => match signature.by {
            SignedBy::Fingerprint => Noted::FormFingerprinted,
            SignedBy::Strokes | SignedBy::Pen if signature.witness.is_some() => {
                Noted::FormWitnessed
            }
            SignedBy::Strokes | SignedBy::Pen => Noted::FormSigned,
        },
        Fact::SlipScanned { .. } => Noted::SlipScanned,
        Fact::SignatureRefused { .. } => Noted::SignatureRefused,
        Fact::WitnessNamed { witness: Some(witness), .. } if witness.namesake => Noted::Namesake,
        Fact::WithdrawalDrawnUp { covered: true, .. } => Noted::AuthorityRead,
        Fact::Consented { .. } => Noted::Consent,
        Fact::CorrectionsIn => Noted::CorrectionsIn,
        Fact::CorrectionNoted { came: true, .. } => Noted::CorrectionCame,
        Fact::CorrectionNoted { came: false, .. } => Noted::CorrectionTakenBack,
        _ => return None,
    })
}

/// Where nobody was asked, or nobody answered, nothing was checked.
fn has_answered(miss: Miss) -> bool {
    match miss {
        Miss::NotFound
        | Miss::KindDiffers
        | Miss::HolderDiffers
        | Miss::NotIssued
        | Miss::Expired
        | Miss::Unreadable => true,
        Miss::LibraryAway | Miss::RefusedByHolder | Miss::NoPerson | Miss::NoNumber => false,
    }
}

/// A person is put again when a phone or a mandate is added: that is no new reading, and the mandate a
/// line of its own.
fn find_reading(person: &Person, before: Option<&Person>) -> Option<Noted> {
    let is_same = |earlier: &&Person| {
        earlier.reading == person.reading
            && earlier.number == person.number
            && earlier.raw == person.raw
    };
    match (person.reading, before.filter(is_same)) {
        (_, Some(earlier)) if person.expiry_confirmed && !earlier.expiry_confirmed => {
            Some(Noted::CardConfirmed)
        }
        (_, Some(earlier)) => {
            let is_new = person.mandate.is_some() && person.mandate != earlier.mandate;
            is_new.then_some(Noted::MandateRecorded)
        }
        (Reading::Card, None) => Some(Noted::CardRead),
        (Reading::Typed, None) => Some(Noted::PersonTyped),
    }
}

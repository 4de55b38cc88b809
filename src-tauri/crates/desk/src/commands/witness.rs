//! Before whom somebody signs who cannot write: named by the clerk, identified, and of nobody's side.
//! The form has a line for them, so that it is another form from then on.
//!
//! Invariant: nobody of the case, and nobody whom the program knows as staff, is a witness: asked when
//! one is named and once more when they sign.
//! Held by `a_witness_is_none_of_the_staff_and_signs_on_a_line_of_their_own` (desk).
use super::editing::{record_facts, require_editable, show_case};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::{Signer, require_signer};
use crate::contract::views::CaseView;
use crate::contract::{FailureCode, NameWitness, WitnessInput};
use crate::desk::Desk;
use crate::station::limits::require_length;
use counter_core::case::{Reading, Witness};
use counter_core::fact::Fact;
use counter_core::idnum::{IdKind, Verdict, judge_number};
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::private::Private;
use counter_core::text::{is_same_name, normalize_name};

/// None: before nobody after all.
pub async fn name_witness(desk: &Desk, payload: NameWitness) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let person = require_signer(&file.assess(), &payload.person)?.person;
    let witness = payload.witness.as_ref().map(read_witness).transpose()?;
    if let Some(witness) = &witness {
        require_outsider(desk, &file, witness)?;
    }
    if file.case.signing.find_witness(&person) == witness.as_ref() {
        return show_case(desk, &file);
    }
    desk.drop_citizen_form();
    record_facts(desk, file, vec![Fact::WitnessNamed { person, witness }])
}

fn read_witness(typed: &WitnessInput) -> Result<Witness, Failure> {
    let name = normalize_name(&typed.name);
    require_length(&name, MAX_TEXT_CHARS)?;
    if name.is_empty() {
        return Err(Failure::new(FailureCode::NameMissing));
    }
    let id_kind: IdKind = serde_json::from_value(typed.id_kind.clone().into())
        .map_err(|_| Failure::new(FailureCode::BadRequest))?;
    let judgement = judge_number(id_kind, &typed.number);
    if let Verdict::Refuse(code) = judgement.verdict {
        return Err(Failure::new(FailureCode::IdNumberRefused).with("why", code));
    }
    let (name, number) = (Private::new(name), Private::new(judgement.normal));
    Ok(Witness { name, id_kind, number, reading: Reading::Typed })
}

/// By the number of the case's people; of staff names alone are known.
pub(super) fn require_outsider(
    desk: &Desk,
    file: &CaseFile,
    witness: &Witness,
) -> Result<(), Failure> {
    let (name, number) = (witness.name.expose(), witness.number.expose());
    let mut people = file.case.people.iter();
    let is_of_case = people.any(|person| person.is_numbered(witness.id_kind, number));
    let hands = std::iter::once(&file.case.clerk).chain(&file.case.taken_over);
    let hands = hands.map(|hand| desk.station.colleague_name(hand));
    let mut staff = desk.station.list_staff_names().into_iter().chain(hands);
    if is_of_case || staff.any(|other| is_same_name(&other, name)) {
        return Err(Failure::new(FailureCode::WitnessIsParty));
    }
    Ok(())
}

/// A witness's hand in the place of the signer's is enough only where the place says so, and only of a
/// form that the signer has heard.
pub(super) fn require_witness_enough(
    desk: &Desk,
    file: &CaseFile,
    document: &str,
    signer: &Signer,
) -> Result<(), Failure> {
    let Some(witness) = &signer.witness else { return Ok(()) };
    require_outsider(desk, file, witness)?;
    if !desk.station.signature_rules().is_witness_enough {
        return Err(Failure::new(FailureCode::WitnessNotEnough));
    }
    require_read_aloud(file, document, signer)
}

pub(super) fn require_read_aloud(
    file: &CaseFile,
    document: &str,
    signer: &Signer,
) -> Result<(), Failure> {
    match file.case.signing.is_read_aloud(document, &signer.person) {
        true => Ok(()),
        false => Err(Failure::new(FailureCode::ReadAloudMissing)),
    }
}

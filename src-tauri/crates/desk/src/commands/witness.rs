//! Before whom somebody signs who cannot write: named by the clerk, identified, and of nobody's side.
//! The form has a line for them, so that it is another form from then on.
//!
//! Invariant: nobody of the case, and nobody whom the program knows as staff, is a witness: asked when
//! one is named and once more when they sign. Of staff it knows names: a namesake is one by the clerk's
//! word, which stands on record.
//! Held by `a_witness_is_none_of_the_staff_and_signs_on_a_line_of_their_own` (desk).
use super::editing::{record_facts, require_editable, show_case};
use super::people::{card_names, read_chip};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::{Signer, require_signer};
use crate::contract::views::CaseView;
use crate::contract::{FailureCode, NameWitness, WitnessCard, WitnessInput};
use crate::desk::Desk;
use crate::devices::chip::id_kind_of;
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
    let witness = payload.witness.as_ref().map(read_typed).transpose()?;
    put_witness(desk, file, person, witness)
}

/// The same by the witness's own card, which is nobody's of the case.
pub async fn read_witness_card(desk: &Desk, payload: WitnessCard) -> Result<CaseView, Failure> {
    require_editable(desk, &payload.case)?;
    let card = read_chip(desk).await?;
    let file = require_editable(desk, &payload.case)?;
    let person = require_signer(&file.assess(), &payload.person)?.person;
    let (name, _) = card_names(&card.name, card.name_latin.as_deref());
    let witness = make_witness(&name, id_kind_of(&card), &card.number, Reading::Card)?;
    let witness = Witness { namesake: payload.namesake, ..witness };
    put_witness(desk, file, person, Some(witness))
}

fn put_witness(
    desk: &Desk,
    file: CaseFile,
    person: String,
    witness: Option<Witness>,
) -> Result<CaseView, Failure> {
    // Of a name that nobody of the staff bears there is nothing to say.
    let witness = witness.map(|witness| Witness {
        namesake: witness.namesake && is_named_as_staff(desk, &file, &witness),
        ..witness
    });
    if let Some(witness) = &witness {
        require_outsider(desk, &file, witness)?;
    }
    if file.case.signing.find_witness(&person) == witness.as_ref() {
        return show_case(desk, &file);
    }
    desk.drop_citizen_form();
    record_facts(desk, file, vec![Fact::WitnessNamed { person, witness }])
}

fn read_typed(typed: &WitnessInput) -> Result<Witness, Failure> {
    let id_kind: IdKind = serde_json::from_value(typed.id_kind.clone().into())
        .map_err(|_| Failure::new(FailureCode::BadRequest))?;
    let witness = make_witness(&typed.name, id_kind, &typed.number, Reading::Typed)?;
    Ok(Witness { namesake: typed.namesake, ..witness })
}

fn make_witness(
    name: &str,
    id_kind: IdKind,
    number: &str,
    reading: Reading,
) -> Result<Witness, Failure> {
    let name = normalize_name(name);
    require_length(&name, MAX_TEXT_CHARS)?;
    if name.is_empty() {
        return Err(Failure::new(FailureCode::NameMissing));
    }
    let judgement = judge_number(id_kind, number);
    if let Verdict::Refuse(code) = judgement.verdict {
        return Err(Failure::new(FailureCode::IdNumberRefused).with("why", code));
    }
    let (name, number) = (Private::new(name), Private::new(judgement.normal));
    Ok(Witness { name, id_kind, number, reading, namesake: false })
}

/// By the number of the case's people; of staff names alone are known, so that the clerk's word, which
/// is on record, lets somebody by who only bears the same.
pub(super) fn require_outsider(
    desk: &Desk,
    file: &CaseFile,
    witness: &Witness,
) -> Result<(), Failure> {
    let number = witness.number.expose();
    if file.case.people.iter().any(|person| person.is_numbered(witness.id_kind, number)) {
        return Err(Failure::new(FailureCode::WitnessIsParty));
    }
    if !witness.namesake && is_named_as_staff(desk, file, witness) {
        return Err(Failure::new(FailureCode::WitnessIsStaff));
    }
    Ok(())
}

fn is_named_as_staff(desk: &Desk, file: &CaseFile, witness: &Witness) -> bool {
    let hands = std::iter::once(&file.case.clerk).chain(&file.case.taken_over);
    let hands = hands.map(|hand| desk.station.colleague_name(hand));
    let mut staff = desk.station.list_staff_names().into_iter().chain(hands);
    staff.any(|other| is_same_name(&other, witness.name.expose()))
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

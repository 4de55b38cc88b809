//! What a submission says of the signatures of its application form, and of who will not sign it; and
//! the sealed parts that signatures rest on. Each part is named by its digest and comes along.
use super::words::timestamp;
use crate::cases::signing::{find_signed_slip, list_refusals, list_signatures};
use counter_backoffice::{
    FORM_SIGNED, FORM_STROKES, Part, PartKind, Private, RefusalWire, STROKES_MEDIA, SignatureWire,
    SignedSlipWire, WitnessWire,
};
use counter_core::case::{Case, Reading, SealedPart, Signature, Witness};
use counter_core::casework::CaseAssessment;
use counter_core::code::variant_code;
use counter_core::date::Moment;

const PDF: &str = "application/pdf";

pub fn signature_wires(assessment: &CaseAssessment) -> Vec<SignatureWire> {
    let signatures = list_signatures(assessment).into_iter();
    signatures.map(|(signature, at)| signature_wire(assessment.case, signature, at)).collect()
}

fn signature_wire(case: &Case, signature: &Signature, at: Moment) -> SignatureWire {
    let digest = |part: &SealedPart| part.sha256.clone();
    let page = case.pages.iter().find(|page| signature.page.as_ref() == Some(&page.id));
    let signer = case.people.iter().find(|other| other.id == signature.person);
    let name = signer.map(|signer| signer.form_name()).unwrap_or_default();
    SignatureWire {
        role: variant_code(&signature.role),
        name: Private::new(name),
        signs_for: signature.signs_for,
        by: variant_code(&signature.by),
        shown: signature.sha256.clone(),
        strokes: signature.strokes.as_ref().map(digest),
        signed: signature.signed_form.as_ref().map(digest).or(page.map(|page| page.sha256.clone())),
        code_read: signature.code_read,
        read_aloud: case.signing.was_read_before(signature),
        witness: signature.witness.as_ref().map(witness_wire),
        at: timestamp(at),
    }
}

/// Of the form that goes along.
pub fn refusal_wires(assessment: &CaseAssessment) -> Vec<RefusalWire> {
    let refusals = list_refusals(assessment).into_iter();
    let wires = refusals.map(|(form, person, refusal)| RefusalWire {
        role: variant_code(&person.role),
        name: Private::new(person.form_name()),
        shown: form.sha256.clone(),
        note: refusal.note.cloned(),
        at: timestamp(refusal.at),
    });
    wires.collect()
}

/// The signed slip in the place of signatures.
pub fn slip_wire(assessment: &CaseAssessment) -> Option<SignedSlipWire> {
    let slip = find_signed_slip(assessment)?;
    let page = assessment.case.pages.iter().find(|page| page.id == slip.page)?;
    let (sha256, clerk) = (page.sha256.clone(), slip.by.clone());
    Some(SignedSlipWire { sha256, clerk, at: timestamp(slip.at) })
}

fn witness_wire(witness: &Witness) -> WitnessWire {
    let source = if witness.reading == Reading::Card { "chip" } else { "typed" };
    WitnessWire {
        name: witness.name.clone(),
        id_kind: variant_code(&witness.id_kind),
        number: witness.number.clone(),
        source: source.to_owned(),
    }
}

/// A page that was signed is among the pages.
pub(super) fn signature_parts(assessment: &CaseAssessment) -> Vec<Part> {
    let of_part = |part: &SealedPart, material: &str, media: &str| Part {
        id: part.file.clone(),
        material: material.to_owned(),
        kind: PartKind::Document,
        media: media.to_owned(),
        sha256: part.sha256.clone(),
        len: part.len,
    };
    let parts = list_signatures(assessment).into_iter().flat_map(|(signature, _)| {
        let strokes = signature.strokes.iter();
        let strokes = strokes.map(|part| of_part(part, FORM_STROKES, STROKES_MEDIA));
        let signed = signature.signed_form.iter().map(|part| of_part(part, FORM_SIGNED, PDF));
        strokes.chain(signed).collect::<Vec<_>>()
    });
    parts.collect()
}

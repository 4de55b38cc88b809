//! How the application form was signed, as a supervisor reads it; from either source as it goes to
//! the office, so that both windows read the same.
use super::mask::mask_words;
use super::pages::{IssuedPaper, add_paper};
use super::reading::{Visibility, wire_moment};
use crate::contract::views::{
    ReviewDocument, ReviewPage, ReviewRefusal, ReviewSignature, ReviewSlip,
};
use counter_backoffice::{
    FORM_SIGNED, FORM_STROKES, Part, RefusalWire, SignatureWire, SignedSlipWire,
};

pub fn signature_views(visibility: Visibility, signed: &[SignatureWire]) -> Vec<ReviewSignature> {
    let view = |signature: &SignatureWire| ReviewSignature {
        role: signature.role.clone(),
        name: visibility.show_text(mask_words, signature.name.expose()),
        signs_for: signature.signs_for,
        by: signature.by.clone(),
        at: wire_moment(signature.at),
        code_read: signature.code_read,
        read_aloud: signature.read_aloud,
        witness: signature
            .witness
            .as_ref()
            .map(|witness| visibility.show_text(mask_words, witness.name.expose())),
    };
    signed.iter().map(view).collect()
}

/// What they said stands as what is wrong with a paper does: a supervisor reads the reason.
pub fn refusal_views(visibility: Visibility, refused: &[RefusalWire]) -> Vec<ReviewRefusal> {
    let view = |refusal: &RefusalWire| ReviewRefusal {
        role: refusal.role.clone(),
        name: visibility.show_text(mask_words, refusal.name.expose()),
        at: wire_moment(refusal.at),
        note: refusal.note.as_ref().map(|note| note.expose().to_owned()),
    };
    refused.iter().map(view).collect()
}

pub fn slip_view(slip: &SignedSlipWire) -> ReviewSlip {
    ReviewSlip { clerk: slip.clerk.clone(), at: wire_moment(slip.at) }
}

/// Strokes are bytes of nobody's to look at; of the signed forms the last has all signatures in it.
pub fn is_looked_at(part: &Part, signatures: &[SignatureWire]) -> bool {
    match part.material.as_str() {
        FORM_STROKES => false,
        FORM_SIGNED => find_last_signed(signatures)
            .is_some_and(|last| last.signed.as_ref() == Some(&part.sha256)),
        _ => true,
    }
}

pub fn find_last_signed(signatures: &[SignatureWire]) -> Option<&SignatureWire> {
    signatures.iter().rfind(|signature| signature.strokes.is_some())
}

/// Of a case of this station, which has its submission here.
pub fn add_signed_form(
    row: &mut Vec<ReviewPage>,
    case: &str,
    signatures: &[SignatureWire],
    (pages, revision): (u32, u32),
) -> Option<ReviewDocument> {
    let last = find_last_signed(signatures).filter(|_| revision > 0)?;
    let sha256 = last.signed.as_deref()?;
    let paper = IssuedPaper {
        sha256,
        base: format!("page://localhost/review/{case}/{sha256}/page"),
        form: FORM_SIGNED.to_owned(),
        number: None,
        issued_at: Some(wire_moment(last.at)),
        pages,
        revision,
    };
    Some(add_paper(row, paper))
}

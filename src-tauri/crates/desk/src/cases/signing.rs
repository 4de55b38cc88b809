//! The form of a case that is seen and signed: which one is in force, who signs it and how they did,
//! and whether a page bears its code. The desk's one look at `core::case::signing` and `casework::signing`.
use super::case_file::CaseFile;
use crate::Failure;
use crate::contract::FailureCode;
use counter_core::case::{Document, Person, Refusal, ShownTo, Signature};
use counter_core::casework::CaseAssessment;
pub use counter_core::casework::signing::{
    Signer, digest_form, digest_values, find_form_in_force, find_signed_slip, list_signers,
    list_unsigned,
};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::item::Supply;
use counter_documents::sheet::{make_form_code, tidy_form_code};

/// What stands in the foot of the form that says this, of this case alone.
pub fn form_code(case: &str, values: &str) -> String {
    make_form_code(&digest_form(case, values))
}

/// Whether a code that was read from a page is this form's.
pub fn is_code_of(code: &str, case: &str, form: &Document) -> bool {
    let own = form.values.as_deref().map(|values| form_code(case, values));
    own.is_some() && tidy_form_code(code) == own
}

/// The form in force, of which the clerk has seen that it is right.
pub fn require_shown_form(assessment: &CaseAssessment) -> Result<Document, Failure> {
    let form = find_form_in_force(assessment);
    let form = form.filter(|form| assessment.case.signing.is_shown(&form.id));
    form.cloned().ok_or_else(|| Failure::new(FailureCode::FormNotShown))
}

/// Who signs, where they have not yet.
pub fn require_signer(assessment: &CaseAssessment, person: &str) -> Result<Signer, Failure> {
    let signers = list_signers(assessment);
    let signer = signers.into_iter().find(|signer| signer.person == person);
    let signer = signer.ok_or_else(|| Failure::new(FailureCode::NotASigner))?;
    let is_open = list_unsigned(assessment).iter().any(|open| open.person == person);
    is_open.then_some(signer).ok_or_else(|| Failure::new(FailureCode::AlreadySigned))
}

/// The row under which a signed paper lies.
pub fn find_form_row(file: &CaseFile) -> Option<&str> {
    let mut rows = file.item()?.materials.iter();
    rows.find(|row| row.supply == Supply::Form).map(|row| row.id.as_str())
}

/// The key that puts a page under the form's row of a case from a paper slip says by it that this is
/// the signed slip; not once a form was printed, for then it may be that.
pub fn note_signed_slip(file: &CaseFile, facts: Vec<Fact>) -> Vec<Fact> {
    let case = &file.case;
    let was_printed =
        case.list_forms().any(|form| case.signing.is_shown_to(&form.id, ShownTo::Paper));
    let row = find_form_row(file).filter(|_| case.slip.is_some() && !was_printed);
    let find_page = |fact: &Fact| match fact {
        Fact::PageAdded { page } if page.material.as_deref() == row => Some(page.id.clone()),
        Fact::PageAssigned { page, material } if material.as_deref() == row => Some(page.clone()),
        _ => None,
    };
    let pages = facts.iter().filter(|_| row.is_some()).filter_map(find_page);
    let slips: Vec<Fact> = pages.map(|page| Fact::SlipScanned { page }).collect();
    facts.into_iter().chain(slips).collect()
}

/// The form that goes with the case: the one in force; of cases from before forms had digests the
/// newest. One that says something else goes with nothing.
pub fn find_sent_form<'a>(assessment: &CaseAssessment<'a>) -> Option<&'a Document> {
    let of_before = || assessment.case.newest_form().filter(|form| form.values.is_none());
    find_form_in_force(assessment).or_else(of_before)
}

/// How that form was signed, and when each did.
pub fn list_signatures<'a>(assessment: &CaseAssessment<'a>) -> Vec<(&'a Signature, Moment)> {
    let case = assessment.case;
    let Some(form) = find_sent_form(assessment) else { return Vec::new() };
    let signatures = case.list_signatures(&form.id);
    signatures
        .filter_map(|signature| Some((signature, case.signing.signed_at(&signature.id)?)))
        .collect()
}

/// Who will not sign that form, and has not after all: somebody who is still of the case.
pub fn list_refusals<'a>(
    assessment: &CaseAssessment<'a>,
) -> Vec<(&'a Document, &'a Person, Refusal<'a>)> {
    let case = assessment.case;
    let Some(form) = find_sent_form(assessment) else { return Vec::new() };
    let refusals = case.signing.list_refusals(&form.id).into_iter();
    let of_people = refusals.filter_map(|refusal| {
        let person = case.people.iter().find(|person| person.id == refusal.person)?;
        Some((form, person, refusal))
    });
    of_people.collect()
}

/// The place of somebody's own line on the form, in the order of its boxes, or of the line of the
/// witness before whom they sign: those stand below the lines of all who sign.
pub fn find_line(signers: &[Signer], person: &str, is_witness: bool) -> Option<u32> {
    let is_own = |signer: &Signer| signer.person == person;
    let line = if is_witness {
        let mut witnessed = signers.iter().filter(|signer| signer.witness.is_some());
        signers.len() + witnessed.position(is_own)?
    } else {
        signers.iter().position(is_own)?
    };
    u32::try_from(line).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::case::{Reading, Witness};
    use counter_core::idnum::IdKind;
    use counter_core::item::PersonRole;

    #[test]
    fn witnesses_have_the_lines_below_those_who_sign() {
        let signer = |person: &str, has_witness: bool| Signer {
            person: person.into(),
            name: "陈示例".into(),
            role: PersonRole::Applicant,
            signs_for: false,
            witness: has_witness.then(|| Witness {
                name: "证示例".into(),
                id_kind: IdKind::Resident,
                number: "440699199001010014".into(),
                reading: Reading::Typed,
                namesake: false,
            }),
        };
        let signers = [signer("a", true), signer("b", false), signer("c", true)];
        let line = |person: &str, is_witness| find_line(&signers, person, is_witness);
        assert_eq!(["a", "b", "c"].map(|one| line(one, false)), [Some(0), Some(1), Some(2)]);
        assert_eq!(["a", "b", "c"].map(|one| line(one, true)), [Some(3), None, Some(4)]);
        assert_eq!(line("d", false), None);
    }

    #[test]
    fn a_code_is_the_forms_however_it_is_written() {
        let form = |values: Option<&str>| Document {
            id: "f".into(),
            form: "application_form".into(),
            file: "f".into(),
            number: None,
            pages: 1,
            sha256: String::new(),
            len: 1,
            values: values.map(str::to_owned),
            signature_boxes: Vec::new(),
            code: None,
        };
        let one = form(Some("1a2b"));
        let code = form_code("c1", "1a2b");
        let packed = code.replace(' ', "");
        for written in [code.clone(), packed.to_uppercase(), code.replace(' ', "-")] {
            assert!(is_code_of(&written, "c1", &one), "{written}");
        }
        assert!(!is_code_of(&code, "c2", &one), "another case that says the same");
        assert!(!is_code_of(&form_code("c1", "1a2c"), "c1", &one) && !is_code_of("", "c1", &one));
        assert!(!is_code_of(&code, "c1", &form(None)), "of before there were codes");
    }
}

//! The form as the clerk's screen has it before the decision: seen, doubted, signed by whom and how;
//! and what is read back to the citizen.
use super::decision::document_view;
use crate::cases::Cases;
use crate::cases::case_file::CaseFile;
use crate::cases::masking::mask_number;
use crate::cases::signing::{Signer, find_form_in_force, find_form_row, list_signers};
use crate::contract::views::{BeforeCitizen, DoubtView, ReadBackLine, SignerView, SigningView};
use crate::papers::signing_terms::list_terms;
use counter_core::case::{Document, Person, ShownTo};
use counter_core::casework::{CaseAssessment, FieldValue};
use counter_core::code::variant_code;
use counter_core::date::moment_text;
use counter_core::form::FieldKind;

/// None where nobody signs, and of a case that was decided without.
pub fn signing_view(
    cases: &Cases,
    file: &CaseFile,
    assessment: &CaseAssessment,
    before: Option<BeforeCitizen>,
) -> Option<SigningView> {
    let signers = list_signers(assessment);
    let form = find_form_in_force(assessment);
    if signers.is_empty() || (form.is_none() && !file.is_editable()) {
        return None;
    }
    let (signing, rules) = (&file.case.signing, cases.station.signature_rules());
    let dated = |form: &Document| {
        let document = file.case.documents.iter().find(|(paper, _)| paper.id == form.id);
        document.map(|(paper, at)| document_view(file, paper, *at))
    };
    let doubt = form.and_then(|form| signing.open_doubt(&form.id));
    Some(SigningView {
        form: form.and_then(dated),
        shown: form.is_some_and(|form| signing.is_shown(&form.id)) && doubt.is_none(),
        printed: form.is_some_and(|form| signing.is_shown_to(&form.id, ShownTo::Paper)),
        material: find_form_row(file).map(str::to_owned),
        strokes: rules.takes_strokes,
        witness_enough: rules.is_witness_enough,
        terms: list_terms(&rules),
        signers: signers.iter().map(|signer| signer_view(file, form, signer)).collect(),
        before,
        doubt: doubt.map(|point| DoubtView {
            point: point.to_owned(),
            label: point_label(assessment, point),
        }),
    })
}

fn signer_view(file: &CaseFile, form: Option<&Document>, signer: &Signer) -> SignerView {
    let (case, person) = (&file.case, signer.person.as_str());
    let signature = form.and_then(|form| case.find_signature(&form.id, person));
    let at = signature.and_then(|signature| case.signing.signed_at(&signature.id));
    let refusal = form.and_then(|form| case.signing.find_refusal(&form.id, person));
    let note = refusal.and_then(|refusal| refusal.note);
    // Of a signature the one before whom it was given.
    let named = signer.witness.as_ref().filter(|_| signature.is_none());
    let witness = signature.and_then(|signature| signature.witness.as_ref()).or(named);
    let is = |holds: &dyn Fn(&str) -> bool| form.is_some_and(|form| holds(&form.id));
    SignerView {
        person: signer.person.clone(),
        name: signer.name.expose().to_owned(),
        role: signer.role,
        signs_for: signer.signs_for,
        by: signature.map(|signature| signature.by),
        at: at.map(moment_text),
        page: signature.and_then(|signature| signature.page.clone()),
        confirmed: is(&|form| case.signing.is_confirmed(form, person)),
        read_aloud: is(&|form| case.signing.is_read_aloud(form, person)),
        refused: refusal.is_some(),
        refusal_note: note.map(|note| note.expose().to_owned()),
        witness: witness.map(|witness| witness.name.expose().to_owned()),
    }
}

/// What matters, one line each: who, for what, in which situation, and what was filled in. Numbers
/// of people without their middle: others may stand beside. An account is there to be checked.
pub fn read_back(assessment: &CaseAssessment) -> Vec<ReadBackLine> {
    let people = assessment.case.people.iter().map(person_line);
    let item = assessment.item.map(|item| line("item", "办理事项", &item.name));
    let questions = assessment.item.into_iter().flat_map(|item| &item.questions);
    let answers = questions.filter_map(|question| {
        let answer = assessment.answers.get(&question.id)?;
        let option = question.options.iter().find(|option| option.id == *answer)?;
        Some(line(&format!("answer:{}", question.id), &question.text, &option.label))
    });
    let fields = assessment.form.iter().flat_map(|form| &form.fields);
    let fields = fields.filter(|field| !field.value.is_empty()).map(field_line);
    people.chain(item).chain(answers).chain(fields).collect()
}

fn line(point: &str, label: &str, value: &str) -> ReadBackLine {
    ReadBackLine { point: point.to_owned(), label: label.to_owned(), value: value.to_owned() }
}

fn person_line(person: &Person) -> ReadBackLine {
    let point = format!("person:{}", variant_code(&person.role));
    let number = mask_number(person.number.expose());
    line(&point, person.role.word(), &format!("{}　{number}", person.full_name()))
}

fn field_line(field: &FieldValue) -> ReadBackLine {
    let option = field.def.options.iter().find(|option| option.value == field.value);
    let value = match field.def.kind {
        FieldKind::IdNumber => mask_number(&field.value),
        _ => option.map_or_else(|| field.value.to_string(), |option| option.label.clone()),
    };
    line(&format!("field:{}", field.def.id), &field.def.label, &value)
}

/// The point in words; empty for one that is not read back any more.
pub fn point_label(assessment: &CaseAssessment, point: &str) -> String {
    let mut lines = read_back(assessment).into_iter().filter(|line| line.point == point);
    lines.next().map(|line| line.label).unwrap_or_default()
}

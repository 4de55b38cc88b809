//! The papers of a decision, the receipt of materials, the application form.
use super::card_remarks::{card_remarks, name_remarks};
use super::context::PaperContext;
use super::declaration::list_declaration;
use super::lapse::fill_terms;
use super::letters;
use super::materials::{list_brought, list_with_form, stays_words};
use super::parts::{
    clock_words, code_words, deadline_sentence, notice_sentence, opening_words, paper_head,
    received_on,
};
use super::remedies::print_remedies;
use super::sentences::{Ground, Sentence, SilentForm};
use super::signing_terms::list_terms;
use super::wording::{cite_law, long_moment};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::{Signer, digest_values, form_code, list_signers};
use crate::contract::FailureCode;
use counter_core::case::{Decision, DecisionKind, Deemed, Fault};
use counter_core::casework::{FieldSource, FieldValue};
use counter_core::form::FieldKind;
use counter_core::item::PersonRole;
use counter_documents::Sheet;
use counter_documents::sheet::{
    AcceptanceReceipt, ApplicationForm, CorrectionNotice, DeemedNote, Head, MaterialsReceipt,
    NoticeItem, Refusal, RightOffice, SheetField, SheetSection, SignerLine,
};

/// The paper that carries a decision; without a number it is a preview.
pub fn decision_paper(
    context: &PaperContext,
    file: &CaseFile,
    decision: &Decision,
    number: Option<&str>,
) -> Sheet {
    if let Some(letter) = letters::deferred_notice(context, file, decision, number) {
        return letter;
    }
    let (head, ground) = (paper_head(context, file, number), Ground::new(file, Some(decision)));
    match decision.kind {
        DecisionKind::Accept => {
            let grounded = (decision, &ground);
            Sheet::AcceptanceReceipt(acceptance_receipt(context, file, grounded, head))
        }
        DecisionKind::Correction => {
            Sheet::CorrectionNotice(correction_notice(file, decision, &ground, head))
        }
        DecisionKind::Refuse | DecisionKind::Redirect => {
            Sheet::Refusal(refusal(context, file, (decision, &ground), head))
        }
    }
}

fn acceptance_receipt(
    context: &PaperContext,
    file: &CaseFile,
    (decision, ground): (&Decision, &Ground),
    head: Head,
) -> AcceptanceReceipt {
    use Sentence::{
        Accepted, AllInOrder, AllThere, Applied, AppliedOn, Compared, DeemedAccepted, Examined,
    };
    let fee = file.settled_item().and_then(|item| item.fee.clone());
    let sentences =
        [AppliedOn, Applied, Examined, AllInOrder, AllThere, Compared, Accepted, DeemedAccepted];
    AcceptanceReceipt {
        head,
        opening: opening_words(file, ground, &sentences),
        received_on: received_on(file),
        accepted_on: long_moment(file.case.accepted_at().unwrap_or(context.now)),
        deadline: deadline_sentence(context, file),
        materials: list_with_form(file, context.scans),
        card_remarks: card_remarks(file),
        deemed: decision.deemed.as_ref().map(|deemed| deemed_note(file, deemed, ground)),
        notes: fee.map(|fee| format!("收费：{fee}")).into_iter().collect(),
        receipt_code: code_words(file, ground),
        receipt_note: ground.say(&[Sentence::CheckByCode]),
        clock_note: clock_words(ground),
    }
}

/// 逾期视为受理: on what ground, and what is still asked for.
fn deemed_note(file: &CaseFile, deemed: &Deemed, ground: &Ground) -> DeemedNote {
    DeemedNote {
        law: cite_law(file, "第三十二条第（四）项"),
        papers: deemed.papers.iter().map(fault_line).collect(),
        note: ground.say(&[Sentence::ClockRunsOn]),
    }
}

fn fault_line(fault: &Fault) -> NoticeItem {
    NoticeItem {
        material: fault.name.clone(),
        problem: fault.problem.clone(),
        how_to_fix: fault.fix.clone(),
    }
}

fn correction_notice(
    file: &CaseFile,
    decision: &Decision,
    ground: &Ground,
    head: Head,
) -> CorrectionNotice {
    use Sentence::{
        AllAtOnce, Applied, AppliedOn, CountsAnew, Examined, Faulty, ListedAtOnce, NewFound,
        OnceMore, SeenBefore, StatesDay,
    };
    let sentences = [AppliedOn, Applied, Examined, Faulty, AllAtOnce, OnceMore];
    let items = decision.faults.iter().map(fault_line);
    let notes = [ListedAtOnce, NewFound, SeenBefore, CountsAnew, StatesDay].into_iter();
    let notes = notes.filter_map(|sentence| ground.find_words(sentence));
    CorrectionNotice {
        head,
        opening: opening_words(file, ground, &sentences),
        items: items.collect(),
        deadline: ground.say(&[Sentence::BringCorrections]),
        law: cite_law(file, "第三十二条第（四）项"),
        notes: notes.map(|words| fill_places(words, decision)).collect(),
    }
}

/// By their numbers in the notice's own table.
fn fill_places(words: &str, decision: &Decision) -> String {
    let list = |places: &[u32]| {
        let numbers = places.iter().map(|place| (place + 1).to_string());
        numbers.collect::<Vec<_>>().join("、")
    };
    let further = decision.further.as_ref();
    let seen = further.map(|further| list(&further.seen_before)).unwrap_or_default();
    let reason = further.and_then(|further| further.reason.as_deref()).unwrap_or_default();
    let words = words.replace("{new}", &list(&decision.list_new_places()));
    let words = words.replace("{seen}", &seen).replace("{reason}", reason);
    match &decision.lapse {
        Some(terms) => fill_terms(&words, terms),
        None => words,
    }
}

/// The clerk's own words, else the law's where it speaks for itself.
pub(super) fn print_reasons(decision: &Decision, ground: &Ground) -> Vec<String> {
    match decision.reasons.is_empty() {
        true => ground.find_words(Sentence::NotOursReason).into_iter().map(str::to_owned).collect(),
        false => decision.reasons.clone(),
    }
}

fn refusal(
    context: &PaperContext,
    file: &CaseFile,
    (decision, ground): (&Decision, &Ground),
    head: Head,
) -> Refusal {
    use Sentence::{Applied, AppliedOn, NotOurs, Refused};
    let article = match decision.kind {
        DecisionKind::Redirect => "第三十二条第（二）项",
        _ => "第三十二条",
    };
    let right_office = decision.right_office.clone();
    let stays = ground.find_words(Sentence::StaysHere).into_iter();
    let stays = stays.map(|words| words.replace("{held}", &stays_words(file)));
    Refusal {
        head,
        opening: opening_words(file, ground, &[AppliedOn, Applied, Refused, NotOurs]),
        reasons: print_reasons(decision, ground),
        law: cite_law(file, article),
        remedies: print_remedies(context, ground),
        right_office: right_office.map(|name| RightOffice { name, address: None, phone: None }),
        notes: stays.collect(),
    }
}

/// Of an undecided case, or beside its correction notice: the form is not among what was handed in.
pub fn materials_receipt(context: &PaperContext, file: &CaseFile) -> Sheet {
    let ground = Ground::new(file, None);
    Sheet::MaterialsReceipt(MaterialsReceipt {
        head: paper_head(context, file, file.case.display_number()),
        opening: opening_words(file, &ground, &[Sentence::HandedIn, Sentence::NotAccepted]),
        received_on: received_on(file),
        deadline: notice_sentence(context, file, &ground),
        materials: list_brought(file, context.scans),
        notes: Vec::new(),
    })
}

/// Without a number: the form is part of what gets the number.
pub fn application_form(context: &PaperContext, file: &CaseFile) -> Result<Sheet, Failure> {
    let assessment = file.assess();
    let (signers, values) = (list_signers(&assessment), digest_values(&assessment));
    let witnesses = signers.iter().filter_map(witness_line);
    let form = assessment.form.ok_or_else(|| Failure::new(FailureCode::NoItem))?;
    // The values stand in the order of the form.
    let mut fields = form.fields.iter();
    let sections = form.def.sections.iter().map(|section| SheetSection {
        title: section.title.clone(),
        fields: fields.by_ref().take(section.fields.len()).map(sheet_field).collect(),
    });
    Ok(Sheet::ApplicationForm(ApplicationForm {
        head: paper_head(context, file, None),
        title: form.def.title.clone(),
        sections: sections.collect(),
        declaration: list_declaration(&form.def.declaration, SilentForm::Application),
        remarks: name_remarks(file).into_iter().chain(card_remarks(file)).collect(),
        form_code: form_code(&file.id, &values),
        // Where nobody signs nothing is kept.
        terms: if signers.is_empty() { Vec::new() } else { list_terms(&context.rules) },
        signers: signers.iter().map(signer_line).chain(witnesses).collect(),
    }))
}

/// In their order: the place in it says whose a box on the paper is (`find_line`).
fn signer_line(signer: &Signer) -> SignerLine {
    let seal = if signer.role == PersonRole::Applicant { "（盖章）" } else { "" };
    SignerLine {
        label: format!("{}签名{seal}", signer.role.word()),
        name: signer.name.expose().to_owned(),
        signs_for: signer.signs_for,
    }
}

/// Before whom somebody signs who cannot write: their own name, on their own line.
fn witness_line(signer: &Signer) -> Option<SignerLine> {
    let witness = signer.witness.as_ref()?;
    Some(SignerLine {
        label: format!("见证人签名（{}）", signer.role.word()),
        name: witness.name.expose().to_owned(),
        signs_for: false,
    })
}

fn sheet_field(field: &FieldValue) -> SheetField {
    let FieldValue { def, value, .. } = field;
    let option = def.options.iter().find(|option| option.value == *value);
    let wide = def.kind == FieldKind::LongText || value.chars().count() > 16;
    let words = option.map_or_else(|| value.clone().into_owned(), |option| option.label.clone());
    SheetField { label: def.label.clone(), value: words + typed_mark(field), wide }
}

/// A person's number that no card said: whoever checks it later compares it with the document.
fn typed_mark(field: &FieldValue) -> &'static str {
    let is_by_hand = matches!(field.source, Some(FieldSource::Hand | FieldSource::Typed));
    let is_number = field.def.kind == FieldKind::IdNumber && !field.value.is_empty();
    if is_number && is_by_hand { "（手工录入）" } else { "" }
}

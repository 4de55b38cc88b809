//! The papers of a decision, the receipt of materials, the application form, and each of them
//! printed again.
use super::card_remarks::card_remarks;
use super::context::PaperContext;
use super::letters;
use super::parts::{deadline_sentence, materials_in_hand, paper_head, received_on};
use super::wording::{REMEDIES, cite_law, long_moment};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::contract::FailureCode;
use counter_core::case::{Decision, DecisionKind, Document};
use counter_core::casework::FieldValue;
use counter_core::form::FieldKind;
use counter_documents::Sheet;
use counter_documents::sheet::{
    AcceptanceReceipt, ApplicationForm, CorrectionNotice, Head, MaterialsReceipt, NoticeItem,
    Refusal, RightOffice, SheetField, SheetSection,
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
    let head = paper_head(context, file, number);
    match decision.kind {
        DecisionKind::Accept => Sheet::AcceptanceReceipt(acceptance_receipt(context, file, head)),
        DecisionKind::Correction => {
            Sheet::CorrectionNotice(correction_notice(file, decision, head))
        }
        DecisionKind::Refuse | DecisionKind::Redirect => {
            Sheet::Refusal(refusal(context, file, decision, head))
        }
    }
}

fn acceptance_receipt(context: &PaperContext, file: &CaseFile, head: Head) -> AcceptanceReceipt {
    let fee = file.item().and_then(|item| item.fee.clone());
    AcceptanceReceipt {
        head,
        received_on: received_on(file),
        accepted_on: long_moment(file.case.accepted_at().unwrap_or(context.now)),
        deadline: deadline_sentence(context, file, true),
        materials: materials_in_hand(file),
        card_remarks: card_remarks(file),
        notes: fee.map(|fee| format!("收费：{fee}")).into_iter().collect(),
    }
}

fn correction_notice(file: &CaseFile, decision: &Decision, head: Head) -> CorrectionNotice {
    let items = decision.faults.iter().map(|fault| NoticeItem {
        material: fault.name.clone(),
        problem: fault.problem.clone(),
        how_to_fix: fault.fix.clone(),
    });
    CorrectionNotice {
        head,
        received_on: received_on(file),
        items: items.collect(),
        deadline: "请备齐后到本窗口一次补正；全部补正材料收齐之日为受理之日。".to_owned(),
        law: cite_law(file, "第三十二条第（四）项"),
        notes: vec!["本告知书一次列明全部需要补正的内容。".to_owned()],
    }
}

fn refusal(context: &PaperContext, file: &CaseFile, decision: &Decision, head: Head) -> Refusal {
    let reasons = match decision.reasons.is_empty() {
        true => vec!["申请事项依法不属于本机关职权范围。".to_owned()],
        false => decision.reasons.clone(),
    };
    let article = match decision.kind {
        DecisionKind::Redirect => "第三十二条第（二）项",
        _ => "第三十二条",
    };
    let right_office = decision.right_office.clone();
    Refusal {
        head,
        received_on: received_on(file),
        reasons,
        law: cite_law(file, article),
        remedies: std::iter::once(REMEDIES.to_owned()).chain(context.place_remedies()).collect(),
        right_office: right_office.map(|name| RightOffice { name, address: None, phone: None }),
        notes: Vec::new(),
    }
}

pub fn materials_receipt(context: &PaperContext, file: &CaseFile) -> Sheet {
    Sheet::MaterialsReceipt(MaterialsReceipt {
        head: paper_head(context, file, file.case.display_number()),
        received_on: received_on(file),
        deadline: deadline_sentence(context, file, false),
        materials: materials_in_hand(file),
        notes: Vec::new(),
    })
}

/// Without a number: the form is part of what gets the number.
pub fn application_form(context: &PaperContext, file: &CaseFile) -> Result<Sheet, Failure> {
    let form = file.assess().form.ok_or_else(|| Failure::new(FailureCode::NoItem))?;
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
        declaration: form.def.declaration.clone(),
    }))
}

fn sheet_field(field: &FieldValue) -> SheetField {
    let FieldValue { def, value, .. } = field;
    let option = def.options.iter().find(|option| option.value == *value);
    let wide = def.kind == FieldKind::LongText || value.chars().count() > 16;
    SheetField {
        label: def.label.clone(),
        value: option.map_or_else(|| value.clone().into_owned(), |option| option.label.clone()),
        wide,
    }
}

/// The paper as it was issued, with the mark 补打; `None` where it cannot be made again and the kept
/// PDF serves.
pub fn reprinted_paper(
    context: &PaperContext,
    file: &CaseFile,
    document: &Document,
) -> Option<Sheet> {
    let (decision, _) = file.case.decision_of(document)?.clone();
    // What has been amended since can no longer be set as it was.
    if file.case.newest_papers().all(|paper| paper.id != document.id)
        || !file.case.touched.is_empty()
    {
        return None;
    }
    let number = document.number.as_deref();
    let mut sheet = match document.form.as_str() {
        "materials_receipt" => materials_receipt(context, file),
        "application_form" | "handover_slip" => return None,
        "deferred_commitment" => letters::commitment(context, file, decision.deferred.as_ref()?),
        "special_notice" | "extension_notice" => letters::step_letter(
            context,
            file,
            file.case.told.iter().find(|step| step.id == document.id)?,
        )?,
        _ => decision_paper(context, file, &decision, number),
    };
    let head = head_of_sheet(&mut sheet)?;
    head.reprint = true;
    head.number = number.map(str::to_owned);
    Some(sheet)
}

fn head_of_sheet(sheet: &mut Sheet) -> Option<&mut Head> {
    match sheet {
        Sheet::AcceptanceReceipt(paper) => Some(&mut paper.head),
        Sheet::CorrectionNotice(paper) => Some(&mut paper.head),
        Sheet::Refusal(paper) => Some(&mut paper.head),
        Sheet::MaterialsReceipt(paper) => Some(&mut paper.head),
        Sheet::Letter(paper) => Some(&mut paper.head),
        Sheet::OneTimeList(_)
        | Sheet::ApplicationForm(_)
        | Sheet::BlankForm(_)
        | Sheet::DaySheet(_)
        | Sheet::KeyCard(_)
        | Sheet::SetupSheet(_) => None,
    }
}

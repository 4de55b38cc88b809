//! Sheets of invented people, with which a pack's template is tried before any paper is made by it:
//! one as a busy day fills it, one with nothing in it but a trial's mark.

mod forms;
mod notices;

use super::{
    AcceptanceReceipt, ApplicationForm, BlankForm, CorrectionNotice, Head, Letter, LetterKind,
    MaterialsReceipt, OneTimeList, Refusal, Sheet,
};
use forms::{fill_application, fill_blank};
use notices::{
    fill_acceptance, fill_faults, fill_head, fill_letter, fill_list, fill_materials, fill_refusal,
    words,
};

/// None for a form that no pack makes templates for.
pub fn make_sample_sheets(form: &str) -> Vec<Sheet> {
    let bare = Head { mark: Some("试用".into()), ..Head::default() };
    let kind = LetterKind::ALL.into_iter().find(|kind| kind.form_name() == form);
    if let Some(kind) = kind {
        let empty = Letter { kind, head: bare, ..Letter::default() };
        return vec![Sheet::Letter(fill_letter(kind)), Sheet::Letter(empty)];
    }
    let mark = bare.mark.clone();
    match form {
        "acceptance_receipt" => vec![
            Sheet::AcceptanceReceipt(fill_acceptance()),
            Sheet::AcceptanceReceipt(AcceptanceReceipt { head: bare, ..Default::default() }),
        ],
        "materials_receipt" => vec![
            Sheet::MaterialsReceipt(MaterialsReceipt {
                head: fill_head(),
                opening: words(),
                received_on: "2026年11月20日 10:26".into(),
                deadline: "补正告知期限 2026年11月27日，逾期未告知视为受理".into(),
                materials: fill_materials(),
                notes: vec![words()],
            }),
            Sheet::MaterialsReceipt(MaterialsReceipt { head: bare, ..Default::default() }),
        ],
        "correction_notice" => vec![
            Sheet::CorrectionNotice(CorrectionNotice {
                head: fill_head(),
                opening: words(),
                items: fill_faults(),
                deadline: words(),
                law: vec![words()],
                notes: vec![words()],
            }),
            Sheet::CorrectionNotice(CorrectionNotice { head: bare, ..Default::default() }),
        ],
        "refusal" => vec![
            Sheet::Refusal(fill_refusal()),
            Sheet::Refusal(Refusal { head: bare, ..Default::default() }),
        ],
        "one_time_list" => vec![
            Sheet::OneTimeList(fill_list()),
            Sheet::OneTimeList(OneTimeList { mark, ..Default::default() }),
        ],
        "application_form" => vec![
            Sheet::ApplicationForm(fill_application()),
            Sheet::ApplicationForm(ApplicationForm { head: bare, ..Default::default() }),
        ],
        "blank_form" => vec![
            Sheet::BlankForm(fill_blank()),
            Sheet::BlankForm(BlankForm { mark, ..Default::default() }),
        ],
        "mandate" => vec![
            Sheet::Mandate(BlankForm { sample: false, ..fill_blank() }),
            Sheet::Mandate(BlankForm { mark, ..Default::default() }),
        ],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::TEMPLATE_FORMS;
    use super::*;

    #[test]
    fn every_form_that_a_pack_may_draw_has_its_samples_and_no_other() {
        for form in TEMPLATE_FORMS {
            let samples = make_sample_sheets(form);
            assert_eq!(samples.len(), 2, "{form}");
            assert!(samples.iter().all(|sheet| sheet.form_name() == form), "{form}");
        }
        for own in ["check_record", "day_sheet", "key_card", "setup_sheet", ""] {
            assert!(make_sample_sheets(own).is_empty(), "{own}");
        }
    }
}

//! The built-in templates by their file names, and which of them draws a sheet.

use counter_documents::Sheet;

/// Of a paper that is printed again.
pub const REPRINT: &str = "reprint.typ";

pub const TEMPLATES: [(&str, &str); 14] = [
    ("base.typ", include_str!("../../templates/base.typ")),
    ("acceptance_receipt.typ", include_str!("../../templates/acceptance_receipt.typ")),
    ("application_form.typ", include_str!("../../templates/application_form.typ")),
    ("blank_form.typ", include_str!("../../templates/blank_form.typ")),
    ("check_record.typ", include_str!("../../templates/check_record.typ")),
    ("correction_notice.typ", include_str!("../../templates/correction_notice.typ")),
    ("day_sheet.typ", include_str!("../../templates/day_sheet.typ")),
    ("key_card.typ", include_str!("../../templates/key_card.typ")),
    ("letter.typ", include_str!("../../templates/letter.typ")),
    ("materials_receipt.typ", include_str!("../../templates/materials_receipt.typ")),
    ("one_time_list.typ", include_str!("../../templates/one_time_list.typ")),
    ("refusal.typ", include_str!("../../templates/refusal.typ")),
    (REPRINT, include_str!("../../templates/reprint.typ")),
    ("setup_sheet.typ", include_str!("../../templates/setup_sheet.typ")),
];

pub fn find_template(sheet: &Sheet) -> &'static str {
    match sheet {
        Sheet::AcceptanceReceipt(_) => "acceptance_receipt.typ",
        Sheet::ApplicationForm(_) => "application_form.typ",
        Sheet::BlankForm(_) | Sheet::Mandate(_) => "blank_form.typ",
        Sheet::CheckRecord(_) => "check_record.typ",
        Sheet::CorrectionNotice(_) => "correction_notice.typ",
        Sheet::DaySheet(_) => "day_sheet.typ",
        Sheet::KeyCard(_) => "key_card.typ",
        Sheet::Letter(_) => "letter.typ",
        Sheet::MaterialsReceipt(_) => "materials_receipt.typ",
        Sheet::OneTimeList(_) => "one_time_list.typ",
        Sheet::Refusal(_) => "refusal.typ",
        Sheet::SetupSheet(_) => "setup_sheet.typ",
    }
}

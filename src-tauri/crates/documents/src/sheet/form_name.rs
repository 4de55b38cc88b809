//! The stable names of papers, as the journal, files and a pack's templates have them
//! (`counter_core::form::TEMPLATE_FORMS`).

use super::Sheet;

impl Sheet {
    pub fn form_name(&self) -> &'static str {
        match self {
            Self::AcceptanceReceipt(_) => "acceptance_receipt",
            Self::CorrectionNotice(_) => "correction_notice",
            Self::Refusal(_) => "refusal",
            Self::MaterialsReceipt(_) => "materials_receipt",
            Self::OneTimeList(_) => "one_time_list",
            Self::CheckRecord(_) => "check_record",
            Self::DaySheet(_) => "day_sheet",
            Self::KeyCard(_) => "key_card",
            Self::Letter(letter) => letter.kind.form_name(),
            Self::ApplicationForm(_) => "application_form",
            Self::BlankForm(_) => "blank_form",
            Self::Mandate(_) => "mandate",
            Self::SetupSheet(_) => "setup_sheet",
        }
    }
}

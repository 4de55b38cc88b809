//! Printed papers as data for the typesetter. Papers are in Chinese only; their wording is an
//! example.
pub mod blank;
pub mod brought;
pub mod card_remarks;
pub mod context;
pub mod day_sheet;
#[cfg(test)]
mod example;
pub mod key_card;
pub mod letters;
pub mod materials;
pub mod notices;
pub mod one_time_list;
pub mod parts;
pub mod printed_words;
pub mod reprint;
pub mod sentences;
pub mod setup;
pub mod wording;

use counter_documents::Sheet;

/// The kind of a paper, as the journal, the file and the screen name it.
pub fn form_name(sheet: &Sheet) -> &'static str {
    match sheet {
        Sheet::AcceptanceReceipt(_) => "acceptance_receipt",
        Sheet::CorrectionNotice(_) => "correction_notice",
        Sheet::Refusal(_) => "refusal",
        Sheet::MaterialsReceipt(_) => "materials_receipt",
        Sheet::OneTimeList(_) => "one_time_list",
        Sheet::DaySheet(_) => "day_sheet",
        Sheet::KeyCard(_) => "key_card",
        Sheet::Letter(letter) => letter.kind.form_name(),
        Sheet::ApplicationForm(_) => "application_form",
        Sheet::BlankForm(_) => "blank_form",
        Sheet::SetupSheet(_) => "setup_sheet",
    }
}

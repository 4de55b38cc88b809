//! The register of sealed papers as its page shows it.
use crate::contract::views::{PaperRegisterView, RegisteredPaper, SpoiltNumber};
use crate::papers::register::{PaperRegister, RegisterRow};
use counter_core::date::{date_text, moment_text};
use counter_store::TakenNumber;

pub fn register_view(register: &PaperRegister) -> PaperRegisterView {
    PaperRegisterView {
        day: date_text(register.day),
        as_of: moment_text(register.as_of),
        rows: register.rows.iter().map(row_view).collect(),
        spoilt: register.spoilt.iter().map(spoilt_view).collect(),
    }
}

fn row_view(row: &RegisterRow) -> RegisteredPaper {
    RegisteredPaper {
        case: row.case.clone(),
        case_number: row.case_number.clone(),
        item: row.item_name.clone(),
        issued_at: moment_text(row.issued_at),
        form: row.form.clone(),
        number: row.number.clone(),
        prints: row.prints,
        saves: row.saves,
    }
}

fn spoilt_view(taken: &TakenNumber) -> SpoiltNumber {
    SpoiltNumber {
        department: taken.department.clone(),
        number: taken.number.clone(),
        case: taken.case.clone(),
    }
}

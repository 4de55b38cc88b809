//! What a clerk can do, one function a command, named as in `contract`. Each reads, checks, appends facts, shows the case.
use crate::views::case;
mod another_item;
mod blank;
mod citizen;
mod day_sheet;
mod decision;
mod fill;
mod hold;
mod items;
mod library;
mod lock;
mod materials;
mod opening;
mod outbox;
mod pages;
mod paper_slip;
mod people;
mod practice;
mod review;
mod scan;
mod session;
mod settings;
mod steps;

pub use another_item::another_item;
pub use blank::print_blank;
pub use citizen::{citizen, clear_citizen, show_list};
pub use day_sheet::{day_sheet, print_day_sheet};
pub use decision::*;
pub use fill::*;
pub use hold::*;
pub use items::*;
pub use library::look_up;
pub use lock::{lock, relieve, unlock_screen};
pub use materials::*;
pub use opening::*;
pub use outbox::*;
pub use pages::*;
pub use paper_slip::open_slip;
pub use people::*;
pub use practice::*;
pub use review::*;
pub use scan::*;
pub use session::*;
pub use settings::*;
pub use steps::print_step;

use crate::cases::journal::Open;
use crate::contract::views::CaseView;
use crate::{Desk, Failure};
use counter_core::fact::Fact;

/// The case, if its papers may still be changed.
fn editable(desk: &Desk, case: &str) -> Result<Open, Failure> {
    let open = desk.read_case(case)?;
    if open.case.hold.is_some() {
        return Err(Failure::new("case_held"));
    }
    if !case::editable(open.case.status) {
        return Err(Failure::new("not_allowed"));
    }
    Ok(open)
}

/// Appends the facts and shows the case as it then stands. A preview no longer fits a changed case.
fn record(desk: &Desk, open: Open, facts: Vec<Fact>) -> Result<CaseView, Failure> {
    desk.memory().previews.remove(&open.id);
    let open = desk.change(open, facts)?;
    case::case_view(desk, &open)
}

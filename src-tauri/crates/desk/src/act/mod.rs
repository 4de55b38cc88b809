//! What a clerk can do, one function a command, named as in `contract`. Each reads, checks, appends facts, shows the case.
mod advice;
mod begin;
mod blank;
mod carry;
mod citizen;
mod daysheet;
mod decide;
mod fill;
mod hold;
mod library;
mod lock;
mod materials;
mod outbox;
mod pages;
mod people;
mod practice;
mod scan;
mod settings;
mod slip;
mod start;
mod steps;
mod supervise;

pub use advice::*;
pub use begin::*;
pub use blank::print_blank;
pub use carry::another_item;
pub use citizen::{citizen, clear_citizen, show_list};
pub use daysheet::{day_sheet, print_day_sheet};
pub use decide::*;
pub use fill::*;
pub use hold::*;
pub use library::look_up;
pub use lock::{lock, relieve, unlock_screen};
pub use materials::*;
pub use outbox::*;
pub use pages::*;
pub use people::*;
pub use practice::*;
pub use scan::*;
pub use settings::*;
pub use slip::open_slip;
pub use start::*;
pub use steps::print_step;
pub use supervise::*;

use crate::journal::Open;
use crate::show;
use crate::view::CaseView;
use crate::{Desk, Failure};
use counter_core::fact::Fact;

/// The case, if its papers may still be changed.
fn editable(desk: &Desk, case: &str) -> Result<Open, Failure> {
    let open = desk.read_case(case)?;
    if open.case.hold.is_some() {
        return Err(Failure::new("case_held"));
    }
    if !show::editable(open.case.status) {
        return Err(Failure::new("not_allowed"));
    }
    Ok(open)
}

/// Appends the facts and shows the case as it then stands. A preview no longer fits a changed case.
fn record(desk: &Desk, open: Open, facts: Vec<Fact>) -> Result<CaseView, Failure> {
    desk.memory().previews.remove(&open.id);
    let open = desk.change(open, facts)?;
    show::case_view(desk, &open)
}

//! What is shown of a computer that is set up, and what its papers say of it.
use crate::contract::views::{SetupOutcome, SetupRow, SetupStep, SetupTry, SetupView};
use crate::desk::Desk;
use crate::papers::context::PaperContext;
use crate::papers::setup::SetupFacts;
use crate::station::session::Clerk;
use counter_core::date::moment_text;

pub fn show_setup(desk: &Desk) -> SetupView {
    SetupView {
        rows: list_rows(desk),
        centre: desk.station.centre_view(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        catalogue: desk.catalog.current().pack.version().to_owned(),
        printed_at: desk.station.setup_record().printed_at(),
    }
}

pub fn list_rows(desk: &Desk) -> Vec<SetupRow> {
    let record = desk.station.setup_record();
    let row = |step: SetupStep| {
        let (device, invented) = find_device(desk, step);
        let last = record.find_try(step);
        // What was tried of a made-up device says nothing once a real one is wanted.
        let last = match step {
            SetupStep::Join => judge_joining(desk, last),
            _ => last.filter(|last| !last.invented || invented),
        };
        SetupRow { step, device, invented, last }
    };
    SetupStep::ALL.into_iter().map(row).collect()
}

/// The centre's file says whether one was joined; when, only what was noted then.
fn judge_joining(desk: &Desk, noted: Option<SetupTry>) -> Option<SetupTry> {
    let was_joined = noted.as_ref().is_some_and(|noted| noted.outcome == SetupOutcome::Good);
    match desk.station.joined_centre() {
        Some(_) if was_joined => noted,
        Some(_) => Some(SetupTry {
            outcome: SetupOutcome::Good,
            at: None,
            device: String::new(),
            invented: false,
            detail: None,
        }),
        None => noted.filter(|_| !was_joined && desk.station.is_without_effect()),
    }
}

/// The one that is used for this step now, and whether it is made up.
pub fn find_device(desk: &Desk, step: SetupStep) -> (String, bool) {
    let settings = desk.station.settings();
    match step {
        SetupStep::Reader => (settings.reader_port, desk.devices.invents_reader()),
        SetupStep::Scanner => (settings.scanner, desk.devices.invents_scanner()),
        SetupStep::Printer => (settings.printer, false),
        SetupStep::Join | SetupStep::Screen | SetupStep::Sample => (String::new(), false),
    }
}

/// A paper of the station's: nobody may be signed in.
pub fn make_context(desk: &Desk) -> PaperContext {
    let centre = desk.station.centre_view();
    let station = centre.map(|centre| centre.station).unwrap_or_default();
    desk.paper_context(Clerk { station, ..Clerk::default() })
}

pub fn list_facts(desk: &Desk) -> SetupFacts {
    // What this program made itself is nobody's centre.
    let centre = desk.station.centre_view().filter(|centre| !centre.own);
    let (name, station_code) =
        centre.map(|centre| (centre.centre, centre.station_code)).unwrap_or_default();
    SetupFacts {
        at: moment_text(desk.station.now()),
        station_code,
        centre: name,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        catalogue: desk.catalog.current().pack.version().to_owned(),
    }
}

//! Trying the devices of a computer that is set up: each for real. Of a card only its kind leaves the
//! reader, of a page only a picture that is shown once.
use super::scan::{explain_end, make_scan_request};
use super::settings::set_citizen_screen;
use super::setup_view::{find_device, list_facts, make_context, show_setup};
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::contract::views::{SetupOutcome, SetupStep, SetupTried};
use crate::contract::{FailureCode, SetupStepRef, Topic};
use crate::desk::Desk;
use crate::desk::setup_tries::TriedPage;
use crate::papers::setup::test_page;
use crate::station::setup::StepResult;
use counter_core::code::variant_code;
use counter_core::date::date_text;
use counter_devices::ScanRequest;
use std::path::Path;
use tokio::sync::mpsc;

/// Of the picture of a page, in points of the screen.
const PICTURE_WIDTH: u32 = 700;
/// Whose a page is that is scanned to try the scanner.
const TRIAL: &str = "setup";

/// What came of a try.
#[derive(Default)]
struct Tried {
    detail: Option<String>,
    picture: Option<String>,
}

/// What fails is noted as well, and told.
pub async fn try_step(desk: &Desk, payload: SetupStepRef) -> Result<SetupTried, Failure> {
    desk.station.require_setup()?;
    desk.end_setup_tries();
    let step = payload.step;
    let (device, invented) = find_device(desk, step);
    let outcome = match step {
        SetupStep::Reader => try_reader(desk).await,
        SetupStep::Scanner => try_scanner(desk).await,
        SetupStep::Printer => try_printer(desk).await,
        SetupStep::Screen => return show_test(desk),
        SetupStep::Join | SetupStep::Sample => return Err(Failure::new(FailureCode::NotAllowed)),
    };
    let (outcome_word, detail) = match &outcome {
        Ok(tried) => (SetupOutcome::Good, tried.detail.clone()),
        Err(failure) => (SetupOutcome::Failed, Some(failure.code.to_string())),
    };
    let result = StepResult { outcome: outcome_word, device, invented, detail };
    desk.station.note_step(step, result)?;
    let picture = outcome?.picture;
    Ok(SetupTried { view: show_setup(desk), picture })
}

async fn try_reader(desk: &Desk) -> Result<Tried, Failure> {
    let reader = desk.devices.find_reader().await;
    let (port, speed) = reader.ok_or_else(|| Failure::new(FailureCode::DeviceNotConfigured))?;
    let outcome = desk.devices.host().read_card(&port, speed).await;
    desk.devices.note_reading(&outcome);
    let kind = variant_code(&outcome?.kind);
    Ok(Tried { detail: Some(kind), ..Tried::default() })
}

async fn try_scanner(desk: &Desk) -> Result<Tried, Failure> {
    if desk.devices.is_scanning() {
        return Err(Failure::new(FailureCode::ScanRunning));
    }
    let page = scan_one_page(desk).await?;
    let opened = desk.devices.worker.open_scan(TRIAL, page).await?;
    let page = opened.into_iter().next().ok_or_else(|| Failure::new(FailureCode::NoPages))?;
    let picture = desk.devices.worker.render_page(TRIAL, page.bytes, 0, 0, PICTURE_WIDTH).await?;
    let page = TriedPage { media: picture.media, bytes: picture.bytes };
    let id = desk.setup_tries.put_page(page);
    Ok(Tried { picture: Some(format!("page://localhost/setup/{id}")), ..Tried::default() })
}

async fn scan_one_page(desk: &Desk) -> Result<Vec<u8>, Failure> {
    let request = ScanRequest { limit: Some(1), ..make_scan_request(desk)? };
    let (sender, mut arriving) = mpsc::channel(1);
    let host = desk.devices.host();
    let job = tokio::spawn(async move { host.scan_pages(request, sender).await });
    desk.devices.note_scan_started(job.abort_handle());
    let mut first = None;
    while let Some(page) = arriving.recv().await {
        first = first.or(Some(page.bytes));
    }
    let outcome = job.await;
    desk.devices.note_scan_ended();
    let outcome = outcome.map_err(|_| Failure::new(FailureCode::ScanCancelled))?;
    desk.devices.note_scan(&outcome);
    if let Some(failure) = explain_end(outcome?, u32::from(first.is_some())) {
        return Err(failure);
    }
    first.ok_or_else(|| Failure::new(FailureCode::NoPages))
}

async fn try_printer(desk: &Desk) -> Result<Tried, Failure> {
    let printer = desk.station.settings().printer;
    let sheet = test_page(&make_context(desk), &list_facts(desk), &printer);
    let typeset = typeset_paper(desk, &desk.catalog.current(), &sheet, Telling::Before).await?;
    let day = date_text(desk.station.now().date());
    let print = desk.devices.print(&format!("test-page-{day}"), typeset.pdf).await?;
    let file = print.file.as_deref().and_then(|file| Path::new(file).file_name());
    let detail = file.map(|name| name.to_string_lossy().into_owned());
    Ok(Tried { detail, ..Tried::default() })
}

/// Whether it is seen only a person can say.
fn show_test(desk: &Desk) -> Result<SetupTried, Failure> {
    if !desk.station.settings().citizen_screen {
        desk.setup_tries.note_opened();
    }
    set_citizen_screen(desk, true)?;
    desk.setup_tries.show_screen();
    desk.station.announce(Topic::Citizen);
    Ok(SetupTried { view: show_setup(desk), picture: None })
}

//! Setting this computer up: what was found, what was tried of it, a summary to print. The tries
//! themselves are beside.
use super::settings::{apply_settings, list_devices, set_citizen_screen};
use super::setup_view::{list_facts, list_rows, make_context, show_setup};
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::contract::views::{
    DeviceView, Settings as SettingsInput, SetupOutcome, SetupPrint, SetupRow, SetupStep, SetupTry,
    SetupView,
};
use crate::contract::{DeviceChoice, FailureCode, Nothing, SettleStep};
use crate::desk::Desk;
use crate::papers::setup::{TriedStep, summary};
use crate::station::setup::StepResult;
use counter_core::code::variant_code;
use counter_core::date::date_text;

pub async fn setup(desk: &Desk, _: Nothing) -> Result<SetupView, Failure> {
    desk.station.require_setup()?;
    desk.end_setup_tries();
    Ok(show_setup(desk))
}

pub async fn setup_devices(desk: &Desk, _: Nothing) -> Result<Vec<DeviceView>, Failure> {
    desk.station.require_setup()?;
    Ok(list_devices(desk).await)
}

pub async fn choose_device(desk: &Desk, payload: DeviceChoice) -> Result<SetupView, Failure> {
    desk.station.require_setup()?;
    desk.end_setup_tries();
    let now = SettingsInput::from(desk.station.settings());
    let name = payload.name;
    let settings = match payload.step {
        SetupStep::Reader => SettingsInput { reader_port: name, ..now },
        SetupStep::Scanner => SettingsInput { scanner: name, ..now },
        SetupStep::Printer => SettingsInput { printer: name, ..now },
        SetupStep::Join | SetupStep::Screen | SetupStep::Sample => {
            return Err(Failure::new(FailureCode::NotAllowed));
        }
    };
    apply_settings(desk, settings)?;
    desk.station.forget_step(payload.step)?;
    Ok(show_setup(desk))
}

/// What the person before the computer says: that a step is left out, or what they saw.
pub async fn settle_step(desk: &Desk, payload: SettleStep) -> Result<SetupView, Failure> {
    desk.station.require_setup()?;
    let SettleStep { step, outcome } = payload;
    let is_seen = matches!(step, SetupStep::Screen | SetupStep::Sample);
    if outcome != SetupOutcome::Skipped && !is_seen {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    // Where work counts nobody can choose a trial.
    if step == SetupStep::Join && !desk.station.is_without_effect() {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    desk.end_setup_tries();
    if step == SetupStep::Screen {
        let was_opened = desk.setup_tries.take_opened();
        let is_left_out = outcome == SetupOutcome::Skipped && was_opened;
        if outcome == SetupOutcome::Failed || is_left_out {
            set_citizen_screen(desk, false)?;
        }
    }
    desk.station.note_step(step, StepResult::new(outcome))?;
    Ok(show_setup(desk))
}

pub async fn print_setup(desk: &Desk, _: Nothing) -> Result<SetupPrint, Failure> {
    desk.station.require_setup()?;
    desk.end_setup_tries();
    let tried: Vec<TriedStep> = list_rows(desk).into_iter().map(tried_step).collect();
    let sheet = summary(&make_context(desk), &list_facts(desk), &tried);
    let typeset = typeset_paper(desk, &desk.catalog.current(), &sheet, Telling::Before).await?;
    let day = date_text(desk.station.now().date());
    let print = desk.devices.print(&format!("setup-summary-{day}"), typeset.pdf).await?;
    desk.station.note_setup_printed()?;
    Ok(SetupPrint { view: show_setup(desk), print })
}

fn tried_step(row: SetupRow) -> TriedStep {
    let SetupRow { step, last, .. } = row;
    let outcome = last.as_ref().map(|last| variant_code(&last.outcome));
    let (at, device, invented, detail) = match last {
        Some(SetupTry { at, device, invented, detail, .. }) => (at, device, invented, detail),
        None => (None, String::new(), false, None),
    };
    TriedStep { step: variant_code(&step), outcome, at, device, invented, detail }
}

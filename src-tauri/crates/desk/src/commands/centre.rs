//! Joining a centre, and a technician's leave to change what clerks may not.
use super::session::hello;
use super::settings::settings;
use crate::Failure;
use crate::contract::views::{Hello, SettingsView, SetupOutcome, SetupStep};
use crate::contract::{FailureCode, JoinCentre, Nothing, TechnicianCode, Topic};
use crate::desk::Desk;
use crate::station::setup::StepResult;
use crate::station::stored::StoredName;
use counter_core::text::normalize_code;

/// Also before anybody has signed in: the code is what lets a station in. Whoever is signed in at
/// the office before is not at the one that comes.
pub async fn join_centre(desk: &Desk, payload: JoinCentre) -> Result<Hello, Failure> {
    if desk.station.environment.fixed {
        return Err(Failure::new(FailureCode::SettingsFixed));
    }
    let before = desk.station.office_id();
    desk.office.join_by_code(&normalize_code(&payload.office), &payload.code).await?;
    if desk.station.office_id() != before {
        desk.sign_out();
        desk.office.stop_own();
        // Nobody of this office was here yet: the number of another one lets nobody in.
        if desk.station.remove_stored(StoredName::LastClerk).is_err() {
            tracing::warn!("the last clerk of another office is still named");
        }
    }
    // That it was joined the file says; this is only when.
    if desk.station.note_step(SetupStep::Join, StepResult::new(SetupOutcome::Good)).is_err() {
        tracing::warn!("when this centre was joined could not be noted");
    }
    desk.delivery.wake();
    desk.station.announce(Topic::Session);
    hello(desk, Nothing {}).await
}

pub async fn open_technician(
    desk: &Desk,
    payload: TechnicianCode,
) -> Result<SettingsView, Failure> {
    desk.station.open_technician_leave(&payload.code)?;
    settings(desk, Nothing {}).await
}

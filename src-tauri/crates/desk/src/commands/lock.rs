//! Locking the screen, opening it again, and relief: a colleague goes on at the same window, both
//! stay named.
use super::session::{hello, prove_identity};
use crate::Failure;
use crate::cases::hold::take_over_fact;
use crate::contract::views::{Hello, LockCause, StaffRole};
use crate::contract::{Activity, CaseShown, FailureCode, Nothing, Relieve, Topic, UnlockScreen};
use crate::desk::Desk;
use crate::station::lock::check_secret_strength;
use crate::station::session::{Clerk, SignedIn};
use crate::station::stored::StoredName;
use counter_core::state::Action;
use counter_core::text::normalize_code;

pub async fn lock(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    desk.station.lock_screen(LockCause::Pressed);
    hello(desk, Nothing {}).await
}

/// By the short secret, or by the password; whoever gave the password may choose a new secret with
/// it. A secret is never chosen at the locked screen alone: else whoever passes could choose one
/// and walk in.
pub async fn unlock_screen(desk: &Desk, payload: UnlockScreen) -> Result<Hello, Failure> {
    let clerk = desk.station.require_clerk()?;
    match (payload.secret, payload.password) {
        (Some(typed), None) => desk.station.try_screen_secret(&clerk, &typed).await?,
        (None, Some(password)) => {
            if let Some(secret) = &payload.new_secret {
                check_secret_strength(&clerk.number, secret)?;
            }
            let signed_in = prove_identity(desk, &clerk.number, &password).await?;
            if let Some(secret) = payload.new_secret {
                desk.station.choose_screen_secret(&clerk.number, secret).await?;
            }
            let (window, station_code) = (clerk.window, clerk.station_code);
            let clerk = Clerk { window, station_code, ..signed_in.clerk };
            desk.station.sign_in_clerk(SignedIn { clerk, ..signed_in });
        }
        _ => return Err(Failure::new(FailureCode::BadRequest)),
    }
    desk.station.unlock_screen();
    hello(desk, Nothing {}).await
}

/// A key or a pointer in the clerk's window; told once a minute at most.
pub async fn note_activity(desk: &Desk, payload: Activity) -> Result<Nothing, Failure> {
    desk.station.note_activity(payload.seconds_ago);
    Ok(Nothing {})
}

/// The same in the citizen's window.
pub async fn citizen_activity(desk: &Desk, payload: Activity) -> Result<Nothing, Failure> {
    if desk.find_citizen_form().is_some() {
        desk.station.note_citizen_touch(payload.seconds_ago);
    }
    note_activity(desk, payload).await
}

/// Whether the clerk's window has a case on it, also a covered one: no update is installed then.
pub async fn note_case_shown(desk: &Desk, payload: CaseShown) -> Result<Nothing, Failure> {
    desk.station.in_use.show_case(payload.shown && desk.station.is_signed_in());
    // A window that names no case says only whether there is one.
    match (payload.shown, payload.case.as_deref()) {
        (true, None) => {}
        (true, case) => desk.drop_form_of_other(case),
        (false, _) => desk.drop_form_of_other(None),
    }
    Ok(Nothing {})
}

pub async fn relieve(desk: &Desk, payload: Relieve) -> Result<Hello, Failure> {
    // Whoever has left for the day hands nothing on: a colleague signs in for themselves.
    desk.station.require_session()?;
    let before = desk.station.require_clerk()?;
    let number = normalize_code(&payload.number);
    if number == before.number {
        return Err(Failure::new(FailureCode::ReliefSame));
    }
    let signed_in = prove_identity(desk, &number, &payload.password).await?;
    if signed_in.clerk.role == StaffRole::Supervisor {
        return Err(Failure::new(FailureCode::RoleNotAllowed));
    }
    // The papers name the window at which the citizen stands, wherever the colleague usually sits.
    let Clerk { station, window, station_code, .. } = before.clone();
    let clerk = Clerk { station, window, station_code, ..signed_in.clerk };
    if let Some(case) = &payload.case {
        let file = desk.cases.read_case(case)?;
        desk.station.admit_to_case(&clerk.number, case);
        // Before the case is decided, or while it waits for papers: then somebody still acts on it.
        if let Some(fact) = take_over_fact(&file, &clerk.number).filter(|_| file.may(Action::Hold))
        {
            desk.cases.append_facts_by(&clerk.number, file, vec![fact], Vec::new())?;
        }
    }
    desk.cases.drop_proposals();
    desk.drop_citizen_form();
    desk.station.store_text(StoredName::LastClerk, &clerk.number)?;
    desk.station.forget_token(&before.number);
    desk.station.sign_in_clerk(SignedIn { clerk, ..signed_in });
    desk.station.unlock_screen();
    desk.station.announce(Topic::Status);
    hello(desk, Nothing {}).await
}

//! Before the first case: greeting, passphrase, signing in (also without the line), status of the
//! window.
use crate::Failure;
use crate::contract::views::{Hello, StatusView};
use crate::contract::{FailureCode, Nothing, NoticeCode, Passphrase, SignIn, Topic};
use crate::desk::Desk;
use crate::station::session::SignedIn;
use crate::station::stored::StoredName;
use counter_core::text::normalize_code;

pub async fn hello(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    desk.office.greet().await;
    Ok(desk.status_sources().hello_view())
}

pub async fn unlock(desk: &Desk, payload: Passphrase) -> Result<Hello, Failure> {
    let before = desk.station.count_passphrase_try()?;
    desk.open_records(Some(payload.passphrase)).await;
    desk.station.settle_passphrase_try(before)?;
    hello(desk, Nothing {}).await
}

/// What kept the store closed (a locked keyring, a full disk) may be gone: once more, without
/// starting the program anew.
pub async fn open_again(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    desk.open_records(None).await;
    hello(desk, Nothing {}).await
}

/// Also at a locked screen: whoever it was locked for is where they were, and somebody else finds
/// nothing of them.
pub async fn sign_in(desk: &Desk, payload: SignIn) -> Result<Hello, Failure> {
    let number = normalize_code(&payload.number);
    let signed_in = prove_identity(desk, &number, &payload.password).await?;
    desk.station.store_text(StoredName::LastClerk, &signed_in.clerk.number)?;
    if desk.station.require_clerk().is_ok_and(|before| before.number != signed_in.clerk.number) {
        desk.sign_out();
    }
    desk.end_setup_tries();
    desk.station.sign_in_clerk(signed_in);
    desk.station.unlock_screen();
    desk.delivery.wake();
    desk.catalog.ask_for_newer();
    hello(desk, Nothing {}).await
}

/// By the office or, with the line down, by what the last good sign-in left here. What the office
/// has is then held against what is here.
pub async fn prove_identity(
    desk: &Desk,
    number: &str,
    password: &str,
) -> Result<SignedIn, Failure> {
    let signed_in = desk.office.check_identity(number, password).await?;
    desk.station.require_role_at_window(signed_in.clerk.role)?;
    if let Some(token) = signed_in.token.clone().filter(|_| signed_in.offline_until.is_none()) {
        desk.upkeep.compare_with_office(token);
    }
    Ok(signed_in)
}

pub async fn sign_out(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    desk.sign_out();
    desk.station.announce(Topic::Session);
    hello(desk, Nothing {}).await
}

pub async fn status(desk: &Desk, _: Nothing) -> Result<StatusView, Failure> {
    Ok(desk.status_sources().status_view())
}

pub async fn notice_read(desk: &Desk, payload: NoticeCode) -> Result<StatusView, Failure> {
    desk.notice_sources().mark_notice_read(payload.code)?;
    desk.station.announce(Topic::Status);
    status(desk, Nothing {}).await
}

/// The door opens although a package is being installed.
pub async fn skip_update(desk: &Desk, _: Nothing) -> Result<StatusView, Failure> {
    desk.upkeep.skip_update()?;
    desk.station.announce(Topic::Status);
    status(desk, Nothing {}).await
}

/// For another version that is installed, and nothing else: whoever opens the window again has it.
pub async fn close_window(desk: &Desk, _: Nothing) -> Result<Nothing, Failure> {
    if !desk.upkeep.is_newer_installed() {
        return Err(Failure::new(FailureCode::BadRequest));
    }
    desk.station.announce(Topic::Close);
    Ok(Nothing {})
}

//! Locking the screen, opening it again, and relief: a colleague goes on at the same window, both stay named.
use super::session::prove;
use crate::cases::journal::Open;
use crate::contract::views::{ClerkView, Hello};
use crate::contract::{Nothing, Relieve, SignIn, UnlockScreen};
use crate::station::lock as screen;
use crate::station::session::{self, Signed, require_clerk};
use crate::{Desk, Failure};
use counter_core::fact::Fact;
use counter_core::state::{Action, Role, may};

pub async fn lock(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    screen::close(desk);
    super::hello(desk, Nothing {}).await
}

/// By the short secret, or by the password; whoever gave the password may choose a new secret with it.
/// A secret is never chosen at the locked screen alone: else whoever passes could choose one and walk in.
pub async fn unlock_screen(desk: &Desk, payload: UnlockScreen) -> Result<Hello, Failure> {
    let clerk = require_clerk(desk)?;
    match (payload.secret, payload.password) {
        (Some(typed), None) => screen::try_secret(desk, &clerk, &typed).await?,
        (None, Some(password)) => {
            if let Some(fresh) = &payload.new_secret {
                screen::fit(&clerk.number, fresh)?;
            }
            let proved = prove(desk, &SignIn { number: clerk.number.clone(), password }).await?;
            if let Some(fresh) = payload.new_secret {
                screen::choose(desk, &clerk.number, fresh).await?;
            }
            let token = proved.token;
            let view = ClerkView { window: clerk.window, ..proved.view };
            *desk.signed() = Some(Signed { view, token });
        }
        _ => return Err(Failure::new("bad_request")),
    }
    screen::open(desk);
    super::hello(desk, Nothing {}).await
}

pub async fn relieve(desk: &Desk, payload: Relieve) -> Result<Hello, Failure> {
    let before = require_clerk(desk)?;
    if payload.number == before.number {
        return Err(Failure::new("relief_same"));
    }
    let proved = prove(desk, &SignIn { number: payload.number, password: payload.password }).await?;
    let token = proved.token;
    if proved.view.role == "supervisor" {
        return Err(Failure::new("role_not_allowed"));
    }
    // The papers name the window at which the citizen stands, wherever the colleague usually sits.
    let view = ClerkView { window: before.window, station: before.station, ..proved.view };
    if let Some(case) = &payload.case {
        let open = desk.read_case(case)?;
        if let Some(fact) = handed_over(&open, &view.number).filter(|_| still_open(&open)) {
            desk.append(open, vec![fact], &view.number, None)?;
        }
    }
    // A paper being looked at names the one who left.
    desk.memory().previews.clear();
    desk.keep("last_clerk", &view.number)?;
    session::forget_token(desk, &before.number);
    *desk.signed() = Some(Signed { view, token });
    screen::open(desk);
    desk.notify("status");
    super::hello(desk, Nothing {}).await
}

/// Before the case is decided, or while it waits for papers: then somebody still acts on it.
fn still_open(open: &Open) -> bool {
    may(open.case.status, Role::Clerk, Action::Hold)
}

/// The fact that somebody else acts from here, if it is somebody else.
pub fn handed_over(open: &Open, to: &str) -> Option<Fact> {
    let from = open.case.acting();
    (from != to).then(|| Fact::TakenOver { from: from.to_owned(), to: to.to_owned() })
}

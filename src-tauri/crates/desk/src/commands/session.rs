//! Before the first case: greeting, passphrase, signing in (also without the line), status of the window.
use crate::catalog::packs;
use crate::contract::views::{ClerkView, Counts, Hello, Line, StartState, StatusView};
use crate::contract::{Nothing, NoticeCode, Passphrase, SignIn};
use crate::delivery::outbox;
use crate::office::line;
use crate::station::errors::{office_failure, store_failure};
use crate::station::session::{self, Signed};
use crate::upkeep::old_copy;
use crate::views::case;
use crate::views::notices;
use crate::{Desk, Failure};
use counter_store::{HeadFilter, secret};
use serde::{Deserialize, Serialize};

/// What the last good sign-in leaves behind: who it was, and a verifier of the password (Argon2id), valid for some hours.
#[derive(Serialize, Deserialize)]
struct Remembered {
    clerk: ClerkView,
    verifier: String,
    until_ms: i64,
}

pub async fn hello(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    let (state, blocked) = desk.start_state();
    line::greet(desk).await;
    let face = desk.face().clone();
    let signed_in = desk.signed().as_ref().map(|s| s.view.clone());
    Ok(Hello {
        state,
        blocked: blocked.filter(|_| state != StartState::Ready),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        office_name: face.name,
        trial: face.trial,
        line_up: desk.line().is_up(),
        demo_accounts: [desk.ground.accounts.clone(), face.demo_accounts].concat(),
        ground: desk.ground.view(),
        last_clerk: desk.setting("last_clerk"),
        signed_in,
        locked: crate::station::lock::view(desk),
    })
}

pub async fn unlock(desk: &Desk, payload: Passphrase) -> Result<Hello, Failure> {
    session::open(desk.clone(), Some(payload.passphrase)).await;
    match desk.start_state() {
        (StartState::Ready, _) => hello(desk, Nothing {}).await,
        (_, code) => Err(Failure::new(code.as_deref().unwrap_or("wrong_passphrase"))),
    }
}

/// What kept the store closed (a locked keyring, a full disk) may be gone: once more, without starting the program anew.
pub async fn open_again(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    session::open(desk.clone(), None).await;
    hello(desk, Nothing {}).await
}

pub async fn sign_in(desk: &Desk, payload: SignIn) -> Result<Hello, Failure> {
    let signed = prove(desk, &payload).await?;
    desk.keep("last_clerk", &signed.view.number)?;
    *desk.signed() = Some(signed);
    desk.notify("session");
    desk.wake.notify_one();
    packs::fetch(desk);
    hello(desk, Nothing {}).await
}

/// Number and password, by the office or, with the line down, by what the last good sign-in left here.
pub async fn prove(desk: &Desk, payload: &SignIn) -> Result<Signed, Failure> {
    desk.with_store(|_| Ok(()))?;
    let client = desk.client();
    let outcome = match &client {
        Some(client) => client.sign_in(&payload.number, &payload.password).await,
        None => Err(counter_backoffice::OfficeError::Unreachable),
    };
    match outcome {
        Ok(answer) => {
            line::heard(desk, true);
            remember(desk, payload, answer).await
        }
        Err(error) if error.is_line_down() => {
            line::heard(desk, false);
            offline(desk, payload, office_failure(&error).code).await
        }
        Err(error) => Err(office_failure(&error)),
    }
}

/// A colleague's name as the last sign-in here told it; the number where nobody of that number ever signed in.
pub fn name_of(desk: &Desk, number: &str) -> String {
    let kept = desk.setting(&format!("sign_in.{number}"));
    let kept = kept.and_then(|text| serde_json::from_str::<Remembered>(&text).ok());
    kept.map_or_else(|| number.to_owned(), |kept| kept.clerk.name)
}

async fn remember(desk: &Desk, payload: &SignIn, answer: counter_backoffice::SignIn) -> Result<Signed, Failure> {
    let view = ClerkView {
        number: answer.clerk.number,
        name: answer.clerk.name,
        role: answer.clerk.role,
        station: answer.clerk.station,
        window: answer.clerk.window,
        offline: false,
        offline_until: None,
    };
    let password = payload.password.clone();
    let verifier = tokio::task::spawn_blocking(move || secret::verifier_make(&password))
        .await
        .map_err(|_| Failure::new("internal"))?
        .map_err(|_| Failure::new("internal"))?;
    let until_ms = notices::reckoned_ms(desk) + i64::from(answer.offline_hours) * 3_600_000;
    let kept = Remembered { clerk: view.clone(), verifier, until_ms };
    let text = serde_json::to_string(&kept).map_err(|_| Failure::new("internal"))?;
    desk.keep(&format!("sign_in.{}", view.number), &text)?;
    desk.keep("delivery_credential", answer.delivery_credential.expose())?;
    // What waited because the credential of before was no longer good goes with this one.
    *session::hold(&desk.breaker) = Default::default();
    desk.keep("station_code", &answer.clerk.station_code)?;
    session::keep_token(desk, &view.number, answer.token.expose());
    old_copy::compare(desk, answer.token.expose().to_owned());
    Ok(Signed { view, token: Some(answer.token) })
}

/// `why` is the line's condition: it is told when this clerk was never signed in here.
async fn offline(desk: &Desk, payload: &SignIn, why: String) -> Result<Signed, Failure> {
    let text = desk.setting(&format!("sign_in.{}", payload.number));
    let kept: Remembered = text
        .and_then(|t| serde_json::from_str(&t).ok())
        .ok_or_else(|| Failure::new("offline_no_verifier").with("why", &why))?;
    let password = payload.password.clone();
    let phc = kept.verifier.clone();
    let right = tokio::task::spawn_blocking(move || secret::verifier_check(&password, &phc))
        .await
        .map_err(|_| Failure::new("internal"))?;
    if !right {
        return Err(Failure::new("wrong_password"));
    }
    // Not by the clock alone: set back, it would give the hours again.
    if notices::reckoned_ms(desk) > kept.until_ms {
        return Err(Failure::new("offline_sign_in_expired"));
    }
    let until = counter_core::date::Moment::from_millis(kept.until_ms);
    let view = ClerkView { offline: true, offline_until: Some(case::moment_text(until)), ..kept.clerk };
    let token = session::kept_token(desk, &view.number);
    Ok(Signed { view, token })
}

pub async fn sign_out(desk: &Desk, _: Nothing) -> Result<Hello, Failure> {
    if let Some(signed) = desk.signed().take() {
        session::forget_token(desk, &signed.view.number);
    }
    desk.memory().forget_people();
    desk.notify("session");
    hello(desk, Nothing {}).await
}

pub async fn status(desk: &Desk, _: Nothing) -> Result<StatusView, Failure> {
    let now = desk.now();
    let (waiting, parked) = desk.outbox_counts();
    let signed = desk.signed().as_ref().map(|s| s.view.clone());
    let counts = match &signed {
        Some(clerk) => counts(desk, &clerk.number, waiting).unwrap_or_else(|_| empty_counts()),
        None => empty_counts(),
    };
    let lamps = desk.lamps();
    let line = desk.line();
    Ok(StatusView {
        signed_in: signed,
        locked: crate::station::lock::view(desk),
        ground: desk.ground.view(),
        trial: desk.face().trial,
        line: line.view(),
        line_since: line.since.map(case::moment_text).filter(|_| line.view() == Line::Down),
        waiting,
        parked,
        paused: outbox::stopped(desk).is_some(),
        reader: lamps.reader,
        scanner: lamps.scanner,
        printer: lamps.printer,
        now: now.local().strftime("%H:%M").to_string(),
        today: case::date_text(now.date()),
        weekday: case::weekday(now.date()),
        counts,
        space: crate::upkeep::retention::gauge(desk),
        notices: notices::notices(desk),
        citizen: super::citizen::screen(desk),
    })
}

pub async fn notice_read(desk: &Desk, payload: NoticeCode) -> Result<StatusView, Failure> {
    notices::read(desk, &payload.code)?;
    status(desk, Nothing {}).await
}

fn empty_counts() -> Counts {
    Counts { draft: 0, correction: 0, returned: 0, done_today: 0, waiting: 0 }
}

fn counts(desk: &Desk, clerk: &str, waiting: u32) -> Result<Counts, Failure> {
    let filter = HeadFilter { clerk: Some(clerk.to_owned()), statuses: Vec::new(), text: None, limit: 2000 };
    let heads = desk.with_store(|s| s.heads(&filter).map_err(store_failure))?;
    let today = desk.now().date();
    let of = |words: &[&str]| heads.iter().filter(|h| words.contains(&h.status.as_str())).count() as u32;
    let done = ["accepted", "deferred", "refused", "redirected", "completed", "correction"];
    let done_today = heads.iter().filter(|h| {
        let day = counter_core::date::Moment::from_millis(h.updated_ms).date();
        done.contains(&h.status.as_str()) && day == today
    });
    Ok(Counts {
        draft: of(&["draft", "received"]),
        correction: of(&["correction", "deferred"]),
        returned: of(&["returned"]),
        done_today: done_today.count() as u32,
        waiting,
    })
}

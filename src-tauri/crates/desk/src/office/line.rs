//! Whether the office can be reached, and who it says it is. Asked seldom and cheaply; every answer elsewhere is news too.
use crate::Desk;
use crate::catalog::packs;
use crate::contract::views::{DemoAccount, Line};
use crate::delivery::turns;
use crate::office::gate::Gate;
use crate::station::session::{OfficeFace, hold};
use crate::views::notices;
use counter_backoffice::{Client, Timeouts};
use counter_core::date::Moment;
use counter_core::outbox::Breaker;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

pub const TIMEOUTS: Timeouts = Timeouts { connect: Duration::from_secs(3), answer: Duration::from_secs(10) };
/// Nobody waits for the loop, and an office that takes half a minute for each answer must still get its cases.
const UNHURRIED: Timeouts = Timeouts { connect: Duration::from_secs(3), answer: Duration::from_secs(60) };
/// While the line is down or unknown it is asked this often; while it is up, a fifth as often.
const ASK_EVERY_MS: i64 = 3_000;
const GREETING: Duration = Duration::from_secs(3);

#[derive(Default)]
pub struct LineState {
    up: Option<bool>,
    pub since: Option<Moment>,
    asked_ms: i64,
    /// When the station's returns were last asked for.
    pub returns_asked_ms: i64,
    /// And what the deciding office says of its cases.
    pub steps_asked_ms: i64,
}

impl LineState {
    pub fn is_up(&self) -> bool {
        self.up == Some(true)
    }

    pub fn view(&self) -> Line {
        match self.up {
            None => Line::Unknown,
            Some(true) => Line::Up,
            Some(false) => Line::Down,
        }
    }
}

/// The office's address: configured, else the embedded one. An older way is shut.
pub fn connect(desk: &Desk) {
    let configured = desk.settings().office;
    let address = if configured.is_empty() { hold(&desk.embedded).office() } else { Some(configured) };
    let mut gates = hold(&desk.gates);
    gates.drain(..).for_each(|old| old.shut());
    let closed = desk.is_closed();
    let mut client = |timeouts| {
        let way = desk.ground.way(address.as_deref(), timeouts).filter(|_| !closed)?;
        let gate = Arc::new(Gate::new(way));
        gates.push(gate.clone());
        Some(Arc::new(Client::new(gate)))
    };
    *desk.client.write().unwrap_or_else(PoisonError::into_inner) = client(TIMEOUTS);
    *desk.courier.write().unwrap_or_else(PoisonError::into_inner) = client(UNHURRIED);
    drop(gates);
    *desk.face() = OfficeFace::default();
    *desk.line() = LineState::default();
    packs::ask_soon(desk);
    *hold(&desk.breaker) = Breaker::unproven();
    desk.wake.notify_one();
}

/// Nothing of this desk reaches an office from here on.
pub fn shut(desk: &Desk) {
    let mut gates = hold(&desk.gates);
    gates.drain(..).for_each(|gate| gate.shut());
    desk.client.write().unwrap_or_else(PoisonError::into_inner).take();
    desk.courier.write().unwrap_or_else(PoisonError::into_inner).take();
}

/// An answer, or none, was just heard.
pub fn heard(desk: &Desk, up: bool) {
    let now = desk.now();
    if up {
        let mut breaker = hold(&desk.breaker);
        *breaker = std::mem::take(&mut *breaker).heard();
    }
    let mut line = desk.line();
    line.asked_ms = now.millis();
    if line.up == Some(up) {
        return;
    }
    line.up = Some(up);
    line.since = Some(now);
    drop(line);
    if up {
        turns::line_is_back(desk);
    }
    desk.notify("status");
}

pub async fn watch(desk: &Desk) {
    let now = desk.now().millis();
    let due = {
        let line = desk.line();
        let every = if line.is_up() { ASK_EVERY_MS * 5 } else { ASK_EVERY_MS };
        now - line.asked_ms >= every || now < line.asked_ms
    };
    if due {
        greet(desk).await;
    }
    packs::watch(desk);
}

/// One tiny request: is it our office, and does it say that it is a trial?
pub async fn greet(desk: &Desk) {
    let Some(client) = desk.client() else { return };
    let answer = tokio::time::timeout(GREETING, client.greet()).await;
    match answer {
        Ok(Ok((hello, said))) => {
            if let Some(at) = said {
                notices::office_time(desk, at.as_millisecond());
            }
            let accounts = hello.demo_accounts.into_iter().map(|a| DemoAccount {
                number: a.number,
                password: a.password,
                name: a.name,
                role: a.role,
            });
            *desk.face() = OfficeFace { name: Some(hello.name), trial: hello.trial, demo_accounts: accounts.collect() };
            heard(desk, true);
        }
        Ok(Err(error)) => heard(desk, !error.is_line_down()),
        Err(_) => heard(desk, false),
    }
}

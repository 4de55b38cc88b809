//! Whether the office can be reached, and who it says it is. Asked seldom and cheaply; every answer
//! elsewhere is news too.
//!
//! Invariant: the line is down when `/hello` says so, twice, or when nobody can be connected to at
//! all; no request that was refused, cut or not answered decides it.
//! Held by `a_gateway_that_hangs_up_on_one_kind_of_request_is_no_dead_line`.
use super::{Office, OfficeIntroduction};
use crate::Failure;
use crate::contract::views::{DemoAccount, Line};
use crate::contract::{FailureCode, Topic};
use counter_backoffice::{Ability, Client, Greeting, OfficeError};
use counter_core::date::Moment;
use std::time::Duration;
use tokio::sync::watch;

/// While the line is down or unknown, or it is not known who is there, it is asked this often; else
/// a fifth as often.
const ASK_EVERY_MS: i64 = 3_000;
pub(super) const GREETING_PATIENCE: Duration = Duration::from_secs(3);

#[derive(Clone, Copy, Default)]
pub struct LineState {
    up: Option<bool>,
    /// Since when it is as it is.
    pub since: Option<Moment>,
    /// Who answered the last greeting in the office's place, while the line is down.
    pub barrier: Option<FailureCode>,
    asked_ms: i64,
}

impl LineState {
    pub fn is_up(self) -> bool {
        self.up == Some(true)
    }

    pub fn view(self) -> Line {
        match self.up {
            None => Line::Unknown,
            Some(true) => Line::Up,
            Some(false) => Line::Down,
        }
    }
}

/// What whoever depends on the line is told: that it came up or went down, and that there is
/// another way to the office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineNews {
    /// Counts the ways to an office: each may lead to another one.
    pub connection: u64,
    pub up: Option<bool>,
}

impl LineNews {
    pub fn connect_anew(&mut self) {
        self.connection += 1;
        self.up = None;
    }
}

/// Who is there. A gateway's refusal is met once more before it counts: it may be chance.
pub async fn ask_hello(client: &Client) -> Result<Greeting, OfficeError> {
    match client.get_hello().await {
        Err(error) if !error.greeting_news() => client.get_hello().await,
        answer => answer,
    }
}

impl Office {
    pub fn line(&self) -> LineState {
        *self.line.lock()
    }

    pub fn subscribe_line(&self) -> watch::Receiver<LineNews> {
        self.news.subscribe()
    }

    /// An answer, or none, has just come.
    pub fn note_answer(&self, up: bool) {
        let now = self.station.now();
        if up {
            self.with_breaker(|breaker| *breaker = std::mem::take(breaker).after_other_answer());
        }
        {
            let mut line = self.line.lock();
            line.asked_ms = now.millis();
            if line.up == Some(up) {
                return;
            }
            line.up = Some(up);
            line.since = Some(now);
            line.barrier = None;
        }
        self.news.send_modify(|news| news.up = Some(up));
        self.station.announce(Topic::Status);
    }

    /// Somebody did not get an answer: the greeting is due at once.
    pub fn doubt_line(&self) {
        self.line.lock().asked_ms = 0;
    }

    /// Asks when it is time to.
    pub async fn watch_line(&self) {
        let now = self.station.now().millis();
        let line = self.line();
        let is_known = line.is_up() && self.is_introduced();
        let every = if is_known { ASK_EVERY_MS * 5 } else { ASK_EVERY_MS };
        if now - line.asked_ms >= every || now < line.asked_ms {
            self.greet().await;
        }
    }

    /// One tiny request: is it our office, and does it say that it is a trial?
    pub async fn greet(&self) {
        let Some(client) = self.client() else { return };
        let answer = tokio::time::timeout(GREETING_PATIENCE, ask_hello(&client)).await;
        match answer {
            Ok(Ok(greeting)) => {
                if let Err(code) = self.recognize(&greeting).await {
                    self.note_answer(false);
                    return self.note_barrier(Some(code));
                }
                let Greeting { hello, date, .. } = greeting;
                if let Some(at) = date {
                    self.station.set_office_time(at.as_millisecond());
                }
                let can_replace = hello.can(Ability::InPlaceOf);
                let gives_centre_files = hello.can(Ability::Centre);
                let knows_installations = hello.can(Ability::Installations);
                let accounts = hello.demo_accounts.into_iter().map(|account| DemoAccount {
                    number: account.number,
                    password: account.password,
                    name: account.name,
                    role: account.role,
                });
                *self.introduction.lock() = OfficeIntroduction {
                    can_replace,
                    gives_centre_files,
                    knows_installations,
                    name: Some(hello.name),
                    trial: hello.trial,
                    demo_accounts: accounts.collect(),
                };
                self.note_answer(true);
            }
            Ok(Err(error)) => {
                let is_up = error.greeting_news();
                self.note_answer(is_up);
                let is_barrier = error.is_barred() && !is_up;
                self.note_barrier(is_barrier.then(|| Failure::from(&error).code));
            }
            Err(_) => self.note_answer(false),
        }
    }

    fn note_barrier(&self, barrier: Option<FailureCode>) {
        let before = std::mem::replace(&mut self.line.lock().barrier, barrier);
        if before != barrier {
            self.station.announce(Topic::Status);
        }
    }
}

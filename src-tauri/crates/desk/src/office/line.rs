//! Whether the office can be reached. Asked seldom and cheaply; every answer elsewhere is news too.
//!
//! Invariant: the line is down when `/hello` says so, twice, or when nobody can be connected to at
//! all; no request that was refused, cut or not answered decides it.
//! Held by `a_gateway_that_hangs_up_on_one_kind_of_request_is_no_dead_line`.
use super::Office;
use crate::contract::views::Line;
use crate::contract::{FailureCode, Topic};
use counter_core::date::Moment;
use tokio::sync::watch;

/// While the line is down or unknown, or it is not known who is there, it is asked this often; else
/// a fifth as often.
const ASK_EVERY_MS: i64 = 3_000;

#[derive(Clone, Copy, Default)]
pub struct LineState {
    up: Option<bool>,
    /// Since when it is as it is.
    pub since: Option<Moment>,
    /// Who answered the last greeting in the office's place, while the line is down.
    pub barrier: Option<FailureCode>,
    pub(super) connection: u64,
    asked_ms: i64,
}

impl LineState {
    pub(super) fn of_connection(connection: u64) -> Self {
        LineState { connection, ..LineState::default() }
    }

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

impl Office {
    pub fn line(&self) -> LineState {
        *self.line.lock()
    }

    pub fn subscribe_line(&self) -> watch::Receiver<LineNews> {
        self.news.subscribe()
    }

    /// An answer, or none, has just come.
    pub fn note_answer(&self, up: bool) {
        let line = self.line();
        let barrier = line.barrier.filter(|_| line.up == Some(up));
        self.note_answer_over(line.connection, up, barrier);
    }

    /// The same, and who answered in the office's place. What a former connection brought says
    /// nothing of this one.
    pub(super) fn note_answer_over(&self, connection: u64, up: bool, barrier: Option<FailureCode>) {
        let now = self.station.now();
        let (is_news, is_barrier_news) = {
            let mut line = self.line.lock();
            if line.connection != connection {
                return;
            }
            line.asked_ms = now.millis();
            let is_news = line.up != Some(up);
            if is_news {
                (line.up, line.since) = (Some(up), Some(now));
            }
            (is_news, std::mem::replace(&mut line.barrier, barrier) != barrier)
        };
        if up {
            self.with_breaker(|breaker| *breaker = std::mem::take(breaker).after_other_answer());
        }
        if is_news {
            self.news.send_modify(|news| news.up = Some(up));
        }
        if is_news || is_barrier_news {
            self.station.announce(Topic::Status);
        }
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
}

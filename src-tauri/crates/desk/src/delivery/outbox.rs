//! Delivery as this desk does it: the loop that runs for its whole life, the window's hand on a case, stopping by hand.
//! What is done in which order is the courier's.
use crate::delivery::courier::{self, Post, Round};
use crate::delivery::{returns, steps};
use crate::office::line;
use crate::station::errors::store_failure;
use crate::station::session::hold;
use crate::views::notices;
use crate::{Desk, Failure};
use counter_backoffice::Client;
use counter_core::fact::Fact;
use counter_core::outbox::{Breaker, Outcome, Step, next};
use counter_store::{OutboxRow, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// How long the clerk waits for the office's number before the provisional one is shown.
const PATIENCE: Duration = Duration::from_secs(4);
/// How often it is considered whether to ask for the line again, or whether it is time for the next step.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// With nothing to send. A decision wakes the loop.
const IDLE: Duration = Duration::from_secs(5);
/// A bar that moves, not one that keeps the screen busy.
const TELL_EVERY_MS: i64 = 300;
const PAUSED: &str = "delivery.paused";

/// Who stopped delivery, and when.
#[derive(Clone, Serialize, Deserialize)]
pub struct Stopped {
    pub by: String,
    pub at_ms: i64,
}

/// Runs for the desk's whole life: woken by an issue or a good line, else looks each second what is due.
pub fn start(desk: &Desk) {
    // Holds the desk only while it works, so that a desk that is let go closes its store.
    let (waker, desk) = (desk.wake.clone(), Arc::downgrade(&desk.0));
    let watched = desk.clone();
    // On its own, so that a slow answer to a case does not keep the line from being looked at.
    tokio::spawn(async move {
        while let Some(desk) = watched.upgrade().map(Desk) {
            line::watch(&desk).await;
            returns::watch(&desk).await;
            steps::watch(&desk).await;
            drop(desk);
            tokio::time::sleep(LOOK_EVERY).await;
        }
    });
    tokio::spawn(async move {
        let (mut pause, mut round) = (Duration::ZERO, Round::default());
        loop {
            let _ = tokio::time::timeout(pause, waker.notified()).await;
            let Some(desk) = desk.upgrade().map(Desk).filter(|desk| !desk.is_closed()) else { return };
            notices::look(&desk);
            pause = match courier::step(&desk, &mut round).await {
                Ok(Step::Nothing) => IDLE,
                Ok(Step::Wait { .. }) => LOOK_EVERY,
                Ok(_) => Duration::ZERO,
                Err(failure) => {
                    tracing::warn!(code = failure.code, "delivery stopped at this station");
                    IDLE
                }
            };
        }
    });
}

impl Post for Desk {
    type Claim = Claim;

    fn now_ms(&self) -> i64 {
        self.now().millis()
    }

    fn dice(&self) -> f64 {
        f64::from(uuid::Uuid::new_v4().as_fields().0) / f64::from(u32::MAX)
    }

    fn office(&self) -> Option<(Arc<Client>, String)> {
        Some((self.courier()?, self.setting("delivery_credential").unwrap_or_default()))
    }

    fn store<T>(&self, act: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, Failure> {
        self.with_store(|s| act(s).map_err(store_failure))
    }

    fn official(&self, case: &str) -> Result<Option<String>, Failure> {
        Ok(self.read_case(case)?.case.official)
    }

    fn record(&self, row: OutboxRow, fact: Fact) -> Result<(), Failure> {
        let open = self.read_case(&row.case)?;
        let by = open.case.clerk.clone();
        self.append(open, vec![fact], &by, Some(row)).map(drop)
    }

    fn claim(&self, case: &str) -> Option<Claim> {
        claim(self, case)
    }

    fn is_held(&self, case: &str) -> bool {
        hold(&self.sending).contains(case)
    }

    fn is_paused(&self) -> bool {
        stopped(self).is_some()
    }

    fn breaker<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T {
        act(&mut hold(&self.breaker))
    }

    fn heard(&self, up: bool) {
        line::heard(self, up);
    }

    fn sent(&self, case: &str, bytes: u64) {
        let now = self.now().millis();
        let told = hold(&self.sent).2;
        let again = (now - told).abs() >= TELL_EVERY_MS;
        *hold(&self.sent) = (case.to_owned(), bytes, if again { now } else { told });
        if again {
            self.notify("outbox");
        }
    }

    fn changed(&self, case: &str) {
        self.notify(&format!("case:{case}"));
        self.notify("outbox");
    }
}

impl Desk {
    /// Cases not acknowledged yet, and those among them that wait for a person.
    pub fn outbox_counts(&self) -> (u32, u32) {
        let open = self.with_store(|s| s.outbox_open().map_err(store_failure)).unwrap_or_default();
        let parked = open.iter().filter(|r| r.state == "parked" || r.state == "refused").count();
        (open.len() as u32, parked as u32)
    }
}

/// One hand on a case at a time: the window while it issues, else the loop.
pub struct Claim(Desk, String);

impl Drop for Claim {
    fn drop(&mut self) {
        hold(&self.0.sending).remove(&self.1);
    }
}

pub fn claim(desk: &Desk, case: &str) -> Option<Claim> {
    hold(&desk.sending).insert(case.to_owned()).then(|| Claim(desk.clone(), case.to_owned()))
}

/// Step (a) at once, for the clerk who waits. Whatever comes of it, the loop goes on.
pub async fn first_step(desk: &Desk, case: &str) {
    if !desk.line().is_up() {
        return;
    }
    // A peer that never answers is a line that is down.
    match tokio::time::timeout(PATIENCE, courier::first(desk, case)).await {
        Ok(Ok(())) => {}
        Ok(Err(failure)) => tracing::warn!(code = failure.code, "delivery stopped at this station"),
        Err(_) => line::heard(desk, false),
    }
}

pub fn stopped(desk: &Desk) -> Option<Stopped> {
    serde_json::from_str(&desk.setting(PAUSED)?).ok()
}

/// By hand, and kept: a restart does not resume what somebody stopped.
pub fn stop(desk: &Desk, by: Option<&str>) -> Result<(), Failure> {
    let now = desk.now().millis();
    let text = match by {
        Some(by) => serde_json::to_string(&Stopped { by: by.to_owned(), at_ms: now }),
        None => Ok(String::new()),
    };
    desk.keep(PAUSED, &text.map_err(|_| Failure::new("internal"))?)?;
    desk.wake.notify_one();
    desk.notify("outbox");
    Ok(())
}

/// Sends a case without waiting out its pause, also one that was set aside.
pub fn release(desk: &Desk, case: &str) -> Result<(), Failure> {
    let now = desk.now().millis();
    desk.with_store(|s| {
        // Within one hold of the store: delivery may be about to write the same rows.
        let rows = s.outbox_rows(case).map_err(store_failure)?;
        for row in rows.into_iter().filter(|row| row.state != "acknowledged") {
            let released = next(&courier::state_of(&row), Outcome::Queued, now, 0.0);
            s.put_outbox(&courier::with_state(row, released)).map_err(store_failure)?;
        }
        Ok(())
    })?;
    desk.wake.notify_one();
    Ok(())
}

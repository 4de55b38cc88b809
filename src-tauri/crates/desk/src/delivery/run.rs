//! The loop: woken by an issue, a good line or the clock, it does one step after another for the
//! desk's whole life. And the first step at once, for the clerk who waits.
use super::Delivery;
use super::courier::{self, Round};
use crate::office::line::LineNews;
use counter_core::outbox::{Gate, Step};
use std::sync::Weak;
use std::time::{Duration, Instant};

/// How long the clerk waits for the office's number before the provisional one is shown.
const PATIENCE: Duration = Duration::from_secs(4);
/// Of that, what an answer needs at least.
const ANSWER: Duration = Duration::from_secs(1);
/// How often it is considered whether to ask for the line again, or whether it is time for the next
/// step.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// With nothing to send. A decision wakes the loop.
const IDLE: Duration = Duration::from_secs(5);

/// Has the delivery only while it works, so that a desk that is let go closes its store.
pub async fn run_delivery(delivery: Weak<Delivery>) {
    let Some(here) = delivery.upgrade() else { return };
    let (wake, mut line) = (here.wake.clone(), here.office.subscribe_line());
    drop(here);
    let (mut pause, mut round) = (Duration::ZERO, Round::default());
    let mut before = LineNews::default();
    loop {
        tokio::select! {
            _ = tokio::time::timeout(pause, wake.notified()) => {}
            _ = line.changed() => {}
        }
        let Some(here) = delivery.upgrade().filter(|here| !here.station.is_closed()) else {
            return;
        };
        // Before anything is sent: with much to file the station asks for its turn first.
        let news = *line.borrow_and_update();
        if news != before && news.up == Some(true) {
            here.line_is_back();
        }
        before = news;
        pause = match courier::step(&*here, &mut round).await {
            Ok(Step::Nothing) => IDLE,
            Ok(Step::Wait { .. }) => LOOK_EVERY,
            Ok(_) => Duration::ZERO,
            Err(failure) => {
                tracing::warn!(code = failure.code.as_str(), "delivery stopped at this station");
                IDLE
            }
        };
    }
}

impl Delivery {
    /// None while the loop has the case in hand.
    pub fn claim_case(&self, case: &str) -> Option<super::claims::Claim> {
        self.claims.claim_case(case)
    }

    /// Step (a) at once, for the clerk who waits. Whatever comes of it, the loop goes on.
    pub async fn send_first_step(&self, case: &str) {
        let begun = Instant::now();
        let left = || PATIENCE.saturating_sub(begun.elapsed());
        while self.office.line().is_up() {
            match tokio::time::timeout(left(), courier::first(self, case)).await {
                Ok(Ok(())) => {}
                Ok(Err(failure)) => {
                    tracing::warn!(
                        code = failure.code.as_str(),
                        "delivery stopped at this station"
                    );
                    return;
                }
                Err(_) => return self.office.doubt_line(),
            }
            // Somebody asked for a moment only: with it over, the citizen still gets the number.
            let Some(pause) = self.pause_of(case).filter(|pause| *pause + ANSWER < left()) else {
                return;
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// How long until a case without a number may be filed; none when nothing holds it up, or more
    /// than time.
    fn pause_of(&self, case: &str) -> Option<Duration> {
        let now = self.station.now().millis();
        let rows = self.station.with_store(|store| store.outbox_rows(case)).ok()?;
        let row = rows.into_iter().find(|row| row.state == "queued")?;
        let shut_ms = match self.office.with_breaker(|breaker| breaker.gate(now)) {
            Gate::Shut { until_ms } => until_ms,
            Gate::Open | Gate::Ask => i64::MIN,
        };
        let wait = row.next_at_ms.max(shut_ms).saturating_sub(now);
        u64::try_from(wait).ok().filter(|wait| *wait > 0).map(Duration::from_millis)
    }
}

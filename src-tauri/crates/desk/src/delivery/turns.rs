//! The line is back: what waited need not wait out its back-off, but with much to file the station
//! asks for its turn first, since a whole town comes back in the same seconds. The rules are
//! `core::turn`.
use super::Delivery;
use crate::contract::Topic;
use crate::station::ids::random_share;
use counter_core::turn::{Turn, must_ask, unguided_start};
use counter_store::{OutboxRow, StoreError};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// The office answers such a question at once, or has other worries.
const PATIENCE: Duration = Duration::from_secs(10);
/// Between two questions, whatever the office says.
const BREATH: Duration = Duration::from_secs(1);

impl Delivery {
    pub(super) fn line_is_back(self: &Arc<Self>) {
        // Their cases are filed already; pages hold up nobody.
        self.put_off(|row| row.state == "awaiting_materials", |_| 0, None);
        if !must_ask(self.count_unfiled()) {
            self.put_off(is_unfiled, |_| 0, None);
            return;
        }
        // Until the office has said when: as if it could not say. That holds, too, when the program
        // ends before the answer.
        let from = self.station.now().millis();
        self.set_times(|_| unguided_start(from, random_share()));
        // A desk that is let go must be able to close meanwhile.
        tokio::spawn(follow_turns(Arc::downgrade(self)));
    }

    async fn ask_for_turn(&self, waiting: usize) -> Option<Turn> {
        let client = self.office.delivery_client()?;
        let credential = self.station.delivery_credential().unwrap_or_default();
        let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
        let answer = tokio::time::timeout(PATIENCE, client.ask_turn(&credential, waiting))
            .await
            .ok()?
            .ok()?;
        let cases = answer.cases.min(waiting);
        let turn =
            Turn { after_ms: answer.after_ms.into(), every_ms: answer.every_ms.into(), cases };
        let now = self.station.now().millis();
        self.set_times(|k| turn.time_of(k, now, random_share()));
        self.wake();
        Some(turn).filter(|turn| turn.cases > 0)
    }

    fn count_unfiled(&self) -> usize {
        let office = self.station.office_id();
        let rows = self.station.with_store(|store| store.outbox_open()).unwrap_or_default();
        rows.iter().filter(|row| row.office == office && is_unfiled(row)).count()
    }

    /// Sets the time of each unfiled case, by its place among them.
    fn set_times(&self, time_of: impl Fn(usize) -> i64) {
        self.put_off(is_unfiled, time_of, Some("office_overloaded"));
        self.station.announce(Topic::Outbox);
    }

    /// Read and written under one lock: a row that is being sent must not get an older state back.
    /// A store that fails says so where a case is sent.
    fn put_off(
        &self,
        which: fn(&OutboxRow) -> bool,
        time_of: impl Fn(usize) -> i64,
        code: Option<&str>,
    ) {
        let office = self.station.office_id();
        let _ = self.station.with_store(|store| {
            let mut rows = store.outbox_open()?;
            rows.retain(|row| row.office == office && which(row));
            for (k, row) in rows.into_iter().enumerate() {
                let last_code = code.map(str::to_owned).or(row.last_code);
                store.put_outbox(&OutboxRow { next_at_ms: time_of(k), last_code, ..row })?;
            }
            Ok::<(), StoreError>(())
        });
    }
}

/// Turn after turn, until a few are left.
async fn follow_turns(delivery: Weak<Delivery>) {
    loop {
        let here = delivery
            .upgrade()
            .filter(|here| !here.station.is_closed() && here.office.line().is_up());
        let Some(here) = here else { return };
        let waiting = here.count_unfiled();
        if !must_ask(waiting) {
            here.put_off(is_unfiled, |_| 0, None);
            return here.wake();
        }
        let Some(turn) = here.ask_for_turn(waiting).await else { return };
        let wake = here.wake.clone();
        drop(here);
        // To the point, since turns lie close together; the loop alone looks each second.
        tokio::time::sleep(millis(turn.after_ms)).await;
        for _ in 0..turn.cases {
            wake.notify_one();
            tokio::time::sleep(millis(turn.every_ms)).await;
        }
        if turn.cases as usize >= waiting {
            return;
        }
        tokio::time::sleep(BREATH).await;
    }
}

fn millis(wait: i64) -> Duration {
    Duration::from_millis(u64::try_from(wait).unwrap_or_default())
}

fn is_unfiled(row: &OutboxRow) -> bool {
    matches!(row.state.as_str(), "queued" | "sending")
}

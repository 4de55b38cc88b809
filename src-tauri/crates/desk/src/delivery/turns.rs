//! The line is back: what waited need not wait out its back-off, but with much to file the station asks for its turn
//! first, since a whole town comes back in the same seconds. The rules are `core::turn`.
use crate::Desk;
use crate::station::errors::store_failure;
use crate::station::session::Inner;
use counter_core::turn::{Turn, asks, unguided};
use counter_store::OutboxRow;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// The office answers such a question at once, or has other worries.
const PATIENCE: Duration = Duration::from_secs(10);
/// Between two questions, whatever the office says.
const BREATH: Duration = Duration::from_secs(1);

pub fn line_is_back(desk: &Desk) {
    // Their cases are filed already; pages hold up nobody.
    put_off(desk, |row| row.state == "awaiting_materials", |_| 0, None);
    if !asks(unfiled(desk)) {
        put_off(desk, is_unfiled, |_| 0, None);
        desk.wake.notify_one();
        return;
    }
    // Until the office has said when: as if it could not say. That holds, too, when the program ends before the answer.
    let from = desk.now().millis();
    times(desk, |_| unguided(from, chance()));
    desk.wake.notify_one();
    // A desk that is let go must be able to close meanwhile.
    tokio::spawn(follow(Arc::downgrade(&desk.0)));
}

/// Turn after turn, until a few are left.
async fn follow(desk: Weak<Inner>) {
    loop {
        let here = desk.upgrade().map(Desk).filter(|desk| !desk.is_closed() && desk.line().is_up());
        let Some(here) = here else { return };
        let waiting = unfiled(&here);
        if !asks(waiting) {
            put_off(&here, is_unfiled, |_| 0, None);
            return here.wake.notify_one();
        }
        let Some(turn) = ask(&here, waiting).await else { return };
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

async fn ask(desk: &Desk, waiting: usize) -> Option<Turn> {
    let client = desk.courier()?;
    let credential = desk.setting("delivery_credential").unwrap_or_default();
    let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
    let said = tokio::time::timeout(PATIENCE, client.turn(&credential, waiting)).await.ok()?.ok()?;
    let cases = said.cases.min(waiting);
    let turn = Turn { after_ms: said.after_ms.into(), every_ms: said.every_ms.into(), cases };
    let now = desk.now().millis();
    times(desk, |k| turn.time_of(k, now, chance()));
    desk.wake.notify_one();
    Some(turn).filter(|turn| turn.cases > 0)
}

fn millis(wait: i64) -> Duration {
    Duration::from_millis(u64::try_from(wait).unwrap_or_default())
}

fn unfiled(desk: &Desk) -> usize {
    let rows = desk.with_store(|s| s.outbox_open().map_err(store_failure)).unwrap_or_default();
    rows.iter().filter(|row| is_unfiled(row)).count()
}

fn is_unfiled(row: &OutboxRow) -> bool {
    matches!(row.state.as_str(), "queued" | "sending")
}

/// Sets the time of each unfiled case, by its place among them.
fn times(desk: &Desk, time_of: impl Fn(usize) -> i64) {
    put_off(desk, is_unfiled, time_of, Some("office_overloaded"));
    desk.notify("outbox");
}

/// Read and written under one lock: a row that is being sent must not get an older state back. A store that fails says so
/// where a case is sent.
fn put_off(desk: &Desk, which: fn(&OutboxRow) -> bool, time_of: impl Fn(usize) -> i64, code: Option<&str>) {
    let _ = desk.with_store(|s| {
        let rows = s.outbox_open().map_err(store_failure)?;
        for (k, row) in rows.into_iter().filter(which).enumerate() {
            let last_code = code.map(str::to_owned).or(row.last_code);
            s.put_outbox(&OutboxRow { next_at_ms: time_of(k), last_code, ..row }).map_err(store_failure)?;
        }
        Ok(())
    });
}

fn chance() -> f64 {
    f64::from(uuid::Uuid::new_v4().as_fields().0) / f64::from(u32::MAX)
}

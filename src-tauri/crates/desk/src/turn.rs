//! The line is back: what waited need not wait out its back-off, but with much to file the station asks for its turn
//! first, since a whole town comes back in the same seconds. The rules are `core::turn`.
use crate::Desk;
use crate::translate::store_failure;
use counter_core::turn::{asks, begins_at};
use counter_store::OutboxRow;
use std::sync::Arc;
use std::time::Duration;

/// The office answers such a question at once, or has other worries.
const PATIENCE: Duration = Duration::from_secs(10);

pub fn line_is_back(desk: &Desk) {
    // Their cases are filed already; pages hold up nobody.
    put_off(desk, |row| row.state == "awaiting_materials", 0, None);
    let rows = desk.with_store(|s| s.outbox_open().map_err(store_failure)).unwrap_or_default();
    let unfiled = rows.iter().filter(|row| is_unfiled(row)).count();
    if !asks(unfiled) {
        put_off(desk, is_unfiled, 0, None);
        desk.wake.notify_one();
        return;
    }
    // Until the office has said when: as if it could not say. That holds, too, when the program ends before the answer.
    wait_until(desk, begins_at(None, desk.now().millis(), chance()));
    desk.wake.notify_one();
    let desk = desk.clone();
    tokio::spawn(async move { ask(&desk, unfiled).await });
}

async fn ask(desk: &Desk, waiting: usize) {
    let Some(client) = desk.courier() else { return };
    let credential = desk.setting("delivery_credential").unwrap_or_default();
    let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
    let Ok(Ok(after)) = tokio::time::timeout(PATIENCE, client.turn(&credential, waiting)).await else { return };
    let now = desk.now().millis();
    let begins = begins_at(Some(i64::from(after)), now, chance());
    wait_until(desk, begins);
    // To the point, since turns lie close together; the loop alone looks each second.
    let (wake, wait) = (desk.wake.clone(), u64::try_from(begins - now).unwrap_or_default());
    let desk = Arc::downgrade(&desk.0);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(wait)).await;
        if desk.strong_count() > 0 {
            wake.notify_one();
        }
    });
}

fn wait_until(desk: &Desk, at_ms: i64) {
    put_off(desk, is_unfiled, at_ms, Some("office_overloaded"));
    desk.notify("outbox");
}

fn is_unfiled(row: &OutboxRow) -> bool {
    matches!(row.state.as_str(), "queued" | "sending")
}

/// Read and written under one lock: a row that is being sent must not get an older state back. A store that fails says so
/// where a case is sent.
fn put_off(desk: &Desk, which: fn(&OutboxRow) -> bool, next_at_ms: i64, code: Option<&str>) {
    let _ = desk.with_store(|s| {
        for row in s.outbox_open().map_err(store_failure)?.into_iter().filter(which) {
            let last_code = code.map(str::to_owned).or(row.last_code);
            s.put_outbox(&OutboxRow { next_at_ms, last_code, ..row }).map_err(store_failure)?;
        }
        Ok(())
    });
}

fn chance() -> f64 {
    f64::from(uuid::Uuid::new_v4().as_fields().0) / f64::from(u32::MAX)
}

//! Care of the disk: how much room is left, and the destroying of pages that the office has had for long.
//! Whether a case's pages may go is `core::keep`; here is only the doing, once a day, in the background.
use crate::catalog::packs;
use crate::contract::views::{Notice, SpaceView};
use crate::delivery::outbox;
use crate::station::audit;
use crate::station::errors::store_failure;
use crate::views::case;
use crate::views::notices;
use crate::{Desk, Failure};
use counter_backoffice::{CaseState, Submission};
use counter_core::date::Moment;
use counter_core::keep::{Sent, may_go};
use counter_store::{HeadFilter, space};
use std::sync::Arc;
use std::time::Duration;

const MIB: u64 = 1 << 20;
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// The day on which this was done last.
const DONE: &str = "care.day";

/// `None` where the system does not tell.
pub fn gauge(desk: &Desk) -> Option<SpaceView> {
    let told = space(&desk.ground.home).ok()?;
    let wanted = u64::from(desk.settings().warn_free_gib) * 1024 * MIB;
    let mib = |bytes: u64| u32::try_from(bytes / MIB).unwrap_or(u32::MAX);
    Some(SpaceView { free_mib: mib(told.free), whole_mib: mib(told.whole), low: is_low(told.free, told.whole, wanted) })
}

/// On a small disk the setting would always warn; a fifth of it is early enough.
fn is_low(free: u64, whole: u64, wanted: u64) -> bool {
    free < wanted.min(whole / 5)
}

pub fn notice(desk: &Desk) -> Option<Notice> {
    let space = gauge(desk).filter(|space| space.low)?;
    // In steps, so that it does not change under the eye.
    let step = if space.free_mib >= 2048 { 512 } else { 64 };
    Some(notices::notice("space_low", false, &[("mib", (space.free_mib / step * step).to_string())]))
}

pub fn start(desk: &Desk) {
    let desk = Arc::downgrade(&desk.0);
    tokio::spawn(async move {
        while let Some(desk) = desk.upgrade().map(Desk).filter(|desk| !desk.is_closed()) {
            if let Err(failure) = tidy(&desk).await {
                tracing::debug!(code = failure.code, "pages stay until the next look");
            }
            if let Err(failure) = super::packs::prune(&desk) {
                tracing::debug!(code = failure.code, "older catalogues stay until the next look");
            }
            drop(desk);
            tokio::time::sleep(LOOK_EVERY).await;
        }
    });
}

/// Once a day, with the line up and a clock that the office has confirmed: a clock that runs years ahead destroys nothing.
async fn tidy(desk: &Desk) -> Result<(), Failure> {
    let days = desk.settings().keep_days;
    let Some(now) = notices::sure_now(desk).filter(|_| days > 0 && desk.line().is_up()) else { return Ok(()) };
    let today = case::date_text(now.date());
    if desk.setting(DONE).as_deref() == Some(&today) {
        return Ok(());
    }
    let heads = desk.with_store(|s| s.heads(&HeadFilter::default()).map_err(store_failure))?;
    for head in heads {
        let gone = desk.with_store(|s| s.purged(&head.case).map_err(store_failure))?;
        // The head is enough to pass over what surely stays.
        if gone || now.millis() - head.updated_ms < i64::from(days) * 86_400_000 {
            continue;
        }
        let Some(_claim) = outbox::claim(desk, &head.case) else { continue };
        match destroy(desk, &head.case, now, days).await {
            Ok(()) => {}
            // Without the office nothing can be asked: the round is begun again later.
            Err(failure) if failure.code == "office_unreachable" => return Err(failure),
            // One that cannot be read keeps its pages, and must not keep the others from their turn.
            Err(failure) => tracing::warn!(case = head.case, code = failure.code, "its pages stay"),
        }
    }
    desk.keep(DONE, &today)
}

async fn destroy(desk: &Desk, case: &str, now: Moment, days: u32) -> Result<(), Failure> {
    let open = desk.read_case(case)?;
    let rows = desk.with_store(|s| s.outbox_rows(case).map_err(store_failure))?;
    let mut sent = Vec::new();
    for row in &rows {
        let read: Submission = serde_json::from_str(&row.payload).map_err(|_| Failure::new("database_damaged"))?;
        let delivery = serde_json::from_value(row.state.clone().into()).unwrap_or_default();
        sent.push(Sent { delivery, digest: read.received_digest() });
    }
    if may_go(&open.case, &sent, now, days).is_err() {
        return Ok(());
    }
    if !office_has(desk, case, &sent).await? {
        tracing::warn!(case, "the office no longer says that it has this case: its pages stay");
        return Ok(());
    }
    let outcome = desk.with_store(|s| s.purge_case_pages(case).map_err(store_failure));
    audit::station(desk, "purge", case, outcome.as_ref().map_or_else(|f| f.code.as_str(), |()| "ok"));
    desk.notify(&format!("case:{case}"));
    outcome
}

/// Its word in the journal may be years old: asked once more before what cannot be taken back.
async fn office_has(desk: &Desk, case: &str, sent: &[Sent]) -> Result<bool, Failure> {
    let client = desk.courier().ok_or_else(|| Failure::new("office_unreachable"))?;
    let id = uuid::Uuid::parse_str(case).map_err(|_| Failure::new("internal"))?;
    let credential = desk.setting("delivery_credential").unwrap_or_default();
    let answer = client.case_status(&credential, id).await;
    if let Err(error) = &answer
        && error.is_line_down()
    {
        return Err(Failure::new("office_unreachable"));
    }
    let newest = sent.last().map(|one| one.digest.clone());
    let same = |there: counter_backoffice::CaseStatus| {
        let whole = there.state == CaseState::Acknowledged && there.received_digest == newest;
        whole && there.revision as usize == sent.len()
    };
    Ok(answer.is_ok_and(same))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warns_well_before_the_end_and_not_for_ever() {
        const GIB: u64 = 1024 * MIB;
        for (free, whole, wanted, low) in [
            (9 * GIB, 256 * GIB, 10 * GIB, true),
            (11 * GIB, 256 * GIB, 10 * GIB, false),
            (7 * GIB, 32 * GIB, 10 * GIB, false),
            (6 * GIB, 32 * GIB, 10 * GIB, true),
            (0, 256 * GIB, 10 * GIB, true),
            (5 * GIB, 256 * GIB, 0, false),
        ] {
            assert_eq!(is_low(free, whole, wanted), low, "{free} of {whole}");
        }
    }
}

//! What runs for a desk's whole life beside the commands: the line, delivery, upkeep, the session,
//! and the look at what is odd. Each has the desk only while it works, so that a desk that is let
//! go closes its store.
use super::lock_signals::start_lock_signals;
use super::open_desk::upgrade_open;
use crate::contract::Topic;
use crate::contract::views::{Notice, UpdateStage};
use crate::delivery::run::run_delivery;
use crate::desk::Desk;
use crate::upkeep::run_upkeep;
use counter_store::keys::KeyringError;
use std::sync::{Arc, Weak};
use std::time::Duration;

const LOOK_EVERY: Duration = Duration::from_secs(1);
/// A keyring that was not there, or gave no answer for minutes.
const ASK_KEYRING_EVERY: Duration = Duration::from_secs(30);

pub fn start_loops(desk: &Arc<Desk>) {
    // On its own, so that a slow answer to a case does not keep the line from being looked at.
    tokio::spawn(watch_line(Arc::downgrade(desk)));
    tokio::spawn(play_departments(Arc::downgrade(desk)));
    tokio::spawn(watch_notices(Arc::downgrade(desk)));
    tokio::spawn(watch_session(Arc::downgrade(desk)));
    tokio::spawn(watch_keyring(Arc::downgrade(desk)));
    start_lock_signals(desk);
    tokio::spawn(run_delivery(Arc::downgrade(&desk.delivery)));
    tokio::spawn(run_upkeep(Arc::downgrade(&desk.upkeep)));
}

/// Locks where the windows are idle or the session is over. It may wait for the store and the
/// keyring: not on a thread that serves others.
async fn watch_session(desk: Weak<Desk>) {
    while let Some(here) = upgrade_open(&desk) {
        let look = move || {
            here.watch_citizen_form();
            here.station.watch_session();
        };
        let _ = tokio::task::spawn_blocking(look).await;
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Opens the records when the keyring answers late: what waits to be sent does not wait for a
/// press. Whoever does not want to give its password is not asked again.
async fn watch_keyring(desk: Weak<Desk>) {
    while let Some(here) = upgrade_open(&desk) {
        if !here.station.waits_for_keyring() {
            drop(here);
            tokio::time::sleep(LOOK_EVERY).await;
            continue;
        }
        let answer = here.station.ask_for_key();
        drop(here);
        match answer.await {
            Ok(Ok(true)) => {
                let here = upgrade_open(&desk).filter(|here| here.station.waits_for_keyring());
                if let Some(here) = here {
                    here.open_records(None).await;
                }
            }
            Ok(Err(KeyringError::Locked)) => return,
            _ => {}
        }
        tokio::time::sleep(ASK_KEYRING_EVERY).await;
    }
}

async fn watch_line(desk: Weak<Desk>) {
    while let Some(here) = upgrade_open(&desk) {
        here.office.watch_line().await;
        here.office.watch_centre_file().await;
        here.office.watch_system_file().await;
        here.office.watch_installation().await;
        here.catalog.ask_when_due();
        here.delivery.watch_returns().await;
        here.delivery.watch_office_steps().await;
        here.delivery.watch_continuations().await;
        here.delivery.watch_claims().await;
        drop(here);
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Of the office in this process, where a trial plays them.
async fn play_departments(desk: Weak<Desk>) {
    while let Some(here) = upgrade_open(&desk) {
        here.office.play_departments().await;
        drop(here);
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Tells the window when something to say came or went.
async fn watch_notices(desk: Weak<Desk>) {
    let mut before: (Vec<Notice>, Option<(UpdateStage, bool)>) = Default::default();
    while let Some(here) = upgrade_open(&desk) {
        here.station.observe_clock();
        here.station.in_use.renew();
        let cases = here.cases.clone();
        // Each case is read for it: not on a thread that serves others.
        let renewing = tokio::task::spawn_blocking(move || cases.renew_deadlines());
        if renewing.await.unwrap_or_default() {
            here.station.announce(Topic::Status);
        }
        let updating = here.upkeep.look_at_update().map(|view| (view.stage, view.can_skip));
        let news = (here.notice_sources().collect_notices(), updating);
        if news != before {
            before = news;
            here.station.announce(Topic::Status);
        }
        drop(here);
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

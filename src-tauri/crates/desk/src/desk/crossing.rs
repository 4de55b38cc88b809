//! Which desk is open now, and how another takes its place: one at a time, the old one closed for
//! good before the new one opens. Knows of no difference between desks.
//!
//! Invariant: one desk is open at a time. Going over closes the counter's desk first: gate shut
//! (requests under way end, connections are dropped), store closed and unlocked, reader, device
//! host and embedded office ended. A program starts at the counter.
use super::Desk;
use crate::Failure;
use crate::contract::views::PaintingView;
use crate::contract::{FailureCode, Topic};
use crate::station::environment::Environment;
use parking_lot::RwLock;
use std::sync::{Arc, OnceLock};
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Known weakly by the desk itself, so that a workplace that is let go closes its store.
pub struct Crossing {
    current: RwLock<Option<Arc<Desk>>>,
    /// Held while one desk takes the place of another, or of none.
    under_way: Arc<Mutex<()>>,
    /// What runs for a desk's whole life.
    start_loops: fn(&Arc<Desk>),
    /// Of the windows, which stay while desks change. Not known where there are none.
    painting: OnceLock<PaintingView>,
    /// Of the library that shows the windows.
    webview: OnceLock<String>,
}

impl Crossing {
    pub fn new(start_loops: fn(&Arc<Desk>)) -> Crossing {
        Crossing {
            current: RwLock::default(),
            under_way: Arc::default(),
            start_loops,
            painting: OnceLock::new(),
            webview: OnceLock::new(),
        }
    }

    /// How the windows are drawn is settled once, at the start.
    pub fn note_painting(&self, painting: PaintingView) {
        let _ = self.painting.set(painting);
    }

    pub fn note_webview(&self, version: String) {
        let _ = self.webview.set(version);
    }

    /// None while one desk takes the place of another.
    pub fn current_desk(&self) -> Option<Arc<Desk>> {
        self.current.read().clone()
    }

    /// For the first desk of all: whoever asks for it waits until this is dropped. None where
    /// somebody asked before.
    pub fn claim_start(&self) -> Option<OwnedMutexGuard<()>> {
        self.under_way.clone().try_lock_owned().ok()
    }

    /// While one desk takes the place of another there is none: who comes then waits for the new
    /// one.
    pub async fn wait_for_desk(&self) -> Result<Arc<Desk>, Failure> {
        let _nobody_crosses = self.under_way.lock().await;
        self.current_desk().ok_or_else(|| Failure::new(FailureCode::Internal))
    }

    pub fn put_desk(&self, desk: Arc<Desk>) {
        (self.start_loops)(&desk);
        *self.current.write() = Some(desk);
    }
}

impl Desk {
    pub fn painting(&self) -> Option<PaintingView> {
        self.crossing.upgrade()?.painting.get().cloned()
    }

    pub fn webview(&self) -> Option<String> {
        self.crossing.upgrade()?.webview.get().cloned()
    }

    /// Closes this desk for good and opens one in another environment in its place. `prepare` runs
    /// while neither is open.
    pub(super) async fn cross_over(
        &self,
        prepare: impl FnOnce() -> Environment + Send + 'static,
    ) -> Result<Arc<Desk>, Failure> {
        let crossing =
            self.crossing.upgrade().ok_or_else(|| Failure::new(FailureCode::Internal))?;
        let _one_at_a_time = crossing.under_way.lock().await;
        if !crossing.current_desk().is_some_and(|desk| std::ptr::eq(&*desk, self)) {
            return Err(Failure::new(FailureCode::Conflict));
        }
        self.close().await;
        let environment = tokio::task::spawn_blocking(prepare)
            .await
            .map_err(|_| Failure::new(FailureCode::Internal))?;
        let station = &self.station;
        let base = (station.clock(), station.folders.clone(), station.listener());
        let next = Desk::open(base, environment, Arc::downgrade(&crossing)).await;
        crossing.put_desk(next.clone());
        next.station.announce(Topic::Session);
        Ok(next)
    }
}

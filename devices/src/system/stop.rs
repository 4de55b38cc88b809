//! How work that takes its time is told to stop.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Seen by polling from a thread, or by waiting from a task.
#[derive(Default)]
pub struct StopSignal {
    set: AtomicBool,
    changed: Notify,
}

impl StopSignal {
    pub fn request_stop(&self) {
        self.set.store(true, Ordering::SeqCst);
        self.changed.notify_waiters();
    }

    pub fn is_set(&self) -> bool {
        self.set.load(Ordering::SeqCst)
    }

    pub async fn wait_until_set(&self) {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            // Registered before looking, so a change in between is not missed.
            changed.as_mut().enable();
            if self.is_set() {
                return;
            }
            changed.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn stop_wakes_a_waiter_once_set() {
        let stop = std::sync::Arc::new(StopSignal::default());
        let waiter = tokio::spawn({
            let stop = std::sync::Arc::clone(&stop);
            async move { stop.wait_until_set().await }
        });
        stop.request_stop();
        waiter.await.unwrap();
        stop.wait_until_set().await;
    }
}

//! The one way out to an office, and how it is shut: what is under way ends at once, nothing new
//! goes out, and the connections behind it are dropped. Whose way it is, it does not know.
use counter_backoffice::transport::Answer;
use counter_backoffice::{Request, Transport, TransportError};
use parking_lot::Mutex;
use std::sync::Arc;
use tokio::sync::watch;

pub struct Gate {
    way: Mutex<Option<Arc<dyn Transport>>>,
    shut: watch::Sender<bool>,
}

impl Gate {
    pub fn new(way: Arc<dyn Transport>) -> Gate {
        Gate { way: Mutex::new(Some(way)), shut: watch::Sender::new(false) }
    }

    pub fn shut(&self) {
        self.way.lock().take();
        self.shut.send_replace(true);
    }
}

impl Transport for Gate {
    fn call(&self, request: Request) -> Answer<'_> {
        let way = self.way.lock().clone();
        let mut shut = self.shut.subscribe();
        Box::pin(async move {
            let Some(way) = way else { return Err(TransportError::Unreachable) };
            tokio::select! {
                // In this order: a request that has not begun when the gate is shut must not begin.
                biased;
                _ = shut.wait_for(|shut| *shut) => Err(TransportError::Unreachable),
                answer = way.call(request) => answer,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// Counts what gets through, and never answers.
    #[derive(Default)]
    struct Silent(AtomicU32);

    impl Transport for Silent {
        fn call(&self, _: Request) -> Answer<'_> {
            Box::pin(async {
                self.0.fetch_add(1, Ordering::SeqCst);
                std::future::pending().await
            })
        }
    }

    #[tokio::test]
    async fn shutting_ends_what_is_under_way_and_lets_nothing_new_out() {
        let beyond = Arc::new(Silent::default());
        let gate = Arc::new(Gate::new(beyond.clone()));
        let begun = tokio::spawn({
            let gate = gate.clone();
            async move { gate.call(Request::default()).await.map(|_| ()) }
        });
        while beyond.0.load(Ordering::SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
        let not_begun = gate.call(Request::default());
        gate.shut();
        assert_eq!(begun.await.unwrap(), Err(TransportError::Unreachable));
        assert_eq!(not_begun.await.map(|_| ()), Err(TransportError::Unreachable));
        assert_eq!(
            gate.call(Request::default()).await.map(|_| ()),
            Err(TransportError::Unreachable)
        );
        assert_eq!(beyond.0.load(Ordering::SeqCst), 1, "only the first one got through");
        assert_eq!(Arc::strong_count(&beyond), 1, "the connections behind the gate are dropped");
    }
}

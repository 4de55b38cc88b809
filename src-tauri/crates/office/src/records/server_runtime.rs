//! A small runtime of its own for what speaks to servers. The office's work is written to wait
//! where it stands, on whatever runtime it is called from; here the network is listened to
//! meanwhile, and no wait is without an end.

use std::sync::OnceLock;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// Has no threads before its first use: an office on a disk has none.
#[derive(Default)]
pub struct ServerRuntime {
    runtime: OnceLock<Runtime>,
}

impl ServerRuntime {
    /// Lets the work run by itself.
    pub fn spawn_task(&self, work: impl Future<Output = ()> + Send + 'static) {
        if self.runtime.get().is_none() {
            let mut builder = Builder::new_multi_thread();
            match builder.worker_threads(2).thread_name("office-servers").enable_all().build() {
                // Another thread may have been first; then this one is not needed.
                Ok(runtime) => {
                    if let Err(runtime) = self.runtime.set(runtime) {
                        runtime.shutdown_background();
                    }
                }
                Err(error) => {
                    tracing::error!(code = "office_threads", kind = ?error.kind(), "no threads")
                }
            }
        }
        if let Some(runtime) = self.runtime.get() {
            runtime.spawn(work);
        }
    }

    /// Waits for the work; `None` when it took longer than the patience there is, and then it is
    /// given up.
    pub fn wait_for<T: Send + 'static>(
        &self,
        patience: Duration,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Option<T> {
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        self.spawn_task(async move {
            // Nobody hears it any more only if the waiting thread is gone.
            let _ = sender.send(tokio::time::timeout(patience, work).await.ok());
        });
        receiver.recv().ok().flatten()
    }
}

impl Drop for ServerRuntime {
    fn drop(&mut self) {
        // The office may be let go inside another runtime, where waiting for this one's end is not
        // allowed.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

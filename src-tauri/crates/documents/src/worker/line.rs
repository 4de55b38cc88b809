//! One running worker and those who wait for it. It does one thing after the other; the time of a
//! question counts from when it is its turn.

use super::wire::{Reply, Request};
use crate::DocumentError;
use counter_child_pipe::Supervisor;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

pub struct Line {
    supervisor: Supervisor,
    patience: Duration,
    /// Held by who is asked about at the moment: whose files the running worker has seen.
    turn: Mutex<Option<String>>,
}

impl Line {
    /// A worker that is ended when one question takes longer than `patience`.
    pub fn new(supervisor: Supervisor, patience: Duration) -> Self {
        Self { supervisor, patience, turn: Mutex::new(None) }
    }

    pub fn process_id(&self) -> Option<u32> {
        self.supervisor.process_id()
    }

    pub async fn ask(
        &self,
        request: &Request,
        body: Arc<Vec<u8>>,
    ) -> Result<(Reply, Vec<u8>), DocumentError> {
        let _turn = self.turn.lock().await;
        self.ask_worker(request, body).await
    }

    /// About a file of this owner. A worker that has seen another's comes to its end first.
    pub async fn ask_of(
        &self,
        owner: &str,
        request: &Request,
        body: Arc<Vec<u8>>,
    ) -> Result<(Reply, Vec<u8>), DocumentError> {
        let mut turn = self.turn.lock().await;
        if turn.as_deref() != Some(owner) && turn.replace(owner.to_owned()).is_some() {
            self.supervisor.renew_child();
        }
        self.ask_worker(request, body).await
    }

    async fn ask_worker(
        &self,
        request: &Request,
        body: Arc<Vec<u8>>,
    ) -> Result<(Reply, Vec<u8>), DocumentError> {
        let header = serde_json::to_vec(request).map_err(|_| DocumentError::Unprintable)?;
        let answer = self.supervisor.call_within(self.patience, header, body).await?;
        match serde_json::from_slice(&answer.header) {
            Ok(Reply::Failed { error }) => {
                // A worker that gave a file up ends itself with that word: the next question must
                // not reach it on its way out. One that lacked something when it began lacks it
                // until its end.
                if error == DocumentError::TooHeavy || error.is_of_computer() {
                    self.supervisor.end_child();
                }
                Err(error)
            }
            Ok(reply) => Ok((reply, answer.body)),
            Err(_) => Err(DocumentError::WorkerDied),
        }
    }
}

//! One running worker and those who wait for it. It does one thing after the other; the time of a
//! question counts from when it is its turn.

use super::wire::{Reply, Request};
use crate::DocumentError;
use counter_child_pipe::{Program, Supervisor};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

pub struct Line {
    supervisor: Supervisor,
    patience: Duration,
    turn: Mutex<()>,
}

impl Line {
    /// A worker that is ended when one question takes longer than `patience`.
    pub fn new(program: Program, patience: Duration) -> Self {
        Self { supervisor: Supervisor::new(program), patience, turn: Mutex::new(()) }
    }

    pub fn process_id(&self) -> Option<u32> {
        self.supervisor.process_id()
    }

    pub async fn ask(
        &self,
        request: &Request,
        body: Arc<Vec<u8>>,
    ) -> Result<(Reply, Vec<u8>), DocumentError> {
        let header = serde_json::to_vec(request).map_err(|_| DocumentError::Unprintable)?;
        let _turn = self.turn.lock().await;
        let answer = self.supervisor.call_within(self.patience, header, body).await?;
        match serde_json::from_slice(&answer.header) {
            Ok(Reply::Failed { error }) => {
                // A worker that gave a file up ends itself with that word: the next question must
                // not reach it on its way out.
                if error == DocumentError::TooHeavy {
                    self.supervisor.end_child();
                }
                Err(error)
            }
            Ok(reply) => Ok((reply, answer.body)),
            Err(_) => Err(DocumentError::WorkerDied),
        }
    }
}

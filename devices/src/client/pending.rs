//! One call to `device-host` under way, in words.

use std::sync::Arc;

use counter_child_pipe::Supervisor;

use crate::model::DeviceError;
use crate::protocol::{Answer, Call};

/// Dropped before its last answer, it asks the host to stop the work.
pub struct Pending {
    call: counter_child_pipe::Call,
    finished: bool,
}

impl Pending {
    /// Starts the host if need be.
    pub fn start(supervisor: &Supervisor, call: &Call, body: Vec<u8>) -> Result<Self, DeviceError> {
        let call = supervisor.start_call(encode_call(call)?, Arc::new(body))?;
        Ok(Self { call, finished: false })
    }

    pub async fn next_answer(&mut self) -> Result<(Answer, Vec<u8>), DeviceError> {
        let frame = self.call.next_answer().await.inspect_err(|_| self.finished = true)?;
        let answer: Answer =
            serde_json::from_slice(&frame.header).map_err(|_| DeviceError::HostMisunderstood)?;
        self.finished = answer.is_last();
        match answer {
            Answer::Failed { error } => Err(error),
            answer => Ok((answer, frame.body)),
        }
    }

    /// Says something of the call under way. A host that is gone has nothing left to hear it; the
    /// next answer tells.
    pub fn send_note(&self, note: &Call) {
        if let Ok(header) = encode_call(note) {
            let _ = self.call.send_message(header, Arc::default());
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.finished {
            self.send_note(&Call::Cancel);
        }
    }
}

fn encode_call(call: &Call) -> Result<Vec<u8>, DeviceError> {
    serde_json::to_vec(call).map_err(|_| DeviceError::HostMisunderstood)
}

//! An office that forgets, and the credential of one station.
use counter_backoffice::{Client, OfficeError, Submission};
use counter_office::{InProcess, Office};
use counter_store::OutboxRow;
use std::sync::Arc;

pub struct Door {
    client: Client,
    credential: String,
    runtime: tokio::runtime::Runtime,
}

impl Door {
    pub fn open(station: &str) -> Door {
        let office = Arc::new(Office::open(None, Vec::new(), false).unwrap());
        let credential = office.issue_credential(station).unwrap();
        Door {
            client: Client::new(Arc::new(InProcess::new(office))),
            credential,
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
        }
    }

    pub fn file(&self, row: &OutboxRow) -> Result<(), OfficeError> {
        let submission: Submission = serde_json::from_str(&row.payload).unwrap();
        let answer = self.client.submit_case(&self.credential, &submission);
        self.runtime.block_on(answer).map(drop)
    }
}

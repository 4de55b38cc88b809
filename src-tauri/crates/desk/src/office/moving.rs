//! For which office the work here is, once another address is named. The same office is known by
//! its key wherever it is met, and what is its own goes along; what a former program left without a
//! name is for whoever answers for some of it. Asked before the address counts. Whether a file may
//! be taken at all is not asked here.
use super::Office;
use super::client::wait_for_answer;
use super::greeting::{GREETING_PATIENCE, ask_hello};
use super::way::{find_line_pin, open_client};
use crate::Failure;
use crate::contract::FailureCode;
use crate::station::office_identity::find_origin;
use counter_backoffice::{CaseState, Client, OfficeError, Private, Submission};
use counter_centre::CentreFile;
use counter_store::OutboxRow;
use std::collections::HashSet;

impl Office {
    /// Where none is settled yet any address is as good as another.
    pub fn is_same_office(&self, address: &str) -> bool {
        let origin = find_origin(address);
        self.station.office_identity().is_none_or(|office| office.is_at(&origin))
    }

    /// Nothing that waits for one office goes to another, and nothing of a former program's to one
    /// that nobody has named.
    pub fn check_move(&self, address: &str) -> Result<(), Failure> {
        if self.has_unclaimed_work()? {
            return Err(self.refuse_unclaimed());
        }
        if self.is_same_office(address) { Ok(()) } else { self.require_all_sent() }
    }

    pub(super) fn require_all_sent(&self) -> Result<(), Failure> {
        match self.count_unsent()? {
            0 => Ok(()),
            count => Err(Failure::new(FailureCode::OfficeHasUnsent).with("count", count)),
        }
    }

    /// Whoever proves, where the file says, a key that an office proved here before is that office,
    /// at another address or under another spelling of it. Where nobody answers nothing is decided:
    /// the file is not taken yet.
    pub(super) async fn follow_office(&self, file: &CentreFile) -> Result<(), Failure> {
        let address = &file.body().office.address;
        if self.is_same_office(address) || !self.station.knows_office_key() {
            return Ok(());
        }
        let client = open_office(file)?;
        let answer = tokio::time::timeout(GREETING_PATIENCE, ask_hello(&client)).await;
        let answer = answer.map_err(|_| Failure::new(FailureCode::OfficeTimedOut))?;
        let greeting = answer.map_err(|error| Failure::from(&error))?;
        match greeting.key {
            Some(key) => self.station.note_proof_at(&find_origin(address), &key),
            None => Ok(()),
        }
    }

    /// Submissions or a credential of a former program, and nothing says of which office.
    pub(super) fn has_unclaimed_work(&self) -> Result<bool, Failure> {
        let station = &self.station;
        if station.office_identity().is_some() {
            return Ok(false);
        }
        let rows = station.with_store(|store| store.outbox_all())?;
        Ok(!rows.is_empty() || station.former_credential().is_some())
    }

    fn refuse_unclaimed(&self) -> Failure {
        Failure::new(self.stop_reason().unwrap_or(FailureCode::OfficeSettingsGone))
    }

    /// A submission that an office has vouched for and that is its case's newest: who has the case
    /// just so is that office. Without one nobody can be asked.
    pub(super) fn find_witness(&self) -> Result<OutboxRow, Failure> {
        let rows = self.station.with_store(|store| store.outbox_all())?;
        let mut cases = HashSet::new();
        let submissions = rows.into_iter().rev().filter(|row| row.event.is_none());
        let mut newest = submissions.filter(|row| cases.insert(row.case.clone()));
        newest.find(|row| row.state == "acknowledged").ok_or_else(|| self.refuse_unclaimed())
    }

    /// The office that a code's file names answers for a case of ours with a digest that only the
    /// office of before can have. It is asked by the credential that it has just given: the one of
    /// before is for nobody else to hear.
    pub(super) async fn claim_former_work(
        &self,
        file: &CentreFile,
        credential: Option<&Private>,
    ) -> Result<(), Failure> {
        if !self.has_unclaimed_work()? {
            return Ok(());
        }
        let another = || Failure::new(FailureCode::OfficeIsAnother);
        let row = self.find_witness()?;
        let ours: Submission = serde_json::from_str(&row.payload)
            .map_err(|_| Failure::new(FailureCode::DatabaseDamaged))?;
        let credential = credential.ok_or_else(another)?;
        let client = open_office(file)?;
        let answer = wait_for_answer(client.case_status(credential.expose(), ours.case)).await;
        let status = match answer {
            Err(OfficeError::Refused { status: 404, .. }) => return Err(another()),
            answer => answer.map_err(|error| Failure::from(&error))?,
        };
        let is_ours = status.state == CaseState::Acknowledged
            && status.received_digest == Some(ours.received_digest());
        match is_ours {
            true => self.take_on_first(find_origin(&file.body().office.address), None),
            false => Err(another()),
        }
    }
}

/// By the file's own pin.
fn open_office(file: &CentreFile) -> Result<Client, Failure> {
    let client = open_client(&file.body().office.address, find_line_pin(file).as_ref());
    client.map_err(|_| Failure::new(FailureCode::CentreUnreadable))
}

//! The station's records held against what the office says it has, case by case, with the station's
//! own credential.
use super::check::{CaseReport, Report};
use super::events::read_filing;
use super::{CaseRecord, Records};
use crate::station::office_identity::OfficeIdentity;
use crate::station::stored::{FORMER_CREDENTIAL, StoredName};
use counter_backoffice::{
    CaseState, CaseStatus, Client, HttpTransport, OfficeError, Submission, Timeouts,
};
use counter_core::case::Case;
use counter_store::StoreError;
use std::sync::Arc;
use std::time::Duration;

const TIMEOUTS: Timeouts =
    Timeouts { connect: Duration::from_secs(5), answer: Duration::from_secs(60) };

impl Records {
    /// Adds what does not match. An office that does not answer is a failure of the whole: nothing
    /// would be proved.
    pub async fn match_office(
        &self,
        report: &mut Report,
        address: &str,
    ) -> Result<(), &'static str> {
        let way = HttpTransport::new(address, TIMEOUTS).map_err(|_| "office_address_bad")?;
        let client = Client::new(Arc::new(way));
        let credential = self.read_credential().map_err(|e| e.code())?;
        let records = self.read_cases().map_err(|e| e.code())?;
        for record in records.iter().filter(|record| !record.submissions.is_empty()) {
            let Ok(id) = uuid::Uuid::parse_str(&record.head.case) else { continue };
            let answer = client.case_status(&credential, id).await;
            let Some(case) = report.cases.iter_mut().find(|case| case.case == record.head.case)
            else {
                continue;
            };
            for row in record.events.iter().filter(|row| row.state == "acknowledged") {
                let Some(filing) = read_filing(row) else { continue };
                let answer = client.event_status(&credential, id, filing.id).await;
                match answer {
                    Ok(there) if there.received_digest == Some(filing.received_digest()) => {}
                    Ok(_) | Err(OfficeError::Refused { status: 404, .. }) => {
                        case.faults.push(format!("office_event_differs: {}", filing.id));
                    }
                    Err(error) => return Err(error.code()),
                }
            }
            match answer {
                Ok(there) => compare(record, &there, case),
                Err(OfficeError::Refused { status: 404, .. }) if is_promised(record) => {
                    case.faults.push("office_does_not_know".to_owned());
                }
                Err(OfficeError::Refused { status: 404, .. }) => {}
                Err(error) => return Err(error.code()),
            }
        }
        self.match_audit(&mut report.audit, &client, &credential).await?;
        report.office = "matched";
        report.count();
        Ok(())
    }
}

impl Records {
    /// The office's that the station works for; a former program's where it has not opened since.
    fn read_credential(&self) -> Result<String, StoreError> {
        let identities = self.look.setting(&StoredName::OfficeIdentities.text())?;
        let identities: Vec<OfficeIdentity> =
            identities.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        let name = match identities.last() {
            Some(office) => StoredName::DeliveryCredential(&office.id).text(),
            None => FORMER_CREDENTIAL.into(),
        };
        Ok(self.look.setting(&name)?.unwrap_or_default())
    }
}

/// The office has said that it has the case.
fn is_promised(record: &CaseRecord) -> bool {
    record.head.official.is_some()
        || record.submissions.iter().any(|row| row.state == "acknowledged")
}

fn compare(record: &CaseRecord, there: &CaseStatus, report: &mut CaseReport) {
    if record.head.official.as_ref().is_some_and(|number| *number != there.number) {
        report.faults.push("office_number_differs".to_owned());
    }
    let acknowledged = record.submissions.iter().rev().find(|row| row.state == "acknowledged");
    let newest = record.submissions.last().map_or(0, |row| row.revision);
    if there.revision > newest {
        let more = format!("office_has_more: {}", there.revision);
        // Another window of the station filed it, as this journal has heard.
        let elsewhere = record.case.as_ref().ok().and_then(Case::newest_elsewhere);
        let is_noted = elsewhere.is_some_and(|filed| filed.revision >= there.revision);
        if is_noted {
            report.notes.push(more)
        } else {
            report.faults.push(more)
        }
        return;
    }
    let Some(row) = acknowledged else { return };
    if there.revision < row.revision {
        report.faults.push(format!("office_has_less: {}", there.revision));
    }
    if there.revision != row.revision {
        return;
    }
    let digest = serde_json::from_str::<Submission>(&row.payload)
        .ok()
        .map(|submission| submission.received_digest());
    if there.state != CaseState::Acknowledged || there.received_digest != digest {
        report.faults.push(format!("office_digest_differs: {}", row.revision));
    }
}

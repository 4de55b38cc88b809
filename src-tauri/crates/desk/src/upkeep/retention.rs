//! The destroying of pages that the office has had for long. Whether a case's pages may go is
//! `core::retention`; here is only the doing, once a day, in the background.
use super::Upkeep;
use crate::Failure;
use crate::cases::case_file::delivery_of_row;
use crate::contract::{FailureCode, Topic};
use crate::station::stored::StoredName;
use counter_backoffice::{CaseState, CaseStatus, Client, EventFiling, OfficeError, Submission};
use counter_core::date::{Moment, date_text};
use counter_core::retention::{Sent, SentEvent, check_removal};
use counter_store::HeadFilter;

const DAY_MS: i64 = 86_400_000;

/// The newest revision that was filed here, and that another window filed.
struct Expected {
    newest: u32,
    elsewhere: Option<u32>,
}

impl Upkeep {
    /// Once a day, with the line up and a clock that the office has confirmed: a clock that runs
    /// years ahead destroys nothing.
    pub(super) async fn remove_old_pages(&self) -> Result<(), Failure> {
        let days = self.station.settings().keep_days;
        let confirmed =
            self.station.confirmed_now().filter(|_| days > 0 && self.office.line().is_up());
        let Some(now) = confirmed else { return Ok(()) };
        let today = date_text(now.date());
        if self.station.stored_text(StoredName::RetentionDay).as_deref() == Some(&today) {
            return Ok(());
        }
        let heads = self.station.with_store(|store| store.heads(&HeadFilter::default()))?;
        for head in heads {
            let purged = self.station.with_store(|store| store.is_purged(&head.case))?;
            // The head is enough to pass over what surely stays.
            if purged || now.millis() - head.updated_ms < i64::from(days) * DAY_MS {
                continue;
            }
            let Some(_claim) = self.delivery.claim_case(&head.case) else { continue };
            match self.purge_when_allowed(&head.case, now, days).await {
                Ok(()) => {}
                // Without the office nothing can be asked: the round is begun again later.
                Err(failure) if failure.code == FailureCode::OfficeUnreachable => {
                    return Err(failure);
                }
                // One that cannot be read keeps its pages, and must not keep the others from their
                // turn.
                Err(failure) => {
                    tracing::warn!(case = head.case, code = failure.code.as_str(), "its pages stay")
                }
            }
        }
        self.station.store_text(StoredName::RetentionDay, &today)
    }

    async fn purge_when_allowed(&self, case: &str, now: Moment, days: u32) -> Result<(), Failure> {
        let file = self.cases.read_case(case)?;
        let (rows, told) = self.station.with_store(|store| {
            Ok::<_, Failure>((store.outbox_rows(case)?, store.outbox_events(case)?))
        })?;
        let damaged = |_| Failure::new(FailureCode::DatabaseDamaged);
        let mut submissions = Vec::new();
        for row in &rows {
            let submission: Submission = serde_json::from_str(&row.payload).map_err(damaged)?;
            let delivery = delivery_of_row(row).unwrap_or_default();
            submissions.push(Sent { delivery, digest: submission.received_digest() });
        }
        let mut events = Vec::new();
        for row in &told {
            let filing: EventFiling = serde_json::from_str(&row.payload).map_err(damaged)?;
            let (id, digest) = (filing.id.to_string(), filing.received_digest());
            let delivery = delivery_of_row(row).unwrap_or_default();
            events.push(SentEvent { id, delivery, digest });
        }
        if check_removal(&file.case, &submissions, &events, now, days).is_err() {
            return Ok(());
        }
        let newest = rows.last().map_or(0, |row| row.revision);
        let elsewhere = file.case.newest_elsewhere().map(|there| there.revision);
        let there = Expected { newest, elsewhere };
        if !self.ask_office_for(case, &submissions, &events, there).await? {
            tracing::warn!(case, "the office no longer says that it has this case: its pages stay");
            return Ok(());
        }
        let outcome = self.station.with_store(|store| store.purge_case_pages(case));
        self.station.audit_station(
            "purge",
            case,
            outcome.as_ref().map_or_else(|failure| failure.code.as_str(), |()| "ok"),
        );
        self.station.announce(Topic::Case(case.to_owned()));
        outcome
    }

    /// Its word in the journal may be years old: asked once more before what cannot be taken back.
    async fn ask_office_for(
        &self,
        case: &str,
        submissions: &[Sent],
        events: &[SentEvent],
        expected: Expected,
    ) -> Result<bool, Failure> {
        let client = self
            .office
            .delivery_client()
            .ok_or_else(|| Failure::new(FailureCode::OfficeUnreachable))?;
        let id = uuid::Uuid::parse_str(case).map_err(|_| Failure::new(FailureCode::Internal))?;
        let credential = self.station.delivery_credential().unwrap_or_default();
        for event in events {
            if !is_event_there(&client, &credential, id, event).await? {
                return Ok(false);
            }
        }
        let answer = client.case_status(&credential, id).await;
        check_word(answer.as_ref().err())?;
        let newest = submissions.last().map(|submission| submission.digest.clone());
        let is_same = |there: CaseStatus| {
            let acknowledged =
                there.state == CaseState::Acknowledged && there.received_digest == newest;
            acknowledged && there.revision == expected.newest
        };
        // The office tells of its newest alone; what another window filed stands on what was filed here.
        let is_after = |there: &CaseStatus| {
            there.state == CaseState::Acknowledged
                && there.revision > expected.newest
                && expected.elsewhere == Some(there.revision)
        };
        if answer.as_ref().is_ok_and(is_after) {
            return Ok(true);
        }
        Ok(answer.is_ok_and(is_same))
    }
}

async fn is_event_there(
    client: &Client,
    credential: &str,
    case: uuid::Uuid,
    event: &SentEvent,
) -> Result<bool, Failure> {
    let id = uuid::Uuid::parse_str(&event.id).map_err(|_| Failure::new(FailureCode::Internal))?;
    let answer = client.event_status(credential, case, id).await;
    check_word(answer.as_ref().err())?;
    Ok(answer.is_ok_and(|there| there.received_digest.as_ref() == Some(&event.digest)))
}

/// What is not the office's word says nothing of what it has.
fn check_word(error: Option<&OfficeError>) -> Result<(), Failure> {
    match error {
        Some(error) if error.is_line_down() => Err(Failure::new(FailureCode::OfficeUnreachable)),
        Some(error) if error.is_barred() => Err(error.into()),
        _ => Ok(()),
    }
}

//! The one loop that carries cases to the office: number first, pages after, until the office has read every byte again.
//! What to do after an outcome is `core::outbox`; here is only the doing.
use crate::journal::Open;
use crate::session::hold;
use crate::translate::store_failure;
use crate::{Desk, Failure};
use crate::{line, machine, returns};
use counter_backoffice::{Client, OfficeError, Part, Submission};
use counter_core::fact::Fact;
use counter_core::outbox::{OutboxState, Outcome, is_due, next};
use counter_core::state::Delivery;
use counter_store::OutboxRow;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// One request carries at most this much of a page, so that a bad line loses little.
const CHUNK: usize = 512 * 1024;
/// How long the clerk waits for the office's number before the provisional one is shown.
const PATIENCE: Duration = Duration::from_secs(4);
/// How often it is considered whether to ask for the line again.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Upload addresses by part, written before the first byte goes.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Progress {
    uploads: BTreeMap<String, String>,
    done: Vec<String>,
}

/// Runs for the desk's whole life: woken by an issue or a good line, else looks each second what is due.
pub fn start(desk: &Desk) {
    // Holds the desk only while it works, so that a desk that is let go closes its store.
    let (waker, desk) = (desk.wake.clone(), Arc::downgrade(&desk.0));
    let watched = desk.clone();
    // On its own, so that a slow answer to a case does not keep the line from being looked at.
    tokio::spawn(async move {
        while let Some(desk) = watched.upgrade().map(Desk) {
            line::watch(&desk).await;
            returns::watch(&desk).await;
            drop(desk);
            tokio::time::sleep(LOOK_EVERY).await;
        }
    });
    tokio::spawn(async move {
        let mut pause = Duration::ZERO;
        loop {
            let _ = tokio::time::timeout(pause, waker.notified()).await;
            let Some(desk) = desk.upgrade().map(Desk).filter(|desk| !desk.is_closed()) else { return };
            machine::look(&desk);
            for row in desk.due() {
                if let Some(_claim) = claim(&desk, &row.case) {
                    work(&desk, &row.case).await;
                }
            }
            pause = Duration::from_secs(if desk.outbox_counts().0 > 0 { 1 } else { 5 });
        }
    });
}

impl Desk {
    fn due(&self) -> Vec<OutboxRow> {
        let now = self.now().millis();
        // All that wait: a time to try that lies years ahead is a clock set back, and `is_due` knows.
        let waiting = self.with_store(|s| s.outbox_due(i64::MAX).map_err(store_failure)).unwrap_or_default();
        waiting.into_iter().filter(|row| is_due(&state_of(row), now)).collect()
    }

    /// Cases not acknowledged yet, and those among them that wait for a person.
    pub fn outbox_counts(&self) -> (u32, u32) {
        let rows = self.with_store(|s| s.outbox().map_err(store_failure)).unwrap_or_default();
        let open = rows.iter().filter(|r| r.state != "acknowledged");
        let parked = rows.iter().filter(|r| r.state == "parked" || r.state == "refused").count();
        (open.count() as u32, parked as u32)
    }
}

/// One hand on a case at a time: the window while it issues, else the loop.
pub struct Claim(Desk, String);

impl Drop for Claim {
    fn drop(&mut self) {
        hold(&self.0.sending).remove(&self.1);
    }
}

pub fn claim(desk: &Desk, case: &str) -> Option<Claim> {
    hold(&desk.sending).insert(case.to_owned()).then(|| Claim(desk.clone(), case.to_owned()))
}

/// Step (a) at once, for the clerk who waits. Whatever comes of it, the loop goes on.
pub async fn first_step(desk: &Desk, case: &str) {
    if !desk.line().is_up() {
        return;
    }
    // A peer that never answers is a line that is down.
    if tokio::time::timeout(PATIENCE, number(desk, case)).await.is_err() {
        line::heard(desk, false);
    }
}

fn state_of(row: &OutboxRow) -> OutboxState {
    OutboxState {
        state: serde_json::from_value(row.state.clone().into()).unwrap_or(Delivery::Queued),
        attempts: row.attempts,
        next_at_ms: row.next_at_ms,
        last_code: row.last_code.clone(),
    }
}

fn keep(desk: &Desk, row: OutboxRow, outcome: Outcome) -> Result<OutboxRow, Failure> {
    let chance = f64::from(uuid::Uuid::new_v4().as_fields().0) / f64::from(u32::MAX);
    let after = next(&state_of(&row), outcome, desk.now().millis(), chance);
    let row = OutboxRow {
        state: crate::translate::word(&after.state),
        attempts: after.attempts,
        next_at_ms: after.next_at_ms,
        last_code: after.last_code,
        ..row
    };
    desk.with_store(|s| s.put_outbox(&row).map_err(store_failure))?;
    desk.notify(&format!("case:{}", row.case));
    desk.notify("outbox");
    Ok(row)
}

fn outcome_of(error: &OfficeError) -> Outcome {
    match error {
        OfficeError::TimedOut => Outcome::Unknown,
        error if error.is_line_down() => Outcome::Unreachable { code: error.code().into() },
        OfficeError::Overloaded { retry_after } => Outcome::Http {
            status: 503,
            code: Some(error.code().into()),
            retry_after_ms: retry_after.map(|s| (s as i64).saturating_mul(1000)),
        },
        error if error.is_passing() => {
            Outcome::Http { status: 500, code: Some(error.code().into()), retry_after_ms: None }
        }
        OfficeError::Refused { status, code } => {
            Outcome::Http { status: *status, code: Some(code.clone()), retry_after_ms: None }
        }
        error => Outcome::Refused { code: error.code().into() },
    }
}

/// All steps of one case, as far as they go now.
async fn work(desk: &Desk, case: &str) {
    let outcome = match number(desk, case).await {
        Ok(()) => materials(desk, case).await,
        Err(failed) => Err(failed),
    };
    if let Err(Stopped::Here(failure)) = outcome {
        tracing::warn!(code = failure.code, "delivery stopped at this station");
    }
}

enum Stopped {
    Office,
    Here(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Stopped::Here(failure)
    }
}

struct Trip {
    row: OutboxRow,
    /// The revision before, which the office has wholly.
    before: Option<OutboxRow>,
    submission: Submission,
    client: Arc<Client>,
    credential: String,
}

/// What goes next of a case: its first submission that is not acknowledged yet, else its last.
fn next_of(desk: &Desk, case: &str) -> Result<(OutboxRow, Option<OutboxRow>), Failure> {
    let rows = desk.with_store(|s| s.outbox_rows(case).map_err(store_failure))?;
    let at = rows.iter().position(|r| r.state != "acknowledged").unwrap_or(rows.len().saturating_sub(1));
    let before = at.checked_sub(1).and_then(|n| rows.get(n)).cloned();
    rows.into_iter().nth(at).map(|row| (row, before)).ok_or_else(|| Failure::new("no_such_case"))
}

fn trip(desk: &Desk, case: &str) -> Result<Trip, Stopped> {
    let (row, before) = next_of(desk, case)?;
    let submission = serde_json::from_str(&row.payload).map_err(|_| Failure::new("database_damaged"))?;
    let client = desk.courier().ok_or_else(|| Failure::new("office_unreachable"))?;
    let credential = desk.setting("delivery_credential").unwrap_or_default();
    Ok(Trip { row, before, submission, client, credential })
}

fn stopped(desk: &Desk, row: OutboxRow, error: &OfficeError) -> Stopped {
    line::heard(desk, !error.is_line_down());
    if let Err(failure) = keep(desk, row, outcome_of(error)) {
        return Stopped::Here(failure);
    }
    Stopped::Office
}

/// Step (a): the office's number, or the next revision under it. Idempotent by its own key; a lost answer is simply asked again.
async fn number(desk: &Desk, case: &str) -> Result<(), Stopped> {
    let trip = trip(desk, case)?;
    let open = desk.read_case(case)?;
    let known = open.case.official.clone();
    let there = if trip.row.revision == 1 { known.is_some() } else { trip.row.state == "awaiting_materials" };
    if there || trip.row.state == "acknowledged" {
        return Ok(());
    }
    let row = keep(desk, trip.row, Outcome::Began)?;
    match trip.client.submit(&trip.credential, &trip.submission).await {
        Ok(accepted) if known.as_ref().is_some_and(|number| *number != accepted.number) => {
            Err(stopped(desk, row, &OfficeError::Garbage))
        }
        Ok(accepted) => {
            line::heard(desk, true);
            if known.is_none() {
                numbered(desk, open, accepted.number)?;
            }
            let progress = brought_before(trip.before.as_ref(), &row.progress);
            keep(desk, OutboxRow { progress, ..row }, Outcome::Created)?;
            Ok(())
        }
        Err(error) => Err(stopped(desk, row, &error)),
    }
}

/// Parts that the office read with the revision before are there already; what it misses after all it names at the end.
fn brought_before(before: Option<&OutboxRow>, progress: &str) -> String {
    let Some(sent) = before.and_then(|row| serde_json::from_str::<Submission>(&row.payload).ok()) else {
        return progress.to_owned();
    };
    let mut known: Progress = serde_json::from_str(progress).unwrap_or_default();
    known.done.extend(sent.manifest.into_iter().map(|part| part.id));
    serde_json::to_string(&known).unwrap_or_else(|_| progress.to_owned())
}

fn numbered(desk: &Desk, open: Open, number: String) -> Result<(), Failure> {
    let by = open.case.clerk.clone();
    desk.append(open, vec![Fact::OfficialNumber { number }], &by, None)?;
    desk.notify("status");
    Ok(())
}

/// Steps (b) and (c): every part, resumed where it stopped, then the office's word that it has read them all.
async fn materials(desk: &Desk, case: &str) -> Result<(), Stopped> {
    let mut trip = trip(desk, case)?;
    if trip.row.state == "acknowledged" {
        return Ok(());
    }
    let mut progress: Progress = serde_json::from_str(&trip.row.progress).unwrap_or_default();
    for part in trip.submission.manifest.clone() {
        if progress.done.contains(&part.id) {
            continue;
        }
        if let Err(stop) = send_part(desk, &mut trip, &mut progress, &part).await {
            return Err(match stop {
                PartStop::Office(error) => stopped(desk, trip.row, &error),
                PartStop::Here(failure) => Stopped::Here(failure),
            });
        }
        progress.done.push(part.id);
        note(desk, &mut trip.row, &progress)?;
    }
    match trip.client.complete(&trip.credential, trip.submission.case).await {
        Ok(answer) if answer.received_digest == trip.submission.received_digest() => {
            line::heard(desk, true);
            let revision = keep(desk, trip.row, Outcome::Acknowledged)?.revision;
            let open = desk.read_case(case)?;
            let by = open.case.clerk.clone();
            desk.append(open, vec![Fact::Acknowledged { digest: answer.received_digest, revision }], &by, None)?;
            desk.notify("status");
            Ok(())
        }
        Ok(_) => Err(stopped(desk, trip.row, &OfficeError::Garbage)),
        Err(OfficeError::MaterialsMissing { missing }) => {
            let again = trip.submission.manifest.iter().filter(|p| missing.contains(&p.sha256));
            for part in again {
                progress.done.retain(|id| *id != part.id);
                progress.uploads.remove(&part.id);
            }
            note(desk, &mut trip.row, &progress)?;
            Err(stopped(desk, trip.row, &OfficeError::MaterialsMissing { missing: Vec::new() }))
        }
        Err(error) => Err(stopped(desk, trip.row, &error)),
    }
}

enum PartStop {
    Office(OfficeError),
    Here(Failure),
}

impl From<OfficeError> for PartStop {
    fn from(error: OfficeError) -> Self {
        PartStop::Office(error)
    }
}

impl From<Failure> for PartStop {
    fn from(failure: Failure) -> Self {
        PartStop::Here(failure)
    }
}

fn note(desk: &Desk, row: &mut OutboxRow, progress: &Progress) -> Result<(), Failure> {
    row.progress = serde_json::to_string(progress).map_err(|_| Failure::new("internal"))?;
    desk.with_store(|s| s.put_outbox(row).map_err(store_failure))
}

async fn send_part(desk: &Desk, trip: &mut Trip, progress: &mut Progress, part: &Part) -> Result<(), PartStop> {
    let (client, credential) = (trip.client.clone(), trip.credential.clone());
    let known = match progress.uploads.get(&part.id) {
        None => None,
        Some(url) => match client.upload_offset(&credential, url).await {
            Ok(offset) => Some((url.clone(), offset)),
            Err(OfficeError::UploadGone) => None,
            Err(error) => return Err(error.into()),
        },
    };
    let (url, mut offset) = match known {
        Some(known) => known,
        None => {
            let url = client.create_upload(&credential, trip.submission.case, part).await?;
            progress.uploads.insert(part.id.clone(), url.clone());
            note(desk, &mut trip.row, progress)?;
            (url, 0)
        }
    };
    let case = trip.row.case.clone();
    let bytes = desk.with_store(|s| s.page(&case, &part.id).map_err(store_failure))?.1;
    while (offset as usize) < bytes.len() {
        let from = offset as usize;
        let to = (from + CHUNK).min(bytes.len());
        offset = match client.upload(&credential, &url, offset, bytes[from..to].to_vec()).await {
            Ok(at) => at,
            Err(OfficeError::OffsetConflict { at }) if at as usize <= bytes.len() => at,
            Err(error) => return Err(error.into()),
        };
    }
    Ok(())
}

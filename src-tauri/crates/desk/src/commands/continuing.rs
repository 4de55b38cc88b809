//! A case of another window goes on here: it is claimed at the office, fetched whole, sealed as this
//! window's own, and begun as a journal that says where it goes on from. Given back, or its claim ended
//! otherwise, nothing of it stays (`delivery::claims_held`).
use super::any_window::{explain, find_office, is_here, read_record};
use super::editing::show_case;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::continuing::{Takeover, takeover_facts};
use crate::cases::sealed_pages::SealedFile;
use crate::contract::views::CaseView;
use crate::contract::{CaseId, ContinueCase, FailureCode, Nothing, Topic};
use crate::desk::Desk;
use crate::office::client::{ClerkClient, wait_for_answer};
use crate::review::trail::require_reason;
use counter_backoffice::{ClaimRequest, ClaimWire, Client, OfficeError, Part, RecordWire};
use std::collections::BTreeMap;

pub async fn continue_case(desk: &Desk, payload: ContinueCase) -> Result<CaseView, Failure> {
    // What is made of it is large, and a command's thread has little room.
    Box::pin(take_over(desk, payload)).await
}

async fn take_over(desk: &Desk, payload: ContinueCase) -> Result<CaseView, Failure> {
    let ContinueCase { case, revision, reason } = payload;
    let reason = require_reason(&reason)?;
    desk.station.audit_reason("continue_case", Some(case.as_str()), &reason)?;
    let office = find_office(desk, &reason)?;
    if is_here(desk, &case)? {
        return Err(Failure::new(FailureCode::CaseIsHere));
    }
    let record = read_record(desk, &office, &case).await?;
    if record.revision != revision {
        return Err(Failure::new(FailureCode::RecordOutdated));
    }
    if let Some(code) = desk.review.find_block(&record, false) {
        return Err(describe_block(code, &record));
    }
    let claim = claim_case(desk, &office, &record).await?;
    let outcome = match desk.delivery.note_claim(&claim) {
        Ok(()) => begin_journal(desk, &office, &record, &claim).await,
        Err(failure) => Err(failure),
    };
    let file = match outcome {
        Ok(file) => file,
        Err(failure) => {
            // Of what was fetched so far nothing stays, and another window may have it.
            let given_back = desk.delivery.give_back(&case, false);
            let ended = end_claim(desk, &office, &claim).await;
            if let Err(left) = given_back.and(ended) {
                tracing::warn!(case, code = left.code.as_str(), "a claim is not undone yet");
            }
            return Err(failure);
        }
    };
    desk.drop_form_of_other(Some(&file.id));
    desk.station.announce(Topic::Status);
    show_case(desk, &file)
}

/// Whoever has it, and which catalogue it wants, is said with it.
fn describe_block(code: FailureCode, record: &RecordWire) -> Failure {
    let failure = Failure::new(code);
    match (code, &record.claim) {
        (FailureCode::CaseClaimed, Some(claim)) => {
            failure.with("window", &claim.window).with("name", &claim.by_name)
        }
        (FailureCode::RecordPackUnknown, _) => {
            failure.with("version", &record.submission.pack_version)
        }
        _ => failure,
    }
}

async fn claim_case(
    desk: &Desk,
    office: &ClerkClient<Client>,
    record: &RecordWire,
) -> Result<ClaimWire, Failure> {
    let asked = ClaimRequest { id: uuid::Uuid::new_v4(), revision: record.revision };
    let case = record.submission.case;
    let answer = wait_for_answer(office.client.claim_case(&office.token, case, &asked)).await;
    answer.map_err(|error| match &error {
        // Since it was read.
        OfficeError::Refused { code, .. } if code == "case_claimed" => {
            Failure::new(FailureCode::CaseClaimed).with("window", "").with("name", "")
        }
        _ => explain(desk, &error),
    })
}

async fn end_claim(
    desk: &Desk,
    office: &ClerkClient<Client>,
    claim: &ClaimWire,
) -> Result<(), Failure> {
    let answer = office.client.end_claim(&office.token, claim.case, claim.id);
    let answer = wait_for_answer(answer).await;
    answer.map(|_| ()).map_err(|error| explain(desk, &error))
}

/// Every part first, sealed one by one; then the journal, in one step.
async fn begin_journal(
    desk: &Desk,
    office: &ClerkClient<Client>,
    record: &RecordWire,
    claim: &ClaimWire,
) -> Result<CaseFile, Failure> {
    let clerk = desk.station.require_clerk()?;
    let case = record.submission.case.to_string();
    let file = match desk.cases.has_case(&case)? {
        true => desk.cases.read_case(&case)?,
        false => {
            let loaded = desk.catalog.pinned(&record.submission.pack_version);
            CaseFile { id: case.clone(), ..desk.cases.new_case(loaded) }
        }
    };
    desk.station.with_store(|store| store.renew_case_key(&case))?;
    let mut parts = BTreeMap::new();
    for part in &record.submission.manifest {
        if !parts.contains_key(&part.sha256) {
            parts.insert(part.sha256.clone(), fetch_part(desk, office, &case, part).await?);
        }
    }
    let taken = Takeover { record, claim, clerk: &clerk, parts: &parts };
    let facts = takeover_facts(&file, &taken, desk.station.now())
        .ok_or_else(|| Failure::new(FailureCode::RecordNotRead))?;
    desk.cases.open_case(file, facts)
}

async fn fetch_part(
    desk: &Desk,
    office: &ClerkClient<Client>,
    case: &str,
    part: &Part,
) -> Result<SealedFile, Failure> {
    let id = uuid::Uuid::parse_str(case).map_err(|_| Failure::new(FailureCode::NoSuchCase))?;
    let answer = wait_for_answer(office.client.get_page(&office.token, id, &part.sha256)).await;
    // Of a part that is not what the record says nothing is kept; a line that is down is told as such.
    let bytes = answer.map_err(|error| match explain(desk, &error) {
        failure if error.is_line_down() => failure,
        failure if failure.code == FailureCode::SignInAgain => failure,
        _ => Failure::new(FailureCode::RecordNotRead),
    })?;
    if bytes.len() as u64 != part.len {
        return Err(Failure::new(FailureCode::RecordNotRead));
    }
    let pages = match part.media.as_str() {
        "application/pdf" => desk.devices.worker.inspect_file(case, bytes.clone()).await?.pages,
        _ => 1,
    };
    let row = desk.cases.seal_file(case, &part.media, &bytes)?;
    Ok(SealedFile { row, media: part.media.clone(), pages })
}

/// Nothing was decided here: another window may have it, and nothing of it stays.
pub async fn release_case(desk: &Desk, payload: CaseId) -> Result<Nothing, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    let record = file.case.record.clone().ok_or_else(|| Failure::new(FailureCode::NotContinued))?;
    if !file.case.is_only_claimed() {
        return Err(Failure::new(FailureCode::ReleaseDecided));
    }
    let case = uuid::Uuid::parse_str(&payload.case);
    let claim = uuid::Uuid::parse_str(&record.claim);
    let (Ok(case), Ok(claim)) = (case, claim) else {
        return Err(Failure::new(FailureCode::Internal));
    };
    let office = desk.office.clerk_client().map_err(|failure| match failure.code {
        FailureCode::LineDown => Failure::new(FailureCode::AnyWindowLineDown),
        _ => failure,
    })?;
    let answer = wait_for_answer(office.client.end_claim(&office.token, case, claim)).await;
    answer.map_err(|error| explain(desk, &error))?;
    desk.drop_citizen_form();
    desk.delivery.give_back(&payload.case, true)?;
    Ok(Nothing {})
}

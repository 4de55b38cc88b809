//! 核验回执: a paper's code held against the record; of this window's own cases without the line, of any
//! other by the office.
use crate::Failure;
use crate::contract::views::{ReceiptCheckView, ReceiptResult};
use crate::contract::{FailureCode, ReceiptQuery};
use crate::desk::Desk;
use crate::office::client::wait_for_answer;
use counter_backoffice::{LookReason, ReceiptStanding};
use counter_core::receipt_code::ReceiptCode;

pub async fn check_receipt(
    desk: &Desk,
    payload: ReceiptQuery,
) -> Result<ReceiptCheckView, Failure> {
    let code = ReceiptCode::read(&payload.code)
        .ok_or_else(|| Failure::new(FailureCode::ReceiptCodeBad))?;
    let standing = desk.cases.judge_own_receipt(&code)?;
    let is_own = standing != ReceiptStanding::Unknown;
    let result = if is_own { standing.into() } else { ask_office(desk, &code).await? };
    note_doubt(desk, &code, result);
    Ok(ReceiptCheckView { code: code.to_string(), result, is_own })
}

/// A paper that is not as the record has it is for a supervisor to look into: whoever held it here
/// has shown it to nobody else.
fn note_doubt(desk: &Desk, code: &ReceiptCode, result: ReceiptResult) {
    match result {
        ReceiptResult::Differs => desk.station.audit_receipt_doubt("receipt_differs", code),
        ReceiptResult::Unknown => desk.station.audit_receipt_doubt("receipt_unknown", code),
        ReceiptResult::Unchanged | ReceiptResult::LineDown | ReceiptResult::NotAsked => {}
    }
}

/// That nobody can be asked now is an answer of its own: it says nothing of the paper.
async fn ask_office(desk: &Desk, code: &ReceiptCode) -> Result<ReceiptResult, Failure> {
    let office = match desk.office.clerk_client() {
        Err(failure) if failure.code == FailureCode::LineDown => {
            return Ok(ReceiptResult::LineDown);
        }
        office => office?,
    };
    if !desk.office.introduction().checks_receipts {
        return Ok(ReceiptResult::NotAsked);
    }
    let command = LookReason::Command { command: "check_receipt".to_owned() };
    let client = office.client.looking_for(command);
    match wait_for_answer(client.check_receipt(&office.token, code)).await {
        Ok(answer) => Ok(answer.standing.into()),
        Err(error) => match desk.office.explain_refusal(&error) {
            failure if failure.code == FailureCode::LineDown => Ok(ReceiptResult::LineDown),
            failure => Err(failure),
        },
    }
}

//! Cases on their way to the office: one may be sent again by hand, all may be stopped.
use crate::Failure;
use crate::contract::views::OutboxView;
use crate::contract::{CaseId, FailureCode, Nothing};
use crate::desk::Desk;
use crate::views::outbox::outbox_view;
use counter_core::fact::Fact;
use counter_core::state::Status;

pub async fn outbox(desk: &Desk, _: Nothing) -> Result<OutboxView, Failure> {
    outbox_view(&desk.cases, &desk.office, &desk.delivery)
}

/// By hand, without waiting out its pause; what was set aside is released.
pub async fn retry(desk: &Desk, payload: CaseId) -> Result<OutboxView, Failure> {
    if desk.station.with_store(|store| store.outbox_row(&payload.case))?.is_none() {
        return Err(Failure::new(FailureCode::NoSuchCase));
    }
    // What is being put right goes when that is done; nothing done yet, the case goes as it was.
    let file = desk.cases.read_case(&payload.case)?;
    match file.case.status {
        Status::Replacing if !file.case.touched.is_empty() => {}
        Status::Replacing => {
            let revision = file.case.revision();
            desk.cases.append_facts(file, vec![Fact::ReplacementDropped { revision }])?;
            desk.delivery.release_case(&payload.case)?;
        }
        _ => desk.delivery.release_case(&payload.case)?,
    }
    outbox(desk, Nothing {}).await
}

pub async fn pause_delivery(desk: &Desk, _: Nothing) -> Result<OutboxView, Failure> {
    desk.delivery.stop_delivery(&desk.station.require_clerk()?.number)?;
    outbox(desk, Nothing {}).await
}

pub async fn resume_delivery(desk: &Desk, _: Nothing) -> Result<OutboxView, Failure> {
    desk.delivery.resume_delivery()?;
    outbox(desk, Nothing {}).await
}

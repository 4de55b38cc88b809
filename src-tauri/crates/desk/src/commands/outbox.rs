//! Cases on their way to the office: one may be sent again by hand, all may be stopped.
use crate::Failure;
use crate::contract::views::OutboxView;
use crate::contract::{CaseId, FailureCode, Nothing};
use crate::desk::Desk;
use crate::views::outbox::outbox_view;

pub async fn outbox(desk: &Desk, _: Nothing) -> Result<OutboxView, Failure> {
    outbox_view(&desk.cases, &desk.office, &desk.delivery)
}

/// By hand, without waiting out its pause; what was set aside is released.
pub async fn retry(desk: &Desk, payload: CaseId) -> Result<OutboxView, Failure> {
    if desk.station.with_store(|store| store.outbox_row(&payload.case))?.is_none() {
        return Err(Failure::new(FailureCode::NoSuchCase));
    }
    desk.delivery.release_case(&payload.case)?;
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

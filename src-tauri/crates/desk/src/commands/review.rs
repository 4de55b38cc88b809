//! What a supervisor can do: look over the station's work, read one case, send it back with
//! comments.
use crate::Failure;
use crate::contract::views::{QueueView, ReviewView};
use crate::contract::{ClearMarks, QueueFilter, Reveal, ReviewOf, SendBack};
use crate::desk::Desk;
use crate::review::trail::require_reason;
use crate::station::audit::hide_numbers;

pub async fn queue(desk: &Desk, payload: QueueFilter) -> Result<QueueView, Failure> {
    desk.review.queue_view(&payload).await
}

pub async fn review(desk: &Desk, payload: ReviewOf) -> Result<ReviewView, Failure> {
    desk.review.note_reason(&payload.case, None);
    show_review(desk, &payload, true).await
}

/// What is open in review, its pages and papers may be looked at.
async fn show_review(desk: &Desk, wanted: &ReviewOf, masked: bool) -> Result<ReviewView, Failure> {
    let view = desk.review.review_view(wanted, masked).await?;
    desk.station.admit_to_case(&desk.station.require_clerk()?.number, &wanted.case);
    Ok(view)
}

/// The same with names, numbers and addresses in full: an audit line each time, and one that says
/// why. A supervisor has no case of their own.
pub async fn reveal(desk: &Desk, payload: Reveal) -> Result<ReviewView, Failure> {
    let Reveal { case, revision, reason } = payload;
    let reason = require_reason(&reason)?;
    desk.station.audit_reason("reveal", Some(case.as_str()), &reason)?;
    desk.review.note_reason(&case, Some(hide_numbers(&reason)));
    show_review(desk, &ReviewOf { case, revision }, false).await
}

pub async fn clear_marks(desk: &Desk, payload: ClearMarks) -> Result<ReviewView, Failure> {
    desk.review.clear_marks(&payload).await?;
    review(desk, ReviewOf { case: payload.case, revision: Some(payload.revision) }).await
}

pub async fn send_back(desk: &Desk, payload: SendBack) -> Result<ReviewView, Failure> {
    desk.review.send_back(&payload).await?;
    review(desk, ReviewOf { case: payload.case, revision: None }).await
}

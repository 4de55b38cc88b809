//! What a supervisor can do: look over the station's work, read one case, send it back with comments.
use crate::contract::views::{QueueView, ReviewView};
use crate::contract::{QueueFilter, ReviewOf, SendBack};
use crate::review::{queue as lines, review as copy};
use crate::{Desk, Failure};

pub async fn queue(desk: &Desk, payload: QueueFilter) -> Result<QueueView, Failure> {
    lines::view(desk, &payload).await
}

pub async fn review(desk: &Desk, payload: ReviewOf) -> Result<ReviewView, Failure> {
    copy::view(desk, &payload, true).await
}

/// The same with names, numbers and addresses in full: an audit line each time.
pub async fn reveal(desk: &Desk, payload: ReviewOf) -> Result<ReviewView, Failure> {
    copy::view(desk, &payload, false).await
}

pub async fn send_back(desk: &Desk, payload: SendBack) -> Result<ReviewView, Failure> {
    copy::send_back(desk, &payload).await
}

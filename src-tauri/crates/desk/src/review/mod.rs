//! A supervisor's side of the desk: the queue of the station, one case to read, what goes back to its window.
//! Nothing here changes a case; what was sent back is noted by `returns`.
mod copy;
mod mask;
mod parts;
pub mod queue;
pub mod review;

pub use parts::bytes;

use crate::{Desk, Failure};
use counter_backoffice::{Client, OfficeError, QueueCase};
use counter_core::date::Moment;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(6);

/// What a supervisor was shown of the office, until they sign out.
#[derive(Default)]
pub struct Shown {
    pub queue: Option<(Moment, Vec<QueueCase>)>,
    /// Parts fetched for a review, by case and digest.
    pub parts: HashMap<(String, String), (String, Vec<u8>)>,
    /// The id of a return whose answer was lost, so that the second try is the same return.
    pub returning: HashMap<String, (uuid::Uuid, String)>,
}

/// The office and the supervisor's own token. Without the line, or signed in without it, there is neither.
pub fn office(desk: &Desk) -> Result<(Arc<Client>, String), Failure> {
    if !desk.line().is_up() {
        return Err(Failure::new("line_down"));
    }
    let token = desk.signed().as_ref().and_then(|s| s.token.clone());
    let token = token.ok_or_else(|| Failure::new("sign_in_again"))?;
    let client = desk.client().ok_or_else(|| Failure::new("line_down"))?;
    Ok((client, token.expose().to_owned()))
}

/// Waits as long as a supervisor does.
pub async fn asked<T>(answer: impl Future<Output = Result<T, OfficeError>>) -> Result<T, OfficeError> {
    tokio::time::timeout(PATIENCE, answer).await.unwrap_or(Err(OfficeError::TimedOut))
}

pub fn refused(desk: &Desk, error: &OfficeError) -> Failure {
    crate::office::line::heard(desk, !error.is_line_down());
    match error {
        OfficeError::Unauthorized => Failure::new("sign_in_again"),
        OfficeError::Refused { code, .. }
            if ["not_acknowledged", "already_decided", "already_returned", "newer_revision"]
                .contains(&code.as_str()) =>
        {
            Failure::new(code)
        }
        OfficeError::Refused { status: 404, .. } => Failure::new("no_such_case"),
        error if error.is_line_down() => Failure::new("line_down"),
        error => crate::station::errors::office_failure(error),
    }
}

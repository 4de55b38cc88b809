//! The office asked by the one who is signed in, with their own token.
use super::Office;
use crate::Failure;
use crate::contract::FailureCode;
use counter_backoffice::{Client, OfficeError};
use std::sync::Arc;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(6);

/// The office and the token of whoever is signed in.
pub struct ClerkClient<C = Arc<Client>> {
    pub client: C,
    pub token: String,
}

/// Waits as long as somebody at the counter does.
pub async fn wait_for_answer<T>(
    answer: impl Future<Output = Result<T, OfficeError>>,
) -> Result<T, OfficeError> {
    tokio::time::timeout(PATIENCE, answer).await.unwrap_or(Err(OfficeError::TimedOut))
}

impl Office {
    /// Without the line, or signed in without it, there is neither.
    pub fn clerk_client(&self) -> Result<ClerkClient, Failure> {
        if !self.line().is_up() {
            return Err(Failure::new(FailureCode::LineDown));
        }
        let token =
            self.station.signed_in_token().ok_or_else(|| Failure::new(FailureCode::SignInAgain))?;
        let client = self.client().ok_or_else(|| Failure::new(FailureCode::LineDown))?;
        Ok(ClerkClient { client, token: token.expose().to_owned() })
    }

    /// What an error says of the line, if anything. What could be this request alone is asked
    /// about.
    pub fn note_line(&self, error: &OfficeError) {
        match error.line_news() {
            Some(up) => self.note_answer(up),
            None if error.is_line_down() => self.doubt_line(),
            None => {}
        }
    }

    /// Notes what a refusal says of the line, and says what it means for whoever asked.
    pub fn explain_refusal(&self, error: &OfficeError) -> Failure {
        self.note_line(error);
        match error {
            OfficeError::Unauthorized => Failure::new(FailureCode::SignInAgain),
            OfficeError::Refused { status, code } => match (code.as_str(), status) {
                ("not_acknowledged", _) => Failure::new(FailureCode::NotAcknowledged),
                ("already_decided", _) => Failure::new(FailureCode::AlreadyDecided),
                ("already_returned", _) => Failure::new(FailureCode::AlreadyReturned),
                ("newer_revision", _) => Failure::new(FailureCode::NewerRevision),
                (_, 404) => Failure::new(FailureCode::NoSuchCase),
                _ => error.into(),
            },
            error if error.is_line_down() => Failure::new(FailureCode::LineDown),
            error => error.into(),
        }
    }
}

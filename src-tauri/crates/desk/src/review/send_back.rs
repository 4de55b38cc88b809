//! Sending a case back (退件): to the office first; only what it took is noted here.
use super::Review;
use crate::Failure;
use crate::contract::{FailureCode, SendBack};
use crate::office::client::wait_for_answer;
use crate::station::ids::new_uuid;
use crate::station::limits::require_length;
use counter_backoffice::{CommentWire, Private, ReturnRequest};
use counter_core::limits::{MAX_COMMENT_CHARS, MAX_COMMENTS};
use counter_core::text::normalize_lines;

impl Review {
    /// The same comments again are the same return.
    pub async fn send_back(&self, payload: &SendBack) -> Result<(), Failure> {
        let comments = payload.comments.iter().map(|comment| CommentWire {
            target: comment.target.clone(),
            text: Private::new(normalize_lines(&comment.text)),
        });
        let comments: Vec<CommentWire> =
            comments.filter(|comment| !comment.text.expose().is_empty()).collect();
        if comments.is_empty() {
            return Err(Failure::new(FailureCode::CommentMissing));
        }
        if comments.len() > MAX_COMMENTS {
            let (count, limit) = (comments.len(), MAX_COMMENTS);
            return Err(Failure::new(FailureCode::TooManyComments)
                .with("count", count)
                .with("limit", limit));
        }
        for comment in &comments {
            require_length(comment.text.expose(), MAX_COMMENT_CHARS)?;
        }
        let case = uuid::Uuid::parse_str(&payload.case)
            .map_err(|_| Failure::new(FailureCode::NoSuchCase))?;
        let office = self.office.clerk_client()?;
        let words =
            serde_json::to_string(&comments).map_err(|_| Failure::new(FailureCode::Internal))?;
        let id = self.return_id(&payload.case, words);
        let request = ReturnRequest { id, revision: Some(payload.revision), comments };
        let answer = wait_for_answer(office.client.send_back(&office.token, case, &request)).await;
        let sent_back = answer.map_err(|error| self.office.explain_refusal(&error))?;
        {
            let mut session = self.shown.lock();
            session.unanswered.remove(&payload.case);
            // What was just changed is asked for again.
            session.queue = None;
        }
        self.delivery.note_return(&sent_back)
    }

    fn return_id(&self, case: &str, words: String) -> uuid::Uuid {
        let mut session = self.shown.lock();
        let unanswered =
            session.unanswered.get(case).filter(|(_, before)| *before == words).map(|(id, _)| *id);
        let id = unanswered.unwrap_or_else(new_uuid);
        session.unanswered.insert(case.to_owned(), (id, words));
        id
    }
}

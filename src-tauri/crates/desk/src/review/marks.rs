//! What the office found out by itself of a revision: who decided, as far as it could prove it, and
//! what is odd. A supervisor looks into it and clears it, at the office.
use super::Review;
use crate::Failure;
use crate::contract::views::{AuthorView, ReviewView};
use crate::contract::{ClearMarks, FailureCode};
use crate::office::client::wait_for_answer;
use counter_backoffice::{Author, FilingMark, QueueCase};

impl Review {
    /// Of a case of this station, whose journal knows nothing of it: as the office's list has it.
    pub(super) async fn add_marks(&self, view: &mut ReviewView) {
        let queue = self.office_queue().await;
        let is_shown = |case: &&QueueCase| {
            case.filed.case.to_string() == view.case && case.filed.revision == view.revision
        };
        if let Some(case) = queue.cases.iter().find(is_shown) {
            view.author = case.author.clone().map(author_view);
            view.marks = mark_names(&case.marks);
        }
    }

    pub async fn clear_marks(&self, payload: &ClearMarks) -> Result<(), Failure> {
        let case = uuid::Uuid::parse_str(&payload.case)
            .map_err(|_| Failure::new(FailureCode::NoSuchCase))?;
        let marks: Vec<FilingMark> = payload.marks.iter().cloned().map(FilingMark::from).collect();
        let office = self.office.clerk_client()?;
        let answer = office.client.clear_marks(&office.token, case, payload.revision, &marks);
        let answer = wait_for_answer(answer).await;
        answer.map_err(|error| self.office.explain_refusal(&error))?;
        // What was just changed is asked for again.
        self.shown.lock().queue = None;
        Ok(())
    }
}

pub(super) fn author_view(author: Author) -> AuthorView {
    let Author { clerk, name, role, consented_by, .. } = author;
    AuthorView { clerk, name, role, consented_by }
}

pub(super) fn mark_names(marks: &[FilingMark]) -> Vec<String> {
    marks.iter().map(|mark| mark.name().to_owned()).collect()
}

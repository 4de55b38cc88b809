//! What the office found out by itself of a revision: who decided, as far as it could prove it, and
//! what is odd. A supervisor looks into it and clears it, at the office.
use super::Review;
use crate::Failure;
use crate::contract::views::{AuthorView, ReviewView};
use crate::contract::{ClearMarks, FailureCode};
use crate::office::client::wait_for_answer;
use counter_backoffice::{Author, FilingMark, QueueCase};

impl Review {
    /// As the office's list has them: the journal of a case of this station knows nothing of them,
    /// and a revision that is read says nothing of the others.
    pub(super) async fn add_marks(&self, view: &mut ReviewView) {
        let is_own = view.source == "station";
        if !is_own && view.of == 1 {
            return;
        }
        let queue = self.office_queue().await;
        let is_shown = |case: &&QueueCase| case.filed.case.to_string() == view.case;
        let Some(case) = queue.cases.iter().find(is_shown) else { return };
        for brief in &mut view.revisions {
            brief.marked = !find_marks(case, brief.n).is_empty();
        }
        if is_own {
            view.marks = find_marks(case, view.revision);
        }
        if is_own && case.filed.revision == view.revision {
            view.author = case.author.clone().map(author_view);
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

/// What nobody has cleared yet of a revision.
fn find_marks(case: &QueueCase, revision: u32) -> Vec<String> {
    let earlier = case.earlier_marks.iter().map(|one| (one.revision, &one.marks));
    let mut all = earlier.chain([(case.filed.revision, &case.marks)]);
    all.find(|(n, _)| *n == revision).map(|(_, marks)| mark_names(marks)).unwrap_or_default()
}

/// The same of the case as a whole, each once: the newest revision's first.
pub(super) fn list_marks(case: &QueueCase) -> Vec<String> {
    let earlier = case.earlier_marks.iter().rev().flat_map(|one| &one.marks);
    let mut names = Vec::new();
    for name in mark_names(case.marks.iter().chain(earlier)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

pub(super) fn mark_names<'a>(marks: impl IntoIterator<Item = &'a FilingMark>) -> Vec<String> {
    marks.into_iter().map(|mark| mark.name().to_owned()).collect()
}

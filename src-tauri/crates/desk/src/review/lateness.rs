//! What of a case came after its day. It stays with the case, whatever became of it: the window's
//! answers as they were filed, and the deciding office's decision by what it said.
use super::Review;
use super::queue::settle_listed;
use super::reading::late_view;
use crate::cases::case_file::CaseFile;
use crate::cases::submission::late_wire;
use crate::contract::views::{LateView, ReviewView};
use counter_backoffice::QueueCase;
use counter_core::clock::find_late_decision;

impl Review {
    /// Of a case of this station, by its journal.
    pub(super) fn own_late(&self, file: &CaseFile) -> Vec<LateView> {
        let Some(item) = file.settled_item() else { return Vec::new() };
        let calendar = &self.catalog.current().calendar;
        let answers = file.case.list_late_answers(&item, calendar);
        let decision = find_late_decision(&item, &file.course(), calendar);
        answers.into_iter().chain(decision).map(late_wire).map(|late| late_view(&late)).collect()
    }

    /// Of a case as the office lists it.
    pub(super) fn filed_late(&self, case: &QueueCase) -> Vec<LateView> {
        let decision = self.filed_late_decision(case);
        case.late.iter().map(late_view).chain(decision).collect()
    }

    fn filed_late_decision(&self, case: &QueueCase) -> Option<LateView> {
        let loaded = self.catalog.current();
        let (item, course) = (loaded.pack.item(&case.filed.item)?, case.course.as_ref()?);
        let item = settle_listed(item, case, course, &loaded.calendar);
        let late = find_late_decision(&item, course, &loaded.calendar)?;
        Some(late_view(&late_wire(late)))
    }

    /// A revision says nothing of what was decided about it since; the office's list does.
    pub(super) async fn add_late_decision(&self, view: &mut ReviewView) {
        if view.source == "station" {
            return;
        }
        let queue = self.office_queue().await;
        let case = queue.cases.iter().find(|case| case.filed.case.to_string() == view.case);
        view.late.extend(case.and_then(|case| self.filed_late_decision(case)));
    }
}

//! How a case stands before the law's clock today.
use super::Cases;
use super::case_file::CaseFile;
use counter_core::clock::{ClockView, legal_clock};

impl Cases {
    /// By the calendar in use; none before an item is chosen.
    pub fn legal_clock(&self, file: &CaseFile) -> Option<ClockView> {
        let today = self.station.now().date();
        let item = file.settled_item()?;
        Some(legal_clock(
            &item,
            &file.course(),
            file.case.legal_status(),
            &self.catalog.current().calendar,
            today,
        ))
    }
}

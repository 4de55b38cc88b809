//! On which days somebody came for a case: also for the one of the wrong item that it goes on from. To the citizen
//! that is one matter.
use super::Cases;
use super::case_file::CaseFile;
use counter_core::date::Date;
use std::collections::BTreeSet;

impl Cases {
    /// In order. Of a case before whose journal cannot be read nothing is counted.
    pub fn list_attendance(&self, file: &CaseFile) -> BTreeSet<Date> {
        let mut days = file.case.attendance().clone();
        let first = file.case.refiled.as_ref();
        let first = first.and_then(|refiled| self.read_case(&refiled.case).ok());
        days.extend(first.map(|first| self.list_attendance(&first)).unwrap_or_default());
        days
    }
}

//! 委托: whether this window decides a case in the department's name, and the 文号 that its decision bears.
//! Not the paper, nor the event: those are made of what is found here.
use super::Cases;
use super::case_file::CaseFile;
use crate::Failure;
use counter_core::case::Event;
use counter_core::casework::{
    DecidingCounter, DepartmentDecides, is_issue_unfinished, judge_entrustment,
};
use counter_core::item::Entrustment;
use counter_store::TakenNumber;

impl Cases {
    /// By which entrustment the window may grant the case, or refuse it; else why the department decides.
    pub fn judge_counter(
        &self,
        file: &CaseFile,
        granted: bool,
    ) -> Result<Result<Entrustment, DepartmentDecides>, Failure> {
        let Some(item) = file.settled_item() else {
            return Ok(Err(DepartmentDecides::NotEntrusted));
        };
        // What went to the office on paper is decided there, and so is what has no paper yet.
        let is_on_paper = file.case.handed_over.contains(&file.case.revision());
        if is_on_paper || is_issue_unfinished(&file.case) {
            return Ok(Err(DepartmentDecides::NotAccepted));
        }
        let levels = self.station.window_scope().levels;
        let counter = DecidingCounter {
            station: &self.station.station_code(),
            levels: levels.as_deref(),
            today: self.station.now().date(),
            has_number: item.entrustment.is_some() && self.has_number(file, &item.department)?,
        };
        Ok(judge_entrustment(&file.case, &item, granted, &counter).cloned())
    }

    /// How many decisions of the department the window can still number.
    pub fn count_numbers(&self, department: &str) -> Result<u64, Failure> {
        self.station.with_store(|store| store.count_document_numbers(department))
    }

    fn has_number(&self, file: &CaseFile, department: &str) -> Result<bool, Failure> {
        Ok(self.count_numbers(department)? > 0 || self.find_unborne(file, department)?.is_some())
    }

    /// The number that the decision of this case bears. One that was taken for it before and that no
    /// paper bears comes first: a decision that failed spoils none.
    pub fn take_number(
        &self,
        file: &CaseFile,
        department: &str,
    ) -> Result<Option<String>, Failure> {
        if let Some(number) = self.find_unborne(file, department)? {
            return Ok(Some(number));
        }
        self.station.with_store(|store| store.take_document_number(department, &file.id))
    }

    fn find_unborne(&self, file: &CaseFile, department: &str) -> Result<Option<String>, Failure> {
        let all = self.station.with_store(|store| store.taken_document_numbers())?;
        Ok(all.into_iter().find(|one| is_unborne(one, file, department)).map(|one| one.number))
    }
}

fn is_unborne(taken: &TakenNumber, file: &CaseFile, department: &str) -> bool {
    let is_borne = file.case.events.iter().any(
        |told| matches!(&told.event, Event::Decided { number, .. } if *number == taken.number),
    );
    taken.case == file.id && taken.department == department && !is_borne
}

//! Sealed files of a case that cannot be read back whole. Known in memory alone: the next start
//! reads them again and finds them again.
use super::Cases;
use super::case_file::CaseFile;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::{Notice, NoticeKind};
use counter_core::case::PageOf;
use std::collections::BTreeSet;

impl Cases {
    /// Reads a file again, against its seal and its digest. Whether that is news of it: it was
    /// whole until now, or is so again.
    pub fn check_file(&self, case: &str, file: &str) -> Result<bool, Failure> {
        let is_damaged = match self.read_file(case, file) {
            Ok(_) => false,
            // A disk that cannot read a place any more says so.
            Err(failure)
                if matches!(failure.code, FailureCode::PageDamaged | FailureCode::StoreIo) =>
            {
                true
            }
            Err(failure) => return Err(failure),
        };
        let mut damaged = self.damaged.lock();
        let files = damaged.entry(case.to_owned()).or_default();
        let is_news = match is_damaged {
            true => files.insert(file.to_owned()),
            false => files.remove(file),
        };
        damaged.retain(|_, files| !files.is_empty());
        Ok(is_news)
    }

    /// Of this case only what is in `files` matters any more. Whether something went.
    pub fn keep_damage_of(&self, case: &str, files: &[String]) -> bool {
        let mut damaged = self.damaged.lock();
        let Some(known) = damaged.get_mut(case) else { return false };
        let before = known.len();
        known.retain(|file| files.contains(file));
        let is_less = known.len() < before;
        damaged.retain(|_, files| !files.is_empty());
        is_less
    }

    /// Of other cases nothing is put right here any more.
    pub fn keep_damage_in(&self, cases: &[String]) {
        self.damaged.lock().retain(|case, _| cases.contains(case));
    }

    /// The page goes from the case; with the last of its file that matters no more.
    pub fn forget_damage_of(&self, file: &CaseFile, page: &PageOf) {
        let of_file = file.case.pages.iter().filter(|other| other.file == page.file);
        if of_file.count() > 1 {
            return;
        }
        let mut damaged = self.damaged.lock();
        if let Some(files) = damaged.get_mut(&file.id) {
            files.remove(&page.file);
        }
        damaged.retain(|_, files| !files.is_empty());
    }

    pub fn damaged_files(&self, case: &str) -> BTreeSet<String> {
        self.damaged.lock().get(case).cloned().unwrap_or_default()
    }

    pub fn is_damaged(&self, case: &str) -> bool {
        self.damaged.lock().contains_key(case)
    }

    pub fn damage_notice(&self) -> Option<Notice> {
        let count = self.damaged.lock().len();
        let params = [("count", count.to_string())];
        (count > 0).then(|| Notice::new(NoticeKind::PagesDamaged, false, &params))
    }
}

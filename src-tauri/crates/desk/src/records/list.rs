//! Cases by number and state, and by nothing that names anybody.
use super::Records;
use counter_store::{HeadFilter, StoreError};
use serde::Serialize;
use std::collections::HashSet;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedCase {
    /// The office's, else the provisional one; none of a case that was not decided.
    pub number: Option<String>,
    pub status: String,
    /// The state of its newest submission, `none` where there is none.
    pub delivery: String,
    /// Something of it is not at the office.
    pub waiting: bool,
    /// Its pages were destroyed for good.
    pub purged: bool,
    /// Its id, which is in addresses and file names already.
    pub case: String,
}

impl Records {
    /// In the order of their numbers, those without one last.
    pub fn list_cases(&self) -> Result<Vec<ListedCase>, &'static str> {
        self.read_list().map_err(|error| error.code())
    }

    fn read_list(&self) -> Result<Vec<ListedCase>, StoreError> {
        let open: HashSet<String> =
            self.look.outbox_open()?.into_iter().map(|row| row.case).collect();
        let mut cases = Vec::new();
        for head in self.look.heads(&HeadFilter::default())? {
            let newest = self.look.outbox_row(&head.case)?;
            cases.push(ListedCase {
                number: head.official.or(head.provisional),
                status: head.status,
                delivery: newest.map_or_else(|| "none".to_owned(), |row| row.state),
                waiting: open.contains(&head.case),
                purged: self.look.is_purged(&head.case)?,
                case: head.case,
            });
        }
        cases.sort_by_key(|case| (case.number.is_none(), case.number.clone()));
        Ok(cases)
    }
}

//! Replacements that no supervisor of this station has opened yet. A decision that the office had
//! not taken went in with other papers: the supervisor is told first of all, until it was read.
use super::Review;
use crate::Failure;
use crate::contract::views::{QueueRow, ReviewView};
use crate::station::stored::StoredName;
use std::collections::BTreeSet;

/// Case and revision.
type Replacement = (String, u32);

impl Review {
    /// Marks the rows. What has left the list need not be remembered any more.
    pub(super) fn mark_unread_replacements(&self, rows: &mut [QueueRow]) -> Result<(), Failure> {
        let before = self.replacements_read();
        let mut still_read = BTreeSet::new();
        for row in rows.iter_mut().filter(|row| row.in_place_of.is_some()) {
            let replacement = (row.case.clone(), row.revision);
            row.is_replacement_unread = !before.contains(&replacement);
            if !row.is_replacement_unread {
                still_read.insert(replacement);
            }
        }
        self.store_replacements_read(&before, still_read)
    }

    /// The supervisor has the newest revision before them.
    pub(super) fn mark_replacement_read(&self, view: &ReviewView) -> Result<(), Failure> {
        let before = self.replacements_read();
        let mut now = before.clone();
        if view.revision == view.of {
            now.insert((view.case.clone(), view.revision));
        }
        self.store_replacements_read(&before, now)
    }

    fn replacements_read(&self) -> BTreeSet<Replacement> {
        self.station.stored_value(StoredName::ReplacementsRead).unwrap_or_default()
    }

    fn store_replacements_read(
        &self,
        before: &BTreeSet<Replacement>,
        now: BTreeSet<Replacement>,
    ) -> Result<(), Failure> {
        if *before == now {
            return Ok(());
        }
        self.station.store_value(StoredName::ReplacementsRead, &now)
    }
}

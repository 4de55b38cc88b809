//! Heads that an older program wrote get today's summary and their search text, once, before
//! anything is listed; those whose deadline another calendar counted get it anew.
use super::Cases;
use super::due::STATUSES;
use super::summary::CaseSummary;
use crate::Failure;
use counter_core::code::variant_code;
use counter_store::{CaseWrite, HeadFilter, HeadRow};

impl Cases {
    /// What cannot be stored today is tried again at the next opening; meanwhile the lists read
    /// older rows as they are, and only the search finds none of them.
    pub fn fill_summaries(&self) {
        for outcome in [self.fill_heads(), self.renew_heads()] {
            match outcome {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "summaries were made anew"),
                Err(failure) => {
                    tracing::error!(code = failure.code.as_str(), "summaries could not be filled")
                }
            }
        }
    }

    /// By a newer calendar a deadline is another day: those of the lists are counted anew once it
    /// is in use. Whether any was.
    pub fn renew_deadlines(&self) -> bool {
        let calendar_mark = self.catalog.current().calendar_mark.clone();
        if *self.counted_by.lock() == calendar_mark {
            return false;
        }
        // The store may not be open yet: then at the next look.
        let Ok(count) = self.renew_heads() else { return false };
        *self.counted_by.lock() = calendar_mark;
        count > 0
    }

    /// Where a deadline runs that was counted by another calendar, or by a program that did not say
    /// its period: without that an on-the-spot case that was handed over long ago would be past its
    /// day at this window.
    fn renew_heads(&self) -> Result<usize, Failure> {
        let filter = HeadFilter {
            statuses: STATUSES.iter().map(variant_code).collect(),
            ..HeadFilter::default()
        };
        let heads = self.station.with_store(|store| store.heads(&filter))?;
        let loaded = self.catalog.current();
        let is_outdated = |head: &&HeadRow| {
            let summary = CaseSummary::parse(&head.summary);
            summary.is_some_and(|summary| summary.is_counted_otherwise(&loaded.calendar_mark))
        };
        Ok(heads.iter().filter(is_outdated).filter(|head| self.renew_head(&head.case)).count())
    }

    /// From the journal, each by itself: one that cannot be read keeps none of the others.
    fn renew_head(&self, case: &str) -> bool {
        let outcome = self.read_case(case).and_then(|file| {
            let summary = self.summarize(&file, &file.assess().readiness);
            self.station.with_store(|store| {
                let Some(head) = store.head(case)? else { return Ok(()) };
                let head = summary.write_into(head);
                // One that went on since it was read has another length, and a summary of its own.
                let write = CaseWrite {
                    case,
                    expected_seq: file.case.length,
                    entries: &[],
                    head: &head,
                    outbox: &[],
                };
                store.append(&write)
            })
        });
        if let Err(failure) = &outcome {
            let code = failure.code.as_str();
            tracing::warn!(case, code, "a summary cannot be made anew");
        }
        outcome.is_ok()
    }

    /// All in one transaction.
    fn fill_heads(&self) -> Result<usize, Failure> {
        let heads = self.station.with_store(|store| store.heads_to_fill())?;
        if heads.is_empty() {
            return Ok(0);
        }
        let rows: Vec<HeadRow> = heads.into_iter().map(|head| self.fill_head(head)).collect();
        self.station.with_store(|store| store.fill_heads(&rows))?;
        Ok(rows.len())
    }

    /// From its old JSON, else from the journal. Where that is damaged too the JSON stays as it is,
    /// and the case is found by what the columns say.
    fn fill_head(&self, head: HeadRow) -> HeadRow {
        if let Some(summary) = CaseSummary::parse(&head.summary) {
            return summary.write_into(head);
        }
        match self.read_case(&head.case) {
            Ok(file) => self.summarize(&file, &file.assess().readiness).write_into(head),
            Err(failure) => {
                tracing::warn!(
                    case = head.case,
                    code = failure.code.as_str(),
                    "a summary cannot be made anew"
                );
                HeadRow { search: CaseSummary::read(&head).search_text(&head), ..head }
            }
        }
    }
}

//! Heads that an older program wrote get today's summary and their search text, once, before
//! anything is listed.
use super::Cases;
use super::summary::CaseSummary;
use crate::Failure;
use counter_store::HeadRow;

impl Cases {
    /// All in one transaction. What cannot be stored today is tried again at the next opening;
    /// meanwhile the lists read older rows as they are, and only the search finds none of them.
    pub fn fill_summaries(&self) {
        match self.fill_heads() {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "summaries of an older program were filled"),
            Err(failure) => {
                tracing::error!(code = failure.code.as_str(), "summaries could not be filled")
            }
        }
    }

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

//! A paper held against records that lie closed, by its code.
use super::Records;
use crate::cases::journal::StoredJournal;
use crate::cases::receipt::judge_record;
use counter_backoffice::{ReceiptStanding, read_receipt_code};
use counter_core::receipt_code::ReceiptCode;
use counter_store::{HeadFilter, HeadRow, StoreError};

impl Records {
    /// Unknown where no case of these records knows the code.
    pub fn check_receipt(&self, code: &ReceiptCode) -> Result<ReceiptStanding, &'static str> {
        self.judge_receipt(code).map_err(|error| error.code())
    }

    fn judge_receipt(&self, code: &ReceiptCode) -> Result<ReceiptStanding, StoreError> {
        for head in self.look.heads(&HeadFilter::default())? {
            if let Some(standing) = self.judge_case(&head, code)? {
                return Ok(standing);
            }
        }
        Ok(ReceiptStanding::Unknown)
    }

    /// Whatever of a case was altered, one of three places still says whose paper it is: the row of
    /// the lists, the paper's own entry, the submission.
    fn judge_case(
        &self,
        head: &HeadRow,
        code: &ReceiptCode,
    ) -> Result<Option<ReceiptStanding>, StoreError> {
        let journal = StoredJournal::load(&self.look, &head.case)?;
        let submissions = self.look.outbox_rows(&head.case)?;
        let is_known = head.summary.contains(code.as_str())
            || journal.lines.iter().any(|line| line.body.contains(code.as_str()))
            || submissions.iter().any(|row| read_receipt_code(&row.payload).as_ref() == Some(code));
        Ok(is_known.then(|| judge_record(&journal, &submissions, code)))
    }
}

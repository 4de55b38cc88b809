//! A paper of this window held against its own records, by the paper's code.
use super::Cases;
use super::journal::StoredJournal;
use crate::Failure;
use counter_backoffice::{ReceiptStanding, Submission, read_receipt_code};
use counter_core::fact::Fact;
use counter_core::journal::Entry;
use counter_core::receipt_code::ReceiptCode;
use counter_store::{HeadFilter, OutboxRow};

impl Cases {
    /// Of a paper that was made here; unknown of any other.
    pub fn judge_own_receipt(&self, code: &ReceiptCode) -> Result<ReceiptStanding, Failure> {
        self.station.with_store(|store| {
            let heads = store.heads(&HeadFilter::default())?;
            let own = heads.into_iter().find(|head| head.summary.contains(code.as_str()));
            let Some(head) = own else { return Ok::<_, Failure>(ReceiptStanding::Unknown) };
            let journal = StoredJournal::load(store, &head.case)?;
            let submissions = store.outbox_rows(&head.case)?;
            Ok(judge_record(&journal, &submissions, code))
        })
    }
}

/// Of a case that knows the code: unchanged only where the journal is whole, and one submission has
/// this code, was made from this journal, and is what the office acknowledged, if it did.
pub fn judge_record(
    journal: &StoredJournal,
    submissions: &[OutboxRow],
    code: &ReceiptCode,
) -> ReceiptStanding {
    let entries = journal.prove().unwrap_or_default();
    let is_whole = |row: &OutboxRow| {
        read_receipt_code(&row.payload).as_ref() == Some(code)
            && read_submission(row).is_some_and(|filed| agrees(&entries, &filed))
    };
    match submissions.iter().any(is_whole) {
        true => ReceiptStanding::Unchanged,
        false => ReceiptStanding::Differs,
    }
}

fn read_submission(row: &OutboxRow) -> Option<Submission> {
    serde_json::from_str(&row.payload).ok()
}

/// A journal that is not whole has no entries here, and agrees with nothing.
fn agrees(entries: &[Entry], filed: &Submission) -> bool {
    let last = filed.entries.checked_sub(1).and_then(|last| entries.get(last as usize));
    let mut acknowledged = entries.iter().filter_map(|entry| match &entry.fact {
        Fact::Acknowledged { digest, revision } if *revision == filed.revision => Some(digest),
        _ => None,
    });
    last.is_some_and(|entry| entry.hash == filed.journal_head)
        && acknowledged.all(|digest| *digest == filed.received_digest())
}

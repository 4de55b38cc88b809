//! What a row of the outbox, of whichever kind, is held against: the journal's heads, and the files
//! that are here.
use super::CaseRecord;
use counter_backoffice::Part;
use std::collections::BTreeMap;

/// SHA-256 and length of each file by its id.
pub(super) type Here = BTreeMap<String, (String, u64)>;

/// The head of the journal when it had so many entries.
pub(super) fn find_head(record: &CaseRecord, entries: u64) -> Option<String> {
    match (entries as usize).checked_sub(1) {
        None => Some("0".repeat(64)),
        Some(last) => record.lines.get(last).map(|line| line.hash.clone()),
    }
}

/// Parts of a manifest that are not here, or not as they were sent.
pub(super) fn list_missing(manifest: &[Part], here: Option<&Here>) -> impl Iterator<Item = String> {
    let is_missing = move |part: &&Part| {
        here.is_some_and(|here| here.get(&part.id) != Some(&(part.sha256.clone(), part.len)))
    };
    manifest.iter().filter(is_missing).map(|part| format!("page_missing: {}", part.id))
}

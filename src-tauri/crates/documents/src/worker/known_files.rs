//! What was found out about files, by their digest: the same file is not tried twice, least of all
//! one that took seconds to be refused. Nothing of a file is kept but its digest and what became of
//! it.

use crate::DocumentError;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A day's files at one window; the oldest make room.
const MOST: usize = 512;

/// A file, or one page of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileKey {
    digest: [u8; 32],
    page: Option<u32>,
}

impl FileKey {
    pub fn of_file(bytes: &[u8]) -> Self {
        Self { digest: Sha256::digest(bytes).into(), page: None }
    }

    pub fn of_page(bytes: &[u8], page: u32) -> Self {
        Self { page: Some(page), ..Self::of_file(bytes) }
    }
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Kept byte for byte.
    Whole {
        media: String,
        pages: u32,
    },
    Bad(DocumentError),
    /// The worker stopped over it once. That may have had another cause: it is tried once more.
    Suspect,
}

#[derive(Default)]
pub struct KnownFiles(Mutex<VecDeque<(FileKey, Verdict)>>);

impl KnownFiles {
    pub fn find(&self, key: &FileKey) -> Option<Verdict> {
        let verdicts = self.lock();
        verdicts.iter().find(|(found, _)| found == key).map(|(_, verdict)| verdict.clone())
    }

    /// Whether anything is known of a page; a digest need not be made for nothing.
    pub fn has_pages(&self) -> bool {
        self.lock().iter().any(|(key, _)| key.page.is_some())
    }

    pub fn note_whole(&self, key: FileKey, media: &str, pages: u32) {
        self.put(key, Verdict::Whole { media: media.to_owned(), pages });
    }

    pub fn note_error(&self, key: FileKey, error: DocumentError) {
        if error.is_determined() {
            self.put(key, Verdict::Bad(error));
        } else if error == DocumentError::StopsWorker {
            let again = self.find(&key) == Some(Verdict::Suspect);
            self.put(key, if again { Verdict::Bad(error) } else { Verdict::Suspect });
        }
    }

    fn put(&self, key: FileKey, verdict: Verdict) {
        let mut verdicts = self.lock();
        verdicts.retain(|(found, _)| *found != key);
        if verdicts.len() == MOST {
            verdicts.pop_front();
        }
        verdicts.push_back((key, verdict));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(FileKey, Verdict)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_determined_is_remembered_and_a_first_stop_is_not_held_against_a_file() {
        let files = KnownFiles::default();
        let key = FileKey::of_file(b"a file");
        files.note_error(key, DocumentError::TimedOut);
        assert_eq!(files.find(&key), None);
        files.note_error(key, DocumentError::StopsWorker);
        assert_eq!(files.find(&key), Some(Verdict::Suspect));
        files.note_error(key, DocumentError::StopsWorker);
        assert_eq!(files.find(&key), Some(Verdict::Bad(DocumentError::StopsWorker)));
        files.note_whole(key, "application/pdf", 3);
        assert_eq!(
            files.find(&key),
            Some(Verdict::Whole { media: "application/pdf".into(), pages: 3 })
        );
        assert_eq!(files.find(&FileKey::of_page(b"a file", 0)), None);
    }

    #[test]
    fn the_oldest_make_room() {
        let files = KnownFiles::default();
        let key = |n: usize| FileKey::of_file(&n.to_be_bytes());
        (0..=MOST).for_each(|n| files.note_error(key(n), DocumentError::Damaged));
        assert_eq!(files.find(&key(0)), None);
        assert!(files.find(&key(1)).is_some() && files.find(&key(MOST)).is_some());
    }
}

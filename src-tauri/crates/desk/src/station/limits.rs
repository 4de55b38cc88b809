//! What is beyond the office's limits, told to the clerk by count and limit while it can still be
//! replaced. The numbers are `counter_core::limits`, the check is the one that the office makes.
use crate::Failure;
use crate::contract::FailureCode;
pub use crate::contract::limits::require_length;
use crate::contract::limits::text_too_long;
use counter_backoffice::OutOfBounds;
use counter_core::limits::{MAX_FILE_BYTES, MAX_FILES, MAX_SUBMISSION_BYTES, MAX_TEXT_CHARS};

const KIB: usize = 1024;
const MIB: u64 = 1024 * 1024;

/// A file of pages or a paper, before it is sealed.
pub fn require_file_size(bytes: usize) -> Result<(), Failure> {
    let bytes = bytes as u64;
    if bytes > MAX_FILE_BYTES { Err(file_over_limit(bytes)) } else { Ok(()) }
}

pub fn too_many_files(count: usize, limit: usize) -> Failure {
    Failure::new(FailureCode::TooManyFiles).with("count", count).with("limit", limit)
}

fn file_over_limit(bytes: u64) -> Failure {
    Failure::new(FailureCode::FileOverLimit)
        .with("size", bytes.div_ceil(MIB))
        .with("limit", MAX_FILE_BYTES / MIB)
}

impl From<OutOfBounds> for Failure {
    fn from(wrong: OutOfBounds) -> Failure {
        match wrong {
            OutOfBounds::Journal | OutOfBounds::Part => {
                tracing::error!(%wrong, "a submission that no office takes");
                Failure::new(FailureCode::Internal)
            }
            OutOfBounds::Files { count } => too_many_files(count, MAX_FILES),
            OutOfBounds::FileBytes { bytes } => file_over_limit(bytes),
            OutOfBounds::TextChars { length } => text_too_long(length, MAX_TEXT_CHARS),
            OutOfBounds::SubmissionBytes { bytes } => Failure::new(FailureCode::CaseTooLarge)
                .with("size", bytes.div_ceil(KIB))
                .with("limit", MAX_SUBMISSION_BYTES / KIB),
        }
    }
}

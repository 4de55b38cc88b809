//! The conditions under which a file or a form cannot be had.
//!
//! They name what the clerk can act upon, never a library's words: those could carry text out of a
//! citizen's file.

use counter_child_pipe::PipeError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a document could not be read, shown or typeset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is damaged")]
    Damaged,
    #[error("the file is locked with a password")]
    Encrypted,
    #[error("the kind of file is not known")]
    UnknownKind,
    #[error("the file is too large")]
    TooLarge,
    #[error("the file has no such page")]
    NoSuchPage,
    #[error("no Chinese font was found on this computer")]
    FontMissing,
    #[error("the PDF library is not installed")]
    PdfiumMissing,
    #[error("the form could not be typeset")]
    Unprintable,
    #[error("the document worker could not be started")]
    WorkerMissing,
    #[error("the document worker stopped")]
    WorkerDied,
    #[error("the document worker took too long")]
    TimedOut,
}

impl DocumentError {
    /// The stable code under which the program's texts know this condition.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "document_empty",
            Self::Damaged => "document_damaged",
            Self::Encrypted => "document_encrypted",
            Self::UnknownKind => "document_unknown_kind",
            Self::TooLarge => "document_too_large",
            Self::NoSuchPage => "document_no_such_page",
            Self::FontMissing => "font_missing",
            Self::PdfiumMissing => "pdfium_missing",
            Self::Unprintable => "sheet_unprintable",
            Self::WorkerMissing => "document_worker_missing",
            Self::WorkerDied => "document_worker_died",
            Self::TimedOut => "document_worker_timed_out",
        }
    }
}

impl From<PipeError> for DocumentError {
    fn from(error: PipeError) -> Self {
        match error {
            PipeError::NotStarted => Self::WorkerMissing,
            PipeError::Ended => Self::WorkerDied,
            PipeError::TimedOut => Self::TimedOut,
            PipeError::TooLong => Self::TooLarge,
        }
    }
}

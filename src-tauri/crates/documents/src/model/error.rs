//! The conditions under which a file or a form cannot be had.
//!
//! They name what the clerk can act upon, never a library's words: those could carry text out of a
//! citizen's file.

use super::other_kind::OtherKind;
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
    #[error("this kind of file is not taken")]
    NotTaken(OtherKind),
    #[error("the file is too large")]
    TooLarge,
    /// Determined by the file: it would take as much again.
    #[error("the file takes too much time or memory")]
    TooHeavy,
    /// Determined by the file, as far as can be known: the worker stopped over it.
    #[error("the document worker stopped over the file")]
    StopsWorker,
    #[error("the file needs a Chinese font that this computer does not have")]
    FileFontMissing,
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
    /// By an update, while this program ran.
    #[error("the document worker is of another version than this program")]
    WorkerReplaced,
    #[error("the document worker took too long")]
    TimedOut,
}

impl DocumentError {
    /// Whether the same file would meet the same end again.
    pub fn is_determined(&self) -> bool {
        match self {
            Self::Empty
            | Self::Damaged
            | Self::Encrypted
            | Self::UnknownKind
            | Self::NotTaken(_)
            | Self::TooLarge
            | Self::TooHeavy
            | Self::NoSuchPage => true,
            // A font, a library or a program can be put right while this one runs; of a worker that
            // stopped once, nobody knows yet whether it was the file.
            Self::StopsWorker
            | Self::FileFontMissing
            | Self::FontMissing
            | Self::PdfiumMissing
            | Self::Unprintable
            | Self::WorkerMissing
            | Self::WorkerDied
            | Self::WorkerReplaced
            | Self::TimedOut => false,
        }
    }

    /// Whether the computer lacks something that a worker loads when it begins.
    pub fn is_of_computer(&self) -> bool {
        matches!(self, Self::FontMissing | Self::FileFontMissing | Self::PdfiumMissing)
    }

    /// Whether it is a pack's template that overran, stopped the program or makes no paper, and not
    /// the computer that lacks something.
    pub fn is_of_template(&self) -> bool {
        matches!(
            self,
            Self::Unprintable
                | Self::TooHeavy
                | Self::TooLarge
                | Self::StopsWorker
                | Self::TimedOut
        )
    }

    /// The stable code under which the program's texts know this condition.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "document_empty",
            Self::Damaged => "document_damaged",
            Self::Encrypted => "document_encrypted",
            Self::UnknownKind => "document_unknown_kind",
            Self::NotTaken(_) => "document_not_taken",
            Self::TooLarge => "document_too_large",
            Self::TooHeavy => "document_too_heavy",
            Self::StopsWorker => "document_stops_worker",
            Self::FileFontMissing => "document_font_missing",
            Self::NoSuchPage => "document_no_such_page",
            Self::FontMissing => "font_missing",
            Self::PdfiumMissing => "pdfium_missing",
            Self::Unprintable => "sheet_unprintable",
            Self::WorkerMissing => "document_worker_missing",
            Self::WorkerDied => "document_worker_died",
            Self::WorkerReplaced => "document_worker_replaced",
            Self::TimedOut => "document_worker_timed_out",
        }
    }
}

impl From<PipeError> for DocumentError {
    fn from(error: PipeError) -> Self {
        match error {
            PipeError::NotStarted => Self::WorkerMissing,
            PipeError::Ended => Self::WorkerDied,
            PipeError::OtherVersion => Self::WorkerReplaced,
            PipeError::TimedOut => Self::TimedOut,
            PipeError::TooLong => Self::TooLarge,
        }
    }
}

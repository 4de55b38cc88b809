//! The conditions under which the store refuses or fails. No variant carries anything a citizen or
//! a clerk has written.

use rusqlite::ErrorCode;
use std::io::ErrorKind;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full")]
    DiskFull,
    #[error("the key does not open this database")]
    WrongKey,
    #[error("the database was written by a newer program (schema {found})")]
    NewerDatabase { found: i64 },
    #[error("the file is not a database of this program")]
    ForeignDatabase,
    #[error("another window of this program has the database open")]
    AlreadyOpen,
    #[error("a stored page is missing or was altered")]
    PageDamaged,
    #[error("there is no such page")]
    UnknownPage,
    #[error("there is no such case")]
    UnknownCase,
    #[error("the pages of this case were destroyed for good")]
    Purged,
    #[error("a page was sealed with suite {found}, which this program does not have")]
    UnknownSuite { found: u8 },
    #[error("the case was changed meanwhile")]
    Conflict,
    #[error("a number is taken, or a case's number would change")]
    NumberTaken,
    #[error("a submission once queued cannot be changed")]
    PayloadFixed,
    #[error("the name of a case may hold letters, digits, '-' and '_' only")]
    BadCaseName,
    #[error("the database is damaged")]
    Damaged,
    #[error("the disk could not be read or written: {0}")]
    Io(ErrorKind),
}

impl StoreError {
    /// A stable word for logs, the command line and the frontend's translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DiskFull => "disk_full",
            Self::WrongKey => "wrong_key",
            Self::NewerDatabase { .. } => "newer_database",
            Self::ForeignDatabase => "foreign_database",
            Self::AlreadyOpen => "already_open",
            Self::PageDamaged => "page_damaged",
            Self::UnknownPage => "unknown_page",
            Self::UnknownCase => "unknown_case",
            Self::Purged => "purged",
            Self::UnknownSuite { .. } => "unknown_suite",
            Self::Conflict => "conflict",
            Self::NumberTaken => "number_taken",
            Self::PayloadFixed => "payload_fixed",
            Self::BadCaseName => "bad_case_name",
            Self::Damaged => "database_damaged",
            Self::Io(_) => "io",
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::AlreadyOpen,
            Some(ErrorCode::ConstraintViolation) if is_foreign_key(&error) => Self::UnknownCase,
            Some(ErrorCode::ConstraintViolation) => Self::Conflict,
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                Self::Io(ErrorKind::PermissionDenied)
            }
            Some(ErrorCode::SystemIoFailure) => Self::Io(ErrorKind::Other),
            Some(ErrorCode::OutOfMemory) => Self::Io(ErrorKind::OutOfMemory),
            _ => Self::Damaged,
        }
    }
}

/// Why a key is not sealed for recovery, or not recovered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    #[error("this is no public half of a recovery key")]
    BadKey,
    #[error("this is no half of a recovery key")]
    HalfUnreadable,
    #[error("the half was altered or mistyped: its check does not fit")]
    HalfMistyped,
    #[error("the same half was given twice")]
    HalfTwice,
    #[error("the halves are not of one recovery key")]
    HalvesDiffer,
    #[error("no key that is sealed for recovery lies here")]
    NotSealed,
    #[error("what is sealed for recovery was altered, or is of a later program")]
    SealUnreadable,
    #[error("the station's key is sealed to another recovery key")]
    SealOfOtherKey,
    #[error("the sealed key belongs to other records than those beside it")]
    SealOfOtherStore,
    #[error("the disk is full")]
    DiskFull,
    #[error("the disk could not be read or written: {0}")]
    Io(ErrorKind),
}

impl RecoveryError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadKey => "recovery_key_unusable",
            Self::HalfUnreadable => "recovery_half_unreadable",
            Self::HalfMistyped => "recovery_half_mistyped",
            Self::HalfTwice => "recovery_half_twice",
            Self::HalvesDiffer => "recovery_halves_differ",
            Self::NotSealed => "recovery_not_sealed",
            Self::SealUnreadable => "recovery_seal_unreadable",
            Self::SealOfOtherKey => "recovery_other_key",
            Self::SealOfOtherStore => "recovery_other_store",
            Self::DiskFull => "disk_full",
            Self::Io(_) => "io",
        }
    }
}

impl From<std::io::Error> for RecoveryError {
    fn from(error: std::io::Error) -> Self {
        match StoreError::from(error) {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Io(kind) => Self::Io(kind),
            _ => Self::Io(ErrorKind::Other),
        }
    }
}

fn is_foreign_key(error: &rusqlite::Error) -> bool {
    let extended = error.sqlite_error().map(|e| e.extended_code);
    extended == Some(rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

//! Why an office could not be opened, and why its records gave no answer. What callers are told is
//! `http::ApiError`.

use counter_backoffice::MAX_WINDOW_CHARS;
use counter_centre::{CentreError, CodeError};

use crate::limits::{MAX_NUMBER_CHARS, MAX_PASSWORD_BYTES};

/// Why the records gave no answer. No texts: those of a database may quote what was stored.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("a value that must be unique is there already")]
    Taken,
    /// Not there, not ready, or too busy: the same may go well in a moment.
    #[error("the database does not answer")]
    Away,
    #[error("a stored value is not of its kind")]
    Unreadable,
    #[error("the database failed: {0}")]
    Failed(String),
}

/// Why a centre file or a code was not put into the office's records.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error(transparent)]
    File(#[from] CentreError),
    #[error(transparent)]
    Code(#[from] CodeError),
    #[error("the database cannot be used: {0}")]
    Database(#[from] DbError),
}

impl PublishError {
    /// The stable word that programs and logs go by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(error) => error.code(),
            Self::Code(error) => error.code(),
            Self::Database(_) => "office_database",
        }
    }
}

/// Why an office could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the data folder cannot be used")]
    DataFolder(#[source] std::io::Error),
    #[error("the database cannot be used: {0}")]
    Database(#[from] DbError),
    #[error(
        "the database does not wait for its disk (fsync is off); an acknowledged case could be lost"
    )]
    UnsafeDatabase,
    /// Never the address itself, which may hold a password.
    #[error("an address of the database or of the materials cannot be understood")]
    Address,
    #[error("the materials' store is to be reached over a network in the clear; https is needed")]
    PlainLine,
    #[error(
        "no key for the materials' store: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or in the address"
    )]
    Credentials,
    #[error(
        "the materials' store cannot be used: it does not answer, or forbids to list, read, write or delete"
    )]
    Materials,
    #[error("the materials' store writes over what is there even when told not to (If-None-Match)")]
    Overwrites,
    #[error(
        "only one of records and materials would outlive the program: name a place for both, or for none"
    )]
    HalfKept,
    #[error("the database is encrypted with another key, or with none")]
    WrongKey,
    #[error("the database is of a newer program")]
    NewerDatabase,
    /// Demo accounts have public passwords: their data never becomes a real office's, nor the other
    /// way round.
    #[error("trial data and real data must not be mixed")]
    TrialMixed,
    /// Never what stands in it: it names people.
    #[error("the list of certificates cannot be read, or a file that it names is missing")]
    Certificates,
    #[error("an account could not be made")]
    Account,
    #[error("a window's name has at most {} characters", MAX_WINDOW_CHARS)]
    WindowTooLong,
    #[error(
        "a number has at most {} characters, a password {} bytes",
        MAX_NUMBER_CHARS,
        MAX_PASSWORD_BYTES
    )]
    SignInTooLong,
    /// For whoever looks into the records of an office, and would make them by looking.
    #[error("no office has its records there")]
    NoOffice,
}

impl OpenError {
    /// The stable word that programs and logs go by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DataFolder(_) => "office_data_folder",
            Self::Database(_) => "office_database",
            Self::UnsafeDatabase => "office_database_unsafe",
            Self::Address => "office_address",
            Self::PlainLine => "office_plain_line",
            Self::Credentials => "office_store_credentials",
            Self::Materials => "office_store",
            Self::Overwrites => "office_store_overwrites",
            Self::HalfKept => "office_half_kept",
            Self::WrongKey => "office_wrong_key",
            Self::NewerDatabase => "office_database_newer",
            Self::TrialMixed => "office_trial_mixed",
            Self::Certificates => "office_certificates",
            Self::Account => "office_account",
            Self::WindowTooLong => "office_window_too_long",
            Self::SignInTooLong => "office_sign_in_too_long",
            Self::NoOffice => "office_missing",
        }
    }
}

//! Why an office could not be opened. What it says to callers is in `answer`.

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the data folder cannot be used")]
    DataFolder(#[source] std::io::Error),
    #[error("the database cannot be used")]
    Database(#[from] rusqlite::Error),
    #[error("the database is encrypted with another key, or with none")]
    WrongKey,
    #[error("the database is of a newer program")]
    NewerDatabase,
    /// Demo accounts have public passwords: their data never becomes a real office's, nor the other way round.
    #[error("trial data and real data must not be mixed")]
    TrialMixed,
    #[error("an account could not be made")]
    Account,
}

impl OpenError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::DataFolder(_) => "office_data_folder",
            Self::Database(_) => "office_database",
            Self::WrongKey => "office_wrong_key",
            Self::NewerDatabase => "office_database_newer",
            Self::TrialMixed => "office_trial_mixed",
            Self::Account => "office_account",
        }
    }
}

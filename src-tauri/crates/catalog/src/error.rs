//! The conditions in which a pack, or a table for one, cannot be used at all. Not its faults of
//! content: see `lint`.

use counter_core::date::Date;

/// The version of this program, which a pack may ask for.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    #[error("cannot read {name} of the pack: {cause}")]
    Unreadable { name: String, cause: std::io::Error },
    #[error("{name}: {cause}")]
    Malformed { name: String, cause: serde_norway::Error },
    #[error("{name} is not text in UTF-8: save it anew as UTF-8")]
    NotUtf8 { name: String },
    #[error("{name} is larger than an item can be")]
    FileTooLarge { name: String },
    #[error("the pack has no {name}")]
    Missing { name: String },
    #[error("{id} occurs twice in the pack")]
    Duplicate { id: String },
    #[error("{name} holds the id {id}")]
    Misnamed { name: String, id: String },
    #[error("the file is not a pack: {0}")]
    NotABundle(&'static str),
    #[error("the pack holds something that is no item: {0}")]
    NotAnItem(serde_json::Error),
    #[error("the pack has {bytes} bytes, more than any catalogue")]
    TooLarge { bytes: u64 },
    #[error("the pack is damaged: its content is not what its head says")]
    Damaged,
    #[error("the pack is signed with a key this station does not know")]
    WrongKey,
    #[error("the signature of the pack is not its publisher's")]
    Forged,
    #[error("this station has no key of a catalogue, and works for a real office")]
    NoKey,
    #[error("the pack was to be used until {until}")]
    Expired { until: Date },
    #[error("version {offered} is older than {has}, which is in use")]
    Older { has: String, offered: String },
    #[error("the pack needs version {needs} of this program, and this is {}", PROGRAM)]
    NeedsNewer { needs: String },
    #[error("this is no key of a pack: 32 bytes in Base64 are wanted")]
    NotAKey,
    #[error(
        "another pack of this version is in use: the publisher must give this one a higher number"
    )]
    SameVersion,
    #[error("the table {name} cannot be read: {cause}")]
    NotATable { name: String, cause: String },
    #[error("the table {name} has no column {missing}")]
    MissingColumns { name: String, missing: String },
    #[error("cannot write {name}: {cause}")]
    Unwritable { name: String, cause: std::io::Error },
}

impl CatalogError {
    /// Stable name of the condition, for messages and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "catalog_unreadable",
            Self::Malformed { .. } => "catalog_malformed",
            Self::NotUtf8 { .. } => "catalog_not_utf8",
            Self::FileTooLarge { .. } => "catalog_file_too_large",
            Self::Missing { .. } => "catalog_missing_file",
            Self::Duplicate { .. } => "catalog_duplicate_id",
            Self::Misnamed { .. } => "catalog_misnamed_file",
            Self::NotABundle(_) => "catalog_not_a_bundle",
            Self::NotAnItem(_) => "catalog_not_an_item",
            Self::TooLarge { .. } => "catalog_too_large",
            Self::Damaged => "catalog_damaged",
            Self::WrongKey => "catalog_wrong_key",
            Self::NoKey => "catalog_no_key",
            Self::Forged => "catalog_forged",
            Self::Expired { .. } => "catalog_expired",
            Self::Older { .. } => "catalog_older",
            Self::NeedsNewer { .. } => "catalog_needs_newer",
            Self::NotAKey => "catalog_not_a_key",
            Self::SameVersion => "catalog_same_version",
            Self::NotATable { .. } => "catalog_not_a_table",
            Self::MissingColumns { .. } => "catalog_missing_columns",
            Self::Unwritable { .. } => "catalog_unwritable",
        }
    }
}

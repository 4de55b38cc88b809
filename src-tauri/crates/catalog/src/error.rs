//! The conditions in which a pack cannot be used at all. Not its faults of content: see `lint`.

#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    #[error("cannot read {name} of the pack: {cause}")]
    Unreadable { name: String, cause: std::io::Error },
    #[error("{name} of the pack is not what the catalogue expects: {cause}")]
    Malformed { name: String, cause: serde_norway::Error },
    #[error("the pack has no {name}")]
    Missing { name: String },
    #[error("{id} occurs twice in the pack")]
    Duplicate { id: String },
    #[error("{name} holds the id {id}")]
    Misnamed { name: String, id: String },
    #[error("the bundle is not a pack: {0}")]
    NotABundle(serde_json::Error),
}

impl CatalogError {
    /// Stable name of the condition, for messages and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "catalog_unreadable",
            Self::Malformed { .. } => "catalog_malformed",
            Self::Missing { .. } => "catalog_missing_file",
            Self::Duplicate { .. } => "catalog_duplicate_id",
            Self::Misnamed { .. } => "catalog_misnamed_file",
            Self::NotABundle(_) => "catalog_not_a_bundle",
        }
    }
}

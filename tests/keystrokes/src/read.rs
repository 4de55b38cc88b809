//! Files of the repository that scripts are made from.

use std::path::Path;

use serde::de::DeserializeOwned;

/// A file of YAML, of which JSON is a part, by its path from the root.
pub fn read_file<T: DeserializeOwned>(path: &str) -> Result<T, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    let text =
        std::fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
    serde_norway::from_str(&text).map_err(|error| format!("{path}: {error}"))
}

//! Who may use whom, among the crates and among the folders of each. The reasons are in ARCHITECTURE.md.

use std::path::{Path, PathBuf};

/// The repository that the tests were built from.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

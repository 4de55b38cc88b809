//! Who may use whom among the folders of a crate, read from its text. It knows paths, not types:
//! what a method's result is does not show. The tables are in `tests/layers/`.

mod findings;
mod modules;
mod paths;
mod tokens;

use std::path::{Path, PathBuf};

pub use findings::{Folders, check_folders};

/// A source file: its path below `src`, with `/`, and its text.
pub type Source = (String, String);

/// The repository that the tests were built from.
pub fn repository_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// Every file below a folder but what is built or fetched, in order.
///
/// # Errors
/// A folder cannot be read.
pub fn files_below(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match path.is_dir() {
                true if ["target", "node_modules", "dist", "dist-fake", ".git"]
                    .contains(&&*name) => {}
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The Rust files of a crate's `src`, programs in `bin` left out: they see the crate from outside.
///
/// # Errors
/// A file cannot be read.
pub fn read_sources(src: &Path) -> std::io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in files_below(src)? {
        let name = path.strip_prefix(src).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if name.ends_with(".rs") && !name.starts_with("bin/") {
            sources.push((name, std::fs::read_to_string(&path)?));
        }
    }
    Ok(sources)
}

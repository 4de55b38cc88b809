//! The YAML files of a pack as text, wherever they come from. Knows names and text, not what they
//! mean.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::error::CatalogError;

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../catalog");

/// Bytes of one file. The largest item known has a fiftieth of it.
pub const LONGEST_FILE: u64 = 1024 * 1024;

/// Name within the pack (`items/dibao.yaml`) to text.
#[derive(Debug, Clone, Default)]
pub struct Source(BTreeMap<String, String>);

/// A document that repeats itself through aliases without end is refused by the reader.
pub(crate) fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, CatalogError> {
    serde_norway::from_str(text)
        .map_err(|cause| CatalogError::Malformed { name: name.to_owned(), cause })
}

impl FromIterator<(String, String)> for Source {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(files: T) -> Self {
        Self(files.into_iter().collect())
    }
}

impl Source {
    pub fn builtin() -> Self {
        let mut files = BTreeMap::new();
        let folders = std::iter::once(&BUILTIN).chain(BUILTIN.dirs());
        // Beside them lie the guide and the schemas for authors.
        let yaml = folders
            .flat_map(Dir::files)
            .filter(|file| file.path().extension().is_some_and(|end| end == "yaml"));
        for file in yaml {
            if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                files.insert(name.replace('\\', "/"), text.to_owned());
            }
        }
        Self(files)
    }

    pub fn from_dir(dir: &Path) -> Result<Self, CatalogError> {
        let mut files = BTreeMap::new();
        for (folder, prefix) in
            [(dir.to_owned(), ""), (dir.join("items"), "items/"), (dir.join("forms"), "forms/")]
        {
            let unreadable = |cause| CatalogError::Unreadable {
                name: if prefix.is_empty() { "." } else { prefix }.into(),
                cause,
            };
            for entry in fs::read_dir(&folder).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                    continue;
                };
                if name.ends_with(".yaml") && path.is_file() {
                    let name = format!("{prefix}{name}");
                    let text = read(&path, &name)?;
                    files.insert(name, text);
                }
            }
        }
        Ok(Self(files))
    }

    /// Name and text of each file.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    pub fn text(&self, name: &str) -> Result<&str, CatalogError> {
        self.0
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| CatalogError::Missing { name: name.to_owned() })
    }

    /// Every file of one folder, read; a file is named after the id it holds.
    pub(crate) fn read_folder<T, F>(
        &self,
        folder: &str,
        id: F,
    ) -> impl Iterator<Item = (&str, Result<T, CatalogError>)>
    where
        T: DeserializeOwned,
        F: Fn(&T) -> &String,
    {
        self.0.iter().filter_map(move |(name, text)| {
            let stem = name.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".yaml")?;
            let parsed = parse(name, text).and_then(|parsed| match id(&parsed) == stem {
                true => Ok(parsed),
                false => {
                    Err(CatalogError::Misnamed { name: name.clone(), id: id(&parsed).clone() })
                }
            });
            Some((name.as_str(), parsed))
        })
    }

    pub(super) fn read_whole_folder<T, F>(
        &self,
        folder: &str,
        id: F,
    ) -> Result<Vec<T>, CatalogError>
    where
        T: DeserializeOwned,
        F: Fn(&T) -> &String,
    {
        self.read_folder(folder, id).map(|(_, one)| one).collect()
    }
}

fn read(path: &Path, name: &str) -> Result<String, CatalogError> {
    let unreadable = |cause| CatalogError::Unreadable { name: name.to_owned(), cause };
    if fs::metadata(path).map_err(unreadable)?.len() > LONGEST_FILE {
        return Err(CatalogError::FileTooLarge { name: name.to_owned() });
    }
    fs::read_to_string(path).map_err(unreadable)
}

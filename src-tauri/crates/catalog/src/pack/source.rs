//! The YAML files of a pack as text, wherever they come from. Knows names and text, not what they mean.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::error::CatalogError;

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../catalog");

/// Name within the pack (`items/dibao.yaml`) to text.
pub(super) struct Source(BTreeMap<String, String>);

pub(crate) fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, CatalogError> {
    serde_norway::from_str(text).map_err(|cause| CatalogError::Malformed { name: name.to_owned(), cause })
}

impl Source {
    pub(super) fn builtin() -> Self {
        let mut files = BTreeMap::new();
        let folders = std::iter::once(&BUILTIN).chain(BUILTIN.dirs());
        for file in folders.flat_map(Dir::files) {
            if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                files.insert(name.replace('\\', "/"), text.to_owned());
            }
        }
        Self(files)
    }

    pub(super) fn from_dir(dir: &Path) -> Result<Self, CatalogError> {
        let mut files = BTreeMap::new();
        for (folder, prefix) in [(dir.to_owned(), ""), (dir.join("items"), "items/"), (dir.join("forms"), "forms/")] {
            let unreadable =
                |cause| CatalogError::Unreadable { name: if prefix.is_empty() { "." } else { prefix }.into(), cause };
            for entry in fs::read_dir(&folder).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                    continue;
                };
                if name.ends_with(".yaml") && path.is_file() {
                    let name = format!("{prefix}{name}");
                    let text = fs::read_to_string(&path)
                        .map_err(|cause| CatalogError::Unreadable { name: name.clone(), cause })?;
                    files.insert(name, text);
                }
            }
        }
        Ok(Self(files))
    }

    pub(super) fn text(&self, name: &str) -> Result<&str, CatalogError> {
        self.0.get(name).map(String::as_str).ok_or_else(|| CatalogError::Missing { name: name.to_owned() })
    }

    /// Every file of one folder; a file is named after the id it holds.
    pub(super) fn folder<T, F>(&self, folder: &str, id: F) -> Result<Vec<T>, CatalogError>
    where
        T: DeserializeOwned,
        F: Fn(&T) -> &String,
    {
        let mut all = Vec::new();
        for (name, text) in &self.0 {
            let Some(stem) = name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) else {
                continue;
            };
            let one: T = parse(name, text)?;
            if stem.strip_suffix(".yaml") != Some(id(&one)) {
                return Err(CatalogError::Misnamed { name: name.clone(), id: id(&one).clone() });
            }
            all.push(one);
        }
        Ok(all)
    }
}

//! The YAML files and templates of a pack as text, wherever they come from. Knows names and text,
//! not what they mean.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::error::CatalogError;

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../catalog");

/// Bytes of one file. The largest item known has a fiftieth of it.
pub const LONGEST_FILE: u64 = 1024 * 1024;

/// What lies at the top of a pack's folder.
const TOP_FILES: [&str; 3] = ["pack.yaml", "cases.yaml", "calendar.yaml"];
/// What is read below it.
const FOLDERS: [&str; 3] = ["items", "forms", "templates"];
const TEMPLATES: &str = "templates/";
/// Beside the content: what desktops leave anywhere, and at the top the schemas for authors.
const BESIDE: [&str; 2] = ["Thumbs.db", "desktop.ini"];
const SCHEMAS: &str = "schema";

/// The files of a pack, and which files of its folder are none though they look like it.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Name within the pack (`items/dibao.yaml`) to text.
    files: BTreeMap<String, String>,
    ignored: Vec<String>,
}

/// A document that repeats itself through aliases without end is refused by the reader.
pub(crate) fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, CatalogError> {
    serde_norway::from_str(text)
        .map_err(|cause| CatalogError::Malformed { name: name.to_owned(), cause })
}

impl FromIterator<(String, String)> for Source {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(files: T) -> Self {
        Self { files: files.into_iter().collect(), ignored: Vec::new() }
    }
}

impl Source {
    pub fn builtin() -> Self {
        let mut files = BTreeMap::new();
        let folders = std::iter::once(&BUILTIN).chain(BUILTIN.dirs());
        // Beside them lie the guide and the schemas for authors.
        let content = folders.flat_map(Dir::files).filter(|file| {
            file.path().extension().is_some_and(|end| end == "yaml" || end == "typ")
        });
        for file in content {
            if let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                files.insert(name.replace('\\', "/"), text.to_owned());
            }
        }
        Self { files, ignored: Vec::new() }
    }

    pub fn from_dir(dir: &Path) -> Result<Self, CatalogError> {
        let (mut files, mut beside) = (BTreeMap::new(), Vec::new());
        let templates = Some((dir.join("templates"), TEMPLATES)).filter(|(dir, _)| dir.is_dir());
        let folders =
            [(dir.to_owned(), ""), (dir.join("items"), "items/"), (dir.join("forms"), "forms/")];
        for (folder, prefix) in folders.into_iter().chain(templates) {
            let unreadable = |cause| CatalogError::Unreadable {
                name: if prefix.is_empty() { "." } else { prefix }.into(),
                cause,
            };
            for entry in fs::read_dir(&folder).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                let own = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let name = format!("{prefix}{own}");
                if path.is_file() && is_content(prefix, &own) && path.to_str().is_some() {
                    let text = read(&path, &name)?;
                    files.insert(name, text);
                } else if !(prefix.is_empty() && FOLDERS.contains(&own.as_str())) {
                    beside.push((path, name));
                }
            }
        }
        // Only of what is a pack's folder: of any other nobody waits for the end.
        let mut ignored = Vec::new();
        beside.iter().for_each(|(path, name)| list_ignored(path, name, &mut ignored));
        ignored.sort();
        Ok(Self { files, ignored })
    }

    /// All files of the folder that look like content and are read by nobody: another ending,
    /// another folder, a copy. A name with `/` behind it is a folder that was not looked into.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }

    /// Name and text of each file.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    pub fn text(&self, name: &str) -> Result<&str, CatalogError> {
        self.files
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| CatalogError::Missing { name: name.to_owned() })
    }

    /// Name of the paper and text of each template.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter_map(|(name, text)| Some((template_form(name)?, text)))
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
        self.files.iter().filter_map(move |(name, text)| {
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

/// By its name: `pack.yaml` and its like at the top, `<id>.yaml` and `<form>.typ` in the folders.
fn is_content(prefix: &str, name: &str) -> bool {
    match prefix {
        "" => TOP_FILES.contains(&name),
        TEMPLATES => name.ends_with(".typ"),
        _ => name.ends_with(".yaml"),
    }
}

fn template_form(name: &str) -> Option<&str> {
    name.strip_prefix(TEMPLATES)?.strip_suffix(".typ")
}

/// A file in the folders that are read is meant as one of theirs; elsewhere it must at least be YAML
/// by its name. A link may lead back to where it lies, and some folders are closed to this user:
/// those are named themselves.
fn list_ignored(path: &Path, name: &str, ignored: &mut Vec<String>) {
    let own = name.rsplit('/').next().unwrap_or(name);
    if own.starts_with('.') || BESIDE.contains(&own) || name == SCHEMAS {
        return;
    }
    if path.is_dir() {
        match list_folder(path) {
            Some(entries) => entries.iter().for_each(|entry| {
                let inner = format!("{name}/{}", entry.file_name().to_string_lossy());
                list_ignored(&entry.path(), &inner, ignored);
            }),
            None => ignored.push(format!("{name}/")),
        }
        return;
    }
    let lower = own.to_lowercase();
    let is_yaml = lower.contains(".yaml") || lower.contains(".yml");
    let is_in_folder = FOLDERS
        .iter()
        .any(|folder| name.strip_prefix(folder).is_some_and(|below| below.starts_with('/')));
    if is_yaml || is_in_folder {
        ignored.push(name.to_owned());
    }
}

fn list_folder(path: &Path) -> Option<Vec<fs::DirEntry>> {
    if path.is_symlink() {
        return None;
    }
    fs::read_dir(path).ok()?.collect::<Result<_, _>>().ok()
}

fn read(path: &Path, name: &str) -> Result<String, CatalogError> {
    let unreadable = |cause| CatalogError::Unreadable { name: name.to_owned(), cause };
    if fs::metadata(path).map_err(unreadable)?.len() > LONGEST_FILE {
        return Err(CatalogError::FileTooLarge { name: name.to_owned() });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|_| CatalogError::NotUtf8 { name: name.to_owned() })
}

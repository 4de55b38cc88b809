//! Items as files of a pack folder. A file that an author has worked on is not written over unless
//! that is wanted.

use std::fs;
use std::path::Path;

use counter_core::item::Item;
use serde::Serialize;

use super::view::item_yaml;
use crate::error::CatalogError;
use crate::pack::{LONGEST_FILE, Source, parse};

/// The form of an item that has none of its own.
pub(super) const FORM: &str = "general";
const HEAD: &str = "# 由导入的清单生成：编号、名称和说明请改成本地的，每次发布改版本。
id: daoru
version: \"1\"
title: 导入的事项包
note: 由实施清单导入；情形、收件要点与清单用例由本地补充。
";

/// Ids, each in the order written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    pub added: Vec<String>,
    pub replaced: Vec<String>,
    /// The folder has the very same item already, however its file is written.
    pub unchanged: Vec<String>,
    /// Differs in the folder, and was left there as it is.
    pub kept: Vec<String>,
}

/// Writes `items/<id>.yaml`; an item of the folder that differs is only replaced when this is
/// wanted.
pub fn write_items(items: &[Item], folder: &Path, replace: bool) -> Result<Written, CatalogError> {
    // Everything is made before anything is written.
    let mut files = Vec::new();
    for item in items {
        let name = format!("items/{}.yaml", item.id);
        let text = item_yaml(item)
            .map_err(|cause| CatalogError::Malformed { name: name.clone(), cause })?;
        if text.len() as u64 > LONGEST_FILE {
            return Err(CatalogError::FileTooLarge { name });
        }
        files.push((item, name, text));
    }
    prepare_folder(folder)?;
    let mut report = Written::default();
    for (item, name, text) in files {
        let existing = match fs::read_to_string(folder.join(&name)) {
            Ok(existing) => Some(existing),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(cause) => return Err(CatalogError::Unreadable { name, cause }),
        };
        let list = match existing {
            Some(existing)
                if parse::<Item>(&name, &existing).is_ok_and(|existing| existing == *item) =>
            {
                &mut report.unchanged
            }
            Some(_) if !replace => &mut report.kept,
            existing => {
                put(folder, &name, &text)?;
                if existing.is_some() { &mut report.replaced } else { &mut report.added }
            }
        };
        list.push(item.id.clone());
    }
    Ok(report)
}

/// A folder that can be read as a pack: what it lacks of head and form is made.
pub(super) fn prepare_folder(folder: &Path) -> Result<(), CatalogError> {
    for part in ["items", "forms"] {
        let unwritable = |cause| CatalogError::Unwritable { name: part.to_owned(), cause };
        fs::create_dir_all(folder.join(part)).map_err(unwritable)?;
    }
    let form = format!("forms/{FORM}.yaml");
    let builtin = Source::builtin();
    for (name, text) in [("pack.yaml", HEAD), (form.as_str(), builtin.text(&form)?)] {
        if !folder.join(name).exists() {
            put(folder, name, text)?;
        }
    }
    Ok(())
}

fn put(folder: &Path, name: &str, text: &str) -> Result<(), CatalogError> {
    fs::write(folder.join(name), text)
        .map_err(|cause| CatalogError::Unwritable { name: name.to_owned(), cause })
}

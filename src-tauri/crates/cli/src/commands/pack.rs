//! Packs that a command names: a folder, a signed file, or the pack of this program.
use crate::output::Fault;
use counter_catalog::{CatalogError, LARGEST, Pack, Source};
use std::path::Path;

/// A folder, a signed file (whoever signed it), or the pack of this program.
pub fn open_pack(place: Option<&Path>) -> Result<Pack, Fault> {
    match place {
        None => Pack::builtin().map_err(catalog_fault),
        Some(folder) if folder.is_dir() => Pack::from_dir(folder).map_err(catalog_fault),
        Some(file) => {
            Pack::from_file(String::from_utf8_lossy(&read_pack_file(file)?)).map_err(catalog_fault)
        }
    }
}

pub fn open_source(folder: Option<&Path>) -> Result<Source, Fault> {
    folder.map_or_else(|| Ok(Source::builtin()), Source::from_dir).map_err(catalog_fault)
}

/// Refused by its length before a byte of it is read.
pub fn read_pack_file(file: &Path) -> Result<Vec<u8>, Fault> {
    let length = std::fs::metadata(file).map_err(|cause| file_fault(file, &cause))?.len();
    if length > LARGEST as u64 {
        return Err(catalog_fault(CatalogError::TooLarge { bytes: length }));
    }
    std::fs::read(file).map_err(|cause| file_fault(file, &cause))
}

pub fn catalog_fault(error: CatalogError) -> Fault {
    Fault::new(error.code(), error.to_string())
}

/// A file of a pack or a key that could not be read or written.
pub fn file_fault(file: &Path, cause: &std::io::Error) -> Fault {
    Fault::new("catalog_unreadable", format!("{}: {cause}", file.display()))
}

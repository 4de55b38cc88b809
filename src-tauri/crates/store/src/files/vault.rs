//! The folder of sealed pages: one folder per case, one file per page. It moves bytes; what they
//! mean is the seal's and the tables' matter.

use crate::error::StoreError;
use crate::files::durable;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const PAGE: &str = "page";

pub(crate) struct Vault {
    root: PathBuf,
}

impl Vault {
    /// Opens the vault and clears away what a crash left half-written.
    pub(crate) fn open(root: &Path) -> Result<Self, StoreError> {
        durable::make_folder(root)?;
        for case in std::fs::read_dir(root)? {
            let case = case?;
            if case.file_type()?.is_dir() {
                clear_unfinished(&case.path())?;
            }
        }
        Ok(Self { root: root.into() })
    }

    /// To be read only: nothing is made or cleared.
    pub(crate) fn read_only(root: &Path) -> Self {
        Self { root: root.into() }
    }

    /// Folder and name of every file there is.
    pub(crate) fn list_files(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut files = Vec::new();
        let Ok(cases) = std::fs::read_dir(&self.root) else { return Ok(files) };
        for case in cases {
            let case = case?;
            let name = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
            if !case.file_type()?.is_dir() {
                files.push((String::new(), name(&case)));
                continue;
            }
            for file in std::fs::read_dir(case.path())? {
                files.push((name(&case), name(&file?)));
            }
        }
        Ok(files)
    }

    /// When this returns, the page is on the disk under its name.
    pub(crate) fn write_page(
        &self,
        case: &str,
        page: &str,
        sealed: &[u8],
    ) -> Result<(), StoreError> {
        let path = self.path(case, page)?;
        if let Some(folder) = path.parent() {
            durable::make_folder(folder)?;
        }
        Ok(durable::write_file(&path, sealed)?)
    }

    pub(crate) fn read_page(&self, case: &str, page: &str) -> Result<Vec<u8>, StoreError> {
        match std::fs::read(self.path(case, page)?) {
            Err(error) if error.kind() == ErrorKind::NotFound => Err(StoreError::PageDamaged),
            other => Ok(other?),
        }
    }

    pub(crate) fn remove_page(&self, case: &str, page: &str) -> Result<(), StoreError> {
        let path = self.path(case, page)?;
        std::fs::remove_file(&path)?;
        Ok(durable::sync_parent(&path)?)
    }

    /// Removes all of a case's files, those no table knows included.
    pub(crate) fn remove_case(&self, case: &str) -> Result<(), StoreError> {
        let folder = self.root.join(check_name(case)?);
        match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(durable::sync_folder(&self.root)?),
        }
    }

    fn path(&self, case: &str, page: &str) -> Result<PathBuf, StoreError> {
        Ok(self.root.join(check_name(case)?).join(check_name(page)?).with_extension(PAGE))
    }
}

/// Names become parts of paths, so they must not be able to lead anywhere else.
pub(crate) fn check_name(name: &str) -> Result<&str, StoreError> {
    let fine = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if (1..=64).contains(&name.len()) && name.chars().all(fine) {
        Ok(name)
    } else {
        Err(StoreError::BadCaseName)
    }
}

fn clear_unfinished(folder: &Path) -> Result<(), StoreError> {
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|e| e == durable::UNFINISHED) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_the_vault() -> Result<(), StoreError> {
        let folder = tempfile::tempdir()?;
        let vault = Vault::open(folder.path())?;
        for name in ["", "..", "../x", "a/b", "a.b", "\0", "例"] {
            assert!(
                matches!(vault.write_page(name, "p", b""), Err(StoreError::BadCaseName)),
                "{name}"
            );
            assert!(matches!(vault.remove_case(name), Err(StoreError::BadCaseName)), "{name}");
        }
        Ok(())
    }

    #[test]
    fn what_a_crash_left_half_written_is_cleared() -> Result<(), StoreError> {
        let folder = tempfile::tempdir()?;
        Vault::open(folder.path())?.write_page("case", "whole", b"sealed")?;
        std::fs::write(folder.path().join("case/half.tmp"), b"sea")?;
        let vault = Vault::open(folder.path())?;
        assert!(!folder.path().join("case/half.tmp").exists());
        assert_eq!(vault.read_page("case", "whole")?, b"sealed");
        assert!(matches!(vault.read_page("case", "half"), Err(StoreError::PageDamaged)));
        Ok(())
    }
}

//! Where the bytes of parts lie: a folder, or memory for an office that keeps nothing. Knows no cases.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

pub enum Shelf {
    Folder(PathBuf),
    Memory(Mutex<HashMap<String, Vec<u8>>>),
}

impl Shelf {
    pub fn folder(path: &Path) -> io::Result<Self> {
        let mut made = std::fs::DirBuilder::new();
        // Papers of citizens, in the clear: for the office's own account only.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
        made.recursive(true).create(path)?;
        Ok(Shelf::Folder(path.to_owned()))
    }

    pub fn memory() -> Self {
        Shelf::Memory(Mutex::default())
    }

    /// An empty file whose name survives a power cut.
    pub fn create(&self, id: &str) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => {
                OpenOptions::new().write(true).create_new(true).open(folder.join(id))?;
                sync_folder(folder)
            }
            Shelf::Memory(files) => {
                lock(files).insert(id.to_owned(), Vec::new());
                Ok(())
            }
        }
    }

    /// `None` when there is no such file.
    pub fn len(&self, id: &str) -> io::Result<Option<u64>> {
        match self {
            Shelf::Folder(folder) => match std::fs::metadata(folder.join(id)) {
                Ok(meta) => Ok(Some(meta.len())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            },
            Shelf::Memory(files) => Ok(lock(files).get(id).map(|bytes| bytes.len() as u64)),
        }
    }

    /// Writes at `offset` and ends the file there: nothing after it is kept.
    pub fn write(&self, id: &str, offset: u64, bytes: &[u8]) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => {
                let mut file = OpenOptions::new().write(true).open(folder.join(id))?;
                file.seek(SeekFrom::Start(offset))?;
                file.write_all(bytes)?;
                file.set_len(offset + bytes.len() as u64)
            }
            Shelf::Memory(files) => {
                let mut files = lock(files);
                let file = files.get_mut(id).ok_or(io::ErrorKind::NotFound)?;
                file.truncate(usize::try_from(offset).map_err(|_| io::ErrorKind::InvalidInput)?);
                file.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// Returns once the bytes would survive a power cut.
    pub fn sync(&self, id: &str) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => File::open(folder.join(id))?.sync_all(),
            Shelf::Memory(_) => Ok(()),
        }
    }

    pub fn read(&self, id: &str) -> io::Result<Vec<u8>> {
        match self {
            Shelf::Folder(folder) => std::fs::read(folder.join(id)),
            Shelf::Memory(files) => Ok(lock(files).get(id).ok_or(io::ErrorKind::NotFound)?.clone()),
        }
    }

    /// Hexadecimal SHA-256 of what lies there now.
    pub fn sha256(&self, id: &str) -> io::Result<String> {
        let mut hash = Sha256::new();
        match self {
            Shelf::Folder(folder) => {
                let mut file = File::open(folder.join(id))?;
                let mut piece = vec![0; 64 * 1024];
                loop {
                    let read = file.read(&mut piece)?;
                    if read == 0 {
                        break;
                    }
                    hash.update(&piece[..read]);
                }
            }
            Shelf::Memory(files) => hash.update(lock(files).get(id).ok_or(io::ErrorKind::NotFound)?),
        }
        Ok(hex::encode(hash.finalize()))
    }

    /// Removing what is not there is fine: a repeat after a crash.
    pub fn remove(&self, id: &str) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => match std::fs::remove_file(folder.join(id)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
            Shelf::Memory(files) => {
                lock(files).remove(id);
                Ok(())
            }
        }
    }
}

/// A thread that panicked in here left whole values behind; going on is safe.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows writes directory entries through and refuses to open a folder as a file.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behaves(shelf: &Shelf) {
        assert_eq!(shelf.len("a").expect("len"), None);
        shelf.create("a").expect("create");
        shelf.write("a", 0, b"hello").expect("write");
        shelf.write("a", 3, b"p!").expect("write on");
        shelf.sync("a").expect("sync");
        assert_eq!(shelf.read("a").expect("read"), b"help!");
        shelf.write("a", 4, b"").expect("cut");
        assert_eq!(shelf.len("a").expect("len"), Some(4));
        assert_eq!(shelf.sha256("a").expect("hash"), counter_backoffice::digest::sha256_hex(b"help"));
        shelf.remove("a").expect("remove");
        shelf.remove("a").expect("remove again");
        assert!(shelf.read("a").is_err());
    }

    #[test]
    fn both_kinds_behave_alike() {
        let folder = tempfile::tempdir().expect("folder");
        behaves(&Shelf::folder(&folder.path().join("parts")).expect("shelf"));
        behaves(&Shelf::memory());
    }
}

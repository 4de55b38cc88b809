//! A file for each part.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::store::{PIECE, PartStore};

pub struct FolderStore(PathBuf);

impl FolderStore {
    pub fn open(path: &Path) -> io::Result<Self> {
        // Papers of citizens, in the clear: the office has said that its files are private.
        std::fs::create_dir_all(path)?;
        Ok(FolderStore(path.to_owned()))
    }

    fn open_for_writing(&self, id: &str) -> io::Result<File> {
        OpenOptions::new().write(true).open(self.0.join(id))
    }
}

impl PartStore for FolderStore {
    fn create(&self, id: &str) -> io::Result<()> {
        OpenOptions::new().write(true).create_new(true).open(self.0.join(id))?;
        sync_folder(&self.0)
    }

    fn len(&self, id: &str) -> io::Result<Option<u64>> {
        match std::fs::metadata(self.0.join(id)) {
            Ok(meta) => Ok(Some(meta.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn append(&self, id: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.open_for_writing(id)?;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)
    }

    fn cut(&self, id: &str, at: u64) -> io::Result<()> {
        self.open_for_writing(id)?.set_len(at)
    }

    fn sync(&self, id: &str) -> io::Result<()> {
        File::open(self.0.join(id))?.sync_all()
    }

    fn read_piece(&self, id: &str, at: u64) -> io::Result<Bytes> {
        let mut file = File::open(self.0.join(id))?;
        file.seek(SeekFrom::Start(at))?;
        let mut piece = Vec::new();
        file.take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(piece.into()) }
    }

    fn remove(&self, id: &str) -> io::Result<()> {
        match std::fs::remove_file(self.0.join(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
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

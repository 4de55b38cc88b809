//! A file for each part.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::Shelf;

pub struct Folder(PathBuf);

impl Folder {
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut made = std::fs::DirBuilder::new();
        // Papers of citizens, in the clear: for the office's own account only.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
        made.recursive(true).create(path)?;
        Ok(Folder(path.to_owned()))
    }

    fn to_write(&self, id: &str) -> io::Result<File> {
        OpenOptions::new().write(true).open(self.0.join(id))
    }
}

impl Shelf for Folder {
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
        let mut file = self.to_write(id)?;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)
    }

    fn cut(&self, id: &str, at: u64) -> io::Result<()> {
        self.to_write(id)?.set_len(at)
    }

    fn sync(&self, id: &str) -> io::Result<()> {
        File::open(self.0.join(id))?.sync_all()
    }

    fn pieces(&self, id: &str, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut file = File::open(self.0.join(id))?;
        let mut piece = vec![0; 64 * 1024];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(()),
                read => each(&piece[..read]),
            }
        }
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

//! Where the bytes of parts lie: files in a folder, pieces in a database of their own, which can be sealed under a key or
//! live in memory only, or objects in a store. Knows no cases.

mod address;
mod bucket;
mod database;
mod folder;

use std::io;

use sha2::{Digest, Sha256};

pub use bucket::Bucket;
pub use database::Sealed;
pub use folder::Folder;

pub trait Shelf: Send + Sync {
    /// An empty part whose name survives a power cut.
    fn create(&self, id: &str) -> io::Result<()>;

    /// `None` when there is no such part.
    fn len(&self, id: &str) -> io::Result<Option<u64>>;

    /// Writes at `at`, where the part ends. An error of the kind `AlreadyExists` says that it ends further on by now.
    fn append(&self, id: &str, at: u64, bytes: &[u8]) -> io::Result<()>;

    /// Takes back what was appended from `at` on, where something appended began.
    fn cut(&self, id: &str, at: u64) -> io::Result<()>;

    /// Returns once the bytes would survive a power cut.
    fn sync(&self, id: &str) -> io::Result<()>;

    /// Hands over all bytes, in order, as they lie there now.
    fn pieces(&self, id: &str, each: &mut dyn FnMut(&[u8])) -> io::Result<()>;

    /// Removing what is not there is fine: a repeat after a crash.
    fn remove(&self, id: &str) -> io::Result<()>;

    fn read(&self, id: &str) -> io::Result<Vec<u8>> {
        let mut whole = Vec::new();
        self.pieces(id, &mut |piece| whole.extend_from_slice(piece))?;
        Ok(whole)
    }

    /// Hexadecimal SHA-256 of what lies there now.
    fn sha256(&self, id: &str) -> io::Result<String> {
        let mut hash = Sha256::new();
        self.pieces(id, &mut |piece| hash.update(piece))?;
        Ok(hex::encode(hash.finalize()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behaves(shelf: &dyn Shelf) {
        assert_eq!(shelf.len("a").expect("len"), None);
        assert!(shelf.read("a").is_err() && shelf.sha256("a").is_err());
        shelf.create("a").expect("create");
        assert_eq!(shelf.len("a").expect("len"), Some(0));
        shelf.append("a", 0, b"hello").expect("append");
        shelf.append("a", 5, b" there").expect("append");
        shelf.cut("a", 5).expect("cut");
        shelf.append("a", 5, b"!").expect("append again");
        shelf.sync("a").expect("sync");
        assert_eq!(shelf.read("a").expect("read"), b"hello!");
        shelf.cut("a", 5).expect("cut");
        assert_eq!(shelf.len("a").expect("len"), Some(5));
        assert_eq!(shelf.sha256("a").expect("hash"), counter_backoffice::digest::sha256_hex(b"hello"));
        shelf.remove("a").expect("remove");
        shelf.remove("a").expect("remove again");
        assert!(shelf.read("a").is_err());
        shelf.create("a").expect("anew");
        assert_eq!(shelf.len("a").expect("len"), Some(0), "nothing of the first one");
    }

    #[test]
    fn every_kind_behaves_alike() {
        let folder = tempfile::tempdir().expect("folder");
        behaves(&Folder::open(&folder.path().join("parts")).expect("shelf"));
        behaves(&Sealed::open(None, None).expect("shelf"));
        behaves(&Sealed::open(Some(&folder.path().join("parts.db")), Some(&[7; 32])).expect("shelf"));
    }
}

//! What a store of parts can do. Nothing here hands over a whole part: a part may have 64 MiB, many
//! are read at once, and none of them is in memory with more than a piece of it.

use std::io;

use bytes::Bytes;
use sha2::{Digest, Sha256};

/// The most bytes that are written at a time, and with that the most that are read at a time.
pub const PIECE: usize = 1024 * 1024;

pub trait PartStore: Send + Sync {
    /// An empty part whose name survives a power cut.
    fn create(&self, id: &str) -> io::Result<()>;

    /// `None` when there is no such part.
    fn len(&self, id: &str) -> io::Result<Option<u64>>;

    /// Writes at most `PIECE` bytes at `at`, where the part ends. An error of the kind
    /// `AlreadyExists` says that it ends further on by now.
    fn append(&self, id: &str, at: u64, bytes: &[u8]) -> io::Result<()>;

    /// Takes back what was appended from `at` on, where something appended began.
    fn cut(&self, id: &str, at: u64) -> io::Result<()>;

    /// Returns once the bytes would survive a power cut.
    fn sync(&self, id: &str) -> io::Result<()>;

    /// The next bytes, as they lie there now; `at` is 0 or where the piece before ended. An error
    /// when there are none.
    fn read_piece(&self, id: &str, at: u64) -> io::Result<Bytes>;

    /// Removing what is not there is fine: a repeat after a crash.
    fn remove(&self, id: &str) -> io::Result<()>;

    /// Hexadecimal SHA-256 of what lies there now.
    fn sha256(&self, id: &str) -> io::Result<String> {
        let mut hash = Sha256::new();
        let (mut at, len) = (0, self.len(id)?.ok_or(io::ErrorKind::NotFound)?);
        while at < len {
            let piece = self.read_piece(id, at)?;
            hash.update(&piece);
            at += piece.len() as u64;
        }
        Ok(hex::encode(hash.finalize()))
    }
}

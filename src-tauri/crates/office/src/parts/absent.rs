//! No store at all, where only the records were opened: everything asked of it is away.

use std::io;

use bytes::Bytes;

use super::store::PartStore;

pub struct AbsentStore;

impl PartStore for AbsentStore {
    fn create(&self, _: &str) -> io::Result<()> {
        Err(away())
    }

    fn len(&self, _: &str) -> io::Result<Option<u64>> {
        Err(away())
    }

    fn append(&self, _: &str, _: u64, _: &[u8]) -> io::Result<()> {
        Err(away())
    }

    fn cut(&self, _: &str, _: u64) -> io::Result<()> {
        Err(away())
    }

    fn sync(&self, _: &str) -> io::Result<()> {
        Err(away())
    }

    fn read_piece(&self, _: &str, _: u64) -> io::Result<Bytes> {
        Err(away())
    }

    fn remove(&self, _: &str) -> io::Result<()> {
        Err(away())
    }
}

fn away() -> io::Error {
    io::ErrorKind::NotConnected.into()
}

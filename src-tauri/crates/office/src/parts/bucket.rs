//! Parts in an S3-compatible store. What arrives becomes numbered pieces, `<part>/<offset>`, each written once and never
//! over; a piece counts while the ones before it reach up to it. There is nothing to join, and nothing to remember beside
//! the store: its own list says how far an upload came.
//!
//! Written once, because an answer may be lost and the piece may arrive late: it then finds its place taken, by the same
//! bytes or by others that were acknowledged since, and changes nothing.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::aws::AmazonS3;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload};

use super::Shelf;
use crate::OpenError;
use crate::records::server_runtime::Aside;
use counter_core::planted::{self, Mistake};

/// Stands for a part before its first byte.
const BEGUN: &str = "begun";
/// How long one call may take, the library's own second attempt included.
const PATIENCE: Duration = Duration::from_secs(12);

pub struct Bucket {
    store: Arc<AmazonS3>,
    aside: Arc<Aside>,
    root: Path,
}

impl Bucket {
    pub fn open(address: &str, aside: &Arc<Aside>) -> Result<Self, OpenError> {
        let (store, root) = super::address::read(address)?;
        let bucket = Bucket { store: Arc::new(store), aside: aside.clone(), root };
        bucket.try_out()?;
        Ok(bucket)
    }

    /// Whether the store lets this office write, read, list and delete, and refuses to write over what is there.
    fn try_out(&self) -> Result<(), OpenError> {
        let unusable = |_| OpenError::Materials;
        let id = crate::office::random_text().map_err(|_| OpenError::Materials)?;
        self.create(&id).map_err(unusable)?;
        self.append(&id, 0, b"first").map_err(unusable)?;
        let refused = self.append(&id, 0, b"other").err().map(|error| error.kind());
        let kept = self.len(&id).map_err(unusable)?;
        self.remove(&id).map_err(unusable)?;
        match (refused, kept) {
            (Some(io::ErrorKind::AlreadyExists), Some(5)) => Ok(()),
            _ => Err(OpenError::Overwrites),
        }
    }

    /// Offset and length of the pieces that count.
    fn row(&self, id: &str) -> io::Result<Option<Vec<(u64, u64)>>> {
        let all = self.all(id)?;
        if !all.contains_key(BEGUN) {
            return Ok(None);
        }
        let mut pieces = Vec::new();
        let mut end = 0;
        while let Some(len) = all.get(&name(end)).filter(|len| **len > 0) {
            pieces.push((end, *len));
            end += len;
        }
        Ok(Some(pieces))
    }

    /// Every object of the part, by the last word of its name, with its length.
    fn all(&self, id: &str) -> io::Result<BTreeMap<String, u64>> {
        let (store, folder) = (self.store.clone(), self.root.clone().join(id));
        let found = self.call(async move { store.list(Some(&folder)).try_collect::<Vec<_>>().await })?;
        let named = |meta: object_store::ObjectMeta| Some((meta.location.filename()?.to_owned(), meta.size));
        Ok(found.into_iter().filter_map(named).collect())
    }

    fn put(&self, key: Path, bytes: Bytes, mode: PutMode) -> io::Result<()> {
        let store = self.store.clone();
        let how = PutOptions { mode, ..PutOptions::default() };
        self.call(async move { store.put_opts(&key, PutPayload::from_bytes(bytes), how).await }).map(drop)
    }

    /// Deleting what is not there is fine.
    fn delete(&self, key: Path) -> io::Result<()> {
        let store = self.store.clone();
        match self.call(async move { store.delete(&key).await }) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    fn key(&self, id: &str, name: &str) -> Path {
        self.root.clone().join(id).join(name)
    }

    fn piece(&self, id: &str, at: u64) -> Path {
        self.key(id, &name(at))
    }

    fn call<T: Send + 'static>(
        &self,
        work: impl Future<Output = object_store::Result<T>> + Send + 'static,
    ) -> io::Result<T> {
        self.aside.wait(PATIENCE, work).ok_or(io::ErrorKind::NotConnected)?.map_err(failed)
    }
}

impl Shelf for Bucket {
    fn create(&self, id: &str) -> io::Result<()> {
        self.put(self.key(id, BEGUN), Bytes::new(), PutMode::Overwrite)
    }

    fn len(&self, id: &str) -> io::Result<Option<u64>> {
        Ok(self.row(id)?.map(|pieces| pieces.last().map_or(0, |(at, len)| at + len)))
    }

    fn append(&self, id: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mode = if planted::is(Mistake::WritesOver) { PutMode::Overwrite } else { PutMode::Create };
        self.put(self.piece(id, at), Bytes::copy_from_slice(bytes), mode)
    }

    /// Those out of reach go as well.
    fn cut(&self, id: &str, at: u64) -> io::Result<()> {
        let mut offsets = self.all(id)?.into_keys().filter_map(|name| name.parse().ok());
        offsets.try_for_each(|found: u64| if found < at { Ok(()) } else { self.delete(self.piece(id, found)) })
    }

    /// The store answered each piece when it was safe.
    fn sync(&self, _id: &str) -> io::Result<()> {
        Ok(())
    }

    fn pieces(&self, id: &str, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        for (at, _) in self.row(id)?.ok_or(io::ErrorKind::NotFound)? {
            let (store, key) = (self.store.clone(), self.piece(id, at));
            each(&self.call(async move { store.get(&key).await?.bytes().await })?);
        }
        Ok(())
    }

    /// The marker goes last: a part half removed is still found, and removed by the next attempt.
    fn remove(&self, id: &str) -> io::Result<()> {
        self.cut(id, 0)?;
        self.delete(self.key(id, BEGUN))
    }
}

/// As many digits for each, so that the store's own order is the right one.
fn name(at: u64) -> String {
    format!("{at:016}")
}

/// Only the kind: the library's texts quote addresses and answers.
fn failed(error: object_store::Error) -> io::Error {
    match error {
        object_store::Error::NotFound { .. } => io::ErrorKind::NotFound.into(),
        object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. } => {
            io::ErrorKind::AlreadyExists.into()
        }
        object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => {
            io::ErrorKind::PermissionDenied.into()
        }
        // Most of all a line that is down or a store that is too busy.
        _ => io::ErrorKind::NotConnected.into(),
    }
}

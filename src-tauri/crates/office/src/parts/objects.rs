//! Objects of an S3-compatible store, each call waited for and none without an end.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::aws::AmazonS3;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload};

use super::bucket_address::parse_address;
use crate::error::OpenError;
use crate::records::ServerRuntime;

/// How long one call may take, the library's own second attempt included.
const PATIENCE: Duration = Duration::from_secs(12);

pub struct Objects {
    store: Arc<AmazonS3>,
    runtime: Arc<ServerRuntime>,
    root: Path,
}

impl Objects {
    /// Nothing is asked of the store yet.
    pub fn open(address: &str, runtime: &Arc<ServerRuntime>) -> Result<Self, OpenError> {
        let (store, root) = parse_address(address)?;
        Ok(Objects { store: Arc::new(store), runtime: runtime.clone(), root })
    }

    /// Every object of the folder, by the last word of its name, with its length in bytes.
    pub fn list_lengths(&self, folder: &str) -> io::Result<BTreeMap<String, u64>> {
        let (store, folder) = (self.store.clone(), self.root.clone().join(folder));
        let objects =
            self.call(async move { store.list(Some(&folder)).try_collect::<Vec<_>>().await })?;
        let entry = |meta: ObjectMeta| Some((meta.location.filename()?.to_owned(), meta.size));
        Ok(objects.into_iter().filter_map(entry).collect())
    }

    pub fn put_object(
        &self,
        folder: &str,
        name: &str,
        bytes: Bytes,
        mode: PutMode,
    ) -> io::Result<()> {
        let (store, key) = (self.store.clone(), self.key(folder, name));
        let options = PutOptions { mode, ..PutOptions::default() };
        self.call(async move { store.put_opts(&key, PutPayload::from_bytes(bytes), options).await })
            .map(drop)
    }

    /// The whole object, which nobody made larger than a piece.
    pub fn get_object(&self, folder: &str, name: &str) -> io::Result<Bytes> {
        let (store, key) = (self.store.clone(), self.key(folder, name));
        self.call(async move { store.get(&key).await?.bytes().await })
    }

    /// Deleting what is not there is fine.
    pub fn delete_object(&self, folder: &str, name: &str) -> io::Result<()> {
        let (store, key) = (self.store.clone(), self.key(folder, name));
        match self.call(async move { store.delete(&key).await }) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            outcome => outcome,
        }
    }

    fn key(&self, folder: &str, name: &str) -> Path {
        self.root.clone().join(folder).join(name)
    }

    fn call<T: Send + 'static>(
        &self,
        work: impl Future<Output = object_store::Result<T>> + Send + 'static,
    ) -> io::Result<T> {
        self.runtime.wait_for(PATIENCE, work).ok_or(io::ErrorKind::NotConnected)?.map_err(map_error)
    }
}

/// Only the kind: the library's texts quote addresses and answers.
fn map_error(error: object_store::Error) -> io::Error {
    match error {
        object_store::Error::NotFound { .. } => io::ErrorKind::NotFound.into(),
        object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. } => {
            io::ErrorKind::AlreadyExists.into()
        }
        object_store::Error::PermissionDenied { .. }
        | object_store::Error::Unauthenticated { .. } => io::ErrorKind::PermissionDenied.into(),
        // Most of all a line that is down or a store that is too busy.
        _ => io::ErrorKind::NotConnected.into(),
    }
}

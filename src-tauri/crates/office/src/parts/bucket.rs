//! Parts in an S3-compatible store. What arrives becomes numbered pieces, `<part>/<offset>`, each
//! written once and never over; a piece counts while the ones before it reach up to it. There is
//! nothing to join, and nothing to remember beside the store: its own list says how far an upload
//! came.
//!
//! Written once, because an answer may be lost and the piece may arrive late: it then finds its
//! place taken, by the same bytes or by others that were acknowledged since, and changes nothing.
//!
//! Invariant: on a store, a piece of an upload is written once and never over (`If-None-Match: *`);
//! what counts is the unbroken row of pieces, so a late one changes nothing.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use counter_core::text::parse_digits;
use object_store::PutMode;
use uuid::Uuid;

use super::objects::Objects;
use super::store::PartStore;
use crate::error::OpenError;
use crate::mutants::Mutant;
use crate::records::ServerRuntime;

/// Stands for a part before its first byte.
const MARKER: &str = "begun";

pub struct BucketStore(Objects);

impl BucketStore {
    pub fn open(address: &str, runtime: &Arc<ServerRuntime>) -> Result<Self, OpenError> {
        let bucket = BucketStore(Objects::open(address, runtime)?);
        bucket.try_out()?;
        Ok(bucket)
    }

    /// Whether the store lets this office write, read, list and delete, and refuses to write over
    /// what is there.
    fn try_out(&self) -> Result<(), OpenError> {
        let unusable = |_| OpenError::Materials;
        let id = Uuid::new_v4().simple().to_string();
        self.create(&id).map_err(unusable)?;
        self.append(&id, 0, b"first").map_err(unusable)?;
        let refusal = self.append(&id, 0, b"other").err().map(|error| error.kind());
        let len = self.len(&id).map_err(unusable)?;
        self.remove(&id).map_err(unusable)?;
        match (refusal, len) {
            (Some(io::ErrorKind::AlreadyExists), Some(5)) => Ok(()),
            _ => Err(OpenError::Overwrites),
        }
    }
}

impl PartStore for BucketStore {
    fn create(&self, id: &str) -> io::Result<()> {
        self.0.put_object(id, MARKER, Bytes::new(), PutMode::Overwrite)
    }

    /// The end of the unbroken row of pieces.
    fn len(&self, id: &str) -> io::Result<Option<u64>> {
        let objects = self.0.list_lengths(id)?;
        if !objects.contains_key(MARKER) {
            return Ok(None);
        }
        let mut end = 0;
        while let Some(len) = objects.get(&piece_name(end)).filter(|len| **len > 0) {
            end += len;
        }
        Ok(Some(end))
    }

    fn append(&self, id: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mode =
            if Mutant::WritesOver.is_planted() { PutMode::Overwrite } else { PutMode::Create };
        self.0.put_object(id, &piece_name(at), Bytes::copy_from_slice(bytes), mode)
    }

    /// Those out of reach go as well.
    fn cut(&self, id: &str, at: u64) -> io::Result<()> {
        let mut offsets =
            self.0.list_lengths(id)?.into_keys().filter_map(|name| parse_digits(&name));
        offsets.try_for_each(|offset: u64| match offset < at {
            true => Ok(()),
            false => self.0.delete_object(id, &piece_name(offset)),
        })
    }

    /// The store answered each piece when it was safe.
    fn sync(&self, _id: &str) -> io::Result<()> {
        Ok(())
    }

    fn read_piece(&self, id: &str, at: u64) -> io::Result<Bytes> {
        self.0.get_object(id, &piece_name(at))
    }

    /// The marker goes last: a part half removed is still found, and removed by the next attempt.
    fn remove(&self, id: &str) -> io::Result<()> {
        self.cut(id, 0)?;
        self.0.delete_object(id, MARKER)
    }
}

/// As many digits for each, so that the store's own order is the right one.
fn piece_name(at: u64) -> String {
    format!("{at:016}")
}

//! The body of an upload's request, from the line to the shelf.

use axum::body::Body;
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

use crate::filing::uploads::{Upload, beyond};
use crate::http::answer::{BODY_WAIT, Fault, late};
use crate::office::{Office, at_leisure};

/// Written at a time.
const PIECE: usize = 1024 * 1024;

/// Writes what arrives. A body that breaks off keeps what came, to go on from; a whole body that does not match its
/// digest is taken back.
pub async fn take_in(
    office: &Office,
    upload: &Upload,
    from: u64,
    named: Option<String>,
    mut body: Body,
) -> Result<u64, Fault> {
    let mut taken = Taken { office, upload, at: from, gathered: Vec::new() };
    let mut hash = Sha256::new();
    let ended = loop {
        // A caller that fell silent must not hold the upload: it will be back to resume.
        let frame = match tokio::time::timeout(BODY_WAIT, body.frame()).await {
            Err(_) => break Err(late()),
            Ok(None) => break Ok(()),
            Ok(Some(Err(_))) => break Err(Fault::bad("body_cut", "The body did not arrive whole.")),
            Ok(Some(Ok(frame))) => frame,
        };
        let Ok(bytes) = frame.into_data() else {
            continue;
        };
        if bytes.len() as u64 > upload.len - taken.reached() {
            at_leisure(|| office.shelf.cut(&upload.id, from))?;
            return Err(beyond());
        }
        hash.update(&bytes);
        taken.add(&bytes)?;
    };
    let at = taken.put_down()?;
    ended?;
    if named.is_some_and(|named| named != hex::encode(hash.finalize())) {
        at_leisure(|| office.shelf.cut(&upload.id, from))?;
        return Err(Fault::bad("digest_mismatch", "The body does not match its Content-Digest."));
    }
    if at == upload.len {
        at_leisure(|| office.shelf.sync(&upload.id))?;
    }
    Ok(at)
}

/// What has come of a body. The network's crumbs are gathered: each write is a piece, on a store even an object.
struct Taken<'a> {
    office: &'a Office,
    upload: &'a Upload,
    at: u64,
    gathered: Vec<u8>,
}

impl Taken<'_> {
    fn reached(&self) -> u64 {
        self.at + self.gathered.len() as u64
    }

    fn add(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE { self.put_down().map(drop) } else { Ok(()) }
    }

    fn put_down(&mut self) -> Result<u64, Fault> {
        if !self.gathered.is_empty() {
            at_leisure(|| self.office.shelf.append(&self.upload.id, self.at, &self.gathered))?;
            self.at = self.reached();
            self.gathered.clear();
        }
        Ok(self.at)
    }
}

//! The tree that updates lie in: on a web server, or the same in a folder or on a stick. Nothing of
//! this computer is sent.
use super::End;
use counter_backoffice::{Download, DownloadError, Timeouts, TransportError};
use counter_core::update::{MAX_MANIFEST_BYTES, UpdateCode};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

const MANIFEST: &str = "manifest.json";
const PIECE: usize = 64 * 1024;

pub enum Source {
    Server(Download),
    Folder(PathBuf),
}

impl Source {
    pub fn open(address: &str) -> Result<Source, End> {
        if let Some(folder) = address.strip_prefix("file://") {
            return Ok(Source::Folder(PathBuf::from(folder)));
        }
        let timeouts =
            Timeouts { connect: Duration::from_secs(10), answer: Duration::from_secs(30) };
        let server = Download::new(address, timeouts);
        server
            .map(Source::Server)
            .map_err(|error| End::because(UpdateCode::NoAnswer, format!("{address}: {error}")))
    }

    pub async fn read_manifest(&self) -> Result<Vec<u8>, End> {
        let mut bytes = Vec::new();
        let keep = |piece: &[u8]| {
            bytes.extend_from_slice(piece);
            Ok(())
        };
        let too_large = UpdateCode::RefusedManifest;
        self.copy(MANIFEST, MAX_MANIFEST_BYTES as u64, too_large, keep).await?;
        Ok(bytes)
    }

    /// A file of at most so many bytes, piece by piece. `too_large`: what one is that has more.
    pub async fn copy(
        &self,
        path: &str,
        most: u64,
        too_large: UpdateCode,
        keep: impl FnMut(&[u8]) -> std::io::Result<()>,
    ) -> Result<(), End> {
        let answer = match self {
            Source::Server(server) => server.fetch(path, most, keep).await,
            Source::Folder(folder) => copy_file(folder.join(path), most, keep),
        };
        answer.map_err(|error| {
            let code = match error {
                DownloadError::Line(TransportError::TooLarge) => too_large,
                DownloadError::NotKept(_) => UpdateCode::FailedStore,
                DownloadError::Line(_) | DownloadError::Answer { .. } => UpdateCode::NoAnswer,
            };
            End::because(code, format!("{path}: {error}"))
        })
    }
}

/// A stick that is not there is as a server that does not answer, one that is pulled as a line that
/// breaks.
fn copy_file(
    file: PathBuf,
    most: u64,
    mut keep: impl FnMut(&[u8]) -> std::io::Result<()>,
) -> Result<(), DownloadError> {
    let unreachable_line = |_| DownloadError::Line(TransportError::Unreachable);
    // A pipe under that name would be waited for.
    if !std::fs::metadata(&file).map_err(unreachable_line)?.is_file() {
        return Err(DownloadError::Line(TransportError::Unreachable));
    }
    let mut from = File::open(&file).map_err(unreachable_line)?;
    let mut piece = vec![0; PIECE];
    let mut copied: u64 = 0;
    loop {
        let read =
            from.read(&mut piece).map_err(|_| DownloadError::Line(TransportError::Broken))?;
        let read = piece.get(..read).unwrap_or_default();
        if read.is_empty() {
            return Ok(());
        }
        copied = copied.saturating_add(read.len() as u64);
        if copied > most {
            return Err(DownloadError::Line(TransportError::TooLarge));
        }
        keep(read).map_err(|error| DownloadError::NotKept(error.kind()))?;
    }
}

//! The client: starts a document worker when one is first needed, asks it one thing at a time, and
//! ends it when it takes too long. A worker that died is replaced at the next call; no call is
//! repeated by itself.
//!
//! What opens files makes no papers, and what makes papers opens no file. Files from outside and what
//! the counter's own scanner sees go to two workers: behind a file that takes all of its time, the
//! sheets of a stack would wait with somebody standing there. Papers are drawn for the screen beside
//! the scans. Templates of a pack go to a worker that may be ended without anything else being lost.
//!
//! A worker that opens files serves one owner: the next one's meet another process. `of` says whose a
//! file is: a case's id, or a word for what is no case's.

use super::known_files::{FileKey, KnownFiles, Verdict};
use super::line::Line;
use super::program::find_program;
use super::wire::{MAX_FILE, Part, Reply, Request, Role};
use crate::{DocumentError, Inspected, OpenedFile, Picture, StrokeLayer, WorkerTools};
use counter_child_pipe::{EndListener, Program, Spare, Supervisor};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Enough for a long notice on a slow machine; a file that needs more is not worth a clerk's wait.
/// (The worker itself gives a file up much earlier: `document-worker/src/budget.rs`.)
const PATIENCE: Duration = Duration::from_secs(60);

/// The worker itself gives a template up by the processor's time; this is for one that waits.
const TEMPLATE_PATIENCE: Duration = Duration::from_secs(40);

/// The document workers, started or not.
pub struct Worker {
    /// For what comes from outside.
    pub(super) files: Line,
    /// For what this program's scanner sees, and papers on their way to the screen.
    pub(super) scans: Line,
    /// For what this program makes itself.
    pub(super) papers: Line,
    /// For the templates that came with a pack.
    pub(super) templates: Line,
    /// For the next owner of a file.
    spare: Option<Arc<Spare>>,
    known: KnownFiles,
}

/// One of each role.
struct Programs {
    opener: Program,
    typesetter: Program,
    template: Program,
}

impl Programs {
    fn find(exe: &Path) -> Self {
        Self {
            opener: find_program(exe, Role::Open),
            typesetter: find_program(exe, Role::Typeset),
            template: find_program(exe, Role::Template),
        }
    }
}

impl Worker {
    pub fn new(exe: PathBuf) -> Self {
        Self::with_patience(exe, PATIENCE)
    }

    /// Workers that are ended when one call takes longer than `patience`.
    pub fn with_patience(exe: PathBuf, patience: Duration) -> Self {
        Self::of_programs(Programs::find(&exe), None, patience)
    }

    /// For a window: the worker of the next owner is started ahead, and somebody is told when a
    /// signal ends one of them. That of a template is the template's own fault, and told as that.
    pub fn with_end_listener(exe: PathBuf, listener: EndListener) -> Self {
        let Programs { opener, typesetter, template } = Programs::find(&exe);
        let opener = opener.with_end_listener(Arc::clone(&listener));
        let typesetter = typesetter.with_end_listener(listener);
        let spare = Arc::new(Spare::new(opener.clone()));
        Self::of_programs(Programs { opener, typesetter, template }, Some(spare), PATIENCE)
    }

    fn of_programs(programs: Programs, spare: Option<Arc<Spare>>, patience: Duration) -> Self {
        let Programs { opener, typesetter, template } = programs;
        let supervise_opener = || match &spare {
            Some(spare) => Supervisor::with_spare(Arc::clone(spare)),
            None => Supervisor::new(opener.clone()),
        };
        let (files, scans) = (supervise_opener(), supervise_opener());
        Self {
            files: Line::new(files, patience),
            scans: Line::new(scans, patience),
            papers: Line::new(Supervisor::new(typesetter), patience),
            templates: Line::new(Supervisor::new(template), patience.min(TEMPLATE_PATIENCE)),
            spare,
            known: KnownFiles::default(),
        }
    }

    /// About a file of this owner; then one is started ahead for the next.
    pub(super) async fn ask_of(
        &self,
        line: &Line,
        of: &str,
        request: &Request,
        body: Arc<Vec<u8>>,
    ) -> Result<(Reply, Vec<u8>), DocumentError> {
        let outcome = line.ask_of(of, request, body).await;
        if let Some(spare) = &self.spare {
            spare.prepare_child();
        }
        outcome
    }

    /// The number of the process that opens files from outside, where it runs.
    pub fn process_id(&self) -> Option<u32> {
        self.files.process_id()
    }

    /// The number of the process that typesets, where it runs.
    pub fn typesetter_id(&self) -> Option<u32> {
        self.papers.process_id()
    }

    /// What the file is; everything that will make it unusable is found here.
    pub async fn inspect_file(&self, of: &str, bytes: Vec<u8>) -> Result<Inspected, DocumentError> {
        let outcome = self.ask_of(&self.files, of, &Request::Inspect, Arc::new(bytes)).await;
        match outcome.map_err(blame_file)? {
            (Reply::Inspected(inspected), _) => Ok(inspected),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// Looks a file over and makes of it what the vault keeps: PDF, JPEG and PNG stay as they are,
    /// other images become PNG or JPEG, one file for each page of a TIFF. Everything that will make
    /// it unusable is found here, once: each page is drawn.
    pub async fn open_file(
        &self,
        of: &str,
        bytes: Vec<u8>,
    ) -> Result<Vec<OpenedFile>, DocumentError> {
        self.open_on(&self.files, of, bytes).await
    }

    /// The same for a page that was scanned here.
    pub async fn open_scan(
        &self,
        of: &str,
        bytes: Vec<u8>,
    ) -> Result<Vec<OpenedFile>, DocumentError> {
        self.open_on(&self.scans, of, bytes).await
    }

    async fn open_on(
        &self,
        line: &Line,
        of: &str,
        bytes: Vec<u8>,
    ) -> Result<Vec<OpenedFile>, DocumentError> {
        if bytes.len() > MAX_FILE {
            return Err(DocumentError::TooLarge);
        }
        let key = FileKey::of_file(&bytes);
        match self.known.find(&key) {
            Some(Verdict::Bad(error)) => return Err(error),
            Some(Verdict::Whole { media, pages }) => {
                return Ok(vec![OpenedFile { media, pages, bytes }]);
            }
            Some(Verdict::Suspect) | None => {}
        }
        let original = Arc::new(bytes);
        let outcome = self.ask_of(line, of, &Request::Open, Arc::clone(&original)).await;
        match outcome.map_err(blame_file) {
            Ok((Reply::OpenedUnchanged { media, pages }, _)) => {
                self.known.note_whole(key, &media, pages);
                Ok(vec![OpenedFile { media, pages, bytes: Arc::unwrap_or_clone(original) }])
            }
            Ok((Reply::OpenedAsParts { parts }, body)) => split_body(parts, &body),
            Ok(_) => Err(DocumentError::WorkerDied),
            Err(error) => {
                self.known.note_error(key, error);
                Err(error)
            }
        }
    }

    /// One page (counted from 0) of a file from outside as a picture at most `max_width` pixels
    /// wide, turned clockwise by quarter turns.
    pub async fn render_page(
        &self,
        of: &str,
        bytes: Vec<u8>,
        page: u32,
        quarter_turns: u8,
        max_width: u32,
    ) -> Result<Picture, DocumentError> {
        if self.known.has_pages()
            && let Some(Verdict::Bad(error)) = self.known.find(&FileKey::of_page(&bytes, page))
        {
            return Err(error);
        }
        let bytes = Arc::new(bytes);
        let request = Request::Picture { page, quarter_turns, max_width };
        let outcome = self.ask_picture(&self.files, of, &request, Arc::clone(&bytes)).await;
        outcome.map_err(blame_file).inspect_err(|error| {
            if matches!(error, DocumentError::TooHeavy | DocumentError::StopsWorker) {
                self.known.note_error(FileKey::of_page(&bytes, page), *error);
            }
        })
    }

    /// One page of a paper that was typeset here.
    pub async fn render_paper(
        &self,
        of: &str,
        pdf: Vec<u8>,
        page: u32,
        max_width: u32,
    ) -> Result<Picture, DocumentError> {
        let request = Request::Picture { page, quarter_turns: 0, max_width };
        self.ask_picture(&self.scans, of, &request, Arc::new(pdf)).await
    }

    async fn ask_picture(
        &self,
        line: &Line,
        of: &str,
        request: &Request,
        bytes: Arc<Vec<u8>>,
    ) -> Result<Picture, DocumentError> {
        match self.ask_of(line, of, request, bytes).await? {
            (Reply::Picture { media, width, height }, bytes) => {
                Ok(Picture { media, bytes, width, height })
            }
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// For whoever sets a counter up: what papers are made with, and files opened.
    pub async fn list_tools(&self) -> Result<WorkerTools, DocumentError> {
        let (opener, typesetter) = tokio::join!(ask_tools(&self.scans), ask_tools(&self.papers));
        let (opener, typesetter) = (opener?, typesetter?);
        Ok(WorkerTools {
            families: typesetter.families,
            walls: opener.walls.join(typesetter.walls),
            ..opener
        })
    }

    /// A paper that was typeset here, of so many pages: each as it is, with the line above it. No
    /// PDF/A, for it is printed and not kept.
    pub async fn reprint_paper(
        &self,
        pdf: Vec<u8>,
        pages: u32,
        line: &str,
    ) -> Result<Vec<u8>, DocumentError> {
        let request = Request::Reprint { pages, line: line.to_owned() };
        match self.papers.ask(&request, Arc::new(pdf)).await? {
            (Reply::Typeset { pages: count, .. }, pdf) if count == pages => Ok(pdf),
            (Reply::Typeset { .. }, _) => Err(DocumentError::NoSuchPage),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// A form that was typeset here, signed or not, with strokes in its boxes: the form as it is,
    /// byte for byte, and the layer after it ([`crate::remove_layer`]).
    pub async fn sign_form(
        &self,
        pdf: Vec<u8>,
        layers: Vec<StrokeLayer>,
    ) -> Result<Vec<u8>, DocumentError> {
        if layers.is_empty() || !layers.iter().all(StrokeLayer::is_drawable) {
            return Err(DocumentError::Unprintable);
        }
        match self.papers.ask(&Request::SignForm { layers }, Arc::new(pdf)).await? {
            (Reply::Signed, pdf) => Ok(pdf),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// The code in the foot of a page, as [`crate::sheet::tidy_form_code`] writes it; of a PDF or a
    /// TIFF the first that is found. `None` where none can be read. The page may have come from
    /// anywhere.
    pub async fn read_form_code(
        &self,
        of: &str,
        picture: Vec<u8>,
    ) -> Result<Option<String>, DocumentError> {
        let outcome = self.ask_of(&self.files, of, &Request::ReadFormCode, Arc::new(picture)).await;
        match outcome.map_err(blame_file)? {
            (Reply::FormCode { code }, _) => Ok(code),
            _ => Err(DocumentError::WorkerDied),
        }
    }
}

async fn ask_tools(line: &Line) -> Result<WorkerTools, DocumentError> {
    match line.ask(&Request::Tools, Arc::default()).await? {
        (Reply::Tools(tools), _) => Ok(tools),
        _ => Err(DocumentError::WorkerDied),
    }
}

/// A worker that stops over a file stopped because of the file.
pub(super) fn blame_file(error: DocumentError) -> DocumentError {
    if error == DocumentError::WorkerDied { DocumentError::StopsWorker } else { error }
}

fn split_body(parts: Vec<Part>, mut body: &[u8]) -> Result<Vec<OpenedFile>, DocumentError> {
    let mut files = Vec::with_capacity(parts.len());
    for Part { media, pages, length } in parts {
        let length = usize::try_from(length).map_err(|_| DocumentError::WorkerDied)?;
        let (bytes, following) = body.split_at_checked(length).ok_or(DocumentError::WorkerDied)?;
        files.push(OpenedFile { media, pages, bytes: bytes.to_vec() });
        body = following;
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use counter_core::limits::MAX_FILE_BYTES;

    use super::*;

    #[test]
    fn parts_are_cut_in_order_and_a_short_body_is_refused() {
        let part = |length| Part { media: "image/png".into(), pages: 1, length };
        let files = split_body(vec![part(2), part(3)], b"abcde").unwrap();
        let bytes: Vec<&[u8]> = files.iter().map(|file| file.bytes.as_slice()).collect();
        assert_eq!(bytes, [b"ab".as_slice(), b"cde"]);
        assert_eq!(
            split_body(vec![part(2), part(4)], b"abcde").unwrap_err(),
            DocumentError::WorkerDied
        );
    }

    #[tokio::test]
    async fn a_worker_that_is_not_there_is_named() {
        let worker = Worker::new("/nowhere/document-worker".into());
        assert_eq!(
            worker.inspect_file("case", vec![1]).await.unwrap_err(),
            DocumentError::WorkerMissing
        );
    }

    #[tokio::test]
    async fn a_file_above_the_limit_is_too_large_and_starts_no_worker() {
        let worker = Worker::new("/nowhere/document-worker".into());
        let bytes = vec![0; MAX_FILE + 1];
        assert_eq!(worker.open_file("case", bytes).await.unwrap_err(), DocumentError::TooLarge);
        // Whatever the office takes is looked at.
        let bytes = vec![0; MAX_FILE_BYTES as usize];
        assert_eq!(
            worker.open_file("case", bytes).await.unwrap_err(),
            DocumentError::WorkerMissing
        );
    }

    /// `true` ends at once, as a worker does that a file kills.
    #[tokio::test]
    async fn a_file_that_stops_the_worker_twice_is_not_tried_a_third_time() {
        let worker = Worker::new("/bin/true".into());
        for _ in 0..2 {
            let outcome = worker.open_file("case", b"a file".to_vec()).await;
            assert_eq!(outcome.unwrap_err(), DocumentError::StopsWorker);
        }
        let key = FileKey::of_file(b"a file");
        assert_eq!(worker.known.find(&key), Some(Verdict::Bad(DocumentError::StopsWorker)));
    }

    /// `echo` says its arguments, and no worker of this version greets so: nor does what an update
    /// put in its place.
    #[tokio::test]
    async fn a_worker_of_another_version_is_told_and_no_file_is_blamed() {
        let worker = Worker::new("/bin/echo".into());
        for _ in 0..3 {
            let outcome = worker.open_file("case", b"a file".to_vec()).await;
            assert_eq!(outcome.unwrap_err(), DocumentError::WorkerReplaced);
        }
        assert_eq!(worker.known.find(&FileKey::of_file(b"a file")), None);
    }
}

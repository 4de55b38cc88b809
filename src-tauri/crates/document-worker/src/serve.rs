//! From a request to its reply.

use crate::file::{pdf::Pdf, raster, tiff};
use crate::typeset::typesetter::Typesetter;
use counter_documents::wire::{Part, Reply, Request};
use counter_documents::{DocumentError, Inspected, Kind, frame};
use std::io::{self, Read, Write};

/// The largest file looked at; a scanned page is a few megabytes.
const MOST_FILE: usize = 128 * 1024 * 1024;

/// What the worker keeps between requests: both are costly to set up and set up when first needed.
#[derive(Default)]
pub struct Tools {
    pdf: Option<Pdf>,
    typesetter: Option<Typesetter>,
}

type Answer = Result<(Reply, Vec<u8>), DocumentError>;

impl Tools {
    /// Answers until the other side closes the pipe.
    pub fn serve(&mut self, from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
        while let Some((header, body)) = frame::read(from)? {
            let request: Request = serde_json::from_slice(&header)?;
            let (reply, body) =
                self.answer(request, body).unwrap_or_else(|error| (Reply::Failed { error }, Vec::new()));
            frame::write(to, &serde_json::to_vec(&reply)?, &body)?;
        }
        Ok(())
    }

    fn answer(&mut self, request: Request, body: Vec<u8>) -> Answer {
        match request {
            Request::Inspect => self.inspect(&body),
            Request::Picture { page, quarter_turns, max_width } => self.picture(body, page, quarter_turns, max_width),
            Request::Split => self.split(body),
            Request::Typeset { sheet } => {
                let typesetter = match &mut self.typesetter {
                    Some(ready) => ready,
                    none => none.insert(Typesetter::open()?),
                };
                let (pdf, pages) = typesetter.typeset(&sheet)?;
                Ok((Reply::Typeset { pages }, pdf))
            }
        }
    }

    fn pdf(&mut self) -> Result<&Pdf, DocumentError> {
        match &mut self.pdf {
            Some(ready) => Ok(ready),
            none => Ok(none.insert(Pdf::open()?)),
        }
    }

    fn inspect(&mut self, bytes: &[u8]) -> Answer {
        let kind = kind_of(bytes)?;
        let (pages, width, height) = match kind {
            Kind::Pdf => self.pdf()?.inspect(bytes)?,
            Kind::Tiff => {
                let sides = tiff::pages(bytes)?;
                let (width, height) = raster::size(sides.first().ok_or(DocumentError::Damaged)?)?;
                (sides.len() as u32, width, height)
            }
            _ => {
                let (width, height) = raster::size(bytes)?;
                (1, width, height)
            }
        };
        Ok((Reply::Inspected(Inspected { kind, pages, width, height }), Vec::new()))
    }

    fn picture(&mut self, bytes: Vec<u8>, page: u32, turns: u8, max_width: u32) -> Answer {
        let kind = kind_of(&bytes)?;
        let shown = match kind {
            Kind::Pdf => {
                let page = self.pdf()?.page(&bytes, page, turns, max_width)?;
                raster::as_jpeg(&raster::turn(page, turns))?
            }
            Kind::Tiff => {
                let side = tiff::pages(&bytes)?;
                let side = side.get(page as usize).ok_or(DocumentError::NoSuchPage)?;
                raster::shown(side.clone(), kind, turns, max_width)?
            }
            _ if page > 0 => return Err(DocumentError::NoSuchPage),
            _ => raster::shown(bytes, kind, turns, max_width)?,
        };
        let raster::Shown { media, bytes, width, height } = shown;
        Ok((Reply::Picture { media: media.to_owned(), width, height }, bytes))
    }

    fn split(&mut self, bytes: Vec<u8>) -> Answer {
        let kind = kind_of(&bytes)?;
        let (media, files) = match kind {
            plain if plain.is_plain() => (plain.media(), vec![bytes]),
            Kind::Tiff => {
                let pngs: Result<Vec<_>, _> = tiff::pages(&bytes)?.iter().map(|side| raster::as_png(side)).collect();
                (Kind::Png.media(), pngs?)
            }
            _ => (Kind::Png.media(), vec![raster::as_png(&bytes)?]),
        };
        let part = |file: &Vec<u8>| Part { media: media.to_owned(), length: file.len() as u64 };
        Ok((Reply::Parts { parts: files.iter().map(part).collect() }, files.concat()))
    }
}

fn kind_of(bytes: &[u8]) -> Result<Kind, DocumentError> {
    match bytes.len() {
        0 => Err(DocumentError::Empty),
        length if length > MOST_FILE => Err(DocumentError::TooLarge),
        _ => Kind::of(bytes).ok_or(DocumentError::UnknownKind),
    }
}

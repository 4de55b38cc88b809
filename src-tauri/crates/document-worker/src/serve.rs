//! From a request to its reply.

use crate::file::{pdf::Pdf, raster, tiff};
use crate::typeset::Typesetter;
use counter_documents::wire::{LIMITS, Part, Reply, Request};
use counter_documents::{DocumentError, Inspected, Kind, Sheet, Typeset};
use std::io::{self, Read, Write};

/// The largest file looked at, in bytes; a scanned page is a few megabytes.
const MAX_FILE: usize = 128 * 1024 * 1024;

/// What the worker keeps between requests: both are costly to set up and set up when first needed.
#[derive(Default)]
pub struct Tools {
    pdf: Option<Pdf>,
    typesetter: Option<Typesetter>,
}

type Answer = Result<(Reply, Vec<u8>), DocumentError>;

impl Tools {
    /// Answers until the other side closes the pipe.
    pub fn serve_requests(&mut self, from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
        while let Some(frame) = LIMITS.read_frame(from)? {
            let request: Request = serde_json::from_slice(&frame.header)?;
            let (header, body) = encode_answer(self.answer_request(request, frame.body))?;
            LIMITS.write_frame(to, frame.call, &header, &body)?;
        }
        Ok(())
    }

    fn answer_request(&mut self, request: Request, body: Vec<u8>) -> Answer {
        match request {
            Request::Inspect => {
                let inspected = self.inspect_file(detect_kind(&body)?, &body)?;
                Ok((Reply::Inspected(inspected), Vec::new()))
            }
            Request::Open => self.open_file(&body),
            Request::Picture { page, quarter_turns, max_width } => {
                self.render_page(body, page, quarter_turns, max_width)
            }
            Request::Typeset { sheet } => self.typeset_sheet(&sheet),
        }
    }

    fn load_pdf(&mut self) -> Result<&Pdf, DocumentError> {
        match &mut self.pdf {
            Some(pdf) => Ok(pdf),
            empty => Ok(empty.insert(Pdf::load_library()?)),
        }
    }

    fn inspect_file(&mut self, kind: Kind, bytes: &[u8]) -> Result<Inspected, DocumentError> {
        let (pages, width, height) = match kind {
            Kind::Pdf => self.load_pdf()?.measure_document(bytes)?,
            Kind::Tiff => {
                let pages = tiff::split_pages(bytes)?;
                let (width, height) =
                    raster::measure_image(pages.first().ok_or(DocumentError::Damaged)?)?;
                (pages.len() as u32, width, height)
            }
            _ => {
                let (width, height) = raster::measure_image(bytes)?;
                (1, width, height)
            }
        };
        Ok(Inspected { kind, pages, width, height })
    }

    /// Plain files are only looked over: whoever sent them has their bytes.
    fn open_file(&mut self, bytes: &[u8]) -> Answer {
        let kind = detect_kind(bytes)?;
        if kind.is_plain() {
            let pages = self.inspect_file(kind, bytes)?.pages;
            return Ok((
                Reply::OpenedUnchanged { media: kind.media_type().to_owned(), pages },
                Vec::new(),
            ));
        }
        let images: Vec<Vec<u8>> = match kind {
            Kind::Tiff => tiff::split_pages(bytes)?
                .iter()
                .map(|page| raster::encode_png(page))
                .collect::<Result<_, _>>()?,
            _ => vec![raster::encode_png(bytes)?],
        };
        if images.iter().any(|png| png.len() > MAX_FILE) {
            return Err(DocumentError::TooLarge);
        }
        let media = || Kind::Png.media_type().to_owned();
        let parts = images
            .iter()
            .map(|png| Part { media: media(), pages: 1, length: png.len() as u64 })
            .collect();
        Ok((Reply::OpenedAsParts { parts }, images.concat()))
    }

    fn render_page(&mut self, bytes: Vec<u8>, page: u32, turns: u8, max_width: u32) -> Answer {
        let kind = detect_kind(&bytes)?;
        let picture = match kind {
            Kind::Pdf => {
                let image = self.load_pdf()?.render_page(&bytes, page, turns, max_width)?;
                raster::encode_jpeg(&raster::turn_image(image, turns))?
            }
            Kind::Tiff => {
                let pages = tiff::split_pages(&bytes)?;
                let page = pages.into_iter().nth(page as usize).ok_or(DocumentError::NoSuchPage)?;
                raster::render_image(page, kind, turns, max_width)?
            }
            _ if page > 0 => return Err(DocumentError::NoSuchPage),
            _ => raster::render_image(bytes, kind, turns, max_width)?,
        };
        let reply =
            Reply::Picture { media: picture.media, width: picture.width, height: picture.height };
        Ok((reply, picture.bytes))
    }

    fn typeset_sheet(&mut self, sheet: &Sheet) -> Answer {
        let typesetter = match &mut self.typesetter {
            Some(typesetter) => typesetter,
            empty => empty.insert(Typesetter::load_fonts()?),
        };
        let Typeset { pdf, pages, missing } = typesetter.typeset_sheet(sheet)?;
        Ok((Reply::Typeset { pages, missing }, pdf))
    }
}

/// Header and body of the answer; one that no frame takes is a refusal.
fn encode_answer(answer: Answer) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let failed = |error| (Reply::Failed { error }, Vec::new());
    let (reply, body) = answer.unwrap_or_else(failed);
    let header = serde_json::to_vec(&reply)?;
    if LIMITS.allow_frame(header.len(), body.len()) {
        return Ok((header, body));
    }
    let (reply, body) = failed(DocumentError::TooLarge);
    Ok((serde_json::to_vec(&reply)?, body))
}

fn detect_kind(bytes: &[u8]) -> Result<Kind, DocumentError> {
    match bytes.len() {
        0 => Err(DocumentError::Empty),
        length if length > MAX_FILE => Err(DocumentError::TooLarge),
        _ => Kind::from_bytes(bytes).ok_or(DocumentError::UnknownKind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_no_frame_takes_is_a_refusal() {
        let answer =
            |length: usize| Ok((Reply::Typeset { pages: 1, missing: Vec::new() }, vec![0; length]));
        let (_, body) = encode_answer(answer(LIMITS.body as usize)).unwrap();
        assert_eq!(body.len(), LIMITS.body as usize);
        let (header, body) = encode_answer(answer(LIMITS.body as usize + 1)).unwrap();
        let reply = serde_json::from_slice(&header).unwrap();
        assert!(
            body.is_empty() && matches!(reply, Reply::Failed { error: DocumentError::TooLarge })
        );
    }
}

//! From a request to its reply.

use crate::budget::{Budget, OF_FILE, OF_TEMPLATE, Share};
use crate::file::{logo, pdf::Pdf, raster, tiff};
use crate::limits::{MAX_CODE_PAGES, set_template_limits};
use crate::signing;
use crate::typeset::{Look, Typesetter, find_fonts};
use counter_documents::wire::{LIMITS, MAX_FILE, Part, Reply, Request};
use counter_documents::{DocumentError, Inspected, Kind, Picture, Typeset, WorkerTools};
use std::io::{self, Read, Write};

/// Of all pages of a file together, a byte a sample: some hundred pages of a fax, some dozens in
/// colour.
const MAX_DECODED: u64 = 2 * 1024 * 1024 * 1024;

/// An A4 page at 300 dpi.
const CODE_PAGE_WIDTH: u32 = 2_480;

/// What the worker keeps between requests: both are costly to set up and set up when first needed.
pub struct Tools {
    budget: Budget,
    pdf: Option<Pdf>,
    typesetter: Option<Typesetter>,
}

type Answer = Result<(Reply, Vec<u8>), DocumentError>;

impl Tools {
    pub fn new(budget: Budget) -> Self {
        Self { budget, pdf: None, typesetter: None }
    }

    /// Answers until the other side closes the pipe; a side of another version is not read.
    pub fn serve_requests(&mut self, from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
        if !LIMITS.greet_parent(from, to)? {
            return Ok(());
        }
        while let Some(frame) = LIMITS.read_frame(from)? {
            let request: Request = serde_json::from_slice(&frame.header)?;
            if let Some(share) = find_share(&request) {
                self.budget.begin_job(frame.call, share);
            }
            let answer = self.answer_request(request, frame.body);
            self.budget.end_job();
            let (header, body) = encode_answer(answer)?;
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
            Request::Typeset { sheet, letterhead } => {
                let look = Look { letterhead, logo: body };
                answer_typeset(self.load_typesetter()?.typeset_sheet(&sheet, look)?)
            }
            Request::TypesetByTemplate { sheet, letterhead, template } => {
                set_template_limits();
                let look = Look { letterhead, logo: body };
                let typesetter = self.load_typesetter()?;
                answer_typeset(typesetter.typeset_by_template(&sheet, look, template)?)
            }
            Request::TryTemplate { sheet, template } => {
                set_template_limits();
                let fault = self.load_typesetter()?.try_template(&sheet, template)?;
                Ok((Reply::TemplateTried { fault }, Vec::new()))
            }
            Request::RewriteLogo => Ok(answer_picture(logo::rewrite_logo(&body)?)),
            Request::Reprint { pages, line } => {
                answer_typeset(self.load_typesetter()?.reprint_paper(body, pages, &line)?)
            }
            Request::SignForm { layers } => {
                Ok((Reply::Signed, signing::append_layers(body, &layers)?))
            }
            Request::ReadFormCode => {
                Ok((Reply::FormCode { code: self.read_form_code(&body)? }, Vec::new()))
            }
            Request::Tools => Ok((Reply::Tools(self.list_tools()), Vec::new())),
        }
    }

    fn load_pdf(&mut self) -> Result<&Pdf, DocumentError> {
        match &mut self.pdf {
            Some(pdf) => Ok(pdf),
            empty => Ok(empty.insert(Pdf::load_library()?)),
        }
    }

    fn inspect_file(&mut self, kind: Kind, bytes: &[u8]) -> Result<Inspected, DocumentError> {
        let budget = self.budget.clone();
        let (pages, width, height) = match kind {
            Kind::Pdf => self.load_pdf()?.measure_document(bytes, &budget)?,
            Kind::Tiff => {
                let pages = tiff::list_pages(bytes)?;
                let mut first = None;
                for page in &pages {
                    budget.begin_step();
                    let image = page.decode()?;
                    first.get_or_insert((image.width(), image.height()));
                }
                let (width, height) = first.ok_or(DocumentError::Damaged)?;
                (pages.len() as u32, width, height)
            }
            _ => {
                let image = raster::decode_image(bytes)?.image;
                (1, image.width(), image.height())
            }
        };
        Ok(Inspected { kind, pages, width, height })
    }

    /// Plain files are only looked over: whoever sent them has their bytes.
    fn open_file(&mut self, bytes: &[u8]) -> Answer {
        let kind = detect_kind(bytes)?;
        match kind {
            Kind::Pdf => {
                let pages = self.inspect_file(kind, bytes)?.pages;
                Ok((opened_unchanged(kind, pages), Vec::new()))
            }
            Kind::Tiff => self.open_tiff(bytes),
            _ => {
                let raster::Decoded { image, is_changed } = raster::decode_image(bytes)?;
                // An orientation is kept as it is: every viewer knows it.
                if kind == Kind::Jpeg || (kind == Kind::Png && !is_changed) {
                    return Ok((opened_unchanged(kind, 1), Vec::new()));
                }
                join_parts(vec![(Kind::Png, raster::encode_png(&image)?)])
            }
        }
    }

    /// A page that is a JPEG stays one; others become PNG.
    fn open_tiff(&self, bytes: &[u8]) -> Answer {
        let pages = tiff::list_pages(bytes)?;
        let mut left = MAX_DECODED;
        let mut take_size = |page: &tiff::Page<'_>| -> Result<(), DocumentError> {
            left = left.checked_sub(page.size()).ok_or(DocumentError::TooLarge)?;
            Ok(())
        };
        // Before any of them is decoded, so that too many are refused at once.
        pages.iter().filter(|page| !page.is_lossy()).try_for_each(&mut take_size)?;
        let mut parts = Vec::new();
        let mut length = 0;
        for page in pages {
            self.budget.begin_step();
            let part = if let Some(jpeg) = page.keep_jpeg()? {
                (Kind::Jpeg, jpeg)
            } else if let Some(bits) = page.keep_two_shades()? {
                (Kind::Png, raster::encode_bits(bits.width, bits.height, &bits.rows)?)
            } else if page.is_lossy() {
                take_size(&page)?;
                (Kind::Jpeg, raster::encode_jpeg(&page.decode()?, raster::KEPT_QUALITY)?.bytes)
            } else {
                (Kind::Png, raster::encode_png(&page.decode()?)?)
            };
            length += part.1.len();
            if length > LIMITS.body as usize {
                return Err(DocumentError::TooLarge);
            }
            parts.push(part);
        }
        join_parts(parts)
    }

    fn render_page(&mut self, bytes: Vec<u8>, page: u32, turns: u8, max_width: u32) -> Answer {
        let kind = detect_kind(&bytes)?;
        let picture = match kind {
            Kind::Pdf => {
                let image = self.load_pdf()?.render_page(&bytes, page, turns, max_width)?;
                raster::encode_jpeg(&raster::turn_image(image, turns), raster::QUALITY)?
            }
            Kind::Tiff => {
                let pages = tiff::list_pages(&bytes)?;
                let page = pages.get(page as usize).ok_or(DocumentError::NoSuchPage)?;
                raster::render_decoded(page.decode()?, turns, max_width)?
            }
            _ if page > 0 => return Err(DocumentError::NoSuchPage),
            _ => raster::render_image(bytes, kind, turns, max_width)?,
        };
        Ok(answer_picture(picture))
    }

    /// The first pages are looked at; a form's code is in the foot of each.
    fn read_form_code(&mut self, bytes: &[u8]) -> Result<Option<String>, DocumentError> {
        let kind = detect_kind(bytes)?;
        let budget = self.budget.clone();
        match kind {
            Kind::Pdf => {
                let pdf = self.load_pdf()?;
                let pages = pdf.count_pages(bytes)?.min(MAX_CODE_PAGES);
                for page in 0..pages {
                    budget.begin_step();
                    let image = pdf.render_page(bytes, page, 0, CODE_PAGE_WIDTH)?;
                    if let Some(code) = signing::find_form_code(&image, &budget) {
                        return Ok(Some(code));
                    }
                }
                Ok(None)
            }
            Kind::Tiff => {
                for page in tiff::list_pages(bytes)?.iter().take(MAX_CODE_PAGES as usize) {
                    budget.begin_step();
                    if let Some(code) = signing::find_form_code(&page.decode()?, &budget) {
                        return Ok(Some(code));
                    }
                }
                Ok(None)
            }
            _ => Ok(signing::find_form_code(&raster::decode_image(bytes)?.image, &budget)),
        }
    }

    fn list_tools(&mut self) -> WorkerTools {
        let fonts = find_fonts().unwrap_or_default();
        let pdf = self.load_pdf().ok();
        let mut families: Vec<_> = fonts.iter().map(|font| font.info().family.clone()).collect();
        families.dedup();
        WorkerTools {
            families,
            has_pdf_library: pdf.is_some(),
            draws_chinese: pdf.is_some_and(Pdf::can_draw_chinese),
        }
    }

    fn load_typesetter(&mut self) -> Result<&mut Typesetter, DocumentError> {
        match &mut self.typesetter {
            Some(typesetter) => Ok(typesetter),
            empty => Ok(empty.insert(Typesetter::load_fonts()?)),
        }
    }
}

/// Our own papers are held to no share.
fn find_share(request: &Request) -> Option<Share> {
    match request {
        Request::Typeset { .. }
        | Request::Reprint { .. }
        | Request::SignForm { .. }
        | Request::Tools => None,
        Request::TypesetByTemplate { .. } | Request::TryTemplate { .. } => Some(OF_TEMPLATE),
        Request::Inspect
        | Request::Open
        | Request::Picture { .. }
        | Request::ReadFormCode
        | Request::RewriteLogo => Some(OF_FILE),
    }
}

fn answer_picture(Picture { media, bytes, width, height }: Picture) -> (Reply, Vec<u8>) {
    (Reply::Picture { media, width, height }, bytes)
}

fn answer_typeset(Typeset { pdf, pages, missing, signature_boxes }: Typeset) -> Answer {
    Ok((Reply::Typeset { pages, missing, signature_boxes }, pdf))
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
    if bytes.len() > MAX_FILE { Err(DocumentError::TooLarge) } else { Kind::detect(bytes) }
}

fn opened_unchanged(kind: Kind, pages: u32) -> Reply {
    Reply::OpenedUnchanged { media: kind.media_type().to_owned(), pages }
}

fn join_parts(parts: Vec<(Kind, Vec<u8>)>) -> Answer {
    let named = parts
        .iter()
        .map(|(kind, bytes)| Part {
            media: kind.media_type().to_owned(),
            pages: 1,
            length: bytes.len() as u64,
        })
        .collect();
    let body = parts.into_iter().flat_map(|(_, bytes)| bytes).collect();
    Ok((Reply::OpenedAsParts { parts: named }, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_no_frame_takes_is_a_refusal() {
        let answer = |length: usize| Ok((Reply::Signed, vec![0; length]));
        let (_, body) = encode_answer(answer(LIMITS.body as usize)).unwrap();
        assert_eq!(body.len(), LIMITS.body as usize);
        let (header, body) = encode_answer(answer(LIMITS.body as usize + 1)).unwrap();
        let reply = serde_json::from_slice(&header).unwrap();
        assert!(
            body.is_empty() && matches!(reply, Reply::Failed { error: DocumentError::TooLarge })
        );
    }
}

//! Files from outside: what they are, what the vault keeps of them, and pages as the screen shows them.

use super::Answer;
use crate::budget::Budget;
use crate::file::{logo, pdf::Pdf, raster, tiff};
use crate::limits::MAX_CODE_PAGES;
use crate::meter::Meter;
use crate::places::Places;
use crate::signing;
use counter_documents::wire::{LIMITS, MAX_FILE, Part, Reply, Request};
use counter_documents::{DocumentError, Inspected, Kind, Picture};

/// Of all pages of a file together, a byte a sample: some hundred pages of a fax, some dozens in
/// colour.
const MAX_DECODED: u64 = 2 * 1024 * 1024 * 1024;

/// An A4 page at 300 dpi.
const CODE_PAGE_WIDTH: u32 = 2_480;

pub struct Opener {
    pub pdf: Result<Pdf, DocumentError>,
    pub budget: Budget,
}

impl Opener {
    /// On its own: nothing ends it when a file takes too much.
    pub fn load(places: &Places) -> Self {
        Self { pdf: Pdf::load_library(places), budget: Budget::start_watch(Meter::open()) }
    }

    /// None for another role's work.
    pub fn answer_request(&self, request: Request, body: Vec<u8>) -> Option<Answer> {
        Some(match request {
            Request::Inspect => self.inspect(&body),
            Request::Open => self.open_file(&body),
            Request::Picture { page, quarter_turns, max_width } => {
                self.render_page(body, page, quarter_turns, max_width)
            }
            Request::RewriteLogo => logo::rewrite_logo(&body).map(answer_picture),
            Request::ReadFormCode => {
                self.read_form_code(&body).map(|code| (Reply::FormCode { code }, Vec::new()))
            }
            _ => return None,
        })
    }

    pub fn has_library(&self) -> bool {
        self.pdf.is_ok()
    }

    pub fn can_draw_chinese(&self) -> bool {
        self.pdf.as_ref().is_ok_and(Pdf::can_draw_chinese)
    }

    fn library(&self) -> Result<&Pdf, DocumentError> {
        self.pdf.as_ref().map_err(|error| *error)
    }

    fn inspect(&self, bytes: &[u8]) -> Answer {
        let (kind, bytes) = locate_file(bytes)?;
        let inspected = self.inspect_file(kind, bytes)?;
        Ok((Reply::Inspected(inspected), Vec::new()))
    }

    fn inspect_file(&self, kind: Kind, bytes: &[u8]) -> Result<Inspected, DocumentError> {
        let budget = self.budget.clone();
        let (pages, width, height) = match kind {
            Kind::Pdf => self.library()?.measure_document(bytes, &budget)?,
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
    fn open_file(&self, bytes: &[u8]) -> Answer {
        let (kind, file) = locate_file(bytes)?;
        match kind {
            Kind::Pdf => {
                let pages = self.inspect_file(kind, file)?.pages;
                Ok((opened_unchanged(kind, pages), Vec::new()))
            }
            Kind::Tiff => self.open_tiff(file),
            _ => {
                let raster::Decoded { image, is_changed } = raster::decode_image(file)?;
                // An orientation is kept as it is: every viewer knows it.
                if kind == Kind::Jpeg || (kind == Kind::Png && !is_changed) {
                    if file.len() == bytes.len() {
                        return Ok((opened_unchanged(kind, 1), Vec::new()));
                    }
                    // No viewer shows it behind what was put before it.
                    return join_parts(vec![(kind, file.to_vec())]);
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

    fn render_page(&self, bytes: Vec<u8>, page: u32, turns: u8, max_width: u32) -> Answer {
        let (kind, file) = locate_file(&bytes)?;
        let picture = match kind {
            Kind::Pdf => {
                let image = self.library()?.render_page(file, page, turns, max_width)?;
                raster::encode_jpeg(&raster::turn_image(image, turns), raster::QUALITY)?
            }
            Kind::Tiff => {
                let pages = tiff::list_pages(file)?;
                let page = pages.get(page as usize).ok_or(DocumentError::NoSuchPage)?;
                raster::render_decoded(page.decode()?, turns, max_width)?
            }
            _ if page > 0 => return Err(DocumentError::NoSuchPage),
            _ => raster::render_image(bytes, kind, turns, max_width)?,
        };
        Ok(answer_picture(picture))
    }

    /// The first pages are looked at; a form's code is in the foot of each.
    fn read_form_code(&self, bytes: &[u8]) -> Result<Option<String>, DocumentError> {
        let (kind, bytes) = locate_file(bytes)?;
        let budget = self.budget.clone();
        match kind {
            Kind::Pdf => {
                let pdf = self.library()?;
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
}

fn answer_picture(Picture { media, bytes, width, height }: Picture) -> (Reply, Vec<u8>) {
    (Reply::Picture { media, width, height }, bytes)
}

/// The kind, and the file without what something put before it.
fn locate_file(bytes: &[u8]) -> Result<(Kind, &[u8]), DocumentError> {
    if bytes.len() > MAX_FILE {
        return Err(DocumentError::TooLarge);
    }
    let (kind, start) = Kind::locate(bytes)?;
    Ok((kind, bytes.get(start..).unwrap_or_default()))
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

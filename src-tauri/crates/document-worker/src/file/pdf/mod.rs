//! PDF files through pdfium. The library is a separate file beside the program; without it
//! everything but PDF works.

mod ending;
mod fonts;
mod system_fonts;

use crate::budget::Budget;
use crate::fonts::find_regular_faces;
use crate::places::Places;
use counter_documents::{DocumentError, OtherKind};
use ending::check_whole;
use image::DynamicImage;
use pdfium_render::prelude::*;
use std::cell::OnceCell;
use std::env;
use std::path::PathBuf;

/// Sharper than any screen shows and than the papers were scanned.
const MAX_PIXELS_PER_POINT: f32 = 400.0 / 72.0;
const MAX_SIDE: f32 = 10_000.0;
const MAX_PAGES: i32 = 2_000;
/// As wide as pages are drawn to see whether they can be.
const TRIAL_WIDTH: u32 = 300;

/// The bound library.
pub struct Pdf {
    library: Pdfium,
    can_draw_chinese: OnceCell<bool>,
}

/// Where the library may be: what somebody names (file or folder), beside this program, or in
/// `pdfium` beside the program's folder.
fn library_paths(places: &Places) -> Vec<PathBuf> {
    let name = Pdfium::pdfium_platform_library_name();
    if let Some(path) = &places.pdfium {
        return vec![if path.is_dir() { path.join(name) } else { path.clone() }];
    }
    let exe = env::current_exe().ok();
    let Some(folder) = exe.as_deref().and_then(|exe| exe.parent()) else {
        return Vec::new();
    };
    let beside = folder.join(&name);
    let above = folder.parent().map(|above| above.join("pdfium").join(&name));
    std::iter::once(beside).chain(above).collect()
}

fn pdf_error(error: PdfiumError) -> DocumentError {
    use PdfiumInternalError::{PasswordError, SecurityError};
    match error {
        PdfiumError::PdfiumLibraryInternalError(PasswordError | SecurityError) => {
            DocumentError::Encrypted
        }
        _ => DocumentError::Damaged,
    }
}

/// What the single page says that stands for a form of another making.
const PLACEHOLDERS: [&str; 4] = ["please wait", "请稍候", "请等待", "请稍等"];
const PORTFOLIO: [&str; 2] = ["pdf portfolio", "pdf 包"];

/// A dynamic form (XFA) has no pages of its own; what stands there asks for another program. A
/// portfolio is a cover over other files.
fn check_pages_are_all(document: &PdfDocument<'_>, bytes: &[u8]) -> Result<(), DocumentError> {
    let is_single = document.pages().len() == 1;
    let says = |words: &[&str]| {
        let page = document.pages().get(0).ok();
        let text = page.as_ref().and_then(|page| page.text().ok()).map(|text| text.all());
        text.is_some_and(|text| words.iter().any(|word| text.to_lowercase().contains(word)))
    };
    let is_dynamic = is_single
        && document.form().is_some_and(|form| match form.form_type() {
            PdfFormType::XfaFull => true,
            PdfFormType::XfaForeground => says(&PLACEHOLDERS),
            _ => false,
        });
    if is_dynamic {
        return Err(DocumentError::NotTaken(OtherKind::PdfForm));
    }
    let is_portfolio = !document.attachments().is_empty()
        && (bytes.windows(11).any(|word| word == b"/Collection")
            || (is_single && says(&PORTFOLIO)));
    if is_portfolio {
        return Err(DocumentError::NotTaken(OtherKind::PdfPortfolio));
    }
    Ok(())
}

impl Pdf {
    /// With the fonts that it will ever have.
    pub fn load_library(places: &Places) -> Result<Self, DocumentError> {
        let path = library_paths(places).into_iter().find(|path| path.is_file());
        let bindings = path.and_then(|path| Pdfium::bind_to_library(path).ok());
        let library = Pdfium::new(bindings.ok_or(DocumentError::PdfiumMissing)?);
        system_fonts::install_fonts(&library, find_regular_faces(places));
        Ok(Self { library, can_draw_chinese: OnceCell::new() })
    }

    fn open_document<'a>(&'a self, bytes: &'a [u8]) -> Result<PdfDocument<'a>, DocumentError> {
        check_whole(bytes)?;
        let document = self.library.load_pdf_from_byte_slice(bytes, None).map_err(pdf_error)?;
        match document.pages().len() {
            0 => Err(DocumentError::Damaged),
            many if many > MAX_PAGES => Err(DocumentError::TooLarge),
            _ => Ok(document),
        }
    }

    /// Number of pages, and the first one's size in points. Every page is opened and drawn once, so
    /// that damage shows now, and what is too slow is never kept.
    pub fn measure_document(
        &self,
        bytes: &[u8],
        budget: &Budget,
    ) -> Result<(u32, u32, u32), DocumentError> {
        let document = self.open_document(bytes)?;
        check_pages_are_all(&document, bytes)?;
        let pages = document.pages();
        let mut first = (0, 0);
        for index in 0..pages.len() {
            budget.begin_step();
            let page = pages.get(index).map_err(pdf_error)?;
            if index == 0 {
                first = (page.width().value.round() as u32, page.height().value.round() as u32);
            }
            fonts::check_fonts(&page, || self.can_draw_chinese())?;
            if budget.allows_drawing() {
                draw_page(&page, 0, TRIAL_WIDTH)?;
            }
        }
        Ok((pages.len() as u32, first.0, first.1))
    }

    pub fn count_pages(&self, bytes: &[u8]) -> Result<u32, DocumentError> {
        Ok(self.open_document(bytes)?.pages().len() as u32)
    }

    pub fn can_draw_chinese(&self) -> bool {
        *self.can_draw_chinese.get_or_init(|| fonts::can_draw_chinese(&self.library))
    }

    /// One page.
    pub fn render_page(
        &self,
        bytes: &[u8],
        index: u32,
        quarter_turns: u8,
        max_width: u32,
    ) -> Result<DynamicImage, DocumentError> {
        let document = self.open_document(bytes)?;
        let index = index.try_into().map_err(|_| DocumentError::NoSuchPage)?;
        if index >= document.pages().len() {
            return Err(DocumentError::NoSuchPage);
        }
        let page = document.pages().get(index).map_err(pdf_error)?;
        draw_page(&page, quarter_turns, max_width)
    }
}

/// Not yet turned, so large that it is `max_width` wide once it is.
fn draw_page(
    page: &PdfPage<'_>,
    quarter_turns: u8,
    max_width: u32,
) -> Result<DynamicImage, DocumentError> {
    let (width, height) = (page.width().value.max(1.0), page.height().value.max(1.0));
    let across = if quarter_turns.is_multiple_of(2) { width } else { height };
    let scale =
        (max_width as f32 / across).min(MAX_PIXELS_PER_POINT).min(MAX_SIDE / width.max(height));
    let pixels = |length: f32| (length * scale).round().max(1.0) as Pixels;
    let config = PdfRenderConfig::new().set_fixed_size(pixels(width), pixels(height));
    let bitmap = page.render_with_config(&config).map_err(pdf_error)?;
    bitmap.as_image().map_err(pdf_error)
}

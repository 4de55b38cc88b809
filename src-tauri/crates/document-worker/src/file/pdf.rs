//! PDF files through pdfium. The library is a separate file beside the program; without it
//! everything but PDF works.

use counter_documents::DocumentError;
use image::DynamicImage;
use pdfium_render::prelude::*;
use std::env;
use std::path::PathBuf;

/// Sharper than any screen shows and than the papers were scanned.
const MAX_PIXELS_PER_POINT: f32 = 400.0 / 72.0;
const MAX_SIDE: f32 = 10_000.0;
const MAX_PAGES: i32 = 2_000;
/// The mark at the end of a PDF, and how far before the last byte it may stand.
const END: &[u8] = b"%%EOF";
const TAIL: usize = 8 * 1024;

/// The bound library.
pub struct Pdf {
    library: Pdfium,
}

/// Where the library may be: what `COUNTER_PDFIUM` names (file or folder), beside this program, or
/// in `pdfium` beside the program's folder.
fn library_paths() -> Vec<PathBuf> {
    let name = Pdfium::pdfium_platform_library_name();
    if let Some(path) = env::var_os("COUNTER_PDFIUM") {
        let path = PathBuf::from(path);
        return vec![if path.is_dir() { path.join(name) } else { path }];
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

/// pdfium mends a file cut short and loses pages without a word; a whole file ends with its mark.
fn check_end(bytes: &[u8]) -> Result<(), DocumentError> {
    let tail = bytes.last_chunk::<TAIL>().map_or(bytes, |tail| tail.as_slice());
    if tail.windows(END.len()).any(|window| window == END) {
        Ok(())
    } else {
        Err(DocumentError::Damaged)
    }
}

impl Pdf {
    pub fn load_library() -> Result<Self, DocumentError> {
        let path = library_paths().into_iter().find(|path| path.is_file());
        let bindings = path.and_then(|path| Pdfium::bind_to_library(path).ok());
        Ok(Self { library: Pdfium::new(bindings.ok_or(DocumentError::PdfiumMissing)?) })
    }

    fn open_document<'a>(&'a self, bytes: &'a [u8]) -> Result<PdfDocument<'a>, DocumentError> {
        check_end(bytes)?;
        let document = self.library.load_pdf_from_byte_slice(bytes, None).map_err(pdf_error)?;
        match document.pages().len() {
            0 => Err(DocumentError::Damaged),
            many if many > MAX_PAGES => Err(DocumentError::TooLarge),
            _ => Ok(document),
        }
    }

    /// Number of pages, and the first one's size in points. Every page is opened once, so that
    /// damage shows now.
    pub fn measure_document(&self, bytes: &[u8]) -> Result<(u32, u32, u32), DocumentError> {
        let document = self.open_document(bytes)?;
        let pages = document.pages();
        let mut first = (0, 0);
        for index in 0..pages.len() {
            let page = pages.get(index).map_err(pdf_error)?;
            if index == 0 {
                first = (page.width().value.round() as u32, page.height().value.round() as u32);
            }
        }
        Ok((pages.len() as u32, first.0, first.1))
    }

    /// One page, not yet turned, so large that it is `max_width` wide once it is.
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
        let (width, height) = (page.width().value.max(1.0), page.height().value.max(1.0));
        let across = if quarter_turns.is_multiple_of(2) { width } else { height };
        let scale =
            (max_width as f32 / across).min(MAX_PIXELS_PER_POINT).min(MAX_SIDE / width.max(height));
        let pixels = |length: f32| (length * scale).round().max(1.0) as Pixels;
        let config = PdfRenderConfig::new().set_fixed_size(pixels(width), pixels(height));
        let bitmap = page.render_with_config(&config).map_err(pdf_error)?;
        bitmap.as_image().map_err(pdf_error)
    }
}
